"""The form of a question's options: none, all or both of the above, figures out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import Asked, asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.lexicon import plain
from caselore.checks.sequence import values
from caselore.checks.texts import CourseText
from caselore.diagnostics import Severity
from caselore.model.course import Course

_OTHERS = r"(?:above|these|those|them|others?|options|answers|choices|statements|previous|foregoing)"
_NONE = re.compile(
    rf"(?:none|neither|not any)(?: of)?(?: the| these| those)?(?: other)? {_OTHERS}\b.{{0,30}}|neither"
    rf"|no (?:answer|option|choice) (?:is|here).{{0,20}}|none (?:is|are) (?:right|correct|true)",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"(?:(?:by|using|in|with|through) )*(?:all|any|each|every one)(?: three| four| five)?(?: of)?(?: the| these| those)?(?: other)? {_OTHERS}\b.{{0,30}}"
    r"|all (?:three|four|five)|all (?:of it|(?:is|are) (?:right|correct|true))|all answers.{0,20}",
    re.IGNORECASE,
)
_MARK = r"\(?(?:[a-h]|[1-9]|i{1,3}|iv|v)[).]?"
_MARKS = re.compile(
    rf"(?:both |only |options? |answers? |statements? )*{_MARK}(?:(?:,| and| or| &| \+|, and) {_MARK})+"
    r"(?: only| alone| but not .{1,10}| (?:is|are) (?:right|correct|true))?",
    re.IGNORECASE,
)
_ONLY_LETTERS = re.compile(r"\(?(?:[a-z]|\d+)\)?(?:(?:,| and| or| &|, and) \(?(?:[a-z]|\d+)\)?)*", re.IGNORECASE)
_BOTH = re.compile(
    rf"both(?: of)?(?: the| these| those)?(?: {_OTHERS})?(?: are .{{0,10}})?"
    rf"|(?:both )?the (?:first|last)(?: and (?:the )?(?:second|third|last)| two| three) (?:options|answers|choices|statements|above)",
    re.IGNORECASE,
)


def said_in(option: CourseText) -> str:
    """Return an option's words without the marks at its ends."""
    return plain(option).strip(" .;:!\"'“”‘’")


def is_about_the_others(option: CourseText) -> bool:
    """Whether an option only says that all, none or some of the others are right."""
    said = said_in(option)
    return any(pattern.fullmatch(said) for pattern in (_NONE, _ALL, _MARKS, _BOTH))


def _whole(option: CourseText, message: str, hint: str) -> Fault:
    return option.fault(message, 0, len(option.text), hint)


