"""What a module says of itself: for whom it is, and its handouts by their titles."""

from __future__ import annotations

from pathlib import Path

from caselore import pipeline
from caselore.documents.back_links import back_links
from caselore.documents.blocks import Bullets, HandoutBlock
from caselore.documents.module import module_page
from caselore.documents.paper.guide import facilitator_guide
from caselore.documents.paper.workbook import workbook
from caselore.model.course import Course
from caselore.writers.edition import Edition
from projects import MINIMAL, overlaid

MODULE = (MINIMAL / "content/modules/first-module.md").read_text("utf-8")
NOTES = "facilitator: {prep: [Read it.], script: Welcome., cut_down: The quiz.}\n"
HANDOUT = "\n:::{handout} Ways to hold the money\nGo through it together.\n:::\n"


def course_of(folder: Path, keys: str = "", body: str = "") -> Course:
    text = MODULE.replace("duration_min:", f"{NOTES}{keys}duration_min:") + body
    checked = pipeline.check(overlaid(folder, {"content/modules/first-module.md": text}))
    assert checked.course is not None and not checked.fails(), checked.diagnostics
    return checked.course


def for_whom(course: Course) -> tuple[str, ...]:
    guide = facilitator_guide(course, course.modules[0], back_links(course))
    assert guide is not None
    return next(each.items for each in guide.document.blocks if isinstance(each, Bullets))


def test_a_guide_is_for_those_the_module_is_for(tmp_path: Path) -> None:
    assert for_whom(course_of(tmp_path, "audience: [Team managers]\n")) == ("Team managers",)


def test_a_module_that_names_nobody_is_for_all_that_the_course_is_for(tmp_path: Path) -> None:
    course = course_of(tmp_path)
    assert for_whom(course) == course.info.audience


def test_a_handout_has_its_title_on_the_page_and_in_the_workbook(tmp_path: Path) -> None:
    course = course_of(tmp_path, body=HANDOUT)
    page = module_page(course, course.modules[0], facilitator=False)
    book = workbook(course, course.modules[0], back_links(course)).document
    for document in (page, book):
        [found] = [each for each in document.blocks if isinstance(each, HandoutBlock)]
        assert (found.title, found.text.strip()) == ("Ways to hold the money", "Go through it together.")
    drawn = next(each.html() for each in Edition(course, MINIMAL).pages() if each.path == "modules/first-module")
    assert ">Ways to hold the money<" in drawn
