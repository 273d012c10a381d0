"""What is used: sources, findings and messages that nothing leans on, and questions that lean on no message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check, shared
from caselore.checks.texts import holding
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.fields import Ref
from caselore.model.figure import Figure
from caselore.model.source import Source
from caselore.model.walk import marked
from caselore.prose import CITATION, CODE

SHOWN_CODES = 8
_LISTS = ("glossary", "reading", "words", "local")
_LINK = re.compile(r"\]\(#([a-z0-9-]+)\)")
_CITED = "[@"


@shared()
def _used(course: Course) -> frozenset[str]:
    """Return the findings and sources that something other than a source itself points at."""
    found = {
        name
        for record in course.records()
        if not isinstance(record, Source)
        for _, ref, name in marked(record, Ref)
        if ref.kind == "finding" or (ref.kind == "source" and isinstance(record, Figure))
    }
    for text in holding(course, _CITED):
        if text.markdown and not isinstance(text.record, Source):
            for each in CITATION.finditer(text.text):
                found.update(CODE.findall(each[1]))
        if "](#" in text.text:
            found.update(_LINK.findall(text.text))
    return frozenset(found)


def _is_complete(course: Course) -> bool:
    """Whether all that may point at a finding could be read; the files of some lists need not be there."""
    return all(name in _LISTS for _, name in course.left_out)


@check("E411", Severity.ADVICE)
def source_unused(course: Course) -> Iterator[Fault]:
    """A source that nothing in the course uses.

    No statement points at any of its findings, and no text links to it. It stands in the list of sources all
    the same, where learners take it for something that the course rests on. This may be left alone for a
    source that is to be used soon.

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
    findings: [{id: TW-01, statement: Four people took part., locator: line 1}]
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

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person.
      fuller: Four people called it a difference [@TW-01].
    ```
    """
    used = _used(course)
    for source in course.sources if _is_complete(course) else ():
        if source.id not in used and not any(finding.id in used for finding in source.findings):
            hint = "cite what it says, or take it out"
            yield Fault(
                place=source.place, keys=("title",), message="nothing in the course uses this source", hint=hint
            )


@check("E412", Severity.ADVICE)
def findings_unused(course: Course) -> Iterator[Fault]:
    """Findings that nothing in the course uses.

    Each finding is work done, and some say what the course would rather not hear. See whether one of them
    limits or contradicts what is taught, before you leave it aside, and say in its `left_out` why it is not
    used. Findings on a gap of the source are not counted. They may be left alone if they do not bear on it.

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
    findings:
      - {id: TW-01, statement: Four people took part., locator: line 1}
      - {id: TW-02, statement: Three of them said no., locator: line 2}
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person.
      fuller: Four people called it a difference [@TW-01].
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
    findings:
      - {id: TW-01, statement: Four people took part., locator: line 1}
      - {id: TW-02, statement: Three of them said no., locator: line 2}
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person.
      fuller: Four people called it a difference [@TW-01]. Most did not [@TW-02].
    ```
    """
    used = _used(course)
    for source in course.sources if _is_complete(course) else ():
        lost = {code for gap in source.known_gaps for code in gap.findings}
        left = [
            each.id for each in source.findings if each.id not in used and each.id not in lost and not each.left_out
        ]
        if left and any(each.id in used for each in source.findings):
            codes = ", ".join(left[:SHOWN_CODES]) + (
                f" and {len(left) - SHOWN_CODES} more" if left[SHOWN_CODES:] else ""
            )
            message = f"nothing in the course uses {codes}"
            hint = "see whether one limits what the course says; 'left_out' says why it is not used"
            yield Fault(place=source.place, keys=("findings",), message=message, hint=hint)


@check("E413", Severity.ADVICE)
def message_without_case(course: Course) -> Iterator[Fault]:
    """A practice message that no case study shows.

    Learners remember advice by the story in which they met it. A message that no case study names in
    `messages` stays a sentence on a card. This may be left alone where no story is known: do not bend one.

    Failing:

    ```content/messages/ask-first.yml
    order: 9
    message: Ask first.
    audience: [practitioner]
    stage: planning
    why: People know what should change.
    how: [Ask., Write it down.]
    evidence: [{finding: EX-01}]
    strength: opinion
    caveat: One source says so, and it is a small one.
    reflection: What did you ask?
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person.
    ```
    """
    shown = {name for case in course.case_studies for name in case.messages}
    if any(kind == "case study" for kind, _ in course.left_out):
        return
    for message in course.messages:
        if message.id not in shown:
            hint = f"name '{message.id}' in the 'messages' of a case study that shows it"
            yield Fault(place=message.place, keys=("message",), message="no case study shows this message", hint=hint)


@check("E414", Severity.ADVICE)
def question_without_message(course: Course) -> Iterator[Fault]:
    """A question that no practice message stands behind.

    It names no message to go back to, and shares no finding with one. A learner who gets it wrong is sent
    nowhere, and one who gets it right has learnt a fact without a use. This may be left alone for questions
    about a study itself. Questions of law and reflections are not counted.

    Failing:

    ```content/questions/how-many.yml
    type: numeric
    stem: How many people wanted no service?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: TW-01}]
    answer: 4
    working: It is stated.
    feedback_right: That is what the source says.
    feedback_wrong: Look at the source again.
    rationale: The source says so.
    ```

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

    Passing:

    ```content/questions/how-many.yml
    type: numeric
    stem: How many people wanted no service?
    outcome: say-what-changes
    bloom: remember
    evidence: [{finding: EX-01}]
    answer: 4
    working: It is stated.
    feedback_right: That is what the source says.
    feedback_wrong: Look at the source again.
    rationale: The source says so.
    ```
    """
    backed = {each.finding for message in course.messages for each in message.evidence}
    kinds = {code: source.kind for code, (source, _) in course.findings.items()}
    if any(kind == "practice message" for kind, _ in course.left_out):
        return
    for question in course.questions:
        codes = [each.finding for each in question.evidence if each.supports != "context"]
        of_law = question.type == "then_now" or any(kinds.get(code) in ("law", "guidance") for code in codes)
        if question.type != "reflect" and not question.messages and not of_law and not backed.intersection(codes):
            hint = "name one in 'messages', if there is one to go back to"
            message = "no practice message stands behind this question"
            yield Fault(place=question.place, keys=("stem",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (source_unused, findings_unused, message_without_case, question_without_message)
