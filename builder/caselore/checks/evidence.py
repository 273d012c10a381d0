"""Evidence: pointers that can carry what leans on them, and keys that say what they need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from caselore.checks.check import Check, Fault, check
from caselore.checks.markdown import citations_of
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course
from caselore.model.fields import Ref
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question
from caselore.model.source import Source
from caselore.model.walk import marked
from caselore.prose import CITATION, CODE, plain_text

NOT_STUDIES = frozenset({"law", "guidance", "training"})
"""Kinds of source that say what is to be done, and found nothing out."""
OF_LAW = frozenset({"law", "guidance"})


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
    for record in course.records():
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
    agree, so that findings of two must support it directly. `single-study` says that a study found it, so
    that one of them is not just law, guidance or training material. Say what is so; a weaker word is no shame.

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
        sources = [course.findings[code][0] for code in _direct(message) if code in course.findings]
        if message.strength == "consistent" and len({each.id for each in sources}) == 1:
            text = f"only '{sources[0].short}' supports this directly; 'consistent' needs two sources"
            hint = "point to a finding of another source, or say 'single-study', 'opinion' or 'inference'"
            yield Fault(place=message.place, keys=("strength",), message=text, hint=hint)
        elif message.strength == "single-study" and sources and all(each.kind in NOT_STUDIES for each in sources):
            text = f"'{sources[0].short}' is {sources[0].kind}, and no study"
            hint = "point to a study, or say 'opinion' or 'inference'"
            yield Fault(place=message.place, keys=("strength",), message=text, hint=hint)


def _direct(record: PracticeMessage | Question) -> list[str]:
    return [each.finding for each in record.evidence if each.supports == "direct"]


@check("E404", Severity.WARNING)
def key_on_context(course: Course) -> Iterator[Fault]:
    """A question whose key rests on nothing but background.

    All its evidence has `supports: context`, and it names no practice message whose findings carry it. A
    learner who disagrees with the key will look for what it rests on, and find something that does not say
    it. Reflections have no key; `then_now` rests on its legal note, and `numeric` on the sum.

    Failing:

    ```content/questions/first-words.yml
    type: true_false_why
    stem: People find it easier to say what should change.
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01, supports: context}]
    answer: true
    feedback_true: They did in this source.
    feedback_false: In this source it was the other way round.
    reasons:
      - {id: life, text: They know their own life, correct: true, feedback: That is what the source says.}
      - {id: menu, text: They have seen a list, correct: false, feedback: No list comes into it.}
    rationale: A change is nearer than a service.
    ```

    Passing:

    ```content/questions/first-words.yml
    type: true_false_why
    stem: People find it easier to say what should change.
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    answer: true
    feedback_true: They did in this source.
    feedback_false: In this source it was the other way round.
    reasons:
      - {id: life, text: They know their own life, correct: true, feedback: That is what the source says.}
      - {id: menu, text: They have seen a list, correct: false, feedback: No list comes into it.}
    rationale: A change is nearer than a service.
    ```
    """
    for question in course.questions:
        exempt = question.messages or question.type in ("reflect", "then_now", "numeric")
        if not exempt and all(each.supports == "context" for each in question.evidence):
            message = "only background stands behind this key"
            hint = "point to a finding that carries the key, or name a practice message that does"
            yield Fault(place=question.place, keys=("evidence",), message=message, hint=hint)


@check("E405", Severity.ADVICE)
def read_with_care(course: Course) -> Iterator[Fault]:
    """A key that leans on a finding to be read with care.

    The `cautions` of a source name the finding: it is disputed, comes from one person, or holds only in part.
    A question with one right answer can make it look settled. This may be left alone where the question
    or its feedback says what the caution says, or does not turn on it.

    Failing:

    ```content/sources/second-source.yml
    title: A second source
    short: Second
    kind: article
    publisher: Nobody
    published: 2026
    about: It was made up as well.
    nations: [uk]
    licence: own
    cautions:
      - The number is given in two ways [@TW-01].
    findings: [{id: TW-01, statement: Four people took part., locator: line 1}]
    ```

    ```content/questions/how-many.yml
    type: numeric
    stem: How many people took part?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: TW-01}]
    answer: 4
    working: It is stated.
    feedback_right: That is what one of the places says.
    feedback_wrong: Look at the source again.
    rationale: The source says so.
    ```

    Passing:

    ```content/sources/second-source.yml
    title: A second source
    short: Second
    kind: article
    publisher: Nobody
    published: 2026
    about: It was made up as well.
    nations: [uk]
    licence: own
    findings: [{id: TW-01, statement: Four people took part., locator: line 1}]
    ```

    ```content/questions/how-many.yml
    type: numeric
    stem: How many people took part?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: TW-01}]
    answer: 4
    working: It is stated.
    feedback_right: That is what the source says.
    feedback_wrong: Look at the source again.
    rationale: The source says so.
    ```
    """
    cautions = dict(_cautions(course.sources))
    for question in course.questions:
        if question.type == "reflect":
            continue
        for number, each in enumerate(question.evidence):
            if each.supports != "context" and each.finding in cautions:
                said = quoted(plain_text(cautions[each.finding]), 100)
                message = f"{each.finding} is to be read with care: {said}"
                hint = "see that the question or its feedback says so"
                yield Fault(place=question.place, keys=("evidence", number, "finding"), message=message, hint=hint)


def _cautions(sources: tuple[Source, ...]) -> Iterator[tuple[str, str]]:
    """Yield the source's own findings that a caution speaks of, with the caution."""
    for source in sources:
        own = {finding.id for finding in source.findings}
        for text in source.cautions:
            for found in CITATION.finditer(text):
                yield from ((code, text) for code in CODE.findall(found[1]) if code in own)


