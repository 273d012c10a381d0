"""`caselore stats` counts what a course holds, and README says the same of the course here."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from caselore import cli
from projects import CASES, MINIMAL, REFERENCE, overlaid


def counted(project: object) -> dict[str, object]:
    printed = CliRunner().invoke(cli.main, ["stats", str(project), "--format", "json"])
    assert printed.exit_code == 0, printed.output
    made = json.loads(printed.stdout)
    assert isinstance(made, dict)
    return made


def test_the_minimal_course_has_one_of_each() -> None:
    found = counted(MINIMAL)
    one = ("modules", "case_studies", "messages", "activities", "glossary_terms", "legal_notes", "outcomes", "sources")
    assert {key: found[key] for key in one} == dict.fromkeys(one, 1)
    assert found["questions"] == sum(found["questions_by_type"].values())  # type: ignore[attr-defined]


def test_the_reference_course_is_what_was_promised() -> None:
    found = counted(REFERENCE)
    least = {"modules": 8, "case_studies": 8, "messages": 20, "questions": 70, "question_types": 13, "activities": 14}
    least |= {"glossary_terms": 30, "legal_notes": 30, "outcomes": 18, "findings_used": 85}
    assert {key: found[key] for key, number in least.items() if found[key] < number} == {}  # type: ignore[operator]
    assert min(found["questions_by_type"].values()) >= 2  # type: ignore[attr-defined]
    assert max(found["reading_grade_by_module"].values()) <= 9.5  # type: ignore[attr-defined]
    tones = found["cases_by_tone"]
    assert tones["mixed"] >= 2 and tones["poor"] >= 1  # type: ignore[index]


def said(value: object) -> str:
    """Return a count, or several, as README says them."""
    return ", ".join(f"{name} {number}" for name, number in value.items()) if isinstance(value, dict) else f"{value:,}"


def test_the_tables_in_readme_are_up_to_date() -> None:
    found, readme = counted(REFERENCE), (REFERENCE / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (.*[0-9]) \|$", readme, re.MULTILINE))
    assert set(rows) >= {key.replace("_", " ") for key, value in found.items() if isinstance(value, dict)}
    assert {key: said(found[key.replace(" ", "_")]) for key in rows} == rows


def test_lists_of_words_with_a_fault_do_not_stop_the_count(tmp_path: Path) -> None:
    assert counted(overlaid(tmp_path / "course", {"content/words.yml": "set_terms: 3\n"})) == counted(MINIMAL)


def test_a_course_with_faults_is_counted_as_far_as_it_can_be_read() -> None:
    assert counted(CASES / "projects" / "broken")["modules"] == 1


def test_a_folder_without_a_course_is_refused(tmp_path: object) -> None:
    printed = CliRunner().invoke(cli.main, ["stats", str(tmp_path)])
    assert printed.exit_code == 1
    assert "caselore check says why" in printed.output
