"""Questions, and their keys, as parts of a Word document: boxes to tick, letters to write, lines. A paper never holds its key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from caselore.documents.blocks import AnswerKey, OpenQuestion, QuestionBlock, QuizBlock, StopAndThink
from caselore.prose import plain_text
from caselore.questions.arrange import arranged
from caselore.questions.interactions import (
    GAP,
    ChoiceInteraction,
    ExtendedTextInteraction,
    Interaction,
    Item,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from caselore.questions.verdict import verdict
from caselore.words import N_
from caselore.writers.word_parts import Blank, Box, Break, Number, Para, Part, Piece, Pieces, Tab, Words
from caselore.writers.word_text import Text

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def question(block: QuestionBlock, text: Text) -> Iterator[Part]:
    """Turn a question into its paper: nothing of what it rests on, which would tell its answer."""
    yield from _question(arranged(block.item), block.number, text)


def stop_and_think(block: StopAndThink, text: Text) -> Iterator[Part]:
    """Turn a decision point into its paper, with room for one's reasons."""
    yield from _question(arranged(block.question.item), 1, text)
    yield ask(text, N_("Your reasons:"))
    yield text.lines(4, text.say(N_("Your reasons:")))


def quiz(block: QuizBlock, text: Text) -> Iterator[Part]:
    """Turn a quiz into its paper."""
    if block.quiz.intro:
        yield from text.prose(block.quiz.intro)
    for each in block.questions:
        yield from question(each, text)


def open_question(block: OpenQuestion, text: Text) -> Iterator[Part]:
    """Turn an open question into its paper."""
    yield _stem(block.number, block.text, text)
    yield text.lines(block.lines, plain_text(text.say(block.text)))


def ask(text: Text, words: str, **values: object) -> Para:
    """Return a line that says how to answer."""
    return Para(pieces=(Words(text=text.say(words, **values)),), style="Ask", keep=True)


def kept(parts: Iterable[Part]) -> Iterator[Part]:
    """Keep parts on one page, as far as they are paragraphs; not with what follows the last."""
    made = list(parts)
    for number, each in enumerate(made, 1):
        yield replace(each, keep=True) if isinstance(each, Para) and number < len(made) else each


def _stem(number: int | None, stem: str, text: Text) -> Para:
    before = (Words(text=f"{number}. ", strong=True),) if number else ()
    return Para(pieces=(*before, *text.inline(stem)), style="Question", keep=True)


def _question(item: Item, number: int | None, text: Text) -> Iterator[Part]:
    asked = [each for each in item.interactions if not isinstance(each, ExtendedTextInteraction)]
    free = [each for each in item.interactions if isinstance(each, ExtendedTextInteraction)]

    def parts() -> Iterator[Part]:
        if item.scenario:
            yield from text.prose(item.scenario, "Scenario")
        stem = _stem(number, item.stem, text)
        yield replace(stem, style="QuestionToo") if item.scenario else stem
        if item.gap_text:
            yield from _gaps(item, text)
            return
        for each in asked:
            yield from _asked(each, item, text)
        for open_end in free:
            yield from _prompt(open_end, text)
            yield text.lines(open_end.lines, plain_text(text.say(open_end.prompt or item.stem)))

    yield from kept(parts())


def _prompt(asked: Interaction, text: Text) -> Iterator[Para]:
    if asked.prompt and not isinstance(asked, TextEntryInteraction):
        yield Para(pieces=text.inline(asked.prompt), style="Prompt", keep=True)


def _asked(asked: Interaction, item: Item, text: Text) -> Iterator[Part]:
    yield from _prompt(asked, text)
    match asked:
        case ChoiceInteraction():
            if asked.choose > 1:
                yield ask(text, N_("Tick %(n)s."), n=asked.choose)
            which = text.new_list()
            for choice in asked.choices:
                yield _lettered(which, (_box(choice.text, text), Words(text="\u00a0"), *text.inline(choice.text)))
        case MatchInteraction():
            yield ask(text, N_("Write a letter in each box. A letter may serve twice, or not at all."))
            which = text.new_list()
            for target in asked.targets:
                yield _lettered(which, text.inline(target.text))
            yield from (_write_before(row.text, text) for row in asked.rows)
        case OrderInteraction():
            most = len(asked.entries)
            yield ask(text, N_("Give each its number, from 1 (first) to %(n)s (last)."), n=most)
            yield from (_write_before(entry.text, text) for entry in asked.entries)
        case TextEntryInteraction():
            yield from _typed(asked, item, text)


def _typed(asked: TextEntryInteraction, item: Item, text: Text) -> Iterator[Part]:
    said = text.inline(asked.prompt or N_("Your answer"))
    label = plain_text(asked.prompt or item.stem)
    if asked.number is None:
        yield Para(pieces=said, style="Prompt", keep=True)
        yield text.lines(1, label)
        return
    unit = (Words(text=f" {asked.unit}"),) if asked.unit else ()
    yield Para(pieces=(*said, Words(text=" "), Blank(label), *unit), style="Prompt", keep=True)
    yield ask(text, N_("Room for the sum:"))
    yield text.lines(2, text.say(N_("Room for the sum:")))


