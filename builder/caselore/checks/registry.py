"""The checks that run over a course, in the order of their codes, and what the course says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caselore.checks import (
    abbreviations,
    access,
    alignment,
    citations,
    consent,
    contrast,
    evidence,
    feedback,
    figures,
    fingerprinted,
    glossary,
    items_cues,
    items_form,
    items_grammar,
    items_judgement,
    items_number,
    items_stem,
    items_wording,
    keys,
    law,
    law_keys,
    law_use,
    links,
    lost,
    markdown,
    outcomes,
    overlap,
    people,
    quizzes,
    readability,
    records,
    references,
    repeats,
    reviews,
    senses,
    sessions,
    shown,
    sizes,
    slips,
    spelling,
    stories,
    structure,
    used,
    withdrawal,
    wording,
)
from caselore.checks.check import Check, Fault, forget
from caselore.checks.settings import RULES as SETTING_RULES
from caselore.checks.settings import Settings
from caselore.diagnostics import Diagnostic, Rule, ordered
from caselore.model.course import Course
from caselore.model.record import Unread

CHECKS: tuple[Check, ...] = (
    *references.CHECKS, *records.CHECKS, *glossary.CHECKS, *markdown.CHECKS, *lost.CHECKS, *sessions.CHECKS, *overlap.CHECKS, *fingerprinted.CHECKS, *access.CHECKS,
    *structure.CHECKS, *senses.CHECKS, *contrast.CHECKS, *links.CHECKS, *law.CHECKS, *law_use.CHECKS,
    *law_keys.CHECKS, *reviews.CHECKS, *consent.CHECKS, *withdrawal.CHECKS, *stories.CHECKS, *people.CHECKS,
    *evidence.CHECKS, *keys.CHECKS, *used.CHECKS, *citations.CHECKS, *figures.CHECKS, *alignment.CHECKS,
    *shown.CHECKS, *outcomes.CHECKS, *sizes.CHECKS, *items_wording.CHECKS, *items_judgement.CHECKS,
    *items_form.CHECKS, *items_cues.CHECKS, *items_stem.CHECKS, *items_grammar.CHECKS, *items_number.CHECKS,
    *feedback.CHECKS, *quizzes.CHECKS, *repeats.CHECKS, *readability.CHECKS, *abbreviations.CHECKS, *wording.CHECKS,
    *slips.CHECKS, *spelling.CHECKS,
)  # fmt: skip

RULES: tuple[Rule, ...] = (*(check.rule for check in CHECKS), *SETTING_RULES)
"""The rules that a course as a whole is held to."""


def run(course: Course, *, release: bool = False) -> tuple[Diagnostic, ...]:
    """Return everything the checks find in a course, by place.

    With `release`, rules are as bad as they are for a course that is put in front of staff.
    """
    return both(course)[release]


def both(course: Course) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return everything the checks find: as bad as it is while writing, and as bad as it is for a release."""
    settings = Settings(course, RULES)
    settings.not_asked = frozenset() if course.answers else links.ON_REQUEST
    now, at_release = (list(settings.faults()) for _ in range(2))
    for check in CHECKS:
        severity, later = (settings.severity(check.rule, release=release) for release in (False, True))
        for fault in _found(check, course, settings) if severity or later else ():
            if settings.counts(fault) and not settings.waives(check.rule, fault.place):
                made = fault.diagnostic(check.rule, severity or later or check.rule.severity)
                now += [made] if severity else []
                at_release += [replace(made, severity=later)] if later else []
    forget()
    unused = tuple(settings.unused_waivers())
    return ordered((*now, *unused)), ordered((*at_release, *unused))


def _found(check: Check, course: Course, settings: Settings) -> Iterator[Fault]:
    """Yield what a check finds, until it asks for a list of words that could not be read."""
    try:
        yield from check.find(course)
    except Unread:
        settings.not_asked |= {check.rule.code}
