"""The generator of big courses makes the same course each time, and one that has no errors."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from caselore import pipeline
from caselore.diagnostics import Severity
from caselore.readers.kinds import KINDS

GENERATE = Path(__file__).parents[1] / "benchmarks" / "generate.py"


@pytest.fixture(scope="module")
def write_course() -> Callable[..., int]:
    spec = importlib.util.spec_from_file_location("generate", GENERATE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Callable[..., int] = module.write_course
    return made


def test_a_course_has_no_error_and_holds_every_kind(write_course: Callable[..., int], tmp_path: Path) -> None:
    write_course(5, tmp_path)
    checked = pipeline.check(tmp_path)
    assert [str(each) for each in checked.diagnostics if each.severity is Severity.ERROR] == []
    assert checked.course is not None
    assert len(checked.course.case_studies) == len(checked.course.messages) == 5
    assert all(getattr(checked.course, kind.field) for kind in KINDS)
    assert len({question.type for question in checked.course.questions}) == 13


def test_the_same_seed_makes_the_same_files(write_course: Callable[..., int], tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_course(5, tmp_path / name, seed)

    def files(name: str) -> dict[str, bytes]:
        root = tmp_path / name
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert files("one") == files("same")
    assert files("one").keys() == files("other").keys()
    assert files("one") != files("other")


def test_it_makes_as_many_questions_as_asked_for(write_course: Callable[..., int], tmp_path: Path) -> None:
    write_course(5, tmp_path, questions=100)
    checked = pipeline.check(tmp_path)
    assert checked.course is not None
    assert len(checked.course.questions) == 100
