"""The output folder is always one whole build: after a kill, on a full disk, beside another build."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from caselore import output
from caselore.artifacts import Artifact, Loss
from caselore.diagnostics import Span
from caselore.output import MANIFEST, OutputError, Published, staged

FORMATS = {"site": "site", "facilitator": "facilitator"}

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty course project."""
    for name in ("content", "case_studies"):
        (tmp_path / "project" / name).mkdir(parents=True)
    return tmp_path / "project"


@pytest.fixture
def out(project: Path) -> Path:
    """The usual place for the output; it does not exist yet."""
    return project / "build"


@pytest.fixture(params=["one exchange", "two renames"])
def swap(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test once with each way to swap folders; return its name."""
    if request.param == "two renames":
        monkeypatch.setattr(output, "_exchange", lambda one, other: False)
    else:
        for name in ("one", "other"):
            (tmp_path / name).mkdir()
        if not output._exchange(tmp_path / "one", tmp_path / "other"):
            pytest.skip("no rename exchange on this disk")
    return str(request.param)


def build(
    out: Path,
    files: Mapping[str, str],
    *,
    formats: Mapping[str, str] = FORMATS,
    losses: tuple[Loss, ...] = (),
    keep_others: bool = False,
) -> Published:
    """Publish these files to `out`, which stands in the project folder."""
    with staged(out, source=out.parent) as stage:
        for path, text in files.items():
            stage.write(Artifact(path, text.encode()))
        return stage.publish(formats=formats, losses=losses, keep_others=keep_others)


def tree(folder: Path) -> dict[str, str]:
    """Return the text of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def published(out: Path) -> dict[str, str]:
    """Return the text of every file of an output but its manifest."""
    return {path: text for path, text in tree(out).items() if path != MANIFEST}


def manifest(out: Path) -> dict[str, Any]:
    """Return what the manifest of an output says."""
    found: dict[str, Any] = json.loads((out / MANIFEST).read_text())
    return found


def beside(out: Path) -> list[str]:
    """Return what a build left next to its output; nothing, if all went well."""
    return sorted(path.name for path in out.parent.glob(f".{out.name}.caselore-*"))


# --- Versions of an output that can be told apart and be proven whole -------------------------------------


def version(number: int) -> dict[str, str]:
    """The files of one version. Their texts say which it is, their number changes, one file never does."""
    pages = {f"site/{page}/index.html": f"version {number}" for page in range(2 + number % 3)}
    return {**pages, "facilitator/guide.html": f"version {number}", "site/style.css": "the same in each"}


def whole_version(out: Path) -> int:
    """Return the number of the version in `out`, having made sure that all of it is there and no more."""
    number = int(published(out)["facilitator/guide.html"].removeprefix("version "))
    assert published(out) == version(number)
    listed = {row["path"]: row["sha256"] for row in manifest(out)["artifacts"]}
    assert listed == {path: hashlib.sha256(text.encode()).hexdigest() for path, text in version(number).items()}
    return number


def start_child(work: Callable[[], object]) -> int:
    """Start `work` in a process of its own; it exits with 0, with 3 for an OutputError, else with 1."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except OutputError as error:
        print(error, file=sys.stderr)
        status = 3
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def end_of(child: int) -> int:
    """Wait for a child; return its exit status, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


NO_SUCH_STEP = 9


def build_up_to_step(number: int, act: Callable[[], None], out: Path) -> None:
    """Build version 2 and call `act` just before this process asks the disk for something the nth time.

    For a child, as the watch on the process stays. It exits with NO_SUCH_STEP if there are fewer steps.
    """
    steps = itertools.count(1)
    asks = {"open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir"}

    def watch(event: str, _: object) -> None:
        if event in asks and next(steps) == number:
            act()

    sys.addaudithook(watch)
    build(out, version(2))
    if next(steps) <= number:
        os._exit(NO_SUCH_STEP)


def kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fill_disk() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# --- Publishing -------------------------------------------------------------------------------------------


def test_a_build_is_published_and_nothing_is_left_beside_it(out: Path, swap: str) -> None:
    for number in (1, 2):
        build(out, version(number))
        assert whole_version(out) == number
        assert beside(out) == []


def test_other_tools_may_write_into_the_staging_folder(out: Path) -> None:
    with staged(out, source=out.parent) as stage:
        assert list(stage.folder.iterdir()) == []
        assert stage.folder.parent == out.parent
        (stage.folder / "site").mkdir()
        (stage.folder / "site" / "index.html").write_text("by MkDocs")
        assert not out.exists()
        stage.publish(formats=FORMATS)
    assert published(out) == {"site/index.html": "by MkDocs"}


def test_files_no_longer_made_disappear(out: Path, swap: str) -> None:
    build(out, {"site/a": "a", "site/b": "b"})
    assert build(out, {"site/a": "a"}) == Published(files=1, changed=0)
    assert published(out) == {"site/a": "a"}


@pytest.mark.parametrize("fault", [None, ValueError, KeyboardInterrupt])
def test_a_build_that_is_not_published_leaves_the_output_alone(out: Path, fault: type[BaseException] | None) -> None:
    build(out, version(1))
    with contextlib.suppress(ValueError, KeyboardInterrupt), staged(out, source=out.parent) as stage:
        stage.write(Artifact("site/index.html", b"half a build"))
        if fault:
            raise fault
    assert whole_version(out) == 1
    assert beside(out) == []


def test_nothing_is_added_after_publishing(out: Path) -> None:
    with staged(out, source=out.parent) as stage:
        stage.write(Artifact("site/a", b""))
        stage.publish(formats=FORMATS)
        with pytest.raises(OutputError, match="published already"):
            stage.write(Artifact("site/b", b""))
        with pytest.raises(OutputError, match="published already"):
            stage.publish(formats=FORMATS)
    assert published(out) == {"site/a": ""}


# --- Files that did not change ----------------------------------------------------------------------------


def identity(path: Path) -> tuple[int, int]:
    """What stays the same of a file that nobody rewrote."""
    return path.stat().st_ino, path.stat().st_mtime_ns


def test_an_unchanged_file_stays_the_same_file(out: Path, swap: str) -> None:
    build(out, {"site/same": "same", "site/other": "one"})
    before = identity(out / "site/same"), identity(out / "site/other")
    assert build(out, {"site/same": "same", "site/other": "two"}) == Published(files=2, changed=1)
    assert identity(out / "site/same") == before[0]
    assert identity(out / "site/other") != before[1]
    assert (out / "site/same").stat().st_nlink == 1


def test_an_unchanged_build_touches_nothing(out: Path) -> None:
    build(out, version(1))
    before = {path: identity(path) for path in (out, *out.rglob("*"))}
    assert build(out, version(1)).changed == 0
    assert {path: identity(path) for path in (out, *out.rglob("*"))} == before


def test_where_links_do_not_work_the_time_stays(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, {"site/same": "same", "facilitator/guide": "old"})
    os.utime(out / "site/same", ns=(1, 10**18))
    os.utime(out / "facilitator/guide", ns=(1, 10**18))

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "this disk has no hard links")

    monkeypatch.setattr(os, "link", no_links)
    build(out, {"site/same": "same", "site/new": "new"}, formats={"site": "site"}, keep_others=True)
    assert published(out) == {"site/same": "same", "site/new": "new", "facilitator/guide": "old"}
    assert (out / "site/same").stat().st_mtime_ns == 10**18
    assert (out / "facilitator/guide").stat().st_mtime_ns == 10**18


