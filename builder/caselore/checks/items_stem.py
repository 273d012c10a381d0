"""The stem of a question: one clear thing asked, in few words, and not in the negative."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import ONE_OR_MORE, Asked, asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.negation import negation
from caselore.checks.texts import CourseText, texts
from caselore.checks.word_lists import listed
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.question import Question

MOST_WORDS = 45
MOST_NAMED = 4
_BLANK = re.compile(
    r"(?<![\w_])_{2,}(?![\w_])|(?<!\S)\.{4,}(?!\S)|…{2,}|\[ ?(?:blank|\.\.\.|…)? ?\](?!\()", re.IGNORECASE
)
_LETTER = re.compile(r"\w")
_WHICH_IS_TRUE = re.compile(
    r"which (?:one )?(?:of (?:the|these)? ?(?:following|below|options|answers|statements|sentences)?"
    r"|statement|sentence|option|answer) ?(?:statements?|sentences?|options?|answers?|facts?)?(?: below| here)?"
    r" ?(?:do you think )?(?:is|are|would be|holds?)(?: the)?(?: most)?"
    r" (?:true|correct|right|accurate|valid|correct (?:one|answer|statement))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would"
    r"|cannot|\w+n['’]t)\b"
    r"|\b\w+(?:s|ed|ing) (?:to|of|in|by|for|on|with|from|at|as|that|when|if|because|it|they|he|she|the|an?)\b"
    r"|^\W*\w+(?:\W+\w+)+ \w+ed \w+"
    r"|\b(?:means?|includes?|involves?|needs?|shows?|says?|describes?|begins?|starts?|ends?|helps?|goes|occurs?"
    r"|represents?|prevents?|presents?|gives?|takes?|makes?|covers?|requires?|depends?|comes?|develops?|contains?|causes?"
    r"|belongs?|consists?|refers?|results?|became|becomes?|leads?|\w+(?:i[sz]es|ates|ifies|uces|ires|olves))\b",
    re.IGNORECASE,
)
_ORDERS = listed("""choose pick put match sort complete name say tell write list explain describe think work give find calculate
    order arrange fill decide judge read look imagine mark tick select identify state compare define drag point spot
    rank finish add take show note consider estimate suggest recall remember predict place use check guess answer
    turn make""")


def _stems(course: Course) -> Iterator[CourseText]:
    for text in texts(course):
        if text.field == "stem" and isinstance(text.record, Question) and text.record.type != "reflect":
            yield text


@check("Q106", Severity.WARNING)
def too_much_in_the_stem(course: Course) -> Iterator[Fault]:
    """A stem with more in it than the question.

    The stem has more than 45 words. What it asks is lost among what it tells. Put the situation into
    `scenario`, which is shown apart from the question and may be long, and leave out what no option
    depends on. Published as gratuitous information in the stem.

    Failing:

    ```content/questions/a-question.yml
    type: short_answer
    stem: >-
      Mrs Hill, who is 79 and who worked for many years in a bakery on the corner of the high street, where
      she met her late husband, now has a budget, and she tells you over tea and cake one wet Tuesday that
      she would like to swim again. What do you ask her?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    model_answer: What would that change for you?
    rationale: Everything else follows from it.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: short_answer
    scenario: Fictional. Mrs Hill is 79. She has a budget, and she would like to swim again.
    stem: What do you ask her?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    model_answer: What would that change for you?
    rationale: Everything else follows from it.
    ```
    """
    for stem in _stems(course):
        count = len(stem.masked.split())
        if count > MOST_WORDS:
            message = f"the stem has {count} words; what it asks is hard to find among them"
            yield stem.fault(message, 0, len(stem.text), "put the situation into 'scenario', and leave out the rest")


@check("Q110", Severity.WARNING)
def blank_in_the_middle(course: Course) -> Iterator[Fault]:
    """A blank in the middle of the stem.

    Whoever meets a blank has to hold the first half in mind, read on, and come back. A screen reader
    says "underscore underscore". Ask a question, put the blank at the end, or use the type gap, whose
    gaps are read out as such. Published as a fill-in-the-blank format.

    Failing:

    ```content/questions/a-question.yml
    type: short_answer
    stem: The ____ of a plan says what should change.
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    accept: [outcome]
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
    accept: [outcome]
    model_answer: The outcome.
    rationale: It says what should change.
    ```
    """
    for stem in _stems(course):
        for blank in _BLANK.finditer(stem.text):
            if _LETTER.search(stem.text, blank.end()):
                message = "a blank in the middle makes the learner read twice, and a screen reader spells it out"
                yield stem.fault(message, *blank.span(), "ask a question, or use the type gap")


@check("Q113", Severity.WARNING)
def nothing_asked(course: Course) -> Iterator[Fault]:
    """A stem that asks nothing by itself.

    Cover the options: can the question still be answered? "Which of these is true?" cannot, nor can a
    stem that only names a subject. The learner then judges loose statements, which may be about
    anything. Ask the one thing that you want to know. Published as an unfocused stem.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Which of these statements is true?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: A plan can change, correct: true, feedback: At any review.}
      - {id: b, text: A plan is secret, feedback: The person has a copy.}
      - {id: c, text: A plan is short, feedback: Some are long.}
    rationale: Lives change, and plans with them.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: When can a plan change?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: Whenever needs do, correct: true, feedback: A review can be asked for.}
      - {id: b, text: On its birthday, feedback: That is the latest day and not the first.}
      - {id: c, text: After a complaint, feedback: One need not complain.}
    rationale: Lives change, and plans with them.
    ```
    """
    for item in asked(course):
        if item.kind in ONE_OR_MORE:
            stem = " ".join(item.stem.masked.split())
            if _WHICH_IS_TRUE.fullmatch(re.split(r"(?<=[.!:])\s", stem)[-1]) or _only_names(stem):
                message = "with the options covered, this cannot be answered"
                yield item.stem.fault(message, 0, len(item.stem.text), "ask the one thing that you want to know")


def _only_names(stem: str) -> bool:
    """Whether a stem is a subject and no more: no question, no sentence, no verb."""
    found = re.findall(r"[^\W\d_]+", stem.lower())
    if "?" in stem or "except" in found or re.search(r"[.!…_]\W*$", stem) or len(found) > MOST_NAMED:
        return False
    return not found or (found[0] not in _ORDERS and not _VERB.search(stem))


@check("Q119", Severity.WARNING)
def asked_in_the_negative(course: Course) -> Iterator[Fault]:
    """A question that asks for what is not so.

    "Which is not...", "... except", "least likely": readers miss the small word and choose what is
    right. That tests care in reading. Ask for what is so. Where the exception is what has to be learnt,
    keep the word and set it in bold (**not**). Published as negative wording.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Which of these does not belong in a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: The agreed outcomes, feedback: They are its core.}
      - {id: b, text: The worker's salary, correct: true, feedback: That is for other files.}
      - {id: c, text: The date of review, feedback: It says when to look again.}
    rationale: A plan is about the person.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: Which of these does **not** belong in a plan?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: The agreed outcomes, feedback: They are its core.}
      - {id: b, text: The worker's salary, correct: true, feedback: That is for other files.}
      - {id: c, text: The date of review, feedback: It says when to look again.}
    rationale: A plan is about the person.
    ```
    """
    for item in asked(course):
        if item.kind != "gap" and (found := _negative(item)):
            word = item.stem.text[slice(*found)]
            message = f"readers miss the word '{word}', and choose what is so"
            yield item.stem.fault(message, *found, f"ask for what is so, or set the word in bold: **{word}**")


def _negative(item: Asked) -> tuple[int, int] | None:
    return negation(item.stem, statement=item.kind == "reasons")


CHECKS: tuple[Check, ...] = (too_much_in_the_stem, blank_in_the_middle, nothing_asked, asked_in_the_negative)
