"""Turn files named in a test, or in a Markdown case, into a small course project on the disk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"
MINIMAL = CASES / "projects" / "minimal"
"""One record of each kind, without a fault. Tests lay their own files over it."""
REFERENCE = Path(__file__).parents[1]
"""The course at the root of the repository."""

OF_A_WHOLE = ("A501", "A502", "A503", "A504", "A506", "E411", "E412", "E413", "E414")
"""Rules that ask what the rest of a course makes of a record. Samples and cases show a record, and no rest."""

FENCE = re.compile(r"^(?P<marks>`{3,})(?P<info>[^`\n]+)\n(?P<body>.*?)^(?P=marks)$", re.DOTALL | re.MULTILINE)
WRITTEN_CHARACTER = re.compile(r"<U\+([0-9A-F]{4,6})>")


@dataclass(frozen=True, slots=True)
class Fenced:
    """A fenced block: what stands after its backticks, its text, and where that text stands."""

    info: str
    body: str
    start: int
    end: int


def fenced(markdown: str) -> Iterator[Fenced]:
    """Yield the fenced blocks of a Markdown text that say what they are."""
    for found in FENCE.finditer(markdown):
        yield Fenced(found["info"].strip(), found["body"], found.start("body"), found.end("body"))


Content = str | bytes | Path | None
"""What a file shall be: its text, its bytes, a link to a place, or gone."""


def overlaid(folder: Path, files: Mapping[str, Content], *, base: Path = MINIMAL) -> Path:
    """Copy a project into a folder and lay files over it."""
    shutil.copytree(base, folder, dirs_exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if isinstance(content, Path):
            path.symlink_to(content)
        elif content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def stored(body: str, words: list[str]) -> Content:
    """Return what a case's file shall be, as the words after its path say; see diagnostics/README.md."""
    if words == ["removed"]:
        return None
    if words == ["link"]:
        return Path(body.strip())
    content = body.encode()
    for word in words:
        way = next((made for name, made in _WAYS.items() if word.startswith(name)), None)
        if way is None:
            raise ValueError(f"a file cannot be stored '{word}'; the ways are {', '.join(_WAYS)}")
        content = way(content, word)
    return content


def _characters(content: bytes, _: str) -> bytes:
    def character(found: re.Match[str]) -> str:
        return chr(int(found[1], 16))

    return WRITTEN_CHARACTER.sub(character, content.decode()).encode("utf-8", "surrogatepass")


def _padded(content: bytes, word: str) -> bytes:
    """Put a comment at the end, so that the file has the size that stands in the word."""
    size = int(word.removeprefix("padded-to-"))
    return content + b"#" * (size - len(content) - 1) + b"\n"


_WAYS: dict[str, Callable[[bytes, str], bytes]] = {
    "characters": _characters,
    "crlf": lambda content, _: content.replace(b"\n", b"\r\n"),
    "cr": lambda content, _: content.replace(b"\n", b"\r"),
    "no-last-newline": lambda content, _: content.rstrip(b"\n"),
    "latin-1": lambda content, _: content.decode().encode("latin-1"),
    "utf-16": lambda content, _: content.decode().encode("utf-16"),
    "bom": lambda content, _: b"\xef\xbb\xbf" + content,
    "padded-to-": _padded,
}
