"""What is kept on this machine saves time and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselore import kept


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
