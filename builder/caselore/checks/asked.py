"""Turn the questions of a course into what all types share: a stem, and options of which some are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from caselore.checks.check import shared
from caselore.checks.texts import CourseText, texts
from caselore.model.course import Course
from caselore.model.question import Question
from caselore.model.record import Record
from caselore.model.walk import Keys
from caselore.questions.best_first_step import BestFirstStep
from caselore.questions.confidence import Confidence
from caselore.questions.gap import Gap, GapText
from caselore.questions.multi import Multi
from caselore.questions.option import Option
from caselore.questions.single import Single
from caselore.questions.true_false_why import TrueFalseWhy

ONE_OR_MORE = ("single", "multi", "confidence", "best_first_step", "decision")
"""The kinds in which the options answer the stem itself."""

_Places = Mapping[tuple[int, Keys], CourseText]


@dataclass(frozen=True, eq=False)
class Asked:
    """One choice that a learner makes, of whatever type of question."""

    kind: str
    """The type of the question; `reasons` for the second part of a true_false_why, `decision` in a case."""
    record: Record
    stem: CourseText
    """What the options answer; for a gap the text around it."""
    options: tuple[CourseText, ...]
    weights: tuple[float, ...]
    """For each option 1 if it is right, 0 if it is wrong, between them if it can be defended."""
    feedback: tuple[CourseText, ...]
    """What is said of each option; empty where two options share one."""
    ordered: bool
    """Whether the options are shown as they are written."""
    gap: str = ""
    """The gap's id."""

    @cached_property
    def right(self) -> tuple[CourseText, ...]:
        """The options that are right."""
        return tuple(text for text, weight in zip(self.options, self.weights, strict=True) if weight == 1)

    @cached_property
    def others(self) -> tuple[CourseText, ...]:
        """The options that are not wholly right."""
        return tuple(text for text, weight in zip(self.options, self.weights, strict=True) if weight < 1)


@shared()
def places(course: Course) -> _Places:
    """Return every text of a course that asks something, under its record's place and its keys."""
    asks = (text for text in texts(course) if isinstance(text.record, Question) or text.keys[0] == "decision_point")
    return {(id(text.place), text.keys): text for text in asks}


@shared()
def asked(course: Course) -> tuple[Asked, ...]:
    """Return every choice between options in a course: in questions, and where cases stop to think."""
    return tuple(_asked(course))


def _asked(course: Course) -> Iterator[Asked]:
    for question in course.questions:
        yield from of_question(question, places(course))
    for case in course.case_studies:
        point = case.decision_point
        keys: Keys = ("decision_point", "options")
        weights = tuple(option.weight / 2 for option in point.options)
        yield _made("decision", case, ("decision_point", "question"), keys, weights, False, places(course))


def of_question(question: Question, known: _Places) -> Iterator[Asked]:
    """Yield the choices that one question asks for."""
    if isinstance(question, Single | Multi | Confidence):
        weights = _weights(question.options)
        yield _made(question.type, question, ("stem",), ("options",), weights, not question.shuffle, known)
    elif isinstance(question, BestFirstStep):
        weights = tuple(option.weight / 2 for option in question.options)
        yield _made(question.type, question, ("stem",), ("options",), weights, not question.shuffle, known)
    elif isinstance(question, TrueFalseWhy):
        yield _made(
            "reasons", question, ("stem",), ("reasons",), _weights(question.reasons), not question.shuffle, known
        )
    elif isinstance(question, GapText):
        for number, gap in enumerate(question.gaps):
            if gap.options is not None:
                yield _gap(question, number, gap, known)


def _weights(options: tuple[Option, ...]) -> tuple[float, ...]:
    return tuple(float(option.correct) for option in options)


def _made(
    kind: str, record: Record, stem: Keys, keys: Keys, weights: tuple[float, ...], ordered: bool, known: _Places
) -> Asked:
    place = id(record.place)
    numbers = range(len(weights))
    return Asked(
        kind,
        record,
        known[place, stem],
        tuple(known[place, (*keys, number, "text")] for number in numbers),
        weights,
        tuple(known[place, (*keys, number, "feedback")] for number in numbers),
        ordered,
    )


def _gap(question: GapText, number: int, gap: Gap, known: _Places) -> Asked:
    place = id(question.place)
    options = gap.options or ()
    return Asked(
        "gap",
        question,
        known[place, ("text",)],
        tuple(known[place, ("gaps", number, "options", each)] for each in range(len(options))),
        tuple(float(text in gap.accept) for text in options),
        (),
        not question.shuffle,
        gap.id,
    )
