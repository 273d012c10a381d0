"""What a Word document is made of: paragraphs, tables and what stands in them. `word_xml.py` writes them down."""

from __future__ import annotations

from datetime import date
from typing import Literal

from caselore.frozen import frozen


@frozen(kw_only=True)
class Words:
    """Words that look the same from end to end."""

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    style: str = ""
    """The id of a character style."""
    url: str = ""
    to: str = ""
    """The bookmark that they lead to."""
    name: str = ""
    """The bookmark that they are."""


@frozen
class Break:
    """What follows stands on a new line of the same paragraph."""


@frozen
class Tab:
    """A step to the right."""


@frozen
class Box:
    """A box to tick, on paper and on a screen."""

    label: str
    """What a screen reader says of it, plain."""


@frozen
class Blank:
    """Room to write in, on paper and on a screen."""

    label: str
    """What a screen reader says of it, plain."""
    lines: int = 0
    """Whole lines; 0 for a word or two within a line."""
    wide: bool = True
    """Whether a blank within a line has room for more than a letter."""


@frozen
class Picture:
    """A picture from content/."""

    path: str
    alt: str


Piece = Words | Break | Tab | Box | Blank | Picture
Pieces = tuple[Piece, ...]


@frozen
class Number:
    """A place in a list."""

    list: int
    """Which list of the document; items of one list share it."""
    kind: Literal["bullet", "decimal", "letter"]
    level: int = 0
    start: int = 1


@frozen(kw_only=True)
class Para:
    """A paragraph."""

    pieces: Pieces
    style: str = "Normal"
    """The id of a paragraph style."""
    keep: bool = False
    """Whether it stays on the page of what follows."""
    number: Number | None = None
    bookmark: str = ""
    new_page: bool = False
    after_table: bool = False
    boxed: int = 0
    """How many boxes for facilitators it stands in."""
    indent: int = 0
    """Steps to the right, for what belongs to an item of a list."""


Cell = tuple[Para, ...]


@frozen(kw_only=True)
class Grid:
    """A table with a header row that is said again on each page."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...] = ()
    """How wide its columns are, one against another; by what stands in them if empty."""
    heads_rows: bool = True
    """Whether its first column says what each row is about."""
    titled: bool = True
    """Whether its caption is printed above it; else only a screen reader says it."""
    tall: int = 0
    """The least height of a row, in millimetres."""


@frozen
class NewPage:
    """What follows starts on a new page."""


@frozen
class Contents:
    """A table of contents, which Word fills with page numbers."""

    title: str


@frozen
class Turn:
    """What follows is laid out another way, from a new page on."""

    layout: Layout


Layout = Literal["a4", "landscape", "card", "two"]
"""card: A5 on its side, one to a page. two: A4 in two columns."""
Part = Para | Grid | NewPage | Contents | Turn


@frozen(kw_only=True)
class WordFile:
    """One Word document."""

    title: str
    subject: str
    authors: str
    language: str
    updated: date
    head: tuple[str, str]
    """What stands at the left and at the right of each page's head."""
    foot: str
    page_of: tuple[str, str, str]
    """The words around a page's number and the number of pages: 'Page ', ' of ', ''."""
    keywords: str
    parts: tuple[Part, ...]
    profile: str
    layout: Layout = "a4"
