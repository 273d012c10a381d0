"""Count what to print for so many people: which sheets, how many copies of each, and how they are given out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caselore.documents.blocks import Table
from caselore.documents.paper.module_parts import handouts_of
from caselore.frozen import frozen
from caselore.model.activity import Activity
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.prose import literal
from caselore.words import N_, say, translations

COURSE_SHEETS = {
    "glossary": N_("Glossary"),
    "reflective-log": N_("Reflective log"),
    "action-plan": N_("Action plan"),
    "evaluation": N_("Evaluation"),
    "evaluation-later": N_("Evaluation, 4 to 6 weeks on"),
    "register": N_("Register"),
    "certificate": N_("Certificate"),
}
KINDS = {
    "workbook": N_("Workbook"),
    "facilitator-guide": N_("Facilitator guide"),
    "handout": N_("Handout"),
    "case-sheet": N_("Case sheet"),
    "case-told": N_("Case sheet, told to the end"),
    "sorting-cards": N_("Cards to sort"),
    "activity-sheet": N_("Activity sheet"),
    "quiz-paper": N_("Quiz paper"),
    "answer-key": N_("Answer key"),
    "message-cards": N_("Practice message cards"),
    "then-and-now": N_("Then and now"),
    **COURSE_SHEETS,
}
GIVEN_OUT = {
    "register": N_("at the door"),
    "evaluation-later": N_("one each, to send in 4 to 6 weeks"),
}


@frozen
class Need:
    """One sheet that people need."""

    kind: str
    """As SheetKind.name."""
    of: str
    """The id of the record it is about; the session's own for cards and law that are its own choice."""
    copies: int
    how: str
    title: str = ""
    """Which of a module's handouts it is."""


def for_case(case: str, people: int) -> Iterator[Need]:
    """Yield the sheets of a case study."""
    yield Need("case-sheet", case, people, N_("one each"))
    yield Need("case-told", case, people, N_("give out afterwards"))


def for_activity(activity: Activity, people: int) -> Iterator[Need]:
    """Yield what an activity needs: cards as people sit, and a sheet for each to take away."""
    if activity.handout is None:
        return
    if activity.handout.cards:
        yield Need("sorting-cards", activity.id, *_sets(activity, people))
    if activity.handout.table or activity.handout.lines:
        yield Need("activity-sheet", activity.id, people, N_("one each"))


def _sets(activity: Activity, people: int) -> tuple[int, str]:
    match activity.group:
        case "solo":
            return people, N_("a set each, cut out")
        case "pairs":
            return -(-people // 2), N_("a set for two, cut out")
        case "threes":
            return in_threes(people), N_("a set for three, cut out")
        case "whole":
            return 1, N_("one set for the room, in large print, cut out")


def in_threes(people: int) -> int:
    """Return how many groups of three there are; those left over are a group as well."""
    return -(-people // 3)


def for_messages(of: str, people: int) -> Need:
    """Return the cards with practice messages of a module or a session."""
    return Need("message-cards", of, in_threes(people), N_("a set for three, both sides, cut out"))


def for_quiz(quiz: str, people: int) -> Iterator[Need]:
    """Yield a quiz on paper and its key."""
    yield Need("quiz-paper", quiz, people, N_("one each"))
    yield Need("answer-key", quiz, 1, N_("for you alone"))


def for_handouts(module: Module, people: int, *names: str) -> Iterator[Need]:
    """Yield the handouts of a module's page, or those of them that are named."""
    for name, title in handouts_of(module).items():
        if not names or name in names:
            yield Need("handout", module.id, people, N_("one each"), title)


def for_course(course: Course, name: str, people: int) -> Need:
    """Return a sheet of the course as a whole."""
    return Need(name, course.info.id, 1 if name == "register" else people, GIVEN_OUT.get(name, N_("one each")))


def print_table(course: Course, people: int, needs: Iterable[Need], *, own: str) -> Table:
    """Return the needs as a table to print by; `own` is the record whose name goes without saying."""
    gettext = translations(course.info.language).gettext
    rows = []
    for need in needs:
        about = need.title or getattr(course.by_id.get(need.of), "title", "")
        title = gettext(KINDS[need.kind])
        named = about and (need.title or need.of != own)
        rows.append((literal(f"{title}: {about}" if named else title), str(need.copies), need.how))
    return Table(
        caption=say(course.info.language, N_("Copies for %(n)s people; some of them in large print"), n=people),
        header=(N_("Sheet"), N_("Copies"), N_("How")),
        rows=tuple(rows),
    )
