"""Turn stories, points of law, activities, messages and sources into slides. Keys stand in the notes alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from caselore.documents.case_study import PROVENANCE
from caselore.documents.front import NATIONS
from caselore.documents.questions import stop_and_think
from caselore.documents.slides.questions import answer_notes, answers
from caselore.documents.slides.saying import Words
from caselore.documents.slides.slide import Column, Line, Slide, side_by_side, spread
from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.legal_note import LegalNote
from caselore.model.practice_message import PracticeMessage
from caselore.model.record import Evidence
from caselore.prose import CITATION
from caselore.questions.arrange import arranged
from caselore.words import N_, long_date, partial_date

STRENGTH = {
    "consistent": N_("Two or more sources agree"),
    "single-study": N_("One source"),
    "opinion": N_("An opinion"),
    "inference": N_("Our inference"),
}
SURE = {
    "primary": N_("Read in the law or guidance itself"),
    "secondary": N_("Read in somebody else's account of the law"),
    "memory": N_("From memory: verify before you rely on it"),
}
GROUPS = {"solo": N_("alone"), "pairs": N_("in pairs"), "threes": N_("in threes"), "whole": N_("all together")}


def bullets(words: Words, texts: Iterable[str]) -> tuple[Line, ...]:
    """Turn Markdown texts into the lines of a list."""
    return tuple(Line(text=words.plain(text), kind="bullet") for text in texts)


def codes_in(*texts: str) -> tuple[str, ...]:
    """Return the finding codes that texts cite, each once."""
    found = (code for text in texts for match in CITATION.finditer(text) for code in re.split(r"[;\s@]+", match[1]))
    return tuple(dict.fromkeys(code for code in found if code))


def codes_of(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the codes of the findings that something rests on."""
    return tuple(dict.fromkeys(each.finding for each in evidence))


def case_slides(words: Words, case: CaseStudy) -> Iterator[Slide]:
    """A story to its decision, the decision, what happened, what is not known, and what it can show."""
    language = words.language
    kind = words.plain(PROVENANCE[case.provenance])
    credit = f". {case.credit}" if case.credit else ""
    yield Slide(
        title=case.title,
        layout="section",
        kicker=kind,
        lines=(Line(text=words.plain(case.summary)),),
        foot=words.say(N_("Please note: %(what)s"), what=words.plain(case.content_note)) if case.content_note else "",
        notes=(
            words.say(N_("Why we tell it: %(why)s"), why=words.plain(case.purpose)),
            f"{kind}{credit}.",
            words.say(N_("Give out the case sheet. Read aloud what is on the slides.")),
            *words.list(case.not_known, N_("What the story does not tell us, so nobody can know:")),
        ),
        group=case.title,
    )
    for part in case.story:
        codes = codes_in(part.text)
        yield from spread(
            language,
            Slide(
                title=part.heading if part.heading != case.title else words.say(N_("The story")),
                apart=case.title,
                kicker=case.title,
                lines=(Line(text=words.plain(part.text)),),
                codes=codes,
                foot=" · ".join(codes),
                notes=(words.say(N_("Read it aloud. Stop where people have a question about the words.")),),
            ),
        )
    yield from _decision(words, case)
    codes = codes_in(case.what_happened)
    yield from spread(
        language,
        Slide(
            title=words.say(N_("What happened")),
            apart=case.title,
            kicker=case.title,
            lines=(Line(text=words.plain(case.what_happened)),),
            codes=codes,
            foot=" · ".join(codes),
            notes=(
                words.say(N_("Only after people have said what they would do.")),
                *words.list([f"{each.who}: {each.what}" for each in case.changes], N_("What changed, and for whom:")),
                *(words.paragraphs(case.around) if case.around else ()),
            ),
        ),
    )
    yield from spread(
        language,
        Slide(
            title=words.say(N_("What pulls both ways")),
            apart=case.title,
            kicker=case.title,
            lines=bullets(words, case.tensions),
            notes=(words.say(N_("Ask: which of these would you have to live with, and who decides?")),),
        ),
    )
    yield from _as_data(words, case)