def test_a_file_changed_by_hand_is_put_right(out: Path) -> None:
    build(out, version(1))
    (out / "site/style.css").write_text("THE SAME IN EACH")  # as long as before
    assert build(out, version(1)).changed == 1
    assert whole_version(out) == 1


# --- Building some formats only ---------------------------------------------------------------------------


def test_formats_that_were_not_built_stay_with_their_entries_and_losses(out: Path, swap: str) -> None:
    lost = {name: Loss("q1", name, f"{name} loses this", Span("a.yml", 3, 5)) for name in FORMATS}
    build(out, {"site/a": "old", "site/b": "old", "facilitator/c": "kept"}, losses=tuple(lost.values()))
    before, kept = manifest(out), identity(out / "facilitator/c")

    build(out, {"site/a": "new"}, formats={"site": "site"}, keep_others=True)

    assert published(out) == {"site/a": "new", "facilitator/c": "kept"}
    assert identity(out / "facilitator/c") == kept
    after = manifest(out)
    assert [row["path"] for row in after["artifacts"]] == ["facilitator/c", "site/a"]
    assert after["artifacts"][0] == before["artifacts"][0]
    assert [row["format"] for row in after["losses"]] == ["facilitator"]


def test_a_format_that_took_over_a_folder_replaces_all_of_it(out: Path) -> None:
    build(out, {"site/a": "a", "site/b": "b"}, formats={"site": "pages"})
    build(out, {"site/a": "a"}, formats={"site": "site"}, keep_others=True)
    assert published(out) == {"site/a": "a"}


