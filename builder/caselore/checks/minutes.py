"""Turn the page of a module into minutes: its running orders, and how long it takes by oneself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from caselore.frozen import frozen
from caselore.model.activity import Activity
from caselore.model.alignment import alignment
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question, Quiz
from caselore.prose import Directive, sections
from caselore.questions.decision import decision
from caselore.questions.interactions import (
    ChoiceInteraction,
    Interaction,
    Item,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from caselore.questions.registry import lower

WORDS_A_MINUTE = 200
MINUTES_A_QUESTION = 0.75
MINUTES_OF_WRITING = 2

_ROW = re.compile(r"[ \t]*\|([^|\n]*)\|([^\n]*)")


@frozen
class RunningOrder:
    """A table of a facilitator's note whose first column is minutes."""

    line: int
    """Of its header, counted from the start of the body."""
    heading: str
    """The first cell of its header, as typed."""
    total: int


def running_orders(body: str) -> list[RunningOrder]:
    """Return the running orders on a module's page; those with anything but numbers are left out."""
    if "|" not in body:
        return []
    return [
        table
        for part in sections(body)
        if isinstance(part, Directive) and part.name == "facilitator"
        for table in _tables(part)
    ]


def _tables(part: Directive) -> Iterator[RunningOrder]:
    lines = part.body.split("\n")
    number = 0
    while number < len(lines):
        found = _ROW.match(lines[number])
        if not found or found[1].strip(" *_").lower() not in ("minutes", "min", "mins"):
            number += 1
            continue
        start, total, sound = number, 0, True
        number += 2  # the header, and the line under it
        while number < len(lines) and (row := _ROW.match(lines[number])):
            cell = row[1].strip(" *_")
            if not row[2].strip(" *_|").lower().startswith(("total", "all together", "in all")):
                sound = sound and cell.isdecimal()
                total += int(cell) if cell.isdecimal() and len(cell) < 5 else 0
            number += 1
        if sound and total:
            yield RunningOrder(part.body_line + start, found[1].strip(), total)


@frozen
class Estimate:
    """How long a module takes by oneself, and what that is made of."""

    words: int
    questions: int
    writing: int
    """Questions and reflections that ask for text of one's own."""
    alone: int
    """Minutes of its activities."""

    @property
    def minutes(self) -> float:
        """All of it."""
        reading = self.words / WORDS_A_MINUTE
        return reading + self.questions * MINUTES_A_QUESTION + self.writing * MINUTES_OF_WRITING + self.alone


def estimate(course: Course, module: Module, count: Callable[[str], int]) -> Estimate:
    """Return how long a module's page takes: its own text and what it shows, thinking, writing, activities."""
    asked = [course.by_id.get(name) for name in alignment(course).shown[module.id].questions]
    questions = [each for each in asked if isinstance(each, Question)]
    written = sum(each.type in ("reflect", "short_answer") for each in questions)
    words, cases, reflections, alone = count(module.summary), 0, 0, 0
    for part in sections(module.body):
        if not isinstance(part, Directive):
            words += count(part.text)
        elif part.name == "reflect":
            reflections += 1
        elif part.name == "handout":
            words += count(part.body)
        else:
            for each in (course.by_id.get(name) for name in part.argument.split()):
                words += sum(count(text) for text in _read(each))
                cases += isinstance(each, CaseStudy)
                alone += _alone(each) if isinstance(each, Activity) else 0
    words += sum(count(outcome.statement) for outcome in module.outcomes)
    words += sum(count(text) for each in questions for text in _read_in(lower(each)))
    return Estimate(words, len(questions) - written + cases, written + reflections, alone)


def _read(record: object) -> Iterator[str]:
    """Yield what there is to read of a record that a module shows."""
    if isinstance(record, CaseStudy):
        yield from (part.text for part in record.story)
        yield from (record.told_by, record.gathered_how, *record.can_show, *record.cannot_show)
        yield from _read_in(decision(record))
        yield from (record.what_happened, record.around or "", *(each.what for each in record.changes))
        yield from (*record.tensions, *record.not_known, record.then_now_note or "")
    elif isinstance(record, LegalNote):
        yield from (record.then, record.now, record.do)
    elif isinstance(record, PracticeMessage):
        yield record.message
    elif isinstance(record, Activity):
        yield from (record.aim, record.risk_note or "", record.alone)
    elif isinstance(record, Quiz):
        yield record.intro or ""


def _read_in(item: Item) -> Iterator[str]:
    """Yield what somebody reads who answers a question once and is right."""
    yield from (item.scenario, item.stem, item.gap_text, item.rationale)
    for each in item.interactions:
        yield each.prompt
        yield from _offered(each)
        yield from _said_after(each)


def _offered(asked: Interaction) -> Iterator[str]:
    if isinstance(asked, ChoiceInteraction):
        yield from (each.text for each in asked.choices)
    elif isinstance(asked, MatchInteraction):
        yield from (each.text for each in asked.rows)
        yield from (each.text for each in asked.targets)
    elif isinstance(asked, OrderInteraction):
        yield from (each.text for each in asked.entries)


def _said_after(asked: Interaction) -> Iterator[str]:
    if isinstance(asked, ChoiceInteraction):
        best = sorted(asked.choices, key=lambda each: -each.weight)
        yield from (each.feedback for each in best[: asked.choose])
    elif isinstance(asked, MatchInteraction):
        yield from (each.feedback for each in asked.rows)
    elif isinstance(asked, OrderInteraction):
        yield from (each.feedback for each in asked.entries)
    elif isinstance(asked, TextEntryInteraction):
        yield from (asked.feedback_right, *asked.model_points)
    else:
        yield from asked.model_points


def _alone(activity: Activity) -> int:
    """Return the minutes that an activity takes alone: as it says, else half of what it takes in a room."""
    return activity.minutes_alone or (activity.time_min + 1) // 2
