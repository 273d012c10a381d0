"""Turn a copy of a source, which is no part of the project, into its fingerprint beside the source's record.

The copy may lie anywhere. The one file that is written is content/sources/ID.fingerprint.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from caselore.diagnostics import did_you_mean
from caselore.fingerprints import WORDS, as_file, words
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.source import Source
from caselore.readers.plain_files import FINGERPRINT
from caselore.readers.project import read_project

MAX_COPY = 16 * 1024 * 1024
"""A million words and more."""
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


class CopyError(Exception):
    """Nothing was written: one sentence for the user, saying why."""


@frozen
class Made:
    """A fingerprint that was made."""

    path: Path
    source: Source
    sha256: str
    runs: int
    changed: bool
    """Whether the file was not there, or was another."""


def make_fingerprint(copy: Path, project: Path, source_id: str = "") -> Made:
    """Write the fingerprint of a copy beside the record of its source.

    Without `source_id` that is the source whose record names this copy by `sha256` or `file`. Raises
    CopyError where there is none or the copy will not do, and OSError where the disk fails.
    """
    raw = _read(copy)
    made = sha256(raw).hexdigest()
    course = read_project(project).course
    if course is None:
        raise CopyError(f"'{project}' is not a course that can be read; caselore check says what is wrong")
    source = _named(course, source_id) if source_id else _matching(course, copy.name, made)
    if source.sha256 and source.sha256 != made:
        raise CopyError(
            f"the record of '{source.id}' names another copy of it by its sha256; that of this file is {made}. "
            "If this is the copy that its findings were read from, write that into the record first"
        )
    text = _text(copy, raw)
    if len(words(text)) < WORDS:
        raise CopyError(f"'{copy}' has fewer than {WORDS} words; there is nothing to compare")
    content = as_file(text, made).encode()
    path = project / "content" / "sources" / f"{source.id}{FINGERPRINT}"
    changed = not path.is_file() or path.read_bytes() != content
    if changed:
        beside = path.with_name(f".{path.name}.new")
        try:
            beside.write_bytes(content)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
    return Made(path, source, made, content.count(b"\n") - 4, changed)


def _read(copy: Path) -> bytes:
    if not copy.is_file():
        raise CopyError(f"there is no file '{copy}'")
    with copy.open("rb") as file:
        raw = file.read(MAX_COPY + 1)
    if len(raw) > MAX_COPY:
        raise CopyError(f"'{copy}' has more than {MAX_COPY // 1024 // 1024} MiB; is it text?")
    return raw


def _text(copy: Path, raw: bytes) -> str:
    """Return the text of a copy; refuse what is not plain text."""
    utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if _NOT_TEXT.search(text) or raw.startswith(b"%PDF"):
        raise CopyError(f"'{copy}' is not plain text in UTF-8; save its words as a .txt file and give that")
    if _WEB_PAGE.match(text):
        raise CopyError(f"'{copy}' is a web page; save its words as a .txt file and give that")
    return text


def _named(course: Course, source_id: str) -> Source:
    known = {each.id: each for each in course.sources}
    if source_id not in known:
        raise CopyError(f"there is no source '{source_id}'; {did_you_mean(source_id, known) or _all(course)}")
    return known[source_id]


def _matching(course: Course, name: str, made: str) -> Source:
    """Return the one source whose record names a copy: by its sha256, else by its name."""
    same = [each for each in course.sources if each.sha256 == made]
    same = same or [each for each in course.sources if each.file == name]
    if len(same) == 1:
        return same[0]
    what = "several sources name" if same else "no source names"
    raise CopyError(f"{what} this file by 'sha256' or 'file'; say which with --source ID ({_all(course)})")


def _all(course: Course) -> str:
    names = [each.id for each in course.sources]
    return f"the sources are {', '.join(names[:12])}{' ...' if len(names) > 12 else ''}" if names else "there are none"