def test_building_some_formats_first_needs_no_output_before(out: Path) -> None:
    build(out, {"site/a": "a"}, formats={"site": "site"}, keep_others=True)
    assert published(out) == {"site/a": "a"}


def test_what_is_gone_from_the_output_is_not_listed_as_kept(out: Path) -> None:
    build(out, {"site/a": "a", "facilitator/b": "b", "facilitator/c": "c"})
    (out / "facilitator/b").unlink()
    build(out, {"site/a": "a"}, formats={"site": "site"}, keep_others=True)
    assert [row["path"] for row in manifest(out)["artifacts"]] == ["facilitator/c", "site/a"]


def test_a_manifest_cannot_carry_over_a_file_from_elsewhere(out: Path) -> None:
    (out.parent / "secret").write_text("secret")
    build(out, {"site/a": "a", "facilitator/b": "b"})
    listed = (out / MANIFEST).read_text().replace("facilitator/b", "../secret")
    (out / MANIFEST).write_text(listed)
    (out / "facilitator/b").unlink()
    build(out, {"site/a": "a"}, formats={"site": "site"}, keep_others=True)
    assert published(out) == {"site/a": "a"}
    assert tree(out.parent)["secret"] == "secret"


# --- The manifest -----------------------------------------------------------------------------------------


def test_the_manifest_lists_artifacts_and_losses_sorted(out: Path) -> None:
    losses = (
        Loss("q2", "site", "no drag and drop", Span("content/quizzes/a.yml", 12, 7, 20)),
        Loss("q1", "site", "no sound"),
        Loss("q1", "site", "no sound"),
    )
    build(out, {"site/b": "", "site/a": "abc", "facilitator/é": "x"}, losses=losses)
    assert manifest(out) == {
        "generator": "caselore",
        "manifest_version": 1,
        "artifacts": [
            {
                "format": name.split("/")[0],
                "path": name,
                "sha256": hashlib.sha256(text).hexdigest(),
                "size": size,
            }
            for name, text, size in [("facilitator/é", b"x", 1), ("site/a", b"abc", 3), ("site/b", b"", 0)]
        ],
        "losses": [
            {"format": "site", "item": "q1", "what": "no sound", "place": ""},
            {
                "format": "site",
                "item": "q2",
                "what": "no drag and drop",
                "place": "content/quizzes/a.yml:12:7",
            },
        ],
    }


SAME_BUILD = """
import os, sys
from pathlib import Path
from caselore.artifacts import Artifact, Loss
from caselore.output import staged

os.umask(int(sys.argv[2], 8))
out = Path(sys.argv[1])
with staged(out, source=out.parent) as stage:
    for name in {"site/i/İ.html", "site/z.html", "site/a.html"}:  # a set: its order is the hash seed's
        stage.write(Artifact(name, name.encode()))
    stage.publish(formats={"site": "site"}, losses={Loss(item, "site", "lost") for item in "xyz"})
"""


