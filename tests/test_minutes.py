"""What counts as read, and what does not, when the minutes of a module are worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselore.checks.minutes import estimate
from caselore.checks.sizes import words_in
from caselore.readers.project import read_project
from projects import MINIMAL, overlaid

QUESTION = "content/questions/a-first-question.yml"
QUIZ = "content/quizzes/a-first-quiz.yml"
ACTIVITY = "content/activities/cards-to-sort.yml"
FIVE = "and five more words here"


def words(folder: Path) -> int:
    """Return how many words somebody reads who does the first module."""
    course = read_project(folder).course
    assert course is not None
    return estimate(course, course.modules[0], words_in).words


@pytest.mark.parametrize(
    ("file", "old", "new", "more"),
    [
        (QUESTION, "type: single", f"type: single\nscenario: {FIVE}", 5),
        (QUESTION, "What do you ask first?", f"What do you ask first, {FIVE}?", 5),
        (QUESTION, "Which service it should be", f"Which service it should be {FIVE}", 5),
        (QUESTION, "Everything else follows from it.", f"Everything else follows from it {FIVE}.", 5),
        (QUESTION, "met in many ways.", f"met in many ways {FIVE}.", 5),
        (QUIZ, "title: A first quiz", f"title: A first quiz\nintro: {FIVE}", 5),
        (ACTIVITY, "Tell a change from a service.", f"Tell a change from a service {FIVE}.", 5),
        (ACTIVITY, "Sort the cards by yourself.", f"Sort the cards by yourself {FIVE}.", 5),
        (QUESTION, "Ask what it is for.", f"Ask what it is for {FIVE}.", 0),
        (QUESTION, "type: single", f"type: single\nhints: [{FIVE}]", 0),
        (ACTIVITY, "Ask what each service is for.", f"Ask what each service is for {FIVE}.", 0),
    ],
    ids=[
        "scenario",
        "stem",
        "option",
        "feedback on the right option",
        "rationale",
        "before a quiz",
        "aim of an activity",
        "how to do it alone",
        "feedback on another option",
        "hint",
        "debrief",
    ],
)
def test_what_a_learner_reads_is_counted(tmp_path: Path, file: str, old: str, new: str, more: int) -> None:
    text = (MINIMAL / file).read_text("utf-8")
    assert text.count(old) == 1
    assert words(overlaid(tmp_path, {file: text.replace(old, new)})) - words(MINIMAL) == more


def test_a_handout_is_read_and_a_note_for_facilitators_is_not(tmp_path: Path) -> None:
    file = "content/modules/first-module.md"
    text = (MINIMAL / file).read_text("utf-8")
    added = f"{text}\n:::{{handout}} To take home\n{FIVE}\n:::\n\n:::{{facilitator}}\n{FIVE}\n:::\n"
    assert words(overlaid(tmp_path, {file: added})) - words(MINIMAL) == 5
