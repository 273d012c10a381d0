"""The page "State of the course": what a manager reads of the checks, the same whenever it is built."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from caselore import pipeline
from caselore.diagnostics import Severity
from caselore.writers.edition import Edition
from projects import MINIMAL, REFERENCE, overlaid

COURSE = (MINIMAL / "content" / "course.yml").read_text("utf-8")
LAW = (MINIMAL / "content" / "law" / "law-wellbeing.yml").read_text("utf-8")
OLD = LAW.replace("checked_on: 2026-11-22", "checked_on: 1999-01-01")
GLOSSARY = """\
- id: outcome
  term: outcome
  plain: What changes <for> a person.
  waive: [{rule: M301, reason: The sign is *meant*.}]
- id: result
  term: result
  plain: Ring 01865 249999.
"""


def page_of(project: Path, as_of: date | None = None) -> str:
    """Return the page's HTML."""
    checked = pipeline.check(project, as_of=as_of)
    assert checked.course is not None and not checked.fails(), checked.diagnostics
    edition = Edition(checked.course, checked.root, facilitator=True, state=pipeline.state_of(checked))
    [page] = [page for page in edition.pages() if page.path == "state"]
    return page.html()


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_course_in_order_is_ready(tmp_path: Path) -> None:
    words = words_of(page_of(overlaid(tmp_path, {})))
    assert "Nothing stands in the way of release" in words
    assert "Nothing: no rule is set aside" in words
    assert "A trainer" in words
    assert "Withdrawn" not in words


def test_what_stands_in_the_way_is_grouped_in_words(tmp_path: Path) -> None:
    course = COURSE.replace("reviewed_by: [A trainer]\n", "")
    files = {"content/course.yml": course, "content/law/law-wellbeing.yml": OLD, "content/glossary.yml": GLOSSARY}
    html = page_of(overlaid(tmp_path, files))
    words = words_of(html)
    assert "Not ready to be put in front of staff" in words
    assert "A check of the law that is too old Wrong now" in words
    assert "A person's telephone number Wrong now" in words
    assert "Nobody has reviewed the course" in words
    assert words.index("A check of the law") < words.index("telephone number"), "errors of a release come first"
    assert "1 January 1999, A trainer" in words
    assert "The sign is meant" in words
    assert "01865" not in html, "the page says where a number stands, and does not repeat it"


def test_two_questions_with_one_stem_are_told_apart(tmp_path: Path) -> None:
    asked = (MINIMAL / "content" / "questions" / "a-first-question.yml").read_text("utf-8")
    waived = f"{asked}\nwaive: [{{rule: Q103, reason: Both are wanted.}}]\n"
    questions = {f"content/questions/{name}.yml": waived for name in ("a-first-question", "a-second-question")}
    quiz = {"content/quizzes/a-first-quiz.yml": "title: A quiz\nquestions: [a-first-question, a-second-question]\n"}
    words = words_of(page_of(overlaid(tmp_path, {**questions, **quiz})))
    assert "What do you ask first? (A quiz, question 1) Both are wanted." in words
    assert "What do you ask first? (A quiz, question 2) Both are wanted." in words


def test_it_is_counted_as_of_the_day_of_the_version(tmp_path: Path) -> None:
    project = overlaid(tmp_path, {"content/law/law-wellbeing.yml": LAW})
    assert page_of(project, date(2026, 11, 22)) == page_of(project, date(2099, 1, 1)) == page_of(project)


def test_learners_have_no_such_page(tmp_path: Path) -> None:
    checked = pipeline.check(overlaid(tmp_path, {}))
    assert checked.course is not None
    for state in (None, pipeline.state_of(checked)):
        pages = list(Edition(checked.course, checked.root, state=state).pages())
        assert "state" not in [page.path for page in pages]
        assert not any("State of the course" in page.html() for page in pages)


def test_rules_that_are_changed_are_listed(tmp_path: Path) -> None:
    changed = "rules: [{rule: M301, severity: off, reason: We write about HTML.}]\n"
    words = words_of(page_of(overlaid(tmp_path, {"content/course.yml": COURSE + changed})))
    assert "(M301): switched off The whole course We write about HTML." in words


@pytest.fixture(scope="module")
def reference() -> pipeline.Checked:
    return pipeline.check(REFERENCE)


def test_the_reference_course_passes_strict(reference: pipeline.Checked) -> None:
    assert not reference.fails(strict=True), [str(each) for each in reference.diagnostics]


def test_the_reference_course_is_honest_about_its_release(reference: pipeline.Checked) -> None:
    errors = {each.code for each in pipeline.state_of(reference).at_release if each.severity == Severity.ERROR}
    assert errors == {"L502", "L503", "L513", "S617"}
    kept = [each for each in reference.course.legal_notes if each.confidence == "memory"] if reference.course else []
    assert [each.id for each in kept] == ["law-allocation-in-the-courts"]


def test_a_name_in_the_part_that_somebody_has_stays_a_name(tmp_path: Path) -> None:
    story = (MINIMAL / "case_studies/a-first-story.yml").read_text("utf-8")
    named = story.replace("    role: Budget holder\n", "    role: Gail's cousin\n")
    assert named != story
    words = words_of(page_of(overlaid(tmp_path, {"case_studies/a-first-story.yml": named})))
    assert "Budget holder: Gail's cousin" in words
