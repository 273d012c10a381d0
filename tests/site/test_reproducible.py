"""The same source gives the same bytes, whatever the place, the hour, the language and the order of files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from reference_course import ROOT, caselore, copy_of_the_project

FORMATS = tuple(
    word for name in ("site", "facilitator", "pages", "book", "facilitator-book") for word in ("--only", name)
)
LATER = """
import datetime, time
now, LATER = time.time, 400 * 86400
time.time = lambda: now() + LATER
class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=LATER)
datetime.datetime = Datetime
"""
"""Lets Python start more than a year from now."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file beneath a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy_in_another_order(folder: Path, into: Path) -> None:
    """Copy files one by one, the last first, each with a time of its own."""
    files = sorted((path for path in folder.rglob("*") if path.is_file()), reverse=True)
    for at, path in enumerate(files):
        copy = into / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (at * 1000, at * 1000))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, built as usual."""
    project = copy_of_the_project(tmp_path_factory.mktemp("here") / "project")
    caselore("build", project, *FORMATS)
    return project


def test_elsewhere_and_later_it_is_the_same(here: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "Kurs für Änderungen" / "zweiter Entwurf ü"
    copy_in_another_order(here, elsewhere)
    shutil.rmtree(elsewhere / "build")
    (tmp_path / "sitecustomize.py").write_text(LATER, "utf-8")
    circumstances = {
        "PYTHONPATH": os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", ""))),
        "PYTHONHASHSEED": "4711",
        "PYTHONUTF8": "0",
        "TZ": "XYZ-14",
        "LC_ALL": "C",
        "LANGUAGE": "tr",
        "HOME": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
    }
    caselore("build", ".", *FORMATS, cwd=elsewhere, env=os.environ | circumstances, umask=0o077)
    ours, theirs = contents(here / "build"), contents(elsewhere / "build")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert len(ours) > 150


def test_nothing_tells_who_built_it_and_where(here: Path) -> None:
    telling = [str(here), str(Path.home()), str(ROOT), os.uname().nodename]
    for name, content in contents(here / "build").items():
        assert not [each for each in telling if len(each) > 5 and each.encode() in content], name


def test_building_again_changes_nothing(here: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (here / "build").rglob("*.html")}
    assert ", 0 changed" in caselore("build", here, *FORMATS).stdout
    assert before == {path: path.stat().st_mtime_ns for path in (here / "build").rglob("*.html")}


def test_mkdocs_build_gives_the_same_site_and_no_warning(here: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", tmp_path / "site"],
        cwd=here,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert not re.search(r"^(WARNING|ERROR)|Deprecat", ran.stderr, re.MULTILINE), ran.stderr
    caselore("build", here, "--only", "site", "--out", tmp_path / "ours")  # alone: it offers no other format
    ours, theirs = contents(tmp_path / "ours/site"), contents(tmp_path / "site")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_our_output_is_one_line_without_the_notice_of_materials_end(here: Path) -> None:
    said = caselore("build", here, "--out", here / "build")
    how_far = re.compile("(handouts|slides|docx): ")
    told = [line for line in said.stderr.splitlines() if not how_far.match(line)]
    assert re.fullmatch(r"(\d+ advice; caselore check shows it\.)?", "\n".join(told))
    assert len(said.stdout.splitlines()) == 1
