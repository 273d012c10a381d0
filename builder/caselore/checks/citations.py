"""Citations: where they cannot be followed, and where there are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.texts import holding
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.prose import CITATION, Directive, Heading, plain_line, sections

_OF_SOURCES = re.compile(
    r"what (?:the|our|these) (?:sources|evidence|research|study|studies) (?:says?|found|finds?)", re.I
)
_CITED = "[@"


@check("E415", Severity.WARNING)
def citation_in_plain_text(course: Course) -> Iterator[Fault]:
    """A citation in a field that is shown as typed.

    Titles, labels, meanings and other fields of one plain line are shown as typed, so learners would read
    the brackets and the sign. Cite in a field of text, or in `evidence`.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person [@EX-01].
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person.
      evidence: [{finding: EX-01}]
    ```
    """
    for text in holding(course, _CITED):
        if not text.markdown:
            for found in CITATION.finditer(text.text):
                hint = "cite in a field of text, or in 'evidence'"
                yield text.fault(f"{quoted(found[0])} will be shown as it stands", found.start(), found.end(), hint)


@check("E416", Severity.WARNING)
def sources_not_cited(course: Course) -> Iterator[Fault]:
    """A section on what the sources say that cites none.

    Under a heading such as "What the sources say" a reader expects to see which source says it. A part of
    a section without one code cannot be followed home, and nobody can tell report from opinion.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    ## What the sources say

    People know what should change.
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    ## What the sources say

    People know what should change [@EX-01].
    ```
    """
    for module in course.modules:
        for heading, cites in _reports(module):
            if not cites:
                keys = ("body", heading.line, heading.line + 1)
                message = f"nothing under {quoted(plain_line(heading.text))} cites a source"
                hint = "cite the findings, as in [@R40-14]"
                yield Fault(place=module.place, keys=keys, snippet=heading.text, message=message, hint=hint)


def _reports(module: Module) -> Iterator[tuple[Heading, bool]]:
    """Yield the sections on what sources say that hold text, and whether anything in them is cited."""
    open_one: Heading | None = None
    text, cites = False, False
    for part in (*sections(module.body), Heading(1, "", 0)):
        if isinstance(part, Heading):
            if open_one and part.level <= open_one.level:
                if text:
                    yield open_one, cites
                open_one = None
            if open_one is None and _OF_SOURCES.match(plain_line(part.text)):
                open_one, text, cites = part, False, False
        elif not isinstance(part, Directive):
            text, cites = True, cites or _CITED in part.text


CHECKS: tuple[Check, ...] = (citation_in_plain_text, sources_not_cited)
