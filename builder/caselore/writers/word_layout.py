"""How a Word document is laid out: its pages, the widths of columns, and what stands on a new page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from caselore.writers.word_parts import Blank, Cell, Grid, Layout, NewPage, Para, Part, Turn, WordFile, Words
from caselore.writers.word_styles import PRINTS, mm

_SIZES: dict[Layout, tuple[int, int]] = {
    "a4": (210, 297),
    "landscape": (297, 210),
    "card": (210, 148),
    "two": (210, 297),
}


def width(layout: Layout, profile: str) -> int:
    """Return how wide the text is."""
    across = _SIZES[layout][0] - 2 * PRINTS[profile].margin
    return mm((across - 8) / 2 if layout == "two" else across)


def section(layout: Layout, profile: str, furniture: str) -> str:
    """Return the size, margins and columns of a section's pages; `furniture` refers to their head and foot."""
    how = PRINTS[profile]
    across, down = (mm(each) for each in _SIZES[layout])
    turned = ' w:orient="landscape"' if across > down else ""
    top, foot = (33, 32) if how.size >= 18 else (24, 24) if how.size > 11.5 else (22, 20)
    parted = f'<w:cols w:num="2" w:space="{mm(8)}"/>' if layout == "two" else '<w:cols w:space="720"/>'
    kind = "continuous" if layout == "two" else "nextPage"
    return (
        f'<w:sectPr>{furniture}<w:type w:val="{kind}"/><w:pgSz w:w="{across}" w:h="{down}"{turned}/>'
        f'<w:pgMar w:top="{mm(top)}" w:right="{mm(how.margin)}" w:bottom="{mm(foot)}" w:left="{mm(how.margin)}" '
        f'w:header="{mm(10)}" w:footer="{mm(9)}" w:gutter="0"/>{parted}</w:sectPr>'
    )


def bold(para: Para) -> Para:
    """Return a paragraph in bold."""
    return replace(
        para, pieces=tuple(replace(each, strong=True) if isinstance(each, Words) else each for each in para.pieces)
    )


def columns(grid: Grid, width: int) -> list[int]:
    """Return how wide the columns of a table are."""
    count = len(grid.header)
    shares: list[float] = list(grid.shares)
    if not shares:
        for column in range(count):
            longest = max((_length(row[column]) for row in grid.rows if column < len(row)), default=0)
            shares.append(min(max(longest, len(grid.header[column]) * 1.3, 14), 110) ** 0.6)
    whole = sum(shares)
    return [int(width * share / whole) for share in shares]


def as_many(row: tuple[Cell, ...], count: int) -> tuple[Cell, ...]:
    """Return a row with as many cells as its header has; what is over stands in the last."""
    if len(row) > count:
        return (*row[: count - 1], tuple(para for cell in row[count - 1 :] for para in cell))
    return (*row, *((),) * (count - len(row)))


def _length(cell: Iterable[Para]) -> int:
    return sum(len(piece.text) for para in cell for piece in para.pieces if isinstance(piece, Words))


_CLOSE = {"Normal", "Small", "ListParagraph", "Note", "Say", "Fact", "Tick", "WritingLines"}
"""Styles with little room above, which a table would touch."""


def sections(file: WordFile) -> Iterator[tuple[Layout, list[Part]]]:
    """Split a document where its layout turns, with page breaks put on what follows them."""
    layout, made, breaks = file.layout, list[Part](), False
    numbered = 0
    for part in file.parts:
        if isinstance(part, Turn):
            if made:
                yield layout, made
            layout, made, breaks = part.layout, [], False
        elif isinstance(part, NewPage):
            breaks = bool(made)
        else:
            if isinstance(part, Para) and part.style in ("Heading1", "Heading2", "CardMessage") and not part.bookmark:
                numbered += 1
                part = replace(part, bookmark=f"_Toc{numbered:08}")
            if breaks and isinstance(part, Para):
                part, breaks = replace(part, new_page=True), False
            elif breaks:
                made.append(Para(pieces=(), new_page=True, keep=True, style="Small"))
                breaks = False
            if made and isinstance(made[-1], Grid):
                if isinstance(part, Para):
                    part = replace(part, after_table=part.style in _CLOSE)
                elif isinstance(part, Grid) and not (part.caption and part.titled):
                    made.append(Para(pieces=(), style="Small"))
            made.append(part)
    yield layout, made or [Para(pieces=())]


def spacer(closing: str = "") -> str:
    """Return a paragraph of no height, where Word asks for one."""
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{closing}</w:pPr></w:p>'


def only_lines(para: Para) -> bool:
    """Whether a paragraph is nothing but lines to write on."""
    return len(para.pieces) == 1 and isinstance(para.pieces[0], Blank) and para.pieces[0].lines > 0
