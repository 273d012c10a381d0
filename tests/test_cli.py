"""The command line: what it says, where it says it, and with which exit code.

0: fine. 1: faults in the course. 2: wrong usage, or the disk failed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caselore import __version__, pipeline
from caselore.cli import main
from caselore.writers.registry import FORMATS
from projects import overlaid

WARNING = {"content/glossary.yml": "- {id: outcome, term: outcome, plain: What changes., fuller: Not <b>.}\n"}
ERROR = {"content/glossary.yml": "- {id: outcome, term: outcome, plian: What changes.}\n"}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without a fault."""
    return overlaid(tmp_path_factory.mktemp("good") / "course", {})


@pytest.fixture(scope="module")
def warned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a warning."""
    return overlaid(tmp_path_factory.mktemp("warned") / "course", WARNING)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an unknown and a missing key."""
    return overlaid(tmp_path_factory.mktemp("bad") / "course", ERROR)


def run(*arguments: object) -> Result:
    """Run a command within this process; what escapes from it is a fault of ours."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def outside(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command in a process of its own, its output going into pipes."""
    command = [sys.executable, "-m", "caselore", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, timeout=60)


def files(folder: Path) -> Iterator[str]:
    return (str(path) for path in sorted(folder.rglob("*")))


# --- check -------------------------------------------------------------------------------------------------


def test_check_of_a_good_course(good: Path) -> None:
    done = run("check", good)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "12 files read, nothing to complain about.\n"


def test_check_says_faults_on_stderr_and_a_summary_on_stdout(bad: Path) -> None:
    done = run("check", bad)
    assert done.exit_code == 1
    assert done.stderr.startswith("content/glossary.yml:1:3: error[R102]: the key 'plain' is missing\n")
    assert "did you mean 'plain'?" in done.stderr
    assert done.stdout == "12 files read: 2 errors.\n"


def test_a_warning_fails_a_strict_check_only(warned: Path) -> None:
    assert run("check", warned).exit_code == 0
    assert run("check", warned, "--strict").exit_code == 1
    assert "warning[M301]" in run("check", warned).stderr


def test_check_for_programs(bad: Path, good: Path) -> None:
    done = run("check", bad, "--format", "json")
    assert (done.exit_code, done.stderr) == (1, "")
    assert [(row["path"], row["line"], row["code"]) for row in json.loads(done.stdout)] == [
        ("content/glossary.yml", 1, "R102"),
        ("content/glossary.yml", 1, "R101"),
    ]
    assert run("check", good, "--format", "json").stdout == "[]\n"


def test_check_for_github(bad: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bad)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    done = run("check", "--format", "github")
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=content/glossary.yml,line=1,col=3,title=R102::")
    assert done.stdout.count("\n") == 2
    assert run("check", good, "--format", "github").stdout == ""


