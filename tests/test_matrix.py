"""The matrix: each outcome with what serves it, in the terminal, as CSV, and on the trainers' page."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caselore import pipeline, report
from caselore.cli import main
from caselore.documents.alignment import alignment_page, matrix
from caselore.documents.blocks import Bullets, Prose, Table
from caselore.documents.compose import compose_site
from caselore.model.course import Course
from projects import MINIMAL, REFERENCE, overlaid

MODULE = """---
title: {title}
order: {order}
summary: A module.
duration_min: {{self_study: 10, workshop: 10}}
outcomes:
  - {{id: say-it, statement: {statement}, bloom: apply}}
  - {{id: mean-it, statement: Say it as you mean it, bloom: apply, kind: value}}
supervision_prompt: What did you say?
---
{body}
"""
REFLECTION = "type: reflect\nstem: What did you say?\noutcome: mean-it\nbloom: apply\n"


def module(title: str = "Second", statement: str = "Say it", body: str = "Say it.", order: int = 2) -> str:
    return MODULE.format(title=title, statement=statement, body=body, order=order)


def run(*arguments: object) -> Result:
    """Run a command within this process; what escapes from it is a fault of ours."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def course_of(project: Path) -> Course:
    course = pipeline.check(project).course
    assert course is not None
    return course


@pytest.fixture
def gaps(tmp_path: Path) -> Path:
    """A course with an outcome that nothing serves, and one that only a reflection does."""
    files = {"content/modules/second.md": module(), "content/questions/my-words.yml": REFLECTION}
    return overlaid(tmp_path / "course", files)


def test_a_row_names_what_serves_an_outcome() -> None:
    [row] = matrix(course_of(MINIMAL))
    assert (row.outcome, row.bloom) == ("say-what-changes", "apply")
    assert row.activities == ("cards-to-sort",)
    assert row.questions == ("a-first-question",)
    assert row.reflections == ()
    assert row.messages == ("pm-ask-first",)
    assert row.gaps == ()


def test_gaps_are_said_in_words(gaps: Path) -> None:
    rows = {row.outcome: row for row in matrix(course_of(gaps))}
    assert rows["say-it"].gaps == ("nothing practises it", "nothing tests it")
    assert rows["mean-it"].gaps == ()
    assert rows["mean-it"].reflections == ("my-words",)


def test_an_opening_need_not_be_tested(tmp_path: Path) -> None:
    project = overlaid(tmp_path / "course", {"content/modules/opening.md": module(order=0)})
    found = [row.gaps for row in matrix(course_of(project)) if row.outcome == "say-it"]
    assert found == [("nothing practises it",)]


def test_a_page_without_anything_to_learn_from_teaches_nothing(tmp_path: Path) -> None:
    body = ":::{facilitator}\nSay it.\n:::"
    project = overlaid(tmp_path / "course", {"content/modules/second.md": module(body=body)})
    assert "nothing teaches it" in next(row.gaps for row in matrix(course_of(project)) if row.outcome == "say-it")


# --- In the terminal ---------------------------------------------------------------------------------------


def test_the_text_marks_gaps_and_counts_them(gaps: Path) -> None:
    done = run("matrix", gaps)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "  say-it (apply): Say it\n    activities    -\n    questions     -\n" in done.stdout
    assert "    GAP: nothing practises it\n    GAP: nothing tests it\n" in done.stdout
    assert done.stdout.endswith("3 outcomes, 2 gaps.\n")


def test_the_text_fits_into_a_hundred_columns() -> None:
    lines = run("matrix", REFERENCE).stdout.splitlines()
    assert max(map(len, lines)) <= 100
    assert all(line == line.rstrip() for line in lines)


def test_two_modules_of_one_title_are_both_there(tmp_path: Path) -> None:
    project = overlaid(tmp_path / "course", {"content/modules/second.md": module(title="First module")})
    assert run("matrix", project).stdout.count("First module\n") >= 1
    assert "3 outcomes" in run("matrix", project).stdout


def test_a_course_with_faults_is_shown_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    faulty = module(body=":::{quiz} nobody\n:::\n\n:::{message} nobody-either\n:::")
    done = run("matrix", overlaid(tmp_path / "course", {"content/modules/second.md": faulty}))
    assert done.exit_code == 0
    assert "some of the course may be missing here; caselore check finds 2 errors" in done.stderr
    assert "say-it" in done.stdout