def _gaps(item: Item, text: Text) -> Iterator[Part]:
    numbers = {each.id: number for number, each in enumerate(item.interactions, 1)}
    for part in text.prose(item.gap_text, "Scenario"):
        if isinstance(part, Para):
            part = replace(part, pieces=tuple(_with_gaps(part.pieces, numbers, text)))
        yield part
    for number, each in enumerate(item.interactions, 1):
        if isinstance(each, ChoiceInteraction):
            pieces: list[Piece] = [Words(text=f"{text.say(N_('Gap %(n)s'), n=number)}: ")]
            for choice in each.choices:
                pieces += [*([Words(text=" / ")] if len(pieces) > 1 else []), *text.inline(choice.text)]
            yield Para(pieces=tuple(pieces), style="Ask")


def _with_gaps(pieces: Pieces, numbers: dict[str, int], text: Text) -> Iterator[Piece]:
    for piece in pieces:
        if not isinstance(piece, Words):
            yield piece
            continue
        for place, words in enumerate(GAP.split(piece.text)):
            if place % 2 and words in numbers:
                number = numbers[words]
                yield Words(text=f"({number}) ", style="Quiet")
                yield Blank(text.say(N_("Gap %(n)s"), n=number))
            elif words:
                yield replace(piece, text=f"{{{words}}}" if place % 2 else words)


def _lettered(which: int, pieces: Pieces) -> Para:
    return Para(pieces=pieces, style="Option", number=Number(which, "letter"))


def _box(said: str, text: Text) -> Box:
    return Box(plain_text(text.say(said)))


def _write_before(said: str, text: Text) -> Para:
    label = plain_text(text.say(said))
    return Para(pieces=(Blank(label, wide=False), Tab(), *text.inline(said)), style="Tick")


def answer_key(block: AnswerKey, text: Text) -> Iterator[Part]:
    """Turn a question into its key: the same number, and the same letters before its options."""
    item, typed = arranged(block.block.item), block.block.item
    yield _stem(block.block.number, item.stem, text)
    if block.block.case:
        said = f"{text.say(N_('From the story'))} {block.block.case.title}"
        yield Para(pieces=(Words(text=said),), style="Small", keep=True)
    if item.scenario:
        yield from text.prose(item.scenario, "Scenario")
    for number, asked in enumerate(item.interactions, 1):
        if item.gap_text:
            yield Para(pieces=(Words(text=text.say(N_("Gap %(n)s"), n=number)),), style="Prompt", keep=True)
        else:
            yield from _prompt(asked, text)
        yield from _answered(asked, typed.interactions[number - 1], text)
    last: list[Part] = [text.label(N_("Why")), *text.prose(item.rationale)] if item.rationale else []
    if block.block.evidence:
        rests = Words(text=text.say(N_("Rests on")))
        last.append(Para(pieces=(rests, *text.chips(block.block.evidence)), style="Small"))
    yield from kept(last)


def _answered(asked: Interaction, typed: Interaction, text: Text) -> Iterator[Part]:
    which = text.new_list()
    match asked:
        case ChoiceInteraction() if asked.scored:
            for choice in asked.choices:
                said = (
                    Words(text=f"{text.say(verdict(asked, choice))}:", strong=True),
                    Words(text=" "),
                    *text.inline(choice.text),
                )
                yield _lettered(which, (*said, *_why(choice.feedback, text)))
        case MatchInteraction():
            letters = {target.id: LETTERS[place % 26] for place, target in enumerate(asked.targets)}
            words = {target.id: target.text for target in asked.targets}
            for row in asked.rows:
                right = (
                    Words(text=f"{letters[row.target]} ", strong=True),
                    *text.inline(words[row.target], strong=True),
                )
                said = (*text.inline(row.text), Words(text=": "), *right)
                yield Para(pieces=(*said, *_why(row.feedback, text)), style="KeyRow")
        case OrderInteraction():
            places = {e.id: n for n, e in enumerate(typed.entries, 1)} if isinstance(typed, OrderInteraction) else {}
            for entry in asked.entries:
                said = (Words(text=f"{places[entry.id]} ", strong=True), *text.inline(entry.text))
                yield Para(pieces=(*said, *_why(entry.feedback, text)), style="KeyRow")
        case TextEntryInteraction():
            yield from _typed_key(asked, text)
    if isinstance(asked, (TextEntryInteraction, ExtendedTextInteraction)) and asked.model_points:
        yield ask(text, N_("A good answer holds:"))
        yield from text.bullets(asked.model_points)


def _typed_key(asked: TextEntryInteraction, text: Text) -> Iterator[Part]:
    if asked.number is None:
        right = " / ".join(asked.accept)
    else:
        right = f"{_figure(asked.number)}{' ' if asked.unit else ''}{asked.unit}"
    pieces: Pieces = (Words(text=right, strong=True),)
    if asked.tolerance:
        more = text.say(N_("(up to %(n)s more or less counts)"), n=_figure(asked.tolerance))
        pieces = (*pieces, Words(text=f" {more}"))
    yield Para(pieces=pieces, style="KeyRow")
    for each in (asked.feedback_right, asked.feedback_wrong):
        if each:
            yield Para(pieces=text.inline(each), style="KeyRow")


def _why(feedback: str, text: Text) -> Pieces:
    return (Break(), *text.inline(feedback, style="Quiet")) if feedback else ()


def _figure(number: float) -> str:
    return re.sub(r"\.0$", "", str(number))
