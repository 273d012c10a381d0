"""Pack entries into a zip file whose bytes depend on nothing but the entries and the day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import date

EARLIEST = 1980
"""A zip file knows no earlier year."""


def zipped(
    entries: Iterable[tuple[str, bytes]],
    *,
    day: date = date(EARLIEST, 1, 1),
    level: int = 9,
    stored: Collection[str] = (),
) -> bytes:
    """Return a zip file of the entries, in their order; those named in `stored` are not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # whatever machine this is
            archive.writestr(entry, content, compresslevel=level)
    return made.getvalue()


def entries_of(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what a zip file holds, sorted by name."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in sorted(archive.namelist()):
            yield name, archive.read(name)
