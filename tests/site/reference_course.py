"""Builds the reference course, or a changed copy of it, by the command that a trainer runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PARTS_OF_A_PROJECT = ("content", "case_studies", "mkdocs.yml")


def caselore(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command, and be sure that it went well."""
    ran = subprocess.run(
        [sys.executable, "-m", "caselore", *map(str, arguments)], capture_output=True, text=True, **options
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran


def copy_of_the_project(folder: Path) -> Path:
    """Copy the reference course, and nothing else of the repository, into a folder that is not there yet."""
    folder.mkdir(parents=True)
    for name in PARTS_OF_A_PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def replace_in(path: Path, old: str, new: str) -> None:
    """Edit a file as an author would; the test fails where the words have gone from the course."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} no longer says: {old}"
    path.write_text(text.replace(old, new), "utf-8")
