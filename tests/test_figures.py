"""Figures: what is worked out from a source's numbers is exact, and shown with what it does not prove."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from caselore import pipeline
from caselore.documents.back_links import back_links
from caselore.documents.blocks import Heading, Note, Table
from caselore.documents.evidence import number, source_page
from caselore.model.figure import worked_out
from projects import MINIMAL, REFERENCE, overlaid

FIGURE = """
title: Visits
source: an-example
evidence: [{{finding: EX-01}}]
unit: £ a year
values:
  - {{id: a, label: The first, value: {first}}}
  - {{id: b, label: The second, value: {second}}}
derived:
  - {{label: Worked out, kind: {kind}, of: [a, b], value: {value}, decimals: {decimals}}}
does_not_prove: [Anything.]
"""


@pytest.mark.parametrize(
    ("kind", "first", "second", "value", "decimals"),
    [
        ("percent-less", "28206", "22927", "18.7", 1),
        ("percent-less", "670", "560", "16", 0),
        ("percent-less", "32441", "26278", "19.0", 1),
        ("percent-more", "22927", "28206", "23.03", 2),
        ("difference", "28206", "27629", "577", 0),
        ("difference", "0.3", "0.1", "0.2", 1),
        ("sum", "0.1", "0.2", "0.3", 1),
        ("sum", "56", "66", "122", 0),
        ("share", "1", "8", "13", 0),
        ("share", "1", "3", "33.333333", 6),
        ("difference", "1", "3.5", "-3", 0),
        ("sum", "999999999999", "0.000000001", "999999999999.000000", 6),
        ("percent-less", "5", "5", "0", 0),
    ],
)
def test_what_is_right_is_let_be(kind: str, first: str, second: str, value: str, decimals: int, tmp_path: Path) -> None:
    text = FIGURE.format(kind=kind, first=first, second=second, value=value, decimals=decimals)
    found = pipeline.check(overlaid(tmp_path / "course", {"content/figures/two-weeks.yml": text})).diagnostics
    assert [str(each) for each in found] == []


@pytest.mark.parametrize("value", ["18.6", "18.8", "18.72", "-18.7", "19", "0", "999999999999"])
def test_what_is_wrong_is_said_with_the_right_figure(value: str, tmp_path: Path) -> None:
    text = FIGURE.format(kind="percent-less", first=28206, second=22927, value=value, decimals=1)
    [found] = pipeline.check(overlaid(tmp_path / "course", {"content/figures/two-weeks.yml": text})).diagnostics
    assert found.code == "E501"
    assert "18.7" in found.hint


@pytest.mark.parametrize("kind", ["percent-less", "percent-more", "share"])
def test_nothing_is_divided_by_nought(kind: str) -> None:
    nought = (Decimal(0), Decimal(0))
    assert worked_out(kind, nought) is None
    assert worked_out(kind, (Decimal(1),)) is None
    assert worked_out(kind, (Decimal(1),) * 3) is None


def test_a_figure_stands_on_the_page_of_its_source_with_what_it_does_not_prove() -> None:
    course = pipeline.check(MINIMAL).course
    assert course is not None
    blocks = source_page(course, course.sources[0], back_links(course)).blocks
    assert [each.id for each in blocks if isinstance(each, Heading) and each.level == 3] == ["two-weeks"]
    [table] = [each for each in blocks if isinstance(each, Table)]
    assert [row[1] for row in table.rows] == ["8", "6", "25%"]
    assert [each.text for each in blocks if isinstance(each, Note)] == ["That anything was the better for it."]
    assert table.bars == (100, 75, None)


def test_a_number_with_a_note_counts_something_else_and_is_not_drawn(tmp_path: Path) -> None:
    text = (MINIMAL / "content/figures/two-weeks.yml").read_text(encoding="utf-8")
    noted = re.sub(r"(value: 6\n)", r"\1    note: Of another kind.\n", text)
    assert noted != text
    course = pipeline.check(overlaid(tmp_path / "course", {"content/figures/two-weeks.yml": noted})).course
    assert course is not None
    blocks = source_page(course, course.sources[0], back_links(course)).blocks
    [table] = [each for each in blocks if isinstance(each, Table)]
    assert table.bars == ()
    assert "Of another kind" not in str(table), "a note on what a number counts does not say where it comes from"
    [note] = [each.text for each in blocks if isinstance(each, Note) and each.kind == "numbers"]
    assert note.endswith(": Of another kind.")


@pytest.mark.parametrize(
    ("typed", "shown"), [("28206", "28,206"), ("18.70", "18.70"), ("-5279", "-5,279"), ("0.000000001", "0.000000001")]
)
def test_a_number_is_shown_as_it_is_read(typed: str, shown: str) -> None:
    assert number(Decimal(typed)) == shown


def test_a_number_may_rest_on_one_above_it_and_is_not_rounded_in_between(tmp_path: Path) -> None:
    text = """
title: Thirds
source: an-example
evidence: [{finding: EX-01}]
unit: visits
values:
  - {id: one, label: One, value: 1}
  - {id: three, label: Three, value: 3}
derived:
  - {id: third, label: A third, kind: share, of: [one, three], value: 33}
  - {label: Three of them, kind: sum, of: [third, third, third], value: 100.00, decimals: 2}
does_not_prove: [Anything.]
"""
    found = pipeline.check(overlaid(tmp_path / "course", {"content/figures/two-weeks.yml": text})).diagnostics
    assert [str(each) for each in found] == []


def test_the_sample_in_the_documents_is_right(tmp_path: Path) -> None:
    document = (REFERENCE / "docs/alignment.md").read_text("utf-8")
    sample = document.split("```yaml\n")[1].split("```")[0]
    sample = sample.replace("petch-2009", "an-example").replace("PR-11", "EX-01")
    found = pipeline.check(overlaid(tmp_path / "course", {"content/figures/two-weeks.yml": sample})).diagnostics
    assert [str(each) for each in found] == []
