"""Scores in Python, held to the table in tests/cases/scoring/."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from caselore.questions.interactions import Outcome
from caselore.questions.scoring import score, score_item
from caselore.questions.wire import wire
from scoring_cases import Case, cases

ALL = tuple(cases())
HOSTILE: tuple[object, ...] = (
    *(None, True, 0, -1, math.nan, math.inf, 10**400, "", "a", "\ud800", "\x00", b"a", Ellipsis, 1j),
    *(
        [],
        [None],
        [[]],
        [{}],
        ["a"] * 9999,
        [math.nan],
        (),
        ("a",),
        {"a"},
        {},
        {"a": []},
        {1: 2},
        {None: "x"},
    ),
)
SCORE_JS = Path(__file__).parents[1] / "templates" / "assets" / "learner" / "score.js"


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_the_table(case: Case) -> None:
    if case.alone:
        made = score(case.item.interactions[0], case.response)
    else:
        made = score_item(case.item, case.response)
    assert made.outcome is case.outcome
    assert made.maximum == case.maximum
    assert made.points == pytest.approx(case.points)


def test_the_table_is_long_and_has_every_type() -> None:
    assert len(ALL) >= 120
    assert {case.outcome for case in ALL} == set(Outcome)


@pytest.mark.parametrize("response", HOSTILE, ids=repr)
def test_no_answer_raises_or_earns_more_than_there_is(response: object) -> None:
    for item in {case.item for case in ALL}:
        everywhere = {each.id: response for each in item.interactions}
        for made in (score_item(item, response), score_item(item, everywhere)):
            assert 0 <= made.points <= made.maximum <= item.points


def test_the_wire_is_json_and_holds_no_words() -> None:
    for item in {case.item for case in ALL}:
        sent = json.dumps(wire(item), allow_nan=False)
        assert item.stem not in sent
        assert "feedback" not in sent


def test_the_mirror_is_small() -> None:
    assert len(gzip.compress(SCORE_JS.read_bytes(), 9, mtime=0)) <= 1600
