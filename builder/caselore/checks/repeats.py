"""Questions that are asked twice: the same words, or nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import ceil

from caselore.checks.check import Check, Fault, check, shared
from caselore.checks.lexicon import words
from caselore.checks.texts import texts
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.question import Question

ALIKE = 0.7
"""Share of three-word runs in common from which two questions are nearly the same."""
FEWEST_RUNS = 12
MOST_HOLDERS, MOST_COMPARED = 50, 4
_RUN = 3
_ASKED = frozenset({"scenario", "stem", "statement", "text", "options", "left", "right", "distractors", "title"})
"""The fields that are put to the learner."""


@shared()
def _wordings(course: Course) -> tuple[tuple[Question, tuple[str, ...]], ...]:
    """Return for each question all that it puts to the learner, word by word."""
    said: dict[int, list[str]] = defaultdict(list)
    for text in texts(course):
        if text.field in _ASKED and isinstance(text.record, Question):
            said[id(text.record)].extend(words(text.masked))
    return tuple((question, (question.case or "", *said[id(question)])) for question in course.questions)


def _already(question: Question) -> str:
    span = question.place.of("stem")
    return f"{span.path}, line {span.line}"


@check("Q203", Severity.WARNING)
def same_question(course: Course) -> Iterator[Fault]:
    """A question that is there twice.

    Two questions put the same words to the learner. The second time they only recall what they chose the
    first time. Name the one question in both quizzes, or ask something else.

    Failing:

    ```content/questions/a-question.yml
    type: short_answer
    stem: Which part of a plan says what should change?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    model_answer: The outcome.
    rationale: It says what should change.
    ```

    ```content/questions/the-same-question.yml
    type: short_answer
    stem: Which part of a plan says what should change?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    model_answer: The outcome.
    rationale: It says what should change.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: short_answer
    stem: Which part of a plan says what should change?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    model_answer: The outcome.
    rationale: It says what should change.
    ```
    """
    seen: dict[tuple[str, ...], Question] = {}
    for question, said in _wordings(course):
        if said in seen:
            message = f"the same question is asked already in {_already(seen[said])}"
            hint = "name that one in both quizzes, or ask something else"
            yield Fault(place=question.place, keys=("stem",), message=message, hint=hint)
        seen.setdefault(said, question)


@check("Q204", Severity.ADVICE)
def nearly_the_same_question(course: Course) -> Iterator[Fault]:
    """Two questions that are nearly the same.

    They share at least seven tenths of their words, in the same order. A learner who meets both wonders
    what the difference is, and has been tested once. It may be left alone where the small difference is
    what has to be learnt, or where they are meant as before and after.

    Failing:

    ```content/questions/a-question.yml
    type: short_answer
    scenario: Fictional. Her plan says that she talks with people each week. She asks for a pottery class.
    stem: Which reason for agreeing would stand best on paper?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    model_answer: She will meet people there.
    rationale: It serves the outcome.
    ```

    ```content/questions/another-question.yml
    type: short_answer
    scenario: Fictional. Her plan says that she talks with people each week. She asks for a painting class.
    stem: Which reason for agreeing would stand best on paper?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    model_answer: She will meet people there.
    rationale: It serves the outcome.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: short_answer
    scenario: Fictional. Her plan says that she talks with people each week. She asks for a pottery class.
    stem: Which reason for agreeing would stand best on paper?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    model_answer: She will meet people there.
    rationale: It serves the outcome.
    ```
    """
    questions = [question for question, _ in _wordings(course)]
    for second, first in _alike([said for _, said in _wordings(course)]):
        message = f"this is nearly the same question as in {_already(questions[first])}"
        yield Fault(
            place=questions[second].place, keys=("stem",), message=message, hint="keep one, or ask something else"
        )


def _alike(texts_: list[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield each text that is nearly the same as an earlier one, with that one.

    Two sets of runs that share seven tenths must share one of their rarest three tenths: only texts that
    do so are compared, and of those the four that share most. So the work grows with the number of texts,
    and not with its square.
    """
    runs = [_runs(text) for text in texts_]
    seen: set[tuple[str, ...]] = set()
    often = Counter(run for each in runs for run in each)
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        if len(own) < FEWEST_RUNS or texts_[number] in seen:
            continue
        seen.add(texts_[number])
        rarest = sorted(own, key=lambda run: (often[run], run))[: len(own) - ceil(ALIKE * len(own)) + 1]
        shared = Counter(other for run in rarest for other in holders[run][:MOST_HOLDERS])
        candidates = sorted(other for other, _ in shared.most_common(MOST_COMPARED))
        near = (other for other in candidates if _share(own, runs[other]) >= ALIKE)
        first = next(near, None)
        if first is not None:
            yield number, first
        for run in rarest:
            holders[run].append(number)


def _runs(text: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(text[start : start + _RUN] for start in range(len(text) - _RUN + 1))


def _share(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other)


CHECKS: tuple[Check, ...] = (same_question, nearly_the_same_question)
