"""Turn a module, or a session, into its deck: what is shown in the room from the welcome to the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from caselore.documents.front import foot_line
from caselore.documents.paper.guide import ACCESS, DISTRESS, RULES, START, given_order, is_break, is_order
from caselore.documents.paper.module_parts import named_in
from caselore.documents.paper.session_pack import needed, numbers_asked, title_of
from caselore.documents.slides.parts import (
    activity_slides,
    bullets,
    case_slides,
    law_slides,
    message_slides,
    point_slides,
    source_slides,
)
from caselore.documents.slides.questions import question_slides, quiz_slides
from caselore.documents.slides.saying import Words
from caselore.documents.slides.slide import Deck, Line, Picture, Slide, named_apart, spread
from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question, Quiz
from caselore.model.session import Session, SessionPart, said
from caselore.prose import CITATION, Directive, Passage, plain_line, sections
from caselore.prose import Heading as ProseHeading
from caselore.remarks import remarks
from caselore.words import N_

ROWS = 7
"""Of a running order, to a slide."""
MOST_OUTCOMES = 6
"""More than these are named in the notes; the slide names the modules they belong to."""
TAKE_PART = (
    N_("Tell us what would help you today, now or in private."),
    N_("Ask for large print, or for anything to be read aloud."),
    N_("One person speaks at a time."),
    N_("Come and go as you need. Breaks are at the times shown."),
    N_("Nobody has to write, read aloud or play a part."),
)


def decks(course: Course) -> Iterator[Deck]:
    """Turn a Course into its decks: sessions first, then modules."""
    yield from (session_deck(course, each) for each in course.sessions)
    yield from (module_deck(course, each) for each in course.modules)


def _deck(course: Course, record: Session | Module, path: str, slides: list[Slide], lost: tuple[str, ...] = ()) -> Deck:
    words = Words(course)
    slides += source_slides(words, slides)
    info = course.info
    foot = " · ".join(part for part in (course.local.council, info.title, foot_line(course)) if part)
    return Deck(
        path=path,
        of=record.id,
        title=record.title,
        slides=named_apart(info.language, slides),
        foot=foot,
        source=record.place.path if record.place else "",
        lost=lost,
    )


def _welcome(words: Words, first: Slide) -> Iterator[Slide]:
    """The title, the ground rules, and what people need so as to take part."""
    local = words.course.local
    logo = Picture(path=local.logo, alt=local.logo_alt or local.council or "") if local.logo else None
    yield replace(first, layout="title", picture=logo, group=words.say(N_("Welcome")))
    yield from spread(
        words.language,
        Slide(
            title=words.say(N_("Ground rules")),
            kicker=words.say(N_("Welcome")),
            lines=bullets(words, RULES),
            notes=(
                words.say(N_("Read them aloud. Ask whether anything is missing, and whether everybody can agree.")),
                *words.list(DISTRESS, N_("If somebody is upset:")),
            ),
        ),
    )
    yield from spread(
        words.language,
        Slide(
            title=words.say(N_("So that everybody can take part")),
            kicker=words.say(N_("Welcome")),
            lines=bullets(words, TAKE_PART),
            notes=words.list(ACCESS, N_("What you have seen to before:")),
        ),
    )


def _running_order(words: Words, rows: list[tuple[str, str, int, bool]], *notes: str) -> Iterator[Slide]:
    """What happens when, in clock times; a table, on as many slides as it needs."""
    if not rows:
        return
    pages = -(-len(rows) // ROWS)
    step = -(-len(rows) // pages)
    header = (words.say(N_("When")), words.say(N_("What")), words.say(N_("Minutes")))
    for number in range(pages):
        shown = rows[number * step : (number + 1) * step]
        title = words.say(N_("What happens when"))
        yield Slide(
            title=title,
            page=words.say(N_("(%(n)s of %(all)s)"), n=number + 1, all=pages) if pages > 1 else "",
            layout="table",
            kicker=words.say(N_("Running order")),
            rows=(header, *((clock, what, str(minutes or "")) for clock, what, minutes, _ in shown)),
            notes=(words.say(N_("Say aloud when the breaks are, and that people may come and go.")), *notes),
        )


def _outcomes(words: Words, modules: Iterable[Module]) -> Iterator[Slide]:
    modules = tuple(modules)
    statements = [each.statement for module in modules for each in module.outcomes]
    if statements:
        notes = [words.say(N_("Ask: which of these would help you most, this week?"))]
        notes += [f"{each.title}: {words.plain(each.summary)}" for each in modules]
        head = N_("What you will be able to do")
        title = words.say(head)
        if len(statements) > MOST_OUTCOMES:
            notes += words.list(statements, head)
            title, statements = words.say(N_("What this is about")), [each.title for each in modules]
        yield from spread(
            words.language,
            Slide(
                title=title,
                kicker=words.say(N_("Outcomes")),
                lines=bullets(words, statements),
                notes=tuple(notes),
            ),
        )


def module_deck(course: Course, module: Module) -> Deck:
    """Turn a module into slides, in the order of its page."""
    words = Words(course)
    notes = module.facilitator
    rows = []
    at = START
    alone = [(each.time_min, each.title) for each in named_in(course, module, "activity")]
    for minutes, what in given_order(module) or alone:
        rows.append((said(at), words.plain(what), minutes, is_break(what)))
        at += minutes
    rows += [(said(at), words.say(N_("End")), 0, False)] if rows else []
    slides = list(
        _welcome(
            words,
            Slide(
                title=module.title,
                kicker=course.info.title,
                lines=(Line(text=words.say(N_("%(n)s minutes in a room"), n=module.duration_min.workshop)),),
                notes=(
                    *((words.say(N_("Say: %(say)s"), say=words.plain(notes.script)),) if notes else ()),
                    *(words.list(notes.prep, N_("Before the day:")) if notes else ()),
                    *(words.list(notes.local_inserts, N_("To find out for here:")) if notes else ()),
                    words.say(N_("Hide what you do not need. Keys and likely answers are in the notes alone.")),
                ),
            ),
        )
    )
    cut = (words.say(N_("If you are short of time: %(what)s"), what=words.plain(notes.cut_down)),) if notes else ()
    as_if = words.say(N_("The times are as if you started at 9.30. Write your own over them."))
    slides += _running_order(words, rows, as_if, *cut)
    slides += _outcomes(words, (module,))
    slides += _Walk(words, module).slides()
    slides += _to_supervision(words, (module,))
    return _deck(course, module, f"modules/{module.id}", slides, tuple(_lost(words, module)))


def _to_supervision(words: Words, modules: Iterable[Module]) -> Iterator[Slide]:
    for module in modules:
        yield from spread(
            words.language,
            Slide(
                title=words.say(N_("Take it to supervision")),
                kicker=words.say(N_("Reflect and plan")),
                lines=(Line(text=words.plain(module.supervision_prompt)),),
                notes=(words.say(N_("One question to take along. Nobody answers it here.")),),
            ),
        )


def _lost(words: Words, module: Module) -> Iterator[str]:
    handouts = [p for p in sections(module.body) if isinstance(p, Directive) and p.name == "handout"]
    for each in handouts:
        yield words.say(N_("'%(handout)s' is a sheet to write on, and is not on the slides"), handout=each.argument)


class _Walk:
    """Goes through the page of a module and makes slides of what it names."""

    def __init__(self, words: Words, module: Module) -> None:
        self.words = words
        self.module = module
        self.heading = ""
        self.told: list[str] = []
        """What the author says to facilitators, for the notes of the next slide."""
        self.passages: list[str] = []

    def slides(self) -> list[Slide]:
        """Return the slides, with each part under the heading it has on the page."""
        made: list[Slide] = []
        rests = self._where_sources_speak()
        for part in sections(self.module.body):
            if isinstance(part, ProseHeading) and part.level == 2:
                made = self._with_notes(made)
                self.heading, self.passages = plain_line(part.text), []
                if part.line == rests:
                    found = point_slides(self.words, named_in(self.words.course, self.module, "message"))
                    made += self._under_heading(list(found))
            elif isinstance(part, Passage):
                self.passages += self.words.paragraphs(part.text)
                made += _pictures(self.words, part.text, self.heading or self.module.title)
            elif isinstance(part, Directive) and part.name == "facilitator":
                self.told += [] if is_order(part) else self.words.paragraphs(part.body)
            elif isinstance(part, Directive):
                made += self._under_heading(list(self._shown(part)))
        return self._with_notes(made)

    def _with_notes(self, made: list[Slide]) -> list[Slide]:
        """Give the slide before what the author says to facilitators after it."""
        if self.told and made:
            made = [*made[:-1], replace(made[-1], notes=(*made[-1].notes, *self.told))]
            self.told = []
        return made

    def _where_sources_speak(self) -> int:
        """Return the line of the section that cites the most: there the points go."""
        cited: dict[int, int] = {}
        line = -1
        for part in sections(self.module.body):
            if isinstance(part, ProseHeading) and part.level == 2:
                line = part.line
            elif isinstance(part, Passage) and line >= 0:
                cited[line] = cited.get(line, 0) + len(CITATION.findall(part.text))
        return max(cited, key=lambda each: (cited[each], -each), default=-1)

    def _under_heading(self, found: list[Slide]) -> list[Slide]:
        """Put the heading of the page's section before the first slides beneath it."""
        if not (found and self.heading):
            return found
        on_page = self.passages or [self.words.say(N_("The next slides are about this."))]
        if found[0].layout == "section" or found[0].title.casefold() == self.heading.casefold():
            # A story, an activity or a list of the same name opens the section: one slide for both.
            kicker = " · ".join(dict.fromkeys((self.heading, found[0].kicker)))
            notes = (*_cut_short(self.words, on_page), *self.told, *found[0].notes)
            found = [replace(found[0], kicker=kicker, notes=notes), *found[1:]]
            self.heading, self.told, self.passages = "", [], []
            return found
        section = Slide(
            title=self.heading,
            layout="section",
            kicker=self.module.title,
            notes=(*_cut_short(self.words, on_page), *self.told),
            group=self.heading,
        )
        self.heading, self.told, self.passages = "", [], []
        return [section, *found]

    def _shown(self, part: Directive) -> Iterator[Slide]:
        words, course = self.words, self.words.course
        records = [course.by_id[name] for name in part.argument.split() if name in course.by_id]
        if part.name == "message":
            yield from message_slides(words, [each for each in records if isinstance(each, PracticeMessage)])
            return
        if part.name == "reflect":
            yield from _reflect(words, part.body)
        for record in records:
            yield from about(words, record)


