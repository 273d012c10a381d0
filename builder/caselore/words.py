"""The words that caselore itself says, in the language of a course, and dates in words."""

from __future__ import annotations

import gettext
import io
import re
from datetime import date
from functools import cache, partial
from importlib.metadata import version

from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers

from caselore.kept import kept, key
from caselore.resources import templates_folder


class N_(str):
    """A message of our own, in British English, for Babel to collect and templates to translate.

    The type tells our words from an author's, which are never translated.
    """

    __slots__ = ()


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return our words in a language, such as 'cy'; British English where there is no catalogue.

    Catalogues are `templates/locale/LANGUAGE.po`, for 'en-GB' also `en_GB.po`.
    """
    for name in (language.replace("-", "_"), language.split("-")[0]):
        path = templates_folder() / "locale" / f"{name}.po"
        if path.is_file():
            catalogue = path.read_bytes()
            packed = kept(key("catalogue", version("babel"), catalogue), partial(_packed, catalogue))
            return gettext.GNUTranslations(io.BytesIO(packed))
    return gettext.NullTranslations()


def _packed(catalogue: bytes) -> bytes:
    """Turn a catalogue as people edit it (.po) into one as machines read it (.mo)."""
    from babel.messages.mofile import write_mo  # it takes a while to load, and is needed once a machine
    from babel.messages.pofile import read_po

    packed = io.BytesIO()
    write_mo(packed, read_po(io.BytesIO(catalogue)))
    return packed.getvalue()


def is_known(language: str) -> bool:
    """Whether a language tag, such as 'cy' or 'en-GB', names a language that dates can be said in."""
    return bool(re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", language)) and (
        language.replace("-", "_") in locale_identifiers()
    )


def say(language: str, message: N_, **values: object) -> str:
    """Return a message of our own in a language, with its %(name)s filled in."""
    return translations(language).gettext(message) % values


def catalogue(language: str) -> dict[str, str]:
    """Return the words that differ from British English, for the learner's script."""
    known = getattr(translations(language), "_catalog", {})
    return {key: value for key, value in known.items() if isinstance(key, str) and key and key != value}


def is_right_to_left(language: str) -> bool:
    """Whether a language, such as 'ur', is written from right to left."""
    return Locale.parse(language.replace("-", "_")).text_direction == "rtl"


def long_date(day: date, language: str = "en-GB") -> str:
    """Return a date in words, such as '22 November 2026'."""
    return format_date(day, "d MMMM y", locale=language.replace("-", "_"))


def partial_date(value: str, language: str = "en-GB") -> str:
    """Return a year, a month or a day in words: '2011-02' becomes 'February 2011'."""
    numbers = [int(part) for part in value.split("-")]
    if len(numbers) == 1:
        return value
    day = date(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 1)
    return format_date(day, "d MMMM y" if len(numbers) == 3 else "MMMM y", locale=language.replace("-", "_"))
