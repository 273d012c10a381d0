"""Turn a Site's Documents into SitePages: finished HTML in pieces, with headings that stand apart.

Two hosts show them: the MkDocs plugin, and a plain tree of Markdown files that needs no caselore.
"""

from __future__ import annotations

import html
from dataclasses import field

from caselore.documents.blocks import Document, Heading
from caselore.frozen import frozen
from caselore.prose import numbered, slug
from caselore.templating import Drawing, PageContext


def markdown_path(path: str) -> str:
    """Return where the page at a Document.path lies among Markdown files: in a folder of its own.

    So a link reads the same from the file as from the page, and it does not matter that Zensical takes
    links in HTML for the one and MkDocs for the other.
    """
    return f"{path}.md" if path.rpartition("/")[2] == "index" else f"{path}/index.md"


LONG = 4
"""A page with this many parts has a contents list of its own."""


@frozen
class PageHeading:
    """A heading of a page that belongs in its contents list."""

    level: int
    text: str
    """Plain."""
    id: str


@frozen
class SitePage:
    """One page of the site."""

    path: str
    """As Document.path."""
    title: str
    description: str
    search: bool
    source: str
    """The file it was mostly made from, relative to the project; may be empty."""
    pieces: tuple[PageHeading | str, ...]
    """Headings, and the finished HTML between them."""
    code: str = ""
    """As Document.code."""

    @property
    def markdown_path(self) -> str:
        """The path of the page among Markdown files."""
        return markdown_path(self.path)

    def html(self) -> str:
        """Return the whole article."""
        return "".join(_shown(piece) for piece in self.pieces)

    def contents(self) -> list[Contents]:
        """Return the contents list: headings, each with those beneath it."""
        top: list[Contents] = []
        open_ones: list[Contents] = []
        for piece in self.pieces:
            if isinstance(piece, PageHeading):
                made = Contents(piece)
                while open_ones and open_ones[-1].heading.level >= piece.level:
                    open_ones.pop()
                (open_ones[-1].children if open_ones else top).append(made)
                open_ones.append(made)
        return top

    def meta(self) -> dict[str, object]:
        """Return the page's front matter, escaped: Material puts it into its HTML as it is."""
        title = f"{self.code}: {self.title}" if self.code else self.title  # search goes by titles first
        made: dict[str, object] = {"title": html.escape(title)}
        if self.description:
            made["description"] = html.escape(self.description)
        if not self.search:
            made["search"] = {"exclude": True}
        return made


@frozen
class Contents:
    """A line of the contents list."""

    heading: PageHeading
    children: list[Contents] = field(default_factory=list)


def _shown(piece: PageHeading | str) -> str:
    if isinstance(piece, str):
        return f"<div>\n{piece}</div>\n"
    return f'<h{piece.level} id="{piece.id}">{html.escape(piece.text, quote=False)}</h{piece.level}>\n'


def site_page(document: Document, drawing: Drawing) -> SitePage:
    """Turn a document into a SitePage, with the notes its citations call for at the end."""
    context = PageContext(drawing, document.path)
    pieces = drawn_pieces(document, context)
    _add_contents(pieces, drawing, context)
    return SitePage(
        document.path,
        drawing.translate(document.title),
        document.description,
        document.search,
        document.source,
        tuple(pieces),
        document.code,
    )


def drawn_pieces(document: Document, context: PageContext) -> list[PageHeading | str]:
    """Turn a document into headings and the finished HTML between them, notes at the end."""
    drawing = context.drawing
    pieces: list[PageHeading | str] = []
    taken = dict.fromkeys(drawing.anchors.get(document.path, ()), 1)
    for block in document.blocks:
        if isinstance(block, Heading):
            text = drawing.translate(block.text)
            pieces.append(PageHeading(block.level, text, block.id or numbered(slug(text), taken)))
            continue
        _add(pieces, drawing.draw(block, context))
    if context.cited:
        _add(pieces, drawing.draw_notes(context))
    return pieces


def _add_contents(pieces: list[PageHeading | str], drawing: Drawing, context: PageContext) -> None:
    """Put a contents list before the first part of a long page, for screens without room for one at the side."""
    parts = [each for each in pieces if isinstance(each, PageHeading) and each.level == 2]
    if len(parts) >= LONG:
        before = pieces.index(parts[0])
        _add(opening := pieces[:before], drawing.draw_contents(parts, context))
        pieces[:before] = opening


def _add(pieces: list[PageHeading | str], made: str) -> None:
    """Put HTML behind the last piece, as part of it if that is HTML too."""
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] += made
    else:
        pieces.append(made)
