"""What is kept, on this machine or until all checks have run, saves time and changes nothing."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caselore import kept, pipeline
from caselore.checks.texts import CourseText
from projects import MINIMAL


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep things in a folder of the test's own."""
    monkeypatch.setattr(kept, "_folder", lambda: tmp_path / "kept")
    return tmp_path / "kept"


def test_something_is_made_once(folder: Path) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"content"

    assert [kept.kept("name", make), kept.kept("name", make)] == [b"content", b"content"]
    assert len(made) == 1
    assert [path.name for path in folder.iterdir()] == ["name"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="nothing is left of it"),
        pytest.param(lambda raw: raw[: len(raw) // 2], id="half of it is left"),
        pytest.param(lambda raw: raw[:-1], id="its last byte is gone"),
        pytest.param(lambda raw: raw[:-1] + b"?", id="a byte is another"),
        pytest.param(lambda raw: bytes(len(raw)), id="a power cut left zeros"),
        pytest.param(lambda _: b"content", id="an older caselore wrote it, without a digest"),
    ],
)
def test_what_is_damaged_is_made_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    kept.write("name", b"content")
    sound = (folder / "name").read_bytes()
    (folder / "name").write_bytes(damage(sound))
    assert kept.read("name") is None
    assert kept.kept("name", lambda: b"content") == b"content"
    assert (folder / "name").read_bytes() == sound


def test_what_stands_under_the_name_of_another_counts_as_none(folder: Path) -> None:
    kept.write("one", b"content")
    (folder / "one").rename(folder / "another")
    assert kept.read("another") is None


def test_nothing_can_be_kept_too(folder: Path) -> None:
    kept.write("name", b"")
    assert kept.read("name") == b""


def test_a_cache_full_of_damage_changes_no_page(tmp_path: Path) -> None:
    """Fonts, templates, words and spelling all come out of it: pages and advice are the same without them."""

    def built() -> tuple[str, dict[str, bytes]]:
        out = tmp_path / "out"
        shutil.rmtree(out, ignore_errors=True)
        command = [sys.executable, "-m", "caselore", "build", str(MINIMAL), "--only", "site", "--out", str(out)]
        env = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stderr, {path.as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}

    first = built()
    entries = [path for path in tmp_path.rglob("*") if path.is_file() and "out" not in path.relative_to(tmp_path).parts]
    assert len(entries) > 5
    for number, path in enumerate(entries):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 if number % 2 else 0])
    assert built() == first


def test_a_key_tells_its_inputs_apart() -> None:
    keys = [kept.key("ab", "c"), kept.key("a", "bc"), kept.key(b"abc"), kept.key("ab", "c", "")]
    assert len(set(keys)) == len(keys)
    assert kept.key("a", b"b") == kept.key(b"a", "b")


def test_what_other_code_made_has_another_key() -> None:
    assert kept.code("kept.py") == kept.code("kept.py") != kept.code("cli.py")
    assert kept.code("kept.py", "cli.py") != kept.code("cli.py", "kept.py")


def test_a_folder_that_cannot_be_used_costs_time_alone(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert kept.kept("name", lambda: b"content") == b"content"
    assert folder.read_text() == "a file where the folder should be"


def test_nothing_that_checks_made_of_a_course_outlives_them() -> None:
    checked = pipeline.check(MINIMAL, as_of=date(2026, 11, 22))
    assert checked.course is not None
    assert not [each for each in gc.get_objects() if isinstance(each, CourseText)]