def _decision(words: Words, case: CaseStudy) -> Iterator[Slide]:
    point = case.decision_point
    block = stop_and_think(words.course, case).question
    item = arranged(block.item)
    listen = words.list(point.notes, N_("Listen for, and defensible answers:"))
    yield from spread(
        words.language,
        Slide(
            title=words.say(N_("Stop and think")),
            apart=case.title,
            layout="think",
            kicker=case.title,
            lines=(Line(text=words.plain(point.situation)),),
            notes=(words.say(N_("Two minutes alone, in silence. Then in pairs. Nobody reads on yet.")), *listen),
        ),
    )
    yield from answers(
        words,
        item,
        Slide(
            title=words.plain(point.question),
            apart=case.title,
            layout="think",
            kicker=f"{words.say(N_('Stop and think'))} · {case.title}",
            notes=(
                words.say(N_("Ask for a show of hands, and for reasons before anybody hears an answer.")),
                *answer_notes(words, item, block.item),
                *listen,
            ),
        ),
        fallback=words.say(N_("What would you do?")),
    )


def _as_data(words: Words, case: CaseStudy) -> Iterator[Slide]:
    can = Column(head=words.say(N_("It can show")), lines=bullets(words, case.can_show))
    cannot = Column(head=words.say(N_("It cannot show")), lines=bullets(words, case.cannot_show))
    slide = Slide(
        title=words.say(N_("Read it as data")),
        apart=case.title,
        kicker=case.title,
        notes=(
            words.say(N_("Who told it: %(who)s"), who=words.plain(case.told_by)),
            words.say(N_("How it was gathered: %(how)s"), how=words.plain(case.gathered_how)),
            words.say(N_("Ask: what would you need to know before you told this story to persuade anybody?")),
        ),
    )
    yield from compared(words, slide, can, cannot)


def compared(words: Words, slide: Slide, left: Column, right: Column) -> Iterator[Slide]:
    """Show two columns side by side where they fit; one after the other where they do not."""
    if size := side_by_side(left, right):
        yield replace(slide, layout="compare", columns=(left, right), size=size)
        return
    lines = [(Line(text=each.head, kind="strong"), *each.lines) for each in (left, right)]
    yield from spread(words.language, replace(slide, lines=(*lines[0], *lines[1])))


def law_slides(words: Words, note: LegalNote) -> Iterator[Slide]:
    """A point of law, then and now, with what to do and how it was checked."""
    nation = words.plain(NATIONS[note.nation])
    if note.checked_on and note.checked_by:
        day = long_date(note.checked_on, words.language)
        checked = words.say(N_("Checked on %(day)s by %(who)s."), day=day, who=note.checked_by)
    else:
        checked = words.say(N_("Not yet checked by a named person."))
    cited = [each.act + (f", {each.provision}" if each.provision else "") for each in note.citations]
    then = Column(head=words.say(N_("Then, %(when)s"), when=note.then_when), lines=(Line(text=words.plain(note.then)),))
    now = Column(head=words.say(N_("Now, %(nation)s"), nation=nation), lines=(Line(text=words.plain(note.now)),))
    do = Line(text=words.plain(note.do))
    what = Line(text=words.say(N_("What to do")), kind="strong")
    slide = Slide(
        title=note.title,
        kicker=words.say(N_("Then and now")),
        foot=f"{cited[0] if len(cited[0]) < 90 else note.citations[0].act}. {checked}",
        codes=codes_of(note.evidence),
        notes=(
            words.say(N_("For learning, and not legal advice. Each note says how sure we are.")),
            f"{words.plain(SURE[note.confidence])}. {checked}",
            *words.list(cited, N_("Where it stands:")),
            *(words.paragraphs(note.confidence_note) if note.confidence_note else ()),
            words.say(N_("What to do: %(do)s"), do=do.text),
        ),
    )
    if size := side_by_side(then, now):
        title = words.say(N_("What to do"))
        yield replace(slide, layout="compare", columns=(then, now), size=size)
        yield from spread(words.language, replace(slide, title=title, apart=note.title, kicker=note.title, lines=(do,)))
        return
    lines = [line for each in (then, now) for line in (Line(text=each.head, kind="strong"), *each.lines)]
    yield from spread(words.language, replace(slide, lines=(*lines, what, do)))


