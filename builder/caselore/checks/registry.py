"""The checks that run over a course, in the order of their codes, and what the course says of them."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks import (
    access,
    contrast,
    fingerprinted,
    links,
    markdown,
    overlap,
    records,
    references,
    senses,
    structure,
)
from caselore.checks.check import Check
from caselore.checks.settings import RULES as SETTING_RULES
from caselore.checks.settings import Settings
from caselore.diagnostics import Diagnostic, Rule, ordered
from caselore.model.course import Course

CHECKS: tuple[Check, ...] = (
    *references.CHECKS, *records.CHECKS, *markdown.CHECKS, *overlap.CHECKS, *fingerprinted.CHECKS, *access.CHECKS,
    *structure.CHECKS, *senses.CHECKS, *contrast.CHECKS, *links.CHECKS,
)  # fmt: skip

RULES: tuple[Rule, ...] = (*(check.rule for check in CHECKS), *SETTING_RULES)
"""The rules that a course as a whole is held to."""


def run(course: Course, *, release: bool = False) -> tuple[Diagnostic, ...]:
    """Return everything the checks find in a course, by place.

    With `release`, rules are as bad as they are for a course that is put in front of staff.
    """
    return ordered(_found(course, release))


def _found(course: Course, release: bool) -> Iterator[Diagnostic]:
    settings = Settings(course, RULES)
    settings.not_asked = frozenset() if course.answers else links.ON_REQUEST
    yield from settings.faults()
    for check in CHECKS:
        severity = settings.severity(check.rule, release=release)
        if severity is None:
            continue
        for fault in check.find(course):
            if not settings.waives(check.rule, fault.place):
                yield fault.diagnostic(check.rule, severity)
    yield from settings.unused_waivers()
