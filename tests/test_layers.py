"""The shape of the house: imports run downwards only, and each way to the outside has one door.

Nothing is run here; the standard library's ast reads the source. Each breach is named with its file, its
line and the rule it breaks. docs/architecture.md explains why.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "builder" / "caselore"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("frozen",),
    ("diagnostics", "fingerprints", "kept", "regular_files", "resources"),
    ("artifacts", "words", "prose", "dictionary"),
    ("lost", "model", "remarks", "runs"),
    ("questions",),
    ("readers", "checks", "documents"),
    ("made_of", "schemas", "manual", "report", "stats", "templating"),
    ("writers", "starting", "copies", "web", "watching"),
    ("mkdocs_settings",),
    ("mkdocs_run",),
    ("writers.registry", "output"),
    ("pipeline",),
    ("mkdocs_plugin", "cli"),
    ("__main__",),
)
"""Rooms, lowest floor first. A room imports from itself and from lower floors, never from its neighbours.

`writers.registry`, the table of formats, is a room of its own: it stands above `mkdocs_run`, which shows
what the other writers make.
"""

DOORS = {
    "babel": {"words.py"},
    "click": {"cli.py"},
    "docx": {"writers/docx.py"},
    "fontTools": {"writers/fonts.py"},
    "jinja2": {"templating.py"},
    "markdown_it": {"prose.py"},
    "markupsafe": {"templating.py"},
    "platformdirs": {"kept.py"},
    "mdit_py_plugins": {"prose.py"},
    "mkdocs": {"mkdocs_plugin.py", "mkdocs_run.py", "mkdocs_settings.py"},
    "pydyf": {"writers/pdf_book.py"},
    "pptx": {"writers/slides.py"},
    "weasyprint": {"writers/pdf.py"},
    "watchdog": {"watching.py"},
    "yaml": {"readers/yaml_nodes.py"},
}
"""Who may import each library of others."""

EVERYWHERE = {"pydantic", "pydantic_core"}
"""How records are written."""

NETWORK = {"ftplib", "http", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "xmlrpc"}
"""Modules of the standard library that open connections. `web.py` alone may import them."""

DISK = {
    "copies.py": "reads a copy of a source, and writes its fingerprint",
    "kept.py": "keeps packed fonts and compiled templates from one run to the next",
    "dictionary.py": "reads a packaged list of words",
    "made_of.py": "reads all that a build is made of, to know whether it was built before",
    "output.py": "writes what was built",
    "readers/project.py": "reads the project",
    "regular_files.py": "opens files that are files, for the others",
    "resources.py": "finds what is packaged with caselore",
    "starting.py": "writes the first files of a course or record",
    "watching.py": "looks whether files of the project have changed",
    "words.py": "reads packaged catalogues",
    "writers/assets.py": "reads packaged scripts and styles",
    "writers/epub.py": "reads the packaged style sheet",
    "writers/fonts.py": "reads packaged fonts",
    "writers/paper_html.py": "reads packaged style sheets",
    "writers/pictures.py": "reads the course's pictures",
}
"""Who may touch the disk, and what for."""

BREACHES = {
    ("mkdocs_run.py", "disk"): "asks whether the project has an mkdocs.yml, and hands it to MkDocs",
    ("mkdocs_settings.py", "disk"): "asks whether there is the file that an mkdocs.yml goes on from",
    ("writers/edition.py", "disk"): "asks whether the project has templates of its own",
}
"""What is known not to be as drawn. A breach that is gone must leave this list; none may join it unseen."""

ON_DISK = {
    "chmod", "exists", "glob", "hardlink_to", "is_dir", "is_file", "is_symlink", "iterdir", "listdir", "lstat",
    "mkdir", "open", "read_bytes", "read_text", "rglob", "rmdir", "scandir", "stat", "symlink_to", "touch",
    "unlink", "walk", "write_bytes", "write_text",
}  # fmt: skip
CLOCK = {"now", "today", "utcnow", "time_ns", "monotonic", "perf_counter"}
NOT_THE_SAME_TWICE = {"random", "secrets", "uuid", "tempfile"}
MAX_LINES = {"mkdocs_plugin.py": 99}


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the package, read as a tree."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def module(self) -> str:
        """Its dotted name within the package."""
        return self.path.removesuffix(".py").removesuffix("__init__").strip("/").replace("/", ".")

    def imports(self) -> Iterator[tuple[int, str]]:
        """Yield line and full name of everything that is imported, wherever in the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, each.name) for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.path}:{node.lineno}: imports are written in full"
                yield from ((node.lineno, f"{node.module}.{each.name}") for each in node.names)

    def calls(self) -> Iterator[tuple[int, str, str]]:
        """Yield line, owner and name of everything that is called: `sys.exit()` is ('sys', 'exit')."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.lineno, "", node.func.id
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                yield node.lineno, owner.id if isinstance(owner, ast.Name) else "", node.func.attr


SOURCES = tuple(
    Source(path.relative_to(PACKAGE).as_posix(), ast.parse(text), text.count("\n"))
    for path in sorted(PACKAGE.rglob("*.py"))
    for text in [path.read_text("utf-8")]
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room_of(module: str) -> str:
    """Return the room of a module: the longest name in the table that it starts with."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in ROOMS), module)


def ours(name: str) -> str:
    """Turn `caselore.model.course.Course` into `model.course`; empty for names of others."""
    modules = {source.module for source in SOURCES}
    if name != "caselore" and not name.startswith("caselore."):
        return ""
    inner = name.removeprefix("caselore").removeprefix(".")
    return inner if inner in modules else inner.rpartition(".")[0]


