"""The printed book: that its pieces make one PDF whose numbers, links, bookmarks and tags agree, read back with pypdf.

What holds for every printed thing, that there is no key in it among others, is in test_paper.py, which reads the book too.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream

from caselore import kept, pipeline, starting
from caselore.documents.book import compose_book
from caselore.model.course import Course
from caselore.writers import pdf
from caselore.writers.making import Making
from caselore.writers.paper_html import PROFILES, Paper
from caselore.writers.print_book import PrintBook
from caselore.writers.printing import Press


@dataclass(frozen=True)
class Printed:
    """A book as it was bound, and what was said meanwhile."""

    content: Path
    pages_told: int
    said: list[str] = field(default_factory=list)

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.content)

    @cached_property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @cached_property
    def texts(self) -> list[str]:
        """What each page says, in one line."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    def laid_out(self, first: int, last: int) -> str:
        """What these pages say, line by line as the eye sees them."""
        command = ["pdftotext", "-layout", "-f", str(first + 1), "-l", str(last), self.content, "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    @cached_property
    def page_of(self) -> dict[int, int]:
        """From the number of a page's object to its place."""
        return {page.indirect_reference.idnum: at for at, page in enumerate(self.reader.pages)}  # type: ignore[union-attr]

    @cached_property
    def named(self) -> dict[str, int]:
        """From each named place to its page."""
        names = self.root["/Names"]["/Dests"]["/Names"]
        assert [str(each) for each in names[::2]] == sorted(str(each) for each in names[::2]), (
            "readers search by halves"
        )
        return {
            str(name): self.page_of[at.get_object()[0].idnum] for name, at in zip(names[::2], names[1::2], strict=True)
        }

    def structure(self, element: Any = None) -> Iterator[Any]:
        """Yield every element of the structure, in reading order."""
        element = self.root["/StructTreeRoot"]["/K"][0].get_object() if element is None else element
        yield element
        for each in element.get("/K", ()):
            inner = each.get_object() if not isinstance(each, int) else None
            if inner is not None and "/S" in inner:
                yield from self.structure(inner)


def printed(project: Path, out: Path, profile: str = "standard") -> Printed:
    """Print the book of a project, and nothing else."""
    course = pipeline.check(project).course
    assert course is not None
    said: list[str] = []
    paper = Paper(course, project)
    press = Press(Making(course, project, out, state=lambda: pytest.fail(), say=said.append), paper.files())  # type: ignore[arg-type,return-value]
    (made,) = press.make([PrintBook(paper).task(press, next(each for each in PROFILES if each.name == profile))])
    (out / f"{profile}.pdf").write_bytes(made.content)
    return Printed(out / f"{profile}.pdf", made.pages, said)


@pytest.fixture(scope="module", autouse=True)
def in_this_process_and_nothing_kept_from_before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_folder", lambda: folder)
        patch.setattr(pdf, "processors", lambda: 1)
        yield


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book") / "course"
    starting.start_course(folder)
    return folder


@pytest.fixture(scope="module")
def course(project: Path) -> Course:
    course = pipeline.check(project).course
    assert course is not None
    return course


@pytest.fixture(scope="module")
def book(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(project, tmp_path_factory.mktemp("bound"))


def test_front_matter_has_roman_numbers_and_the_rest_is_numbered_through(book: Printed) -> None:
    labels = book.reader.page_labels
    front = labels.index("1")
    assert 2 <= front <= 4 and book.pages_told == len(labels)
    assert labels == ["i", "ii", "iii", "iv"][:front] + [str(number) for number in range(1, len(labels) - front + 1)]
    assert "Contents" in book.texts[1], "behind the title page"
    for label, text in list(zip(labels, book.texts, strict=True))[1:]:
        assert label in (text.split()[0], text.split()[-1]) or text.endswith(f" {label}"), f"page {label} says: {text}"


def test_the_numbers_in_the_contents_are_those_of_the_pages(book: Printed, course: Course) -> None:
    labels = book.reader.page_labels
    contents = " ".join(book.laid_out(1, labels.index("1")).split())
    chapters = [chapter.document for _, chapter in compose_book(course, printed=True).chapters()][1:]
    assert len(chapters) > 10
    for each in chapters:
        found = re.search(rf"(\d+) {re.escape(each.title)}", contents)
        assert found, f"{each.title!r} is not in: {contents}"
        assert each.title in book.texts[labels.index(found[1])], f"{each.title!r} is not on page {found[1]}"


def test_bookmarks_are_parts_chapters_and_sections_and_lead_there(book: Printed, course: Course) -> None:
    seen: list[str] = []

    def walk(parent: Any, depth: int) -> int:
        number, each = 0, parent.get("/First")
        while each is not None:
            line = each.get_object()
            number += 1
            assert line["/Title"] in book.texts[book.named[str(line["/Dest"])]], line["/Title"]
            assert line["/Parent"].get_object() == parent
            seen.append(f"{depth} {line['/Title']}")
            walk(line, depth + 1)
            each = line.get("/Next")
        assert abs(parent.get("/Count", 0)) == number
        return number

    assert walk(book.root["/Outlines"], 1) >= 6
    assert seen[:2] == ["1 Contents", "1 How to use this book"]
    for records in (course.modules, course.case_studies, course.sources):
        assert [each.title for each in records if f"2 {each.title}" not in seen] == []
    assert any(line.startswith("3 ") for line in seen), "sections of modules"


def test_links_lead_to_places_in_the_book_and_say_where(book: Printed) -> None:
    inside, crossing = 0, 0
    for at, page in enumerate(book.reader.pages):
        for annotation in (each.get_object() for each in page.get("/Annots", ())):
            assert len(str(annotation["/Contents"])) > 0
            assert annotation["/F"] & 4, "it is printed with the page"
            if "/Dest" in annotation:
                inside += 1
                crossing += abs(book.named[str(annotation["/Dest"])] - at) > 3
            else:
                assert str(annotation["/A"]["/URI"]).startswith("http"), annotation
    assert inside > 50 and crossing > 20, "from one piece to another as well"


def test_each_mark_on_a_page_belongs_to_one_element_of_the_structure(book: Printed) -> None:
    numbers = book.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    keys = [int(each) for each in numbers[::2]]
    assert keys == sorted(set(keys))
    owners = dict(zip(keys, numbers[1::2], strict=True))
    for at, page in enumerate(book.reader.pages):
        marks = owners[int(page["/StructParents"])].get_object()  # type: ignore[call-overload]
        content = ContentStream(page.get_contents(), book.reader)
        used = [each[0][1]["/MCID"] for each in content.operations if each[1] == b"BDC" and "/MCID" in each[0][1]]
        assert sorted(used) == list(range(len(marks))), f"page {at}"
        for mark, owner in enumerate(each.get_object() for each in marks):
            assert mark in owner["/K"] and book.page_of[owner["/Pg"].indirect_reference.idnum] == at
        for annotation in (each.get_object() for each in page.get("/Annots", ())):
            assert owners[int(annotation["/StructParent"])].get_object()["/S"] == "/Link"


def test_the_structure_is_one_tree_with_every_chapter_in_order(book: Printed, course: Course) -> None:
    elements = list(book.structure())
    root = book.root["/StructTreeRoot"]
    assert elements[0]["/S"] == "/Document" and len(root["/K"]) == 1
    for each in elements:
        for inner in each.get("/K", ()):
            if not isinstance(inner, int) and "/S" in inner.get_object():
                assert inner.get_object()["/P"].get_object() == each or inner.get_object()["/P"]["/S"] == each["/S"]
    kinds = [str(each["/S"]) for each in elements]
    chapters = [chapter for _, chapter in compose_book(course, printed=True).chapters()]
    assert kinds.count("/H1") == len(chapters) + 1, "with the contents"
    assert {"/TOC", "/TOCI", "/Sect", "/L", "/LI", "/LBody", "/P", "/Link", "/H2"} <= set(kinds)
    assert kinds.count("/TOCI") == len(chapters) - 1, "all but the title page"
    pages = [book.page_of[each["/Pg"].indirect_reference.idnum] for each in elements if each["/S"] == "/H1"]
    assert pages == sorted(pages)
    assert book.root["/MarkInfo"]["/Marked"] and book.root["/Lang"] == "en-GB"


def test_each_font_is_there_once_and_says_every_letter(book: Printed) -> None:
    files = set()
    for page in book.reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            files.add(descriptor.raw_get("/FontFile2").idnum)
            assert "/ToUnicode" in font
    assert 2 <= len(files) <= 3, "regular, bold, italic"
    assert not any("\ufffd" in text or "\x00" in text for text in book.texts)


def test_only_an_edited_chapter_is_made_again(project: Path, book: Printed, tmp_path: Path) -> None:
    story = next((project / "case_studies").glob("*.yml"))
    before = story.read_text("utf-8")
    try:
        story.write_text(before.replace("She takes a breath", "She takes a long breath"), "utf-8")
        again = printed(project, tmp_path)
    finally:
        story.write_text(before, "utf-8")
    made = [line for line in again.said if " made: " in line]
    assert len(made) == 2 < len(book.said) - 5, made
    assert "The call about the blood test" in made[0] and made[1].endswith(f"book.pdf, {again.pages_told} pages")
    assert printed(project, tmp_path).said == [], "the first book was kept"


def test_large_print_is_large_throughout(project: Path, tmp_path: Path) -> None:
    sizes: dict[float, str] = {}

    def note(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if text.strip():
            sizes.setdefault(round(abs(size * matrix[3]), 1), text)

    for page in printed(project, tmp_path, "large").reader.pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 17.9, sorted(sizes.items())[:4]
