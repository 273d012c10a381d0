"""Turn a case study into its two sheets: to the decision, and told to the end."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import (
    AsData,
    Block,
    Bullets,
    Changes,
    Document,
    Eyebrow,
    Glance,
    Heading,
    Lead,
    MessageCards,
    Note,
    OpenQuestion,
    Prose,
    StorySoFar,
    ThenNow,
)
from caselore.documents.case_study import HELD, PROVENANCE
from caselore.documents.paper.sheet import Sheet
from caselore.documents.questions import stop_and_think
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.practice_message import PracticeMessage
from caselore.words import N_, say


def case_sheet(course: Course, case: CaseStudy, links: BackLinks) -> Sheet:
    """Turn a case study into the sheet that people work from: the story to its decision, and no answer."""
    decision = stop_and_think(course, case)
    lines = case.print.lines
    blocks: list[Block] = [
        *_top(case, N_("Case sheet")),
        StorySoFar(case=case),
        Heading(level=2, text=N_("Stop and think")),
        decision,
        OpenQuestion(number=2, text=N_("What would you still need to know, and whom would you ask?"), lines=lines),
        OpenQuestion(number=3, text=N_("What would you write down, and in whose words?"), lines=lines),
    ]
    return Sheet(
        kind="case-sheet",
        name=N_("Case sheet"),
        of=case.id,
        audience="participant",
        document=_document(course, case, "case-sheet", N_("Case sheet: %(case)s"), blocks),
        most_pages=2,
        codes_only=True,
    )


def told_sheet(course: Course, case: CaseStudy, links: BackLinks) -> Sheet:
    """Turn a case study into the sheet that is given out afterwards: what came of it, and what it can show."""
    money = case.money
    blocks: list[Block] = [
        *_top(case, N_("Case sheet, told to the end"), brief=True),
        Heading(level=2, text=N_("What happened")),
        Prose(text=case.what_happened),
        Glance(
            rows=(
                (N_("What was bought"), money.bought),
                (N_("How the money was held"), HELD[money.how_held]),
                (N_("How much"), money.amount),
            )
        ),
        *([Heading(level=2, text=N_("Around the story")), Prose(text=case.around)] if case.around else ()),
        Heading(level=2, text=N_("What changed")),
        Changes(rows=case.changes),
        Heading(level=2, text=N_("What pulls both ways")),
        Bullets(items=case.tensions),
        Heading(level=2, text=N_("What we do not know")),
        Bullets(items=case.not_known, look="not-known"),
        Heading(level=2, text=N_("Read it as data")),
        AsData(case=case),
    ]
    notes = tuple(each for name in case.then_now if isinstance(each := course.by_id.get(name), LegalNote))
    if notes:
        blocks += [Heading(level=2, text=N_("Then and now")), ThenNow(notes=notes)]
        blocks += [Prose(text=case.then_now_note)] if case.then_now_note else []
    messages = tuple(each for name in case.messages if isinstance(each := course.by_id.get(name), PracticeMessage))
    if messages:
        blocks += [Heading(level=2, text=N_("Practice messages it illustrates")), MessageCards(messages=messages)]
    return Sheet(
        kind="case-told",
        name=N_("Case sheet, told to the end"),
        of=case.id,
        audience="participant",
        document=_document(course, case, "told-to-the-end", N_("Told to the end: %(case)s"), blocks),
    )


def _document(course: Course, case: CaseStudy, name: str, title: N_, blocks: list[Block]) -> Document:
    return Document(
        path=f"{case.id}/{name}",
        title=say(course.info.language, title, case=case.title),
        blocks=tuple(blocks),
        source=case.place.path if case.place else "",
    )


def _top(case: CaseStudy, kind: N_, *, brief: bool = False) -> list[Block]:
    """What stands above the story on both sheets."""
    made: list[Block] = [
        Eyebrow(parts=(kind, N_("for participants"), PROVENANCE[case.provenance])),
        Heading(level=1, text=case.title),
        Lead(text=case.summary),
    ]
    if case.provenance in ("composite", "fictional"):
        made.append(Note(kind="fictional", text=N_("The people and events here are invented.")))
    if case.content_note and not brief:
        made.append(Note(kind="content", text=case.content_note))
    if not brief:
        people = "; ".join(person.label + (f", {person.age_band}" if person.age_band else "") for person in case.people)
        made.append(
            Glance(
                rows=(
                    (N_("Who"), people),
                    (N_("What mattered"), case.what_mattered),
                    (N_("Where"), case.setting),
                    (N_("When"), case.when),
                )
            )
        )
    return made