@needs_modes
def test_the_surroundings_do_not_matter(tmp_path: Path) -> None:
    """Same bytes and modes under another umask, time zone, locale, hash seed, folder and time."""
    results = []
    for umask, zone, locale, seed in [("000", "UTC", "C", "1"), ("077", "Asia/Tokyo", "tr_TR.UTF-8", "2")]:
        out = tmp_path / f"project ü {seed}" / "build"
        surroundings = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        subprocess.run(
            [sys.executable, "-c", SAME_BUILD, str(out), umask],
            env={**os.environ, **surroundings, "PYTHONPATH": str(Path(output.__file__).parents[1])},
            check=True,
        )
        modes = {path.relative_to(out).as_posix(): oct(path.stat().st_mode) for path in out.rglob("*")}
        results.append((tree(out), modes, oct(out.stat().st_mode)))
    assert results[0] == results[1]
    assert set(results[0][1].values()) == {"0o100644", "0o40755"}
    assert str(tmp_path) not in results[0][0][MANIFEST]


@needs_modes
def test_a_mode_changed_by_hand_is_put_right(out: Path) -> None:
    build(out, {"site/a": "a", "facilitator/b": "b"})
    for path in ("site/a", "facilitator/b"):
        (out / path).chmod(0o600)
    build(out, {"site/a": "a"}, formats={"site": "site"}, keep_others=True)
    assert {oct((out / path).stat().st_mode) for path in ("site/a", "facilitator/b")} == {"0o100644"}


# --- Places where no output may go ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (".", "holds the project"),
        ("..", "holds the project"),
        ("build/../", "holds the project"),
        ("/", "holds the project"),
        ("content", "inside the project's 'content'"),
        ("content/deep/down", "inside the project's 'content'"),
        ("case_studies/build", "inside the project's 'case_studies'"),
        ("templates", "inside the project's 'templates'"),
        ("way-in/build", "inside the project's 'content'"),
        ("way-up", "holds the project"),
        ("loop", "leads to itself"),
        ("notes.txt", "is a file"),
        ("notes.txt/build", "Not a directory|File exists"),
    ],
)
def test_places_that_are_refused(project: Path, place: str, reason: str) -> None:
    (project / "notes.txt").write_text("notes")
    (project / "way-in").symlink_to("content")
    (project / "way-up").symlink_to("..")
    (project / "loop").symlink_to("loop")
    before = sorted(project.parent.rglob("*"))
    with pytest.raises(OutputError, match=reason), staged(project / place, source=project):
        pytest.fail("the block must not be entered")
    assert sorted(project.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.docx": "years of work"},
        {".git/HEAD": "ref: refs/heads/main"},
        {"manifest.json": '{"name": "A web app", "icons": []}'},
        {"manifest.json": '{"generator": "caselore"}'},
        {"manifest.json": "[]"},
        {"manifest.json": "not JSON"},
        {"manifest.json/inside": ""},
    ],
)
def test_a_folder_of_somebody_else_is_left_alone(out: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text)
    with pytest.raises(OutputError, match="caselore did not make.*give an empty or a new folder"):
        build(out, version(1))
    assert tree(out) == files
    assert beside(out) == []


