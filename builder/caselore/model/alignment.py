"""Turn a Course into what serves each learning outcome, and what the page of each module shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from caselore.frozen import frozen
from caselore.model.activity import Activity
from caselore.model.course import Course
from caselore.model.module import LearningOutcome, Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question
from caselore.prose import Directive, Passage, sections

R = TypeVar("R")


@frozen
class Shown:
    """What the page of one module shows a learner."""

    ids: frozenset[str]
    """Ids named by its directives, and those of the questions in its quizzes."""
    quizzes: tuple[str, ...]
    questions: frozenset[str]
    placed: frozenset[str]
    """Questions that stand in the text by themselves, for practice, and not in a quiz."""
    teaches: bool
    """Whether there is text, a case study, a message or a point of law to learn from."""


@frozen
class Served:
    """A learning outcome and what serves it."""

    module: Module
    number: int
    """Its place among the outcomes of the module, from 0."""
    outcome: LearningOutcome
    activities: tuple[Activity, ...]
    questions: tuple[Question, ...]
    """Questions that are marked."""
    reflections: tuple[Question, ...]
    """Questions that are thought about and never marked."""
    messages: tuple[PracticeMessage, ...]
    taught: bool
    practised: bool
    """By an activity, a reflection, or a question within the text."""
    tested: bool
    """By a question that is marked; a value, which no mark can measure, by a reflection too."""


@frozen
class Alignment:
    """How outcomes, teaching, practice and questions of a course fit together."""

    served: tuple[Served, ...]
    shown: dict[str, Shown]
    """By the id of the module."""
    homes: dict[str, tuple[Module, ...]]
    """The modules whose page shows a record, by its id."""
    complete: bool
    """Whether all records could be read; else nobody can say what is missing."""


@lru_cache(maxsize=1)
def alignment(course: Course) -> Alignment:
    """Turn a Course into its Alignment."""
    quizzes = {quiz.id: quiz.questions for quiz in course.quizzes}
    shown = {module.id: _shown(module, quizzes) for module in course.modules}
    homes: dict[str, list[Module]] = defaultdict(list)
    for module in course.modules:
        for name in shown[module.id].ids:
            homes[name].append(module)
    kinds = ("module", "question", "quiz", "activity")
    return Alignment(
        tuple(_served(course, shown)),
        shown,
        {name: tuple(modules) for name, modules in homes.items()},
        not any(kind in kinds for kind, _ in course.left_out),
    )


def _shown(module: Module, quizzes: dict[str, tuple[str, ...]]) -> Shown:
    found: dict[str, list[str]] = defaultdict(list)
    text = False
    for part in sections(module.body):
        if isinstance(part, Directive):
            found[part.name] += part.argument.split()
        text = text or isinstance(part, Passage)
    asked = [name for quiz in found["quiz"] for name in quizzes.get(quiz, ())]
    return Shown(
        ids=frozenset([*asked, *(name for names in found.values() for name in names)]),
        quizzes=tuple(found["quiz"]),
        questions=frozenset(asked + found["question"]),
        placed=frozenset(found["question"]),
        teaches=text or any(found[each] for each in ("case-study", "message", "then-now")),
    )


def _served(course: Course, shown: dict[str, Shown]) -> Iterator[Served]:
    questions = _by_outcome((each, (each.outcome,)) for each in course.questions)
    activities = _by_outcome((each, each.outcomes) for each in course.activities)
    messages = _by_outcome((each, each.outcomes) for each in course.messages)
    for module in course.modules:
        page = shown[module.id]
        for number, outcome in enumerate(module.outcomes):
            marked = tuple(each for each in questions[outcome.id] if each.type != "reflect")
            thought = tuple(each for each in questions[outcome.id] if each.type == "reflect")
            done = tuple(activities[outcome.id])
            yield Served(
                module=module,
                number=number,
                outcome=outcome,
                activities=done,
                questions=marked,
                reflections=thought,
                messages=tuple(messages[outcome.id]),
                taught=page.teaches or any(each.id in page.ids for each in done),
                practised=bool(done or thought) or any(each.id in page.placed for each in marked),
                tested=bool(marked or (thought and outcome.kind == "value")),
            )


def _by_outcome(records: Iterable[tuple[R, tuple[str, ...]]]) -> dict[str, list[R]]:
    """Return records by each of the outcomes that they serve."""
    found: dict[str, list[R]] = defaultdict(list)
    for record, outcomes in records:
        for name in dict.fromkeys(outcomes):
            found[name].append(record)
    return found
