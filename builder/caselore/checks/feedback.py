"""What is said after an answer, and before it: feedback that teaches, hints that give nothing away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.lexicon import plain, roots, words
from caselore.checks.texts import CourseText, texts
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.question import Question
from caselore.questions.numeric import Numeric
from caselore.questions.short_answer import ShortAnswer

_VERDICT = (
    r"(?:yes|no|ok|okay|oops|hooray|bravo|right|wrong|correct|incorrect|true|false|well done|good(?: work| job)?|great"
    r"|excellent|perfect|exactly|spot on|sorry|not quite|not really|nearly|almost|try again|have another go|think again"
    r"|unfortunately not|(?:that|this|it)(?: is|['’]s)(?: not| the)? (?:right|wrong|correct|incorrect|true|false|not true)"
    r"(?: answer| one)?|you (?:are|were) (?:right|wrong|correct)|(?:right|wrong|correct|incorrect) answer)"
)
_BARE = re.compile(rf"{_VERDICT}(?:[\s,.!;:–—-]+{_VERDICT})*", re.IGNORECASE)


@check("Q124", Severity.WARNING)
def hint_gives_it_away(course: Course) -> Iterator[Fault]:
    """A hint that gives the right answer away.

    The hint has the words of the right answer, all of them, so whoever asks for help has nothing left to
    work out. A hint points at where to look or how to think.

    Failing:

    ```content/questions/a-question.yml
    type: short_answer
    stem: Which part of a plan says what should change?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    accept: [outcome]
    model_answer: The outcome.
    rationale: It says what should change.
    hints: ["It begins with o and rhymes with nothing: outcome."]
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
    hints: [Think of the word for what comes out in the end.]
    ```
    """
    answers = _answers(course)
    for hint in texts(course):
        if hint.field == "hints" and isinstance(hint.record, Question):
            said = f" {' '.join(words(hint.masked))} "
            for answer in answers.get(id(hint.record), ()):
                if f" {' '.join(words(answer))} " in said and _says_something(answer):
                    message = f"the hint gives the answer away: '{answer}'"
                    yield hint.fault(message, 0, len(hint.text), "say where to look or how to think")
                    break


def _answers(course: Course) -> dict[int, list[str]]:
    """Return for each question the answers that a hint must not say."""
    found: dict[int, list[str]] = {}
    for item in asked(course):
        wrong = [plain(option).lower() for option in item.others]
        right = [plain(option).strip(" .") for option in item.right]
        found.setdefault(id(item.record), []).extend(
            each for each in right if not any(each.lower() in other for other in wrong)
        )
    for question in course.questions:
        if isinstance(question, ShortAnswer):
            found.setdefault(id(question), []).extend(question.accept)
        elif isinstance(question, Numeric):
            found.setdefault(id(question), []).append(f"{question.answer:g}")
    return found


def _says_something(answer: str) -> bool:
    return bool(roots(answer, least=5)) and any(len(word) > 4 for word in words(answer))


@check("Q125", Severity.WARNING)
def bare_feedback(course: Course) -> Iterator[Fault]:
    """Feedback that only says right or wrong.

    The page shows whether an answer is right. Feedback is there to say why, what made a wrong one
    tempting, and where to look: that is what people learn from. "Correct." and "Well done!" teach nothing.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What do you ask first?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: What should change, correct: true, feedback: Correct. Well done!}
      - {id: b, text: Which service it is, feedback: Services come later.}
      - {id: c, text: How much it costs, feedback: The cost comes later.}
    rationale: Everything else follows from it.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: What do you ask first?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: What should change, correct: true, feedback: It decides what the rest is for.}
      - {id: b, text: Which service it is, feedback: Services come later.}
      - {id: c, text: How much it costs, feedback: The cost comes later.}
    rationale: Everything else follows from it.
    ```
    """
    for text in texts(course):
        if not text.field.startswith("feedback") or len(text.text) > 120:
            continue
        if _BARE.fullmatch(plain(text).strip(" .!;:")):
            message = "this says whether, and not why"
            yield text.fault(message, 0, len(text.text), "say what makes it right, or tempting, and where to look")


@check("Q126", Severity.WARNING)
def same_feedback(course: Course) -> Iterator[Fault]:
    """All wrong options have the same feedback.

    Each wrong option is wrong in its own way. One text for all of them cannot say what made this one
    tempting, so whoever chose it learns only that it was not the other.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What do you ask first?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: What should change, correct: true, feedback: It decides what the rest is for.}
      - {id: b, text: Which service it is, feedback: That comes later.}
      - {id: c, text: How much it costs, feedback: That comes later.}
    rationale: Everything else follows from it.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: What do you ask first?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: What should change, correct: true, feedback: It decides what the rest is for.}
      - {id: b, text: Which service it is, feedback: Services have names and come to mind first.}
      - {id: c, text: How much it costs, feedback: The sum is a limit and no aim.}
    rationale: Everything else follows from it.
    ```
    """
    for item in asked(course):
        wrong: list[CourseText] = [
            feedback for feedback, weight in zip(item.feedback, item.weights, strict=False) if weight < 1
        ]
        if len(wrong) > 1 and len({plain(feedback).lower() for feedback in wrong}) == 1:
            message = "all wrong options have this same feedback, so it cannot say what made each one tempting"
            yield wrong[1].fault(message, 0, len(wrong[1].text), "say it for this option")


CHECKS: tuple[Check, ...] = (hint_gives_it_away, bare_feedback, same_feedback)
