"""Word documents: what they hold and keep back, what Word's accessibility checker would ask, read back with real tools."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx as python_docx
import pytest
from click.testing import CliRunner, Result

from caselore import cli, kept, pipeline, runs, starting
from caselore.documents.paper.registry import sheets
from caselore.documents.paper.sheet import Sheet
from caselore.documents.state import State
from caselore.model.course import Course
from caselore.prose import plain_text
from caselore.writers import docx
from caselore.writers.making import Making
from caselore.writers.word import word
from caselore.writers.word_blocks import WAYS
from caselore.writers.word_parts import Para
from caselore.writers.word_sheet import drawn
from caselore.writers.word_text import Text
from caselore.writers.word_xml import address
from caselore.writers.xml_letters import xml_text
from filled_records import Filler
from projects import overlaid
from test_paper import LOCAL, LOGO, _kept_back

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CITED = re.compile(r"\b[A-Z][A-Z0-9]{0,9}-\d{2,3}\b")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(each) for each in arguments])


def png() -> bytes:
    """A picture of one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


pytestmark = pytest.mark.usefixtures("nothing_kept_from_before")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course that `caselore init` makes, with a local.yml, a logo that Word cannot show and a picture that it can."""
    folder = tmp_path_factory.mktemp("word") / "course"
    starting.start_course(folder)
    (folder / "local.yml").write_text(LOCAL, "utf-8")
    (folder / "content/images").mkdir()
    (folder / "content/images/logo.svg").write_text(LOGO, "utf-8")
    (folder / "content/images/dot.png").write_bytes(png())
    story = folder / "case_studies/the-call-about-the-blood-test.yml"
    told = story.read_text("utf-8")
    pictures = "  ![A grey dot](images/dot.png) and ![A bridge](images/logo.svg)\n\n"
    told, count = re.subn(r"^(what_happened: [|>].*\n)", rf"\1{pictures}", told, flags=re.MULTILINE)
    assert count == 1
    story.write_text(told, "utf-8")
    return folder


@pytest.fixture(scope="module")
def course(project: Path) -> Course:
    checked = pipeline.check(project)
    assert not checked.fails(), checked.diagnostics
    assert checked.course is not None
    return checked.course


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    done = run("build", project, "--only", "docx", "--profile", "standard", "--profile", "large")
    assert done.exit_code == 0, done.output
    return project / "build" / "docx"


@pytest.fixture(scope="module")
def of(course: Course, built: Path) -> dict[Path, Sheet]:
    """From each document to its sheet."""
    return {
        built / f"{each.audience}s" / f"{each.path}{suffix}.docx": each
        for each in sheets(course)
        for suffix in ("", "-large")
    }


def document(path: Path) -> ElementTree.Element:
    with zipfile.ZipFile(path) as packed:
        return ElementTree.fromstring(packed.read("word/document.xml"))


def said(path: Path) -> str:
    """Every word of a document, with those of its controls, its head and its foot."""
    words = []
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
                tree = ElementTree.fromstring(packed.read(name))
                words += ["".join(each.text or "" for each in p.iter(f"{W}t")) for p in tree.iter(f"{W}p")]
                words += [each.get(f"{W}val", "") for each in tree.iter(f"{W}alias")]
    return " ".join(" ".join(words).split())


def style_of(paragraph: ElementTree.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else found.get(f"{W}val", "")


def test_there_is_a_document_for_each_sheet_and_python_docx_reads_it(of: dict[Path, Sheet], built: Path) -> None:
    assert set(built.rglob("*.docx")) == set(of)
    for path, sheet in of.items():
        read = python_docx.Document(str(path))
        assert len(read.paragraphs) > 1 or read.tables, path
        assert read.core_properties.title == sheet.title


def test_each_block_of_a_sheet_has_a_form_in_word(course: Course) -> None:
    used = {type(block) for sheet in sheets(course) for block in sheet.document.blocks}
    assert used <= set(WAYS), "give each a way in word_blocks.WAYS"


def test_libreoffice_reads_them_all(of: dict[Path, Sheet], tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    names = {}
    for number, path in enumerate(path for path in of if "-large" not in path.name):
        names[f"d{number}"] = path
        shutil.copy(path, tmp_path / f"d{number}.docx")
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *tmp_path.glob("*.docx")], check=True, capture_output=True)
    for name, path in names.items():
        done = subprocess.run(["pdftotext", tmp_path / f"{name}.pdf", "-"], capture_output=True, text=True, check=True)
        read = re.sub(r"\W", "", done.stdout)
        texts = [each.text for each in python_docx.Document(str(path)).paragraphs if re.search(r"\w", each.text)]
        headings = [each for each in python_docx.Document(str(path)).paragraphs if each.style.name.startswith("Head")]
        for text in (texts[0], texts[-1], *(each.text for each in headings)):
            assert re.sub(r"\W", "", text) in read, f"{path}: {text}"
        assert re.search(r"Page1of\d", read), path


def test_no_document_for_participants_holds_a_key(course: Course, of: dict[Path, Sheet]) -> None:
    secrets = {re.sub(r"\s", "", plain_text(each)) for each in _kept_back(course)} - {""}
    assert len(secrets) > 20
    told = set()
    for path, sheet in of.items():
        read = re.sub(r"\s", "", said(path))
        for secret in secrets:
            if sheet.audience == "participant":
                assert secret not in read, f"{path.name} tells: {secret}"
            elif secret in read:
                told.add(secret)
    assert len(told) > 20, "keys and guides do tell"


def test_a_case_sheet_does_not_tell_the_end(course: Course, built: Path) -> None:
    for case in course.case_studies:
        end = plain_text(case.what_happened)[-40:]
        assert end not in said(built / f"participants/{case.id}/case-sheet.docx")
        assert end in said(built / f"participants/{case.id}/told-to-the-end.docx")


def test_headings_go_down_one_level_at_a_time(of: dict[Path, Sheet]) -> None:
    for path in of:
        level = 0
        seen = []
        for each in document(path).iter(f"{W}p"):
            style = style_of(each)
            found = 1 if style == "CardMessage" else int(style[-1]) if re.fullmatch(r"Heading\d", style) else 0
            if found:
                assert found <= level + 1, f"{path}: {style}"
                assert "".join(each.itertext()).strip(), path
                level = found
                seen.append(found)
            if style == "Title":
                assert not seen, path
        assert "Heading1" in {style_of(each) for each in document(path).iter(f"{W}p")} or len(seen) < 3, path


def test_tables_have_header_rows_that_repeat_and_rows_that_are_whole(of: dict[Path, Sheet]) -> None:
    tables = 0
    for path in of:
        for table in document(path).iter(f"{W}tbl"):
            tables += 1
            rows = table.findall(f"{W}tr")
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None, path
            assert all(each.find(f"{W}trPr/{W}cantSplit") is not None for each in rows), path
            assert all("".join(cell.itertext()).strip() for cell in rows[0].findall(f"{W}tc")), path
            widths = {len(row.findall(f"{W}tc")) for row in rows}
            assert len(widths) == 1, f"{path}: no cell is merged or missing"
            assert not list(table.iter(f"{W}gridSpan")) and not list(table.iter(f"{W}vMerge"))
            assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"  # type: ignore[union-attr]
    assert tables > 10


def test_pictures_have_words_and_documents_a_title_and_a_language(course: Course, of: dict[Path, Sheet]) -> None:
    pictures = 0
    for path, sheet in of.items():
        for each in document(path).iter():
            if each.tag.endswith("}docPr"):
                pictures += 1
                assert each.get("descr") == "A grey dot", path
        with zipfile.ZipFile(path) as packed:
            styles = packed.read("word/styles.xml").decode()
            assert 'w:lang w:val="en-GB"' in styles and "compatibilityMode" in packed.read("word/settings.xml").decode()
            assert "Verdana" in packed.read("word/fontTable.xml").decode()
            core = packed.read("docProps/core.xml").decode()
            assert not [name for name in packed.namelist() if "thumbnail" in name or "customXml" in name]
        properties = python_docx.Document(str(path)).core_properties
        assert properties.title == sheet.title and properties.language == "en-GB"
        assert properties.author == properties.last_modified_by == ", ".join(course.info.authors)
        assert properties.created and properties.created.date() == course.info.updated
        assert "python-docx" not in core
    assert pictures == 2, "one in each profile"


def test_controls_to_fill_in_have_names(of: dict[Path, Sheet]) -> None:
    forms = 0
    for path, sheet in of.items():
        controls = [each for each in document(path).iter(f"{W}sdtPr") if each.find(f"{W}docPartObj") is None]
        forms += len(controls) if sheet.forms else 0
        ids = [each.find(f"{W}id").get(f"{W}val") for each in controls]  # type: ignore[union-attr]
        assert len(ids) == len(set(ids)), path
        for each in controls:
            name = each.find(f"{W}alias").get(f"{W}val", "")  # type: ignore[union-attr]
            assert 0 < len(name) <= 64, path
    assert forms > 60


def test_lists_are_lists_and_each_starts_anew(built: Path, course: Course) -> None:
    for quiz in course.quizzes:
        path = built / f"participants/{quiz.id}/quiz-paper.docx"
        options = [each for each in document(path).iter(f"{W}p") if style_of(each) == "Option"]
        assert len(options) > 5
        assert all(each.find(f"{W}pPr/{W}numPr") is not None for each in options)
        with zipfile.ZipFile(path) as packed:
            numbering = ElementTree.fromstring(packed.read("word/numbering.xml"))
        known = {each.get(f"{W}numId") for each in numbering.findall(f"{W}num")}
        used = {each.get(f"{W}val") for each in document(path).iter(f"{W}numId")}
        assert used == known


def test_questions_stay_with_their_options(built: Path, course: Course) -> None:
    path = built / f"participants/{course.quizzes[0].id}/quiz-paper.docx"
    paragraphs = list(document(path).iter(f"{W}p"))
    for number, each in enumerate(paragraphs[:-1]):
        if style_of(each) in ("Question", "QuestionToo", "Scenario", "Ask"):
            following = style_of(paragraphs[number + 1])
            if following in ("Option", "Ask", "Question", "QuestionToo", "Prompt"):
                alone = style_of(each) in ("Ask", "Scenario") and following in ("Question", "Scenario")
                assert alone or each.find(f"{W}pPr/{W}keepNext") is not None, "".join(each.itertext())


def test_no_line_to_write_on_stands_alone_on_a_page(built: Path, course: Course) -> None:
    seen = 0
    for case in course.case_studies:
        paragraphs = list(document(built / f"participants/{case.id}/case-sheet.docx").iter(f"{W}p"))
        for before, last in pairwise(paragraphs):
            if style_of(before) == "WritingLine" and style_of(last) == "WritingLines":
                seen += 1
                assert before.find(f"{W}pPr/{W}keepNext") is not None
    assert seen


def test_a_wide_table_becomes_a_list_in_large_print(course: Course) -> None:
    table = "| Place | Who | When | Why |\n|---|---|---|---|\n| Northamptonshire | Receptionists | | Asked |\n"
    sheet = next(iter(sheets(course)))
    assert [type(each).__name__ for each in Text(course, sheet).prose(table)] == ["Grid"]
    made = [each for each in Text(course, sheet, large=True).prose(table) if isinstance(each, Para)]
    assert [each.style for each in made] == ["Label", "Fact", "FieldLine", "Fact"]
    assert [each.keep for each in made] == [True, True, True, False], "a row stays together"


def test_finding_codes_stand_there_and_lead_to_their_source(course: Course, of: dict[Path, Sheet]) -> None:
    seen: set[str] = set()
    for path in of:
        tree = document(path)
        marks = {each.get(f"{W}name", "") for each in tree.iter(f"{W}bookmarkStart")}
        links = {each.get(f"{W}anchor", "") for each in tree.iter(f"{W}hyperlink")} - {""}
        assert links <= marks, path
        named = {name.removeprefix("note_").replace("_", "-") for name in marks if name.startswith("note_")}
        seen |= named
        read = said(path)
        assert all(code in read for code in named)
        shown = {code for code in CITED.findall(read) if code in course.findings}
        assert shown == named, f"{path}: each code that is shown is among the sources"
    assert len(seen) >= 2


def test_long_documents_have_contents_that_word_can_update(of: dict[Path, Sheet]) -> None:
    for path, sheet in of.items():
        fields = " ".join(each.text or "" for each in document(path).iter(f"{W}instrText"))
        assert ("TOC" in fields) == (sheet.kind in ("facilitator-guide", "workbook")), path
        begun = [each.get(f"{W}fldCharType") for each in document(path).iter(f"{W}fldChar")]
        assert begun.count("begin") == begun.count("end") == begun.count("separate")


def test_head_and_foot_say_what_it_is(course: Course, of: dict[Path, Sheet]) -> None:
    for path, sheet in of.items():
        with zipfile.ZipFile(path) as packed:
            foot = packed.read("word/footer1.xml").decode()
            head = packed.read("word/header1.xml").decode()
        assert " PAGE " in foot and " NUMPAGES " in foot
        assert f"version {course.info.version}" in foot and "Law (England)" in foot and course.info.licence in foot
        assert ("Facilitators only" in foot) == (sheet.audience == "facilitator")
        assert "Exampleshire Council" in head and course.info.title in head


def test_large_print_is_large(of: dict[Path, Sheet]) -> None:
    for path in of:
        with zipfile.ZipFile(path) as packed:
            styles = ElementTree.fromstring(packed.read("word/styles.xml"))
        sizes = [int(each.get(f"{W}val", "0")) for each in styles.iter(f"{W}sz")]
        italic = list(styles.iter(f"{W}i"))
        assert (min(sizes) >= 36 and not italic) if "-large" in path.name else (min(sizes) >= 17 and italic), path


def test_local_details_are_filled_in_and_the_rest_is_left_to_fill(built: Path) -> None:
    guide = said(next(iter(built.glob("facilitators/*/facilitator-guide.docx"))))
    assert "Advocacy: Exampleshire Advocates, 01632 960002" in guide
    assert "At night: 01632 960005" in guide
    assert "Safeguarding concern" in guide


def test_two_builds_are_the_same_bytes(
    project: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "read", lambda name: None)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("USER", "zyxwv")
    other = tmp_path / "elsewhere"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("build"))
    assert run("build", other, "--only", "docx", "--profile", "standard").exit_code == 0
    made = sorted((other / "build/docx").rglob("*.docx"))
    assert made
    for path in made:
        assert path.read_bytes() == (built / path.relative_to(other / "build/docx")).read_bytes(), path
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            assert names == sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
            assert len({entry.date_time for entry in packed.infolist()}) == 1
            assert not any(b"zyxwv" in packed.read(name) for name in names)


def test_what_has_not_changed_is_not_made_again(
    project: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "make", lambda file, pictures: pytest.fail(f"{file.title} was made again"))
    assert run("build", project, "--only", "docx", "--out", tmp_path / "again").exit_code == 0


def test_without_python_docx_it_is_said_how_to_get_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "docx" or name.startswith("docx."):
            raise ImportError("No module named 'docx'")
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    done = run("build", project, "--only", "docx", "--out", tmp_path / "out")
    assert done.exit_code == 1, "they were asked for"
    assert "python-docx is not installed" in done.stderr and "caselore[paper]" in done.stderr
    assert not list((tmp_path / "out").rglob("*.docx"))


def test_a_picture_that_word_cannot_show_is_a_loss_at_its_line(project: Path, built: Path) -> None:
    manifest = (built.parent / "manifest.json").read_text("utf-8")
    assert "Word cannot show the picture images/logo.svg" in manifest
    assert re.search(r'"place": "local\.yml:\d+:\d+"', manifest)
    story = project / "case_studies/the-call-about-the-blood-test.yml"
    line = next(n for n, text in enumerate(story.read_text("utf-8").splitlines(), 1) if "logo.svg" in text)
    assert f"case_studies/the-call-about-the-blood-test.yml:{line}:" in manifest
    told = said(built / "participants/the-call-about-the-blood-test/told-to-the-end.docx")
    assert "[A bridge]" in told


HOSTILE = (
    '"]]> & <w:p/> &amp; <b onclick=x>b</b> \'" %s {{ 7*7 }} {x} \u202e\u0000'.replace("\u0000", ""),
    '*a **b** `c`* [l](https://example.org/?a=1&b="<>) ![p](images/none.png) [@EX-01] | x | \\ ~~s~~ e\u0301 \U0001f642',
    "\u200b\u00ad\ufeff\u2028 \u0085 \ufffd end",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str, tmp_path: Path) -> None:
    folder = overlaid(tmp_path / "course", dict(Filler(text).files()))
    course = pipeline.check(folder).course
    assert course is not None
    for path, content in _made(course):
        document = python_docx.Document(io.BytesIO(content))
        assert document.core_properties.title, path
        for name, xml in _xml(content):
            tree = ElementTree.fromstring(xml)
            known = {
                "Normal",
                *(
                    each.get(f"{W}styleId")
                    for each in ElementTree.fromstring(_part(content, "word/styles.xml")).iter(f"{W}style")
                ),
            }
            assert {style_of(each) for each in tree.iter(f"{W}p")} <= known, name


def test_what_no_xml_can_hold_is_shown_as_unknown_and_reported(tmp_path: Path) -> None:
    assert xml_text("a\x00b\x0bc\ud800d\ufffee\U0001f642") == "a\ufffdb\ufffdc\ufffdd\ufffde\U0001f642"
    assert (
        address('https://example.org/a b"<>\x01?x=1&y=é') == "https://example.org/a%20b%22%3C%3E%EF%BF%BD?x=1&y=%C3%A9"
    )
    folder = overlaid(tmp_path / "course", {})
    course = pipeline.check(folder).course
    assert course is not None
    [first, *others] = course.case_studies
    bell = replace(first, summary="A bell \x07 rings.")  # the reader refuses such a text, so it is made here
    object.__setattr__(bell, "place", first.place)
    broken = replace(course, case_studies=(bell, *others))
    made = list(word(Making(broken, folder, folder, State)))
    [loss] = [each for each in made if hasattr(each, "what")]
    assert "U+0007" in loss.what and loss.item == first.id and loss.span is not None  # type: ignore[union-attr]
    assert str(loss.span).startswith(f"case_studies/{first.id}.yml:")  # type: ignore[union-attr]
    [sheet] = [each for each in made if getattr(each, "path", "").endswith(f"{first.id}/case-sheet.docx")]
    assert "A bell \ufffd rings." in "".join(
        ElementTree.fromstring(_part(sheet.content, "word/document.xml")).itertext()
    )  # type: ignore[union-attr]


def _made(course: Course) -> Iterator[tuple[str, bytes]]:
    for sheet in sheets(course):
        yield sheet.path, docx.make(drawn(course, sheet, "standard", frozenset()).file, {})


def _xml(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, packed.read(name)


def _part(content: bytes, name: str) -> bytes:
    return next(xml for each, xml in _xml(content) if each == name)


def test_markdown_becomes_runs() -> None:
    [made] = runs.parts("A **b *c*** [x](https://e.org) [](#rec) [@EX-01; EX-02] {local}`night` `d`\n")
    assert isinstance(made, runs.Paragraph)
    words = [(each.text, each.strong, each.emphasis, each.code, each.link, each.kind) for each in made.runs]
    assert words == [
        ("A ", False, False, False, "", "words"),
        ("b ", True, False, False, "", "words"),
        ("c", True, True, False, "", "words"),
        (" ", False, False, False, "", "words"),
        ("x", False, False, False, "https://e.org", "words"),
        (" ", False, False, False, "", "words"),
        ("", False, False, False, "#rec", "words"),
        (" ", False, False, False, "", "words"),
        ("EX-01", False, False, False, "", "citation"),
        ("EX-02", False, False, False, "", "citation"),
        (" ", False, False, False, "", "words"),
        ("night", False, False, False, "", "local"),
        (" ", False, False, False, "", "words"),
        ("d", False, False, True, "", "words"),
    ]
    made_parts = runs.parts(
        "3. three\n   - deep\n\n> said\n\n| a | b |\n|---|---|\n| 1 | |\n\n```\ncode\n```\n\nT\n: M\n"
    )
    assert [type(each).__name__ for each in made_parts] == ["Listing", "Quoted", "Tabled", "Preformatted", "Defined"]
    [listing, *_] = made_parts
    assert isinstance(listing, runs.Listing) and listing.start == 3
    assert isinstance(listing.items[0][1], runs.Listing) and listing.items[0][1].start is None