def test_a_file_that_somebody_put_into_the_output_is_left_alone(out: Path) -> None:
    build(out, version(1))
    (out / "site" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds 'site/notes.txt', which caselore did not make"):
        build(out, version(2))
    assert (out / "site" / "notes.txt").read_text() == "mine"


def test_a_file_that_somebody_puts_there_during_the_build_is_left_alone(out: Path) -> None:
    with pytest.raises(OutputError, match="caselore did not make"), staged(out, source=out.parent) as stage:
        stage.write(Artifact("site/a", b"a"))
        out.mkdir()
        (out / "thesis.docx").write_text("years of work")
        stage.publish(formats=FORMATS)
    assert tree(out) == {"thesis.docx": "years of work"}


def test_what_file_browsers_drop_does_not_stop_a_build(out: Path) -> None:
    build(out, version(1))
    (out / "site" / ".DS_Store").write_text("")
    build(out, version(2))
    assert whole_version(out) == 2


def test_an_empty_folder_is_fine(out: Path, swap: str) -> None:
    out.mkdir()
    build(out, version(1))
    assert whole_version(out) == 1


def test_folders_above_the_output_are_made(project: Path) -> None:
    out = project / "made" / "for" / "build"
    with staged(out, source=project) as stage:
        stage.write(Artifact("site/a", b"a"))
        stage.publish(formats=FORMATS)
    assert published(out) == {"site/a": "a"}


def test_a_link_stays_and_its_folder_is_replaced(out: Path, tmp_path: Path, swap: str) -> None:
    out.symlink_to(tmp_path / "elsewhere")
    for number in (1, 2):  # the first makes the folder
        build(out, version(number))
        assert out.is_symlink()
        assert whole_version(tmp_path / "elsewhere") == number
    assert beside(out) == beside(tmp_path / "elsewhere") == []


# --- Paths that an artifact may not have ------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../up", "site/../../up", "site/.", "site//a", "site/", "site\\a", "C:/a", "site/a:b"]
    + ["site/aux.html", "site/COM1", "site/nul", "site/a.", "site/a ", "site/a\0b", "site/a\nb", "site/what?"]
    + ["site/\u202egnp.exe", "site/\ud800", "manifest.json", "Manifest.json"],
)
def test_paths_that_are_refused(out: Path, path: str) -> None:
    with staged(out, source=out.parent) as stage:
        with pytest.raises(OutputError):
            stage.write(Artifact(path, b""))
        assert list(stage.folder.iterdir()) == []


def test_everyday_paths_are_accepted(out: Path) -> None:
    files = dict.fromkeys(
        ["site/.nojekyll", "site/Gwaith tîm.pdf", "site/auxiliary", "site/a..b", "site/manifest.json"], ""
    )
    build(out, files)
    assert published(out) == files


@pytest.mark.parametrize("second", ["site/a", "site/a/b", "site"])
def test_a_path_is_written_once(out: Path, second: str) -> None:
    with staged(out, source=out.parent) as stage:
        stage.write(Artifact("site/a", b"first"))
        with pytest.raises(OutputError, match=f"'{second}' clashes"):
            stage.write(Artifact(second, b"second"))
        stage.publish(formats=FORMATS)
    assert published(out) == {"site/a": "first"}


@pytest.mark.parametrize(
    ("one", "other"), [("site/Page", "site/page"), ("site/A/x", "site/a/y"), ("site/\u00e9", "site/e\u0301")]
)
def test_paths_that_are_one_on_other_systems_are_refused(out: Path, one: str, other: str) -> None:
    with pytest.raises(OutputError, match="clashes|are one on Windows and Macs"):
        build(out, {one: "one", other: "other"})
    assert not out.exists()


def test_what_other_tools_staged_is_checked_too(out: Path) -> None:
    def reserved(site: Path) -> None:
        (site / "aux.html").write_text("")

    def link(site: Path) -> None:
        (site / "link").symlink_to("/etc/passwd")

    def linked_folder(site: Path) -> None:
        (site / "link").symlink_to(out / "site")

    def pipe(site: Path) -> None:
        os.mkfifo(site / "pipe")

    def unnamed(site: Path) -> None:
        (site.parent / "stray").write_text("")

    def own_list(site: Path) -> None:
        (site.parent / MANIFEST).write_text("")

    build(out, version(1))
    for spoil in (reserved, link, linked_folder, pipe, unnamed, own_list):
        reason = "no path|link or a device|no format's folder"
        with pytest.raises(OutputError, match=reason), staged(out, source=out.parent) as stage:
            stage.write(Artifact("site/a", b"a"))
            spoil(stage.folder / "site")
            stage.publish(formats=FORMATS)
        assert whole_version(out) == 1, spoil
        assert beside(out) == []


# --- Kills ------------------------------------------------------------------------------------------------


