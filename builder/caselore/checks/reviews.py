"""Reviews: who has looked at the course and when, and sources that ask to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from caselore.checks.check import Check, Fault, check
from caselore.checks.law import to_come
from caselore.diagnostics import Severity
from caselore.model.course import Course, CourseInfo
from caselore.model.record import Record


@check("L511", Severity.ADVICE)
def source_past_review(course: Course) -> Iterator[Fault]:
    """A source that is past its own review date.

    Whoever published it said it should be looked at again by then. Look for a newer edition, and name
    it under `superseded_by` if there is one. Where there is none, or the source is cited as history,
    this can be left alone, or waived with that reason.

    Failing:

    ```content/sources/another.yml
    title: Another source
    short: Another
    kind: article
    publisher: Nobody
    published: 2009
    review_by: 2012-05
    about: A source that was made up.
    nations: [uk]
    licence: own
    findings: [{id: AN-01, statement: Something was so., locator: line 1}]
    ```

    Passing:

    ```content/sources/another.yml
    title: Another source
    short: Another
    kind: article
    publisher: Nobody
    published: 2009
    review_by: 2012-05
    superseded_by: [A newer one]
    about: A source that was made up.
    nations: [uk]
    licence: own
    findings: [{id: AN-01, statement: Something was so., locator: line 1}]
    ```
    """
    for source in course.sources:
        if source.review_by and not source.superseded_by and _last_day(source.review_by) < course.as_of:
            hint = "look for a newer one, and name it under superseded_by"
            message = f"this source was to be reviewed by {source.review_by}"
            yield Fault(place=source.place, keys=("review_by",), message=message, hint=hint)


def _last_day(value: str) -> date:
    """Return the last day of a year, a month or a day."""
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    year = max(year, 1)  # nobody means the year 0, but it can be typed
    if day:
        return date(year, month, day)
    if not month or month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


@check("L512", Severity.WARNING)
def review_without_name(course: Course) -> Iterator[Fault]:
    """A review that nobody made, or on a day to come.

    `status: reviewed` and `reviewed_on` say that somebody looked at this. Without `reviewed_by`
    nobody did, as far as a reader can tell, and a review on a day to come has not happened. Trust
    that rests on it is borrowed.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      status: reviewed
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      status: reviewed
      reviewed_by: [A trainer]
      reviewed_on: 2026-11-22
    ```
    """
    everything: tuple[CourseInfo | Record, ...] = (course.info, *course.records())
    for record in everything:
        claimed = "status" if getattr(record, "status", "") == "reviewed" else ""
        claimed = "reviewed_on" if record.reviewed_on else claimed
        if claimed and not record.reviewed_by:
            hint = "write reviewed_by: a name or a role, or take this out"
            yield Fault(place=record.place, keys=(claimed,), message="this does not say who reviewed it", hint=hint)
        if record.reviewed_on and record.reviewed_on > course.as_of:
            yield Fault(place=record.place, keys=("reviewed_on",), message=to_come(course.as_of))


@check("L513", Severity.ADVICE, release=Severity.ERROR)
def nobody_reviewed_it(course: Course) -> Iterator[Fault]:
    """Nobody has reviewed the course.

    While it is being written that is how it should be, and this can be left alone. Before staff see
    the course, somebody who knows the field and did not write it should have read it all: an author
    does not see their own slips. Their name or role goes under `reviewed_by` in course.yml.

    Failing:

    ```content/course.yml
    schema_version: 1
    id: a-course
    title: A course
    summary: What one will be able to do.
    audience: [Everybody]
    version: "1.0"
    updated: 2026-11-22
    reviewed_by_lived_experience: [A carer]
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
    reviewed_by: [A trainer]
    reviewed_by_lived_experience: [A carer]
    ```
    """
    if not course.info.reviewed_by:
        hint = "once somebody has, name them under reviewed_by in course.yml"
        yield Fault(place=course.info.place, keys=("title",), message="nobody has reviewed this course", hint=hint)


@check("L514", Severity.ADVICE, release=Severity.WARNING)
def no_lived_experience(course: Course) -> Iterator[Fault]:
    """Nobody with lived experience has reviewed the course.

    A course about people's lives is better for having been read by somebody who draws on care and
    support, or who cares for somebody; they see what staff no longer notice. Ask early, pay them, and
    name them as they wish under `reviewed_by_lived_experience`. While drafting, leave this alone.

    Failing:

    ```content/course.yml
    schema_version: 1
    id: a-course
    title: A course
    summary: What one will be able to do.
    audience: [Everybody]
    version: "1.0"
    updated: 2026-11-22
    reviewed_by: [A trainer]
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
    reviewed_by: [A trainer]
    reviewed_by_lived_experience: [A carer]
    ```
    """
    if not course.info.reviewed_by_lived_experience:
        message = "nobody who draws on support, and no carer, has reviewed this course"
        hint = "once somebody has, name them under reviewed_by_lived_experience"
        yield Fault(place=course.info.place, keys=("title",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (source_past_review, review_without_name, nobody_reviewed_it, no_lived_experience)
