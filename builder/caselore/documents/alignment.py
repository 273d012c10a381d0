"""Turn a Course into its matrix: each learning outcome, what serves it, and what is missing."""

from __future__ import annotations

from caselore.documents.blocks import Block, Bullets, Document, Heading, Lead, Prose, Table
from caselore.frozen import frozen
from caselore.model.alignment import Served, alignment
from caselore.model.course import Course
from caselore.prose import literal
from caselore.words import N_, say

UNTAUGHT = N_("nothing teaches it")
UNPRACTISED = N_("nothing practises it")
UNTESTED = N_("nothing tests it")


@frozen
class MatrixRow:
    """One learning outcome, with the ids of what serves it."""

    module: str
    title: str
    """Of the module."""
    outcome: str
    statement: str
    bloom: str
    activities: tuple[str, ...]
    questions: tuple[str, ...]
    """Those that are marked."""
    reflections: tuple[str, ...]
    messages: tuple[str, ...]
    gaps: tuple[N_, ...]
    """What is missing, in words."""


def matrix(course: Course) -> tuple[MatrixRow, ...]:
    """Turn a Course into a row for each of its learning outcomes."""
    return tuple(
        MatrixRow(
            module=each.module.id,
            title=each.module.title,
            outcome=each.outcome.id,
            statement=each.outcome.statement,
            bloom=each.outcome.bloom,
            activities=tuple(record.id for record in each.activities),
            questions=tuple(record.id for record in each.questions),
            reflections=tuple(record.id for record in each.reflections),
            messages=tuple(record.id for record in each.messages),
            gaps=_gaps(each),
        )
        for each in alignment(course).served
    )


def _gaps(served: Served) -> tuple[N_, ...]:
    """Say what an outcome lacks; an opening that is not counted as a module need not be tested."""
    return (
        *(() if served.taught else (UNTAUGHT,)),
        *(() if served.practised else (UNPRACTISED,)),
        *(() if served.tested or not served.module.order else (UNTESTED,)),
    )


def alignment_page(course: Course) -> Document:
    """Turn a Course into the page that shows trainers what serves which outcome."""
    rows = matrix(course)
    blocks: list[Block] = [
        Heading(level=1, text=N_("Alignment")),
        Lead(text=N_("What each learning outcome is taught, practised and tested by, and what is missing.")),
        Heading(level=2, text=N_("What is missing")),
        _missing(rows, course.info.language),
    ]
    for module in course.modules:
        own = tuple(row for row in rows if row.module == module.id)
        blocks += [Heading(level=2, text=module.title), _table(own)]
    return Document(path="alignment", title=N_("Alignment"), search=False, blocks=tuple(blocks))


def _missing(rows: tuple[MatrixRow, ...], language: str) -> Block:
    lines = tuple(
        f"{literal(row.statement)} ([{literal(row.title)}](#{row.module})): {'; '.join(say(language, gap) for gap in row.gaps)}"
        for row in rows
        if row.gaps
    )
    nothing = N_("Nothing: each outcome is taught, practised and tested. Those of an opening need no test.")
    return Bullets(items=lines) if lines else Prose(text=nothing)


def _table(rows: tuple[MatrixRow, ...]) -> Table:
    return Table(
        caption=N_("What serves each outcome"),
        header=(N_("Outcome"), N_("Level"), N_("Activities"), N_("Questions"), N_("Reflections"), N_("Messages")),
        rows=tuple(_cells(row) for row in rows),
    )


def _cells(row: MatrixRow) -> tuple[str, ...]:
    no_activity, no_question = N_("No activity"), N_("No question")
    if UNPRACTISED in row.gaps:
        no_activity = N_("**No activity: nothing practises it**")
    if UNTESTED in row.gaps:
        no_question = N_("**No question: nothing tests it**")
    return (
        literal(row.statement),
        row.bloom,
        _links(row.activities, no_activity),
        _links(row.questions, no_question),
        _links(row.reflections, N_("No reflection")),
        _links(row.messages, N_("No message")),
    )


def _links(names: tuple[str, ...], none: str) -> str:
    """Return links to records by name; by title they would fill the page."""
    return ", ".join(f"[{name}](#{name})" for name in names) or none


def overview(course: Course) -> Table:
    """Turn a Course into one table, for the page that learners can see too."""
    titles = {each.id: each.title for each in course.activities}
    numbers = {each.id: each.number for each in course.messages}
    return Table(
        caption=N_("Outcomes, and what serves them"),
        header=(N_("Outcome"), N_("Module"), N_("Level"), N_("Activities"), N_("Questions"), N_("Messages")),
        rows=tuple(
            (
                literal(row.statement),
                f"[{literal(row.title)}](#{row.module})",
                row.bloom,
                literal("; ".join(titles[name] for name in row.activities)) or N_("None"),
                str(len(row.questions) + len(row.reflections)),
                ", ".join(f"[{numbers[name]}](#{name})" for name in row.messages) or N_("None"),
            )
            for row in matrix(course)
        ),
    )
