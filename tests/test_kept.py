"""What is kept, on this machine or until all checks have run, saves time and changes nothing."""

from __future__ import annotations

import gc
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
