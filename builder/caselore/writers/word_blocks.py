"""Blocks as parts of a Word document. What has no way of being said in Word is left out and reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from caselore.documents import blocks
from caselore.documents.case_study import PROVENANCE
from caselore.documents.evidence import title_of
from caselore.documents.front import NATIONS
from caselore.words import N_, long_date
from caselore.writers import word_activities, word_questions
from caselore.writers.word_parts import Grid, Para, Part, Piece, Words
from caselore.writers.word_text import Text, heading

NOTES = {
    "fictional": N_("Fictional"),
    "content": N_("Before you read"),
    "editorial": N_("How it is told"),
    "sure": N_("How sure"),
    "law": N_("Law"),
}
SURE = {
    "primary": N_("Read in the law or guidance itself"),
    "secondary": N_("Read in somebody else's account of the law"),
    "memory": N_("From memory: verify before you rely on it"),
}
STANDING = {"current": "", "historic": N_("Historic"), "contested": N_("Contested")}


def draw(block: blocks.Block, text: Text) -> Iterator[Part]:
    """Turn a block into parts."""
    way = WAYS.get(type(block))
    if way is None:
        text.blocks_lost.append(type(block).__name__)
        return iter(())
    return way(block, text)


def _heading(block: blocks.Heading, text: Text) -> Iterator[Part]:
    words = (Words(text=text.say(block.text)),)
    yield Para(pieces=words, style="Title", keep=True) if block.level == 1 else heading(block.level, words)


def _eyebrow(block: blocks.Eyebrow, text: Text) -> Iterator[Part]:
    said = " · ".join(text.say(part) for part in block.parts)
    yield Para(pieces=(Words(text=said),), style="Eyebrow", keep=True)


def _note(block: blocks.Note, text: Text) -> Iterator[Part]:
    said = Words(text=text.say(NOTES[block.kind]) + ": ", strong=True)
    yield Para(pieces=(said, *text.inline(block.text)), style="Note")


def _glance(block: blocks.Glance, text: Text) -> Iterator[Part]:
    for label, value in block.rows:
        yield text.fact(label, (Words(text=text.say(value)),))


def _changes(block: blocks.Changes, text: Text) -> Iterator[Part]:
    for row in block.rows:
        yield text.fact(row.who, (*text.inline(row.what), *text.chips(row.evidence)))


def _then_now(block: blocks.ThenNow, text: Text) -> Iterator[Part]:
    language = text.course.info.language
    for note in block.notes:
        yield heading(3, (Words(text=note.title),))
        then, now = (tuple(replace(each, keep=True) for each in _cells(text, said)) for said in (note.then, note.now))
        yield Grid(
            caption=text.say(N_("Then and now")) + ": " + note.title,
            header=(
                text.say(N_("Then, %(when)s"), when=note.then_when),
                text.say(N_("Now, %(nation)s"), nation=text.say(NATIONS[note.nation])),
            ),
            rows=((then, now),),
            shares=(1, 1),
            heads_rows=False,
            titled=False,
        )
        said = Words(text=text.say(N_("What to do:")) + " ", strong=True)
        yield Para(pieces=(said, *text.inline(note.do)), keep=True)
        pieces: list[Piece] = []
        for each in note.citations:
            act = f"{each.act}, {each.provision}" if each.provision else each.act
            link = each.url or ""
            end = ". " if each is note.citations[-1] else "; "
            pieces += [Words(text=act, url=link, style="Hyperlink" if link else ""), Words(text=end)]
        checked = text.say(N_("Not yet checked by a named person."))
        if note.checked_on and note.checked_by:
            day = long_date(note.checked_on, language)
            checked = text.say(N_("Checked on %(day)s by %(who)s."), day=day, who=note.checked_by)
        yield Para(pieces=(*pieces, Words(text=f"{text.say(SURE[note.confidence])}. {checked}")), style="Small")


def _cells(text: Text, markdown: str) -> Iterator[Para]:
    """Turn Markdown into the paragraphs of a cell; a table within it becomes its words."""
    made = [each for each in text.prose(markdown, "Cell") if isinstance(each, Para)]
    yield from made or (Para(pieces=text.inline(markdown), style="Cell"),)


def _as_data(block: blocks.AsData, text: Text) -> Iterator[Part]:
    case = block.case
    kind = text.say(PROVENANCE[case.provenance]) + (f". {case.credit}" if case.credit else "")
    yield text.fact(N_("What kind of story"), (Words(text=kind),))
    yield text.fact(N_("Who told it"), text.inline(case.told_by))
    yield text.fact(N_("How it was gathered"), text.inline(case.gathered_how))
    reviewed = ", ".join(case.reviewed_by) or text.say(N_("Not yet reviewed"))
    yield text.fact(N_("Reviewed by"), (Words(text=reviewed),))
    for label, said in ((N_("What it can show"), case.can_show), (N_("What it cannot show"), case.cannot_show)):
        yield text.label(label)
        yield from text.bullets(said)


def _messages(block: blocks.MessageCards, text: Text) -> Iterator[Part]:
    for each in block.messages:
        yield Para(pieces=(Words(text=each.message), Words(text=f" ({each.number})", style="Quiet")), style="Message")


def _stories(block: blocks.CaseCards, text: Text) -> Iterator[Part]:
    for case in block.cases:
        said = Words(text=text.say(N_("Story:")) + " ", strong=True)
        end = Words(text=" " + text.say(N_("It is on a case sheet of its own.")), style="Quiet")
        title = Words(text=f"{case.title}. ", strong=True)
        yield Para(pieces=(said, title, *text.inline(case.summary), end), style="Note")


def _glossary(block: blocks.GlossaryList, text: Text) -> Iterator[Part]:
    for term in block.terms:
        standing = text.say(STANDING[term.standing]).lower() if STANDING[term.standing] else ""
        pieces: list[Piece] = [Words(text=term.plain)]
        if term.say_instead:
            pieces += [Words(text=" " + text.say(N_("Say instead:")) + " ", strong=True)]
            pieces += [Words(text=f"{term.say_instead}.")]
        if term.era_note:
            pieces += [Words(text=" "), *text.inline(term.era_note, style="Quiet")]
        yield text.fact(f"{term.term} ({standing})" if standing else term.term, tuple(pieces))


def _links(block: blocks.Links, text: Text) -> Iterator[Part]:
    which = text.new_list()
    for name in block.ids:
        yield text.plain_item(title_of(text.course.by_id[name]), which)


def _table(block: blocks.Table, text: Text) -> Iterator[Part]:
    rows = tuple(tuple(text.cell(cell) for cell in row) for row in block.rows)
    header = tuple(text.say(each) for each in block.header)
    yield Grid(caption=text.say(block.caption), header=header, rows=rows)


def _box(block: blocks.FacilitatorBox, text: Text) -> Iterator[Part]:
    inside = [text.label(block.title), *(part for each in block.blocks for part in draw(each, text))]
    for part in inside:
        yield replace(part, boxed=part.boxed + 1) if isinstance(part, Para) else part


def _handout(block: blocks.HandoutBlock, text: Text) -> Iterator[Part]:
    yield heading(3, (Words(text=block.title),))
    yield from text.prose(block.text)


def _lines(block: blocks.WritingLines, text: Text) -> Iterator[Part]:
    if block.label:
        yield text.label(block.label)
    yield text.lines(block.lines, text.say(block.label or N_("Your answer")))


def _say(block: blocks.Say, text: Text) -> Iterator[Part]:
    yield replace(text.label(N_("Say")), style="SayLabel")
    yield from text.prose(block.text, "Say")


def _brief(block: blocks.MessageBrief, text: Text) -> Iterator[Part]:
    message = block.message
    yield heading(3, (Words(text=f"{message.number}. {message.message}"),))
    yield from text.prose(message.why)
    sure = Words(text=word_activities.strength(message, text) + (". " if message.caveat else ""))
    yield Para(pieces=(sure, *(text.inline(message.caveat) if message.caveat else ())), style="Small")


def _story(block: blocks.StorySoFar, text: Text) -> Iterator[Part]:
    for part in block.case.story:
        yield heading(2, (Words(text=part.heading),))
        yield from text.prose(part.text)


def _contrast(block: blocks.Contrast, text: Text) -> Iterator[Part]:
    for label, said in ((N_("Looks like"), block.looks_like), (N_("Not this"), block.not_this)):
        if said:
            yield text.label(label)
            yield from text.prose(said)


def _ask_yourself(block: blocks.AskYourself, text: Text) -> Iterator[Part]:
    yield text.label(N_("Ask yourself"))
    yield from text.prose(block.text)


def _outcomes(block: blocks.Outcomes, text: Text) -> Iterator[Part]:
    which = text.new_list()
    for each in block.outcomes:
        yield text.plain_item(each.statement, which)


def _strength(block: blocks.Strength, text: Text) -> Iterator[Part]:
    yield Para(pieces=(Words(text=word_activities.strength(block.message, text)),), style="Small")


WAYS: dict[type, Callable[[Any, Text], Iterator[Part]]] = {
    blocks.ActivityGuide: word_activities.activity_guide,
    blocks.ActivityTask: word_activities.activity_task,
    blocks.AnswerKey: word_questions.answer_key,
    blocks.AsData: _as_data,
    blocks.AskYourself: _ask_yourself,
    blocks.BlankTable: word_activities.blank_table,
    blocks.Bullets: lambda block, text: text.bullets(block.items, numbered=block.look == "steps"),
    blocks.CaseCards: _stories,
    blocks.Changes: _changes,
    blocks.Checklist: lambda block, text: (text.tick(each) for each in block.items),
    blocks.Contrast: _contrast,
    blocks.Eyebrow: _eyebrow,
    blocks.FacilitatorBox: _box,
    blocks.FormFields: word_activities.form_fields,
    blocks.Glance: _glance,
    blocks.GlossaryList: _glossary,
    blocks.HandoutBlock: _handout,
    blocks.Heading: _heading,
    blocks.Lead: lambda block, text: text.prose(block.text, "Lead"),
    blocks.Links: _links,
    blocks.LocalDetails: word_activities.local_details,
    blocks.MessageBrief: _brief,
    blocks.MessageCards: _messages,
    blocks.Note: _note,
    blocks.OpenQuestion: word_questions.open_question,
    blocks.Outcomes: _outcomes,
    blocks.PracticeCards: word_activities.practice_cards,
    blocks.Prose: lambda block, text: text.prose(block.text),
    blocks.QuestionBlock: word_questions.question,
    blocks.QuizBlock: word_questions.quiz,
    blocks.RestsOn: lambda block, text: iter((Para(pieces=text.chips(block.evidence)[1:], style="Small"),)),
    blocks.RunSheet: word_activities.run_sheet,
    blocks.Say: _say,
    blocks.SortingCards: word_activities.sorting_cards,
    blocks.StopAndThink: word_questions.stop_and_think,
    blocks.StorySoFar: _story,
    blocks.Strength: _strength,
    blocks.Table: _table,
    blocks.ThenNow: _then_now,
    blocks.WritingLines: _lines,
}
"""What draws each class of blocks. A document of ours is asked for by a test for every class that sheets use."""
