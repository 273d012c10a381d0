"""Making: what a writer is given to work with, and where it leaves word of what others may link to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from caselore.documents.blocks import Download
from caselore.documents.state import State
from caselore.model.course import Course

PAPER = "pip install 'caselore[paper]'"
"""How to get what sheets, Word documents and slides are made with."""


@dataclass(frozen=True)
class Making:
    """One build: the course, and what was asked for."""

    course: Course
    root: Path
    """The project's folder."""
    folder: Path
    """Where the format goes, for writers that write files themselves."""
    state: Callable[[], State]
    """Gives what the checks say of the course; asked only by the formats that show it, as it takes a while."""
    profiles: tuple[str, ...] = ("standard",)
    """The ways of printing that were asked for."""
    say: Callable[[str], None] = lambda _: None
    """Tells whoever waits what is being done."""
    downloads: list[Download] = field(default_factory=list)
    """What the formats made so far offer for taking away; the same list for all of them."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Their content, by Download.path."""
