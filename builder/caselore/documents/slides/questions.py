"""Turn questions into slides, one a slide: what is asked on its face, the key in its notes and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caselore.documents.blocks import QuestionBlock
from caselore.documents.questions import question_block, quiz_block
from caselore.documents.slides.saying import Words
from caselore.documents.slides.slide import (
    LONG_TITLE,
    WORDS,
    WORDS_TOGETHER,
    Column,
    Line,
    Slide,
    fits,
    side_by_side,
    spread,
)
from caselore.model.question import Question, Quiz
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

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def quiz_slides(words: Words, quiz: Quiz, asked: tuple[int, ...] = ()) -> Iterator[Slide]:
    """A quiz: what it is, and its questions; only those with the numbers that are asked, if it is not all."""
    every = quiz_block(words.course, quiz).questions
    blocks = [each for each in every if not asked or each.number in asked]
    count = N_("One question. Nobody collects the papers.")
    if len(blocks) > 1:
        count = N_("%(n)s questions. Nobody collects the papers.")
    yield Slide(
        title=quiz.title,
        layout="section",
        kicker=words.say(N_("Check yourself")),
        lines=(Line(text=words.say(count, n=len(blocks))),),
        notes=(
            *(words.paragraphs(quiz.intro) if quiz.intro else ()),
            words.say(N_("Give out the quiz paper. In pairs, and nobody collects it.")),
            words.say(N_("The key to each question is in the notes of its slide. People can also answer on paper.")),
        ),
        group=quiz.title,
    )
    for block in blocks:
        number = words.say(N_("Question %(n)s of %(all)s"), n=block.number, all=len(every))
        yield from _question(words, block, number, f"{number} · {quiz.title}")


def question_slides(words: Words, question: Question) -> Iterator[Slide]:
    """A question that stands by itself."""
    block = question_block(words.course, question)
    name = words.say(N_("A question for you"))
    yield from _question(words, block, name, name)


def _question(words: Words, block: QuestionBlock, name: str, kicker: str) -> Iterator[Slide]:
    item = arranged(block.item)
    slide = Slide(
        title=words.plain(item.stem),
        apart=name,
        layout="think",
        kicker=kicker,
        codes=tuple(each.finding for each in block.evidence),
        notes=answer_notes(words, item, block.item),
    )
    scenario = Line(text=words.plain(item.scenario))
    if item.scenario:
        asked = [line for each in item.interactions for line in _asked(words, each)]
        plain = not item.gap_text and not any(isinstance(each, MatchInteraction) for each in item.interactions)
        if plain and fits([scenario, *asked], WORDS_TOGETHER) and len(slide.title) <= LONG_TITLE:
            slide = replace(slide, lines=(scenario,))
        else:
            yield from spread(
                words.language,
                Slide(
                    title=words.say(N_("%(question)s: the situation"), question=name),
                    layout="think",
                    kicker=kicker,
                    lines=(scenario,),
                    notes=(words.say(N_("Read it aloud. The question is on the next slide.")),),
                ),
            )
    yield from answers(words, item, slide, fallback=name)


def answers(words: Words, item: Item, slide: Slide, *, fallback: str) -> Iterator[Slide]:
    """Lay out what can be answered: on one slide if it fits, so that people see it side by side."""
    lines = list(slide.lines)
    if len(slide.title) > LONG_TITLE:
        lines.append(Line(text=slide.title, kind="strong"))
        slide = replace(slide, title=fallback)
    if item.gap_text:
        lines += _gaps(words, item)
    else:
        asked = [each for each in item.interactions if not (isinstance(each, ChoiceInteraction) and not each.scored)]
        if len(asked) == 1 and isinstance(asked[0], MatchInteraction):
            yield from _matched(words, asked[0], replace(slide, lines=tuple(lines)), fallback)
            return
        for each in asked:
            lines += _either(words, each) if is_either(each) and len(asked) > 1 else _asked(words, each)
    together = fits(lines, WORDS_TOGETHER)
    yield from spread(words.language, replace(slide, lines=tuple(lines)), most=WORDS_TOGETHER if together else WORDS)


def _asked(words: Words, asked: Interaction) -> list[Line]:
    prompt = [Line(text=words.plain(asked.prompt), kind="strong")] if asked.prompt else []
    match asked:
        case ChoiceInteraction():
            choose = [_quiet(words.say(N_("Choose %(n)s."), n=asked.choose))] if asked.choose > 1 else []
            return [*prompt, *choose, *_lettered(words, [each.text for each in asked.choices])]
        case MatchInteraction():
            rows = [Line(text=words.plain(each.text), kind="bullet") for each in asked.rows]
            head = Line(text=words.say(N_("Give each of them one of these:")), kind="strong")
            return [*prompt, *rows, head, *_lettered(words, [each.text for each in asked.targets])]
        case OrderInteraction():
            head = _quiet(words.say(N_("Put these in order.")))
            return [*prompt, head, *_lettered(words, [each.text for each in asked.entries])]
        case TextEntryInteraction():
            unit = f" ({asked.unit})" if asked.unit else ""
            return [*prompt, _quiet(words.say(N_("Write your answer")) + unit)]
        case ExtendedTextInteraction():
            return [*prompt, _quiet(words.say(N_("Write it in your own words.")))]


def _matched(words: Words, asked: MatchInteraction, slide: Slide, name: str) -> Iterator[Slide]:
    """Show what is to be matched on the left and the answers on the right; one after the other if there is much."""
    rows = tuple(Line(text=words.plain(each.text), kind="bullet") for each in asked.rows)
    targets = tuple(_lettered(words, [each.text for each in asked.targets]))
    head = words.plain(asked.prompt) or words.say(N_("Give each of these ..."))
    left, right = Column(head=head, lines=rows), Column(head=words.say(N_("... one of these")), lines=targets)
    size = 0 if slide.lines or len(head) > 38 else side_by_side(left, right)
    if size:
        yield replace(slide, layout="compare", columns=(left, right), size=size)
        return
    prompt = (Line(text=words.plain(asked.prompt), kind="strong"),) if asked.prompt else ()
    given = " · ".join(f"{LETTERS[line.nth - 1]} {line.text}" for line in targets[:26])
    short = (Line(text=words.say(N_("Give each of them one of these:")), kind="strong"), Line(text=given))
    if len(given) < 120 and fits([*slide.lines, *prompt, *rows, *short], WORDS_TOGETHER):
        lines = (*slide.lines, *prompt, *rows, *short)
        yield from spread(words.language, replace(slide, lines=lines), most=WORDS_TOGETHER)
        return
    yield from spread(words.language, replace(slide, lines=(*slide.lines, *prompt, *rows)))
    title = words.say(N_("Answers to choose from"))
    yield from spread(words.language, replace(slide, title=title, apart=name, lines=targets))


def is_either(asked: Interaction) -> bool:
    """Whether it is a choice between two or three words, such as true or false, which needs no letters."""
    return (
        isinstance(asked, ChoiceInteraction) and len(asked.choices) < 4 and all(len(c.text) < 12 for c in asked.choices)
    )


def _either(words: Words, asked: Interaction) -> list[Line]:
    choices = asked.choices if isinstance(asked, ChoiceInteraction) else ()
    prompt = [Line(text=words.plain(asked.prompt), kind="strong")] if asked.prompt else []
    return [*prompt, Line(text=" / ".join(words.plain(each.text) for each in choices))]


def _quiet(text: str) -> Line:
    return Line(text=text, kind="quiet")


def _lettered(words: Words, texts: list[str]) -> list[Line]:
    return [Line(text=words.plain(text), kind="letter", nth=number) for number, text in enumerate(texts, 1)]


def _gaps(words: Words, item: Item) -> list[Line]:
    names = [each.id for each in item.interactions]
    text = GAP.sub(lambda found: f"____ ({names.index(found[1]) + 1})", item.gap_text)
    made = [Line(text=words.plain(text.replace("_", "\\_")))]
    for number, each in enumerate(item.interactions, 1):
        if isinstance(each, ChoiceInteraction):
            given = " / ".join(words.plain(choice.text) for choice in each.choices)
            made.append(Line(text=f"({number}) {given}", kind="bullet"))
    return made


def answer_notes(words: Words, shown: Item, key: Item) -> tuple[str, ...]:
    """Return the key of a question for the notes: the letters as on the slide, and why."""
    made: list[str] = []
    for number, asked in enumerate(shown.interactions, 1):
        if shown.gap_text:
            made.append(f"({number})")
        bare = is_either(asked) and len(shown.interactions) > 1
        made += [each[2:] if bare else each for each in _answer(words, asked, key)]
    if shown.rationale:
        made += [words.say(N_("Why: %(why)s"), why=" ".join(words.paragraphs(shown.rationale)))]
    return (words.say(N_("The key, for you:")), *made) if made else (words.say(N_("There is no one answer to this.")),)


def _answer(words: Words, asked: Interaction, key: Item) -> list[str]:
    match asked:
        case ChoiceInteraction(scored=True):
            return [
                f"{LETTERS[n % 26]} {words.plain(verdict(asked, each))}: "
                f"{words.plain(each.text)}. {words.plain(each.feedback)}".rstrip()
                for n, each in enumerate(asked.choices)
            ]
        case MatchInteraction():
            letter = {each.id: LETTERS[n % 26] for n, each in enumerate(asked.targets)}
            return [
                f"{words.plain(r.text)}: {letter[r.target]}. {words.plain(r.feedback)}".rstrip() for r in asked.rows
            ]
        case OrderInteraction():
            letter = {each.id: LETTERS[n % 26] for n, each in enumerate(asked.entries)}
            right = next(each for each in key.interactions if each.id == asked.id)
            entries = right.entries if isinstance(right, OrderInteraction) else ()
            return [
                " ".join(letter[each.id] for each in entries),
                *(words.plain(e.feedback) for e in entries if e.feedback),
            ]
        case TextEntryInteraction():
            answer = f"{asked.number:g} {asked.unit}".strip() if asked.number is not None else " / ".join(asked.accept)
            texts = (asked.feedback_right, asked.feedback_wrong)
            said = [words.plain(each) for each in texts if each]
            return [answer, *said, *words.list(asked.model_points, N_("A good answer holds:"))]
        case ExtendedTextInteraction():
            return list(words.list(asked.model_points, N_("A good answer holds:")))
        case _:
            return []