def _cut_short(words: Words, paragraphs: list[str], most: int = 220) -> tuple[str, ...]:
    """Return as many paragraphs as somebody could say."""
    made, count = [words.say(N_("What the page says here:"))], 0
    for each in paragraphs:
        count += len(each.split())
        if count > most:
            made.append(words.say(N_("The page and the facilitator guide go on.")))
            break
        made.append(each)
    return tuple(made)


def about(words: Words, record: object) -> Iterator[Slide]:
    """Turn any record that a page or a session names into its slides."""
    match record:
        case CaseStudy():
            yield from case_slides(words, record)
        case LegalNote():
            yield from law_slides(words, record)
        case Activity():
            yield from activity_slides(words, record)
        case Quiz():
            yield from quiz_slides(words, record)
        case Question():
            yield from question_slides(words, record)


def _reflect(words: Words, text: str) -> Iterator[Slide]:
    yield from spread(
        words.language,
        Slide(
            title=words.say(N_("Your plan")),
            layout="think",
            kicker=words.say(N_("By yourself, then in pairs")),
            lines=tuple(Line(text=each) for each in words.paragraphs(text)),
            notes=(
                words.say(
                    N_("Two minutes in silence, then tell one other person. Nobody has to share it with the room.")
                ),
                words.say(N_("Nothing that shows who a person is.")),
            ),
        ),
    )