def recover(out: Path) -> None:
    """What the start of the next build does, without a build."""
    with staged(out, source=out.parent):
        pass
    assert beside(out) == []


@needs_fork
def test_killed_before_each_single_step_the_output_is_whole(out: Path, swap: str) -> None:
    ends, missing = [], 0
    for step in itertools.count(1):
        build(out, version(1))
        status = end_of(start_child(partial(build_up_to_step, step, kill_self, out)))
        if status == NO_SUCH_STEP:
            break
        assert status == -signal.SIGKILL
        if not out.exists():  # between two renames there is a moment without output, but never a loss
            assert swap == "two renames"
            missing += 1
            recover(out)
        ends.append(whole_version(out))
        recover(out)
        assert whole_version(out) == ends[-1]
    assert missing == (swap == "two renames")
    assert len(ends) > 50
    assert ends == sorted(ends)
    assert set(ends) == {1, 2}


@needs_fork
def test_killed_at_random_moments_the_output_is_whole(out: Path, swap: str) -> None:
    def build_on(number: int) -> None:
        while True:
            number += 1
            build(out, version(number))

    random_moment = random.Random(20240501)
    started = time.monotonic()
    build(out, version(0))
    one_build = time.monotonic() - started  # a busy machine takes longer; the moments spread over some builds
    seen, interrupted = 0, 0
    for _ in range(60):
        child = start_child(partial(build_on, seen))
        time.sleep(random_moment.uniform(0.001, 0.01 + 5 * one_build))
        os.kill(child, signal.SIGKILL)
        assert end_of(child) == -signal.SIGKILL
        interrupted += bool(beside(out))
        if swap == "one exchange":
            assert whole_version(out) >= seen
        recover(out)
        assert whole_version(out) >= seen
        seen = whole_version(out)
    assert seen > 0
    assert interrupted > 0


