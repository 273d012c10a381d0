"""Turn the chapters of a Book into XHTML elements, each link leading to a chapter, a note or the web.

A link that leads nowhere in the book becomes the words that it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from caselore.documents.blocks import QuestionBlock
from caselore.documents.book import Book, Chapter, Part
from caselore.documents.site_map import Address
from caselore.frozen import frozen
from caselore.templating import Drawing, PageContext, QuestionView
from caselore.writers.edition import own_templates
from caselore.writers.site_pages import PageHeading, drawn_pieces
from caselore.writers.xhtml import add, elements

TEMPLATES = ("book", "parts")
"""The folders that are asked for a block's template, in this order."""


@frozen
class BoundChapter:
    """One chapter as elements, ready to be written."""

    part: Part
    chapter: Chapter
    file: str
    """Its file's name beside the other chapters."""
    title: str
    content: tuple[Element, ...]
    headings: tuple[PageHeading, ...]
    """Those below its title, for the table of contents."""

    @property
    def name(self) -> str:
        """The id of its section where the book is one long page."""
        return _name(self.file)


class _Context(PageContext):
    """What is drawn in one chapter: links lead to the files of chapters, pictures into a folder of theirs."""

    def __init__(self, drawing: Drawing, path: str, pictures: Mapping[str, str], *, printed: bool) -> None:
        super().__init__(drawing, path)
        self.printed = printed
        """Asked by templates: on paper nothing unfolds, no link leads back, and notes are short."""
        self._pictures = pictures

    def way_to(self, to: Address) -> str:
        page = "" if to.page == self.path else file_name(to.page)
        return f"{page}#{to.anchor}" if to.anchor or not page else page

    def question(self, block: QuestionBlock) -> QuestionView:
        """Leave out what a question rests on: beside it, that would give the answer away."""
        return super().question(replace(block, evidence=(), messages=()))

    def image(self, path: str) -> str | None:
        return self._pictures.get(path)


def file_name(path: str) -> str:
    """Return the name of a chapter's file; no id that an author can write has two hyphens together."""
    return f"{path.replace('/', '--')}.xhtml"


def bound_chapters(book: Book, root: Path, pictures: Mapping[str, str]) -> list[BoundChapter]:
    """Draw every chapter. `pictures` gives the address, from a chapter, of each picture of the course."""
    drawing = Drawing(
        book.course,
        book.addresses,
        facilitator=book.facilitator,
        project_templates=own_templates(root),
        parts=TEMPLATES,
    )
    bound = []
    for part, chapter in book.chapters():
        context = _Context(drawing, chapter.document.path, pictures, printed=book.printed)
        bound.append(_bound(part, chapter, drawing, context))
    anchors = {each.file: {found.get("id", "") for found in _all(each.content)} for each in bound}
    for each in bound:
        _settle_links(each, anchors)
    return bound


def as_one_page(chapters: list[BoundChapter]) -> list[Element]:
    """Turn bound chapters into a section each of one long page, for a printed book: links lead within it.

    Each section has the id of its chapter and a class that says its kind. The chapters are used up.
    """
    sections = []
    for bound in chapters:
        name = bound.name
        section = Element("section", {"id": name, "class": f"bk-{bound.chapter.kind} bk-{bound.part.place}"})
        section.extend(bound.content)
        for each in section.iter():
            if each is not section and "id" in each.attrib:
                each.set("id", f"{name}--{each.attrib['id']}")
            if "aria-labelledby" in each.attrib:
                each.set("aria-labelledby", f"{name}--{each.attrib['aria-labelledby']}")
            href = each.get("href", "")
            if href and not re.match(r"[a-z]+:", href):
                file, _, anchor = href.partition("#")
                each.set("href", "#" + "--".join(part for part in (_name(file) if file else name, anchor) if part))
        sections.append(section)
    return sections


def _name(file: str) -> str:
    return file.removesuffix(".xhtml")


def _bound(part: Part, chapter: Chapter, drawing: Drawing, context: _Context) -> BoundChapter:
    document = chapter.document
    holder, headings, level = Element("div"), [], 0
    for piece in drawn_pieces(document, context):
        if isinstance(piece, PageHeading):
            level = min(piece.level, level + 1)  # a level left out would be a riddle to who cannot see it
            add(holder, f"h{level}", piece.text, id=piece.id)
            headings += [PageHeading(level, piece.text, piece.id)] if level > 1 else []
        else:
            made = elements(piece)
            if len(holder):
                holder[-1].tail = made.text
            holder.extend(made)
    _number(holder)
    title = drawing.translate(document.title)
    return BoundChapter(part, chapter, file_name(document.path), title, tuple(holder), tuple(headings))


def _number(holder: Element) -> None:
    """Give each note's first mention the id that the note leads back to, and take repeated ids away."""
    taken: set[str] = set()
    for each in holder.iter():
        href = each.get("href", "")
        if each.tag == "a" and each.get("class") == "cl-chip":
            each.attrib |= {"epub:type": "noteref", "role": "doc-noteref"}
            each.set("id", f"ref-{href.removeprefix('#note-')}")
        elif each.tag == "a" and each.get("class") == "cl-term":
            each.attrib |= {"epub:type": "glossref", "role": "doc-glossref"}
        name = each.get("id")
        if name is not None and (not name or name in taken or re.search(r"\s", name)):
            del each.attrib["id"]
        elif name:
            taken.add(name)


def _settle_links(bound: BoundChapter, anchors: Mapping[str, Collection[str]]) -> None:
    for link in _all(bound.content):
        if link.tag != "a" or "href" not in link.attrib:
            continue
        href = _settled(link.attrib["href"], bound.file, anchors)
        if href:
            link.set("href", href)
        else:
            link.tag = "span"
            for name in ("href", "role", "epub:type"):
                link.attrib.pop(name, None)


def _settled(href: str, here: str, anchors: Mapping[str, Collection[str]]) -> str:
    """Return a link that leads somewhere: to a chapter, to a place in one, to the web; empty if it cannot."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href):
        return _web_address(href)
    file, _, anchor = href.partition("#")
    file = file or here
    if file not in anchors:
        return ""
    if anchor and anchor in anchors[file]:
        return f"#{anchor}" if file == here else f"{file}#{anchor}"
    return file if file != here else ""


def _web_address(href: str) -> str:
    """Return an address that strict readers take: characters beyond those of addresses are written in hex."""
    try:
        parts = urlsplit(href)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme in ("http", "https") and not re.fullmatch(r"[\w.:@%~\[\]-]+", parts.netloc):
        return ""
    kept = quote(href, safe="%/:=&?~#+!$,;'@()*[]")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", kept)


def _all(content: tuple[Element, ...]) -> Iterator[Element]:
    for each in content:
        yield from each.iter()
