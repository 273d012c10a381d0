"""The checks that run over a course, in the order of their codes."""

from __future__ import annotations

from caselore.checks import markdown, records, references
from caselore.checks.check import Check
from caselore.diagnostics import Diagnostic, ordered
from caselore.model.course import Course

CHECKS: tuple[Check, ...] = (*references.CHECKS, *records.CHECKS, *markdown.CHECKS)


def run(course: Course) -> tuple[Diagnostic, ...]:
    """Return everything the checks find in a course, by place."""
    return ordered(diagnostic for check in CHECKS for diagnostic in check.run(course))