def _pictures(words: Words, text: str, title: str) -> Iterator[Slide]:
    for remark in remarks(text):
        if remark.kind == "image":
            alt = next(iter(_alt_texts(text, remark.value)), "") or title
            notes = (words.say(N_("What it shows: %(alt)s"), alt=alt),)
            shown = Picture(path=remark.value, alt=alt)
            yield Slide(title=title, layout="picture", picture=shown, kicker=words.say(N_("Picture")), notes=notes)


def _alt_texts(text: str, path: str) -> list[str]:
    return [plain_line(found) for found in re.findall(rf"!\[([^\[\]]*)\]\(\s*{re.escape(path)}", text)]


def session_deck(course: Course, session: Session) -> Deck:
    """Turn a session into slides, part by part, by the clock."""
    words = Words(course)
    clock = session.clock()
    rows = [
        (at, title_of(course, part), part.minutes, part.pause) for at, part in zip(clock, session.parts, strict=False)
    ]
    rows.append((clock[-1], words.say(N_("End")), 0, False))
    when = words.say(N_("%(start)s to %(end)s"), start=clock[0], end=clock[-1])
    cut = words.plain(session.cut_down) if session.cut_down else ""
    slides = list(
        _welcome(
            words,
            Slide(
                title=session.title,
                kicker=course.info.title,
                lines=(Line(text=when),),
                notes=(
                    words.plain(session.purpose),
                    *words.list(session.audience, N_("For whom:")),
                    words.say(N_("Hide what you do not need. Keys and likely answers are in the notes alone.")),
                ),
            ),
        )
    )
    short = (words.say(N_("If you are short of time: %(what)s"), what=cut),) if cut else ()
    slides += _running_order(words, rows, *short)
    modules = [each for part in session.parts if isinstance(each := course.by_id.get(part.module or ""), Module)]
    slides += _outcomes(words, {each.id: each for each in modules}.values())
    told: set[str] = set()
    for at, end, part in zip(clock, clock[1:], session.parts, strict=False):
        made = _part(words, part, at, end, told)
        if part is session.parts[0] and len(made) == 1 and made[0].layout == "section":
            # The welcome is on the slides before.
            slides[0] = replace(slides[0], notes=(*made[0].notes, *slides[0].notes))
        else:
            slides += made
    return _deck(course, session, f"sessions/{session.id}", slides)


