"""Turn what somebody typed into words that can be compared, or into a number.

score.js does the same, step by step, and is held to the same cases.
"""

import re
from unicodedata import category, normalize

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SINGLE_QUOTES = re.compile("[\u2018\u2019\u201b\u02bc\u0060\u00b4\u2032]")
_DOUBLE_QUOTES = re.compile("[\u201c-\u201f\u00ab\u00bb\u2033]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")

_NUMBER = re.compile(
    r"([-+]?) ?([^-+\d.,]*?) ?([-+]?) ?"  # a sign may stand before or after a pound sign
    r"(?:([1-9]\d{0,2}(?:[, ]\d{3})+(?:\.\d+)?)|(\d*[.,]?\d+)) ?(.*)",  # in thousands, or not
    re.ASCII,
)
_SIGNS = (
    ("%", "per cent", "percent"),
    ("£", "pounds", "pound"),
    ("€", "euros", "euro"),
    ("$", "dollars", "dollar"),
)
"""Signs that a unit may start with, each with the words for it."""


def plain(text: str) -> str:
    """Return the text without the differences that do not count.

    These are: capitals, composed or decomposed accents, invisible characters, straight or curly
    quotes, the length of a dash, spaces at the ends and repeated ones, one full stop at the end.
    """
    # Upper, then lower: brings ß and ss together as casefold does, and JavaScript can do it too.
    text = normalize("NFC", text.upper().lower())
    text = _INVISIBLE.sub("", text)
    text = _SINGLE_QUOTES.sub("'", text)
    text = _DOUBLE_QUOTES.sub('"', text)
    text = _DASHES.sub("-", text)
    text = re.sub(r"\s+", " ", text).strip()
    return text.removesuffix(".").strip()


def units(unit: str) -> tuple[str, ...]:
    """Return what may be typed before or after a number whose unit is shown beside the box: nothing, the unit as it
    is shown, its first word or sign, what follows that, and other ways to write the first word.

    Where no unit is shown the number may be money or a share, so that the sign or word for either may be typed.
    """
    unit = plain(unit)
    if not unit:
        return ("", *(way for ways in _SIGNS for way in ways))
    first, rest = _split(unit)
    firsts = next((ways for ways in _SIGNS if first in ways), (first, first.removesuffix("s")))
    whole = (f"{way} {rest}" for way in firsts if rest)
    return tuple(dict.fromkeys(("", unit, unit.removesuffix("s"), *firsts, rest, *whole)))


def _split(unit: str) -> tuple[str, str]:
    """Part the first word, or a sign or what it is called, from what follows."""
    if category(unit[0]) == "Sc" or unit[0] == "%":
        return unit[0], unit[1:].strip()
    named = (way for ways in _SIGNS for way in ways if f"{unit} ".startswith(f"{way} "))
    first = next(named, unit.partition(" ")[0])
    return first, unit.removeprefix(first).strip()


def number(words: str, allowed: tuple[str, ...]) -> float | None:
    """Read a number as people type it, already made plain, or return None.

    A comma or a space may part the thousands, as in £22,927; a comma that cannot do so is a decimal
    comma, as in 18,7. Only the digits 0 to 9 count, without exponents.
    """
    found = _NUMBER.fullmatch(words)
    if not found:
        return None
    sign, before, second_sign, thousands, simple, after = found.groups()
    if before not in allowed or after not in allowed or (sign and second_sign):
        return None
    value = float(re.sub("[, ]", "", thousands) if thousands else simple.replace(",", "."))
    return -value if "-" in (sign, second_sign) else value
