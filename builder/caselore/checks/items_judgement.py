"""What only a person can settle: an option nobody would choose, and a second one that can be defended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import Asked, asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.items_form import is_about_the_others
from caselore.checks.lexicon import plain
from caselore.checks.texts import CourseText
from caselore.diagnostics import Severity
from caselore.model.course import Course

_NO_ANSWER = re.compile(
    r"(?:i )?(?:do not|don['’]t) (?:really )?(?:know|care|mind)|not sure|(?:i have )?no idea|never mind|who cares|panic(?:ked)?"
    r"|run away|(?:just |simply )?(?:do nothing|ignore (?:it|this|them|him|her)|pretend nothing happened)"
    r"(?: (?:and|or) (?:hope|wait|carry on|walk away|do nothing|ignore it|forget)\b.*)?|something else|other|nothing at all",
    re.IGNORECASE,
)
_CONCEDED = re.compile(
    r"(?:also|this is also|that is also|it is also|equally|just as) (?:right|true|correct|good|sound)\b"
    r"|(?:right|correct|true|yes)(?:, (?:too|as well|also|but)\b|[ ,]+also\b)"
    r"|(?:this|that|it) (?:is|would be) (?:also |just as |equally )?(?:right|correct)\b(?! (?:in|if|when|where|for|only))",
    re.IGNORECASE,
)
_MORE = re.compile(r",? (?:and|or|plus|as well as|with|but) ", re.IGNORECASE)
_RANGE = re.compile(r"\D{0,12}(\d[\d,]*(?:\.\d+)?) ?(?:to|-|–|—) ?[£$€]?(\d[\d,]*(?:\.\d+)?)\b(\D{0,20})")


@check("Q102", Severity.ADVICE)
def no_real_answer(course: Course) -> Iterator[Fault]:
    """A wrong option that nobody would choose.

    "I don't know", "Do nothing": an option that no learner takes for an answer makes the question one of
    two. A good wrong option is what people who have misunderstood would do. It may be left alone where
    doing nothing is just what people do; that is why this is advice. Published as implausible distractors.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: A delivery for the lunch club arrives warm. What do you do?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: Refuse it, correct: true, feedback: It may make people ill.}
      - {id: b, text: Chill it, feedback: Too late. It has been warm for hours.}
      - {id: c, text: I don't know, feedback: Think of the cold chain.}
    rationale: What was warm cannot be made safe by cooling.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: A delivery for the lunch club arrives warm. What do you do?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: Refuse it, correct: true, feedback: It may make people ill.}
      - {id: b, text: Chill it, feedback: Too late. It has been warm for hours.}
      - {id: c, text: Cook it, feedback: Heat does not undo what has grown in it.}
    rationale: What was warm cannot be made safe by cooling.
    ```
    """
    for item in asked(course):
        for option, weight in zip(item.options, item.weights, strict=True):
            if weight == 0 and _NO_ANSWER.fullmatch(plain(option).strip(" .!;")):
                message = "no learner is likely to choose this, so there is one option less"
                yield option.fault(message, 0, len(option.text), "write what somebody would do who has misunderstood")


@check("Q118", Severity.ADVICE)
def second_right_option(course: Course) -> Iterator[Fault]:
    """A wrong option that can be defended.

    Three signs: its own feedback says that it is right; it says all that the right option says, and more;
    or it is a range that overlaps with the right one. A learner who chooses it is marked wrong with a
    reason to complain. Ask a colleague to argue for it. Leave it as it is if they cannot; that is why this
    is advice. A best_first_step can give half the points to what is defensible. Published as more than one
    correct option.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What do you ask first?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: What should change, correct: true, feedback: Everything follows from it.}
      - {id: b, text: What matters to them, feedback: This is also right.}
      - {id: c, text: Which service it is, feedback: Services come later.}
    rationale: Start from the change.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: What do you ask first?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: What should change, correct: true, feedback: Everything follows from it.}
      - {id: b, text: What it should cost, feedback: The cost comes later.}
      - {id: c, text: Which service it is, feedback: Services come later.}
    rationale: Start from the change.
    ```
    """
    for item in asked(course):
        if item.kind not in ("gap", "multi"):
            yield from _conceded(item)
            if len(item.right) == 1:
                yield from _overlapping(item, item.right[0])


def _conceded(item: Asked) -> Iterator[Fault]:
    for feedback, weight in zip(item.feedback, item.weights, strict=True):
        found = _CONCEDED.match(feedback.masked.lstrip())
        if weight == 0 and found:
            message = "the option is marked wrong, and its feedback says that it is right"
            hint = "settle which, or make it a best_first_step that gives half the points"
            start = len(feedback.masked) - len(feedback.masked.lstrip())
            yield feedback.fault(message, start, start + found.end(), hint)


def _overlapping(item: Asked, right: CourseText) -> Iterator[Fault]:
    key = plain(right).strip(" .").lower()
    span = _RANGE.fullmatch(key)
    for option, weight in zip(item.options, item.weights, strict=True):
        said = plain(option).strip(" .").lower()
        if weight > 0 or not key or is_about_the_others(option):
            continue
        if said.startswith(key) and _MORE.match(said, len(key)):
            message = "this option says all that the right one says, and more"
            yield option.fault(message, 0, len(option.text), "make sure that what it adds is wrong")
        other = _RANGE.fullmatch(said)
        if span and other and span[3] == other[3] and (span[2] == other[1] or span[1] == other[2]):
            edge = span[2] if span[2] == other[1] else span[1]
            message = f"{edge} is in this range and in the right one"
            yield option.fault(message, 0, len(option.text), "let each range start after the one before it ends")


CHECKS: tuple[Check, ...] = (no_real_answer, second_right_option)
