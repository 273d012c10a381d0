"""Turn a Book into one EPUB 3: a file a chapter, a table of contents, and what it says of its own accessibility.

The same course gives the same bytes: entries have the day of the course's version, and stand in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from caselore.artifacts import Artifact, Loss
from caselore.documents.book import Book, Kind, compose_book
from caselore.frozen import frozen
from caselore.model.course import Course, CourseInfo
from caselore.prose import plain_text
from caselore.resources import templates_folder
from caselore.words import N_, is_right_to_left, say
from caselore.writers.chapters import BoundChapter, bound_chapters
from caselore.writers.cover import cover_svg, cover_words, edition_line
from caselore.writers.pictures import Picture, content_of, picture
from caselore.writers.xhtml import add, written
from caselore.writers.zipped import zipped

FOLDER = "EPUB"
XHTML = "application/xhtml+xml"
ROLES: dict[Kind, tuple[str, str]] = {
    "title-page": ("titlepage", ""),
    "introduction": ("introduction", "doc-introduction"),
    "part": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
    "appendix": ("appendix", "doc-appendix"),
    "glossary": ("glossary", "doc-glossary"),
    "bibliography": ("bibliography", "doc-bibliography"),
    "colophon": ("colophon", "doc-colophon"),
}
"""What EPUB and assistive technology call each kind of chapter."""
PLACES = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}
FEATURES = ("tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "alternativeText")


def epub(course: Course, root: Path, format_name: str, *, facilitator: bool = False) -> Iterator[Artifact | Loss]:
    """Turn a course into its e-book."""
    book = compose_book(course, facilitator=facilitator)
    pictures: dict[str, Picture] = {}
    for path in course.images:
        made = picture(path, content_of(root, path))
        if made:
            pictures[path] = made
        else:
            what = "A picture that an e-book cannot hold; the words that describe it stand in its place."
            yield Loss(item=path, format=format_name, what=what)
    chapters = bound_chapters(book, root, {path: f"../images/{each.name}" for path, each in pictures.items()})
    shown = _shown_pictures(chapters, pictures)
    name = f"{course.info.id}-facilitator" if facilitator else course.info.id
    yield Artifact(f"{name}.epub", _packed(_files(book, chapters, shown), course.info))


@frozen
class _File:
    """One file of the book, and what the package says of it."""

    path: str
    """Within FOLDER."""
    media_type: str
    content: bytes
    id: str
    properties: str = ""


def _shown_pictures(chapters: list[BoundChapter], pictures: dict[str, Picture]) -> list[Picture]:
    used = {
        found.get("src", "").rpartition("/")[2]
        for each in chapters
        for top in each.content
        for found in top.iter("img")
    }
    by_name = {each.name: each for each in pictures.values()}
    return [by_name[name] for name in sorted(used & set(by_name))]


def _files(book: Book, chapters: list[BoundChapter], pictures: list[Picture]) -> list[_File]:
    """Return the files of the book, those of the reading order first."""
    cover = f"{_say(book, N_('Cover'))}: {cover_words(book)}"
    pages = [_File("cover.xhtml", XHTML, _cover_page(book, cover), "cover-page")]
    for number, each in enumerate(chapters, 1):
        pages.append(_File(f"chapters/{each.file}", XHTML, _chapter_page(book, each), f"c{number}"))
    nav = _File("nav.xhtml", XHTML, _nav_page(book, chapters), "nav", "nav")
    pages.insert(2, nav)  # behind the title page
    style = (templates_folder() / "book" / "book.css").read_bytes()
    others = [
        _File("cover.svg", "image/svg+xml", cover_svg(book), "cover", "cover-image"),
        _File("book.css", "text/css", style, "style"),
        *(_File(f"images/{each.name}", each.media_type, each.content, f"i{n}") for n, each in enumerate(pictures, 1)),
    ]
    package = _package(book, pages, others, has_pictures=bool(pictures))
    return [_File("package.opf", "application/oebps-package+xml", package, ""), *pages, *others]


def _say(book: Book, message: N_, **values: object) -> str:
    return say(book.course.info.language, message, **values)


def _packed(files: list[_File], info: CourseInfo) -> bytes:
    """Pack the files: `mimetype` first and as it is, so that a book is known by its first bytes."""
    inside = {"META-INF/container.xml": _container()} | {f"{FOLDER}/{each.path}": each.content for each in files}
    entries = (("mimetype", b"application/epub+zip"), *sorted(inside.items()))
    return zipped(entries, day=info.updated, stored=("mimetype",))


def _container() -> bytes:
    root = Element("container", {"version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"})
    add(add(root, "rootfiles"), "rootfile", **{
        "full-path": f"{FOLDER}/package.opf", "media-type": "application/oebps-package+xml",
    })  # fmt: skip
    return _xml(root)


def _xml(root: Element) -> bytes:
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "unicode") + "\n").encode()


def identifier(info: CourseInfo, *, facilitator: bool) -> str:
    """Return the name under which readers know this version of this course: a UUID made from them (version 8)."""
    hashed = sha256("\0".join((info.id, info.version, info.language, str(facilitator))).encode()).hexdigest()
    return f"urn:uuid:{hashed[:8]}-{hashed[8:12]}-8{hashed[13:16]}-a{hashed[17:20]}-{hashed[20:32]}"


def _package(book: Book, pages: list[_File], others: list[_File], *, has_pictures: bool) -> bytes:
    language = book.course.info.language
    root = Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "book-id",
            "xml:lang": language,
            "dir": "rtl" if is_right_to_left(language) else "ltr",
        },
    )
    _metadata(SubElement(root, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}), book, has_pictures)
    manifest = add(root, "manifest")
    for each in (*pages, *others):
        item = add(manifest, "item", id=each.id, href=each.path, **{"media-type": each.media_type})
        if each.properties:
            item.set("properties", each.properties)
    spine = add(root, "spine", **{"page-progression-direction": "rtl"} if is_right_to_left(language) else {})
    for each in pages:
        add(spine, "itemref", idref=each.id)
    return _xml(root)


def _metadata(metadata: Element, book: Book, has_pictures: bool) -> None:
    info = book.course.info
    add(metadata, "dc:identifier", identifier(info, facilitator=book.facilitator), id="book-id")
    title = ": ".join(part for part in (info.title, edition_line(book)) if part)
    for name, text, kind in (("title", title, "main"), ("subtitle", info.subtitle, "subtitle")):
        if text:
            add(metadata, "dc:title", text, id=name)
            _meta(metadata, "title-type", kind, refines=f"#{name}")
    add(metadata, "dc:language", info.language)
    for number, author in enumerate(info.authors, 1):
        add(metadata, "dc:creator", author, id=f"author-{number}")
        _meta(metadata, "role", "aut", refines=f"#author-{number}", scheme="marc:relators")
    add(metadata, "dc:description", plain_text(info.summary))
    add(metadata, "dc:date", info.updated.isoformat())
    rights = f"{info.licence} ({info.licence_url})" if info.licence_url else info.licence
    add(metadata, "dc:rights", rights)
    _meta(metadata, "dcterms:modified", f"{info.updated.isoformat()}T00:00:00Z")
    _accessibility(metadata, book, has_pictures)
    add(metadata, "meta", name="cover", content="cover")  # for readers of the years before EPUB 3


def _accessibility(metadata: Element, book: Book, has_pictures: bool) -> None:
    """Say what a reader needs: nothing but text; the cover and pictures come with words."""
    _meta(metadata, "schema:accessMode", "textual")
    _meta(metadata, "schema:accessMode", "visual")
    _meta(metadata, "schema:accessModeSufficient", "textual")
    for feature in FEATURES:
        _meta(metadata, "schema:accessibilityFeature", feature)
    _meta(metadata, "schema:accessibilityHazard", "none")
    told = N_(
        "All of it is text that can be set in any size, type and colour or read aloud. Headings, lists, tables and "
        "notes are marked as such, and every chapter is in the table of contents."
    )
    pictured = N_("Every picture is described in words.") if has_pictures else N_("The only picture is the cover.")
    claim = N_("It has been tested with automatic checkers. No audit against WCAG has been done.")
    _meta(metadata, "schema:accessibilitySummary", " ".join(_say(book, each) for each in (told, pictured, claim)))


def _meta(metadata: Element, name: str, text: str, **attributes: str) -> None:
    add(metadata, "meta", text, property=name, **attributes)


def _page(book: Book, title: str, *, up: str = "") -> tuple[Element, Element]:
    """Return the root and the body of a page."""
    language = book.course.info.language
    root = Element(
        "html",
        {
            "xmlns": "http://www.w3.org/1999/xhtml",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": language,
            "xml:lang": language,
            "dir": "rtl" if is_right_to_left(language) else "ltr",
        },
    )
    head = add(root, "head")
    add(head, "title", title)
    add(head, "link", rel="stylesheet", type="text/css", href=f"{up}book.css")
    return root, add(root, "body")


def _cover_page(book: Book, words: str) -> bytes:
    root, body = _page(book, _say(book, N_("Cover")))
    section = add(body, "section", epub_type="cover", class_="bk-cover")
    add(section, "img", src="cover.svg", alt=words, role="doc-cover")
    return written(root)


def _chapter_page(book: Book, bound: BoundChapter) -> bytes:
    root, body = _page(book, bound.title, up="../")
    body.set("epub:type", PLACES[bound.part.place])
    kind, role = ROLES[bound.chapter.kind]
    section = add(body, "section", epub_type=kind)
    title = next((each for each in bound.content if each.tag == "h1" and each.get("id")), None)
    if role:
        section.set("role", role)
        if title is not None:
            section.set("aria-labelledby", title.attrib["id"])
    section.extend(bound.content)
    return written(root)


def _nav_page(book: Book, chapters: list[BoundChapter]) -> bytes:
    title = _say(book, N_("Contents"))
    root, body = _page(book, title)
    toc = add(body, "nav", epub_type="toc", role="doc-toc", id="toc", **{"aria-labelledby": "contents"})
    add(toc, "h1", title, id="contents")
    _entries(add(toc, "ol"), book, chapters)
    marks = add(body, "nav", epub_type="landmarks", hidden="hidden", **{"aria-labelledby": "places"})
    add(marks, "h2", _say(book, N_("Places in this book")), id="places")
    _landmarks(add(marks, "ol"), chapters, partial(_say, book))
    return written(root)


def _entries(top: Element, book: Book, chapters: list[BoundChapter]) -> None:
    """Fill the table of contents: parts, their chapters, and the sections of those that name them."""
    by_chapter = {id(each.chapter): each for each in chapters}
    for part in book.parts:
        into = top
        if part.opening:
            line = _entry(top, by_chapter[id(part.opening)])
            into = add(line, "ol")
        for chapter in part.chapters:
            bound = by_chapter[id(chapter)]
            line = _entry(into, bound)
            sections = [each for each in bound.headings if each.level == 2] if chapter.in_detail else []
            if sections:
                inner = add(line, "ol")
                for each in sections:
                    add(add(inner, "li"), "a", each.text, href=f"chapters/{bound.file}#{each.id}")


def _entry(parent: Element, bound: BoundChapter) -> Element:
    line = add(parent, "li")
    add(line, "a", bound.title, href=f"chapters/{bound.file}")
    return line


def _landmarks(marks: Element, chapters: list[BoundChapter], say_it: partial[str]) -> None:
    first: dict[str, BoundChapter] = {}
    parts: list[tuple[str, str, str]] = [
        ("cover", say_it(N_("Cover")), "cover.xhtml"),
        ("toc", say_it(N_("Contents")), "nav.xhtml#toc"),
    ]
    for each in chapters:
        if each.part.place == "body" and "body" not in first:
            first["body"] = each
            parts.append(("bodymatter", say_it(N_("Start of the course")), f"chapters/{each.file}"))
        if each.chapter.kind in ("glossary", "bibliography") and each.chapter.kind not in first:
            first[each.chapter.kind] = each
            parts.append((each.chapter.kind, each.title, f"chapters/{each.file}"))
    for kind, title, href in parts:
        add(add(marks, "li"), "a", title, href=href, epub_type=kind)
