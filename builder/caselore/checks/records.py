"""Records: keys that are needed because of what another key says."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, did_you_mean, quoted
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course, CourseInfo
from caselore.model.glossary import GlossaryTerm
from caselore.model.practice_message import PracticeMessage
from caselore.model.record import Record, as_far_as_read
from caselore.model.source import Source
from caselore.words import is_known


@check("R203", Severity.ERROR, fixed=True)
def needed_with(course: Course) -> Iterator[Fault]:
    """A key that another key makes necessary is missing.

    A published story needs its credit, a consented one its consent; research needs its method,
    sample and limits; a message that rests on less than two sources needs its caveat; a historic
    word needs to say when it was used. Without them a reader cannot tell what the rest is worth.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      standing: historic
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      standing: historic
      era_note: In use until 2010.
    ```
    """
    for case in course.legible(CaseStudy):
        yield from as_far_as_read(_needed_in_a_story(case))
    for message in course.legible(PracticeMessage):
        yield from as_far_as_read(_needed_in_a_message(message))
    for term in course.legible(GlossaryTerm):
        yield from as_far_as_read(_needed_in_a_term(term))
    for source in course.legible(Source):
        yield from as_far_as_read(_needed_in_a_source(source))


def _needed_in_a_story(case: CaseStudy) -> Iterator[Fault]:
    if case.provenance in ("published", "consented") and not case.credit:
        yield _needs(case, "provenance", "credit", f"a {case.provenance} story")
    if case.provenance == "consented" and not case.consent:
        yield _needs(case, "provenance", "consent", "a consented story")


def _needed_in_a_message(message: PracticeMessage) -> Iterator[Fault]:
    if message.strength != "consistent" and not message.caveat:
        yield _needs(message, "strength", "caveat", f"a message of strength '{message.strength}'")


def _needed_in_a_term(term: GlossaryTerm) -> Iterator[Fault]:
    if term.standing == "historic" and not term.era_note:
        yield _needs(term, "standing", "era_note", "a historic term")


def _needed_in_a_source(source: Source) -> Iterator[Fault]:
    if source.kind in ("research", "review", "story"):
        for key in ("method", "sample"):
            if not getattr(source, key):
                yield _needs(source, "kind", key, f"a source of kind '{source.kind}'")
    if source.kind in ("research", "review") and not source.limits:
        yield _needs(source, "kind", "limits", f"a source of kind '{source.kind}'")


def _needs(record: Record, key: str, missing: str, what: str) -> Fault:
    return Fault(place=record.place, keys=(key,), message=f"{what} needs the key '{missing}'")


@check("R204", Severity.ERROR, fixed=True)
def decision_point(course: Course) -> Iterator[Fault]:
    """A decision point that cannot be put to a learner.

    `after` repeats the heading of the part of the story that comes before the decision. One of the
    options, and only one, has weight 2: the soundest. Each option has an id of its own. Without these
    a learner would be asked before knowing enough, or be told that two answers are the best.

    Failing:

    ```in a story
    story:
      - heading: Behind the house
        text: The gate is heavy, and she can no longer push it open.
    decision_point:
      after: Behind the house
      situation: Suppose she rings you about a gardener.
      question: What do you do first?
      options:
        - id: see
          text: Look at the gate with her
          weight: 2
          feedback: Soundest. You learn what she can still do.
        - id: hire
          text: Find somebody to dig for her
          weight: 2
          feedback: Defensible. It is what she rang about.
      rationale: A lighter gate may be all that is missing.
    ```

    Passing:

    ```in a story
    story:
      - heading: Behind the house
        text: The gate is heavy, and she can no longer push it open.
    decision_point:
      after: Behind the house
      situation: Suppose she rings you about a gardener.
      question: What do you do first?
      options:
        - id: see
          text: Look at the gate with her
          weight: 2
          feedback: Soundest. You learn what she can still do.
        - id: hire
          text: Find somebody to dig for her
          weight: 1
          feedback: Defensible. It is what she rang about.
      rationale: A lighter gate may be all that is missing.
    ```
    """
    for case in course.legible(CaseStudy):
        for faults in (_weights(case), _option_ids(case), _after(case)):
            yield from as_far_as_read(faults)


def _weights(case: CaseStudy) -> Iterator[Fault]:
    if sum(option.weight == 2 for option in case.decision_point.options) != 1:
        message = "one option, and only one, has weight 2: the soundest"
        yield Fault(place=case.place, keys=("decision_point", "options"), message=message)


def _option_ids(case: CaseStudy) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, option in enumerate(case.decision_point.options):
        if option.id in seen:
            message = f"the option id '{option.id}' is used twice"
            yield Fault(place=case.place, keys=("decision_point", "options", number, "id"), message=message)
        seen.add(option.id)


def _after(case: CaseStudy) -> Iterator[Fault]:
    headings = [part.heading for part in case.story]
    after = case.decision_point.after
    if after not in headings:
        hint = did_you_mean(after, headings) or f"the last heading is '{headings[-1]}'"
        message = f"no part of the story has the heading '{after}'"
        yield Fault(place=case.place, keys=("decision_point", "after"), message=message, hint=hint)


@check("R205", Severity.ERROR, fixed=True)
def unknown_language(course: Course) -> Iterator[Fault]:
    """A language that is not known.

    `language` in course.yml is a language tag: two or three small letters, and a country in capitals
    where it matters, such as en-GB or cy. Dates are written in that language, and screen readers
    choose their voice by it.

    Failing:

    ```content/course.yml
    schema_version: 1
    id: a-course
    title: A course
    summary: What one will be able to do.
    audience: [Everybody]
    version: "1.0"
    updated: 2026-11-22
    language: English
    ```

    Passing:

    ```content/course.yml
    schema_version: 1
    id: a-course
    title: A course
    summary: What one will be able to do.
    audience: [Everybody]
    version: "1.0"
    updated: 2026-11-22
    language: en-GB
    ```
    """
    yield from as_far_as_read(_unknown_to_us(course.info_read or course.info))


def _unknown_to_us(info: CourseInfo) -> Iterator[Fault]:
    if not is_known(info.language):
        message = f"{quoted(info.language)} is no language tag that is known"
        yield Fault(place=info.place, keys=("language",), message=message, hint="such as en-GB or cy")


CHECKS: tuple[Check, ...] = (needed_with, decision_point, unknown_language)
