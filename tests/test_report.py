"""Diagnostics are printed for people, programs and GitHub, whatever characters an author has typed."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from caselore.diagnostics import Diagnostic, Severity, Span, did_you_mean, ordered, printable, quoted
from caselore.report import MAX_LINE, as_github, as_json, as_text, by_file, next_steps, summary

FAULT = Diagnostic(
    Span("content/glossary.yml", 4, 3, 8),
    Severity.ERROR,
    "R101",
    "unknown key 'fuler'",
    "did you mean 'fuller'?",
    "  fuler: More.",
)
UNSAFE = "\x00\x07\x08\t\n\r\x1b[31m\x7f\x85\x9b\u061c\u200f\u2028\u202e\u2066\ufeff\ufffe\udcff"
"""What could clear a screen, ring a bell, turn the direction of writing, start a line, or not be encoded."""


def changed(**changes: object) -> Diagnostic:
    """Return the fault with some of its fields changed."""
    fields = {name: getattr(FAULT, name) for name in Diagnostic.__slots__}
    return Diagnostic(**{**fields, **changes})


def test_a_fault_as_text() -> None:
    assert as_text([FAULT]) == (
        "content/glossary.yml:4:3: error[R101]: unknown key 'fuler'\n"
        "    4 |   fuler: More.\n"
        "      |   ^^^^^ did you mean 'fuller'?\n"
    )


def test_a_fault_of_a_whole_file() -> None:
    fault = changed(span=Span("a.yml"), source_line="", hint="remove it")
    assert as_text([fault]) == "a.yml: error[R101]: unknown key 'fuler'\n      | remove it\n"
    assert as_text([changed(span=Span("a.yml"), source_line="", hint="")]).count("\n") == 1


@pytest.mark.parametrize(("column", "end"), [(1, 4), (61, 70), (500, 505), (1000, 1001), (1000, 3000), (700, 0)])
def test_the_place_is_in_view_on_a_long_line(column: int, end: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(1000))
    shown = as_text([changed(span=Span("a.yml", 1, column, end), source_line=line, hint="")]).splitlines()
    mark = shown[2].index("^")
    assert shown[1][mark] == line[column - 1]
    assert max(map(len, shown[1:])) <= MAX_LINE + 10
    assert shown[2].count("^") >= 1


def test_nothing_unsafe_reaches_a_terminal() -> None:
    fault = Diagnostic(
        Span(f"a{UNSAFE}.yml", 1, 2, 9), Severity.ERROR, "R101", f"x{UNSAFE}", f"y{UNSAFE}", f"z{UNSAFE}"
    )
    for shown in (as_text([fault]), as_github([fault]), as_json([fault])):
        shown.encode("utf-8")
        assert set(UNSAFE) & set(shown) <= {"[", "3", "1", "m", "\n"}
    assert as_text([fault]).count("\n") == 3
    assert as_github([fault]).count("\n") == 1


def test_a_tab_is_a_space_and_the_rest_a_question_mark() -> None:
    assert printable("a\tb\x1bc\u202ed") == "a b?c?d"
    assert printable("Café – “Tŷ” 一月 👩‍👩‍👧") == "Café – “Tŷ” 一月 👩‍👩‍👧"


def test_json_holds_all_that_is_known() -> None:
    [row] = json.loads(as_json([FAULT]))
    assert row == {
        "path": "content/glossary.yml",
        "line": 4,
        "column": 3,
        "end_column": 8,
        "severity": "error",
        "code": "R101",
        "message": "unknown key 'fuler'",
        "hint": "did you mean 'fuller'?",
    }
    assert json.loads(as_json([])) == []


def test_json_is_ascii_and_loses_nothing() -> None:
    text = "Tŷ “ \u202e \x1b 👩"
    shown = as_json([changed(message=text)])
    assert shown.isascii()
    assert json.loads(shown)[0]["message"] == text


def test_github_annotations() -> None:
    faults = [
        FAULT,
        changed(severity=Severity.WARNING, span=Span("a,b:c%.yml"), message="50% of: a\nb", hint=""),
        changed(severity=Severity.ADVICE),
    ]
    first, second, third = as_github(faults).splitlines()
    assert first == (
        "::error file=content/glossary.yml,line=4,col=3,title=R101::unknown key 'fuler' (did you mean 'fuller'?)"
    )
    assert second == "::warning file=a%2Cb%3Ac%25.yml,title=R101::50%25 of: a?b"
    assert third.startswith("::notice ")


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], "3 files read, nothing to complain about."),
        ([Severity.ERROR], "3 files read: 1 error."),
        ([Severity.ERROR] * 2 + [Severity.WARNING], "3 files read: 2 errors, 1 warning."),
        ([Severity.ADVICE] * 2, "3 files read: 2 advice."),
    ],
)
def test_summary(severities: list[Severity], expected: str) -> None:
    assert summary([changed(severity=each) for each in severities], 3) == expected
    assert summary([], 1) == "1 file read, nothing to complain about."


def test_faults_are_in_the_order_of_their_places_each_once() -> None:
    later = changed(span=Span("content/glossary.yml", 10, 1))
    other_file = changed(span=Span("case_studies/z.yml", 99, 1))
    same_place = changed(code="M301")
    assert ordered([later, FAULT, same_place, other_file, FAULT]) == (other_file, same_place, FAULT, later)


def test_did_you_mean() -> None:
    known = ["fuller", "feedback", "Term"]
    assert did_you_mean("fuler", known) == "did you mean 'fuller'?"
    assert did_you_mean("TERM", known) == "did you mean 'Term'?"
    assert did_you_mean("colour", known) == ""
    assert did_you_mean("f" * 10_000, known) == ""
    assert did_you_mean("x", []) == ""


def test_quoted_text_is_one_short_line() -> None:
    assert quoted("two\n words") == "'two words'"
    assert re.fullmatch(r"'x{59}…'", quoted("x" * 1_000_000))
    assert len(quoted("word " * 1_000_000)) <= 62


# --- by file -----------------------------------------------------------------------------------------------


def fault(path: str, line: int, severity: Severity = Severity.WARNING, code: str = "W101") -> Diagnostic:
    return Diagnostic(Span(path, line, 1, 3), severity, code, f"fault {line}", "mend it", "ab cd")


def test_one_fault_is_shown_as_it_is() -> None:
    assert by_file([FAULT]) == as_text([FAULT])
    assert by_file([]) == ""


def test_the_worst_file_and_in_it_the_worst_fault_come_first() -> None:
    found = [
        fault("a.yml", 1, Severity.ADVICE),
        fault("b.yml", 1),
        fault("b.yml", 2),
        fault("c.yml", 5),
        fault("c.yml", 9, Severity.ERROR, "R101"),
    ]
    lines = [line for line in by_file(found).splitlines() if ".yml" in line]
    assert lines == [
        "c.yml: 1 error, 1 warning",
        "c.yml:9:1: error[R101]: fault 9",
        "c.yml:5:1: warning[W101]: fault 5",
        "b.yml: 2 warnings",
        "b.yml:1:1: warning[W101]: fault 1",
        "b.yml:2:1: warning[W101]: fault 2",
        "a.yml: 1 advice",
        "a.yml:1:1: advice[W101]: fault 1",
    ]


@pytest.mark.parametrize(
    ("number", "shown", "more"),
    [
        (3, 3, ""),
        (4, 4, ""),
        (5, 3, "      + 2 more like this [W101], in lines 4, 5"),
        (15, 3, "      + 12 more like this [W101], in lines 4, 5, 6, 7, 8, 9, 10, 11, ..."),
    ],
)
def test_of_many_that_are_alike_a_few_are_shown(number: int, shown: int, more: str) -> None:
    found = [fault("a.yml", line) for line in range(1, number + 1)]
    text = by_file(found)
    assert text.count("warning[W101]") == shown
    assert text.endswith(f"{more}\n") or not more
    assert by_file(found, everything=True) == as_text(found)


def test_a_line_with_many_faults_is_named_once() -> None:
    found = [changed(span=Span("a.yml", line, column), message="x") for line in (3, 5) for column in range(1, 6)]
    assert by_file(found).endswith("      + 7 more like this [R101], in lines 3, 5\n")
    assert by_file(found[:5]).endswith("      + 2 more like this [R101], in line 3\n")


def test_faults_of_a_whole_file_have_no_lines_to_name() -> None:
    found = [changed(span=Span("a.yml"), message=str(number), source_line="") for number in range(6)]
    assert by_file(found).endswith("      + 3 more like this [R101]\n")


def test_colours_change_no_word() -> None:
    found = [fault("a.yml", 1), fault("b.yml", 1, Severity.ERROR), fault("b.yml", 2, Severity.ADVICE)]
    shown = by_file(found, colours=True)
    assert "\x1b[1;31merror[W101]\x1b[0m" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == by_file(found)
    unsafe = changed(span=Span("a\x1b[2J.yml", 1, 1), message="error[R101] \x1b[2J")
    assert "\x1b[2J" not in by_file([unsafe, FAULT], colours=True)


def test_what_to_do_next() -> None:
    assert next_steps([]) == ""
    assert next_steps([FAULT]) == "caselore explain R101 says what is meant and why it matters.\n"
    found = [fault("a.yml", line) for line in range(9)] + [fault("b.yml", 1, Severity.ADVICE, "X101")]
    assert next_steps(found) == (
        "No errors. Next come the warnings: W101 (9).\n"
        "caselore explain W101 says what is meant and why it matters.\n"
        "caselore check --all shows the 6 that are only counted above.\n"
    )
    assert "--all" not in next_steps(found, everything=True)
    many = [fault("a.yml", 1, Severity.ERROR, f"R{number}") for number in range(101, 109)]
    assert "R101, R102, R103, R104, R105, R106 and 2 other rules.\n" in next_steps(many)


def test_two_hundred_findings_fit_a_few_screens() -> None:
    found = [fault(f"{number % 8}.yml", number, code=f"W10{number % 3}") for number in range(1, 201)]
    assert len(by_file(found).splitlines()) < 300
    assert len(as_text(found).splitlines()) == 600


def test_advice_of_one_rule_in_many_files_is_shown_in_a_few() -> None:
    advice = [
        replace(FAULT, severity=Severity.ADVICE, code="L502", span=Span(f"content/law/law-{number:02}.yml", 1, 1, 2))
        for number in range(30)
    ]
    text = by_file(advice)
    assert text.count("advice[L502]") == 3
    assert text.endswith(
        "The same advice [L502] in 27 more files: "
        "content/law/law-03.yml, content/law/law-04.yml, content/law/law-05.yml, ...\n"
    )
    assert "the 27 that are only counted above" in next_steps(advice)
    assert by_file(advice, everything=True).count("advice[L502]") == 30
