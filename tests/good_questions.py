"""A good question of each type, in a trainer's words, for tests that change one thing in it."""

from __future__ import annotations

from typing import Any

SHARED: dict[str, Any] = {
    "id": "q-1",
    "stem": "What comes first?",
    "outcome": "lo-1",
    "bloom": "apply",
    "evidence": [{"finding": "R40-14"}],
    "rationale": "Start from the outcome.",
}
"""What every question has."""

THREE: list[dict[str, Any]] = [
    {"id": "a", "text": "Which outcome would this meet?", "correct": True, "feedback": "Yes."},
    {"id": "b", "text": "Has anyone done this before?", "correct": False, "feedback": "Useful later."},
    {"id": "c", "text": "What would the press say?", "correct": False, "feedback": "A fear, not a test."},
]
RIGHT_AND_WRONG: dict[str, Any] = {"feedback_right": "Yes.", "feedback_wrong": "Look at the plan again."}

GOOD: dict[str, dict[str, Any]] = {
    "single": {"options": THREE},
    "multi": {"options": [*THREE, THREE[0] | {"id": "d", "text": "What does his wife want?"}], "choose": 2},
    "true_false_why": {"answer": False, "feedback_true": "No.", "feedback_false": "Yes.", "reasons": THREE},
    "best_first_step": {
        "options": [
            {"id": "a", "text": "Agree outcomes", "weight": 2, "feedback": "Soundest."},
            {"id": "b", "text": "Ask the home", "weight": 1, "feedback": "Defensible."},
            {"id": "c", "text": "Refuse", "weight": 0, "feedback": "Weak."},
        ]
    },
    "match": {
        "pairs": [
            {"id": "dp", "left": "Direct payment", "right": "The person", "feedback": "They hold it."},
            {"id": "mb", "left": "Managed budget", "right": "The council", "feedback": "It holds it."},
            {"id": "nb", "left": "Notional budget", "right": "The council", "feedback": "An older word."},
        ],
        "distractors": ["Nobody"],
    },
    "categorise": {
        "categories": [{"id": "meets", "title": "Meets the plan"}, {"id": "ask", "title": "Ask more"}],
        "items": [
            {"id": "gym", "text": "Gym pass", "category": "meets", "feedback": "Strength and company."},
            {"id": "dog", "text": "A dog", "category": "ask", "feedback": "Which outcome?"},
            {"id": "train", "text": "Train ticket", "category": "meets", "feedback": "To his sister."},
        ],
    },
    "order": {
        "items": [
            {"id": "a", "text": "Contact"},
            {"id": "b", "text": "Assessment", "feedback": "Before any sum."},
            {"id": "c", "text": "Plan"},
        ]
    },
    "gap": {
        "text": "The test is the agreed {what}, and the budget is a {what-now}.",
        "gaps": [
            {"id": "what", "accept": ["outcome"], **RIGHT_AND_WRONG},
            {"id": "what-now", "accept": ["duty"], "options": ["duty", "favour"], **RIGHT_AND_WRONG},
        ],
    },
    "numeric": {"answer": 18.7, "unit": "%", "working": "Divide.", "tolerance": 0.05, **RIGHT_AND_WRONG},
    "short_answer": {"accept": ["Care Act 2014"], "model_answer": "The Care Act 2014."},
    "reflect": {"lines": 4, "model_points": ["A time you said no."]},
    "then_now": {
        "statement": "Every council must offer one.",
        "true_then": False,
        "true_now": True,
        "note": "law-pb-duty",
        "feedback_then": "It was policy.",
        "feedback_now": "It is a duty.",
    },
    "confidence": {"options": THREE},
}


def good(kind: str, **changes: Any) -> dict[str, Any]:
    """Return a good question of this type, with these fields changed."""
    return SHARED | {"type": kind} | GOOD[kind] | changes


def changed(things: list[dict[str, Any]], index: int, **changes: Any) -> list[dict[str, Any]]:
    """Return the list with one of its members changed."""
    return [thing | changes if at == index else thing for at, thing in enumerate(things)]
