"""Structure: the headings of a module's page and the tables of any text, as people without sight meet them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.texts import CourseText, holding
from caselore.diagnostics import Severity, quoted
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.prose import BREAK, Heading, sections, slug

MOST_COLUMNS = 6
"""More do not fit a phone, or a sheet of paper at a size that people can read."""

_TABLE = re.compile(
    r"^(?P<head>[^\n|]*+\|[^\n]*+)\n[ \t]*+\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+[ \t]*+$",
    re.MULTILINE,
)


@frozen
class Table:
    """A table in a Markdown text: its first row, cell by cell, and where that row stands."""

    text: CourseText
    cells: list[str]
    start: int
    end: int


def _tables(course: Course) -> Iterator[Table]:
    for text in holding(course, "|"):
        if text.markdown and "--" in text.text:
            for match in _TABLE.finditer(text.text):
                if BREAK in text.masked[match.start("head") : match.end("head")]:
                    row = match["head"].strip().removeprefix("|").removesuffix("|")
                    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]
                    start = match.start("head") + len(match["head"]) - len(match["head"].lstrip())
                    yield Table(text, cells, start, match.start("head") + len(match["head"].rstrip()))


def _headings(module: Module) -> Iterator[Heading]:
    yield from (part for part in sections(module.body) if isinstance(part, Heading))


def _heading_fault(module: Module, heading: Heading, message: str, hint: str) -> Fault:
    keys = ("body", heading.line, heading.line + 1)
    snippet = heading.text.strip() or "#" * heading.level
    return Fault(place=module.place, keys=keys, snippet=snippet, message=message, hint=hint)


@check("X103", Severity.WARNING)
def heading_order(course: Course) -> Iterator[Fault]:
    """A heading that is out of order.

    The page's title is its first heading, so those of the text start with ##, and none is skipped on the way
    down. People who do not see the page find their way by these levels. A heading without words leads them
    to nothing.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    ## What changes

    #### Ask first
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    ## What changes

    ### Ask first
    ```
    """
    for module in course.modules:
        before = 1
        for heading in _headings(module):
            signs = "#" * heading.level
            if not heading.text.strip():
                yield _heading_fault(module, heading, "this heading has no words", "write them, or remove it")
            elif heading.level == 1:
                hint = "start it with ##; the module's title stands above it"
                yield _heading_fault(module, heading, "this heading is on the level of the page's title", hint)
            elif heading.level > before + 1:
                hint = f"write {'#' * (before + 1)} in place of {signs}"
                yield _heading_fault(module, heading, "this heading skips a level", hint)
            before = max(heading.level, 2)


@check("X104", Severity.WARNING)
def same_headings(course: Course) -> Iterator[Fault]:
    """Two headings of a page that are the same.

    In the list of contents nobody can tell them apart, and a link to the second leads to the first. Let each
    say what is in its own part.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    ## Try it

    ## Try it
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    ## Try it alone

    ## Try it in pairs
    ```
    """
    for module in course.modules:
        seen: dict[str, int] = {}
        for heading in _headings(module):
            if not heading.text.strip():
                continue
            first = seen.setdefault(slug(heading.text), heading.line)
            if first != heading.line:
                line = module.place.of("body", first, first + 1).line
                message = f"there is a heading {quoted(heading.text)} already, in line {line}"
                yield _heading_fault(module, heading, message, "let each say what is in its part")


@check("X105", Severity.WARNING)
def table_without_header(course: Course) -> Iterator[Fault]:
    """A column of a table without a heading.

    Who hears a table is told the heading of the column before each cell; on a phone it stands beside the
    cell. Write a word at the top of each column, over the first too.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: |-
        |   | Outcome |
        |---|---------|
        | A | Yes     |
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: |-
        | Case | Outcome |
        |------|---------|
        | A    | Yes     |
    ```
    """
    for table in _tables(course):
        empty = [number for number, cell in enumerate(table.cells, 1) if not cell]
        if empty:
            which = f"column {empty[0]} of this table has" if len(empty) == 1 else f"{len(empty)} columns here have"
            yield table.text.fault(f"{which} no heading", table.start, table.end, "write a word over each column")


@check("X106", Severity.ADVICE)
def columns(course: Course) -> Iterator[Fault]:
    """A table of one column, or of more than six.

    One column is a list, and is easier to hear as one. More than six do not fit a phone or a sheet of
    paper: the reader has to move the table about and loses its headings. Leave it alone where the rows
    could not be understood apart.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: |-
        | Outcomes |
        |----------|
        | Sleep    |
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: |-
        Such as these:

        - sleep
        - company
    ```
    """
    for table in _tables(course):
        if len(table.cells) == 1:
            yield table.text.fault("this table has one column", table.start, table.end, "make a list of it")
        elif len(table.cells) > MOST_COLUMNS:
            message = f"this table has {len(table.cells)} columns; {MOST_COLUMNS} fit a phone"
            yield table.text.fault(message, table.start, table.end, "make two tables of it, or turn it round")


CHECKS: tuple[Check, ...] = (heading_order, same_headings, table_without_header, columns)
