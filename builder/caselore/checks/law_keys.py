"""Law in questions: keys that rest on a note of law, and the day on which they were right."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.law import days, to_come
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.question import Question


def keyed(course: Course) -> Iterator[tuple[Question, LegalNote]]:
    """Yield the questions whose key is a note of law, each with its note."""
    notes = {note.id: note for note in course.legal_notes}
    for question in course.questions:
        note = notes.get(getattr(question, "note", ""))
        if note is not None:
            yield question, note


@check("L507", Severity.WARNING, release=Severity.ERROR)
def key_from_memory(course: Course) -> Iterator[Fault]:
    """A question whose key rests on a note from memory.

    The key marks learners right or wrong by a rule that nobody has looked up. Somebody may be told
    that they are wrong when they are not. Look the rule up first, or ask something else.

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

    ```content/questions/then-and-today.yml
    type: then_now
    stem: Was this so in 2011, and is it so in England today?
    outcome: say-what-changes
    bloom: understand
    evidence: [{finding: EX-01}]
    as_of: 2026-11-22
    nation: england
    statement: A council must promote wellbeing.
    true_then: false
    true_now: true
    note: law-example
    feedback_then: Local rules differed.
    feedback_now: The Act says so.
    rationale: The duty came with the Act.
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
    for question, note in keyed(course):
        if note.confidence == "memory":
            message = f"the key rests on '{note.id}', which is from memory"
            yield Fault(place=question.place, keys=("note",), message=message, hint="look the rule up first")


@check("L508", Severity.WARNING, release=Severity.ERROR)
def old_key(course: Course) -> Iterator[Fault]:
    """A key of law that was right too long ago.

    `as_of` says on which day the key of a question of law was right. Once that is longer ago than
    `law_max_age_days` in course.yml allows, the key needs another look, or a learner may be marked by
    yesterday's law.

    Failing:

    ```content/questions/todays-rule.yml
    type: short_answer
    stem: What must a council promote?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    as_of: 1999-01-01
    nation: england
    accept: [wellbeing]
    model_answer: Wellbeing.
    rationale: The Act says so.
    ```

    Passing:

    ```content/questions/todays-rule.yml
    type: short_answer
    stem: What must a council promote?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    as_of: 2026-11-22
    nation: england
    accept: [wellbeing]
    model_answer: Wellbeing.
    rationale: The Act says so.
    ```
    """
    most = course.info.law_max_age_days
    for question in course.questions:
        if question.as_of and (age := (course.as_of - question.as_of).days) > most:
            message = f"the key was right {days(age)} ago, and {most} are the most"
            hint = "check the key again, and write the new day"
            yield Fault(place=question.place, keys=("as_of",), message=message, hint=hint)
        elif question.as_of and question.as_of > course.as_of:
            yield Fault(place=question.place, keys=("as_of",), message=to_come(course.as_of))


@check("L509", Severity.ADVICE, release=Severity.WARNING)
def undated_key(course: Course) -> Iterator[Fault]:
    """A question of law without its day or its nation.

    The key is a note of law, so it is right on a day and in a nation. Without `as_of` and `nation`
    nobody is told when it grows old. Leave it alone only while the question is being drafted.
    """
    for question, note in keyed(course):
        missing = [key for key in ("as_of", "nation") if getattr(question, key) is None]
        if missing:
            message = f"this question of law has no {' and no '.join(missing)}"
            hint = (
                f"write nation: {note.nation}" if missing == ["nation"] else "write the day on which the key was right"
            )
            yield Fault(place=question.place, keys=("note",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (key_from_memory, old_key, undated_key)
