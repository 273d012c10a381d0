"""Sheet: one printed document, with its blocks, whom it is for and what paper it is laid out on."""

from __future__ import annotations

from typing import Literal

from caselore.documents.blocks import Document
from caselore.frozen import frozen

Audience = Literal["participant", "facilitator"]
Layout = Literal["a4", "landscape", "cards", "booklet"]
"""a4: upright. landscape: A4 on its side. cards: two A5 cards to an A4, front and back. booklet: A4 upright
to read, and the same on A5 pages two to an A4, to fold."""


@frozen(kw_only=True)
class Sheet:
    """One printed document. `document.path` is its path below the folder of its audience, without ending."""

    kind: str
    """The name of its SheetKind, such as 'case-sheet'."""
    name: str
    """What kind of sheet it is, for the running head: 'Case sheet'. One of our own words."""
    of: str
    """The id of the record it is about; the course's own where it is about all of it."""
    audience: Audience
    """Sheets for participants hold no key and no notes for facilitators."""
    document: Document
    layout: Layout = "a4"
    forms: bool = False
    """Whether it has fields to fill in on a screen."""
    codes_only: bool = False
    """Whether the sources at its end are named without their findings, which would tell the end of a story."""
    most_pages: int | None = None
    """How many sides it should take in standard print; spare writing lines are given up for it."""

    @property
    def title(self) -> str:
        """The sheet's full title."""
        return self.document.title

    @property
    def path(self) -> str:
        """Its path without ending."""
        return self.document.path
