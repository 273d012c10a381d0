"""Makes a small course for tests: the one of `caselore init`, with a question of every type and a quiz of its own page.

What a learner does is tested on it, so that the reference course may change.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from reference_course import caselore, replace_in

from good_questions import GOOD, good

ID = "heard-the-first-time"
MODULE = "site/modules/on-the-telephone/"
SITE_URL = f"https://example.org/{ID}/"

FIRST, SECOND, THIRD = "asked-single", "asked-multi", "asked-confidence"
"""Three questions that are marked."""
WRITTEN = "asked-reflect"
"""A question that is answered in own words."""
QUIZ = "content/quizzes/every-type.yml"
"""The quiz that asks them, on the page of the module."""
OWN_PAGE = "content/quizzes/two-weeks-later.yml"
"""The quiz that asks some of them again, on a page of its own."""
EVERY_TYPE = """## Every type

Teach-back is a word of the glossary. What was agreed here [@EX-01]?

:::{quiz} every-type
:::
"""


def small_course(project: Path) -> Path:
    """Make the course in a folder that is not there yet."""
    caselore("init", project)
    for kind in GOOD:
        write(project / f"content/questions/asked-{kind.replace('_', '-')}.yml", _question(kind))
    asked = [f"asked-{kind.replace('_', '-')}" for kind in GOOD]
    write(project / QUIZ, {"title": "Every type", "intro": "One of each.", "questions": asked})
    once_more = [FIRST, SECOND, WRITTEN, "the-second-try"]
    write(project / OWN_PAGE, {"title": "Two weeks later", "intro": "Some once more.", "questions": once_more})
    module = project / "content/modules/on-the-telephone.md"
    replace_in(module, "## Reflect and plan", f"{EVERY_TYPE}\n## Reflect and plan")
    return project


def write(path: Path, record: object) -> None:
    """Write a record."""
    path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")


def _question(kind: str) -> dict[str, object]:
    found = good(kind, stem=f"What comes first in a question of the type {kind}?", outcome="find-out-what-helps")
    found |= {"evidence": [{"finding": "EX-01"}], "messages": ["ask-what-helps"]}
    if kind == "then_now":
        found |= {"note": "law-reasonable-adjustments", "as_of": "2026-11-22", "nation": "england"}
    del found["id"]
    return found
