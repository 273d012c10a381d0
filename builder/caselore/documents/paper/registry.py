"""The table of sheet kinds: what each is called, for whom it is, what there is one of, and what composes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from caselore.documents.back_links import BackLinks, back_links
from caselore.documents.paper.case_sheets import case_sheet, told_sheet
from caselore.documents.paper.sheet import Audience, Sheet
from caselore.model.course import Course
from caselore.words import N_

Compose = Callable[[Course, Any, BackLinks], Sheet | None]
"""From a course, one of its records (CourseInfo for the course as a whole) and who points at what, to the
sheet; None where there is nothing to print."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of sheet."""

    name: str
    """Never changes: file names and sessions use it."""
    title: str
    audience: Audience
    each: Literal["course", "module", "case", "quiz", "activity", "session"]
    """What there is one of these sheets for."""
    compose: Compose


SHEETS: tuple[SheetKind, ...] = (
    SheetKind("case-sheet", N_("Case sheet"), "participant", "case", case_sheet),
    SheetKind("case-told", N_("Case sheet, told to the end"), "participant", "case", told_sheet),
)


def sheets(course: Course) -> Iterator[Sheet]:
    """Turn a Course into all its sheets, in the order of the table."""
    links = back_links(course)
    of: dict[str, tuple[Any, ...]] = {
        "course": (course.info,),
        "module": course.modules,
        "case": course.case_studies,
        "quiz": course.quizzes,
        "activity": course.activities,
        "session": (),
    }
    for kind in SHEETS:
        for record in of[kind.each]:
            made = kind.compose(course, record, links)
            if made is not None:
                yield made
