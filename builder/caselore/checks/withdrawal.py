"""Withdrawal: what still points at a record that was withdrawn, or still tells what it told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from caselore.checks.check import Check, Fault, check
from caselore.checks.texts import CourseText, texts
from caselore.diagnostics import Severity, quoted
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course, Withdrawn, ids_in
from caselore.model.fields import Markdown, Ref
from caselore.model.module import Module
from caselore.model.question import Question
from caselore.model.record import Record
from caselore.model.walk import Keys, marked
from caselore.prose import Directive, masked, sections

RUN = 8
"""So many words in the same order are the story's own."""

_TOLD = frozenset({"summary", "what_mattered", "story", "what_happened", "changes", "scenario"})
"""Fields that tell the story, as against those that ask or explain."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def _whose(course: Course) -> dict[str, Withdrawn]:
    return {name: each for each in course.withdrawn if each.record for name in ids_in(each.record)}


@check("S605", Severity.WARNING)
def points_at_withdrawn(course: Course) -> Iterator[Fault]:
    """Something still points at what was withdrawn.

    A withdrawn record leaves every page, card, link and quiz at once, and each place that named it is
    passed over. A question or an activity about a withdrawn story leaves with it, because its own
    words may tell the story again. That keeps the promise made to the person; what is left is for you
    to mend: a module may have lost its story, a quiz a question. Take the id out, or point elsewhere.

    Failing:

    ```content/quizzes/second.yml
    title: Second
    questions: [a-first-question, a-second-question]
    ```

    ```content/questions/a-second-question.yml
    type: reflect
    status: withdrawn
    withdrawn_on: 2026-11-22
    stem: What did you ask?
    outcome: say-what-changes
    bloom: evaluate
    evidence: [{finding: EX-01}]
    model_points: [Something open.]
    ```

    Passing:

    ```content/quizzes/second.yml
    title: Second
    questions: [a-first-question]
    ```
    """
    whose = _whose(course)
    if not whose:
        return
    leaving = {id(each.record): each for each in course.withdrawn if each.because}
    for record in chain(course.records(), (each.record for each in course.withdrawn if each.because)):
        if record is None:
            continue
        for keys, name, snippet in _pointers(record, whose):
            gone = whose[name]
            left = leaving.get(id(record))
            yield _pointing(record, keys, snippet, gone, left if left and left.because == gone.id else None)


def _pointers(record: Record, whose: dict[str, Withdrawn]) -> Iterator[tuple[Keys, str, str]]:
    """Yield keys, id and snippet of each place in a record that names what is gone."""
    for keys, _, name in marked(record, Ref):
        if name in whose and whose[name].record is not record:
            yield keys, name, ""
    if isinstance(record, Module):
        for part in sections(record.body):
            if isinstance(part, Directive) and part.name != "reflect":
                for name in part.argument.split():
                    if name in whose:
                        yield ("body", part.line, part.line + 1), name, name


def _pointing(record: Record, keys: Keys, snippet: str, gone: Withdrawn, left: Withdrawn | None) -> Fault:
    what = f"'{gone.id}' leaves with '{gone.because}'" if gone.because else f"'{gone.id}' is withdrawn"
    if left:
        message = f"{what}, so this {left.kind} leaves every page too"
        hint = "withdraw this as well, or rest it on something else"
    else:
        message, hint = f"{what}; pages pass over it here", "take it out, or point to something else"
    return Fault(place=record.place, keys=keys, snippet=snippet, message=message, hint=hint)


@check("S606", Severity.ERROR, fixed=True)
def tells_withdrawn(course: Course) -> Iterator[Fault]:
    """A text that still tells what was withdrawn.

    A link or citation leads to a withdrawn record, a text repeats its title, or eight or more words in
    a row are those of the story. Pages can pass over a reference, but not over words: only you can say
    what should stand there instead. Nothing is built until it is mended, because the story would stay
    in front of readers after its owner took it back.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      status: withdrawn
      withdrawn_on: 2026-11-22
    - id: result
      term: result
      plain: What comes of it.
      fuller: See [the other word](#outcome).
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      status: withdrawn
      withdrawn_on: 2026-11-22
    - id: result
      term: result
      plain: What comes of it.
    ```
    """
    whose = _whose(course)
    if not whose:
        return
    named = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in whose))
    titles = _titles(course)
    runs = _runs_of(course)
    for text in texts(course):
        if text.markdown and named.search(text.text):
            yield from _links(text, whose)
        for match in titles.finditer(text.masked) if titles else ():
            hint = "say it in other words, or leave it out"
            yield text.fault(f"{quoted(match[0])} is the title of what was withdrawn", *match.span(), hint)
        if runs and (span := _run_in(text.masked, runs)):
            hint = "leave it out, or tell something else"
            yield text.fault("these words are those of a story that was withdrawn", *span, hint)


def _links(text: CourseText, whose: dict[str, Withdrawn]) -> Iterator[Fault]:
    for remark in text.remarks:
        if remark.kind in ("record", "citation") and remark.value in whose:
            way = "this link leads to" if remark.kind == "record" else "this cites"
            message = f"{way} '{remark.value}', which is withdrawn"
            yield Fault(
                place=text.place, keys=text.keys, snippet=remark.snippet, nth=remark.nth, shape=remark.shape,
                message=message, hint="take it out, and what was said on the strength of it",
            )  # fmt: skip


def _titles(course: Course) -> re.Pattern[str] | None:
    """Return a pattern of the titles of withdrawn stories; a single word may be anybody's."""
    found = (each.record.title for each in course.withdrawn if isinstance(each.record, CaseStudy))
    titles = [r"\s+".join(map(re.escape, title.split())) for title in found if len(title.split()) > 1]
    return re.compile(rf"(?<!\w)(?:{'|'.join(titles)})(?!\w)", re.IGNORECASE) if titles else None


def _runs_of(course: Course) -> frozenset[tuple[str, ...]]:
    made: set[tuple[str, ...]] = set()
    for each in course.withdrawn:
        if not isinstance(each.record, CaseStudy | Question):
            continue
        for keys, _, text in marked(each.record, Markdown):
            if not _TOLD.isdisjoint(keys):
                words = [word.lower() for word in _WORD.findall(masked(text))]
                made.update(zip(*(words[start:] for start in range(RUN)), strict=False))
    return frozenset(made)


def _run_in(text: str, runs: frozenset[tuple[str, ...]]) -> tuple[int, int] | None:
    """Return where the first run starts and how far it goes."""
    found = list(_WORD.finditer(text))
    words = [match[0].lower() for match in found]
    for start, run in enumerate(zip(*(words[start:] for start in range(RUN)), strict=False)):
        if run in runs:
            return found[start].start(), found[start + RUN - 1].end()
    return None


@check("S607", Severity.ERROR)
def names_withdrawn(course: Course) -> Iterator[Fault]:
    """A name from a story that was withdrawn.

    Somebody's name was published with a story that has been withdrawn since, and another text still
    says it. Take it out. Where it is another person of the same name, waive this for that record and
    say so; a first name with a surname behind it is taken for somebody else.

    Failing:

    ```in a story
    status: withdrawn
    withdrawn_on: 2026-11-22
    provenance: published
    credit: A magazine
    people:
      - label: Rosalind
        role: Budget holder
        named: true
    ```

    ```in another story
    purpose: To see what Rosalind could not.
    ```

    Passing:

    ```in a story
    status: withdrawn
    withdrawn_on: 2026-11-22
    provenance: published
    credit: A magazine
    people:
      - label: Rosalind
        role: Budget holder
        named: true
    ```

    ```in another story
    purpose: To see how somebody else decided.
    ```
    """
    names = {
        person.label
        for each in course.withdrawn
        if isinstance(each.record, CaseStudy)
        for person in each.record.people
        if person.named and person.label[:1].isupper()
    }
    if not names:
        return
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({alternatives})(?![\w-])(?!\s+[A-Z][a-z])")
    for text in texts(course):
        for match in pattern.finditer(text.masked):
            message = f"{quoted(match[1])} is named in a story that was withdrawn"
            yield text.fault(message, *match.span(1), "leave the name out; if it is somebody else, waive this")


@check("S608", Severity.ADVICE, release=Severity.WARNING)
def withdrawn_when(course: Course) -> Iterator[Fault]:
    """A withdrawal without its day, or a day without a withdrawal.

    The facilitator's edition lists what was withdrawn and since when, so that paper printed before
    can be found and pulled. Without the day nobody knows which print is too old. Only where nothing
    was ever printed or shared can this be left alone.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      status: withdrawn
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      status: withdrawn
      withdrawn_on: 2026-11-22
    ```
    """
    for each in course.withdrawn:
        if each.record and not each.because and not each.day:
            hint = "write withdrawn_on: the day"
            message = "this does not say since when it is withdrawn"
            yield Fault(place=each.record.place, keys=("status",), message=message, hint=hint)
    for record in course.records():
        if record.withdrawn_on:
            hint = "write status: withdrawn, or take the day out"
            message = "this has a day of withdrawal and is still shown"
            yield Fault(place=record.place, keys=("withdrawn_on",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (points_at_withdrawn, tells_withdrawn, names_withdrawn, withdrawn_when)
