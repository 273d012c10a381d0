"""Turn all that a build is made of into one name: the project's files, our code, the libraries it runs on."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from caselore.kept import key
from caselore.regular_files import opened
from caselore.resources import templates_folder

FOLDERS = ("content", "case_studies", "templates")
FILES = ("mkdocs.yml", "local.yml")
"""What of a project's folder a build may read; the project may hold much else."""
MAX_SIZE = 256 * 1024 * 1024
"""Of a larger file, such as a film that somebody keeps there, nobody looks whether it is the same."""


def made_of(root: Path, *asked_for: str) -> str:
    """Return a name for what a build of a project is made of.

    An empty one where nobody can tell: a link may lead anywhere, and a pipe holds what is put into it.
    """
    code = Path(__file__).parent
    parts = [sys.version, *_installed(), "asked for", *asked_for]
    places = [root / name for name in (*FOLDERS, *FILES)]
    try:
        for place in (*places, templates_folder(), *sorted(code.rglob("*.py"))):
            for path in _files(place):
                parts += [str(path.relative_to(root) if path.is_relative_to(root) else path), _digest(path)]
    except OSError:
        return ""
    return key(*parts)


def _digest(path: Path) -> str:
    """Return what stands for the content of a file; raises OSError for what is no file, or is too large a one."""
    with os.fdopen(opened(path), "rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_SIZE:
            raise OSError(f"{path} is too large")
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(place: Path) -> Iterator[Path]:
    """Yield all at a place but folders; links are not followed."""
    if not place.is_dir() or place.is_symlink():
        if os.path.lexists(place):
            yield place
        return
    for folder, names, files in os.walk(place):
        names.sort()
        yield from (Path(folder, name) for name in names if Path(folder, name).is_symlink())
        yield from (Path(folder, name) for name in sorted(files))


def _installed() -> Iterator[str]:
    """Yield the libraries that Python can load here, each with its version."""
    for place in sys.path:
        if Path(place).is_dir():
            yield from sorted(each.name for each in Path(place).iterdir() if each.name.endswith(("-info", ".egg-link")))
