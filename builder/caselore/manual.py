"""Gather the manual pages of all rules, whoever speaks them, and turn them into one document."""

from __future__ import annotations

import re

from caselore.checks.registry import RULES as CHECKED
from caselore.diagnostics import Rule
from caselore.readers import rules

RULES: tuple[Rule, ...] = tuple(sorted((*rules.ALL, *CHECKED), key=lambda rule: rule.code))

FAMILIES = (
    ("Y", "The form of YAML files"),
    ("F", "Files and folders"),
    ("R", "Records and what they refer to"),
    ("M", "Markdown in texts and on module pages"),
    ("E", "Evidence"),
    ("Q", "Questions, their options, and quizzes"),
    ("A", "Outcomes: taught, practised and assessed"),
    ("L", "Law and dates"),
    ("S", "Stories"),
    ("W", "Words and sentences"),
    ("O", "Words of a source"),
    ("X", "Access for everybody"),
    ("P", "Sessions, paper and what is filled in locally"),
    ("H", "Links to other sites"),
)
"""The letter that codes start with, and what they are about, in the order in which they come up."""

_OPENING = """\
# Rules

Everything that `caselore check` can find, with the code it is printed with. `caselore explain CODE` prints
one of these pages. An **error** stops a build. A **warning** stops it under `--strict`; **advice** never does.

This document is made from the rules themselves by `tools/write-rules`: do not edit it.
"""


def as_markdown() -> str:
    """Return the pages of all rules as one Markdown document."""
    parts = [_OPENING]
    for letter, about in FAMILIES:
        members = [rule for rule in RULES if rule.code.startswith(letter)]
        parts.append(f"## {letter}: {about}\n")
        parts.append("".join(f"- [{rule.code}](#{rule.code.lower()}) {rule.title}\n" for rule in members))
        parts += [_page(rule) for rule in members]
    return "\n".join(parts)


def _page(rule: Rule) -> str:
    """Return a rule's page under a heading that is its code, so that #y101 leads to it."""
    _, _, text = rule.page.strip().partition("\n")
    text = re.sub(r"^```(\S+\.(\w+))\n", _opening, text.strip(), flags=re.MULTILINE)
    return f"### {rule.code}\n\n**{rule.title}** ({rule.severity.word})\n\n{text}\n"


def _opening(match: re.Match[str]) -> str:
    """Return how a sample starts in the document: the file's name, then a block in the file's language."""
    return f"`{match[1]}`\n\n```{_LANGUAGES.get(match[2], 'text')}\n"


_LANGUAGES = {"css": "css", "md": "markdown", "svg": "xml", "yml": "yaml", "yaml": "yaml"}
