"""How many options there are, true or false among them, and how many are to be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import Asked, asked, places
from caselore.checks.check import Check, Fault, check
from caselore.checks.items_form import said_in
from caselore.checks.lexicon import NUMBERS
from caselore.checks.texts import CourseText
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.questions.multi import Multi

MOST_OPTIONS, FEWEST_OPTIONS = 4, 3
_WORDS = {number: word for word, number in NUMBERS.items()}
_HOW_MANY = re.compile(
    rf"\b(?:which|choose|select|pick|tick|name|find|what)(?: the)? (?P<number>\d+|{'|'.join(NUMBERS)})\b"
    r"(?! (?:hours?|days?|weeks?|months?|years?|%|per cent|pounds))",
    re.IGNORECASE,
)

_VERDICT = re.compile(
    r"(?:true|false|not true|untrue|yes|no|right|wrong|correct|incorrect|agree|disagree|not right|not correct"
    r"|not sure|it depends|t|f|y|n)",
    re.IGNORECASE,
)


def _only_verdicts(item: Asked) -> bool:
    return all(_VERDICT.fullmatch(said_in(each)) for each in item.options)


@check("Q107", Severity.WARNING)
def true_or_false(course: Course) -> Iterator[Fault]:
    """True or false, and nothing more.

    The options are only true and false, yes and no, or the like. Half of those who guess are right, and
    nobody learns why. The type true_false_why asks for the reason as well; the points need both.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Can a friend help somebody write a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: "Yes", correct: true, feedback: They know the person well.}
      - {id: b, text: "No", feedback: There is no such rule.}
    rationale: Those who know the person can help.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: true_false_why
    stem: A friend can help somebody write a plan.
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    answer: true
    feedback_true: There is no rule against it.
    feedback_false: Think of who knows the person well.
    reasons:
      - {id: a, text: It is for whoever lives by it to choose, correct: true, feedback: It is theirs.}
      - {id: b, text: Friends work for less than trained staff, feedback: Cost is another question.}
      - {id: c, text: The council has too few staff, feedback: It may; that is not the reason.}
    rationale: Those who know the person can help.
    ```
    """
    for item in asked(course):
        if item.kind not in ("gap", "reasons") and _only_verdicts(item):
            message = (
                f"the options are only {' and '.join(said_in(each) for each in item.options)}: half of all guesses win"
            )
            first = item.options[0]
            yield first.fault(message, 0, len(first.text), "ask for the reason too: type true_false_why")


@check("Q120", Severity.ADVICE)
def many_options(course: Course) -> Iterator[Fault]:
    """More than four options.

    Three options are usually enough, and four the most that anybody weighs against each other. The fifth
    is mostly one that nobody chooses, and each one costs time to read. It may be left alone where the
    subject has just five parts, all of them tempting; that is why this is advice. A question of the type
    multi may have as many as it needs.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Who can help somebody write a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A friend, correct: true, feedback: They know the person well.}
      - {id: b, text: A bank, feedback: It holds the account and no more.}
      - {id: c, text: A shop, feedback: It sells what the plan may pay for.}
      - {id: d, text: A court, feedback: It settles disputes.}
      - {id: e, text: A school, feedback: It teaches.}
    rationale: Those who know the person can help.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: Who can help somebody write a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A friend, correct: true, feedback: They know the person well.}
      - {id: b, text: A bank, feedback: It holds the account and no more.}
      - {id: c, text: A shop, feedback: It sells what the plan may pay for.}
    rationale: Those who know the person can help.
    ```
    """
    for item in asked(course):
        if item.kind not in ("multi", "gap") and len(item.options) > MOST_OPTIONS:
            last = item.options[-1]
            message = f"{len(item.options)} options are more than most people weigh against each other"
            yield last.fault(message, 0, len(last.text), "keep the ones that people who misunderstand would choose")


@check("Q121", Severity.WARNING)
def two_options(course: Course) -> Iterator[Fault]:
    """A choice between two.

    With two options half of those who guess are right, so the answer tells neither the learner nor the
    trainer much. Write a third one: what would somebody do who has misunderstood?

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Who can help somebody write a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A friend, correct: true, feedback: They know the person well.}
      - {id: b, text: A bank, feedback: It holds the account and no more.}
    rationale: Those who know the person can help.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: Who can help somebody write a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A friend, correct: true, feedback: They know the person well.}
      - {id: b, text: A bank, feedback: It holds the account and no more.}
      - {id: c, text: A shop, feedback: It sells what the plan may pay for.}
    rationale: Those who know the person can help.
    ```
    """
    for item in asked(course):
        if item.kind not in ("single", "confidence") or _only_verdicts(item):
            continue
        if len(item.options) < FEWEST_OPTIONS:
            last = item.options[-1]
            message = "with two options, half of those who guess are right"
            yield last.fault(message, 0, len(last.text), "write a third one that is tempting")


@check("Q122", Severity.WARNING)
def number_not_said(course: Course) -> Iterator[Fault]:
    """A multi that does not say in its stem how many to choose.

    With the scoring `all`, one too many or too few loses the point. The page says the number beside the
    options; on paper, read aloud, or in another system the stem is all that people have. Say it there:
    "Which two...".

    Failing:

    ```content/questions/a-question.yml
    type: multi
    stem: What can be in a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    choose: 2
    options:
      - {id: a, text: A lunch club, correct: true, feedback: It may serve an outcome.}
      - {id: b, text: A bus pass, correct: true, feedback: It may take her to one.}
      - {id: c, text: A pay slip, feedback: That is for the files of an employer.}
    rationale: What counts is what it would do.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: multi
    stem: Which two of these can be in a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    choose: 2
    options:
      - {id: a, text: A lunch club, correct: true, feedback: It may serve an outcome.}
      - {id: b, text: A bus pass, correct: true, feedback: It may take her to one.}
      - {id: c, text: A pay slip, feedback: That is for the files of an employer.}
    rationale: What counts is what it would do.
    ```
    """
    for question in course.questions:
        if isinstance(question, Multi) and question.scoring == "all":
            stem = places(course)[id(question.place), ("stem",)]
            word = _WORDS.get(question.choose, str(question.choose))
            said = rf"\b(?:{word}|{question.choose}|both)\b"
            if not _asked_for(stem) and not re.search(said, stem.masked, re.IGNORECASE):
                message = f"the stem does not say that {word} are to be chosen, and anything else earns nothing"
                yield stem.fault(message, 0, len(stem.text), f"say it: 'Which {word}...'")


def _asked_for(stem: CourseText) -> list[re.Match[str]]:
    """Return where a stem says how many to choose."""
    return list(_HOW_MANY.finditer(stem.masked))


@check("Q123", Severity.ERROR)
def another_number(course: Course) -> Iterator[Fault]:
    """The stem asks for another number of options than are right.

    The stem says "which three", and `choose` says two. Whoever does as the stem says is marked wrong.

    Failing:

    ```content/questions/a-question.yml
    type: multi
    stem: Which three of these can be in a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    choose: 2
    options:
      - {id: a, text: A lunch club, correct: true, feedback: It may serve an outcome.}
      - {id: b, text: A bus pass, correct: true, feedback: It may take her to one.}
      - {id: c, text: A pay slip, feedback: That is for the files of an employer.}
    rationale: What counts is what it would do.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: multi
    stem: Which two of these can be in a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    choose: 2
    options:
      - {id: a, text: A lunch club, correct: true, feedback: It may serve an outcome.}
      - {id: b, text: A bus pass, correct: true, feedback: It may take her to one.}
      - {id: c, text: A pay slip, feedback: That is for the files of an employer.}
    rationale: What counts is what it would do.
    ```
    """
    for question in course.questions:
        if not isinstance(question, Multi):
            continue
        stem = places(course)[id(question.place), ("stem",)]
        found = _asked_for(stem)
        numbers = [NUMBERS.get(match["number"].lower()) or int(match["number"]) for match in found]
        if found and question.choose not in numbers:
            message = f"the stem asks for {found[0]['number']}, but {question.choose} are right"
            yield stem.fault(message, *found[0].span("number"), f"write {_WORDS.get(question.choose, question.choose)}")


CHECKS: tuple[Check, ...] = (true_or_false, many_options, two_options, number_not_said, another_number)
