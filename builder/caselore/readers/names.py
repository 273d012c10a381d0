"""Say which names of files and ids work on every computer, and which would do in place of one that does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count

from caselore.model.fields import LONGEST_ID, RESERVED, SLUG

_SLUG = re.compile(SLUG)
_IMAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LITTER = ("thumbs.db", "desktop.ini", "readme.md")


def is_left_alone(name: str) -> bool:
    """Whether a name says that the file is not meant for the course."""
    return name.startswith((".", "_", "#", "~")) or name.endswith("~") or name.lower() in _LITTER


def can_be_id(name: str) -> bool:
    """Whether a record may be known by a name, and its file have it."""
    return bool(_SLUG.fullmatch(name)) and not is_reserved(name) and len(name) <= LONGEST_ID


def can_be_image(name: str) -> bool:
    """Whether a picture, or a folder of pictures, may have a name."""
    return bool(_IMAGE.fullmatch(name)) and not is_reserved(name.split(".")[0]) and not name.endswith(".")


def is_reserved(name: str) -> bool:
    """Whether a name means something else on some computer, or on every site."""
    return bool(RESERVED.fullmatch(name))


def near_id(name: str, used: Container[str] = ()) -> str:
    """Return an id that is like a name which cannot be one, and not among those that are used."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "a-name"
    if len(slug) > LONGEST_ID:
        slug = slug[: LONGEST_ID + 1].rpartition("-")[0] or slug[:LONGEST_ID]
    slug = f"the-{slug}" if is_reserved(slug) else slug
    others = (f"{slug[: LONGEST_ID - 4].rstrip('-')}-{number}" for number in count(2))
    return next(each for each in chain([slug], others) if each not in used)


def name_hint(name: str, suffix: str = "", used: Container[str] = ()) -> str:
    """Say what is wrong with a name, and which would do in place of it."""
    instead = f"such as {near_id(name, used)}{suffix}"
    if is_reserved(name):
        return f"this name has another use already; add a word, {instead}"
    if _SLUG.fullmatch(name):
        return f"{LONGEST_ID} letters are the most; take a shorter name, {instead}"
    return f"use small letters, digits and hyphens, {instead}"