@check("Q103", Severity.ERROR)
def none_of_the_above(course: Course) -> Iterator[Fault]:
    """None of the above.

    An option says that none of the others is right. The options are shown shuffled, so there is no
    "above". And whoever chooses it has shown that they know what is wrong, and not what is right.
    Published as a flaw by Haladyna, Downing and Rodriguez (2002). Put a real answer in its place, or
    leave the option out: three are enough.

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
      - {id: c, text: None of the above, feedback: A friend may help.}
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
        for option in item.options:
            if _NONE.fullmatch(said_in(option)):
                message = "'none of the above' tests what is wrong, and nothing stands above when options are shuffled"
                yield _whole(option, message, "write a real answer, or leave it out")


@check("Q104", Severity.ERROR)
def all_of_the_above(course: Course) -> Iterator[Fault]:
    """All of the above.

    An option says that all the others are right. The options are shown shuffled, so there is no
    "above"; who sees that two are right need not know the third; and who stops at the first right one
    is told that it is wrong. Published as a flaw by Haladyna, Downing and Rodriguez (2002). Make it a
    question of the type multi, and say how many to choose.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What can a lunch club give somebody who lives alone?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: Company, feedback: It does; so does the meal.}
      - {id: b, text: A meal, feedback: It does; so does the company.}
      - {id: c, text: All of the above, correct: true, feedback: It gives both.}
    rationale: One place can do more than one thing.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: multi
    stem: Which two things can a lunch club give somebody who lives alone?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    choose: 2
    options:
      - {id: a, text: Company, correct: true, feedback: People come for it.}
      - {id: b, text: A meal, correct: true, feedback: It is on the table.}
      - {id: c, text: A home, feedback: It is a place for some hours.}
    rationale: One place can do more than one thing.
    ```
    """
    for item in asked(course):
        for option in item.options:
            if _ALL.fullmatch(said_in(option)):
                message = (
                    "'all of the above' can be guessed from two, and nothing stands above when options are shuffled"
                )
                yield _whole(option, message, "make it a multi that says how many to choose")


@check("Q114", Severity.ERROR)
def combined_options(course: Course) -> Iterator[Fault]:
    """An option that combines others, such as "A and C".

    Options are shown shuffled and without letters, so "A and C" points nowhere. And whoever knows one
    part can work out the rest without knowing it. Published as the complex or K-type format. Make it a
    question of the type multi, and say how many to choose.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What can be in a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A lunch club, feedback: It can; so can the pass.}
      - {id: b, text: A bus pass, feedback: It can; so can the club.}
      - {id: c, text: Both A and B, correct: true, feedback: Either may serve an outcome.}
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
    for item in asked(course):
        said = [said_in(option) for option in item.options]
        combined = [bool(_MARKS.fullmatch(each)) for each in said]
        if any(combined) and all(map(_ONLY_LETTERS.fullmatch, said)) and not _lists_marks(item.stem.masked):
            combined = [False] * len(said)  # such as vitamins, of which none is another option
        for option, one, each in zip(item.options, combined, said, strict=True):
            if one or _BOTH.fullmatch(each):
                message = f"'{each}' points at other options, which are shown shuffled and without letters"
                yield _whole(option, message, "make it a multi that says how many to choose")


def _lists_marks(stem: str) -> bool:
    """Whether a stem numbers or letters things itself, so that 'a and c' can only mean those."""
    return len(re.findall(r"(?:^|[\s(])(?:[a-d]|[1-4]|i{1,3})[).:]?\s(?=\S)", stem, re.IGNORECASE)) >= 2


@check("Q116", Severity.WARNING)
def lost_sequence(course: Course) -> Iterator[Fault]:
    """Figures or dates out of their order.

    All options are figures, dates or times, and the learner does not see them in order: they are not
    written in order, or they are shown shuffled. Looking for the figure takes attention that belongs to
    the question. Write them from small to large (or large to small) and set `shuffle: false`.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: How many hours did the two friends buy together?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: "12", correct: true, feedback: Each gave six.}
      - {id: b, text: "4", feedback: That would be two each.}
      - {id: c, text: "8", feedback: That would be four each.}
    rationale: Six and six.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: How many hours did the two friends buy together?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    shuffle: false
    options:
      - {id: a, text: "4", feedback: That would be two each.}
      - {id: b, text: "8", feedback: That would be four each.}
      - {id: c, text: "12", correct: true, feedback: Each gave six.}
    rationale: Six and six.
    ```
    """
    for item in asked(course):
        fault = _sequence(item)
        if fault:
            yield fault


def _sequence(item: Asked) -> Fault | None:
    ranked = values([said_in(option) for option in item.options])
    if ranked is None:
        return None
    if list(ranked) in (sorted(ranked), sorted(ranked, reverse=True)):
        if item.ordered:
            return None
        return _whole(
            item.options[0], "these figures are in order here, but are shown shuffled", "add 'shuffle: false'"
        )
    message = "these figures are not in order, so the learner has to look for each"
    return _whole(item.options[0], message, "sort them, and add 'shuffle: false'")


CHECKS: tuple[Check, ...] = (none_of_the_above, all_of_the_above, combined_options, lost_sequence)
