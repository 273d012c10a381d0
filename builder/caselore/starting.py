"""Turn a name into the first files of a course or record.

Beside `output.py` the only writer of files: that one owns a whole folder and swaps it for a new one, while
these stand in a folder of the author's, where nothing is written over but the schemas caselore wrote itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Template

from caselore.artifacts import Artifact
from caselore.checks.references import taken
from caselore.diagnostics import printable, quoted
from caselore.prose import PAGES
from caselore.readers.kinds import COURSE, KINDS, Kind
from caselore.readers.names import can_be_id, name_hint, near_id
from caselore.readers.project import read_project
from caselore.regular_files import start_of
from caselore.resources import templates_folder
from caselore.schemas import WRITTEN_BY, schemas

STUBS = {
    "case": "case study",
    "message": "practice message",
    "question": "question",
    "module": "module",
    "activity": "activity",
    "source": "source",
    "law": "legal note",
    "quiz": "quiz",
    "figure": "figure",
    "session": "session",
}
"""What `caselore new` can start, and the kind of record it is. The stub lies in templates/new/."""


_MAX_SCHEMA = 4 * 1024 * 1024


class StartingError(Exception):
    """Nothing was written: one sentence for the user, saying why."""


def start_course(folder: Path) -> None:
    """Write a small course to copy from into a folder that is new or empty.

    Raises StartingError where the folder holds anything, and OSError where the disk fails.
    """
    if folder.exists() and not folder.is_dir():
        raise StartingError(f"'{folder}' is a file; give a folder")
    if folder.exists() and any(folder.iterdir()):
        raise StartingError(f"'{folder}' is not empty; give a new folder")
    made = _copied(templates_folder() / "init")
    _write(folder, [*made, *(Artifact(f"schema/{each.path}", each.content) for each in schemas())])


def _copied(folder: Path) -> Iterator[Artifact]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Artifact(path.relative_to(folder).as_posix(), path.read_bytes())


def start_record(project: Path, what: str, name: str, *, question_type: str = "single") -> Path:
    """Write the stub of a record into a project; return its path.

    Raises StartingError where there is no project or the name will not do, and OSError where the disk fails.
    """
    kind = next(each for each in KINDS if each.name == STUBS[what])
    path = f"{kind.place}/{name}{kind.suffix}"
    _refuse(project, kind, name, path)
    stub = Template(_stub(what, kind, question_type)).substitute(id=name)
    _write(project, [Artifact(path, stub.encode())])
    return project / path


def _refuse(project: Path, kind: Kind, name: str, path: str) -> None:
    if not (project / COURSE.place).is_file():
        raise StartingError(f"'{project}' is not a course; there is no {COURSE.place} in it")
    used = _ids(project)
    if not can_be_id(name):
        raise StartingError(f"{printable(quoted(name))} cannot be an id: {name_hint(name, used=used)}")
    if name in PAGES or name in used or (project / path).exists():
        what = "is the name of a page that every course has" if name in PAGES else "is the id of something already"
        raise StartingError(f"'{name}' {what}; give this {kind.name} another, such as {near_id(name, used)}")


def _ids(project: Path) -> set[str]:
    """Return the ids that a course uses, in small letters; those in files with faults too."""
    course = read_project(project).checkable
    return {*taken(course), *(name.lower() for _, name in course.left_out)} if course else set()


def question_types() -> tuple[str, ...]:
    """Return the types of question there are stubs for."""
    folder = templates_folder() / "new" / "question"
    return tuple(sorted(path.stem for path in folder.glob("[a-z]*.yml")))


def _stub(what: str, kind: Kind, question_type: str) -> str:
    folder = templates_folder() / "new"
    if what != "question":
        return (folder / f"{what}{kind.suffix}").read_text("utf-8")
    parts = (folder / what / f"{each}.yml" for each in (question_type, "_every-type"))
    return "".join(part.read_text("utf-8") for part in parts)


def stale_schemas(folder: Path) -> tuple[Artifact, ...]:
    """Return the schemas that a folder lacks, or has in another form than they would be written today.

    Raises StartingError where a file of such a name is somebody else's.
    """
    stale = []
    for each in schemas():
        path = folder / each.path
        found = _found(path)
        if found and WRITTEN_BY.encode() not in found:
            raise StartingError(f"'{path}' was not written by caselore; move it away or give another folder")
        if found != each.content:
            stale.append(each)
    return tuple(stale)


def _found(path: Path) -> bytes:
    """Return what a file holds, or as much of it as a schema may have; nothing where there is none."""
    try:
        return start_of(path.resolve(), _MAX_SCHEMA)
    except FileNotFoundError:
        return b""


def write_schemas(folder: Path) -> tuple[Artifact, ...]:
    """Bring the schemas in a folder up to date; return those that were not.

    Raises StartingError as `stale_schemas` does, and OSError where the disk fails.
    """
    stale = stale_schemas(folder)
    with contextlib.ExitStack() as undo:
        for parent in (*reversed(folder.parents), folder):
            _make(parent, undo)
        beside = [folder / f".{each.path}.new" for each in stale]
        for path, each in zip(beside, stale, strict=True):
            undo.callback(path.unlink, missing_ok=True)
            path.write_bytes(each.content)
        for path, each in zip(beside, stale, strict=True):  # which takes no more room on the disk
            path.replace(folder / each.path)
        undo.pop_all()
    return stale


def _write(folder: Path, files: Iterable[Artifact]) -> None:
    """Write files where there are none: all of them or nothing."""
    with contextlib.ExitStack() as undo:
        for each in files:
            path = folder / each.path
            for parent in reversed(path.parents):
                _make(parent, undo)
            with path.open("xb") as file:
                undo.callback(path.unlink)
                file.write(each.content)
        undo.pop_all()


def _make(folder: Path, undo: contextlib.ExitStack) -> None:
    if not folder.exists():
        folder.mkdir()
        undo.callback(folder.rmdir)
