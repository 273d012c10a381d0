"""The words that caselore itself says, marked for translation, and dates in the course's language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

N_ = str
"""Marks a message for Babel to collect; templates translate it when they show it."""


def long_date(day: date, language: str = "en-GB") -> str:
    """Return a date in words, such as '22 November 2026'."""
    return format_date(day, "d MMMM y", locale=language.replace("-", "_"))


def partial_date(value: str, language: str = "en-GB") -> str:
    """Return a year, year-month or day in words: '2011-02' becomes 'February 2011'."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return value
    day = date(*parts) if len(parts) == 3 else date(*parts, 1)  # type: ignore[arg-type, call-arg]
    return format_date(day, "d MMMM y" if len(parts) == 3 else "MMMM y", locale=language.replace("-", "_"))
