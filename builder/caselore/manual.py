"""Gather the manual pages of all rules, whoever speaks them."""

from __future__ import annotations

from caselore.checks.registry import CHECKS
from caselore.diagnostics import Rule
from caselore.readers import rules

RULES: tuple[Rule, ...] = tuple(
    sorted((*rules.ALL, *(check.rule for check in CHECKS)), key=lambda rule: rule.code)
)
