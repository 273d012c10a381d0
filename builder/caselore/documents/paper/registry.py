"""The table of sheet kinds: what each is called, for whom it is, what there is one of, and what composes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from caselore.documents.back_links import BackLinks, back_links
from caselore.documents.paper import briefing, cards, case_sheets, forms, guide, session_pack, workbook
from caselore.documents.paper.sheet import Audience, Sheet
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.words import N_

Compose = Callable[[Course, Any, BackLinks], Sheet | Iterable[Sheet] | None]
"""From a course, one of its records (CourseInfo for the course as a whole) and who points at what, to the
sheet; None where there is nothing to print."""


@frozen
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
    SheetKind("facilitator-guide", N_("Facilitator guide"), "facilitator", "module", guide.facilitator_guide),
    SheetKind("workbook", N_("Workbook"), "participant", "module", workbook.workbook),
    SheetKind("briefing", N_("At a glance"), "participant", "module", briefing.briefing),
    SheetKind("message-cards", N_("Practice message cards"), "participant", "module", cards.module_cards),
    SheetKind("then-and-now", N_("Then and now"), "participant", "module", workbook.module_law),
    SheetKind("handout", N_("Handout"), "participant", "module", workbook.handouts),
    SheetKind("case-sheet", N_("Case sheet"), "participant", "case", case_sheets.case_sheet),
    SheetKind("case-told", N_("Case sheet, told to the end"), "participant", "case", case_sheets.told_sheet),
    SheetKind("quiz-paper", N_("Quiz paper"), "participant", "quiz", workbook.quiz_paper),
    SheetKind("answer-key", N_("Answer key"), "facilitator", "quiz", guide.answer_key),
    SheetKind("activity-sheet", N_("Activity sheet"), "participant", "activity", workbook.activity_sheet),
    SheetKind("sorting-cards", N_("Cards to sort"), "participant", "activity", cards.sorting_cards),
    SheetKind("message-cards", N_("Practice message cards"), "participant", "course", cards.course_cards),
    SheetKind("then-and-now", N_("Then and now"), "participant", "course", workbook.course_law),
    SheetKind("glossary", N_("Glossary"), "participant", "course", workbook.glossary),
    SheetKind("reflective-log", N_("Reflective log"), "participant", "course", forms.reflective_log),
    SheetKind("action-plan", N_("Action plan"), "participant", "course", forms.action_plan),
    SheetKind("evaluation", N_("Evaluation"), "participant", "course", forms.evaluation),
    SheetKind("evaluation-later", N_("Evaluation, 4 to 6 weeks on"), "participant", "course", forms.evaluation_later),
    SheetKind("register", N_("Register"), "facilitator", "course", forms.register),
    SheetKind("certificate", N_("Certificate"), "participant", "course", forms.certificate),
    SheetKind("run-sheet", N_("Run-sheet"), "facilitator", "session", session_pack.run_sheet),
    SheetKind("message-cards", N_("Practice message cards"), "participant", "session", session_pack.session_cards),
    SheetKind("then-and-now", N_("Then and now"), "participant", "session", session_pack.session_law),
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
        "session": course.sessions,
    }
    for kind in SHEETS:
        for record in of[kind.each]:
            made = kind.compose(course, record, links)
            if isinstance(made, Sheet):
                yield made
            elif made is not None:
                yield from made
