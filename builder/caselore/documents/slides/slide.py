"""Slide and Deck: what is shown in a room, and how text is spread so that no slide holds more than people can take in.

All text here is plain. What stands on a slide is for everybody; notes are for whoever speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Literal

from caselore.frozen import frozen
from caselore.words import N_, say

Layout = Literal["title", "section", "content", "think", "break", "compare", "table", "picture"]

WORDS = 45
"""More words than this are shared out over several slides."""
WORDS_AT_MOST = 52
"""A few more are left together where that spares a second slide."""
WORDS_TOGETHER = 60
"""The most for what people must see side by side: the answers of a question, the columns of a comparison."""
LARGE, MIDDLE, SMALL = 32, 28, 24
"""Sizes of type for what is to be read, in points; never smaller."""
TWO_LINES = 84
"""Letters of a title that stand on two lines in its full size; a longer one is set smaller."""
LONG_TITLE = 160
"""Letters; a longer title does not fit above anything."""

_HEIGHT, _COLUMN_HEIGHT = 302, 268
"""Of the room for text, in points."""
_WIDTH = {LARGE: 50, MIDDLE: 57, SMALL: 67}
"""Letters to a line, on average."""
_COLUMN = {MIDDLE: 27, SMALL: 31}
_WORD = re.compile(r"\S+")


@frozen(kw_only=True)
class Line:
    """One paragraph of a slide."""

    text: str
    kind: Literal["plain", "bullet", "letter", "number", "strong", "quiet"] = "plain"
    nth: int = 1
    """Which one it is, where it has a letter or a number."""


@frozen(kw_only=True)
class Column:
    """One side of a comparison."""

    head: str
    lines: tuple[Line, ...]


@frozen(kw_only=True)
class Picture:
    """A picture of the course, with words for people who cannot see it."""

    path: str
    alt: str


@frozen(kw_only=True)
class Slide:
    """One slide. A writer fills a placeholder of its layout with each field that is not empty."""

    title: str
    apart: str = ""
    """What tells it from others of the same title: the story or activity it belongs to."""
    page: str = ""
    """'(1 of 3)' where its text is spread over several slides; part of the title in a finished deck."""
    layout: Layout = "content"
    kicker: str = ""
    """A quiet line beside the title that says what this belongs to."""
    lines: tuple[Line, ...] = ()
    columns: tuple[Column, ...] = ()
    """Two, for a comparison."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table; the first is its header."""
    foot: str = ""
    """What it rests on: finding codes, a citation of law, how sure it is."""
    codes: tuple[str, ...] = ()
    """The findings that it rests on, for the list of sources at the end."""
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    """What to say, to listen for, likely answers, the key: a paragraph each."""
    size: int = LARGE
    group: str = ""
    """The part of the deck that it starts; nothing if it belongs to the part before."""


@frozen(kw_only=True)
class Deck:
    """The slides of one module or session."""

    path: str
    """Without ending."""
    of: str
    """The id of the record it is about."""
    title: str
    slides: tuple[Slide, ...]
    foot: str
    """What stands at the foot of every slide: course, law check, version, licence."""
    source: str = ""
    lost: tuple[str, ...] = ()
    """What the record holds that slides do not show, a sentence each."""


def words(texts: Iterable[str]) -> int:
    """Count the words of some texts."""
    return sum(len(_WORD.findall(text)) for text in texts)


def height(lines: Sequence[Line], size: int, letters: int) -> float:
    """Estimate how high lines stand, in points."""
    return sum(max(1, ceil(len(line.text) / letters)) * size * 1.12 + size * 0.36 for line in lines)


def fits(lines: Sequence[Line], most: int = WORDS) -> bool:
    """Whether lines fit one slide, by words and by room."""
    return words(line.text for line in lines) <= most and height(lines, SMALL, _WIDTH[SMALL]) <= _HEIGHT


def size_for(lines: Sequence[Line]) -> int:
    """Return the largest size of type that lines fit in."""
    return next((size for size in _WIDTH if height(lines, size, _WIDTH[size]) <= _HEIGHT), SMALL)


