"""Evidence: pointers that can carry the messages and statements that lean on them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from caselore.checks.check import Check, Fault, check
from caselore.checks.markdown import citations_of
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.fields import Ref
from caselore.model.practice_message import PracticeMessage
from caselore.model.walk import marked

NOT_STUDIES = frozenset({"law", "guidance", "training"})
"""Kinds of source that say what is to be done, and found nothing out."""


@check("E401", Severity.ERROR, fixed=True)
def evidence_in_gap(course: Course) -> Iterator[Fault]:
    """Evidence that stands in a gap of its source.

    Our copy of the source lost the words at that place. A statement cannot lean on what nobody can
    read; point to a finding that survives, or leave the statement out.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      evidence: [{finding: EX-03}]
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      evidence: [{finding: EX-01}]
    ```
    """
    lost = {code for source in course.sources for gap in source.known_gaps for code in gap.findings}
    for record in course.written():
        for keys, ref, code in marked(record, Ref):
            if ref.kind == "finding" and code in lost and keys[0] != "known_gaps":
                yield Fault(place=record.place, keys=keys, message=_in_a_gap(course, code))
    yield from citations_of(course, lost, partial(_in_a_gap, course))


def _in_a_gap(course: Course, code: str) -> str:
    source, _ = course.findings.get(code, (None, None))
    where = f" of our copy of '{source.short}'" if source else ""
    return f"{code} stands in a gap{where}; lean on a finding that can be read, or leave this out"


@check("E402", Severity.ERROR, fixed=True)
def no_direct_evidence(course: Course) -> Iterator[Fault]:
    """A practice message without direct evidence.

    At least one of the findings a message rests on must carry all of it; background alone does not
    make advice. A learner would be told what to do on the strength of something that says less.

    Failing:

    ```content/messages/ask-first.yml
    order: 9
    message: Ask first.
    audience: [practitioner]
    stage: planning
    why: People know what should change.
    how: [Ask., Write it down.]
    evidence: [{finding: EX-01, supports: context}]
    strength: opinion
    caveat: One small source.
    reflection: What did you ask?
    ```

    Passing:

    ```content/messages/ask-first.yml
    order: 9
    message: Ask first.
    audience: [practitioner]
    stage: planning
    why: People know what should change.
    how: [Ask., Write it down.]
    evidence: [{finding: EX-01, supports: direct}]
    strength: opinion
    caveat: One small source.
    reflection: What did you ask?
    ```
    """
    for message in course.messages:
        if not any(each.supports == "direct" for each in message.evidence):
            hint = "find a finding that carries the message, or do not give the advice"
            yield Fault(place=message.place, keys=("evidence",), message="no finding supports this directly", hint=hint)


@check("E403", Severity.WARNING)
def strength(course: Course) -> Iterator[Fault]:
    """A strength that the evidence of a message does not bear out.

    Readers decide by the strength how far to trust a message. `consistent` says that two sources or more
    agree, so that findings of two must support it directly. `single-study` says that one source found or
    reported it, a study or a round-up of several, so that one of them is not just law, guidance or training
    material. Readers see "One source" for it, and the caveat says of what kind. Say what is so; a weaker
    word is no shame.

    Failing:

    ```content/messages/ask-first.yml
    order: 9
    message: Ask first.
    audience: [practitioner]
    stage: planning
    why: People know what should change.
    how: [Ask., Write it down.]
    evidence: [{finding: EX-01}, {finding: EX-02, supports: context}]
    strength: consistent
    reflection: What did you ask?
    ```

    Passing:

    ```content/messages/ask-first.yml
    order: 9
    message: Ask first.
    audience: [practitioner]
    stage: planning
    why: People know what should change.
    how: [Ask., Write it down.]
    evidence: [{finding: EX-01}, {finding: EX-02, supports: context}]
    strength: opinion
    caveat: One source says so, and it is a small one.
    reflection: What did you ask?
    ```
    """
    for message in course.messages:
        codes = _direct(message)
        if not all(code in course.findings for code in codes):
            continue  # what cannot be read may be the second source
        sources = [course.findings[code][0] for code in codes]
        if message.strength == "consistent" and len({each.id for each in sources}) == 1:
            text = f"only '{sources[0].short}' supports this directly; 'consistent' needs two sources"
            hint = "point to a finding of another source, or say 'single-study', 'opinion' or 'inference'"
            yield Fault(place=message.place, keys=("strength",), message=text, hint=hint)
        elif message.strength == "single-study" and sources and all(each.kind in NOT_STUDIES for each in sources):
            text = f"'{sources[0].short}' is {sources[0].kind}, and no study"
            hint = "point to a study, or say 'opinion' or 'inference'"
            yield Fault(place=message.place, keys=("strength",), message=text, hint=hint)


def _direct(record: PracticeMessage) -> list[str]:
    return [each.finding for each in record.evidence if each.supports == "direct"]


CHECKS: tuple[Check, ...] = (evidence_in_gap, no_direct_evidence, strength)
