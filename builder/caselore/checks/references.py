"""Ids: each used once, and every reference to one leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, did_you_mean, quoted
from caselore.model.course import Course
from caselore.model.fields import Ref
from caselore.model.module import Module
from caselore.model.record import Place, Record, as_far_as_read
from caselore.model.source import Source
from caselore.model.walk import Keys, marked
from caselore.prose import PAGES

Named = tuple[str, str, Place, Keys]
"""A kind, an id, the place of the record that it stands in, and its keys there."""


def _ids(course: Course) -> Iterator[Named]:
    """Yield every id of the course with its kind, its record's place and its keys there."""
    kinds = (
        ("module", course.modules),
        ("case study", course.case_studies),
        ("practice message", course.messages),
        ("source", course.sources),
        ("legal note", course.legal_notes),
        ("question", course.questions),
        ("quiz", course.quizzes),
        ("activity", course.activities),
        ("figure", course.figures),
        ("glossary term", course.glossary),
        ("further reading", course.reading),
        ("session", course.sessions),
    )
    for kind, records in kinds:
        for each in records:
            yield kind, each.id, each.place, ("id",)
    yield from _ids_within((*course.modules, *course.sources))


def _ids_within(records: Iterable[Record]) -> Iterator[Named]:
    """Yield the ids of learning outcomes and findings, each with its record's place."""
    for record in records:
        if isinstance(record, Module):
            for number, outcome in enumerate(record.outcomes):
                yield "learning outcome", outcome.id, record.place, ("outcomes", number, "id")
        elif isinstance(record, Source):
            for number, finding in enumerate(record.findings):
                yield "finding", finding.id, record.place, ("findings", number, "id")


def _ids_of_damaged(course: Course) -> Iterator[Named]:
    """Yield the ids in records with a fault, as far as these can be read."""
    for each in course.damaged:
        if issubclass(each.kind, Record):
            yield from as_far_as_read((each.name, record.id, each.place, ("id",)) for record in (each.read,))
            yield from as_far_as_read(_ids_within((each.read,)))


def taken(course: Course) -> set[str]:
    """Return the ids that nothing new can have, in small letters: those in use, and those of pages."""
    return {name.lower() for _, name, _, _ in (*_ids(course), *_ids_of_damaged(course))} | PAGES


def a(kind: str) -> str:
    """Return a kind of record with its article: 'a quiz', 'an activity'."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def finding_hint(code: str, known: Iterable[str]) -> str:
    """Say which findings there are. No guess at a number: a wrong guess taken up is false evidence."""
    findings = sorted(known)
    prefix, _, number = code.upper().rpartition("-")
    same = [each for each in findings if each.rpartition("-")[0] == prefix]
    if near := [each for each in same if each.rpartition("-")[2].lstrip("0") == number.lstrip("0")]:
        return f"did you mean '{near[0]}'?"
    if same:
        same.sort(key=lambda each: (len(each), each))
        return f"the codes of that source run from {same[0]} to {same[-1]}"
    prefixes = sorted({each.rpartition("-")[0] for each in findings})
    return f"the codes of findings start with {', '.join(prefixes[:12])}" if prefixes else ""


@check("R201", Severity.ERROR, fixed=True)
def repeated_id(course: Course) -> Iterator[Fault]:
    """An id is used twice.

    Ids are unique over the whole course, whatever they name, so that a link and a saved answer can
    only mean one thing. Ids that differ only in capitals count as the same. `my-learning` is taken: it
    is the page where learners find what they did.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
    - id: outcome
      term: result
      plain: What comes of it.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
    - id: result
      term: result
      plain: What comes of it.
    ```
    """
    seen: dict[str, tuple[Place, Keys]] = {}
    for kind, name, place, keys in (*_ids(course), *_ids_of_damaged(course)):
        if name.lower() in PAGES:
            message = f"the id '{name}' is the name of a page that every course has"
            yield Fault(place=place, keys=keys, message=message, hint=f"give this {kind} another id")
        elif name.lower() not in seen:
            seen[name.lower()] = (place, keys)
        else:
            first = seen[name.lower()][0].of(*seen[name.lower()][1])
            message = f"the id '{name}' is used already in {first.path}, line {first.line}"
            yield Fault(place=place, keys=keys, message=message, hint=f"give this {kind} another id")


@check("R202", Severity.ERROR, fixed=True)
def dangling_reference(course: Course) -> Iterator[Fault]:
    """A reference leads nowhere.

    The record that is named does not exist, or is of another kind. A learner would meet a dead link,
    or a statement without its evidence.

    Failing:

    ```content/quizzes/a-new-quiz.yml
    title: First steps
    questions: [a-frist-question]
    ```

    Passing:

    ```content/quizzes/a-new-quiz.yml
    title: First steps
    questions: [a-first-question]
    ```
    """
    known: dict[str, set[str]] = {}
    kinds: dict[str, str] = {}
    for kind, name, _, _ in _ids(course):
        known.setdefault(kind, set()).add(name)
        kinds[name] = kind
    for record in course.written():
        for keys, ref, name in marked(record, Ref):
            names = known.get(ref.kind, set())
            if name in names or name in course.gone or course.is_left_out(ref.kind, name):
                continue
            if name in kinds:
                message, hint = f"'{name}' is {a(kinds[name])}, not {a(ref.kind)}", ""
            else:
                message = f"there is no {ref.kind} {quoted(name)}"
                names = names | {each for kind, each in course.left_out if kind == ref.kind}
                hint = finding_hint(name, names) if ref.kind == "finding" else did_you_mean(name, names)
            yield Fault(place=record.place, keys=keys, message=message, hint=hint)


CHECKS: tuple[Check, ...] = (repeated_id, dangling_reference)
