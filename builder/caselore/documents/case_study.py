"""Turn a case study into its page."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import (
    AsData,
    Block,
    Bullets,
    Changes,
    Document,
    Eyebrow,
    FacilitatorBox,
    Glance,
    Heading,
    Lead,
    Links,
    MessageCards,
    Note,
    Prose,
    ThenNow,
)
from caselore.documents.questions import question_block, stop_and_think
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.prose import plain_text
from caselore.words import N_, say

WORDS_A_MINUTE = 180
"""A slow, careful reading pace; silent reading of prose is often put at 240 (Brysbaert 2019)."""

PROVENANCE = {
    "published": N_("A published story"),
    "consented": N_("A story told with consent"),
    "composite": N_("Made up from several real situations"),
    "fictional": N_("A fictional story"),
}
EVERYDAY = {"everyday": N_("everyday"), "unusual": N_("unusual")}
HELD = {
    "direct-payment": N_("A direct payment"),
    "managed-by-council": N_("Managed by the council"),
    "managed-by-provider": N_("Managed by a provider"),
    "managed-by-other": N_("Managed by somebody else"),
    "mixed": N_("In more than one way"),
    "not-known": N_("Not known"),
}


def case_study_page(course: Course, case: CaseStudy, links: BackLinks, *, facilitator: bool) -> Document:
    """Turn a case study into its page, the decision before the outcome."""
    return Document(
        path=f"case-studies/{case.id}",
        title=case.title,
        description=plain_text(case.summary),
        source=case.place.path if case.place else "",
        blocks=tuple(
            [*_opening(course, case), *_story(course, case), *_after(course, case, links)]
            + (_for_facilitators(case) if facilitator else [])
        ),
    )


def _opening(course: Course, case: CaseStudy) -> list[Block]:
    made: list[Block] = [
        Eyebrow(
            parts=(
                N_("Case study"),
                PROVENANCE[case.provenance],
                EVERYDAY[case.everyday_or_unusual],
                say(course.info.language, N_("%(n)s min"), n=reading_minutes(case)),
            )
        ),
        Heading(level=1, text=case.title),
        Lead(text=case.summary),
    ]
    if case.provenance in ("composite", "fictional"):
        made.append(Note(kind="fictional", text=N_("The people and events here are invented.")))
    if case.content_note:
        made.append(Note(kind="content", text=case.content_note))
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


def _story(course: Course, case: CaseStudy) -> list[Block]:
    """The parts of the story, the decision after the part it names; only then what was bought and came of it."""
    made: list[Block] = []
    for part in case.story:
        made += [Heading(level=2, text=part.heading), Prose(text=part.text)]
        if part.heading == case.decision_point.after:
            made += [Heading(level=2, text=N_("Stop and think")), stop_and_think(course, case)]
    money = case.money
    made += [
        Heading(level=2, text=N_("What happened")),
        Prose(text=case.what_happened),
        Glance(
            rows=(
                (N_("What was bought"), money.bought),
                (N_("How the money was held"), HELD[money.how_held]),
                (N_("How much"), money.amount),
            )
        ),
    ]
    if case.around:
        made += [Heading(level=2, text=N_("Around the story")), Prose(text=case.around)]
    return made


def _after(course: Course, case: CaseStudy, links: BackLinks) -> list[Block]:
    made: list[Block] = [
        Heading(level=2, text=N_("What changed")),
        Changes(rows=case.changes),
        Heading(level=2, text=N_("What pulls both ways")),
        Bullets(items=case.tensions),
        Heading(level=2, text=N_("What we do not know")),
        Bullets(items=case.not_known, look="not-known"),
    ]
    notes = [each for name in case.then_now if isinstance(each := course.by_id.get(name), LegalNote)]
    if notes:
        made += [Heading(level=2, text=N_("Then and now")), ThenNow(notes=tuple(notes))]
        if case.then_now_note:
            made.append(Prose(text=case.then_now_note))
    made += [Heading(level=2, text=N_("Read it as data")), AsData(case=case)]
    messages = [each for name in case.messages if isinstance(each := course.by_id.get(name), PracticeMessage)]
    if messages:
        made += [
            Heading(level=2, text=N_("Practice messages it illustrates")),
            MessageCards(messages=tuple(messages)),
        ]
    questions = links.case_questions.get(case.id, ())
    if questions:
        made.append(Heading(level=2, text=N_("Questions about this story")))
        made += [question_block(course, each, number=number) for number, each in enumerate(questions, 1)]
    modules = links.of(case.id, Module)
    if modules:
        made += [Heading(level=2, text=N_("Modules with this story")), Links(ids=tuple(each.id for each in modules))]
    return made


def _for_facilitators(case: CaseStudy) -> list[Block]:
    inside: list[Block] = [Prose(text=case.purpose)]
    if case.decision_point.notes:
        inside += [
            Prose(text=N_("Defensible answers, and what to listen for:")),
            Bullets(items=case.decision_point.notes),
        ]
    if case.editorial_note:
        inside.append(Note(kind="editorial", text=case.editorial_note))
    return [
        Heading(level=2, text=N_("For facilitators")),
        FacilitatorBox(title=N_("Using this story"), blocks=tuple(inside)),
    ]


def reading_minutes(case: CaseStudy) -> int:
    """Return how many minutes the story takes to read, at least one, decision included."""
    texts = [
        case.summary,
        *(part.text for part in case.story),
        case.decision_point.situation,
        case.what_happened,
        case.around or "",
        *case.tensions,
        *case.not_known,
        *(change.what for change in case.changes),
    ]
    words = sum(len(text.split()) for text in texts)
    return max(1, round(words / WORDS_A_MINUTE) + 1)
