"""A first course and first records: clean where they say so, marked where an author must write, never over a file."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from click.testing import CliRunner, Result

from caselore import cli, pipeline, starting
from caselore.diagnostics import Severity
from caselore.model.module import DIRECTIVES
from caselore.questions.registry import TYPES
from caselore.readers.kinds import KINDS
from caselore.schemas import file_schema, schemas

STUBS = [
    *((what, None) for what in starting.STUBS if what != "question"),
    *(("question", each) for each in starting.question_types()),
]
"""Each thing that `new` can start, with its type where it is a question."""

WORDS = {
    "provenance": "fictional",
    "everyday_or_unusual": "everyday",
    "locality": "town",
    "outcome_tone": "mixed",
    "finding": "EX-01",
    "order": "3",
    "audience": "manager",
    "stage": "planning",
    "strength": "opinion",
    "self_study": "20",
    "workshop": "30",
    "bloom": "apply",
    "time_min": "10",
    "min": "10",
    "start": "'9.30'",
    "minutes": "10",
    "group": "pairs",
    "outcomes": "find-out-what-helps",
    "outcome": "find-out-what-helps",
    "published": "2011-02",
    "url": "https://www.example.org/",
    "nations": "england",
    "nation": "england",
    "licence": "own",
    "standing": "in-force",
    "confidence": "memory",
    "questions": "a-first-question",
    "true_then": "false",
    "true_now": "true",
    "note": "law-reasonable-adjustments",
    "as_of": "2026-11-22",
}
"""What a trainer may write under a key that takes no free text."""

BY_STUB = {
    "activity": {"type": "sort"},
    "module": {"id": "say-what-was-agreed"},
    "source": {"kind": "training", "id": "NEW-01"},
    "figure": {"source": "workshop-notes", "value": "0"},
    "numeric": {"answer": "18.7"},
    "true_false_why": {"answer": "true"},
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The course that `init` makes."""
    starting.start_course(tmp_path / "course")
    return tmp_path / "course"


def run(*arguments: object) -> Result:
    """Run the command line; a traceback fails the test."""
    made = CliRunner().invoke(cli.main, [str(each) for each in arguments])
    assert made.exception is None or isinstance(made.exception, SystemExit), made.exception
    return made


def refusal(*arguments: object) -> str:
    """Run a command that must be refused with one plain line; return the line."""
    made = run(*arguments)
    assert made.exit_code == 2
    assert made.output.count("\n") == 1
    assert made.output.startswith("caselore: ")
    return made.output.removeprefix("caselore: ").strip()


def faults(project: Path) -> list[str]:
    """Return what `check --strict` finds."""
    return [str(each) for each in pipeline.check(project).diagnostics if each.severity > Severity.ADVICE]


