"""Consent: what somebody agreed to when they gave us their story, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.record import as_far_as_read

NOTICE = 60
"""How many days before its end we say that a consent runs out."""


@check("S601", Severity.ERROR, fixed=True)
def consent_withdrawn(course: Course) -> Iterator[Fault]:
    """A story that is shown although its consent was withdrawn.

    `consent.withdrawn` says that the person has taken the story back. Nothing of it may be built
    until `status: withdrawn` takes it out of every page, print and package. There is no waiver: it is
    their story. Write `withdrawn_on` as well, so that paper printed before that day can be pulled.

    Failing:

    ```in a story
    provenance: consented
    credit: Told to us in 2025
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2027-11-22
      withdrawn: true
    ```

    Passing:

    ```in a story
    status: withdrawn
    withdrawn_on: 2026-11-22
    provenance: consented
    credit: Told to us in 2025
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2027-11-22
      withdrawn: true
    ```
    """
    for case in course.legible(CaseStudy):
        yield from as_far_as_read(_taken_back(case))


def _taken_back(case: CaseStudy) -> Iterator[Fault]:
    if case.status != "withdrawn" and case.consent and case.consent.withdrawn:
        message = "the consent for this story was withdrawn, and the story is still shown"
        hint = "write status: withdrawn and withdrawn_on: the day"
        yield Fault(place=case.place, keys=("consent", "withdrawn"), message=message, hint=hint)


@check("S602", Severity.ERROR, fixed=True)
def consent_expired(course: Course) -> Iterator[Fault]:
    """A story whose consent has run out.

    The person agreed until a day that has passed. Ask them again and write the new day, or withdraw
    the story; there is no waiver. People's lives change, and a story that was theirs to tell three
    years ago may not be one they want told today.

    Failing:

    ```in a story
    provenance: consented
    credit: Told to us in 2025
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2026-01-31
    ```

    Passing:

    ```in a story
    provenance: consented
    credit: Told to us in 2025
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2027-11-22
    ```
    """
    for case in course.legible(CaseStudy):
        yield from as_far_as_read(_run_out(case, course.as_of))


def _run_out(case: CaseStudy, day: date) -> Iterator[Fault]:
    if case.status != "withdrawn" and case.consent and case.consent.expires < day:
        message = f"the consent for this story ran out on {case.consent.expires.isoformat()}"
        hint = "ask again and write the new day, or write status: withdrawn"
        yield Fault(place=case.place, keys=("consent", "expires"), message=message, hint=hint)


@check("S603", Severity.ADVICE, release=Severity.WARNING)
def consent_runs_out(course: Course) -> Iterator[Fault]:
    """A consent that runs out within sixty days.

    After that day the course cannot be built with the story in it. Ask the person now, with time for
    them to think. If you mean to withdraw the story anyway, leave this alone until then.

    Failing:

    ```in a story
    provenance: consented
    credit: Told to us in 2025
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2026-12-24
    ```

    Passing:

    ```in a story
    provenance: consented
    credit: Told to us in 2025
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2027-11-22
    ```
    """
    for case in course.case_studies:
        if case.consent and 0 <= (left := (case.consent.expires - course.as_of).days) <= NOTICE:
            when = {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
            message = f"the consent for this story runs out {when}"
            yield Fault(place=case.place, keys=("consent", "expires"), message=message, hint="ask the person again")


@check("S604", Severity.WARNING)
def consent_unclear(course: Course) -> Iterator[Fault]:
    """A consent that covers nothing, or a story of another kind.

    `uses` says what the person agreed to; a consent without a use is a signature under an empty page.
    And a story that says it was published, put together or made up has nobody here who consented:
    either its `provenance` is wrong, and readers are told so on every page, or the consent belongs to
    another story.

    Failing:

    ```in a story
    provenance: composite
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2027-11-22
    ```

    Passing:

    ```in a story
    provenance: consented
    credit: Told to us in 2025
    consent:
      form_ref: Cabinet 3
      uses: [Training of staff]
      expires: 2027-11-22
    ```
    """
    for case in course.case_studies:
        if case.consent and not case.consent.uses:
            hint = "write each use that was agreed to"
            message = "this consent says nothing of what was agreed to"
            yield Fault(place=case.place, keys=("consent", "uses"), message=message, hint=hint)
        if case.consent and case.provenance != "consented":
            message = f"this story says it is {case.provenance}, and yet there is a consent for it"
            hint = "provenance: consented is for stories that somebody gave us"
            yield Fault(place=case.place, keys=("provenance",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (consent_withdrawn, consent_expired, consent_runs_out, consent_unclear)
