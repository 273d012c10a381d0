"""Turn messages, sources, law and glossary into their pages, with the trace in both directions."""

from __future__ import annotations

from decimal import Decimal

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import (
    AskYourself,
    Block,
    Bullets,
    CaseCards,
    Contrast,
    Document,
    Eyebrow,
    Findings,
    FindingUse,
    GlossaryList,
    Heading,
    LawTable,
    Lead,
    Links,
    MessageCards,
    Note,
    Prose,
    RestsOn,
    SourceCards,
    SourceFacts,
    Strength,
    Table,
    ThenNow,
    UsedIn,
)
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.figure import PERCENT, Figure
from caselore.model.legal_note import LegalNote
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question
from caselore.model.source import Source
from caselore.prose import literal, plain_text
from caselore.words import N_, say

STAGES = {
    "information": N_("Finding out"),
    "assessment": N_("Assessment"),
    "allocation": N_("Allocation"),
    "planning": N_("Support planning"),
    "set-up": N_("Setting up"),
    "managing": N_("Managing the budget"),
    "review": N_("Review"),
    "system": N_("The wider system"),
}
KINDS = {
    "research": N_("Research"),
    "review": N_("Review"),
    "press": N_("Press statement"),
    "article": N_("Article"),
    "law": N_("Law"),
    "guidance": N_("Guidance"),
    "training": N_("Training material"),
    "story": N_("Story"),
}

WORKED_OUT = {
    "sum": N_("The sum of: %(names)s"),
    "difference": N_("The difference, the first less the second: %(names)s"),
    "percent-less": N_("By how much the second is less than the first: %(names)s"),
    "percent-more": N_("By how much the second is more than the first: %(names)s"),
    "share": N_("The first as a share of the second: %(names)s"),
}


def message_page(course: Course, message: PracticeMessage, links: BackLinks) -> Document:
    """Turn a practice message into its page: why, how, how sure we are, and what tests it."""
    blocks: list[Block] = [
        Eyebrow(
            parts=(say(course.info.language, N_("Practice message %(n)s"), n=message.number), STAGES[message.stage])
        ),
        Heading(level=1, text=message.message),
        Strength(message=message),
        Heading(level=2, text=N_("Why")),
        Prose(text=message.why),
        RestsOn(evidence=message.evidence),
    ]
    if message.caveat:
        blocks.append(Note(kind="sure", text=message.caveat))
    blocks += [Heading(level=2, text=N_("How")), Bullets(items=message.how)]
    if message.looks_like or message.not_this:
        blocks.append(Contrast(looks_like=message.looks_like, not_this=message.not_this))
    blocks.append(AskYourself(text=message.reflection))
    notes = tuple(each for name in message.then_now if isinstance(each := course.by_id.get(name), LegalNote))
    if notes:
        blocks += [Heading(level=2, text=N_("Then and now")), ThenNow(notes=notes)]
    cases = tuple(each for each in links.of(message.id, CaseStudy) if isinstance(each, CaseStudy))
    if cases:
        blocks += [Heading(level=2, text=N_("Case studies that show it")), CaseCards(cases=cases)]
    questions = links.of(message.id, Question)
    if questions:
        blocks += [
            Heading(level=2, text=N_("Questions that test it")),
            Links(ids=tuple(each.id for each in questions)),
        ]
    return Document(
        path=f"messages/{message.id}",
        title=message.message,
        code=message.code,
        description=plain_text(message.why),
        blocks=tuple(blocks),
        source=message.place.path if message.place else "",
    )


def messages_page(course: Course) -> Document:
    """Turn the practice messages into their library, by stage of the journey."""
    blocks: list[Block] = [
        Heading(level=1, text=N_("Practice messages")),
        Lead(
            text=N_(
                "What the evidence asks of people who help plan support, by stage of the journey. "
                "Each card says how sure we are."
            )
        ),
    ]
    for stage, title in STAGES.items():
        found = tuple(message for message in course.messages if message.stage == stage)
        if found:
            blocks += [Heading(level=2, text=title), MessageCards(messages=found)]
    return Document(path="messages/index", title=N_("Practice messages"), blocks=tuple(blocks))


def evidence_page(course: Course) -> Document:
    """Turn the sources into their list."""
    return Document(
        path="evidence/index",
        title=N_("Sources"),
        blocks=(
            Heading(level=1, text=N_("Sources")),
            Lead(
                text=N_(
                    "Everything this course says from a source carries a code, such as the one on a chip "
                    "beside a sentence. The code leads here: to what the source says, who took part, and what "
                    "it cannot show."
                )
            ),
            SourceCards(sources=course.sources),
        ),
    )


