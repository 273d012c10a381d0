"""Turn what the checks say of a Course into the page for whoever answers for it: State of the course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from caselore.diagnostics import Diagnostic, Severity
from caselore.documents.blocks import (
    Block,
    Document,
    Eyebrow,
    Glance,
    Heading,
    Lead,
    Prose,
    RemarkGroup,
    Remarks,
    Share,
    Shares,
    Table,
    Verdict,
)
from caselore.documents.case_study import HELD
from caselore.documents.front import law_line, version_line
from caselore.frozen import frozen
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.record import Record
from caselore.prose import literal
from caselore.words import N_, long_date, say

PATH = "state"
SURE = {
    "primary": N_("Read in the law itself"),
    "secondary": N_("Read in an account of the law"),
    "memory": N_("From memory"),
}
STANDING = {
    "in-force": N_("In force"),
    "prospective": N_("Not yet in force"),
    "historic": N_("Historic"),
    "changing": N_("Changing"),
}
PROVENANCE = {
    "published": N_("Published by others"),
    "consented": N_("Given to us, with consent"),
    "composite": N_("Put together from several"),
    "fictional": N_("Made up"),
}
TONE = {"good": N_("Ends well"), "mixed": N_("Mixed"), "poor": N_("Ends poorly")}
DAYS = {"everyday": N_("Everyday"), "unusual": N_("Unusual")}
KINDS = {
    "module": N_("Module"),
    "case study": N_("Case study"),
    "practice message": N_("Practice message"),
    "source": N_("Source"),
    "legal note": N_("Legal note"),
    "question": N_("Question"),
    "quiz": N_("Quiz"),
    "activity": N_("Activity"),
    "figure": N_("Figure"),
    "glossary term": N_("Glossary term"),
    "further reading": N_("Further reading"),
    "session": N_("Session"),
}
LOOKS: tuple[Literal["full", "hatched", "soft", "ruled", "dark"], ...] = ("full", "hatched", "soft", "ruled", "dark")
EMPTY = ("not-known", "no", "memory")
"""Parts that are drawn hollow: nobody knows, nobody has, nobody read it."""


@frozen
class State:
    """What the checks say of a course, counted as of the day of its version."""

    now: tuple[Diagnostic, ...]
    """As bad as it is while the course is being written."""
    at_release: tuple[Diagnostic, ...]
    """As bad as it is once the course is put in front of staff."""
    titles: Mapping[str, str]
    """What each rule is called, by its code."""


def state_page(course: Course, state: State) -> Document:
    """Turn a course and its state into the page."""
    in_the_way = [each for each in state.at_release if each.severity > Severity.ADVICE]
    rest = [each for each in state.at_release if each.severity == Severity.ADVICE]
    blocks: list[Block] = [
        Eyebrow(parts=(N_("For whoever answers for the course"), version_line(course))),
        Heading(level=1, text=N_("State of the course")),
        Lead(text=_counted(course)),
        _verdict(course, state, len(in_the_way), len(rest)),
        Heading(level=2, text=N_("What stands in the way of release")),
        *_remarks(
            course,
            state,
            in_the_way,
            N_("Nothing. As far as checks can tell, the course can be put in front of staff."),
        ),
        Heading(level=2, text=N_("Who has looked at it")),
        _reviews(course),
        *_stories(course),
        *_law(course),
        Heading(level=2, text=N_("Worth a look")),
        *_remarks(course, state, rest, N_("No advice is open.")),
        *_set_aside(course, state),
        *_withdrawn(course),
    ]
    return Document(path=PATH, title=N_("State of the course"), blocks=tuple(blocks), search=False)


def _counted(course: Course) -> str:
    message = N_(
        "What the checks say, counted as of %(day)s, the day of this version: so this page is the same whenever it is "
        "built. For another day, ask `caselore check --release --as-of DATE`."
    )
    day = course.info.updated
    return say(course.info.language, message, day=long_date(day, course.info.language))


def _verdict(course: Course, state: State, in_the_way: int, advice: int) -> Verdict:
    warnings = sum(each.severity > Severity.ADVICE for each in state.now)
    return Verdict(
        ready=not in_the_way,
        counts=(
            (in_the_way, N_("to settle before release")),
            (warnings, N_("wrong already")),
            (advice, N_("more to look at")),
            (sum(1 for _ in _waivers(course)), N_("set aside")),
        ),
    )


def _remarks(course: Course, state: State, found: Collection[Diagnostic], none: N_) -> Iterator[Block]:
    """Yield what was found, rule by rule, the worst and the most frequent first."""
    if not found:
        yield Prose(text=none)
        return
    owners = _owners(course)
    open_now = {(each.code, each.span) for each in state.now if each.severity > Severity.ADVICE}
    by_code: dict[str, list[Diagnostic]] = {}
    for each in found:
        by_code.setdefault(each.code, []).append(each)
    ranked = sorted(by_code.items(), key=lambda item: (-max(each.severity for each in item[1]), -len(item[1]), item[0]))
    yield Remarks(
        groups=tuple(
            RemarkGroup(
                code=code,
                title=state.titles.get(code, code),
                open_now=any((each.code, each.span) in open_now for each in members),
                rows=tuple(
                    (owners.get(each.span.path, ""), str(each.span), each.message, each.hint) for each in members
                ),
            )
            for code, members in ranked
        )
    )


def _owners(course: Course) -> dict[str, str]:
    """Return the id of the record in each file that holds one."""
    found: dict[str, list[str]] = {}
    for record in course.records():
        if record.place:
            found.setdefault(record.place.path, []).append(record.id)
    return {path: ids[0] for path, ids in found.items() if len(ids) == 1}


def _reviews(course: Course) -> Glance:
    info, nobody = course.info, N_("Nobody yet")
    return Glance(
        rows=(
            (N_("Reviewed by"), ", ".join(info.reviewed_by) or nobody),
            (
                N_("By people who draw on support, or carers"),
                ", ".join(info.reviewed_by_lived_experience) or nobody,
            ),
            (N_("Last review"), long_date(info.reviewed_on, info.language) if info.reviewed_on else N_("None yet")),
            (N_("Law"), law_line(course) or N_("This course has no notes on law")),
        )
    )


def _stories(course: Course) -> Iterator[Block]:
    cases = course.case_studies
    if not cases:
        return
    yield Heading(level=2, text=N_("The stories"))
    yield Shares(
        bars=(
            _shares(N_("How they end"), TONE, (case.outcome_tone for case in cases)),
            _shares(N_("What they show"), DAYS, (case.everyday_or_unusual for case in cases)),
            _shares(N_("Who holds the money"), HELD, (case.money.how_held for case in cases)),
        )
    )
    yield Table(
        caption=N_("Each story, and who has reviewed it"),
        header=(N_("Story"), N_("Where it comes from"), N_("Who is shown, and as what"), N_("Reviewed by")),
        rows=tuple(_story_row(course, case) for case in cases),
    )


def _story_row(course: Course, case: CaseStudy) -> tuple[str, ...]:
    said = course.info.language
    shown = "; ".join(f"{person.group or person.label}: {person.role}" for person in case.people)
    origin = say(said, PROVENANCE[case.provenance])
    if case.consent:
        origin = say(said, N_("%(origin)s until %(day)s"), origin=origin, day=long_date(case.consent.expires, said))
    return (_link(case), literal(origin), literal(shown), literal(", ".join(case.reviewed_by)) or N_("Nobody yet"))


def _shares(title: str, words: Mapping[str, str], values: Iterable[str]) -> Share:
    found = Counter(values)
    present = [key for key in words if found[key]]
    looks = dict(zip((key for key in present if key not in EMPTY), LOOKS, strict=False))
    return Share(title=title, parts=tuple((words[key], found[key], looks.get(key, "none")) for key in present))


def _law(course: Course) -> Iterator[Block]:
    notes = course.legal_notes
    if not notes:
        return
    checked = Counter("yes" if note.checked_on and note.checked_by else "no" for note in notes)
    yield Heading(level=2, text=N_("The notes on law"))
    yield Shares(
        bars=(
            _shares(N_("How each was read"), SURE, (note.confidence for note in notes)),
            _shares(N_("Checked by a named person"), {"yes": N_("Checked"), "no": N_("Not yet")}, checked.elements()),
        )
    )
    language = course.info.language
    yield Table(
        caption=N_("Each note, how it was read and who checked it"),
        header=(N_("Note"), N_("Standing"), N_("How it was read"), N_("Checked")),
        rows=tuple(
            (
                _link(note),
                STANDING[note.standing],
                SURE[note.confidence],
                literal(f"{long_date(note.checked_on, language)}, {note.checked_by}")
                if note.checked_on and note.checked_by
                else N_("By nobody yet"),
            )
            for note in notes
        ),
    )


def _waivers(course: Course) -> Iterator[tuple[str, str, str, str]]:
    """Yield what is set aside: the rule's code, where (an id, or nothing for the course), how, and why."""
    for setting in course.info.rules:
        yield setting.rule, "", setting.severity, setting.reason or ""
    for waiver in course.info.waive:
        yield waiver.rule, "", "", waiver.reason
    for record in course.records():
        for waiver in record.waive:
            yield waiver.rule, _link(record), "", waiver.reason


