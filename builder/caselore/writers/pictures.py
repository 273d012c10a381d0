"""Read a course's pictures, and turn them into files that an e-book may hold, told by what they are, not by their names."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import ParseError, fromstring

from caselore.frozen import frozen
from caselore.prose import slug
from caselore.regular_files import opened

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"GIF8", "image/gif", "gif"),
    (b"RIFF", "image/webp", "webp"),
)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>")
_LOADS = re.compile(r"@import|url\(\s*['\"]?(?!#|data:)", re.IGNORECASE)


@frozen
class Picture:
    """One picture of a book."""

    name: str
    """Its file, named by its content."""
    media_type: str
    content: bytes


def picture(path: str, content: bytes) -> Picture | None:
    """Return a picture of the course for a book; None if readers would refuse it."""
    stem = slug(path.rpartition("/")[2].rpartition(".")[0])
    for magic, media_type, ending in MAGIC:
        if content.startswith(magic):
            return Picture(f"{stem}-{_mark(content)}.{ending}", media_type, content)
    drawing = _DOCTYPE.sub(b"", content, count=1)
    return Picture(f"{stem}-{_mark(drawing)}.svg", "image/svg+xml", drawing) if _is_still_svg(drawing) else None


def content_of(root: Path, path: str) -> bytes:
    """Return a picture of the course as it is; `path` is as in `Course.images`."""
    with os.fdopen(opened((root / "content" / path).resolve()), "rb") as file:
        return file.read()


def _mark(content: bytes) -> str:
    return sha256(content).hexdigest()[:8]


def _is_still_svg(content: bytes) -> bool:
    """Whether this is an SVG that runs nothing and loads nothing."""
    if b"<!ENTITY" in content:
        return False
    try:
        root = fromstring(content)
    except ParseError:
        return False
    for each in root.iter():
        tag = str(each.tag).rpartition("}")[2].lower()
        if tag in ("script", "foreignobject", "iframe", "handler") or _LOADS.search(each.text or ""):
            return False
        for name, value in each.attrib.items():
            plain = name.rpartition("}")[2].lower()
            elsewhere = plain in ("href", "src") and tag != "a" and not value.startswith(("#", "data:image/"))
            if plain.startswith("on") or elsewhere or _LOADS.search(value):
                return False
    return root.tag == "{http://www.w3.org/2000/svg}svg"
