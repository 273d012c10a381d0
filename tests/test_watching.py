"""`caselore check --watch` checks again when a file of the course changes, and ends cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselore import watching
from caselore.cli import main
from caselore.watching import changes, snapshot
from projects import overlaid

PATIENCE_S = 30.0
BAD = "- {id: outcome, term: outcome, plian: What changes.}\n"
GOOD = "- {id: outcome, term: outcome, plain: What changes.}\n"
GLOSSARY = "content/glossary.yml"


class Watched:
    """A process that watches a project, and what it has printed."""

    def __init__(self, project: Path, *options: str) -> None:
        command = [sys.executable, "-m", "caselore", "check", str(project), "--watch", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        self.printed = ""
        self._read = 0
        self._reader = threading.Thread(target=self._follow, daemon=True)
        self._reader.start()

    def _follow(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed += line.decode()

    def round(self) -> str:
        """Return what the next check prints, to its end."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            end = self.printed.find("Waiting for the next change", self._read)
            if end >= 0 and self.printed.find("\n", end) >= 0:
                shown, self._read = self.printed[self._read : end], self.printed.find("\n", end) + 1
                return shown
            time.sleep(0.02)
        raise AssertionError(f"nothing more came: {self.printed[self._read :]}")

    def quiet(self, seconds: float) -> bool:
        """Whether nothing is printed for a while."""
        before = self.printed
        time.sleep(seconds)
        return self.printed == before

    def interrupt(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        return code


@contextmanager
def watched(project: Path, *options: str) -> Iterator[Watched]:
    made = Watched(project, *options)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
            made.process.wait()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return overlaid(tmp_path / "course", {})


def test_each_change_is_checked_and_ctrl_c_ends_it(project: Path) -> None:
    with watched(project) as watch:
        assert "nothing to complain about" in watch.round()
        (project / GLOSSARY).write_text(BAD, "utf-8")
        second = watch.round()
        assert f"---- changed: {GLOSSARY}\n" in second
        assert "error[R101]" in second
        assert watch.quiet(0.5)
        os.utime(project / GLOSSARY)
        assert "error[R101]" in watch.round(), "what was read before is kept, and its faults too"
        assert watch.interrupt() == 1
        assert "Traceback" not in watch.printed

    with watched(project) as watch:
        watch.round()
        (project / GLOSSARY).write_text(GOOD, "utf-8")
        assert "nothing to complain about" in watch.round()
        assert watch.interrupt() == 0
        assert "Traceback" not in watch.printed


def test_a_new_folder_and_a_file_that_goes_are_noticed(project: Path) -> None:
    with watched(project) as watch:
        watch.round()
        (project / "content" / "images").mkdir()
        (project / "content" / "images" / "a b.png").write_bytes(b"x")
        assert "F104" in watch.round()
        (project / "content" / "images" / "a b.png").unlink()
        assert "nothing to complain about" in watch.round()


def test_what_is_no_part_of_the_course_is_left_alone(project: Path) -> None:
    (project / "build").mkdir()
    with watched(project) as watch:
        watch.round()
        for name in (
            "build/index.html",
            "notes.txt",
            "content/.glossary.yml.swp",
            "content/glossary.yml~",
            "content/4913",
        ):
            (project / name).write_text("x", "utf-8")
            (project / name).unlink()
        (project / "build" / "page.yml").write_text("x", "utf-8")
        assert watch.quiet(1.5)


def test_many_saves_at_once_are_one_change(project: Path) -> None:
    with watched(project) as watch:
        watch.round()
        for number in range(6):
            beside = project / "content" / ".glossary.new"
            beside.write_text(GOOD + "#" * number + "\n", "utf-8")
            beside.replace(project / GLOSSARY)
            time.sleep(0.02)
        watch.round()
        assert watch.quiet(0.8)


def test_the_course_itself_may_come_and_go(project: Path) -> None:
    (project / "content" / "course.yml").rename(project / "course.yml")
    with watched(project) as watch:
        assert "F101" in watch.round()
        (project / "course.yml").rename(project / "content" / "course.yml")
        assert "nothing to complain about" in watch.round()


def test_without_help_from_the_system(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where watchdog is missing, files are looked at every half second."""
    monkeypatch.setitem(sys.modules, "watchdog.observers", None)
    monkeypatch.setattr(watching, "LOOK_EVERY_S", 0.05)
    changed = watching.follow(project)
    assert next(changed) == []
    (project / GLOSSARY).write_text(BAD, "utf-8")
    assert next(changed) == [GLOSSARY]
    changed.close()


def test_a_snapshot(project: Path) -> None:
    before = snapshot(project)
    assert {GLOSSARY, "mkdocs.yml", "case_studies/a-first-story.yml"} <= before.keys()
    assert changes(before, before) == []
    (project / GLOSSARY).unlink()
    (project / "templates").mkdir()
    (project / "templates" / "colours.css").write_text("x", "utf-8")
    (project / "templates" / "loop").symlink_to(project / "templates")
    (project / "local.yml").write_text("council: Sampleshire\n", "utf-8")
    assert changes(before, snapshot(project)) == [GLOSSARY, "local.yml", "templates/colours.css"]


@pytest.mark.parametrize("other", [["--external"], ["--format", "json"]])
def test_what_does_not_go_together(project: Path, other: list[str]) -> None:
    done = CliRunner().invoke(main, ["check", str(project), "--watch", *other])
    assert done.exit_code == 2
    assert "--watch prints text" in done.output
