"""Turn practice messages and sorting activities into cards to cut out."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import Document, Heading, PracticeCards, SortingCards
from caselore.documents.paper.module_parts import named_in
from caselore.documents.paper.sheet import Sheet
from caselore.model.activity import Activity
from caselore.model.course import Course, CourseInfo
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.words import N_, say


def course_cards(course: Course, info: CourseInfo, links: BackLinks) -> Sheet | None:
    """Turn all practice messages into cards."""
    return message_cards(course, course.messages, of=info.id, title=info.title, folder="course")


def module_cards(course: Course, module: Module, links: BackLinks) -> Sheet | None:
    """Turn the practice messages of a module into cards."""
    return message_cards(course, named_in(course, module, "message"), of=module.id, title=module.title)


def message_cards(
    course: Course, messages: tuple[PracticeMessage, ...], *, of: str, title: str, folder: str = ""
) -> Sheet | None:
    """Turn practice messages into cards: two A5 cards to an A4, their backs behind them."""
    if not messages:
        return None
    whole = say(course.info.language, N_("Practice message cards: %(what)s"), what=title)
    return Sheet(
        kind="message-cards",
        name=N_("Practice message cards"),
        of=of,
        audience="participant",
        layout="cards",
        document=Document(
            path=f"{folder or of}/message-cards",
            title=whole,
            blocks=(Heading(level=1, text=whole), PracticeCards(messages=messages)),
        ),
    )


def sorting_cards(course: Course, activity: Activity, links: BackLinks) -> Sheet | None:
    """Turn the cards of a sorting activity into cards to cut out, eight to a page."""
    if activity.handout is None or not activity.handout.cards:
        return None
    title = say(course.info.language, N_("Cards to sort: %(what)s"), what=activity.title)
    return Sheet(
        kind="sorting-cards",
        name=N_("Cards to sort"),
        of=activity.id,
        audience="participant",
        document=Document(
            path=f"{activity.id}/sorting-cards",
            title=title,
            blocks=(Heading(level=1, text=title), SortingCards(activity=activity)),
            source=activity.place.path if activity.place else "",
        ),
    )