def without_known(found: list[tuple[str, str, str]]) -> list[str]:
    """Return breaches as lines to read, without those that are known."""
    return [f"{place}: {what}" for place, rule, what in found if (place.split(":")[0], rule) not in BREACHES]


def none_of(breaches: list[str]) -> None:
    """Fail and name each breach, if there are any."""
    if breaches:
        pytest.fail("\n".join(breaches), pytrace=False)


def disk_breaches() -> list[tuple[str, str, str]]:
    return [
        (f"{source.path}:{line}", "disk", f"only {', '.join(DISK)} touch the disk, and this calls {name}()")
        for source in SOURCES
        for line, _, name in source.calls()
        if name in ON_DISK and source.path not in DISK
    ]


def test_every_file_has_a_room() -> None:
    homeless = [source.path for source in SOURCES if source.module and room_of(source.module) not in ROOMS]
    assert homeless == [], "give each a place in FLOORS"
    lived_in = {room_of(source.module) for source in SOURCES}
    assert [room for room in ROOMS if room not in lived_in] == [], "take rooms that are gone out of FLOORS"


def test_imports_run_downwards() -> None:
    wrong = []
    for source in SOURCES:
        here = room_of(source.module)
        for line, name in source.imports():
            there = room_of(ours(name))
            if here in ROOMS and there in ROOMS and there != here and ROOMS[there] >= ROOMS[here]:
                way = "a neighbour" if ROOMS[there] == ROOMS[here] else "a higher floor"
                wrong.append(f"{source.path}:{line}: {here} may not import {there}, {way}")
    none_of(wrong)


def test_no_import_leads_in_a_circle() -> None:
    graph = {
        source.module: {ours(name) for _, name in source.imports() if ours(name)} - {source.module}
        for source in SOURCES
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


def test_each_library_has_one_door() -> None:
    wrong = []
    for source in SOURCES:
        for line, name in source.imports():
            library = name.split(".")[0]
            if library in {"caselore", *EVERYWHERE} or library in sys.stdlib_module_names:
                continue
            if source.path not in DOORS.get(library, ()):
                doors = ", ".join(DOORS.get(library, ["no file so far: give it a door in DOORS"]))
                wrong.append(f"{source.path}:{line}: {library} is imported by {doors} only")
    none_of(wrong)


def test_one_file_asks_other_sites() -> None:
    none_of(
        [
            f"{source.path}:{line}: only web.py opens connections, and this imports {name}"
            for source in SOURCES
            for line, name in source.imports()
            if source.path != "web.py" and (name.split(".")[0] in NETWORK or name.startswith("urllib.request"))
        ]
    )


def test_each_door_is_used() -> None:
    used = {(name.split(".")[0], source.path) for source in SOURCES for _, name in source.imports()}
    unused = [
        f"{path} no longer imports {library}: take it out of DOORS"
        for library, paths in DOORS.items()
        for path in paths
        if (library, path) not in used
    ]
    none_of(unused)


def test_the_disk_is_touched_in_few_places() -> None:
    none_of(without_known(disk_breaches()))


def test_known_breaches_still_exist() -> None:
    found = {(place.split(":")[0], rule) for place, rule, _ in disk_breaches()}
    assert set(BREACHES) <= found, "well done: take it out of BREACHES"


def test_only_the_command_line_ends_the_process() -> None:
    wrong = [
        f"{source.path}:{line}: only cli.py ends the process"
        for source in SOURCES
        for line, owner, name in source.calls()
        if source.path != "cli.py"
        and ((owner, name) in {("sys", "exit"), ("os", "_exit"), ("os", "abort")} or name in ("SystemExit", "quit"))
    ]
    none_of(wrong)


def test_only_the_command_line_prints() -> None:
    wrong = [
        f"{source.path}:{line}: only cli.py prints"
        for source in SOURCES
        for line, owner, name in source.calls()
        if source.path != "cli.py" and ((owner, name) == ("", "print") or owner in ("stdout", "stderr"))
    ]
    none_of(wrong)


def test_nothing_asks_for_the_time_or_for_chance() -> None:
    """Two builds of one course are the same bytes."""
    calls = [
        f"{source.path}:{line}: nothing here may ask for the time: {owner}.{name}()"
        for source in SOURCES
        for line, owner, name in source.calls()
        if source.path != "cli.py"  # check --as-of counts from today, and builds nothing
        and ((owner in ("date", "datetime", "time") and name in CLOCK) or (owner, name) == ("time", "time"))
    ]
    imports = [
        f"{source.path}:{line}: nothing here may leave anything to chance: {name}"
        for source in SOURCES
        for line, name in source.imports()
        if name.split(".")[0] in NOT_THE_SAME_TWICE
    ]
    none_of(calls + imports)


def test_thin_files_stay_thin() -> None:
    sizes = {source.path: source.lines for source in SOURCES}
    assert [path for path, most in MAX_LINES.items() if sizes[path] > most] == []


def test_the_plugin_holds_no_markup() -> None:
    [plugin] = [source for source in SOURCES if source.path == "mkdocs_plugin.py"]
    texts = [node.value for node in ast.walk(plugin.tree) if isinstance(node, ast.Constant)]
    assert [text for text in texts if isinstance(text, str) and "</" in text] == []


def test_each_file_says_what_it_is() -> None:
    """First words of each file: one sentence."""
    silent = [source.path for source in SOURCES if source.lines and not (ast.get_docstring(source.tree) or "")]
    assert silent == []
