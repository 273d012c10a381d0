"""Find in an author's Markdown what has no room on a page: what is nested too deep, and cells beyond the last column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from caselore.prose import DEEPEST, cells_of, parsed

Stretch = tuple[int, int]
"""Where something starts and ends in a text."""

_HOLDERS = ("list_item_open", "blockquote_open", "dd_open")
_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+[ \t>]*)*")


def nested_too_deep(text: str) -> Iterator[Stretch]:
    """Yield the first line of each item or quotation that is nested too deep, without those within it."""
    lines, starts = _lines(text)
    done = 0
    for token in parsed(text):
        if token.type in _HOLDERS and token.level + 1 >= DEEPEST and token.map[0] >= done:
            done = token.map[1]
            words = ((number, _MARKS.match(lines[number]).end()) for number in range(*token.map))  # type: ignore[union-attr]
            found = next(((number, at) for number, at in words if lines[number][at:].strip()), None)
            if found:
                yield starts[found[0]] + found[1], starts[found[0]] + len(lines[found[0]].rstrip())


def without_column(text: str) -> Iterator[Stretch]:
    """Yield each cell with words in it that stands beyond the last column of its table."""
    lines, starts = _lines(text)
    columns = 0
    for token in parsed(text):
        if token.type in ("thead_open", "th_open"):
            columns = 0 if token.type == "thead_open" else columns + 1
        elif token.type == "tr_open" and columns:
            yield from _beyond(lines[token.map[0]], starts[token.map[0]], columns)


def _beyond(line: str, start: int, columns: int) -> Iterator[Stretch]:
    at = 0
    for number, cell in enumerate(cells_of(line.lstrip(" \t>"))):
        typed = cell.strip().replace("|", "\\|")  # as it has to be typed within a cell
        found = line.find(typed, at)
        at = found + len(typed) if found >= 0 else at
        if number >= columns and typed and found >= 0:
            yield start + found, start + at


def _lines(text: str) -> tuple[list[str], list[int]]:
    lines = text.split("\n")
    starts: Any = accumulate((len(line) + 1 for line in lines), initial=0)
    return lines, list(starts)
