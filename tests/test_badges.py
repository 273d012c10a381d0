"""What readers are told of how sure a message is, in the same words on screen, on paper and in office files."""

from __future__ import annotations

import re

from caselore.documents.slides import parts
from caselore.model.course import Course
from caselore.readers.project import read_project
from caselore.writers import word_activities
from projects import REFERENCE

SITE_AND_PAPER = REFERENCE / "templates/parts/strength-line.html"


def test_all_media_say_the_same() -> None:
    in_html = dict(re.findall(r'"([a-z-]+)": _\("([^"]+)"\)', SITE_AND_PAPER.read_text("utf-8")))
    assert in_html == word_activities.STRENGTH == parts.STRENGTH


def test_a_message_that_rests_on_a_round_up_is_not_said_to_rest_on_a_study() -> None:
    """`single-study` is what authors write of any one source; in the reference course some of these are no studies."""
    course = read_project(REFERENCE).course
    assert course is not None
    told = {
        word_activities.STRENGTH[each.strength]
        for each in course.messages
        if each.strength == "single-study" and "research" not in _kinds(course, each.id)
    }
    assert told == {"One source"}


def _kinds(course: Course, name: str) -> set[str]:
    """Return what kinds of source support a message directly."""
    message = next(each for each in course.messages if each.id == name)
    return {course.findings[each.finding][0].kind for each in message.evidence if each.supports == "direct"}
