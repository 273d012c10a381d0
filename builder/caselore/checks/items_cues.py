"""Cues: what gives the right option away to somebody who knows nothing of the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.asked import ONE_OR_MORE, Asked, asked
from caselore.checks.check import Check, Fault, check
from caselore.checks.items_form import is_about_the_others
from caselore.checks.lexicon import is_name, plain, roots, without_terms
from caselore.checks.texts import CourseText, texts
from caselore.checks.word_lists import listed
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.questions.match import Match

SHORTER = 0.8
_FEW_WORDS = 4
_PART_WORDS = 8
_SIDES = ("left", "right", "distractors")
_JOINING = listed("and the their her his its with for but not are was from both then")
_FIGURE = re.compile(r"(?<![\w.-])[£$€]?\d[\d,.]*(?![\w-])")
_HOW_MANY = re.compile(
    r"\bhow (?:many|much|long|old|far|often|soon|high|hot|big|tall|fast)\b|\bwhen\b"
    r"|\b(?:what|which) (?:is the )?(?:year|age|share|percentage|number|temperature|sum|price|time|distance)\b",
    re.IGNORECASE,
)


@check("Q105", Severity.WARNING)
def longest_is_right(course: Course) -> Iterator[Fault]:
    """The right option is much longer than the others.

    The longest wrong option has less than four fifths of the right one's length. Authors take care to
    make the right answer fully right, and so it grows; people used to tests choose the longest. Move
    what explains it into the feedback, or give the wrong ones as much detail. Right options of fewer than
    four words are left alone. Published as "longest option is correct".

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What do you ask first?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: What should change in the week as they live it now, correct: true, feedback: First.}
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
      - {id: a, text: What should change, correct: true, feedback: First.}
      - {id: b, text: Which service it is, feedback: Services come later.}
      - {id: c, text: How much it costs, feedback: The cost comes later.}
    rationale: Everything else follows from it.
    ```
    """
    for item in asked(course):
        if not item.right or not item.others:
            continue
        shortest = min(item.right, key=lambda option: len(plain(option)))
        longest = max(len(plain(option)) for option in item.others)
        if is_name(plain(shortest)) or is_about_the_others(shortest):
            continue
        if longest < SHORTER * len(plain(shortest)) and len(plain(shortest).split()) >= _FEW_WORDS:
            share = round(100 * longest / len(plain(shortest)))
            message = f"the right option is much the longest: the next has {share} % of its length"
            yield shortest.fault(message, 0, len(shortest.text), "move the explanation into the feedback")


@check("Q108", Severity.WARNING)
def made_of_the_others(course: Course) -> Iterator[Fault]:
    """The right option is made of parts of the others.

    Each part of it comes up in another option, and of no other option is that so. "Heat and oxygen, heat
    and water, foam and oxygen": whoever counts what comes up most has the answer. Let each part come up
    as often in wrong options, or ask for one part at a time. Published as convergence cues.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: What should the first visit settle?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: The outcome and the risk, correct: true, feedback: These two come first.}
      - {id: b, text: The outcome and the price, feedback: The price comes later.}
      - {id: c, text: The provider and the risk, feedback: The provider comes later.}
    rationale: Everything else follows from these two.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: What should the first visit settle?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: The outcome, correct: true, feedback: It comes first.}
      - {id: b, text: The provider, feedback: The provider comes later.}
      - {id: c, text: The price, feedback: The price comes later.}
    rationale: Everything else follows from it.
    ```
    """
    for item in asked(course):
        if len(item.options) >= 3 and len(item.right) == 1 and _converges(item):
            message = "each part of the right option is in another one as well; counting parts gives the answer"
            yield item.right[0].fault(message, 0, len(item.right[0].text), "let the parts come up equally often")


def _converges(item: Asked) -> bool:
    if any(len(plain(option).split()) > _PART_WORDS for option in item.options):
        return False
    sets = [set(roots(option.masked, least=3, small=_JOINING)) for option in item.options]
    shared = set.intersection(*sets)
    sets = [parts - shared for parts in sets]
    key = item.weights.index(1)
    others = sets[:key] + sets[key + 1 :]
    if len(sets[key]) < 2 or not all(others) or any(sets[key] <= each for each in others):
        return False
    if not all(any(part in each for each in others) for part in sets[key]):
        return False
    return not any(
        all(any(part in each for j, each in enumerate(sets) if j != i) for part in sets[i])
        for i in range(len(sets))
        if i != key
    )


@check("Q109", Severity.ADVICE)
def only_one_with_a_figure(course: Course) -> Iterator[Fault]:
    """Only the right option has a figure.

    "How long did it run? 18 months; a short time; until the money ran out": the exact answer stands out
    among the loose ones. Give the others figures too. It may be left alone where the figure is by the
    way, as in the name of a form; that is why this is advice. Published as logical cues.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: How long did the pilot run?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: 18 months, correct: true, feedback: So the report says.}
      - {id: b, text: A short time, feedback: Look at the first page.}
      - {id: c, text: Until it was stopped, feedback: It ran its course.}
    rationale: The report gives the months.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: How long did the pilot run?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    shuffle: false
    options:
      - {id: a, text: 12 months, feedback: Look at the first page.}
      - {id: b, text: 18 months, correct: true, feedback: So the report says.}
      - {id: c, text: 24 months, feedback: That was the second pilot.}
    rationale: The report gives the months.
    ```
    """
    for item in asked(course):
        if item.kind not in ONE_OR_MORE or len(item.options) < 3 or len(item.right) != 1:
            continue
        figure = _FIGURE.search(item.right[0].masked) if _HOW_MANY.search(item.stem.masked) else None
        if figure and not any(re.search(r"\d", option.masked) for option in item.others):
            message = "only the right option has a figure, and so it stands out"
            yield item.right[0].fault(message, *figure.span(), "give the others figures as well")


@check("Q112", Severity.WARNING)
def repeats_a_word(course: Course) -> Iterator[Fault]:
    """A word of the stem comes back in the right option only.

    The same word, or another form of it, stands in the stem and in the right option, and in no other.
    People who do not know the answer match the words and are right. Terms of the glossary and the course's
    `set_terms` do not count, nor does the scenario. In a match, the same holds for a left side and its
    right side. Published as word repeats, or clang associations.

    Failing:

    ```content/questions/a-question.yml
    type: single
    stem: Why might an advocate come to a review?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: To advocate for the person, correct: true, feedback: It is what they are for.}
      - {id: b, text: To take the minutes for it, feedback: A worker does that.}
      - {id: c, text: To lower the cost of help, feedback: It is no part of their task.}
    rationale: They stand by the person's side.
    ```

    Passing:

    ```content/questions/a-question.yml
    type: single
    stem: Why might an advocate come to a review?
    outcome: say-what-changes
    bloom: apply
    evidence: [{finding: EX-01}]
    options:
      - {id: a, text: To speak for the person, correct: true, feedback: It is what they are for.}
      - {id: b, text: To take the minutes, feedback: A worker does that.}
      - {id: c, text: To lower the cost, feedback: It is no part of their task.}
    rationale: They stand by the person's side.
    ```
    """
    for item in asked(course):
        if item.kind != "gap":
            yield from _repeats(course, item.stem, item.right, item.others, "stem")
    sides: dict[int, list[CourseText]] = {}
    for text in texts(course):
        if isinstance(text.record, Match) and text.field in _SIDES:
            sides.setdefault(id(text.record), []).append(text)
    for own in sides.values():
        rights = [text for text in own if text.field != "left"]
        for left in (text for text in own if text.field == "left"):
            yield from _repeats_in_pair(course, left, rights)


def _repeats_in_pair(course: Course, left: CourseText, rights: list[CourseText]) -> Iterator[Fault]:
    answer = next((text for text in rights if text.keys[:2] == left.keys[:2]), None)
    if answer is None:
        return
    others = tuple(text for text in rights if text.text != answer.text)
    yield from _repeats(course, left, (answer,), others, "left side")


def _repeats(
    course: Course, stem: CourseText, right: tuple[CourseText, ...], others: tuple[CourseText, ...], where: str
) -> Iterator[Fault]:
    asked_words = roots(without_terms(course, stem))
    if not asked_words or not right:
        return
    wrong = {each for option in others for each in roots(option.masked)}
    for option in right:
        for each, place in roots(without_terms(course, option)).items():
            if each in asked_words and each not in wrong:
                message = (
                    f"'{place[0]}' is in the {where} too, and in no other option; it can be matched without knowing"
                )
                yield option.fault(message, *place.span(), "say it in other words in one of the two")
                break


CHECKS: tuple[Check, ...] = (longest_is_right, made_of_the_others, only_one_with_a_figure, repeats_a_word)
