"""The words of a question: absolute, vague, or to be read in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import ONE_OR_MORE, Asked, asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.items_form import is_about_the_others
from caselore.checks.negation import negation
from caselore.checks.texts import CourseText
from caselore.diagnostics import Severity
from caselore.model.course import Course

_NUMBER = r"(?:[£$€]?\d|one|two|three|four|five|six|seven|eight|nine|ten)"
_PERIOD = (
    r"(?:days?|nights?|weeks?|weekends?|months?|years?|mornings?|afternoons?|evenings?|hours?|minutes?|seconds?|times?"
    r"|quarter|fortnight|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|spring|summer|autumn"
    r"|winter|few|other|second|third|now)"
)
_TOLD = r"(?:could|was|were|had|did|came|knew|said|saw|went|told|\w+ed)\b"
"""What follows when a story is told of one time, and no rule is claimed."""
_ABSOLUTE = re.compile(
    r"(?<![\w-])(?:"
    rf"always|never(?! ?mind\b| {_TOLD})|invariably|without exception|under no circumstances|at all times|impossible"
    r"|absolutely|completely|entirely|totally|solely|exclusively"
    rf"|only(?! (?:child|son|daughter|grandchild|grandson|granddaughter|parent|just|{_NUMBER}\b|an? (?:few|little|bit)\b))"
    r"|(?<!\bat )(?<!\bafter )(?<!\babove )(?<!\bin )(?<!\bof )(?<!\bfor )"
    rf"all(?! (?:right|along|over|round|kinds|sorts|day|night|week|year|clear|in|but|{_NUMBER})\b)"
    rf"|none(?= of\b)|(?:nobody|no one|everybody|everyone)(?! {_TOLD})|everything"
    rf"|every(?! (?:single )?(?:{_PERIOD}|{_NUMBER})\b)|every single(?! (?:{_PERIOD}))"
    r"|(?<!\byou )(?<!\bwe )(?<!\bI )must(?! have\b)"
    r")(?![\w'’-])(?!-)",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|nor|hardly|almost|nearly|\w+n['’]t|a|the|whether)(?: (?:necessarily|quite|be))? $", re.IGNORECASE
)
_TITLE = re.compile(r"[A-Z]\w+ (?=[A-Z])")
_VAGUE = re.compile(
    r"(?<!how )(?<!as )(?<!more )(?<!less )\b(?:often|usually|sometimes|generally|frequently|occasionally|rarely|seldom"
    r"|normally|typically|commonly|mostly|regularly|from time to time|now and then|in (?:most|some) cases|most of the time"
    r"|as a rule)\b(?!-)",
    re.IGNORECASE,
)
_AND_OR = re.compile(r"\band ?/ ?or\b", re.IGNORECASE)
_SHORT = 8
_ASKS = re.compile(
    r"(?:^|[.?!,:;] +|\band )(?:and |but |or )?(?:who|what|which|how|when|where|why|whom|whose|is|are|do|does|did|can|if)\b[^.?!]*$",
    re.IGNORECASE,
)
_NOT = re.compile(r"^\W*(?:not|never|no|none|nothing|nobody)\b|\b(?:not|never|cannot)\b|\b\w+n['’]t\b", re.IGNORECASE)


def _absolute(option: CourseText) -> re.Match[str] | None:
    """Return the word with which an option leaves no exception."""
    text = option.masked
    if not _ABSOLUTE.search(text) or is_about_the_others(option):
        return None
    for found in _ABSOLUTE.finditer(text):
        if found[0].lower() == "must" and re.search(r"\bthat\b", text[: found.start()]):
            continue  # what somebody is told, and not a claim
        if (
            not _is_name(text, found)
            and not _NEGATED.search(text, 0, found.start())
            and not option.is_quoted(found.start())
        ):
            return found
    return None


def _is_name(text: str, found: re.Match[str]) -> bool:
    """Whether a word is part of a name or a title, such as All Saints."""
    if not found[0][0].isupper():
        return False
    long = re.findall(r"[^\W\d_]{3,}", text[: found.start()] + text[found.end() :])
    titled = len(long) > 1 and all(word[0].isupper() for word in long)
    return titled or bool(_TITLE.match(text, found.start()) and found[0] in ("All", "Every"))


@check("Q111", Severity.WARNING)
def absolute_words(course: Course) -> Iterator[Fault]:
    """An option that leaves no exception.

    Words such as always, never, only and every are a cue: people who are used to tests pass such options
    over, because few things in life are so. Words in quotation marks do not count, nor does a question in
    which every option has one. Say when, for whom or how far it is so. Published as absolute terms.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Who may help somebody write a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A friend or a broker, correct: true, feedback: Whoever the person chooses.}
      - {id: b, text: Only a social worker, feedback: They may. So may others.}
      - {id: c, text: A bank or a building society, feedback: They hold the account.}
    rationale: It is for the person to say.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: Who may help somebody write a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A friend or a broker, correct: true, feedback: Whoever the person chooses.}
      - {id: b, text: A social worker who has a permit, feedback: There is no such permit.}
      - {id: c, text: A bank or a building society, feedback: They hold the account.}
    rationale: It is for the person to say.
    ```
    """
    for item in asked(course):
        if item.kind == "gap":
            continue
        found = [(option, _absolute(option)) for option in item.options]
        if all(match for _, match in found):
            continue
        for option, match in found:
            if match:
                message = f"'{match[0]}' leaves no exception, and people used to tests pass such options over"
                yield option.fault(message, *match.span(), "say when, for whom or how far it is so")


@check("Q117", Severity.WARNING)
def vague_words(course: Course) -> Iterator[Fault]:
    """An option with a word that people read differently.

    To some readers "often" is once a week, to others once a year. Whether the option is right then hangs
    on how they read it. Words in quotation marks do not count. Give the figure, or leave the word out.
    Published as vague terms.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What do brokers do once a plan is agreed?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: They often find the help, correct: true, feedback: It is their trade.}
      - {id: b, text: They judge whether it is lawful, feedback: That is for the council.}
      - {id: c, text: They write a new assessment, feedback: That came before.}
    rationale: A broker finds and arranges.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: What do brokers do once a plan is agreed?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: They find and book the help, correct: true, feedback: It is their trade.}
      - {id: b, text: They judge whether it is lawful, feedback: That is for the council.}
      - {id: c, text: They write a new assessment, feedback: That came before.}
    rationale: A broker finds and arranges.
    ```
    """
    for item in asked(course):
        for option in item.options:
            found = _VAGUE.search(option.masked)
            if found and not option.is_quoted(found.start()):
                message = (
                    f"'{found[0]}' means something else to each reader, so the option can be read as right or wrong"
                )
                yield option.fault(message, *found.span(), "give the figure, or leave the word out")


@check("Q101", Severity.ADVICE)
def two_readings(course: Course) -> Iterator[Fault]:
    """A question that can be read in two ways.

    Three signs: "and/or", which leaves open what is meant; two questions in one stem, of which an option
    may answer either; and a negative stem with a negative option, which only the patient work out. Read
    the question aloud to somebody who does not know the answer. Leave it as it is if they understand it
    at once; that is why this is advice. Published as ambiguous or unclear information.

    Failing:

    ```content/questions/a-question.yml
    type: short_answer
    stem: When should the worker and/or the manager visit?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    model_answer: Before the plan is agreed.
    rationale: A plan is made together.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: short_answer
    stem: When should the worker visit?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    model_answer: Before the plan is agreed.
    rationale: A plan is made together.
    ```
    """
    for question in course.questions:
        stem = CourseText(question.stem, question.place, ("stem",), question, markdown=True)
        if found := _AND_OR.search(stem.masked):
            message = "'and/or' leaves open which of the two is meant"
            yield stem.fault(message, *found.span(), "write 'and' or 'or'")
    for item in asked(course):
        if item.kind in ONE_OR_MORE:
            yield from _unclear(item)


def _unclear(item: Asked) -> Iterator[Fault]:
    asks = [found.start() for found in re.finditer(r"\?", item.stem.masked) if not item.stem.is_quoted(found.start())]
    asks = [start for start in asks if _ASKS.search(item.stem.masked[:start].rpartition(". ")[2])]
    if len(asks) > 1 and "<" not in item.stem.text:
        message = "the stem asks two things, and an option may answer either"
        yield item.stem.fault(message, asks[0] + 1, len(item.stem.text), "ask one thing in one question")
    for option in item.options:
        if found := _AND_OR.search(option.masked):
            message = "'and/or' leaves open which of the two is meant"
            yield option.fault(message, *found.span(), "write 'and' or 'or'")
    if negation(item.stem, emphasised=True):
        for option in item.options:
            found = _NOT.search(option.masked) if 1 < len(option.masked.split()) <= _SHORT else None
            if found and not option.is_quoted(found.start()):
                message = "this says no to a stem that says no: two negatives to work out"
                yield option.fault(message, *found.span(), "turn one of the two round")


CHECKS: tuple[Check, ...] = (two_readings, absolute_words, vague_words)