def _set_aside(course: Course, state: State) -> Iterator[Block]:
    yield Heading(level=2, text=N_("Set aside, and why"))
    rows = []
    for code, where, severity, reason in _waivers(course):
        how = say(course.info.language, CHANGED[severity]) if severity else ""
        what = f"{literal(state.titles.get(code, code))} ({code})" + (f": {how}" if how else "")
        rows.append((what, where or N_("The whole course"), reason or N_("No reason is given")))
    if not rows:
        yield Prose(text=N_("Nothing: no rule is set aside, in the course or in any record."))
        return
    header = (N_("Rule"), N_("Where"), N_("Why"))
    yield Table(caption=N_("Rules that are set aside or changed"), header=header, rows=tuple(rows))


CHANGED = {
    "off": N_("switched off"),
    "advice": N_("only advice here"),
    "warning": N_("a warning here"),
    "error": N_("an error here"),
}


def _withdrawn(course: Course) -> Iterator[Block]:
    if not course.withdrawn:
        return
    yield Heading(level=2, text=N_("Withdrawn"))
    yield Prose(
        text=N_(
            "These have left every page, print and package, at the wish of somebody whose story it was or because they "
            "stood on one. Pull paper, slides and packages made before the day. Nothing else is kept of them here."
        )
    )
    language = course.info.language
    yield Table(
        caption=N_("What was withdrawn, and since when"),
        header=(N_("Id"), N_("What it was"), N_("Withdrawn on")),
        rows=tuple(
            (
                f"`{each.id}`",
                KINDS[each.kind],
                long_date(each.day, language) if each.day else N_("Not stated"),
            )
            for each in course.withdrawn
        ),
    )


def _link(record: Record) -> str:
    """Return a link without words of its own: the page writes what tells the record from others."""
    return f"[](#{record.id})"
