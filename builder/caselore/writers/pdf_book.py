"""Turn the chapters of a book into pieces, and bind the pieces into one tagged PDF: the only importer of pydyf.

A piece is laid out by itself, by whichever process is free, and does not know on which page it will stand.
WeasyPrint's PDF of it is taken apart into objects whose references to each other are left open. Binding lays
out the front matter alone, which says on which page each chapter begins, and adds the objects of all pieces to
its PDF. So no process holds more than one piece, and an edited chapter is the only one that is made again.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Any

import pydyf

from caselore.frozen import frozen
from caselore.writers import pdf
from caselore.writers.fonts import glyphs

ELSEWHERE = "book:"
"""Begins the address of a link that leads to another piece."""

# What is left open in the text of an object, between two characters that no PDF object of WeasyPrint holds.
OBJECT, KEY, FOLIO, PAGES, DOCUMENT, FONTS = "rknpdf"
_OPEN = re.compile("\0([rknpdf])(\\d*)\0")
_REFERENCE = re.compile(rb"\d+ 0 R")


@frozen
class Bookmark:
    """One line of the outline."""

    title: str
    name: str
    """Of the place that it leads to."""
    inner: tuple[Bookmark, ...] = ()


@frozen
class Binding:
    """One book to bind."""

    front: pdf.Job
    """The pages before the first piece, with the table of contents."""
    pieces: tuple[bytes, ...]
    outline: tuple[Bookmark, ...]


def make_piece(job: pdf.Job) -> pdf.Made:
    """Turn the HTML of a piece into PDF objects."""
    taken: list[bytes] = []

    def take(document: Any, made: Any) -> None:
        pdf.finish(document, made)
        _link(made)
        taken.append(_packed(_taken_apart(document, made)))

    with pdf.complaints() as faults:
        document = pdf.laid_out(job)
        document.write_pdf(pdf_variant="pdf/ua-1", full_fonts=True, finisher=take)
    return pdf.Made(taken[0], len(document.pages), tuple(faults))


def places(piece: bytes) -> dict[str, int]:
    """Return on which page of a piece, from 0, each of its places is."""
    return dict(_unpacked(piece)["places"])


def bind(binding: Binding) -> pdf.Made:
    """Lay out the front matter and bind everything into one PDF."""
    with pdf.complaints() as faults:
        document = pdf.laid_out(binding.front)
        content = document.write_pdf(pdf_variant="pdf/ua-1", full_fonts=True, finisher=partial(_bound, binding))
    pages = len(document.pages) + sum(len(_unpacked(each)["pages"]) for each in binding.pieces)
    return pdf.Made(content, pages, tuple(faults))


def _packed(piece: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(piece, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _unpacked(piece: bytes) -> dict[str, Any]:
    return dict(json.loads(zlib.decompress(piece)))


def _link(made: Any) -> None:
    """Turn links to other pieces into links within the book."""
    for each in made.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link" and "A" in each:
            address = each["A"]["URI"].string
            if address.startswith(ELSEWHERE):
                del each["A"]
                each["Dest"] = pydyf.String(address.removeprefix(ELSEWHERE))


# Taking apart


class _Parts:
    """Objects of a PDF as text, in which references to each other and to what all pieces share are open."""

    def __init__(self, made: Any, shared: dict[bytes, str]) -> None:
        self.made, self.shared = made, shared
        self.numbers: list[int] = []
        self.places: dict[int, int] = {}

    def opened(self, value: Any) -> Any:
        """Return a value with its references left open; what it refers to becomes one of the objects."""
        if isinstance(value, bytes) and _REFERENCE.fullmatch(value):
            if value in self.shared:
                return _mark(self.shared[value])
            number = int(value.split()[0])
            if number not in self.places:
                self.places[number] = len(self.numbers)
                self.numbers.append(number)
            return _mark(OBJECT, self.places[number])
        if isinstance(value, dict):
            return pydyf.Dictionary({name: self.opened(each) for name, each in value.items()})
        if isinstance(value, list):
            return pydyf.Array([self.opened(each) for each in value])
        return value

    def objects(self) -> Iterator[tuple[str, str]]:
        """Yield the text and the stream of each object, and of those that they refer to in turn."""
        done = 0
        while done < len(self.numbers):
            each = self.made.objects[self.numbers[done]]
            if isinstance(each, pydyf.Stream):
                whole = pydyf.Stream(each.stream, self.opened(pydyf.Dictionary(each.extra)), each.compress).data
                text, _, stream = whole.partition(b"\nstream\n")
                yield text.decode("latin-1"), stream.decode("latin-1")
            else:
                yield self.opened(each).data.decode("latin-1"), ""
            done += 1


def _mark(kind: str, number: int | str = "") -> bytes:
    return f"\0{kind}{number}\0".encode()


def _object(made: Any, reference: bytes) -> Any:
    return made.objects[int(reference.split()[0])]


def _taken_apart(document: Any, made: Any) -> dict[str, Any]:
    root = _object(made, made.catalog["StructTreeRoot"])
    (top,), tree = root["K"], _object(made, root["ParentTree"])["Nums"]
    pages = [_object(made, each) for each in made.page_references]
    fonts = _object(made, pages[0]["Resources"])["Font"]
    _open_keys(made, pages)
    parts = _Parts(made, {made.pages.reference: PAGES, top: DOCUMENT, fonts: FONTS})
    kept: dict[str, Any] = {
        "pages": [_text(parts, each) for each in made.page_references],
        "tree": [_text(parts, each) for each in _object(made, top)["K"]],
        "keys": [[key, _text(parts, each)] for key, each in zip(tree[::2], tree[1::2], strict=True)],
        "names": [[name.string, _text(parts, at)] for name, at in _names(made)],
    }
    kept["objects"] = list(parts.objects())
    kept["fonts"] = {name: _font(made, each) for name, each in _object(made, fonts).items()}
    kept["folios"] = [_folio(document, each) for each in document.pages]
    last_first = reversed(list(enumerate(document.pages)))  # a place that goes on over pages is on its first
    kept["places"] = {name: number for number, page in last_first for name in page.anchors}
    return kept


def _text(parts: _Parts, value: Any) -> str:
    opened = parts.opened(value)
    return (opened if isinstance(opened, bytes) else opened.data).decode("latin-1")


def _font(made: Any, reference: bytes) -> list[tuple[str, str]]:
    """Return a font as objects that refer to nothing else, itself first."""
    parts = _Parts(made, {})
    parts.opened(reference)
    return list(parts.objects())


def _fonts_of(made: Any) -> Iterator[tuple[tuple[str, str], bytes]]:
    """Yield every object of the fonts of a PDF as text, and where it is."""
    page = _object(made, made.page_references[0])
    parts = _Parts(made, {})
    for each in _object(made, _object(made, page["Resources"])["Font"]).values():
        parts.opened(each)
    for number, _ in zip(parts.numbers, parts.objects(), strict=True):
        each = made.objects[number]
        text, _, stream = each.data.decode("latin-1").partition("\nstream\n")
        yield (text, stream), each.reference


def _names(made: Any) -> Iterator[tuple[Any, Any]]:
    names = made.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return zip(names[::2], names[1::2], strict=True)


def _open_keys(made: Any, pages: list[Any]) -> None:
    """Leave open what depends on the place in the book: numbers of tagged pages and links, folios, names of cells."""
    for number, page in enumerate(pages):
        page["StructParents"] = _mark(KEY, page["StructParents"])
        page["Contents"] = pydyf.Array([_mark(FOLIO, number), page["Contents"]])
    for each in made.objects:
        if not isinstance(each, dict):
            continue
        if "StructParent" in each:
            each["StructParent"] = _mark(KEY, each["StructParent"])
        # Each header cell says what it heads, so cells need not name their headers, and no name is there twice.
        each.pop("ID", None)
        if "Headers" in each.get("A", {}):
            del each["A"]["Headers"]


def _folio(document: Any, page: Any) -> tuple[str, float, float, float]:
    """Return where the number of a page goes: the name of its font, its size, its right end, and its line, in points."""
    (foot,) = (each for each in page._page_box.children if getattr(each, "at_keyword", "") == "@bottom-right")
    text = next(each for each in foot.descendants() if type(each).__name__ == "TextBox")
    font = next(
        each
        for each in document.fonts.values()
        if each.family == text.style["font_family"][0] and not each.style and each.weight == text.style["font_weight"]
    )
    right, line = text.position_x + text.width, page.height - text.position_y - text.baseline
    return font.hash, *(round(each * 0.75, 3) for each in (text.style["font_size"], right, line))


# Binding


class _Raw(pydyf.Object):  # type: ignore[misc]
    """An object that is text already."""

    def __init__(self, data: bytes, *, compressible: bool = True) -> None:
        super().__init__()
        self._data, self._compressible = data, compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


class _Bound:
    """The PDF of a book while pieces are added to it."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.root = _object(made, made.catalog["StructTreeRoot"])
        self.tree = _object(made, self.root["ParentTree"])["Nums"]
        self.document = _object(made, self.root["K"][0])
        self.names = list(_names(made))
        self.shared = dict(_fonts_of(made))
        self.folio = 0

    def add(self, piece: dict[str, Any]) -> None:
        """Add a piece behind those that are there."""
        fonts = {name: self._shared(objects, 0).decode() for name, objects in piece["fonts"].items()}
        given = {
            PAGES: self.made.pages.reference,
            DOCUMENT: self.document.reference,
            FONTS: self._raw("<<" + "".join(f"/{name} {each}" for name, each in fonts.items()) + ">>"),
        }
        folios = [self._folio(*each) for each in piece["folios"]]
        first, key = len(self.made.objects), self.tree[-2] + 1

        def closed(found: re.Match[str]) -> str:
            kind, number = found[1], int(found[2] or 0)
            if kind == OBJECT:
                return f"{first + number} 0 R"
            return str(key + number) if kind == KEY else (folios[number] if kind == FOLIO else given[kind]).decode()

        for text, stream in piece["objects"]:
            self._raw(_OPEN.sub(closed, text), stream)
        for each in piece["pages"]:
            self.made.pages["Kids"].extend([int(_OPEN.sub(closed, each).split()[0]), 0, "R"])
        self.made.pages["Count"] += len(piece["pages"])
        self.document["K"] += [_OPEN.sub(closed, each).encode() for each in piece["tree"]]
        for number, each in piece["keys"]:
            self.tree += [key + number, _OPEN.sub(closed, each).encode()]
        self.names += [(pydyf.String(name), _OPEN.sub(closed, at).encode()) for name, at in piece["names"]]

    def _raw(self, text: str, stream: str = "") -> bytes:
        data = f"{text}\nstream\n{stream}" if stream else text
        made = _Raw(data.encode("latin-1"), compressible=not stream)
        self.made.add_object(made)
        return bytes(made.reference)

    def _shared(self, objects: list[list[str]], place: int) -> bytes:
        """Add an object that other pieces have as well, such as a font, once."""
        text, stream = objects[place]
        text = _OPEN.sub(lambda found: self._shared(objects, int(found[2])).decode(), text)
        if (text, stream) not in self.shared:
            self.shared[text, stream] = self._raw(text, stream)
        return self.shared[text, stream]

    def _folio(self, font: str, size: float, right: float, line: float) -> bytes:
        """Add the next page's number, as something to be seen and not read out."""
        self.folio += 1
        found = glyphs(str(self.folio))
        left = right - sum(width for _, width in found) * size
        shown = "".join(f"{number:04x}" for number, _ in found)
        drawn = f"/Artifact<</Type/Pagination>>BDC q BT/{font} {size:g} Tf {left:.3f} {line:g} Td<{shown}>Tj ET Q EMC"
        stream = pydyf.Stream([drawn])
        self.made.add_object(stream)
        return bytes(stream.reference)