def _part(words: Words, part: SessionPart, at: str, end: str, told: set[str]) -> list[Slide]:
    """One part of a session: what it is with its times, and what it shows."""
    course = words.course
    title = title_of(course, part)
    kicker = words.say(N_("%(start)s to %(end)s · %(n)s minutes"), start=at, end=end, n=part.minutes)
    things = [words.plain(each) for each in needed(course, part)]
    first = Slide(
        title=title,
        apart=at,
        layout="break" if part.pause else "section",
        kicker=kicker,
        lines=(Line(text=words.say(N_("We go on at %(clock)s."), clock=end)),) if part.pause else (),
        notes=(
            kicker,
            *((words.say(N_("Say: %(say)s"), say=words.plain(part.say)),) if part.say else ()),
            *(words.paragraphs(part.notes) if part.notes else ()),
            *words.list(things, N_("Have ready:")),
        ),
        group=f"{at} {title}",
    )
    shown = [replace(each, group="") for each in _in_part(words, part, told)]
    if shown and (shown[0].layout == "section" or len(shown) == 1):
        # The story, the quiz or the one thing to do opens the part: one slide for both.
        mine = shown[0]
        about = mine.kicker if mine.layout == "section" else mine.title
        both = replace(
            mine,
            title=title,
            kicker=f"{kicker} · {about}" if about.casefold() not in title.casefold() else kicker,
            notes=(*first.notes, *mine.notes),
            group=first.group,
        )
        return [both, *shown[1:]]
    return [first, *shown]


def _in_part(words: Words, part: SessionPart, told: set[str]) -> Iterator[Slide]:
    """Yield what a part shows. `told` are the messages whose evidence was shown before."""
    course = words.course
    module = course.by_id.get(part.module or "")
    if isinstance(module, Module):
        points = [each for each in named_in(course, module, "message") if each.id not in told]
        points = points[: max(3, part.minutes // 2)]
        told |= {each.id for each in points}
        yield from point_slides(words, points)
    for name in (part.case, part.activity):
        yield from about(words, course.by_id.get(name or ""))
    for name in part.law:
        yield from about(words, course.by_id.get(name))
    quiz = course.by_id.get(part.quiz or "")
    if isinstance(quiz, Quiz):
        yield from quiz_slides(words, quiz, numbers_asked(course, part))
    cards = [each for name in part.messages if isinstance(each := course.by_id.get(name), PracticeMessage)]
    yield from point_slides(words, cards) if len(cards) <= 2 else message_slides(words, cards)
    if {"action-plan", "reflective-log"} & set(part.sheets):
        yield from _reflect(
            words,
            "\n\n".join(
                words.say(each)
                for each in (
                    N_("Choose one thing to try. Small and soon is better than large and later."),
                    N_("Who could tell that it made a difference, and how?"),
                    N_("Whom will you talk it over with, and by when?"),
                )
            ),
        )
    if {"evaluation", "evaluation-later"} & set(part.sheets):
        yield Slide(
            title=words.say(N_("Before you go")),
            kicker=words.say(N_("Evaluation")),
            lines=(
                Line(text=words.say(N_("Please fill in the sheet. It has no name on it. It tells us what to change."))),
            ),
            notes=(
                words.say(N_("Give people the minutes for it. It does not show what anybody learnt.")),
                words.say(N_("Look for anybody who was upset before they go home.")),
            ),
        )
