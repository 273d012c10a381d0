"""Turn options that are all figures, dates or times into numbers that can be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from caselore.checks.lexicon import NUMBERS
from caselore.checks.word_lists import listed

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = listed(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
)
_SECONDS = {
    "second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_800,
    "year": 31_557_600,
}  # fmt: skip
_FIGURE = r"[£$€]? ?-?\d[\d,]*(?:\.\d+)?"
_SPELT = "|".join(NUMBERS)
_AMOUNT = re.compile(
    rf"(?:(?:about|around|at least|up to|over|under|less than|more than|after|within|in|by|every) )?"
    rf"(?P<first>{_FIGURE}|(?:{_SPELT})\b)(?: ?(?:to|-|–|—|and) ?{_FIGURE})?"
    r" ?(?P<unit>(?:[%°]|°[CF]|per cent|[A-Za-z]+(?: a (?:day|week|month|year))?)?)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?", re.IGNORECASE)
_DATE = re.compile(r"(?:(\d{1,2}) )?([A-Za-z]{3,9})(?: (\d{4}))?")


def values(options: Sequence[str]) -> tuple[float, ...] | None:
    """Return a number for each option, or None unless all are figures of one kind."""
    if len(options) < 3:
        return None
    return _amounts(options) or _dates(options) or _clocks(options)


def _amounts(options: Sequence[str]) -> tuple[float, ...] | None:
    found = [_AMOUNT.fullmatch(option) for option in options]
    if not all(found):
        return None
    matches = [match for match in found if match]
    units = [match["unit"].lower().removesuffix("s") for match in matches]
    numbers = [_number(match["first"]) for match in matches]
    if len(set(units)) == 1:
        return tuple(numbers)
    if all(unit in _SECONDS for unit in units):
        return tuple(number * _SECONDS[unit] for number, unit in zip(numbers, units, strict=True))
    return None


def _number(text: str) -> float:
    spelt = NUMBERS.get(text.lower())
    return float(re.sub(r"[£$€, ]", "", text)) if spelt is None else float(spelt)


def _dates(options: Sequence[str]) -> tuple[float, ...] | None:
    found = [_DATE.fullmatch(option) for option in options]
    if not all(found):
        return None
    parts = [(match[1], match[2].lower(), match[3]) for match in found if match]
    if all(_is_name(name, _MONTHS) for _, name, _ in parts) and len({year is None for _, _, year in parts}) == 1:
        return tuple(int(year or 0) * 400 + _MONTHS.index(name[:3]) * 32 + int(day or 0) for day, name, year in parts)
    if all(_is_name(name, _DAYS) and day is year is None for day, name, year in parts):
        return tuple(float(_DAYS.index(name[:3])) for _, name, _ in parts)
    return None


def _is_name(word: str, names: Sequence[str]) -> bool:
    return word in _FULL and word[:3] in names or word in names


def _clocks(options: Sequence[str]) -> tuple[float, ...] | None:
    found = [_CLOCK.fullmatch(option) for option in options]
    if not all(found):
        return None
    matches = [match for match in found if match]
    return tuple(
        int(match[1]) % 12 * 60 + int(match[2] or 0) + 720 * (match[3].lower() == "pm")
        if match[3]
        else int(match[1]) * 60 + int(match[2] or 0)
        for match in matches
    )
