"""A learner meets nothing before its time: no end of a story on its card, no question of a quiz for later beside a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselore import pipeline
from caselore.documents.back_links import back_links
from caselore.documents.site_map import site_map
from caselore.model.course import Course
from caselore.writers.edition import Edition
from projects import MINIMAL, overlaid

QUESTION = (MINIMAL / "content/questions/a-first-question.yml").read_text("utf-8")
LATER = "title: Two weeks later\nquestions: [a-later-question{more}]\n"
ABOUT_THE_STORY = "case: a-first-story\nstem: {stem}\n"


def course_of(folder: Path, *, later: str = LATER.format(more="")) -> Course:
    """Return a course with questions about its story: in a module's quiz, in a quiz for later, and in none."""
    names = {"a-first-question": "First?", "a-later-question": "Later?", "a-loose-question": "At any time?"}
    asked = {
        f"content/questions/{name}.yml": QUESTION.replace(
            "stem: What do you ask first?\n", ABOUT_THE_STORY.format(stem=stem)
        )
        for name, stem in names.items()
    }
    checked = pipeline.check(overlaid(folder, asked | {"content/quizzes/two-weeks-later.yml": later}))
    assert checked.course is not None and not checked.fails(), checked.diagnostics
    return checked.course


def page(course: Course, path: str, *, facilitator: bool = False) -> str:
    """Return the HTML of a page."""
    edition = Edition(course, MINIMAL, facilitator=facilitator)
    return next(each.html() for each in edition.pages() if each.path == path)


@pytest.mark.parametrize("path", ["index", "case-studies/index", "modules/first-module"])
def test_a_card_keeps_the_end_of_a_story_for_facilitators(path: str, tmp_path: Path) -> None:
    course, told = course_of(tmp_path), "Told as a mixed result</p>"
    assert 'class="cl-card cl-case"' in page(course, path)
    assert told not in page(course, path)
    assert told in page(course, path, facilitator=True)


def test_the_library_can_still_be_filtered_by_how_stories_end(tmp_path: Path) -> None:
    assert 'data-tone="Told as a mixed result"' in page(course_of(tmp_path), "case-studies/index")


def test_a_question_kept_for_a_later_quiz_is_not_asked_beside_its_story(tmp_path: Path) -> None:
    course = course_of(tmp_path)
    links = back_links(course)
    assert [each.id for each in links.case_questions["a-first-story"]] == ["a-first-question", "a-loose-question"]
    html = page(course, "case-studies/a-first-story")
    assert "Later?" not in html
    assert "At any time?" in html
    at = site_map(course, links)
    assert at["a-later-question"].page == "quizzes/two-weeks-later"
    assert "Later?" in page(course, "quizzes/two-weeks-later")


def test_a_question_that_a_module_asks_as_well_stays_beside_its_story(tmp_path: Path) -> None:
    links = back_links(course_of(tmp_path, later=LATER.format(more=", a-first-question")))
    assert "a-first-question" in [each.id for each in links.case_questions["a-first-story"]]