@pytest.mark.parametrize("form", ["text", "csv"])
def test_a_folder_without_a_course(form: str, tmp_path: Path) -> None:
    done = run("matrix", tmp_path, "--format", form)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no content/course.yml here" in done.stderr


def test_an_unknown_format_is_wrong_usage() -> None:
    assert run("matrix", MINIMAL, "--format", "xlsx").exit_code == 2


# --- As CSV ------------------------------------------------------------------------------------------------


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_csv_is_as_the_standard_has_it(gaps: Path) -> None:
    raw = run("matrix", gaps, "--format", "csv").stdout_bytes
    assert raw.count(b"\r\n") == raw.count(b"\n") == 4
    head, *rows = read(raw.decode("utf-8"))
    assert head == [
        "module", "outcome", "statement", "level", "activities", "questions", "reflections", "messages", "gaps",
    ]  # fmt: skip
    assert {len(row) for row in rows} == {9}
    assert rows[1][-1] == "nothing practises it; nothing tests it"


@pytest.mark.parametrize(
    "statement",
    ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "|calc", "%x", '=HYPERLINK("http://x","y")', "＝1", "﹣1", "＠x"],
)
def test_no_cell_is_a_formula(statement: str, tmp_path: Path) -> None:
    typed = "'" + statement.replace("'", "''") + "'"
    project = overlaid(tmp_path / "course", {"content/modules/second.md": module(title=typed, statement=typed)})
    rows = read(run("matrix", project, "--format", "csv").stdout_bytes.decode("utf-8"))
    cells = [cell for row in rows for cell in row if statement.strip() in cell]
    assert len(cells) == 3  # the title stands in two rows
    assert all(cell.startswith("'") for cell in cells)


@pytest.mark.parametrize("statement", ['Say "it", plainly', "Say it; then stop", "Sag es, Ïß 🙂", "Don’t say it"])
def test_any_words_come_back_from_csv_as_they_were(statement: str, tmp_path: Path) -> None:
    typed = "'" + statement + "'"
    project = overlaid(tmp_path / "course", {"content/modules/second.md": module(statement=typed)})
    rows = read(run("matrix", project, "--format", "csv").stdout_bytes.decode("utf-8"))
    assert statement in [row[2] for row in rows]


# --- On the trainers' page ---------------------------------------------------------------------------------


def test_the_page_is_the_facilitator_s_alone() -> None:
    course = course_of(MINIMAL)
    pages = {
        edition: [each.path for each in compose_site(course, facilitator=edition).documents()]
        for edition in (False, True)
    }
    assert "alignment" not in pages[False]
    assert "alignment" in pages[True]


def test_the_page_says_what_is_missing_and_leaves_no_cell_empty(gaps: Path) -> None:
    blocks = alignment_page(course_of(gaps)).blocks
    [missing] = [each for each in blocks if isinstance(each, Bullets)]
    assert missing.items == ("Say it ([Second](#second)): nothing practises it; nothing tests it",)
    tables = [each for each in blocks if isinstance(each, Table)]
    assert len(tables) == 2
    assert all(cell.strip() for table in tables for row in table.rows for cell in row)
    assert "**No question: nothing tests it**" in tables[1].rows[0]


def test_the_page_says_so_where_nothing_is_missing() -> None:
    blocks = alignment_page(course_of(MINIMAL)).blocks
    assert any(isinstance(each, Prose) and each.text.startswith("Nothing:") for each in blocks)


def test_a_course_without_modules_has_a_matrix_without_rows(tmp_path: Path) -> None:
    files = dict.fromkeys(
        (
            "content/modules/first-module.md", "content/questions/a-first-question.yml",
            "content/quizzes/a-first-quiz.yml", "content/activities/cards-to-sort.yml",
            "content/messages/pm-ask-first.yml",
        )
    )  # fmt: skip
    course = course_of(overlaid(tmp_path / "course", files))
    assert report.matrix_as_text(matrix(course)) == "0 outcomes, 0 gaps.\n"
    assert report.matrix_as_csv(matrix(course)).count("\r\n") == 1
    assert alignment_page(course).blocks