def side_by_side(left: Column, right: Column) -> int:
    """Return the size of type in which two columns fit one slide; 0 if they do not."""
    both = (*left.lines, *right.lines)
    if words(line.text for line in both) > WORDS_TOGETHER:
        return 0
    for size in _COLUMN:
        if all(height(each.lines, size, _COLUMN[size]) <= _COLUMN_HEIGHT for each in (left, right)):
            return size
    return 0


def spread(language: str, slide: Slide, *, most: int = WORDS) -> list[Slide]:
    """Share the lines of a slide out over as many as they need, with '(1 of 3)' behind the title."""
    pages = _pages(slide.lines, most)
    made = []
    for number, page in enumerate(pages, 1):
        place, notes = "", slide.notes
        if len(pages) > 1:
            place = say(language, N_("(%(n)s of %(all)s)"), n=number, all=len(pages))
        if number > 1:
            notes = (say(language, N_("This goes on from the slide before; the notes are there.")),)
        each = replace(slide, page=place, lines=tuple(page), notes=notes, size=size_for(page))
        made.append(replace(each, group="") if number > 1 else each)
    return made


def _pages(lines: Sequence[Line], most: int) -> list[list[Line]]:
    """Share lines out evenly: no more pages than needed, and none that holds a last word alone."""
    if fits(lines, max(most, WORDS_AT_MOST)):
        return [list(lines)]
    pieces = [piece for line in lines for piece in _cut(line, most)]
    needed = _packed(pieces, most)
    total = words(piece.text for piece in pieces)
    for fewer in range(max(1, total // max(1, len(needed))), most):
        if len(even := _packed(pieces, fewer)) == len(needed):
            return even
    return needed


def _packed(pieces: Sequence[Line], most: int) -> list[list[Line]]:
    made: list[list[Line]] = []
    page: list[Line] = []
    for piece in pieces:
        if page and not fits([*page, piece], most):
            heads: list[Line] = []
            while page and page[-1].kind == "strong":
                heads.insert(0, page.pop())
            if page:
                made.append(page)
            page = heads
        page.append(piece)
    return [*made, page] if page else made or [[]]


def _cut(line: Line, most: int) -> Iterator[Line]:
    """Cut what is too long for one slide, at the end of a sentence where there is one."""
    if fits([line], most):
        yield line
        return
    count = words([line.text])
    most = min(most, ceil(count / max(1, ceil(count / most))) + 6)  # shared out evenly
    piece, first = "", True
    for part in _parts(line.text, most):
        joined = f"{piece} {part}".strip()
        if piece and not fits([replace(line, text=joined)], most):
            yield replace(line, text=piece, kind=line.kind if first else "plain")
            piece, first = part, False
        else:
            piece = joined
    yield replace(line, text=piece, kind=line.kind if first else "plain")


def _parts(text: str, most: int) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.?!])[\"”’')]*\s+", text):
        if fits([Line(text=sentence)], most):
            yield sentence
        else:
            # A sentence nobody could read from a slide: at least none of it runs off the edge.
            for word in sentence.split():
                yield from (word[at : at + 300] for at in range(0, len(word), 300))


def named_apart(language: str, slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """Make every title differ from all others, so that each slide can be found by it."""
    slides = tuple(slides)
    meant: dict[str, set[str]] = {}
    for slide in slides:
        meant.setdefault(slide.title.casefold(), set()).add(slide.apart)
    taken: set[str] = set()
    made = []
    for slide in slides:
        title = slide.title
        if len(meant[title.casefold()]) > 1 and slide.apart:
            title = f"{title} ({slide.apart})" if title.endswith(("?", ".", "!")) else f"{title}: {slide.apart}"
        title = " ".join(f"{title} {slide.page}".split())
        title = title if len(title) <= LONG_TITLE else f"{title[: LONG_TITLE - 1].rstrip()}…"
        shown, number = title, 1
        while shown.casefold() in taken:
            number += 1
            shown = say(language, N_("%(title)s (again, %(n)s)"), title=title, n=number)
        taken.add(shown.casefold())
        # What stands beneath a title is never set larger than it.
        size = min(slide.size, MIDDLE) if len(shown) > TWO_LINES else slide.size
        made.append(replace(slide, title=shown, page="", size=size))
    return tuple(made)
