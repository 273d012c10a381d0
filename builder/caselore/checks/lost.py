"""Text that has no room on a page, and would be lost without a word."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.texts import CourseText, damaged_texts, holding, matching
from caselore.diagnostics import Severity, quoted
from caselore.lost import nested_too_deep, without_column
from caselore.model.course import Course

# What stands ten lists or twenty quotations deep has at least so much before it on its line, if it is of tabs.
_MAY_BE_DEEP = r"[ \t>*+\-0-9.):]{7}"


def _markdown(course: Course, found: tuple[CourseText, ...]) -> Iterator[CourseText]:
    yield from (text for text in (*found, *damaged_texts(course)) if text.markdown)


@check("M308", Severity.ERROR, fixed=True)
def too_deep(course: Course) -> Iterator[Fault]:
    """Text that is nested too deep.

    Lists may stand in each other nine deep, and quotations nineteen. What is deeper has no room on a phone or on
    paper, and from some depth on it would be on no page at all. Nobody finds their way in half so many levels:
    two are enough for a reader, and headings serve better.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: "- - - - - - - - - - What a person wants."
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: "- - What a person wants."
    ```
    """
    for text in _markdown(course, matching(course, _MAY_BE_DEEP)):
        for start, end in nested_too_deep(text.text):
            message = "this is nested too deep"
            yield text.fault(
                message, start, end, "write it with fewer levels; nine lists within each other are the most"
            )


@check("M309", Severity.ERROR, fixed=True)
def no_column(course: Course) -> Iterator[Fault]:
    """A cell of a table that has no column.

    The first row of a table says how many columns there are. A cell beyond the last of them is on no page.
    Write a heading for its column, or put the words into another cell. A | within a cell is written \\|.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: |-
        | Case | Outcome |
        |------|---------|
        | A    | Yes     | after a year |
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: |-
        | Case | Outcome | When         |
        |------|---------|--------------|
        | A    | Yes     | after a year |
    ```
    """
    for text in _markdown(course, holding(course, "|")):
        for start, end in without_column(text.text) if "|" in text.text else ():
            message = f"{quoted(text.text[start:end], 40)} stands beyond the last column and would not be shown"
            yield text.fault(message, start, end, "write a heading for its column; a | within a cell is written \\|")


CHECKS: tuple[Check, ...] = (too_deep, no_column)
