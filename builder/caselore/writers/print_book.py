"""Turn a Course into its printed book: front matter and pieces for `pdf_book.py` to bind, and one page of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

from caselore import kept
from caselore.documents.blocks import Document
from caselore.documents.book import Book, Chapter, compose_book
from caselore.documents.paper.sheet import Sheet
from caselore.frozen import frozen
from caselore.words import N_, say
from caselore.writers import pdf
from caselore.writers.chapters import BoundChapter, as_one_page, bound_chapters
from caselore.writers.paper_html import BOOK, IMAGES, Paper, Profile, css_string, relative, style_path
from caselore.writers.printing import Press, Task
from caselore.writers.xhtml import add

if TYPE_CHECKING:  # it needs a library that is there with WeasyPrint alone
    from caselore.writers import pdf_book

PATH = "participants/course/book"
NAME = N_("The whole course as a book")
CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")
MOST = 40_000
"""Letters of HTML that short appendices fill before the next one begins a page of its own."""


@frozen
class _Piece:
    """One chapter, or several short appendices with no new page between them."""

    head: str
    """What stands at the head of its pages."""
    body: str
    source: str
    """The file of the course that it was mostly made from."""


@frozen
class _Entry:
    """A line of the table of contents."""

    title: str
    name: str
    """The id of the place that it leads to."""
    inner: tuple[_Entry, ...] = ()
    is_part: bool = False

    def bookmark(self) -> pdf_book.Bookmark:
        """Turn it, and those below it, into lines of the outline."""
        from caselore.writers import pdf_book

        return pdf_book.Bookmark(self.title, self.name, tuple(each.bookmark() for each in self.inner))


class PrintBook:
    """The book of one course, to be printed in any profile."""

    def __init__(self, paper: Paper) -> None:
        self._paper, info = paper, paper.course.info
        document = Document(path="course/book", title=info.title, blocks=(), source="content/course.yml")
        self.sheet = Sheet(kind=BOOK, name=NAME, of=info.id, audience="participant", document=document)
        book = compose_book(paper.course, printed=True)
        pictures = {each: relative(PATH, f"{IMAGES}/{each}") for each in paper.course.images}
        chapters = bound_chapters(book, paper.root, pictures)
        bodies = [_markup(each) for each in as_one_page(chapters)]
        self._title_page = bodies[0]
        groups = list(_groups(chapters, bodies))
        self._pieces = [_piece(each, [bodies[number] for number in each], chapters) for each in groups]
        self._entries = tuple(_entries(book, chapters))

    def path(self, profile: Profile) -> str:
        """Return where the book of a profile lies, without ending."""
        return f"{PATH}{profile.suffix}"

    def job(self, profile: Profile) -> pdf.Job:
        """Return the whole book as one page for a browser, which knows no numbers of pages."""
        body = self._opening({}) + "".join(f'<div class="bk-piece">{each.body}</div>' for each in self._pieces)
        return self._job(body, profile, self._paper.head, "counter(page)", opens=True)

    def task(self, press: Press, profile: Profile) -> Task:
        """Return the binding of the book, and before it the making of its pieces, in any order."""
        from caselore.writers import pdf_book

        name = f"{self.path(profile)}.pdf"
        source, code = self.sheet.document.source, kept.code("writers/pdf_book.py")
        parts = []
        for piece in self._pieces:
            job = self._job(_with_ways_out(piece.body), profile, piece.head, r'"\a0"')
            key = press.key(code, repr(job))
            parts.append(Task(f"{name}: {piece.head}", piece.source, key, len(job.html), pdf_book.make_piece, job))
        key = press.key(code, repr(self._entries), repr(self._front_job({}, profile)), *(each.key for each in parts))
        binding = partial(self._binding, profile)
        return Task(name, source, key, sum(each.size for each in parts), pdf_book.bind, binding, tuple(parts))

    def _binding(self, profile: Profile, pieces: list[pdf.Made]) -> pdf_book.Binding:
        """Return what is bound, once the pieces are made."""
        from caselore.writers import pdf_book

        starts = accumulate((each.pages for each in pieces), initial=1)
        numbers = {
            name: str(start + page)
            for start, each in zip(starts, pieces, strict=False)
            for name, page in pdf_book.places(each.content).items()
        }
        contents = pdf_book.Bookmark(self._contents, "contents")
        outline = (contents, *(each.bookmark() for each in self._entries))
        return pdf_book.Binding(self._front_job(numbers, profile), tuple(each.content for each in pieces), outline)

    def _front_job(self, numbers: Mapping[str, str], profile: Profile) -> pdf.Job:
        body = _with_ways_out(self._opening(numbers))
        return self._job(body, profile, self._contents, "counter(page, lower-roman)", opens=True)

    def _job(self, body: str, profile: Profile, head: str, number: str, *, opens: bool = False) -> pdf.Job:
        """Return pages with this at their head and foot; where they open the book, the first is a title page."""
        furniture = (
            f"@page{{@top-left{{content:{css_string(self._paper.head)}}}@top-right{{content:{css_string(head)}}}"
            f"@bottom-left{{content:{css_string(self._paper.foot)}}}@bottom-right{{content:{number}}}}}"
        )
        if opens:
            furniture += "@page:first{" + "".join(f"@{each}{{content:none}}" for each in CORNERS) + "}"
        html = self._paper.whole(body, self.sheet, profile, PATH, furniture=furniture, logo=opens)
        return pdf.Job(PATH, html, style_path(self._paper.course.letters, profile, book=True))

    @property
    def _contents(self) -> str:
        return say(self._paper.course.info.language, N_("Contents"))

    def _opening(self, numbers: Mapping[str, str]) -> str:
        """Return the front matter; `numbers` says on which page each place of the table of contents is."""
        article = Element("article", {"class": "bk-contents", "id": "contents"})
        add(article, "h1", self._contents)
        _lines(add(article, "ol"), self._entries, numbers)
        return self._title_page + tostring(article, "unicode", method="html")


def _markup(section: Element) -> str:
    """Return a section as HTML for paper."""
    for each in list(section.iter()):
        if each.tag == "dl":
            _as_list(each)
        for name in [name for name in each.attrib if name.startswith("epub:")]:
            del each.attrib[name]
    return tostring(section, "unicode", method="html")


def _as_list(pairs: Element) -> None:
    """Turn terms and what is said of them into items of a list: WeasyPrint tags each `dt` and `dd` as an item."""
    pairs.tag = "ul"
    line = None
    for each in list(pairs):
        if each.tag == "dt":
            line = Element("li")
            pairs.insert(list(pairs).index(each), line)
        if each.tag == "div":
            each.tag = "li"
            each.tail = None
        elif line is not None:
            pairs.remove(each)
            line.append(each)
    pairs.set("class", f"{pairs.get('class', '')} bk-pairs".strip())
    for each in list(pairs.iter()):
        if each.tag in ("dt", "dd"):
            each.set("class", f"{each.get('class', '')} bk-{each.tag}".strip())
            each.tag = "div"


def _groups(chapters: list[BoundChapter], bodies: list[str]) -> Iterator[list[int]]:
    """Yield the numbers of the chapters of each piece."""
    waiting: list[int] = []
    letters = 0
    for number, (bound, body) in enumerate(zip(chapters, bodies, strict=True)):
        if bound.chapter.kind == "title-page":
            continue
        goes_on = (
            waiting
            and bound.chapter.kind == "appendix"
            and chapters[waiting[-1]].chapter.kind == "appendix"
            and letters + len(body) <= MOST
        )
        if waiting and not goes_on:
            yield waiting
            waiting, letters = [], 0
        waiting.append(number)
        letters += len(body)
    if waiting:
        yield waiting


def _piece(numbers: list[int], bodies: list[str], chapters: list[BoundChapter]) -> _Piece:
    first = chapters[numbers[0]]
    opening = next((each for each in chapters if each.chapter is first.part.opening), None)
    head = opening.title if opening and len(numbers) > 1 else first.title
    return _Piece(head, "".join(bodies), first.chapter.document.source or "content/course.yml")


def _entries(book: Book, chapters: list[BoundChapter]) -> Iterator[_Entry]:
    """Yield the lines of the table of contents: parts, their chapters, and the sections of those in detail."""
    bound = {id(each.chapter): each for each in chapters}

    def entry(chapter: Chapter) -> _Entry:
        found = bound[id(chapter)]
        sections = [each for each in found.headings if each.level == 2] if chapter.in_detail else []
        inner = tuple(_Entry(each.text, f"{found.name}--{each.id}") for each in sections)
        return _Entry(found.title, found.name, inner)

    for part in book.parts:
        lines = tuple(entry(each) for each in part.chapters if each.kind != "title-page")
        if part.opening:
            yield replace(entry(part.opening), inner=lines, is_part=True)
        else:
            yield from lines


def _lines(into: Element, entries: tuple[_Entry, ...], numbers: Mapping[str, str]) -> None:
    """Fill the table of contents: parts and chapters; the outline of the PDF goes on to their sections."""
    for each in entries:
        line = add(into, "li")
        add(line, "a", each.title, href=f"#{each.name}")
        if numbers:
            line.set("style", f"list-style-type:'{numbers[each.name]}\N{EN SPACE}'")
        if each.is_part:
            _lines(add(line, "ol"), each.inner, numbers)


def _with_ways_out(body: str) -> str:
    """Mark the links of a piece that lead to another one; text holds no `<`, so this finds tags alone."""
    from caselore.writers import pdf_book

    here = set(re.findall(r'<[a-z][^>]*? id="([^"]+)"', body))

    def way(found: re.Match[str]) -> str:
        return found[0] if found[2] in here else f'{found[1]}"{pdf_book.ELSEWHERE}{found[2]}"'

    return re.sub(r'(<a\b[^>]*? href=)"#([^"]+)"', way, body)
