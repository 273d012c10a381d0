"""What a session and a module need on paper: the right sheets, and the same number of copies wherever it is said."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from caselore import pipeline
from caselore.checks.sessions import needs_what_is_not_there
from caselore.documents.back_links import back_links
from caselore.documents.blocks import Prose
from caselore.documents.paper.guide import PEOPLE, print_list
from caselore.documents.paper.print_list import for_activity
from caselore.documents.paper.session_pack import needed, needs, numbers_asked, run_sheet
from caselore.documents.slides.decks import session_deck
from caselore.model.activity import Activity, Card, Handout
from caselore.model.course import Course
from projects import MINIMAL, REFERENCE, overlaid

HANDOUT = "\n:::{handout} Ways to hold the money\nGo through it together.\n:::\n"
SESSION = """\
title: Ten minutes
start: "9.30"
minutes: 10
people: 7
audience: [Everybody]
purpose: To try it.
parts:
  - {minutes: 10, title: All of it, sheets: [SHEET]}
"""


@pytest.fixture(scope="module")
def reference() -> Course:
    course = pipeline.check(REFERENCE).course
    assert course is not None
    return course


def with_handout(folder: Path, sheet: str) -> pipeline.Checked:
    module = (MINIMAL / "content/modules/first-module.md").read_text("utf-8")
    files = {
        "content/modules/first-module.md": module + HANDOUT,
        "content/sessions/ten.yml": SESSION.replace("SHEET", sheet),
    }
    return pipeline.check(overlaid(folder, files))


@pytest.mark.parametrize(
    ("group", "people", "sets"),
    [("solo", 7, 7), ("pairs", 12, 6), ("pairs", 7, 4), ("threes", 12, 4), ("threes", 10, 4), ("whole", 12, 1)],
)
def test_there_are_as_many_sets_of_cards_as_groups(reference: Course, group: str, people: int, sets: int) -> None:
    cards = Handout(cards=(Card(id="a", text="A", likely="Here."),))
    activity = dataclasses.replace(reference.activities[0], group=group, handout=cards)
    assert [(need.kind, need.copies) for need in for_activity(activity, people)] == [("sorting-cards", sets)]


def test_cards_for_the_whole_room_are_in_large_print(reference: Course) -> None:
    activity = reference.by_id["risk-two-ways"]
    assert isinstance(activity, Activity)
    assert "in large print" in next(for_activity(activity, 12)).how


def test_guide_and_session_ask_for_the_same_number_of_copies(reference: Course) -> None:
    said = {
        (need.kind, need.of, need.title): need.copies
        for module in reference.modules
        for need in print_list(reference, module)
    }
    compared = [
        (said[key], need.copies, key)
        for session in reference.sessions
        if session.people == PEOPLE
        for need in needs(reference, session)
        if (key := (need.kind, need.of, need.title)) in said
    ]
    assert len(compared) > 50
    assert [each for each in compared if each[0] != each[1]] == []


def test_what_an_activity_says_it_needs_is_what_is_printed(reference: Course) -> None:
    groups = {"pair": "pairs", "group of three": "threes"}
    said = {
        activity.id: groups[found[1]]
        for activity in reference.activities
        for text in activity.materials
        if (found := re.search(r"[Ss]et of \w+ cards.* for each (pair|group of three)", text))
    }
    assert len(said) >= 8
    assert {activity.id: activity.group for activity in reference.activities if activity.id in said} == said


def test_a_modules_handout_comes_with_the_module(reference: Course) -> None:
    [module] = (each for each in reference.modules if each.id == "holding-the-money")
    assert "Ways to hold the money" in {need.title for need in print_list(reference, module)}
    for name in ("half-day-b", "day"):
        [session] = (each for each in reference.sessions if each.id == name)
        assert [(need.of, need.copies) for need in needs(reference, session) if need.kind == "handout"] == [
            ("holding-the-money", 12)
        ]


def test_a_session_names_a_handout_without_its_module(tmp_path: Path) -> None:
    course = with_handout(tmp_path, "ways-to-hold-the-money").course
    assert course is not None
    [session] = (each for each in course.sessions if each.id == "ten")
    assert [(need.kind, need.title, need.copies) for need in needs(course, session)] == [
        ("handout", "Ways to hold the money", 7)
    ]
    assert needed(course, session.parts[0]) == ("Ways to hold the money",)


def test_a_sheet_that_there_is_not_is_named(tmp_path: Path) -> None:
    found = [each for each in with_handout(tmp_path, "ways-to-hold-money").diagnostics if each.code == "P107"]
    assert [each.message for each in found] == ["there is no sheet 'ways-to-hold-money'"]
    assert "ways-to-hold-the-money" in found[0].hint


def test_a_run_sheet_gives_the_numbers_of_the_questions_that_are_asked(reference: Course) -> None:
    [session] = (each for each in reference.sessions if each.id == "half-day-a")
    [part] = (each for each in session.parts if each.quiz == "two-days-later")
    assert numbers_asked(reference, part) == (2, 3, 5)
    texts = [
        block.text
        for block in run_sheet(reference, session, back_links(reference)).document.blocks
        if isinstance(block, Prose)
    ]
    assert "Ask these questions of the quiz paper: 2, 3, 5." in texts


def test_slides_show_only_the_questions_that_are_asked(reference: Course) -> None:
    [session] = (each for each in reference.sessions if each.id == "half-day-a")
    kickers = [slide.kicker for slide in session_deck(reference, session).slides]
    shown = {kicker.split(" · ")[0] for kicker in kickers if kicker.endswith("of 5 · Two days later: modules 1 to 3")}
    assert shown == {f"Question {number} of 5" for number in (2, 3, 5)}


@pytest.mark.parametrize("story", ["staying-together", "two-mornings-at-the-workshop"])
def test_a_quiz_about_a_story_that_was_dropped_is_found(reference: Course, story: str) -> None:
    [day] = (each for each in reference.sessions if each.id == "day")
    kept = tuple(each if each.case != story else dataclasses.replace(each, case=None) for each in day.parts)
    assert kept != day.parts
    course = dataclasses.replace(reference, sessions=(dataclasses.replace(day, parts=kept),))
    assert not list(needs_what_is_not_there.find(dataclasses.replace(reference, sessions=(day,))))
    messages = [fault.message for fault in needs_what_is_not_there.find(course)]
    assert any(f"about the case study '{story}', which nothing before it brings" in each for each in messages)


def test_the_second_of_a_pair_brings_the_sheet_for_later(reference: Course) -> None:
    [session] = (each for each in reference.sessions if each.id == "pair-two")
    assert [need.copies for need in needs(reference, session) if need.kind == "evaluation-later"] == [12]
