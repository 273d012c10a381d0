"""Law: whether each note has been checked, by whom and how long ago, and what leans on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from caselore.checks.check import Check, Fault, check, shared
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.fields import Ref
from caselore.model.legal_note import LegalNote
from caselore.model.record import Record
from caselore.model.walk import Keys, marked
from caselore.prose import Directive, sections


@shared(4)
def leaning(course: Course) -> dict[str, list[tuple[Record, Keys, str]]]:
    """Return who leans on each legal note: the record, the keys of the reference, and the snippet there."""
    found: dict[str, list[tuple[Record, Keys, str]]] = defaultdict(list)
    for record in course.records():
        for keys, ref, name in marked(record, Ref):
            if ref.kind == "legal note":
                found[name].append((record, keys, ""))
    for module in course.modules:
        for part in sections(module.body):
            if isinstance(part, Directive) and part.name == "then-now":
                for name in part.argument.split():
                    found[name].append((module, ("body", part.line, part.line + 1), name))
    return found


def _used_by(course: Course, note: LegalNote) -> str:
    """Say which records lean on a note, for the end of a message."""
    names = sorted({record.id for record, _, _ in leaning(course).get(note.id, ())})
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"; used by {', '.join(names[:5])}{more}" if names else ""


def days(number: int) -> str:
    """Say how many days."""
    return f"{number} day" if number == 1 else f"{number} days"


def to_come(day: date) -> str:
    """Say that a day lies ahead."""
    return f"this day is still to come, counted from {day.isoformat()}"


@check("L501", Severity.WARNING, release=Severity.ERROR)
def stale_note(course: Course) -> Iterator[Fault]:
    """A check of the law that is too old.

    Somebody checked this note, but longer ago than `law_max_age_days` in course.yml allows. Law
    moves: a learner may act on a rule that has changed since. Have the note checked again and write
    the new day; if nothing has changed, that is all there is to do. `check --as-of DATE` says which
    notes will be too old on a day to come.

    Failing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: primary
    checked_on: 1999-01-01
    checked_by: A trainer
    ```

    Passing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```
    """
    most = course.info.law_max_age_days
    for note in course.legal_notes:
        if note.checked_on and (age := (course.as_of - note.checked_on).days) > most:
            message = f"this was checked {days(age)} ago, and {most} are the most{_used_by(course, note)}"
            hint = "check the note again, and write the new day"
            yield Fault(place=note.place, keys=("checked_on",), message=message, hint=hint)


@check("L502", Severity.ADVICE, release=Severity.ERROR)
def unchecked_note(course: Course) -> Iterator[Fault]:
    """A note on law that no named person has checked.

    While a course is being written that is normal, and every page says it. It can be left alone until
    the course is put in front of staff: a release needs the name and the day of somebody who looked
    the law up, because a learner will act on it.

    Failing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: secondary
    ```

    ```content/course.yml
    schema_version: 1
    id: a-course
    title: A course
    summary: What one will be able to do.
    audience: [Everybody]
    version: "1.0"
    updated: 2026-11-22
    ```

    Passing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: secondary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```
    """
    for note in course.legal_notes:
        if note.confidence != "memory" and not note.checked_on and not note.checked_by:
            message = f"no named person has checked this note{_used_by(course, note)}"
            hint = "once somebody has, write checked_on and checked_by"
            yield Fault(place=note.place, keys=("confidence",), message=message, hint=hint)


@check("L503", Severity.ADVICE, release=Severity.ERROR)
def note_from_memory(course: Course) -> Iterator[Fault]:
    """A note on law from memory.

    Nobody has looked this up yet, neither in the law nor in somebody's account of it. As a reminder of
    what to look up, leave it for a while; pages say "from memory". Before staff see the course it
    must be read somewhere, because memory of law is wrong more often than it feels.

    Failing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: memory
    ```

    Passing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```
    """
    for note in course.legal_notes:
        if note.confidence == "memory":
            message = f"this note is from memory{_used_by(course, note)}"
            hint = "read the law or an account of it, and say which under confidence"
            yield Fault(place=note.place, keys=("confidence",), message=message, hint=hint)


@check("L504", Severity.WARNING)
def half_a_check(course: Course) -> Iterator[Fault]:
    """A check of the law without its day or its name, or on a day to come.

    `checked_on` and `checked_by` belong together: a day without a name is a promise by nobody, and a
    name without a day cannot grow old. Pages go on saying "not yet checked" while one is missing.

    Failing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    ```

    Passing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```
    """
    for note in course.legal_notes:
        if note.checked_on and not note.checked_by:
            hint = "write checked_by: a name, and a role where that helps"
            yield Fault(place=note.place, keys=("checked_on",), message="this does not say who checked it", hint=hint)
        if note.checked_by and not note.checked_on:
            hint = "write checked_on: year-month-day"
            yield Fault(place=note.place, keys=("checked_by",), message="this does not say on which day", hint=hint)
        if note.checked_on and note.checked_on > course.as_of:
            yield Fault(place=note.place, keys=("checked_on",), message=to_come(course.as_of))


CHECKS: tuple[Check, ...] = (stale_note, unchecked_note, note_from_memory, half_a_check)
