"""Turn all that a build is made of into one name: the project's files, our code, the libraries it runs on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from caselore.kept import key
from caselore.resources import templates_folder

FOLDERS = ("content", "case_studies", "templates")
FILES = ("mkdocs.yml", "local.yml")
"""What of a project's folder a build may read; the project may hold much else."""


def made_of(root: Path, *asked_for: str) -> str:
    """Return a name for what a build of a project is made of; an empty one where a link may lead anywhere."""
    code = Path(__file__).parent
    parts: list[bytes | str] = [sys.version, *_installed(), "asked for", *asked_for]
    places = [root / name for name in (*FOLDERS, *FILES)]
    for place in (*places, templates_folder(), *sorted(code.rglob("*.py"))):
        for path in _files(place):
            if path.is_symlink():
                return ""
            parts += [str(path.relative_to(root) if path.is_relative_to(root) else path), path.read_bytes()]
    return key(*parts)


def _files(place: Path) -> Iterator[Path]:
    """Yield the files at a place, and each link, which is not followed."""
    if place.is_symlink() or place.is_file():
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
