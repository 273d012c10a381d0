"""Quizzes as a whole: where the right options stand, how long they are, what is asked of, and the pass mark."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import comb

from caselore.checks.asked import asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.lexicon import plain
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.question import Question, Quiz
from caselore.prose import Directive, sections
from caselore.questions.arrange import arranged
from caselore.questions.interactions import ChoiceInteraction
from caselore.questions.registry import lower

BIG_ENOUGH = 8
"""Fewer questions than this say nothing about a quiz as a whole."""
LONGEST = 0.4
RECALL = 0.4
ENOUGH_OF_A_MODULE = 5
_UNLIKELY = 0.01
_RECALLED = ("remember", "understand")


def _chance(times: int, of: int, each: float) -> float:
    """Return how likely it is that something happens so many times or more by luck alone."""
    return sum(comb(of, n) * each**n * (1 - each) ** (of - n) for n in range(times, of + 1))


def _questions(course: Course, quiz: Quiz) -> list[Question]:
    found = (course.by_id.get(name) for name in quiz.questions)
    return [question for question in found if isinstance(question, Question)]


@check("Q201", Severity.WARNING)
def same_position(course: Course) -> Iterator[Fault]:
    """The right option stands in the same position too often.

    Over a whole quiz the right option is the first (or second, or last) so often that luck does not
    explain it. Learners notice, and answer by position. What counts is the order that is shown: options
    are shuffled by their ids, the same in every build; with `shuffle: false` they stand as written, and
    both count alike, since a learner cannot tell which is which. Asked only of quizzes with eight or more
    such questions. Give some of them another order, with `shuffle: false` or other ids of options.
    """
    for quiz in course.quizzes:
        shown = [place for question in _questions(course, quiz) for place in _positions(question)]
        if len(shown) < BIG_ENOUGH:
            continue
        each = sum(1 / of for _, of in shown) / len(shown)
        position, times = Counter(place for place, _ in shown).most_common(1)[0]
        if _chance(times, len(shown), each) * max(of for _, of in shown) < _UNLIKELY:
            message = f"the right option stands in position {position + 1} in {times} of {len(shown)} questions"
            hint = "give some another order, with 'shuffle: false' or other ids of options"
            yield Fault(place=quiz.place, keys=("questions",), message=message, hint=hint)


def _positions(question: Question) -> Iterator[tuple[int, int]]:
    """Yield where the right option is shown, and of how many, for each choice of one of three or more."""
    for interaction in arranged(lower(question)).interactions:
        if isinstance(interaction, ChoiceInteraction) and interaction.scored and interaction.choose == 1:
            weights = [choice.weight for choice in interaction.choices]
            if len(weights) > 2 and 1 in weights:
                yield weights.index(1), len(weights)


@check("Q202", Severity.WARNING)
def often_the_longest(course: Course) -> Iterator[Fault]:
    """The right option is the longest too often.

    In more than two fifths of the questions of a quiz, and more often than luck explains, the right option
    is longer than all the others. People used to tests choose the longest and pass without knowing the
    subject. Asked only of quizzes with eight or more such questions. Shorten some of the right ones, or
    give the wrong ones as much detail.
    """
    choices = {id(item.record): item for item in asked(course) if item.kind != "gap" and len(item.right) == 1}
    for quiz in course.quizzes:
        items = [choices[id(each)] for each in _questions(course, quiz) if id(each) in choices]
        items = [item for item in items if len(item.options) > 2]
        if len(items) < BIG_ENOUGH:
            continue
        times = sum(len(plain(item.right[0])) > max(len(plain(each)) for each in item.others) for item in items)
        luck = sum(1 / len(item.options) for item in items) / len(items)
        if times > LONGEST * len(items) and _chance(times, len(items), luck) < 0.05:
            message = f"the right option is the longest in {times} of {len(items)} questions"
            hint = "shorten some of the right ones, or give the wrong ones as much detail"
            yield Fault(place=quiz.place, keys=("questions",), message=message, hint=hint)


@check("Q205", Severity.WARNING)
def mostly_recall(course: Course) -> Iterator[Fault]:
    """Too much of a module's questions is recall.

    More than two fifths of the questions on a module's outcomes only ask to remember or to understand.
    Knowing what a report says is the start; the course is there for what people do at work. Ask what
    somebody would do with it, in a case. Asked only of modules with five questions or more.
    """
    levels: dict[int, list[str]] = defaultdict(list)
    modules: dict[int, Module] = {}
    for question in course.questions:
        module, _ = course.outcomes.get(question.outcome, (None, None))
        if module and question.type != "reflect":
            levels[id(module)].append(question.bloom)
            modules[id(module)] = module
    for key, module in modules.items():
        recalled = sum(level in _RECALLED for level in levels[key])
        if len(levels[key]) >= ENOUGH_OF_A_MODULE and recalled > RECALL * len(levels[key]):
            message = (
                f"{recalled} of the {len(levels[key])} questions on this module only ask to remember or understand"
            )
            hint = "ask of some what somebody would do with it"
            yield Fault(place=module.place, keys=("outcomes",), message=message, hint=hint)


@check("Q206", Severity.WARNING)
def outcome_not_in_quiz(course: Course) -> Iterator[Fault]:
    """A learning outcome that the module's quiz asks nothing of.

    The page of the module has a quiz, and no question in it tests this outcome. Learners take the quiz
    for the measure of the module: what is not in it looks as if it did not matter.

    Failing:

    ```content/quizzes/a-first-quiz.yml
    title: A first quiz
    questions: [on-another-outcome]
    ```

    ```content/quizzes/first-steps.yml
    title: First steps
    questions: [on-another-outcome]
    ```

    ```content/questions/on-another-outcome.yml
    type: reflect
    stem: What will you try?
    outcome: of-no-module
    bloom: apply
    ```

    Passing:

    ```content/questions/a-question.yml
    type: reflect
    stem: What will you try?
    outcome: say-what-changes
    bloom: apply
    ```
    """
    for module in course.modules:
        if not module.order:  # an opening, whose quiz looks ahead
            continue
        quizzes = [record for record in map(course.by_id.get, _quiz_ids(module)) if isinstance(record, Quiz)]
        asked_of = [question for quiz in quizzes for question in _questions(course, quiz)]
        if len(asked_of) < sum(len(quiz.questions) for quiz in quizzes):
            continue  # some cannot be read, and nobody can say what they ask
        tested = {question.outcome for question in asked_of}
        for number, outcome in enumerate(module.outcomes):
            if quizzes and outcome.id not in tested:
                message = f"no question in the module's quiz tests '{outcome.id}'"
                keys = ("outcomes", number, "id")
                yield Fault(place=module.place, keys=keys, message=message, hint="add one to the quiz")


def _quiz_ids(module: Module) -> list[str]:
    parts = sections(module.body)
    return [
        name for part in parts if isinstance(part, Directive) and part.name == "quiz" for name in part.argument.split()
    ]


@check("Q207", Severity.ADVICE)
def pass_mark_without_words(course: Course) -> Iterator[Fault]:
    """A pass mark that nobody explains.

    A quiz says that it is passed at a share of the points, and no text says where that figure comes from
    or what it is good for. Learners take it for a standard. Say that it is the course's own choice, and
    that one may try again: in the quiz's `intro`, or in `about` of course.yml where the mark is set for
    the whole course. It may be left alone where the site around the course says so.

    Failing:

    ```content/quizzes/a-new-quiz.yml
    title: A new quiz
    questions: [a-first-question]
    pass_mark: 80
    ```

    Passing:

    ```content/quizzes/a-new-quiz.yml
    title: A new quiz
    intro: We set the pass mark at 80 per cent. It is our choice. You can try again as often as you like.
    questions: [a-first-question]
    pass_mark: 80
    ```
    """
    speaks = re.compile(r"\bpass(?:ed|es)?\b|\bmark\b|\bper cent\b|%", re.IGNORECASE)
    hint = "say that it is your choice, and that one may try again"
    info = course.info
    if info.pass_mark is not None and not speaks.search(f"{info.about or ''} {info.summary}"):
        message = f"no text in course.yml says why the pass mark is {info.pass_mark} %"
        yield Fault(place=info.place, keys=("pass_mark",), message=message, hint=hint)
    for quiz in course.quizzes:
        if quiz.pass_mark is not None and not speaks.search(quiz.intro or ""):
            message = f"the intro does not say why the pass mark is {quiz.pass_mark} %"
            yield Fault(place=quiz.place, keys=("pass_mark",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (
    same_position,
    often_the_longest,
    mostly_recall,
    outcome_not_in_quiz,
    pass_mark_without_words,
)
