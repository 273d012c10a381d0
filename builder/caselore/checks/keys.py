"""Keys: what the right answers of questions rest on, and when and where they are right."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course
from caselore.model.question import Question
from caselore.model.source import Source
from caselore.prose import CITATION, CODE, plain_text

OF_LAW = frozenset({"law", "guidance"})


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
    or its feedback says what the caution says, or does not turn on it; a `note` on the pointer settles it.

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
            if each.supports != "context" and each.finding in cautions and not each.note:
                said = quoted(plain_text(cautions[each.finding]), 100)
                message = f"{each.finding} is to be read with care: {said}"
                hint = "see that the question or its feedback says so, and write in this pointer's 'note' how"
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


def _direct(question: Question) -> list[str]:
    return [each.finding for each in question.evidence if each.supports == "direct"]


def _listed(keys: list[str]) -> str:
    return " and ".join(f"'{key}'" for key in keys)


CHECKS: tuple[Check, ...] = (key_on_context, read_with_care, law_without_date)