def source_page(course: Course, source: Source, links: BackLinks) -> Document:
    """Turn a source into its page, each finding with all that leans on it."""
    lost = {code for gap in source.known_gaps for code in gap.findings}
    rows = tuple(
        FindingUse(
            finding=finding,
            lost=finding.id in lost,
            used_by=_used_by(finding.id, source, links),
        )
        for finding in source.findings
    )
    blocks: list[Block] = [
        Eyebrow(parts=(N_("Source"), KINDS[source.kind])),
        Heading(level=1, text=source.title),
        Lead(text=source.about),
        SourceFacts(source=source),
    ]
    if source.limits:
        blocks += [Heading(level=2, text=N_("What it cannot show")), Bullets(items=source.limits)]
    if source.known_gaps:
        blocks += [
            Heading(level=2, text=N_("What is missing from our copy")),
            Bullets(items=tuple(f"{literal(gap.locator)}: {gap.what}" for gap in source.known_gaps), look="not-known"),
        ]
    if source.cautions:
        blocks += [Heading(level=2, text=N_("Read with care")), Bullets(items=source.cautions)]
    figures = [each for each in course.figures if each.source == source.id]
    if figures:
        blocks.append(Heading(level=2, text=N_("Its numbers, and what they do not prove")))
        for each in figures:
            blocks += _figure(each, course.info.language)
            if used_by := _used_by(each.id, source, links):
                blocks.append(UsedIn(used_by=used_by))
    blocks += [
        Heading(level=2, text=N_("What it says, and where we use it")),
        Findings(source=source, rows=rows),
    ]
    return Document(
        path=f"evidence/{source.id}",
        title=source.title,
        description=plain_text(source.about),
        blocks=tuple(blocks),
        source=source.place.path if source.place else "",
    )


def _used_by(name: str, source: Source, links: BackLinks) -> tuple[str, ...]:
    """Return the id of each record but its source that points at a finding or figure, or links to it."""
    return tuple(each.id for each in links.all_of(name) if each.id != source.id)


def _figure(figure: Figure, language: str) -> list[Block]:
    """Turn a figure into a table of its numbers and what is worked out from them."""
    labels = {each.id: each.label for each in figure.values}
    labels |= {each.id: each.label for each in figure.derived if each.id}
    rows: list[tuple[str, ...]] = [
        (literal(each.label), number(each.value), N_("As the source gives it")) for each in figure.values
    ]
    for each in figure.derived:
        names = "; ".join(labels.get(name, name) for name in each.of)
        how = say(language, WORKED_OUT[each.kind], names=literal(names))
        sign = "%" if each.kind in PERCENT else ""
        rows.append((literal(each.label), number(each.value) + sign, how))
    blocks: list[Block] = [
        Heading(level=3, text=figure.title, id=figure.id),
        Table(
            caption=say(language, N_("Counted in: %(unit)s"), unit=figure.unit),
            header=(N_("What"), N_("Number"), N_("Where it comes from")),
            rows=tuple(rows),
            bars=_bars(figure),
        ),
    ]
    notes = tuple(f"**{literal(each.label)}**: {literal(each.note)}" for each in figure.values if each.note)
    blocks += [Note(kind="numbers", text=_listed(notes))] if notes else []
    blocks.append(Note(kind="not-proved", text=_listed(figure.does_not_prove)))
    blocks += [Prose(text=figure.note)] if figure.note else []
    return [*blocks, RestsOn(evidence=figure.evidence)]


def _bars(figure: Figure) -> tuple[int | None, ...]:
    """Draw the source's numbers to one scale. One with a note counts something else, and is not drawn beside others."""
    alike = [each.value for each in figure.values if not each.note]
    longest = max(alike, default=Decimal(0))
    if len(alike) < 2 or min(alike) < 0 or not longest:
        return ()
    own = [None if each.note else round(100 * each.value / longest) for each in figure.values]
    return (*own, *(None for _ in figure.derived))


def _listed(texts: tuple[str, ...]) -> str:
    """Turn several texts into one Markdown list; one stays as it is."""
    return texts[0] if len(texts) == 1 else "\n".join("- " + text.replace("\n", "\n  ") for text in texts)


def number(value: Decimal) -> str:
    """Return a number with its thousands set apart, as it is read."""
    return f"{value:,f}"


def title_of(record: object) -> str:
    """Return what a link to a record says: its title, its message, its term, or a question's stem."""
    for name in ("title", "message", "term", "stem"):
        if value := getattr(record, name, None):
            return plain_text(str(value))
    return ""


def law_page(course: Course) -> Document:
    """Turn the legal notes into one table, with the date and the certainty of each."""
    return Document(
        path="law",
        title=N_("Law then and now"),
        blocks=(
            Heading(level=1, text=N_("Law then and now")),
            Lead(
                text=N_(
                    "Findings stay true of their day. Law does not: each note says what was so then, what is so "
                    "now, and how it was checked."
                )
            ),
            Note(
                kind="law",
                text=N_(
                    "This is not legal advice. Where a note is not yet checked by a named person, ask "
                    "your legal team before you rely on it."
                ),
            ),
            LawTable(notes=course.legal_notes),
        ),
    )


def glossary_page(course: Course) -> Document:
    """Turn the glossary into its page."""
    terms = tuple(sorted(course.glossary, key=lambda each: each.term.casefold()))
    return Document(
        path="glossary",
        title=N_("Glossary"),
        blocks=(
            Heading(level=1, text=N_("Glossary")),
            Lead(
                text=N_(
                    "Words used in this course, in plain words. Some belong to their time: those say so, and "
                    "what to say instead."
                )
            ),
            GlossaryList(terms=terms),
        ),
    )
