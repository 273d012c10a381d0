"""Records: keys that are needed because of what another key says."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, did_you_mean, quoted
from caselore.model.course import Course
from caselore.model.record import Record
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
    for case in course.case_studies:
        if case.provenance in ("published", "consented") and not case.credit:
            yield _needs(case, "provenance", "credit", f"a {case.provenance} story")
        if case.provenance == "consented" and not case.consent:
            yield _needs(case, "provenance", "consent", "a consented story")
    for message in course.messages:
        if message.strength != "consistent" and not message.caveat:
            yield _needs(message, "strength", "caveat", f"a message of strength '{message.strength}'")
    for term in course.glossary:
        if term.standing == "historic" and not term.era_note:
            yield _needs(term, "standing", "era_note", "a historic term")
    for source in course.sources:
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
    """
    for case in course.case_studies:
        options = case.decision_point.options
        if sum(option.weight == 2 for option in options) != 1:
            message = "one option, and only one, has weight 2: the soundest"
            yield Fault(place=case.place, keys=("decision_point", "options"), message=message)
        for number, option in enumerate(options):
            if option.id in [each.id for each in options[:number]]:
                message = f"the option id '{option.id}' is used twice"
                yield Fault(place=case.place, keys=("decision_point", "options", number, "id"), message=message)
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
    if not is_known(course.info.language):
        message = f"{quoted(course.info.language)} is no language tag that is known"
        yield Fault(place=course.info.place, keys=("language",), message=message, hint="such as en-GB or cy")


CHECKS: tuple[Check, ...] = (needed_with, decision_point, unknown_language)