def activity_slides(words: Words, activity: Activity) -> Iterator[Slide]:
    """An activity: its aim, its steps, and the questions to talk over."""
    group = words.plain(GROUPS[activity.group])
    kicker = words.say(N_("Activity · %(n)s min · %(group)s"), n=activity.time_min, group=group)
    handout = activity.handout
    likely = [f"{each.text} {each.likely}" for each in handout.cards] if handout else []
    care = words.say(N_("Take care: %(what)s"), what=words.plain(activity.risk_note)) if activity.risk_note else ""
    yield Slide(
        title=activity.title,
        layout="section",
        kicker=kicker,
        lines=(Line(text=words.plain(activity.aim)),),
        notes=(
            *words.list(activity.materials, N_("You need:")),
            *((care,) if care else ()),
            *words.list(activity.adaptations, N_("So that everybody can take part:")),
        ),
        group=activity.title,
    )
    steps = tuple(
        Line(
            text=words.say(N_("%(do)s (%(n)s\u00a0min)"), do=words.plain(step.do).rstrip("."), n=step.min),
            kind="number",
            nth=number,
        )
        for number, step in enumerate(activity.steps, 1)
    )
    said = [
        words.say(N_("Step %(n)s, say: %(say)s"), n=number, say=words.plain(step.say))
        for number, step in enumerate(activity.steps, 1)
        if step.say
    ]
    yield from spread(
        words.language,
        Slide(
            title=words.say(N_("What to do")),
            apart=activity.title,
            kicker=f"{activity.title} · {kicker}",
            lines=steps,
            notes=(*said, *words.list(activity.listen_for, N_("Listen for:"))),
        ),
    )
    yield from spread(
        words.language,
        Slide(
            title=words.say(N_("Talk it over")),
            apart=activity.title,
            layout="think",
            kicker=f"{activity.title} · {kicker}",
            lines=bullets(words, activity.prompts),
            codes=codes_of(activity.evidence),
            notes=(
                *words.list(activity.likely_answers, N_("Likely answers:")),
                *words.list(likely, N_("The cards, and where each may go:")),
                words.say(N_("Debrief: %(how)s"), how=words.plain(activity.debrief)),
            ),
        ),
    )


def point_slides(words: Words, messages: Iterable[PracticeMessage]) -> Iterator[Slide]:
    """What the sources say, a point each, with how sure it is."""
    for message in messages:
        codes = tuple(dict.fromkeys((*codes_in(message.why), *codes_of(message.evidence))))
        sure = words.say(N_("How sure: %(how)s"), how=words.plain(STRENGTH[message.strength]).lower())
        caveat = (
            (words.say(N_("What limits it: %(what)s"), what=words.plain(message.caveat)),) if message.caveat else ()
        )
        yield from spread(
            words.language,
            Slide(
                title=message.message,
                kicker=words.say(N_("What the sources say")),
                lines=(Line(text=words.plain(message.why)),),
                foot=f"{sure} · {' · '.join(codes)}",
                codes=codes,
                notes=(f"{sure}.", *caveat, *_findings(words, codes)),
            ),
        )


def _findings(words: Words, codes: Iterable[str]) -> tuple[str, ...]:
    found = [words.course.findings[code] for code in codes if code in words.course.findings]
    return tuple(
        f"{finding.id}: {words.plain(finding.statement)} ({source.short}, {finding.locator})"
        for source, finding in found
    )


def message_slides(words: Words, messages: Iterable[PracticeMessage]) -> Iterator[Slide]:
    """Practice messages as a list to choose from."""
    messages = tuple(messages)
    if not messages:
        return
    hows = [f"{each.message} {' '.join(words.plain(how) for how in each.how)}" for each in messages]
    yield from spread(
        words.language,
        Slide(
            title=words.say(N_("Key messages")),
            kicker=words.say(N_("Things somebody could see you do")),
            lines=tuple(Line(text=each.message, kind="bullet") for each in messages),
            codes=tuple(dict.fromkeys(code for each in messages for code in codes_of(each.evidence))),
            notes=(
                words.say(N_("Give out the cards. Ask each person which one would change most where they work.")),
                *words.list(hows, N_("How, message by message:")),
                *words.list([each.reflection for each in messages], N_("Questions to ask:")),
            ),
            group=words.say(N_("Key messages")),
        ),
    )


def source_slides(words: Words, slides: Iterable[Slide]) -> Iterator[Slide]:
    """The sources of everything that was shown, with what each code says in the notes."""
    codes = dict.fromkeys(code for slide in slides for code in slide.codes if code in words.course.findings)
    if not codes:
        return
    by_source: dict[str, list[str]] = {}
    for code in codes:
        by_source.setdefault(words.course.findings[code][0].id, []).append(code)
    lines = []
    for source in words.course.sources:
        if source.id in by_source:
            when = partial_date(source.published, words.language)
            letters = sorted({code.rpartition("-")[0] for code in by_source[source.id]})
            text = f"{', '.join(letters)}: {source.title}. {source.publisher}, {when}"
            lines.append(Line(text=text, kind="bullet"))
    pages = spread(
        words.language,
        Slide(
            title=words.say(N_("Sources")),
            kicker=words.say(N_("What the short codes stand for")),
            lines=tuple(lines),
            notes=_findings(words, sorted(codes)),
            group=words.say(N_("Sources")),
        ),
    )
    yield from pages
