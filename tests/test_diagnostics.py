"""Each case under tests/cases/diagnostics brings up exactly the diagnostics that it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caselore import pipeline, report
from caselore.manual import RULES
from caselore.model.answer import Answer
from projects import CASES, MINIMAL, OF_A_WHOLE, Content, Fenced, fenced, overlaid, stored

FOLDER = CASES / "diagnostics"
OFF = "rules:\n" + "".join(f"  - {{rule: {code}, severity: 'off'}}\n" for code in OF_A_WHOLE)
FILES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


def project_of(case: str, folder: Path) -> Path:
    """Make the project of a case: its fenced files laid over the minimal project.

    Rules that ask what the rest of the course makes of a record are off, unless the case wants the whole.
    """
    files: dict[str, Content] = {}
    if expectation(case).info == "expect":
        files["content/course.yml"] = (MINIMAL / "content/course.yml").read_text("utf-8") + OFF
    for block in fenced(case):
        path, *words = block.info.split()
        if path not in ("expect", "answers"):
            files[path] = stored(block.body, words)
    return overlaid(folder, files)


def expectation(case: str) -> Fenced:
    """Return the block that holds what is expected."""
    [found] = [block for block in fenced(case) if block.info.split()[0] == "expect"]
    return found


def said(case: str) -> Callable[[object], dict[str, Answer]] | None:
    """Return what other sites say in a case, where it has a block of answers: an address and words, line by line."""
    lines = [line for block in fenced(case) if block.info == "answers" for line in block.body.splitlines()]
    answers = {}
    for line in lines:
        url, word, *rest = line.split()
        moved = rest[0] if word == "301" and rest else ""
        problem = "" if word.isdigit() or word == "https" else " ".join((word, *rest))
        status = 200 if word in ("https", "301") else 0 if problem else int(word)
        answers[url] = Answer(status, problem, moved, has_https=word == "https")
    return (lambda _: answers) if lines else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, update: bool) -> None:
    case = path.read_text("utf-8")
    expected = expectation(case)
    found = report.as_text(pipeline.check(project_of(case, tmp_path / "course"), ask=said(case)).diagnostics)
    if update and found != expected.body:
        path.write_text(case[: expected.start] + found + case[expected.end :], "utf-8", newline="\n")
    else:
        assert found == expected.body


def test_each_rule_has_a_case() -> None:
    cases = "".join(expectation(path.read_text("utf-8")).body for path in FILES)
    assert [rule.code for rule in RULES if f"[{rule.code}]" not in cases] == []