def test_a_swap_that_fails_half_way_is_undone(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, version(1))
    rename = Path.rename

    def renames_no_new_folder(self: Path, target: Path) -> Path:
        if self.name.endswith("-new"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(output, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", renames_no_new_folder)
    with pytest.raises(OutputError, match="Permission denied"):
        build(out, version(2))
    assert whole_version(out) == 1
    assert beside(out) == []


# --- Full disks -------------------------------------------------------------------------------------------


@needs_fork
def test_when_any_single_step_fails_the_output_is_whole(out: Path, swap: str) -> None:
    failed = 0
    for step in itertools.count(1):
        build(out, version(1))
        assert whole_version(out) == 1
        status = end_of(start_child(partial(build_up_to_step, step, fill_disk, out)))
        if status == NO_SUCH_STEP:
            break
        # Some steps may fail without harm: making a folder that is there, removing what is not needed.
        assert status in (0, 3)
        failed += status == 3
        assert whole_version(out) == (1 if status == 3 else 2)
    assert failed > 40


@contextlib.contextmanager
def mounted(folder: Path, *arguments: str) -> Iterator[None]:
    """Mount something at a new folder, for the time of a test."""
    folder.mkdir()
    command = ["mount", *arguments, str(folder)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("only root on Linux may mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 256 KiB."""
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=256k", "tmpfs"):
        yield tmp_path / "disk"


def test_on_a_full_disk_the_output_stays(small_disk: Path, swap: str) -> None:
    out = small_disk / "project" / "build"
    out.parent.mkdir()
    build(out, version(1))
    with pytest.raises(OutputError, match=r"^Cannot write 'site/\d+': No space left on device\.$"):
        build(out, {f"site/{number}": "x" * 25_000 for number in range(20)})
    assert whole_version(out) == 1
    assert beside(out) == []
    build(out, version(2))
    assert whole_version(out) == 2


def test_a_mount_is_refused(small_disk: Path, project: Path) -> None:
    with pytest.raises(OutputError, match="give a folder inside it"), staged(small_disk, source=project):
        pass


def test_the_project_is_known_by_another_name(project: Path, tmp_path: Path) -> None:
    """As on a disk that does not heed letter case, where `Content` is `content`."""
    with (
        mounted(tmp_path / "alias", "--bind", str(project)),
        pytest.raises(OutputError, match="inside the project's 'content'"),
        staged(tmp_path / "alias" / "content" / "build", source=project),
    ):
        pass


@needs_fork
@pytest.mark.parametrize("files", [{"site/big": "x" * 5000}, {f"site/{n}": "" for n in range(50)}])
def test_when_a_file_grows_too_large_the_output_stays(out: Path, files: dict[str, str]) -> None:
    """The first case fails on an artifact, the second on the manifest."""
    import resource

    def build_within_limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        build(out, files)

    build(out, version(1))
    assert end_of(start_child(build_within_limit)) == 3
    assert whole_version(out) == 1
    assert beside(out) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not say whether a flush failed")
def test_when_the_disk_fails_at_the_last_flush_the_output_stays(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class BrokenDisk:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def syncfs(self, _: int) -> int:
            ctypes.set_errno(errno.EIO)
            return -1

    build(out, version(1))
    monkeypatch.setattr(ctypes, "CDLL", BrokenDisk)
    with pytest.raises(OutputError, match=r"^Cannot write '.*build': Input/output error\.$"):
        build(out, version(2))
    assert whole_version(out) == 1
    assert beside(out) == []


def test_a_place_that_cannot_be_written_is_one_sentence(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(OutputError, match=r"^Cannot lock '.*build': Read-only file system\.$"):
        build(out, version(1))


# --- Two builds at once -----------------------------------------------------------------------------------


@needs_fork
def test_a_second_build_is_told_at_once(out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with staged(out, source=out.parent) as stage:
        stage.write(Artifact("site/a", b"the first build"))
        started = time.monotonic()
        assert end_of(start_child(lambda: build(out, version(1)))) == 3
        assert time.monotonic() - started < 2
        assert capfd.readouterr().err == f"Another build is writing '{out}'; wait until it has ended.\n"
        stage.publish(formats=FORMATS)
    assert published(out) == {"site/a": "the first build"}
    assert end_of(start_child(lambda: build(out, version(1)))) == 0


def test_builds_to_two_folders_do_not_hinder_each_other(project: Path) -> None:
    with staged(project / "one", source=project), staged(project / "two", source=project):
        pass


@needs_fork
def test_a_killed_build_leaves_no_lock(out: Path) -> None:
    def die_building() -> None:
        with staged(out, source=out.parent):
            kill_self()

    assert end_of(start_child(die_building)) == -signal.SIGKILL
    assert beside(out) == [".build.caselore-lock", ".build.caselore-new"]
    build(out, version(1))
    assert whole_version(out) == 1
    assert beside(out) == []


@needs_modes
def test_a_lock_that_another_build_has_just_removed_binds_nobody(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends between another's opening of the lock and its locking takes the file away."""
    lock = output._lock
    lock_file = out.parent / ".build.caselore-lock"
    opened: list[int] = []

    def lock_late(handle: int) -> None:
        opened.append(handle)
        if len(opened) == 1:
            lock_file.unlink()
        lock(handle)

    monkeypatch.setattr(output, "_lock", lock_late)
    with staged(out, source=out.parent):
        assert len(opened) == 2
        with pytest.raises(OutputError, match="Another build"):
            build(out, version(1))


@needs_fork
def test_builds_in_a_race_never_meet(out: Path) -> None:
    holders = out.parent / "holders"
    holders.mkdir()

    def build_often(number: int) -> None:
        done = 0
        while done < 25:
            with contextlib.suppress(OutputError), staged(out, source=out.parent) as stage:
                (holders / "one").mkdir()  # fails if another build is in here
                (holders / "one").rmdir()
                for path, text in version(number).items():
                    stage.write(Artifact(path, text.encode()))
                stage.publish(formats=FORMATS)
                done += 1

    children = [start_child(partial(build_often, number)) for number in (1, 2, 3)]
    assert [end_of(child) for child in children] == [0, 0, 0]
    assert whole_version(out) in (1, 2, 3)
    assert beside(out) == []