def test_github_is_told_where_the_course_lies_in_the_checkout(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def file() -> str:
        [name] = set(re.findall("file=([^,]*)", run("check", bad, "--format", "github").stdout))
        return name

    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(bad.parent)
    assert file() == "course/content/glossary.yml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(bad.parents[1]))
    assert file() == f"{bad.parent.name}/course/content/glossary.yml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(bad / "content" / "quizzes"))
    monkeypatch.chdir(bad / "content")
    assert file() == (bad / "content/glossary.yml").resolve().as_posix()


def test_check_is_of_the_folder_one_is_in(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bad)
    assert run("check").exit_code == 1


def test_check_of_a_folder_without_a_course(tmp_path: Path) -> None:
    done = run("check", tmp_path)
    assert done.exit_code == 1
    assert done.stderr == (
        "content/course.yml: error[F101]: there is no content/course.yml here\n"
        "      | caselore init FOLDER makes a course to start from\n"
        "\ncaselore explain F101 says what is meant and why it matters.\n"
    )


def test_check_says_what_else_is_wrong_where_the_course_file_is_missing(tmp_path: Path) -> None:
    quiz = {"content/quizzes/a-new-quiz.yml": "title: A quiz\nquestions: [a-frist-question]\n"}
    done = run("check", overlaid(tmp_path / "course", {"content/course.yml": None, **quiz}))
    assert re.findall(r"^(\S+): error\[(\w+)\]", done.stderr, re.MULTILINE) == [
        ("content/course.yml", "F101"),
        ("content/quizzes/a-new-quiz.yml:2:13", "R202"),
    ]
    assert run("build", tmp_path / "course").exit_code == 1


def test_check_writes_nothing(bad: Path, good: Path) -> None:
    for project in (bad, good):
        before = list(files(project))
        run("check", project)
        assert list(files(project)) == before


def test_check_shows_a_few_of_many_and_all_on_request(tmp_path: Path) -> None:
    terms = "".join(
        f"- {{id: t{number}, term: term {number}, plain: What changes., fuller: Not <b>.}}\n" for number in range(9)
    )
    project = overlaid(
        tmp_path / "course", {"content/glossary.yml": f"- {{id: outcome, term: outcome, plain: x}}\n{terms}"}
    )
    short, long = run("check", project), run("check", project, "--all")
    assert (short.stderr.count("[M301]: "), long.stderr.count("[M301]: ")) == (3, 9)
    assert "+ 6 more like this [M301], in lines 5, 6, 7, 8, 9, 10" in short.stderr
    assert "caselore check --all shows the 6 that are only counted above." in short.stderr
    assert short.stdout == long.stdout == "12 files read: 9 warnings.\n"
    assert run("check", project, "--format", "json").stdout.count("M301") == 9


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_whose_user_wants_them(
    bad: Path, environment: dict[str, str], coloured: bool
) -> None:
    import pty

    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    command = [sys.executable, "-m", "caselore", "check", str(bad)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, env=kept | environment, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 1
    assert (b"\x1b[1;31merror[R101]\x1b[0m" in shown) == coloured
    assert (b"\x1b" in shown) == coloured
    assert b"\x1b" not in outside("check", bad, TERM="xterm").stderr


# --- build -------------------------------------------------------------------------------------------------


def test_build(tmp_path: Path) -> None:
    project = overlaid(tmp_path / "course", {})
    done = run("build", project, "--only", "pages")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Built pages in {project / 'build'}: ")
    assert (project / "build" / "pages" / "mkdocs.yml").is_file()
    assert run("build", project, "--only", "pages").stdout.endswith(" 0 changed.\n")


@pytest.mark.parametrize("strict", [False, True])
def test_a_course_with_faults_is_not_built(bad: Path, warned: Path, tmp_path: Path, strict: bool) -> None:
    project, options = (warned, ["--strict"]) if strict else (bad, [])
    before = list(files(project))
    done = run("build", project, "--out", tmp_path / "out", *options)
    assert (done.exit_code, done.stdout) == (1, "")
    assert ("warning[M301]" if strict else "error[R101]") in done.stderr
    assert done.stderr.splitlines()[-1].startswith("caselore: nothing was built")
    assert list(files(project)) == before
    assert list(files(tmp_path)) == []


def test_a_build_counts_advice_and_does_not_list_it(tmp_path: Path) -> None:
    glossary = "- {id: outcome, term: outcome, plain: What changes., fuller: Wish → outcome.}\n"
    project = overlaid(tmp_path / "course", {"content/glossary.yml": glossary})
    done = run("build", project, "--only", "pages", "--strict")
    assert (done.exit_code, done.stderr) == (0, "1 advice; caselore check shows it.\n")


def test_a_warning_does_not_stop_a_build(warned: Path, tmp_path: Path) -> None:
    done = run("build", warned, "--only", "pages", "--out", tmp_path / "out")
    assert done.exit_code == 0
    assert "warning[M301]" in done.stderr


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("sites", "did you mean 'site'?"),
        ("page", "did you mean 'pages'?"),
        ("word", "the formats are slides, docx, handouts, book, site, "),
    ],
)
def test_a_format_that_is_not_there(good: Path, tmp_path: Path, name: str, hint: str) -> None:
    done = run("build", good, "--only", name, "--out", tmp_path / "out")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"there is no format '{name}'; {hint}" in " ".join(done.stderr.split())
    assert not (tmp_path / "out").exists()


def test_a_build_into_the_course_itself(good: Path) -> None:
    done = run("build", good, "--out", good)
    assert done.exit_code == 2
    assert done.stderr.startswith("caselore: ")
    assert done.stderr.count("\n") == 1


def test_a_course_without_mkdocs_yml(tmp_path: Path) -> None:
    project = overlaid(tmp_path / "course", {"mkdocs.yml": None})
    for command in (("check", project), ("build", project), ("build", project, "--only", "site")):
        done = run(*command)
        assert done.exit_code == 1
        assert done.stderr.startswith("mkdocs.yml: error[F108]: there is no mkdocs.yml here\n")
    assert [name for name in files(project) if "build" in Path(name).parts[-1]] == []


@pytest.mark.parametrize("broken", ["site_name: 'A course", "- a list"])
def test_a_mkdocs_yml_that_cannot_be_read(tmp_path: Path, broken: str) -> None:
    project = overlaid(tmp_path / "course", {"mkdocs.yml": broken})
    assert re.match(r"mkdocs.yml:1:\d+: error\[", run("build", project).stderr)
    done = run("build", project, "--only", "pages")
    assert done.exit_code == 1
    assert done.stderr == "caselore: mkdocs.yml cannot be read; caselore check says where\n"


