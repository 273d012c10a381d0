"""Activities, cards to cut out and forms as parts of a Word document."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.documents.blocks import (
    ActivityGuide,
    ActivityTask,
    BlankTable,
    FormField,
    FormFields,
    LocalDetails,
    PracticeCards,
    RunSheet,
    SortingCards,
)
from caselore.model.activity import Activity
from caselore.model.practice_message import PracticeMessage
from caselore.words import N_
from caselore.writers.word_parts import (
    Blank,
    Box,
    Break,
    Cell,
    Grid,
    NewPage,
    Number,
    Para,
    Part,
    Piece,
    Tab,
    Turn,
    Words,
)
from caselore.writers.word_text import Text, heading

GROUPS = {"solo": N_("alone"), "pairs": N_("in pairs"), "threes": N_("in threes"), "whole": N_("all together")}
STRENGTH = {
    "consistent": N_("Two or more sources agree"),
    "single-study": N_("One source"),
    "opinion": N_("An opinion"),
    "inference": N_("Our inference"),
}
EMPTY: Cell = (Para(pieces=(), style="Cell"),)


def strength(message: PracticeMessage, text: Text) -> str:
    """Say how strong the evidence for a message is."""
    return text.say(STRENGTH[message.strength])


def _eyebrow(activity: Activity, text: Text, clock: str = "") -> Para:
    parts = (text.say(N_("Activity")), clock, f"{activity.time_min} min", text.say(GROUPS[activity.group]))
    return Para(pieces=(Words(text=" · ".join(part for part in parts if part)),), style="Eyebrow", keep=True)


def _care(activity: Activity, text: Text) -> Iterator[Part]:
    if activity.risk_note:
        said = Words(text=text.say(N_("Take care:")) + " ", strong=True)
        yield Para(pieces=(said, *text.inline(activity.risk_note)), style="Note")


def activity_task(block: ActivityTask, text: Text) -> Iterator[Part]:
    """Turn an activity into what the people who do it need. No likely answers."""
    activity, handout = block.activity, block.activity.handout
    yield _eyebrow(activity, text)
    if block.titled:
        yield heading(3, (Words(text=activity.title),))
    yield from text.prose(activity.aim)
    yield from _care(activity, text)
    if handout and handout.cards:
        which = text.new_list()
        for card in handout.cards:
            number = Number(which, "decimal")
            yield Para(pieces=text.inline(card.text), style="ListParagraph", number=number)
    yield text.label(N_("To talk about"))
    yield from text.bullets(activity.prompts)
    if handout and handout.table:
        rows = len(handout.cards) or handout.lines or 4
        numbers = tuple(str(number + 1) for number in range(rows)) if handout.cards else ()
        caption = text.say(N_("To fill in: %(what)s"), what=activity.title)
        yield _blank_table(text, caption, handout.table, rows, numbers, tall=14)
    else:
        yield text.lines((handout and handout.lines) or 4, text.say(N_("Your answer")))


def activity_guide(block: ActivityGuide, text: Text) -> Iterator[Part]:
    """Turn an activity into what the person who runs it needs."""
    activity = block.activity
    yield _eyebrow(activity, text, block.clock)
    if block.titled:
        yield heading(3, (Words(text=activity.title),))
    yield Para(pieces=text.inline(activity.aim))
    if activity.materials:
        which = text.new_list()
        yield text.label(N_("You need"))
        yield from (text.plain_item(each, which) for each in activity.materials)
    yield from _care(activity, text)
    rows: list[tuple[Cell, ...]] = []
    for step in activity.steps:
        done: Cell = text.cell(step.do)
        if step.say:
            said = Words(text=text.say(N_("Say:")) + " ", strong=True)
            done = (*done, Para(pieces=(said, *text.inline(step.say)), style="Say"))
        rows.append(((Para(pieces=(Words(text=str(step.min)),), style="Cell"),), done))
    yield Grid(
        caption=text.say(N_("Steps: %(what)s"), what=activity.title),
        header=(text.say(N_("Min")), text.say(N_("What to do and say"))),
        rows=tuple(rows),
        shares=(1, 9),
    )
    for label, said_of in (
        (N_("Questions that move it on"), activity.prompts),
        (N_("Listen for"), activity.listen_for),
        (N_("Likely answers"), activity.likely_answers),
    ):
        yield text.label(label)
        yield from text.bullets(said_of)
    if activity.handout and activity.handout.cards:
        yield text.label(N_("The cards, and where they may go"))
        which = text.new_list()
        for card in activity.handout.cards:
            number = Number(which, "decimal")
            yield Para(pieces=text.inline(card.text), style="ListParagraph", number=number, keep=True)
            yield Para(pieces=text.inline(card.likely), style="ListParagraph", indent=1)
    yield text.label(N_("Debrief"))
    yield from text.prose(activity.debrief)
    yield text.label(N_("Adapt it"))
    yield from text.bullets(activity.adaptations)
    if activity.evidence:
        yield Para(pieces=text.chips(activity.evidence)[1:], style="Small")


def run_sheet(block: RunSheet, text: Text) -> Iterator[Part]:
    """Turn what happens when into a table."""
    rows = tuple(
        (
            (Para(pieces=(Words(text=row.clock),), style="Cell"),),
            (Para(pieces=(Words(text=str(row.minutes or "")),), style="Cell"),),
            text.cell(row.what),
            (Para(pieces=(Words(text="; ".join(text.say(each) for each in row.needs)),), style="Cell"),),
        )
        for row in block.rows
    )
    header = tuple(text.say(each) for each in (N_("Clock"), N_("Min"), N_("What happens"), N_("You need")))
    yield Grid(caption=text.say(block.caption), header=header, rows=rows, shares=(4, 3, 14, 10))


def practice_cards(block: PracticeCards, text: Text) -> Iterator[Part]:
    """Turn practice messages into cards of A5: a page for the front, a page for the back."""
    info, local = text.course.info, text.course.local
    if not text.large:
        yield Turn("card")
    of = " · ".join(part for part in (info.title, local.council) if part)
    for place, each in enumerate(block.messages, 1):
        if place > 1:
            yield NewPage()
        said = text.say(N_("Practice message %(n)s"), n=each.number)
        yield Para(pieces=(Words(text=said),), style="Eyebrow", keep=True)
        yield Para(pieces=(Words(text=each.message),), style="CardMessage", keep=True)
        yield Para(pieces=(Words(text=of),), style="Small")
        yield NewPage()
        yield Para(pieces=(Words(text=f"{each.number}. ", strong=True), Words(text=each.message)), keep=True)
        yield heading(3, (Words(text=text.say(N_("Why"))),))
        yield from text.prose(each.why)
        yield heading(3, (Words(text=text.say(N_("How"))),))
        yield from text.bullets(each.how)
        yield Para(pieces=(Words(text=strength(each, text)), *text.chips(each.evidence)), style="Small")
        count = text.say(N_("card %(n)s of %(all)s"), n=place, all=len(block.messages))
        yield Para(pieces=(Words(text=count),), style="Small")


def sorting_cards(block: SortingCards, text: Text) -> Iterator[Part]:
    """Turn cards to sort into frames in two columns."""
    activity = block.activity
    if not text.large:
        yield Turn("two")
    cards = activity.handout.cards if activity.handout else ()
    for place, card in enumerate(cards, 1):
        foot = Words(text=f"{place} · {activity.title}", style="Quiet")
        yield Para(pieces=(*text.inline(card.text), Break(), foot), style="SortCard")


def form_fields(block: FormFields, text: Text) -> Iterator[Part]:
    """Turn things to fill in into content controls."""
    for each in block.fields:
        yield from _field(each, text)


def _field(each: FormField, text: Text) -> Iterator[Part]:
    label, hint = text.say(each.label), text.say(each.hint)
    said = f"{label}, {hint}" if hint else label
    said = f"{text.say(each.below)}: {said}" if each.below else said
    if each.kind == "tick":
        yield Para(pieces=(Box(said), Tab(), Words(text=label)), style="Tick")
        return
    quiet = (Words(text=f" ({hint})", style="Quiet"),) if hint else ()
    asked = (Words(text=label, strong=True), *quiet)
    if each.kind == "choice":
        pieces: list[Piece] = []
        for option in each.options:
            option = text.say(option)
            pieces += [*([Tab()] if pieces else []), Box(f"{said}: {option}"), Words(text=f"\u00a0{option}")]
        yield Para(pieces=asked, style="FieldLabel", keep=True)
        yield Para(pieces=tuple(pieces), style="Choices")
        return
    more = each.lines - 1 if each.kind == "lines" else 0
    yield Para(pieces=(*asked, Words(text=" "), Blank(said, lines=1)), style="FieldLine", keep=more > 0)
    if more > 0:
        yield text.lines(more, said)


def blank_table(block: BlankTable, text: Text) -> Iterator[Part]:
    """Turn a table to fill in into one."""
    header = tuple(text.say(each) for each in block.header)
    first = tuple(text.say(each) for each in block.first)
    yield _blank_table(text, text.say(block.caption), header, block.rows, first, tall=18 if block.tall else 9)


def _blank_table(
    text: Text, caption: str, header: tuple[str, ...], rows: int, first: tuple[str, ...], *, tall: int
) -> Grid:
    made = []
    for number in range(rows):
        row = [EMPTY] * len(header)
        if number < len(first):
            row[0] = (Para(pieces=(Words(text=first[number]),), style="Cell"),)
        made.append(tuple(row))
    return Grid(caption=caption, header=header, rows=tuple(made), heads_rows=bool(first), tall=tall)


def local_details(block: LocalDetails, text: Text) -> Iterator[Part]:
    """Turn what differs from place to place into facts, or into room to write them."""
    for row in block.rows:
        label = text.say(row.label)
        yield text.fact(label, (Words(text=row.value),) if row.value else (Blank(label, lines=1),))
