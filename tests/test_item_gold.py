"""The rules about items find what people have labelled in the gold set, and little else."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import items  # noqa: E402 (its folder had to be put on the path first)

TARGET = 0.95
halves = pytest.mark.parametrize("half", items.HALVES)
gold = cache(items.items)


@halves
def test_exact_flaws_are_found_and_clean_items_left_alone(half: str) -> None:
    total = items.total(items.counted(gold(), half))
    shown = "\n".join(items.differences(gold(), half))
    assert total.precision >= TARGET, shown
    assert total.recall >= TARGET, shown


@halves
def test_each_flaw_is_labelled(half: str) -> None:
    counts = items.counted(gold(), half)
    assert [flaw for flaw, count in counts.items() if not count.labelled] == []


def test_the_set_is_big_and_mixed_enough() -> None:
    assert len(gold()) >= 160
    assert len({each.name for each in gold()}) == len(gold())
    fields = Counter(each.field for each in gold())
    assert 0.4 <= fields["adult social care"] / len(gold()) <= 0.6
    assert len(fields) == 8
    for half in items.HALVES:
        assert sum(not each.flaws for each in gold() if each.half == half) >= 30


def test_labels_are_those_of_the_published_flaws() -> None:
    assert {flaw for each in gold() for flaw in each.flaws} == set(items.FLAWS)
    assert len(items.FLAWS) == 19
