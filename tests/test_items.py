"""Items: what is made of them for the page, whatever question they came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter

from caselore.model.case_study import CaseStudy, DecisionOption, DecisionPoint
from caselore.questions.decision import decision
from caselore.questions.fingerprint import fingerprint
from caselore.questions.interactions import (
    ChoiceInteraction,
    Item,
    MatchInteraction,
    OrderInteraction,
    Outcome,
)
from caselore.questions.reflect import reflection
from caselore.questions.registry import AnyQuestion, lower
from caselore.questions.scoring import score_item
from caselore.questions.shuffle import shown_choices, shown_entries, shown_rows, shown_targets
from caselore.questions.wire import wire
from good_questions import GOOD, THREE, changed, good

QUESTION: TypeAdapter[Any] = TypeAdapter(AnyQuestion)
MANY = [f"q-{number}" for number in range(200)]


def item(kind: str, **changes: Any) -> Item:
    return lower(QUESTION.validate_python(good(kind, **changes)))


def asked(kind: str, **changes: Any) -> Any:
    return item(kind, **changes).interactions[0]


def test_a_decision_point_becomes_an_item() -> None:
    point = DecisionPoint(
        after="Before",
        situation="Suppose the home says no.",
        question="What do you do first?",
        options=(
            DecisionOption(id="a", text="Agree outcomes", weight=2, feedback="Soundest."),
            DecisionOption(id="b", text="Ask the home", weight=1, feedback="Defensible."),
        ),
        rationale="Start from what he wants.",
    )
    case = object.__new__(CaseStudy)  # only two of its many fields matter here
    object.__setattr__(case, "id", "day-care")
    object.__setattr__(case, "decision_point", point)
    made = decision(case)
    assert (made.id, made.stem) == ("day-care--decision", "What do you do first?")
    assert made.scenario == "Suppose the home says no."
    assert score_item(made, {"answer": ["b"]}).outcome is Outcome.PARTLY


def test_a_prompt_in_a_page_becomes_an_item() -> None:
    made = reflection("module-3--reflect-1", "When did you last say no?", lines=3)
    assert (made.id, made.stem) == ("module-3--reflect-1", "When did you last say no?")
    assert score_item(made, {"answer": "Last week."}).outcome is Outcome.UNSCORED


def test_shuffling_keeps_everything_and_is_the_same_each_time() -> None:
    choice: ChoiceInteraction = asked("single")
    shown = {name: shown_choices(name, choice) for name in MANY}
    assert all(set(each) == set(choice.choices) for each in shown.values())
    assert len(set(shown.values())) == 6
    assert shown == {name: shown_choices(name, choice) for name in MANY}
    assert shown_choices("q-1", replace(choice, choices=choice.choices[::-1])) == shown["q-1"]


def test_the_right_option_stands_in_each_place_about_as_often() -> None:
    places = [shown_choices(name, asked("single")).index(asked("single").choices[0]) for name in MANY]
    assert all(45 <= places.count(place) <= 90 for place in range(3))


def test_shuffling_can_be_turned_off() -> None:
    choice, sort = asked("single", shuffle=False), asked("categorise", shuffle=False)
    for name in MANY:
        assert shown_choices(name, choice) == choice.choices
        assert shown_rows(name, sort) == sort.rows


def test_a_match_shuffles_one_side() -> None:
    match: MatchInteraction = asked("match")
    sort: MatchInteraction = asked("categorise")
    assert all(shown_rows(name, match) == match.rows for name in MANY)
    assert all(shown_targets(name, match) != match.targets for name in MANY)
    assert len({shown_rows(name, sort) for name in MANY}) == 6
    assert all(shown_targets(name, sort) == sort.targets for name in MANY)


def test_an_order_never_shows_its_key() -> None:
    order: OrderInteraction = asked("order")
    shown = [shown_entries(name, order) for name in MANY]
    assert all(set(each) == set(order.entries) for each in shown)
    assert order.entries not in shown
    assert len(set(shown)) > 1


SAME: list[tuple[str, dict[str, Any]]] = [
    ("single", {"rationale": "Put better.", "hints": ["A hint."], "points": 3, "shuffle": False}),
    ("single", {"options": THREE[::-1]}),
    ("single", {"options": changed(THREE, 0, feedback="Yes, because.")}),
    ("single", {"stem": "What\n  comes first? "}),
    ("single", {"tags": ["law"], "evidence": [{"finding": "R40-15"}], "difficulty": 2}),
    ("multi", {"scoring": "per-option"}),
    ("match", {"pairs": GOOD["match"]["pairs"][::-1]}),
    ("categorise", {"items": GOOD["categorise"]["items"][::-1]}),
    ("order", {"items": changed(GOOD["order"]["items"], 0, feedback="First.")}),
    ("numeric", {"working": "Divide, then round."}),
    ("reflect", {"lines": 9, "model_points": []}),
    ("confidence", {"sure_right": "Good."}),
]
EDITED: list[tuple[str, dict[str, Any]]] = [
    ("single", {"stem": "What comes last?"}),
    ("single", {"scenario": "He asked."}),
    ("single", {"options": changed(THREE, 1, text="Has anyone tried this?")}),
    ("single", {"options": changed(THREE, 1, id="z")}),
    ("single", {"options": THREE[:2]}),
    ("single", {"options": changed(changed(THREE, 0, correct=False), 1, correct=True)}),
    ("true_false_why", {"answer": True}),
    ("best_first_step", {"options": changed(GOOD["best_first_step"]["options"], 2, weight=1)}),
    ("match", {"pairs": changed(GOOD["match"]["pairs"], 1, right="The person")}),
    ("match", {"distractors": []}),
    ("categorise", {"items": changed(GOOD["categorise"]["items"], 0, category="ask")}),
    ("order", {"items": GOOD["order"]["items"][::-1]}),
    ("gap", {"text": "The budget is a {what-now}; the test is the {what}."}),
    ("numeric", {"answer": 18.8}),
    ("numeric", {"tolerance": 0}),
    ("numeric", {"unit": "hours"}),
    ("short_answer", {"accept": ["Care Act"]}),
    ("then_now", {"true_then": True}),
]


@pytest.mark.parametrize(("kind", "changes"), SAME)
def test_an_answer_outlives_changes_beside_the_question(kind: str, changes: dict[str, Any]) -> None:
    assert fingerprint(item(kind, **changes)) == fingerprint(item(kind))


@pytest.mark.parametrize(("kind", "changes"), EDITED)
def test_an_edited_question_is_known_by_its_fingerprint(kind: str, changes: dict[str, Any]) -> None:
    assert fingerprint(item(kind, **changes)) != fingerprint(item(kind))


def test_fingerprints_do_not_change_with_the_builder() -> None:
    """Learners' saved answers depend on them: if this fails, old answers will be called edited."""
    pinned = {
        "single": "af349ab83a0b",
        "gap": "af34577a2657",
        "order": "31ecfee533f4",
        "numeric": "caed84c3e1a5",
        "reflect": "a942dea35d10",
    }
    assert {kind: fingerprint(item(kind)) for kind in pinned} == pinned


def test_the_wire_has_the_key_and_no_more() -> None:
    assert wire(item("single")) == {"parts": [{"id": "answer", "kind": "choice", "key": {"a": 1, "b": 0, "c": 0}}]}
    assert wire(item("order", points=2)) == {
        "points": 2,
        "parts": [{"id": "answer", "kind": "order", "key": ["a", "b", "c"], "partial": True}],
    }
    assert wire(item("then_now")) == {
        "parts": [{"id": "answer", "kind": "match", "key": {"then": "not-true", "now": "true"}}]
    }
    assert wire(item("multi"))["parts"][0]["choose"] == 2  # type: ignore[index]
    assert wire(item("true_false_why"))["all"] is True
    assert wire(item("reflect")) == {"parts": [{"id": "answer", "kind": "open"}]}
    assert wire(item("confidence"))["parts"][1] == {"id": "sure", "kind": "open"}  # type: ignore[index]
    assert wire(item("short_answer"))["parts"] == [{"id": "answer", "kind": "text", "key": ["care act 2014"]}]
    assert wire(item("numeric"))["parts"] == [
        {
            "id": "answer",
            "kind": "number",
            "key": 18.7,
            "units": ("", "%", "per cent", "percent"),
            "tolerance": 0.05,
        }
    ]