def _bound(binding: Binding, document: Any, made: Any) -> None:
    """Add the pieces to the PDF of the front matter."""
    pdf.finish(document, made)
    _link(made)
    _tag_contents(made)
    bound = _Bound(made)
    for each in binding.pieces:
        bound.add(_unpacked(each))
    names = sorted(bound.names, key=lambda each: str(each[0].string))
    dests = {"Names": pydyf.Array([part for each in names for part in each])}
    made.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary(dests)})
    labels = [0, pydyf.Dictionary({"S": "/r"}), len(document.pages), pydyf.Dictionary({"S": "/D"})]
    made.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(labels)})
    outline = pydyf.Dictionary({"Type": "/Outlines"})
    made.add_object(outline)
    _outline(made, outline, binding.outline)
    made.catalog["Outlines"] = outline.reference


def _outline(made: Any, parent: Any, bookmarks: tuple[Bookmark, ...]) -> None:
    """Add bookmarks below one: those of parts stand open, those of chapters are folded."""
    lines = [
        pydyf.Dictionary(
            {"Title": pydyf.String(each.title), "Dest": pydyf.String(each.name), "Parent": parent.reference}
        )
        for each in bookmarks
    ]
    for each in lines:
        made.add_object(each)
    for before, after in zip(lines, lines[1:], strict=False):
        before["Next"], after["Prev"] = after.reference, before.reference
    for line, bookmark in zip(lines, bookmarks, strict=True):
        if bookmark.inner:
            _outline(made, line, bookmark.inner)
            line["Count"] *= -1
    parent |= {"First": lines[0].reference, "Last": lines[-1].reference, "Count": len(lines)}


def _tag_contents(made: Any) -> None:
    """Tag the lists of the one article of the front matter as what they are: a table of contents."""
    names = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
    waiting = [each for each in made.objects if isinstance(each, dict) and each.get("S") == "/Art"]
    while waiting:
        each = waiting.pop()
        if each.get("S") in names:
            each["S"] = names[each["S"]]
        waiting += [_object(made, inner) for inner in each.get("K", ()) if isinstance(inner, bytes)]