def test_what_is_no_site_needs_no_mkdocs_yml(tmp_path: Path) -> None:
    project = overlaid(tmp_path / "course", {"mkdocs.yml": None})
    assert run("build", project, "--only", "pages").exit_code == 0
    assert (project / "build" / "pages" / "mkdocs.yml").is_file()


def test_a_disk_that_fails(good: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object, **__: object) -> None:  # as Python says it of a file that is copied: what, and where to
        raise OSError(28, "No space left on device", "/lib/theme/main.js", None, str(tmp_path / "staging" / "main.js"))

    monkeypatch.setattr(pipeline, "build", full)
    done = run("build", good, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert done.stderr == f"caselore: No space left on device: {tmp_path / 'out'}; nothing was changed\n"


# --- explain and formats -----------------------------------------------------------------------------------


def test_explain_without_a_code_lists_all() -> None:
    assert run("explain").stdout == run("explain", "--list").stdout
    assert "Y101  error    The file cannot be read as YAML\n" in run("explain").stdout


@pytest.mark.parametrize(("code", "hint"), [("M3O6", "did you mean 'M306'?"), ("nonsense", "caselore explain --list")])
def test_explain_of_a_code_that_is_not_there(code: str, hint: str) -> None:
    done = run("explain", code)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"there is no rule '{code}'" in done.stderr
    assert hint in done.stderr


def test_formats() -> None:
    done = run("formats")
    assert (done.exit_code, done.stderr) == (0, "")
    for each in FORMATS:
        assert f"{each.name:<12} {each.title}" in done.stdout
    assert "made by default" in done.stdout


# --- Wrong usage -------------------------------------------------------------------------------------------

WRONG = {
    "no such folder": (["check", "no-such-folder"], "Directory 'no-such-folder' does not exist."),
    "a file": (["check", __file__], "is a file."),
    "no such command": (["chekc"], "Did you mean 'check'?"),
    "no such option": (["check", "--stritc"], "Did you mean '--strict'?"),
    "no such form": (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'."),
    "too much": (["formats", "more"], "Got unexpected extra argument"),
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_usage(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, said = WRONG[what]
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said.casefold() in " ".join(done.stderr.split()).casefold()


def test_help_and_version() -> None:
    assert run("--version").stdout.strip().endswith(__version__)
    for command in ("", *main.commands):
        done = run(*filter(None, [command]), "-h")
        assert done.exit_code == 0
        assert done.stdout.startswith("Usage: ")


# --- Pipes, colours, and characters ------------------------------------------------------------------------


def test_as_a_process_of_its_own(good: Path, bad: Path) -> None:
    assert outside("check", good).returncode == 0
    assert outside("check", bad).returncode == 1
    assert outside("check", good / "nowhere").returncode == 2


def test_no_colour_in_pipes(bad: Path) -> None:
    done = outside("check", bad, TERM="xterm-256color", CLICOLOR="1")
    assert b"\x1b" not in done.stdout + done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_what_an_author_typed_cannot_reach_the_terminal(form: str, tmp_path: Path) -> None:
    typed = "\x1b]0;owned\x07 \u202e \x9b31m \u2028"
    project = overlaid(
        tmp_path / "course",
        {
            "content/glossary.yml": f"- id: '{typed}'\n  '{typed}': x\n  standing: \"\\e[31m\\u202e\"\n".encode(),
            "content/quizzes/a-first-quiz.yml": 'title: Q\nquestions: ["\\e[31mx\\r\\u202e"]\n',
            "content/modules/first-module.md": f"---\ntitle: x\n---\n[a](#\x1b[31m) <b \x1b> {typed}\n".encode(),
        },
    )
    done = outside("check", project, "--format", form, PYTHONIOENCODING="utf-8")
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1
    assert [character for character in said if character != "\n" and not character.isprintable()] == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_of_few_characters(encoding: str, tmp_path: Path) -> None:
    fault = "- {id: outcome, term: outcome, plain: What changes., standing: “Tŷ 👩” … 一月}\n"
    project = overlaid(tmp_path / "course", {"content/glossary.yml": fault})
    for form in ("text", "github"):
        done = outside("check", project, "--format", form, PYTHONIOENCODING=encoding)
        assert done.returncode == 1, done.stderr
        assert b"Traceback" not in done.stderr


def test_a_reader_that_has_had_enough(bad: Path) -> None:
    """As in `caselore check --format json | head -1`."""
    command = [sys.executable, "-m", "caselore", "check", str(bad), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert b"Traceback" not in said
    assert process.returncode == 1


def test_starting_is_quick(good: Path) -> None:
    """What --help does not need is not imported for it."""
    code = "import sys, caselore.cli; print([name for name in ('mkdocs', 'pydantic', 'yaml') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