@check("E406", Severity.WARNING)
def law_without_date(course: Course) -> Iterator[Fault]:
    """A question of law that does not say of which day, or of whose law.

    The key of such a question can become wrong without anybody touching it, and is wrong in another nation
    from the start. `as_of` is the day on which it was right, and `nation` says whose law it is. Questions of
    the type `then_now`, and those whose key rests directly on a source of law or guidance, are of law.

    Failing:

    ```content/questions/in-2011.yml
    type: then_now
    stem: Was this so in 2011, and is it so now?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01, supports: context}]
    statement: A council must promote wellbeing.
    true_then: false
    true_now: true
    note: law-wellbeing
    feedback_then: It was not so then.
    feedback_now: It is so now.
    rationale: The law changed.
    ```

    Passing:

    ```content/questions/in-2011.yml
    type: then_now
    stem: Was this so in 2011, and is it so now?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01, supports: context}]
    as_of: 2026-11-22
    nation: england
    statement: A council must promote wellbeing.
    true_then: false
    true_now: true
    note: law-wellbeing
    feedback_then: It was not so then.
    feedback_now: It is so now.
    rationale: The law changed.
    ```
    """
    kinds = {code: source.kind for code, (source, _) in course.findings.items()}
    for question in course.questions:
        of_law = question.type == "then_now" or any(kinds.get(code) in OF_LAW for code in _direct(question))
        missing = [key for key in ("as_of", "nation") if not getattr(question, key)]
        if of_law and missing and question.type != "reflect":
            message = f"a question of law needs the key{'s' if missing[1:] else ''} {_listed(missing)}"
            hint = "the day on which the key was right, and whose law it is"
            yield Fault(place=question.place, keys=("type",), message=message, hint=hint)


def _listed(keys: list[str]) -> str:
    return " and ".join(f"'{key}'" for key in keys)


CHECKS: tuple[Check, ...] = (
    evidence_in_gap, no_direct_evidence, strength, key_on_context, read_with_care, law_without_date,
)  # fmt: skip
