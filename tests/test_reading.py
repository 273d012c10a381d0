"""Reading survives whatever lies in a project folder, and says all that is wrong with it in one run."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner

from caselore import pipeline, report
from caselore.cli import main
from caselore.diagnostics import Diagnostic, Severity
from caselore.readers import project as reader
from caselore.writers.edition import Edition
from filled_records import Filler
from projects import CASES, MINIMAL, REFERENCE, overlaid

QUIZZES = "content/quizzes"
QUIZ = "title: A quiz\nquestions: [a-first-question]\n"

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
needs_holes = pytest.mark.skipif(sys.platform == "win32", reason="what was never written takes room there")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A project without a fault."""
    return overlaid(tmp_path / "course", {})


@contextlib.contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Fail what takes longer, even where it would wait for ever."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"this took more than {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def found(project: Path) -> list[str]:
    """Return what check says, a line a fault, having made sure that it says so in good time."""
    with at_most(10):
        return [str(each) for each in pipeline.check(project).diagnostics]


def faults_of(project: Path) -> list[tuple[str, str]]:
    """Return path and code of each fault."""
    with at_most(10):
        return [(each.span.path, each.code) for each in pipeline.check(project).diagnostics]


# --- Things that are no files, or not the course's ---------------------------------------------------------


def test_a_folder_that_is_called_like_a_record(course: Path) -> None:
    (course / QUIZZES / "folder.yml").mkdir()
    assert found(course) == [f"{QUIZZES}/folder.yml: error[F103]: this is a folder, not a file"]


@needs_pipes
def test_a_pipe_does_not_keep_anybody_waiting(course: Path) -> None:
    os.mkfifo(course / QUIZZES / "pipe.yml")
    os.mkfifo(course / "content" / "course.yaml")
    (course / "content" / "images").mkdir()
    os.mkfifo(course / "content" / "images" / "pipe.png")
    assert [code for _, code in faults_of(course)] == ["F106", "F103", "F103"]


@needs_pipes
def test_a_pipe_in_place_of_the_course(course: Path) -> None:
    (course / "content" / "course.yml").unlink()
    os.mkfifo(course / "content" / "course.yml")
    assert found(course) == ["content/course.yml: error[F103]: this is a device or a pipe, not a file"]


@needs_pipes
@pytest.mark.parametrize(
    "name",
    ["content/notes.txt", "content/images", "content/z.css", "case_studies/pipe.yml", "templates/parts/message.html",
     "local.yml"],
)  # fmt: skip
def test_a_pipe_does_not_keep_a_build_waiting(course: Path, name: str) -> None:
    """A build looks at every file first, to know whether it was built before; of a pipe nobody can tell."""
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(course / name)
    with at_most(10):
        assert pipeline.made_of(course) == ""
    assert faults_of(course) == ([] if name == "content/notes.txt" else [(name, "F103")])


@needs_holes
def test_a_huge_file_is_not_read_to_know_whether_it_is_the_same(course: Path) -> None:
    with (course / "content" / "film.mp4").open("wb") as film:
        film.truncate(1024 * 1024 * 1024 * 1024)
    with at_most(10):
        assert pipeline.made_of(course) == ""


@needs_holes
def test_settings_that_never_end_are_not_read_whole(course: Path) -> None:
    with (course / "mkdocs.yml").open("ab") as settings:
        settings.truncate(1024 * 1024 * 1024 * 1024)
    with at_most(10):
        assert pipeline.made_of(course) == ""


@needs_links
def test_a_template_of_the_project_s_own_lies_in_the_project(course: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "message.html").write_text("Secret")
    (course / "templates" / "paper").mkdir(parents=True)
    (course / "templates" / "paper" / "sheet.html").symlink_to(tmp_path / "elsewhere" / "message.html")
    (course / "templates" / "parts").symlink_to(tmp_path / "elsewhere")
    assert faults_of(course) == [("templates/paper/sheet.html", "F102"), ("templates/parts", "F102")]


@needs_links
def test_a_socket(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course / QUIZZES)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.yml")
        assert faults_of(course) == [(f"{QUIZZES}/socket.yml", "F103")]


@needs_links
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin", "/etc/passwd", "/", "/proc/self/environ"])
def test_a_link_out_of_the_project(course: Path, target: str) -> None:
    (course / QUIZZES / "link.yml").symlink_to(target)
    [(path, code)] = faults_of(course)
    assert (path, code) == (f"{QUIZZES}/link.yml", "F102")


@needs_links
def test_links_that_lead_out_by_way_of_a_folder_inside(course: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("title: Secret\n")
    (course / "inside").symlink_to(tmp_path)
    (course / QUIZZES / "link.yml").symlink_to("../../inside/secret.yml")
    assert faults_of(course) == [(f"{QUIZZES}/link.yml", "F102")]
    assert "Secret" not in report.as_text(pipeline.check(course).diagnostics)


@needs_links
@pytest.mark.parametrize("folder", [QUIZZES, "case_studies", "content/images"])
def test_a_folder_that_is_a_link_out_of_the_project(course: Path, tmp_path: Path, folder: str) -> None:
    """What lies there is not even named."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "name-of-a-client.yml").write_text("x")
    if (course / folder).exists():
        (course / folder).rename(tmp_path / "before")
    (course / folder).symlink_to(tmp_path / "elsewhere")
    assert (folder, "F102") in faults_of(course)
    assert "name-of-a-client" not in "".join(found(course))


@needs_links
def test_content_as_a_link_out_of_the_project(course: Path, tmp_path: Path) -> None:
    (course / "content").rename(tmp_path / "content")
    (course / "content").symlink_to(tmp_path / "content")
    assert {code for _, code in faults_of(course)} == {"F102"}


@needs_links
def test_a_project_may_itself_be_reached_by_a_link(course: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(course)
    assert found(tmp_path / "link") == []


@needs_links
def test_links_inside_the_project(course: Path) -> None:
    (course / "case_studies" / "another-story.yml").symlink_to("a-first-story.yml")
    (course / QUIZZES).rename(course / "our-quizzes")
    (course / QUIZZES).symlink_to("../our-quizzes")
    assert found(course) == []


@needs_links
def test_links_in_circles_and_to_nowhere(course: Path) -> None:
    (course / QUIZZES / "itself.yml").symlink_to("itself.yml")
    (course / QUIZZES / "there.yml").symlink_to("back.yml")
    (course / QUIZZES / "back.yml").symlink_to("there.yml")
    (course / QUIZZES / "nowhere.yml").symlink_to("no-such-file.yml")
    (course / "content" / "images").mkdir()
    (course / "content" / "images" / "up").symlink_to("..")
    (course / "content" / "images" / "map.png").symlink_to("map.png")
    names = ["images/map.png", *(f"quizzes/{name}.yml" for name in ("back", "itself", "nowhere", "there"))]
    assert faults_of(course) == [(f"content/{name}", "F103") for name in names]


@needs_links
@pytest.mark.parametrize("folder", ["content", QUIZZES, "content/images"])
def test_a_folder_that_links_to_itself(course: Path, tmp_path: Path, folder: str) -> None:
    if (course / folder).exists():
        (course / folder).rename(tmp_path / "before")
    (course / folder).symlink_to(Path(folder).name)
    assert (folder, "F103") in faults_of(course) or folder == "content"
    assert faults_of(course) != []


@needs_links
def test_what_lies_beside_content_may_be_anything(course: Path, tmp_path: Path) -> None:
    """A name of ours is not enough to complain of what may be no part of the course."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a-paper.yml").write_text("x")
    (course / "sources").symlink_to(tmp_path / "papers")
    (course / "figures").mkdir()
    (course / "law").write_text("x")
    assert found(course) == []


def test_the_folder_content_is_not_the_course(course: Path) -> None:
    [only] = pipeline.check(course / "content").diagnostics
    assert (only.code, only.hint) == ("F101", "a course is the folder that content lies in")


def test_a_file_where_a_folder_belongs(course: Path) -> None:
    (course / "content" / "images").write_text("x")
    assert faults_of(course) == [("content/images", "F103")]


@pytest.mark.parametrize("name", [f"{QUIZZES}/a-first-quiz.yml", "content/course.yml"])
def test_a_file_that_may_not_be_read(course: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    opened = os.open

    def refuse(path: str, *rest: int) -> int:
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest)

    monkeypatch.setattr(reader.os, "open", refuse)
    assert f"{name}: error[F103]: this cannot be read (Permission denied)" in found(course)


def test_a_folder_that_may_not_be_read(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.listdir

    def refuse(path: Path) -> list[str]:
        if path.name == "law":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(reader.os, "listdir", refuse)
    assert found(course) == ["content/law: error[F103]: this cannot be read (Permission denied)"]


def test_a_disk_that_fails_while_a_file_is_read(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        def __init__(self, *_: object) -> None:
            pass

        def __enter__(self) -> Failing:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def read(self, _: int) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(reader.os, "fdopen", Failing)
    assert "content/course.yml: error[F103]: this cannot be read (Input/output error)" in found(course)


# --- Names -------------------------------------------------------------------------------------------------

ODD_NAMES = (
    b"\xff\xfe.yml",  # not UTF-8
    b"two\nlines.yml",
    b"\x1b[31mred.yml",
    "turned\u202egnp.yml".encode(),
    "cafe\u0301.yml".encode(),
    b"-rf.yml",
    b"$(id).yml",
    b"a b.yml",
    b"nul.yml",
    b"LPT1.yml",
    b"..yml",
    b"x" * 200 + b".yml",
)


@needs_links
@pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
def test_an_odd_file_name(course: Path, name: bytes) -> None:
    with open(os.path.join(os.fsencode(course / QUIZZES), name), "w") as file:  # noqa: PTH118, PTH123
        file.write(QUIZ)
    diagnostics = pipeline.check(course).diagnostics
    if name.startswith(b"."):
        assert diagnostics == ()
        return
    assert [each.code for each in diagnostics] == ["F104"]
    for shown in (report.as_text(diagnostics), report.as_json(diagnostics), report.as_github(diagnostics)):
        assert_printable(shown)
        assert len(shown) < 1000


@needs_links
def test_an_odd_name_of_a_folder(course: Path) -> None:
    os.mkdir(os.path.join(os.fsencode(course / "content"), b"\xffquestions\x1b[0m"))  # noqa: PTH102, PTH118
    [fault] = pipeline.check(course).diagnostics
    assert fault.code == "F106"
    assert_printable(report.as_text([fault]))


def test_what_editors_leave_behind(course: Path) -> None:
    left = (
        ".x.yml.swp",
        "x.yml~",
        "#x.yml#",
        "~$x.yml",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "_x.yml",
        "README.md",
    )
    for name in left:
        (course / QUIZZES / name).write_text("not a record: [")
    (course / QUIZZES / ".git").mkdir()
    if sys.platform != "win32":
        (course / QUIZZES / ".#x.yml").symlink_to("somebody@somewhere.1234")
    assert found(course) == []


def test_names_that_differ_only_in_capitals(course: Path) -> None:
    (course / QUIZZES / "A-first-quiz.yml").write_text(QUIZ)
    if len(os.listdir(course / QUIZZES)) == 1:  # noqa: PTH208
        pytest.skip("this disk does not heed capitals")
    assert [code for _, code in faults_of(course)] == ["F104", "F105"]


# --- Projects that are hardly there, and one that is all wrong ---------------------------------------------


def test_an_empty_folder(tmp_path: Path) -> None:
    assert found(tmp_path) == ["content/course.yml: error[F101]: there is no content/course.yml here"]


def test_an_empty_content_folder(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert faults_of(tmp_path) == [("content/course.yml", "F101")]


def test_a_course_of_nothing_but_its_course_file(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "course.yml").write_bytes((MINIMAL / "content" / "course.yml").read_bytes())
    assert [(each.span.path, each.code) for each in pipeline.check(tmp_path).diagnostics] == [("mkdocs.yml", "F108")]
    checked = pipeline.check(tmp_path, site=False)
    assert checked.course is not None
    assert not checked.diagnostics
    assert len([page.html() for page in Edition(checked.course, tmp_path).pages()]) > 5


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


BROKEN = CASES / "projects" / "broken"


def test_a_project_with_a_fault_in_each_file(tmp_path: Path) -> None:
    """All faults are said in one run; nothing is built, and nothing is left behind."""
    project = overlaid(tmp_path / "course", {}, base=BROKEN)
    before = snapshot(tmp_path)
    for command in (["check", str(project)], ["build", str(project)]):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 1, done.output
        said = re.findall(r"^(\S+?)(?::\d+:\d+)?: (?:error|warning)\[", done.stderr, re.MULTILINE)
        files = [path.relative_to(project).as_posix() for path in sorted(project.rglob("*")) if path.is_file()]
        assert [name for name in files if name not in said] == ["mkdocs.yml"]
    assert snapshot(tmp_path) == before


def test_a_course_with_faults_is_said_the_same_each_time(tmp_path: Path) -> None:
    project = overlaid(tmp_path / "course", {}, base=BROKEN)
    said = [pipeline.check(project).diagnostics for _ in range(3)]
    assert said[0] == said[1] == said[2]
    places = [each.span for each in said[0]]
    assert places == sorted(places)


# --- Files that were damaged -------------------------------------------------------------------------------

DAMAGE = (
    *(": ", "- ", "&a ", "*a ", '"', "'", "{", "[", "]", "}", "#", " #", "!x ", "|", ">", "%", "@", "`", "? ", ","),
    *("\n---\n", "\n...\n", "<<: ", "\t", "\x00", "\x1b", "\u202e", "\u00a0", "\ufffe", "\ud800", "\r", "\u2028"),
    *("<b>", "[@", "](", "![](", ":::", "```\n", ":::{quiz} ", "[@R40-14]", "\\", "\\x", "yes", "010", "2024-02-30"),
)


def damaged(chance: random.Random, raw: bytes) -> bytes:
    """Return the bytes of a file with something done to them that happens to files."""

    def lines(change: Callable[[list[bytes], int], None]) -> bytes:
        parts = raw.split(b"\n")
        change(parts, chance.randrange(len(parts)))
        return b"\n".join(parts)

    at = chance.randrange(len(raw) + 1)
    token = chance.choice(DAMAGE).encode("utf-8", "surrogatepass")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :],
        lambda: raw[:at],
        lambda: raw[:at] + token + raw[at:],
        lambda: raw[:at] + raw[at + chance.randrange(40) :],
        lambda: lines(lambda parts, number: parts.pop(number) and None),
        lambda: lines(lambda parts, number: parts.insert(number, parts[number])),
        lambda: lines(lambda parts, number: parts.insert(0, parts.pop(number))),
        lambda: lines(lambda parts, number: parts.__setitem__(number, b"  " + parts[number])),
        lambda: lines(lambda parts, number: parts.__setitem__(number, parts[number].lstrip())),
        lambda: lines(lambda parts, number: parts.__setitem__(number, token + parts[number])),
    )
    return chance.choice(ways)()


def assert_printable(text: str) -> None:
    """Fail for anything that could move a cursor, turn the direction of writing, or not be encoded."""
    text.encode("utf-8")
    assert (
        re.sub(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
        == ""
    )


def assert_in_place(fault: Diagnostic, project: Path) -> None:
    """Fail unless a fault stands at a place that its file has."""
    path = project / fault.span.path
    if not fault.span.line:
        return
    text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    assert 1 <= fault.span.line <= len(lines), fault
    line = lines[fault.span.line - 1]
    assert 1 <= fault.span.column <= len(line) + 1, fault
    assert fault.span.end <= len(line) + 2, fault
    if "�" not in line and fault.source_line:
        assert len(fault.source_line) == len(line), fault
        same = (
            a == b or a in " \t" or not b.isprintable() or b == "\u00a0"
            for a, b in zip(fault.source_line, line, strict=True)
        )
        assert all(same), fault


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_never_stop_the_reader(seed: int, tmp_path: Path) -> None:
    """For as long as it lasts: a file of the reference course, damaged, in a small course of its own."""
    chance = random.Random(seed)
    sources = sorted((*(REFERENCE / "content").rglob("*.yml"), *(REFERENCE / "case_studies").glob("*.yml")))
    sources += sorted((REFERENCE / "content").rglob("*.md"))
    project = overlaid(tmp_path / "course", {})
    until = time.monotonic() + 1
    while time.monotonic() < until:
        source = chance.choice(sources)
        place = project / source.relative_to(REFERENCE)
        before = place.read_bytes() if place.exists() else None
        raw = source.read_bytes()
        for _ in range(chance.choice((1, 1, 2, 5))):
            raw = damaged(chance, raw)
        place.write_bytes(raw)
        try:
            with at_most(10):
                diagnostics = pipeline.check(project).diagnostics
            for fault in diagnostics:
                assert_in_place(fault, project)
            assert_printable(report.as_text(diagnostics))
            assert_printable(report.as_github(diagnostics))
        except Exception:
            print(f"\nThe file was {source.name}:\n{raw!r}")
            raise
        if before is None:
            place.unlink()
        else:
            place.write_bytes(before)


# --- Many faults, and long texts ---------------------------------------------------------------------------

TERM = "- id: t{n}\n  term: t{n}\n  plain: x\n"
MANY = {
    "missing keys": ("content/glossary.yml", "- id: t{n}\n"),
    "unknown keys": ("content/glossary.yml", TERM + "  fuler: x\n"),
    "HTML": ("content/glossary.yml", TERM + "  fuller: <b>\n"),
    "repeated ids": ("content/glossary.yml", TERM.replace("id: t{n}", "id: t")),
    "values that are not allowed": ("content/glossary.yml", TERM + "  standing: old\n"),
    "repeated keys": ("content/course.yml", "title: x\n"),
    "dangling references": (f"{QUIZZES}/many.yml", "  - q{n}\n"),
    "invisible characters": ("content/glossary.yml", "\x07\x07\x07\n"),
    "tabs": ("content/glossary.yml", "\t\t\t\n"),
    "odd spaces": ("content/glossary.yml", "\u00a0x: y\n"),
    "aliases": ("content/glossary.yml", "- *a\n"),
    "citations": ("content/modules/many.md", "[@NO-01] and [@NO-02]\n"),
}


@pytest.mark.parametrize("what", MANY)
def test_thousands_of_faults_are_found_in_good_time(what: str, tmp_path: Path) -> None:
    """The time grows with the number of faults, not with its square."""
    path, line = MANY[what]
    head = {
        f"{QUIZZES}/many.yml": "title: Many\nquestions:\n",
        "content/modules/many.md": (MINIMAL / "content/modules/first-module.md").read_text().split("\n##")[0] + "\n",
    }
    text = head.get(path, "") + "".join(line.replace("{n}", str(number)) for number in range(2000))
    project = overlaid(tmp_path / "course", {path: text})
    start = time.process_time()
    with at_most(30):
        diagnostics = pipeline.check(project).diagnostics
        report.as_text(diagnostics)
    assert diagnostics
    assert time.process_time() - start < 5


# --- Hostile texts in every field --------------------------------------------------------------------------

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "a picture that runs": "<img src=x onerror=alert(1)>",
    "out of an attribute": '"\' onmouseover="alert(1)" x=\'',
    "a template": "{{7*191}} {% raw %} <%= 7 %>",
    "a link that runs": "[x](javascript:alert(1)) [y](data:text/html,z)",
    "the end of a CDATA section": "]]> --> </title></style>",
    "an attribute list": "Words {: onclick=alert(1) } {#id .class}",
    "a file to include": '--8<-- "/etc/passwd"',
    "escaped markup": "&lt;script&gt; &#60;b&#62; &amp;lt;",
    "the end of JSON": "</script><script>alert(1)//",
    "a comment": "<!-- <script> -->",
}
"""None of these means anything in Markdown, so that pages must keep the shape they have with plain words."""


class Shape(HTMLParser):
    """Notes the elements of a page and the names of their attributes, and watches over addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        for name, value in attrs:
            assert not name.startswith("on"), f"{name}={value} on <{tag}>"
            if name in ("href", "src", "action"):
                assert not re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE), value


Shapes = dict[str, list[tuple[str, tuple[str, ...]]]]


def shapes(project: Path, *, facilitator: bool = True) -> Shapes:
    """Return the shape of each page of a course, whatever faults it has."""
    checked = pipeline.check(project)
    assert checked.course is not None
    made = {}
    for page in Edition(checked.course, project, facilitator=facilitator).pages():
        shape = Shape()
        shape.feed(page.html())
        shape.close()
        made[page.path] = shape.elements
    return made


def filled(folder: Path, text: str) -> Path:
    """Make a course with a record of each kind, each field filled with a text."""
    return overlaid(folder, dict(Filler(text).files()))


def test_every_field_of_every_record_can_be_filled(tmp_path: Path) -> None:
    """Errors alone count here: what is poor about words that say nothing is for other tests."""
    assert [fault for fault in found(filled(tmp_path / "course", "Words")) if "error[" in fault] == []


@pytest.fixture(scope="module")
def plain_shapes(tmp_path_factory: pytest.TempPathFactory) -> Shapes:
    """The shapes of all pages where every field holds plain words."""
    return shapes(filled(tmp_path_factory.mktemp("plain") / "course", "Words"))


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_texts_change_no_page(what: str, tmp_path: Path, plain_shapes: Shapes) -> None:
    """Of the facilitator's edition, which has all that the learner's has, and keys and notes."""
    with at_most(20):
        assert shapes(filled(tmp_path / "course", HOSTILE[what])) == plain_shapes


def test_hostile_texts_change_no_page_of_the_learner(tmp_path: Path) -> None:
    plain, hostile = filled(tmp_path / "plain", "Words"), filled(tmp_path / "hostile", "".join(HOSTILE.values()))
    assert shapes(hostile, facilitator=False) == shapes(plain, facilitator=False)


def test_templates_in_texts_come_out_as_typed(tmp_path: Path) -> None:
    checked = pipeline.check(filled(tmp_path / "course", "{{7*191}} {% raw %}"))
    assert checked.course is not None
    pages = "".join(page.html() for page in Edition(checked.course, tmp_path).pages())
    assert "1337" not in pages
    assert "{{7*191}} {% raw %}" in pages


@pytest.mark.parametrize(
    "text", ["x" * 3000, ">" * 200 + "x", "[" * 50, "*" * 200, "- " * 100, "![" * 20, "`" * 101, "|" * 100]
)
def test_long_and_nested_texts_are_shown_in_good_time(text: str, tmp_path: Path) -> None:
    """In every field at once; tests/test_prose.py tries 10,000 levels in one."""
    project = filled(tmp_path / "course", text)
    with at_most(20):
        assert shapes(project)


def test_separators_that_no_editor_shows_are_refused_in_every_field(tmp_path: Path) -> None:
    project = filled(tmp_path / "course", "One\u2028two")
    faults = pipeline.check(project).diagnostics
    assert {each.code for each in faults if each.severity is Severity.ERROR} == {"Y107"}
    assert {each.span.path for each in faults if each.code == "Y107"} == {path for path, _ in Filler("x").files()}
