"""Question types: each takes a good question, refuses bad ones in plain words, and lowers right."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from caselore.questions.interactions import (
    ChoiceInteraction,
    ExtendedTextInteraction,
    Item,
    MatchInteraction,
    OrderEntry,
    OrderInteraction,
    TextEntryInteraction,
)
from caselore.questions.lowering import text_id
from caselore.questions.registry import TYPES, AnyQuestion, lower
from caselore.questions.scoring import score
from caselore.questions.shuffle import shown_entries
from good_questions import GOOD, RIGHT_AND_WRONG, THREE, changed, good

QUESTION: TypeAdapter[Any] = TypeAdapter(AnyQuestion)
PAIRS, SORTED, GAPS = GOOD["match"]["pairs"], GOOD["categorise"]["items"], GOOD["gap"]["gaps"]
STEPS, ENTRIES = GOOD["best_first_step"]["options"], GOOD["order"]["items"]


def item(kind: str, **changes: Any) -> Item:
    return lower(QUESTION.validate_python(good(kind, **changes)))


def faults(kind: str, **changes: Any) -> dict[str, str]:
    """Return what is said of a bad question, by place."""
    with pytest.raises(ValidationError) as caught:
        QUESTION.validate_python(good(kind, **changes))
    return {".".join(map(str, each["loc"][1:])): each["msg"] for each in caught.value.errors()}


def test_every_type_is_registered_with_a_good_sample() -> None:
    assert len(TYPES) == 13
    for kind in GOOD:
        assert type(QUESTION.validate_python(good(kind))) in TYPES
        assert item(kind).rationale == "Start from the outcome."


BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("single", {"options": THREE[1:]}, "options", "none of these is correct; mark one"),
    ("single", {"options": THREE[:1]}, "options", "at least 2 items"),
    ("single", {"options": THREE * 2}, "options", "at most 5 items"),
    ("single", {"options": "a"}, "options", "this is a list"),
    ("single", {"options": changed(THREE, 1, correct=True)}, "options.1.correct", "only one of these can be"),
    ("single", {"options": changed(THREE, 1, id="a")}, "options.1.id", "the id 'a' is here twice"),
    ("single", {"options": changed(THREE, 1, text=THREE[0]["text"].upper())}, "options.1.text", "twice"),
    ("single", {"options": changed(THREE, 2, feedback="")}, "options.2.feedback", "write something here"),
    ("single", {"options": changed(THREE, 2, correct="yes")}, "options.2.correct", "write true or false"),
    ("single", {"evidence": []}, "evidence", "at least 1 item"),
    ("multi", {"choose": 3}, "choose", "choose says 3, but 2 of the options are marked correct"),
    ("multi", {"choose": 1}, "choose", "greater than or equal to 2"),
    ("multi", {"scoring": "some"}, "scoring", "'all' or 'per-option'"),
    ("multi", {"options": [each | {"correct": True} for each in THREE]}, "options", "one must be wrong"),
    ("true_false_why", {"answer": "false."}, "answer", "write true or false, without quotes"),
    ("true_false_why", {"reasons": THREE[1:]}, "reasons", "none of these is correct"),
    ("best_first_step", {"options": changed(STEPS, 0, weight=1)}, "options", "give one the weight 2"),
    ("best_first_step", {"options": changed(STEPS, 1, weight=2)}, "options.1.weight", "only one can be"),
    ("best_first_step", {"options": changed(STEPS, 1, weight=3)}, "options.1.weight", "equal to 2"),
    ("match", {"pairs": PAIRS[:2]}, "pairs", "at least 3 items"),
    ("match", {"pairs": changed(PAIRS, 1, left="direct payment")}, "pairs.1.left", "is here twice"),
    ("match", {"pairs": changed(PAIRS, 0, right="The council")}, "pairs", "nothing to choose"),
    ("match", {"distractors": ["The person"]}, "distractors.0", "this stands above already"),
    ("match", {"distractors": ["Nobody", "Nobody"]}, "distractors.1", "this stands above already"),
    ("match", {"distractors": ["A", "B", "C"]}, "distractors", "at most 2 items"),
    ("match", {"shuffle": False}, "shuffle", "this type would show its key; remove this line"),
    ("categorise", {"items": changed(SORTED, 1, category="aks")}, "items.1.category", "no category 'aks'"),
    ("categorise", {"categories": GOOD["categorise"]["categories"][:1]}, "categories", "at least 2 items"),
    ("order", {"shuffle": False}, "shuffle", "this type would show its key; remove this line"),
    ("order", {"items": changed(ENTRIES, 2, text="contact")}, "items.2.text", "is here twice"),
    ("gap", {"text": "The {what} and the {other}."}, "text", "no gap has the id 'other'"),
    ("gap", {"text": "The {what}."}, "gaps.1.id", "write {what-now} in the text where this gap belongs"),
    ("gap", {"text": "{what} {what} {what-now}"}, "text", "{what} more than once"),
    ("gap", {"gaps": changed(GAPS, 1, id="what")}, "gaps.1.id", "the id 'what' is here twice"),
    ("gap", {"gaps": changed(GAPS, 1, accept=["dooty"])}, "gaps.1.accept.0", "not among the options"),
    ("gap", {"gaps": changed(GAPS, 1, accept=["duty", "favour"])}, "gaps.1.options", "must be wrong"),
    ("gap", {"gaps": changed(GAPS, 1, options=["duty", "duty"])}, "gaps.1.options.1", "is here twice"),
    ("gap", {"gaps": changed(GAPS, 0, accept=[])}, "gaps.0.accept", "at least 1 item"),
    ("numeric", {"answer": "18,7"}, "answer", "write a number in digits"),
    ("numeric", {"tolerance": -1}, "tolerance", "greater than or equal to 0"),
    ("short_answer", {"accept": "Care Act"}, "accept", "this is a list"),
    ("reflect", {"lines": 0}, "lines", "greater than or equal to 1"),
    ("then_now", {"true_then": "maybe"}, "true_then", "write true or false"),
    ("confidence", {"options": THREE[1:]}, "options", "none of these is correct"),
    ("confidence", {"sure_left": "?"}, "sure_left", "Unexpected keyword argument"),
]


@pytest.mark.parametrize(("kind", "changes", "place", "words"), BAD)
def test_a_bad_question_is_refused_at_its_place(kind: str, changes: dict[str, Any], place: str, words: str) -> None:
    assert words in faults(kind, **changes)[place]


def test_every_fault_is_told_at_once() -> None:
    assert set(faults("gap", text="The {other}.")) == {"text", "gaps.0.id", "gaps.1.id"}
    assert set(faults("single", options=[THREE[0]] * 2)) == {"options.1.id", "options.1.text"}


@pytest.mark.parametrize("kind", GOOD)
def test_required_words_may_not_be_left_out(kind: str) -> None:
    for name in ("id", "stem", "outcome", "bloom"):
        question = good(kind)
        del question[name]
        with pytest.raises(ValidationError, match=name):
            QUESTION.validate_python(question)


def test_shared_fields_reach_the_item() -> None:
    made = item("single", scenario="He asked.", hints=["Think."], points=2, rationale="Why.")
    assert (made.id, made.stem, made.scenario) == ("q-1", "What comes first?", "He asked.")
    assert (made.hints, made.points, made.rationale) == (("Think.",), 2, "Why.")
    assert not made.all_or_nothing


def test_single() -> None:
    (asked,) = item("single", shuffle=False).interactions
    assert isinstance(asked, ChoiceInteraction)
    assert [(each.id, each.weight, each.feedback) for each in asked.choices][:2] == [
        ("a", 1, "Yes."),
        ("b", 0, "Useful later."),
    ]
    assert (asked.choose, asked.scored, asked.shuffle) == (1, True, False)


def test_multi() -> None:
    (asked,) = item("multi").interactions
    assert isinstance(asked, ChoiceInteraction)
    assert (asked.choose, asked.partial, asked.shuffle) == (2, False, True)
    (asked,) = item("multi", scoring="per-option").interactions
    assert isinstance(asked, ChoiceInteraction)
    assert asked.partial


def test_true_false_why() -> None:
    made = item("true_false_why")
    answer, why = made.interactions
    assert isinstance(answer, ChoiceInteraction)
    assert isinstance(why, ChoiceInteraction)
    assert [(each.id, each.weight, each.feedback) for each in answer.choices] == [
        ("true", 0, "No."),
        ("false", 1, "Yes."),
    ]
    assert [each.id for each in why.choices] == ["a", "b", "c"]
    assert (made.all_or_nothing, answer.shuffle, why.shuffle) == (True, False, True)


def test_best_first_step() -> None:
    (asked,) = item("best_first_step").interactions
    assert isinstance(asked, ChoiceInteraction)
    assert [each.weight for each in asked.choices] == [1, 0.5, 0]


def test_match_gives_equal_words_one_target() -> None:
    (asked,) = item("match").interactions
    assert isinstance(asked, MatchInteraction)
    assert [each.text for each in asked.targets] == ["The person", "The council", "Nobody"]
    assert [each.target for each in asked.rows] == [
        text_id("The person"),
        text_id("The council"),
        text_id("The council"),
    ]
    assert (asked.partial, asked.shuffle) == (True, "targets")


def test_categorise() -> None:
    (asked,) = item("categorise").interactions
    assert isinstance(asked, MatchInteraction)
    assert [(each.id, each.target) for each in asked.rows][:2] == [("gym", "meets"), ("dog", "ask")]
    assert [each.id for each in asked.targets] == ["meets", "ask"]
    assert asked.shuffle == "rows"


def test_order() -> None:
    (asked,) = item("order").interactions
    assert isinstance(asked, OrderInteraction)
    assert [(each.id, each.feedback) for each in asked.entries][:2] == [("a", ""), ("b", "Before any sum.")]


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_things_to_order_are_shown_far_from_their_order(count: int) -> None:
    entries = tuple(OrderEntry(id=f"entry-{n}", text=str(n)) for n in range(count))
    for number in range(500):
        shown = shown_entries(f"question-{number}", OrderInteraction(id="answer", entries=entries))
        assert sorted(each.text for each in shown) == [each.text for each in entries]
        asked = OrderInteraction(id="answer", entries=entries)
        assert score(asked, [each.id for each in shown]).points == 0, "left as it is, it would earn something"
        misplaced = [each for each, right in zip(shown, entries, strict=True) if each != right]
        assert len(misplaced) > 2 or count == 3, "one swap puts it right"


def test_things_to_order_are_shown_the_same_each_time_and_not_all_alike() -> None:
    entries = tuple(OrderEntry(id=f"entry-{n}", text=str(n)) for n in range(5))
    asked = OrderInteraction(id="answer", entries=entries)
    assert shown_entries("a-question", asked) == shown_entries("a-question", asked)
    assert len({shown_entries(f"question-{number}", asked) for number in range(100)}) > 15


def test_gap() -> None:
    made = item("gap")
    typed, chosen = made.interactions
    assert made.gap_text.startswith("The test is the agreed {what},")
    assert typed == TextEntryInteraction(id="what", accept=("outcome",), **RIGHT_AND_WRONG)
    assert isinstance(chosen, ChoiceInteraction)
    assert [(each.text, each.weight, each.feedback) for each in chosen.choices] == [
        ("duty", 1, "Yes."),
        ("favour", 0, "Look at the plan again."),
    ]


def test_numeric() -> None:
    (asked,) = item("numeric").interactions
    assert isinstance(asked, TextEntryInteraction)
    assert (asked.number, asked.tolerance, asked.unit) == (18.7, 0.05, "%")
    assert asked.model_points == ("Divide.",)


def test_short_answer_is_marked_only_with_words_to_mark_it_by() -> None:
    (asked,) = item("short_answer").interactions
    assert isinstance(asked, TextEntryInteraction)
    assert (asked.accept, asked.model_points) == (("Care Act 2014",), ("The Care Act 2014.",))
    (asked,) = item("short_answer", accept=[], lines=2).interactions
    assert asked == ExtendedTextInteraction(id="answer", model_points=("The Care Act 2014.",), lines=2)


def test_reflect_needs_no_evidence() -> None:
    (asked,) = item("reflect", evidence=[]).interactions
    assert asked == ExtendedTextInteraction(id="answer", model_points=("A time you said no.",), lines=4)


def test_then_now() -> None:
    (asked,) = item("then_now").interactions
    assert isinstance(asked, MatchInteraction)
    assert asked.prompt == "Every council must offer one."
    assert [(each.id, each.target, each.feedback) for each in asked.rows] == [
        ("then", "not-true", "It was policy."),
        ("now", "true", "It is a duty."),
    ]
    assert (asked.partial, asked.shuffle) == (False, "none")


def test_confidence_has_a_kind_word_for_each_way() -> None:
    made = item("confidence", sure_wrong="A surprise.")
    answer, sure = made.interactions
    assert isinstance(answer, ChoiceInteraction)
    assert isinstance(sure, ChoiceInteraction)
    assert (answer.scored, sure.scored, sure.shuffle) == (True, False, False)
    notes = dict(made.notes)
    assert set(notes) == {f"{each.id}-{how}" for each in sure.choices for how in ("right", "wrong")}
    assert notes["sure-wrong"] == "A surprise."
    assert notes["fairly-right"] == notes["guessing-right"]
    assert all(notes.values())
