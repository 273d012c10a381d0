"""Open what is a file, and nothing else: to open a pipe or a device may wait for ever, or set something going."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_HOW = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))


class NotAFileError(OSError):
    """What lies there is no file; `strerror` says what it is."""


def opened(path: Path) -> int:
    """Return a descriptor to read a regular file from. A link at its end is not followed.

    Raises NotAFileError for anything else, without opening it, and OSError where the system refuses.
    """
    _refuse_other(os.lstat(path), path)
    descriptor = os.open(path, _HOW)
    try:
        _refuse_other(os.fstat(descriptor), path)  # another thing may have come to lie there meanwhile
    except NotAFileError:
        os.close(descriptor)
        raise
    return descriptor


def start_of(path: Path, most: int) -> bytes:
    """Return the content of a regular file, or as much of it as was asked for at most; raises as `opened` does."""
    with os.fdopen(opened(path), "rb") as file:
        return file.read(most)


def _refuse_other(found: os.stat_result, path: Path) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    folder, link = stat.S_ISDIR(found.st_mode), stat.S_ISLNK(found.st_mode)
    what = "a folder" if folder else "a link" if link else "a device or a pipe"
    raise NotAFileError(0, f"this is {what}, not a file", str(path))
