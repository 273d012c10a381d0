"""Turn an author's Markdown, and our own words, into the pieces and paragraphs of a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from caselore import runs
from caselore.documents.evidence import title_of
from caselore.documents.paper.sheet import Sheet
from caselore.model.course import Course
from caselore.model.record import Evidence
from caselore.prose import WIDE, plain_text
from caselore.words import N_, translations
from caselore.writers.word_parts import (
    Blank,
    Box,
    Break,
    Cell,
    Grid,
    Number,
    Para,
    Part,
    Picture,
    Piece,
    Pieces,
    Tab,
    Words,
)

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
"""How the names of pictures end that every Word shows."""
QUIET = "Quiet"


@dataclass(slots=True)
class Text:
    """Turns texts into what a Word document holds, and remembers what its sheet must say at the end."""

    course: Course
    sheet: Sheet
    pictures: frozenset[str] = frozenset()
    """The paths of those that Word can show."""
    cited: dict[str, None] = field(default_factory=dict)
    """Codes cited so far, in order."""
    pictures_lost: set[str] = field(default_factory=set)
    blocks_lost: list[str] = field(default_factory=list)
    large: bool = False
    """Whether the type is large, so that what stands side by side stands one below another."""
    lists: int = 0

    def say(self, text: str, **values: object) -> str:
        """Return our own words in the course's language, filled in; an author's as they are."""
        said = translations(self.course.info.language).gettext(text) if isinstance(text, N_) else text
        return said % values if values else said

    def new_list(self) -> int:
        """Return the number of a list of its own."""
        self.lists += 1
        return self.lists

    def chip(self, code: str) -> Words:
        """Return a finding's code, and remember that the sheet must say where it comes from."""
        if code not in self.course.findings:
            return Words(text=code)
        self.cited[code] = None
        return Words(text=code, style="FindingCode", to=bookmark(code))

    def chips(self, evidence: Iterable[Evidence]) -> Pieces:
        """Return the codes of evidence pointers, a space before each."""
        return tuple(piece for each in evidence for piece in (Words(text=" "), self.chip(each.finding)))

    def inline(self, text: str, *, strong: bool = False, style: str = "") -> Pieces:
        """Turn Markdown of one paragraph into pieces."""
        return self._look(self._pieces(runs.runs(self.say(text))), strong, style)

    def prose(self, text: str, style: str = "Normal") -> Iterator[Part]:
        """Turn Markdown into paragraphs, lists and tables."""
        for each in runs.parts(self.say(text)):
            yield from self._part(each, style, 0)

    def cell(self, text: str) -> Cell:
        """Turn Markdown of one paragraph into a cell."""
        return (Para(pieces=self.inline(text), style="Cell"),)

    def bullets(self, texts: Iterable[str], *, numbered: bool = False, keep: bool = False) -> Iterator[Para]:
        """Turn texts into a list."""
        which = self.new_list()
        for text in texts:
            number = Number(which, "decimal" if numbered else "bullet")
            yield Para(pieces=self.inline(text), style="ListParagraph", number=number, keep=keep)

    def plain_item(self, text: str, which: int) -> Para:
        """Return an item of a list whose text is plain."""
        return Para(pieces=(Words(text=text),), style="ListParagraph", number=Number(which, "bullet"))

    def label(self, text: str) -> Para:
        """Return a line that says what follows."""
        return Para(pieces=(Words(text=self.say(text)),), style="Label", keep=True)

    def fact(self, label: str, value: Pieces) -> Para:
        """Return a label and what belongs to it."""
        label = self.say(label)
        between = " " if label.endswith((".", ":", "?", "!")) else ": "
        return Para(pieces=(Words(text=label + between, strong=True), *value), style="Fact")

    def lines(self, count: int, label: str) -> Para:
        """Return lines to write on."""
        return Para(pieces=(Blank(label, lines=max(count, 1)),), style="WritingLines")

    def tick(self, text: str) -> Para:
        """Return a thing to tick off."""
        return Para(pieces=(Box(plain_text(self.say(text))), Tab(), *self.inline(text)), style="Tick")

    def _look(self, pieces: Pieces, strong: bool, style: str) -> Pieces:
        if not strong and not style:
            return pieces
        return tuple(
            replace(each, strong=each.strong or strong, style=each.style or style) if isinstance(each, Words) else each
            for each in pieces
        )

    def _part(self, part: runs.Part, style: str, level: int) -> Iterator[Part]:
        match part:
            case runs.Paragraph(made):
                yield Para(pieces=self._pieces(made), style=style, indent=level)
            case runs.Titled(depth, made):
                yield heading(depth, self._pieces(made))
            case runs.Listing(items, start):
                yield from self._listing(items, start, style, level)
            case runs.Quoted(parts):
                for each in parts:
                    yield from self._part(each, "Quote", level)
            case runs.Preformatted(code):
                yield Para(pieces=tuple(_code(code)), style="CodeBlock", indent=level)
            case runs.Defined(term, parts):
                yield Para(pieces=self._look(self._pieces(term), True, ""), style=style, keep=True, indent=level)
                for each in parts:
                    yield from self._part(each, style, level + 1)
            case runs.Tabled(header, rows):
                titles = tuple("".join(_said(piece) for piece in self._pieces(each)) for each in header)
                if self.large and len(titles) >= WIDE:
                    yield from self._stacked(titles, rows)
                    return
                cells = tuple(tuple((Para(pieces=self._pieces(each), style="Cell"),) for each in row) for row in rows)
                yield Grid(caption="", header=titles, rows=cells)

    def _stacked(self, titles: tuple[str, ...], rows: tuple[tuple[runs.Runs, ...], ...]) -> Iterator[Para]:
        """Turn a wide table into a row after the other: large type would break words in so many columns."""
        for first, *rest in rows:
            yield Para(pieces=self._look(self._pieces(first), True, ""), style="Label", keep=True)
            for number, (title, cell) in enumerate(zip(titles[1:], rest, strict=False), 2):
                made = self.fact(title, self._pieces(cell) or (Blank(title, lines=1),))
                yield replace(made, style=made.style if cell else "FieldLine", keep=number < len(titles))

    def _listing(
        self, items: tuple[tuple[runs.Part, ...], ...], start: int | None, style: str, level: int
    ) -> Iterator[Part]:
        which = self.new_list()
        for item in items:
            first = True
            for part in item or (runs.Paragraph(()),):
                for made in self._part(part, style, level + 1):
                    if first and isinstance(made, Para) and made.number is None:
                        number = Number(which, "bullet" if start is None else "decimal", min(level, 8), start or 1)
                        made = replace(made, number=number, indent=0, style="ListParagraph")
                    first = False
                    yield made

    def _pieces(self, made: runs.Runs) -> Pieces:
        return tuple(self._spaced(made))

    def _spaced(self, made: runs.Runs) -> Iterator[Piece]:
        before: runs.Run | None = None
        for each in made:
            if each.kind == "citation" and before is not None and before.kind == "citation":
                yield Words(text=" ")
            yield self._piece(each)
            before = each

    def _piece(self, run: runs.Run) -> Piece:
        if run.kind == "citation":
            return self.chip(run.text)
        if run.kind == "break":
            return Break()
        if run.kind == "image" and run.source in self.course.images:
            if run.source in self.pictures:
                return Picture(run.source, run.text)
            self.pictures_lost.add(run.source)
            return Words(text=f"[{run.text}]", style=QUIET)
        text, link = run.text, run.link
        if run.kind == "local":
            text = self.course.local.text_of(run.text) or ""
            if not text:
                return Blank(self.say(self.course.local.label_of(run.text)))
        if link.startswith("#"):
            text = text or title_of(self.course.by_id.get(link[1:]))
            link = ""
        style = "Code" if run.code else "Hyperlink" if link else ""
        return Words(text=text, strong=run.strong, emphasis=run.emphasis, struck=run.struck, style=style, url=link)


def heading(depth: int, pieces: Pieces) -> Para:
    """Return a heading; the first depth is the document's title, so the second is Word's first."""
    return Para(pieces=pieces, style=f"Heading{min(max(depth - 1, 1), 3)}", keep=True)


def bookmark(code: str) -> str:
    """Return the bookmark of a finding's note."""
    return f"note_{code.replace('-', '_')}"


def _code(text: str) -> Iterator[Piece]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Break()
        yield Words(text=line)


def _said(piece: Piece) -> str:
    return piece.text if isinstance(piece, Words) else piece.alt if isinstance(piece, Picture) else " "
