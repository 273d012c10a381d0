"""Each rule has a page that says what, why, and shows what is wrong and what is right; the samples are run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselore import pipeline
from caselore.cli import main
from caselore.diagnostics import Rule, Severity
from caselore.manual import FAMILIES, RULES, as_markdown
from caselore.resources import templates_folder
from projects import MINIMAL, OF_A_WHOLE, REFERENCE, fenced, overlaid

BASES = (MINIMAL, templates_folder() / "init")
"""The samples hold on both: the course that tests use, and the one that `caselore init` gives a trainer."""

WITHOUT_SAMPLES = {
    "F101": "a course that is not there",
    "F102": "a link",
    "F103": "a device",
    "F105": "two files whose names differ in capitals, which not every disk can hold",
    "H101": "what another site says",
    "H102": "what another site says",
    "H103": "what another site says",
    "H104": "what another site says",
    "L509": "a note on law and a question",
    "Q201": "a quiz of eight questions",
    "Q202": "a quiz of eight questions",
    "Q205": "five questions of one module",
    "R204": "a whole story",
    **dict.fromkeys(("S601", "S602", "S603", "S604"), "a whole story and its consent"),
    **dict.fromkeys(("S607", "S611", "S612", "S613", "S614", "S615", "S616", "S617"), "whole stories"),
    "S626": "a whole story",
    "S627": "a whole story",
    "A523": "a whole module",
    "A525": "a long story",
    "Y108": "a file that is not text",
    "Y109": "a file of more than 1 MiB",
}
"""What cannot be shown as a few lines of a file. Cases in tests/cases/diagnostics show these."""

ONLY_PEOPLE = {"L502", "L513", "L514", "S617"}
"""Advice that only a review can settle; a sample of course.yml need not pretend that there was one."""

rules = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
bases = pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)


def words_of(rule: Rule) -> str:
    """Return what a page says between its title and its samples."""
    return rule.page.strip().partition("\n")[2].split("Failing:")[0].strip()


def samples(rule: Rule, heading: str) -> dict[str, str]:
    """Return the files that stand under `Failing:` or `Passing:` on a rule's page."""
    parts = re.split(r"^(Failing|Passing):$", rule.page, flags=re.MULTILINE)
    text = parts[parts.index(heading) + 1] if heading in parts else ""
    return {block.info: block.body for block in fenced(text)}


def codes(project: Path) -> set[str]:
    return {each.code for each in pipeline.check(project).diagnostics}


def test_codes_are_unique_and_of_a_known_family() -> None:
    found = [rule.code for rule in RULES]
    assert len(found) == len(set(found))
    letters = "".join(letter for letter, _ in FAMILIES)
    assert [code for code in found if not re.fullmatch(f"[{letters}][1-9][0-9]{{2}}", code)] == []


@rules
def test_a_page_has_a_title_and_says_why(rule: Rule) -> None:
    title, _, rest = rule.page.strip().partition("\n")
    assert re.fullmatch(r"[A-Z].{4,70}\.", title)
    assert rest.startswith("\n"), "an empty line comes after the title"
    assert len(re.findall(r"[.!?:](?=\s|$)", words_of(rule))) >= 2, "say what, and why it matters"
    assert max(map(len, rule.page.splitlines())) <= 110


@rules
def test_a_page_shows_what_is_wrong_and_what_is_right(rule: Rule) -> None:
    shown = bool(samples(rule, "Failing")) and bool(samples(rule, "Passing"))
    assert shown == (rule.code not in WITHOUT_SAMPLES)


@bases
def test_a_base_has_no_fault(base: Path, tmp_path: Path) -> None:
    assert codes(overlaid(tmp_path / "course", {}, base=base)) == set()


@bases
@rules
def test_the_failing_sample_brings_up_the_rule(rule: Rule, base: Path, tmp_path: Path) -> None:
    if files := samples(rule, "Failing"):
        assert rule.code in codes(overlaid(tmp_path / "course", files, base=base))


@bases
@rules
def test_the_passing_sample_is_right(rule: Rule, base: Path, tmp_path: Path) -> None:
    """It may name a learning outcome that a base does not have, and the rest of a course would use it."""
    found = codes(overlaid(tmp_path / "course", samples(rule, "Passing"), base=base))
    assert found - ONLY_PEOPLE <= {"R202", *OF_A_WHOLE} - {rule.code}


@rules
def test_explain_prints_the_page(rule: Rule) -> None:
    for code in (rule.code, rule.code.lower()):
        printed = CliRunner().invoke(main, ["explain", code])
        assert printed.exit_code == 0
        assert printed.output == f"{rule.code} ({rule.severity.word})\n\n{rule.page.strip()}\n"


def test_explain_lists_all_rules() -> None:
    printed = CliRunner().invoke(main, ["explain", "--list"]).output.splitlines()
    assert [line.split()[0] for line in printed[:-1]] == [rule.code for rule in RULES]
    assert printed[-1].startswith(f"{len(RULES)} rules")


def test_a_page_of_advice_says_when_to_leave_it_alone() -> None:
    advice = [rule for rule in RULES if rule.severity is Severity.ADVICE]
    assert [rule.code for rule in advice if not re.search(r"leave|left", words_of(rule), re.IGNORECASE)] == []


def test_the_document_of_rules_is_up_to_date() -> None:
    tool = REFERENCE / "tools" / "write-rules"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_document_of_rules_has_each_page() -> None:
    document = as_markdown()
    assert re.findall(r"^### (\S+)$", document, re.MULTILINE) == [
        rule.code for letter, _ in FAMILIES for rule in RULES if rule.code.startswith(letter)
    ]
    assert all(rule.title in document for rule in RULES)
    assert document.count("```") % 2 == 0