def everything(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder and what is in them."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# init


def test_the_first_course_is_clean_and_builds(course: Path) -> None:
    checked = pipeline.check(course)
    assert checked.diagnostics == ()
    pipeline.build(checked, out=course / "build")
    assert (course / "build/site/index.html").is_file()
    assert (course / "build/facilitator/modules/on-the-telephone/index.html").is_file()


def test_the_first_course_has_one_of_everything(course: Path) -> None:
    made = pipeline.check(course).course
    assert made is not None
    assert all(getattr(made, kind.field) for kind in KINDS)
    used = re.findall(r"^:::\{([a-z-]+)\}", made.modules[0].body, re.MULTILINE)
    assert {*used} == {*DIRECTIVES}
    assert len({question.type for question in made.questions}) == len(made.questions) >= 6
    assert all(case.provenance == "fictional" for case in made.case_studies)


def test_the_first_course_has_what_the_pages_of_the_manual_lean_on(course: Path) -> None:
    made = pipeline.check(course).course
    assert made is not None
    assert {"EX-01", "EX-02", "EX-03", "EX-04"} == {*made.findings}
    assert [gap.findings for source in made.sources for gap in source.known_gaps] == [("EX-03",)]
    assert [made.by_id[name].type for name in made.quizzes[0].questions][0] == "single"  # type: ignore[attr-defined]
    (course / "content/glossary.yml").write_text("- id: outcome\n  term: outcome\n  plain: What changes.\n")
    assert faults(course) == []


def test_every_file_of_the_first_course_is_explained(course: Path) -> None:
    for path in [*course.rglob("*.yml"), *course.rglob("modules/*.md")]:
        assert path.read_text("utf-8").removeprefix("---\n").startswith("# "), path


def test_the_first_course_brings_the_schemas_and_the_editor_s_settings(course: Path) -> None:
    assert {path.name: path.read_bytes() for path in (course / "schema").iterdir()} == {
        each.path: each.content for each in schemas()
    }
    assert (course / ".vscode/settings.json").is_file()
    assert "/build/" in (course / ".gitignore").read_text("utf-8").splitlines()


def test_init_says_what_to_do_next(tmp_path: Path) -> None:
    made = run("init", tmp_path / "my course")
    assert made.exit_code == 0
    assert f"cd '{tmp_path}/my course'" in made.output
    assert "caselore serve" in made.output


def test_init_takes_an_empty_folder_and_makes_those_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert "  cd " not in run("init", ".").output
    assert run("init", "one/two/three").exit_code == 0
    assert faults(tmp_path / "empty") == faults(tmp_path / "empty/one/two/three") == []


def test_init_refuses_a_folder_with_anything_in_it(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("mine")
    assert refusal("init", tmp_path) == f"'{tmp_path}' is not empty; give a new folder"
    assert refusal("init", tmp_path / ".hidden") == f"'{tmp_path}/.hidden' is a file; give a folder"
    assert "nothing was changed" in refusal("init", tmp_path / ".hidden/below")
    assert everything(tmp_path) == {".hidden": b"mine"}


@pytest.mark.parametrize("allowed", [0, 1, 12])
def test_init_on_a_full_disk_leaves_nothing(allowed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    open_file = Path.open

    def full(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if mode == "xb":
            opened.append(path)
            if len(opened) > allowed:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return open_file(path, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", full)
    assert "No space left on device" in refusal("init", tmp_path / "a/b")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_files_are_made_as_the_umask_says_and_none_can_be_run(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        starting.start_course(tmp_path / "course")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*") if path.is_dir()}
    assert (modes, folders) == ({0o640}, {0o750})


# new


def marks(text: str) -> int:
    """Count the places that are to be filled in, apart from those in notes."""
    return sum("FILL IN" in line for line in text.splitlines() if not line.lstrip().startswith("# "))


def filled(text: str, words: dict[str, str]) -> str:
    """Write over each FILL IN: with the word for its key, or with what the mark itself says belongs there."""

    def word(found: re.Match[str]) -> str:
        return found[0].replace("FILL IN", words[found["key"]])

    text = re.sub(r"^ *(- )?(?P<key>\w+): FILL IN$", word, text, flags=re.MULTILINE)
    text = re.sub(r"^ *(?P<key>\w+):\n *- FILL IN$", word, text, flags=re.MULTILINE)
    return text.replace("FILL IN: ", "").replace("what they say.", "what they say [@EX-01].")


def test_every_type_of_question_has_a_stub() -> None:
    assert {*starting.question_types()} == {get_args(get_type_hints(each)["type"])[0] for each in TYPES}
    assert tuple(starting.STUBS) == cli.STUBS


@pytest.mark.parametrize(("what", "type_"), STUBS)
def test_a_stub_lacks_nothing_but_what_is_marked(what: str, type_: str | None, course: Path) -> None:
    path = starting.start_record(course, what, "a-new-one", question_type=type_ or "single")
    stub = path.read_text("utf-8")
    found = pipeline.check(course).diagnostics
    assert {each.code for each in found} == {"R112"}
    assert len(found) == marks(stub) > 0
    path.write_text(filled(stub, WORDS | BY_STUB.get(type_ or what, {})), "utf-8")
    # What is filled in means nothing, so rules about what it says may find fault with it.
    assert [each for each in faults(course) if "error[" in each] == []


@pytest.mark.parametrize(("what", "type_"), STUBS)
def test_a_stub_names_the_words_that_a_key_takes(what: str, type_: str | None, course: Path) -> None:
    stub = starting.start_record(course, what, "a-new-one", question_type=type_ or "single").read_text("utf-8")
    for key, allowed in _few_words(what):
        if re.search(rf"\b{key}:\n? *-? ?FILL IN$", stub, re.MULTILINE):
            notes = " ".join(line for line in stub.splitlines() if line.lstrip().startswith("# "))
            assert [each for each in allowed if not re.search(rf"(?<![\w-]){each}(?![\w-])", notes)] == [], key


def _few_words(what: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of a kind that take one of a few words, or a list of them."""
    kind = next(each for each in KINDS if each.name == starting.STUBS[what])
    for definition in file_schema(kind)["definitions"].values():
        for key, value in definition["properties"].items():
            allowed = value.get("enum") or value.get("items", {}).get("enum")
            if allowed:
                yield key, allowed


def test_a_module_stub_has_a_reflection_of_its_own(course: Path) -> None:
    for name in ("second", "third"):
        assert f":::{{reflect}} {name}-next-step" in starting.start_record(course, "module", name).read_text("utf-8")


def test_new_says_where_it_wrote(course: Path) -> None:
    made = run("new", "question", "my-question", "--type", "match", "--project", course)
    assert f"Wrote {course / 'content/questions/my-question.yml'}." in made.output
    assert "type: match" in (course / "content/questions/my-question.yml").read_text("utf-8")


def test_new_makes_the_folder_that_is_missing(course: Path) -> None:
    (course / "content/images").mkdir()
    for path in (course / "content/activities").iterdir():
        path.unlink()
    (course / "content/activities").rmdir()
    assert starting.start_record(course, "activity", "sort-the-cards").is_file()


@pytest.mark.parametrize(
    ("name", "reason", "instead"),
    [
        ("My Case", "use small letters, digits and hyphens", "my-case"),
        ("my_case", "use small letters, digits and hyphens", "my-case"),
        ("a--b", "use small letters, digits and hyphens", "a-b"),
        ("é", "use small letters, digits and hyphens", "e"),
        ("", "use small letters, digits and hyphens", "a-name"),
        ("a\n", "use small letters, digits and hyphens", "a"),
        ("../a", "use small letters, digits and hyphens", "a"),
        ("con", "this name has another use already; add a word", "the-con"),
        ("index", "this name has another use already; add a word", "the-index"),
        ("a" * 81, "80 letters are the most", "a" * 80),
        (f"{'a' * 79}-bc", "80 letters are the most", "a" * 79),
        ("my-learning", "is the name of a page that every course has", "my-learning-2"),
        ("teach-back", "is the id of something already", "teach-back-2"),
        ("ex-01", "is the id of something already", "ex-01-2"),
        ("Teach Back", "use small letters, digits and hyphens", "teach-back-2"),
    ],
)
def test_new_says_why_an_id_will_not_do_and_names_one_that_will(
    name: str, reason: str, instead: str, course: Path
) -> None:
    before = everything(course)
    said = refusal("new", "case", "--project", course, "--", name)
    assert reason in said
    assert everything(course) == before
    assert said.endswith(f", such as {instead}")
    starting.start_record(course, "case", instead)
    assert {each.code for each in pipeline.check(course).diagnostics} == {"R112"}


@pytest.mark.parametrize(("what", "type_"), STUBS)
def test_new_takes_the_longest_id(what: str, type_: str | None, course: Path) -> None:
    starting.start_record(course, what, "a" * 80, question_type=type_ or "single")
    assert {each.code for each in pipeline.check(course).diagnostics} == {"R112"}


@pytest.mark.parametrize("name", ["a-first-question", "find-out-what-helps", "teach-back", "a-stub"])
def test_new_refuses_an_id_that_is_used_whatever_for(name: str, course: Path) -> None:
    starting.start_record(course, "quiz", "a-stub")
    before = everything(course)
    assert "already" in refusal("new", "case", name, "--project", course)
    assert everything(course) == before


def test_new_refuses_a_file_that_is_there_though_it_cannot_be_read(course: Path) -> None:
    (course / "content/course.yml").write_text("title: [")
    (course / "case_studies/mine.yml").write_text("mine")
    assert "already" in refusal("new", "case", "mine", "--project", course)
    (course / "case_studies/nowhere.yml").symlink_to("gone")
    assert "nothing was changed" in refusal("new", "case", "nowhere", "--project", course)
    assert (course / "case_studies/mine.yml").read_text() == "mine"


def test_new_refuses_a_folder_that_is_not_a_course(tmp_path: Path) -> None:
    assert "is not a course" in refusal("new", "case", "a-case", "--project", tmp_path)
    assert "is not a course" in refusal("new", "case", "a-case", "--project", tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


def test_new_explains_a_wrong_type(course: Path) -> None:
    wrong = run("new", "question", "q", "--type", "sinlge", "--project", course)
    assert (wrong.exit_code, "did you mean 'single'?" in wrong.output) == (2, True)
    other = run("new", "case", "c", "--type", "single", "--project", course)
    assert (other.exit_code, "only a question has a type" in other.output) == (2, True)


# schema


def test_schema_writes_what_is_missing_or_stale_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "deep/schema"
    assert run("schema", folder, "--check").exit_code == 1
    assert not folder.exists()
    assert run("schema", folder).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {each.path for each in schemas()}
    (folder / "mine.txt").write_text("mine")
    quiz = folder / "quiz.json"
    quiz.write_text(quiz.read_text("utf-8").replace("A set of questions", "Something older"), "utf-8")
    times = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    stale = run("schema", folder, "--check")
    assert (stale.exit_code, "quiz.json" in stale.output, "case-study.json" in stale.output) == (1, True, False)
    assert "(1 written)" in run("schema", folder).output
    assert [path.name for path in folder.iterdir() if path.stat().st_mtime_ns != times.get(path.name)] == ["quiz.json"]
    assert run("schema", folder, "--check").exit_code == 0


@pytest.mark.parametrize("allowed", [0, 3])
def test_schema_on_a_full_disk_leaves_what_was_there(
    allowed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("schema", tmp_path / "before")
    (tmp_path / "before" / "quiz.json").write_text(f"{{}} {starting.WRITTEN_BY}")
    before, written = everything(tmp_path), []
    write_bytes = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        write_bytes(path, content if len(written) <= allowed else b"")
        if len(written) > allowed:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return len(content)

    monkeypatch.setattr(Path, "write_bytes", full)
    for folder in ("new/schema", "before"):
        written[:] = [Path()] * allowed if folder == "before" else []
        assert "No space left on device" in refusal("schema", tmp_path / folder)
        assert everything(tmp_path) == before
        assert [path.name for path in tmp_path.iterdir()] == ["before"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_schema_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "quiz.json")
    assert "this is a device or a pipe, not a file" in refusal("schema", tmp_path)


def test_schema_never_writes_over_what_somebody_else_wrote(tmp_path: Path) -> None:
    (tmp_path / "quiz.json").write_text('{"mine": true}')
    assert "was not written by caselore" in refusal("schema", tmp_path)
    assert everything(tmp_path) == {"quiz.json": b'{"mine": true}'}
