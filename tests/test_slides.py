"""Slides: what each deck holds, what it keeps in its notes, and how it is laid out, read back with real tools."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pptx import Presentation

from caselore import cli, kept, pipeline, starting
from caselore.documents.slides.decks import decks
from caselore.documents.slides.slide import (
    LONG_TITLE,
    SMALL,
    WORDS_AT_MOST,
    WORDS_TOGETHER,
    Line,
    Slide,
    named_apart,
    spread,
    words,
)
from caselore.model.course import Course
from caselore.prose import plain_text
from caselore.questions.decision import decision
from caselore.questions.registry import lower
from caselore.writers import slide_master, slides
from projects import MINIMAL, REFERENCE, overlaid

LOCAL = """\
council: Exampleshire Council
logo: images/logo.png
logo_alt: A bridge over a river
"""


def png(wide: int = 8, high: int = 4) -> bytes:
    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x60" * wide) * high)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(each) for each in arguments])


pytestmark = pytest.mark.usefixtures("nothing_kept_from_before")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course that `caselore init` makes, with a council and its logo."""
    folder = tmp_path_factory.mktemp("slides") / "course"
    starting.start_course(folder)
    (folder / "local.yml").write_text(LOCAL, "utf-8")
    (folder / "content/images").mkdir()
    (folder / "content/images/logo.png").write_bytes(png())
    return folder


def course_of(folder: Path) -> Course:
    checked = pipeline.check(folder)
    assert not checked.fails(), checked.diagnostics
    assert checked.course is not None
    return checked.course


@pytest.fixture(scope="module")
def course(project: Path) -> Course:
    return course_of(project)


@pytest.fixture(scope="module")
def reference() -> Course:
    return course_of(REFERENCE)


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    done = run("build", project, "--only", "slides")
    assert done.exit_code == 0, done.output
    return project / "build" / "slides"


@pytest.fixture(scope="module")
def opened(built: Path) -> dict[str, Any]:
    return {path.stem: Presentation(str(path)) for path in sorted(built.glob("**/*.pptx"))}


def every(opened: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, deck in opened.items():
        for number, slide in enumerate(deck.slides, 1):
            yield f"{name}, slide {number}", slide


def face(slide: Any) -> str:
    """All that people see."""
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return " ".join(" ".join(texts).split())


def notes(slide: Any) -> str:
    return " ".join(slide.notes_slide.notes_text_frame.text.split())


def test_there_is_a_deck_for_each_session_and_each_module(course: Course, built: Path) -> None:
    made = {path.relative_to(built).as_posix() for path in built.glob("**/*.pptx")}
    sessions = {f"sessions/{each.id}.pptx" for each in course.sessions}
    assert sessions and made == sessions | {f"modules/{each.id}.pptx" for each in course.modules}


def test_every_slide_has_a_title_of_its_own_and_notes(opened: dict[str, Any]) -> None:
    for name, deck in opened.items():
        titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
        assert all(title.strip() for title in titles), name
        assert len({title.casefold() for title in titles}) == len(titles), name
    for where, slide in every(opened):
        assert slide.has_notes_slide and notes(slide), where


def test_text_stands_in_placeholders_and_what_is_drawn_has_words(opened: dict[str, Any]) -> None:
    drawn = 0
    for where, slide in every(opened):
        for shape in slide.shapes:
            assert shape.is_placeholder, f"{where}: {shape.name} is no placeholder"
            if shape.has_text_frame:
                assert shape.text_frame.text.strip(), f"{where}: {shape.name} is empty"
            else:
                drawn += 1
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), f"{where}: {shape.name}"
    assert drawn >= 2
    for layout in next(iter(opened.values())).slide_layouts:
        for bar in layout.shapes:
            assert bar.is_placeholder or "decorative" in bar._element.xpath(".//a:ext")[0][0].tag


def test_layouts_are_real_and_sixteen_to_nine(opened: dict[str, Any]) -> None:
    for deck in opened.values():
        assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
        assert [each.name for each in deck.slide_layouts] == [each.name for each in slide_master.LAYOUTS.values()]
        used = {slide.slide_layout.name for slide in deck.slides}
        assert {"Title", "Section", "Title and content", "Stop and think", "Title and table"} <= used


def test_the_title_is_read_first_and_the_number_of_the_slide_last(opened: dict[str, Any]) -> None:
    for where, slide in every(opened):
        order = [shape.placeholder_format.idx for shape in slide.placeholders]
        shapes = [shape.placeholder_format.idx for shape in slide.shapes]
        assert shapes[0] == slide_master.TITLE and shapes[1] == slide_master.KICKER, where
        assert shapes[-2:] == [slide_master.FOOTER, slide_master.NUMBER], where
        assert len(order) == len(shapes)
        columns = [each for each in shapes if 2 <= each <= 5]
        assert columns == sorted(columns), where


def test_the_language_is_set_on_every_run(opened: dict[str, Any]) -> None:
    for where, slide in every(opened):
        for root in (slide._element, slide.notes_slide.notes_text_frame._txBody):
            runs = root.xpath(".//a:r/a:rPr | .//a:fld/a:rPr")
            assert runs and {each.get("lang") for each in runs} == {"en-GB"}, where
    assert {deck.core_properties.language for deck in opened.values()} == {"en-GB"}


def _kept_back(course: Course) -> Iterator[str]:
    """Yield every text that would tell an answer, or that is for facilitators alone."""
    for item in [lower(each) for each in course.questions] + [decision(each) for each in course.case_studies]:
        yield item.rationale
        yield from item.hints
        for asked in item.interactions:
            yield from (getattr(asked, "feedback_right", ""), getattr(asked, "feedback_wrong", ""))
            yield from getattr(asked, "model_points", ())
            for part in (*getattr(asked, "choices", ()), *getattr(asked, "rows", ()), *getattr(asked, "entries", ())):
                yield part.feedback
    for activity in course.activities:
        yield from (*activity.listen_for, *activity.likely_answers, activity.debrief)
        yield from (card.likely for card in activity.handout.cards) if activity.handout else ()
    for case in course.case_studies:
        yield from case.decision_point.notes
    for module in course.modules:
        yield from (module.facilitator.script, module.facilitator.cut_down) if module.facilitator else ()


def _faces(made: Slide) -> str:
    lines = [line.text for line in (*made.lines, *(line for each in made.columns for line in each.lines))]
    cells = [cell for row in made.rows for cell in row]
    return " ".join((made.title, made.kicker, made.foot, *lines, *cells, *(each.head for each in made.columns)))


@pytest.mark.parametrize("which", ["course", "reference"])
def test_no_key_is_on_the_face_of_a_slide(which: str, request: pytest.FixtureRequest) -> None:
    of: Course = request.getfixturevalue(which)
    secrets = {" ".join(plain_text(each).split()) for each in _kept_back(of)} - {""}
    secrets -= {" ".join(plain_text(each.then).split()) for each in of.legal_notes}  # one feedback quotes its note
    assert len(secrets) > 20
    made = list(decks(of))
    shown = "\n".join(_faces(slide) for deck in made for slide in deck.slides)
    assert [each for each in secrets if each in shown] == []
    told = " ".join(" ".join(note.split()) for deck in made for slide in deck.slides for note in slide.notes)
    rationales = [" ".join(plain_text(each.rationale).split()) for each in of.questions]
    asked = {name for quiz in of.quizzes for name in quiz.questions if f"{{quiz}} {quiz.id}\n" in _on_pages(of)}
    missing = [
        text for text, each in zip(rationales, of.questions, strict=True) if each.id in asked and text[:60] not in told
    ]
    assert missing == []


def _on_pages(course: Course) -> str:
    return " ".join(each.body for each in course.modules)


def test_no_key_is_on_the_face_of_a_slide_as_written(course: Course, opened: dict[str, Any]) -> None:
    secrets = {" ".join(plain_text(each).split()) for each in _kept_back(course)} - {""}
    for where, slide in every(opened):
        seen = face(slide)
        assert [each for each in secrets if each in seen] == [], where


def test_the_letters_of_the_key_are_those_on_the_slide(opened: dict[str, Any]) -> None:
    checked = 0
    for where, slide in every(opened):
        body = next((s for s in slide.placeholders if s.placeholder_format.idx == slide_master.BODY), None)
        lettered = body._element.xpath(".//a:p[a:pPr/a:buAutoNum[@type='alphaUcPeriod']]") if body is not None else []
        said = notes(slide)
        if lettered and "The key" in said:
            for letter, paragraph in zip("ABCDEF", lettered, strict=False):
                text = "".join(paragraph.xpath(".//a:t/text()"))
                if f"Right: {text}" in said or f"Not this: {text}" in said or f"Defensible: {text}" in said:
                    checked += 1
                    assert re.search(rf"\b{letter} (Right|Not this|Defensible): {re.escape(text)}", said), where
    assert checked >= 6


def test_a_story_stops_at_its_decision(reference: Course) -> None:
    for deck in decks(reference):
        titles = [slide.title for slide in deck.slides]
        for number, title in enumerate(titles):
            if title.startswith("What happened") and not title.startswith("What happens"):
                assert any(slide.layout == "think" for slide in deck.slides[:number]), title
    taster = next(each for each in decks(reference) if each.path == "sessions/taster")
    layouts = [slide.layout for slide in taster.slides]
    assert layouts.index("think") < [slide.title for slide in taster.slides].index("What happened")


def test_no_slide_holds_too_much(reference: Course) -> None:
    for deck in decks(reference):
        for slide in deck.slides:
            where = f"{deck.path}: {slide.title}"
            lettered = any(line.kind == "letter" for line in slide.lines) or "one of these" in _faces(slide)
            most = WORDS_TOGETHER if lettered or slide.columns else WORDS_AT_MOST
            assert words(line.text for line in slide.lines) <= most, where
            assert words(line.text for column in slide.columns for line in column.lines) <= WORDS_TOGETHER, where
            assert slide.size >= SMALL and len(slide.title) <= LONG_TITLE, where
            assert len(slide.rows) <= 8, where
            assert slide.notes, where


def test_sessions_run_by_the_clock(reference: Course) -> None:
    lengths = {each.id: each.minutes for each in reference.sessions}
    wanted = {"taster": 30, "bite": 60, "pair-one": 90, "pair-two": 90, "half-day-a": 195, "half-day-b": 195}
    assert lengths == wanted | {"day": 435}
    taught = sum(
        part.minutes for each in reference.sessions if each.id == "day" for part in each.parts if not part.pause
    )
    assert taught == 360
    deck = next(each for each in decks(reference) if each.path == "sessions/half-day-a")
    rows = [row for slide in deck.slides for row in slide.rows[1:]]
    assert rows[0][0] == "9.30" and rows[-1] == ("12.45", "End", "")
    assert any(slide.layout == "break" and "11.05 to 11.20" in slide.kicker for slide in deck.slides)


def test_points_of_law_say_when_they_were_checked(reference: Course) -> None:
    deck = next(each for each in decks(reference) if each.path == "modules/support-planning")
    law = [slide for slide in deck.slides if slide.kicker == "Then and now"]
    assert len(law) >= 4
    assert all("ot yet checked by a named person" in slide.foot for slide in law)
    assert "not yet checked" in deck.foot and "CC BY 4.0" in deck.foot
    points = [slide for slide in deck.slides if slide.kicker == "What the sources say"]
    assert all(slide.foot.startswith("How sure: ") and re.search(r"[A-Z0-9]+-\d\d", slide.foot) for slide in points)
    assert len(points) == 7


def test_the_logo_and_the_council_are_there(opened: dict[str, Any]) -> None:
    for deck in opened.values():
        pictures = [shape for shape in deck.slides[0].shapes if shape.placeholder_format.idx == slide_master.PICTURE]
        assert [each._element.nvPicPr.cNvPr.get("descr") for each in pictures] == ["A bridge over a river"]
        assert "Exampleshire Council" in face(deck.slides[0])


def test_the_same_course_gives_the_same_bytes(
    project: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "read", lambda _: None)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert run("build", project, "--only", "slides", "--out", tmp_path / "again").exit_code == 0
    for path in built.glob("**/*.pptx"):
        again = (tmp_path / "again/slides" / path.relative_to(built)).read_bytes()
        assert again == path.read_bytes(), path.name
        with zipfile.ZipFile(path) as packed:
            assert packed.namelist() == sorted(packed.namelist())
            assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = packed.read("docProps/core.xml").decode()
        assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) and "python-pptx" not in core and "Steve" not in core


def test_what_is_kept_is_not_made_again(project: Path, built: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(slides._Writer, "written", lambda self: pytest.fail("made again"))
    assert run("build", project, "--only", "slides", "--out", tmp_path / "again").exit_code == 0


def test_without_python_pptx_it_is_said_how_to_get_it(project: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(slides, "missing", lambda: "the Python package python-pptx is not installed")
    out = tmp_path / "out"
    done = run("build", project, "--only", "slides", "--out", out)
    assert done.exit_code == 1, "they were asked for"
    assert "python-pptx is not installed" in done.stderr and "pip install 'caselore[paper]'" in done.stderr
    assert "python-pptx" in (out / "manifest.json").read_text("utf-8")
    done = run("build", project, "--only", "slides", "--only", "pages", "--out", out)
    assert (out / "pages").is_dir()


def test_a_picture_that_powerpoint_cannot_show_is_a_loss(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "course"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("build"))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 9q10-14 20 0"/></svg>\n'
    (other / "content/images/logo.svg").write_text(svg, "utf-8")
    (other / "local.yml").write_text(LOCAL.replace("logo.png", "logo.svg"), "utf-8")
    assert run("build", other, "--only", "slides", "--out", tmp_path / "out").exit_code == 0
    assert "cannot show the picture images/logo.svg" in (tmp_path / "out/manifest.json").read_text("utf-8")


def test_a_picture_of_a_page_is_shown_whole_with_its_words(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "course"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("build"))
    module = next((other / "content/modules").glob("*.md"))
    text = module.read_text("utf-8")
    module.write_text(f"{text}\n\n## A picture\n\n![A grey field, wide & low](images/logo.png)\n", "utf-8")
    done = run("build", other, "--only", "slides", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    deck = Presentation(str(tmp_path / f"out/slides/modules/{module.stem}.pptx"))
    (shown,) = [slide for slide in deck.slides if slide.slide_layout.name == "Title and picture"]
    picture = next(shape for shape in shown.shapes if hasattr(shape, "image"))
    assert picture._element.nvPicPr.cNvPr.get("descr") == "A grey field, wide & low"
    assert picture.width / picture.height == pytest.approx(2, rel=0.01) and picture.crop_top == 0


HOSTILE = (
    "<a:t>&amp;</a:t> ]]> <script>alert(1)</script> {{7*191}} %s %(n)s \\ ŵŷ 漢字 \u05d0\u05d1",
    "w" * 700,
    "=cmd|' /C calc'!A0 \u2028 line",
)


def test_hostile_texts_stay_text_and_stay_on_the_slide(tmp_path: Path) -> None:
    story = (MINIMAL / "case_studies/a-first-story.yml").read_text("utf-8")
    summary = " ".join(HOSTILE).replace("\u2028", "")
    story = re.sub(r"(?m)^title: .*$", "title: 'A & B <i> {{1}} %s _x0041_ \"quoted\"'", story)
    story = re.sub(r"(?ms)^what_happened: .*?^(?=\S)", f"what_happened: >-\n  {summary}\n", story)
    folder = overlaid(tmp_path / "course", {"case_studies/a-first-story.yml": story})
    checked = pipeline.check(folder)
    assert checked.course is not None and not checked.fails(), [each.message for each in checked.diagnostics]
    assert run("build", folder, "--only", "slides", "--out", tmp_path / "out").exit_code == 0
    seen = ""
    for path in (tmp_path / "out").glob("**/*.pptx"):
        for slide in Presentation(str(path)).slides:
            seen += face(slide) + "\n"
    assert 'A & B <i> {{1}} %s _x0041_ "quoted"' in seen
    assert "<script>alert(1)</script> {{7*191}} %s %(n)s" in seen
    assert "1337" not in seen and "漢字" in seen
    assert seen.count("w" * 300) >= 2 and "w" * 301 not in seen


def test_spread_shares_out_evenly_and_loses_no_word() -> None:
    lines = tuple(Line(text=f"{number} {'word ' * 11}end.", kind="bullet") for number in range(9))
    made = spread("en-GB", Slide(title="Nine", lines=lines, notes=("Say it.",)))
    assert [len(each.lines) for each in made] == [3, 3, 3]
    assert [line for each in made for line in each.lines] == list(lines)
    assert [each.title + each.page for each in named_apart("en-GB", made)] == [
        "Nine (1 of 3)", "Nine (2 of 3)", "Nine (3 of 3)",
    ]  # fmt: skip
    head = Line(text="Head", kind="strong")
    text = Line(text=" ".join(f"Sentence {n} has some words in it." for n in range(20)))
    made = spread("en-GB", Slide(title="Long", lines=(lines[0], head, text)))
    assert all(each.lines[-1].kind != "strong" for each in made), "no head stands alone at the end"
    assert all(words(line.text for line in each.lines) <= WORDS_AT_MOST for each in made)


def test_titles_of_the_same_name_say_what_they_belong_to() -> None:
    twice = [Slide(title="What happened", apart="A story"), Slide(title="What happened", apart="Another")]
    made = named_apart("en-GB", [*twice, Slide(title="Alone", apart="A story"), Slide(title="Alone", apart="A story")])
    titles = [each.title for each in made]
    assert titles == ["What happened: A story", "What happened: Another", "Alone", "Alone (again, 2)"]


@pytest.fixture(scope="module")
def printed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The decks as LibreOffice shows them, and one of the reference course."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("shown")
    out = folder / "out"
    assert run("build", REFERENCE, "--only", "slides", "--out", out).exit_code == 0
    decks_to_show = [*built.glob("**/*.pptx"), out / "slides/sessions/pair-one.pptx"]
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", folder, *decks_to_show],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for path in decks_to_show:
        shutil.copy(path, folder / path.name)
    return folder


def test_libreoffice_shows_each_slide_on_a_page_and_no_text_runs_over(printed: Path) -> None:
    seen = 0
    for path in sorted(printed.glob("*.pptx")):
        deck = Presentation(str(path))
        boxes = subprocess.run(
            ["pdftotext", "-bbox", path.with_suffix(".pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout
        pages = boxes.split("<page ")[1:]
        assert len(pages) == len(deck.slides), path.name
        for number, (page, slide) in enumerate(zip(pages, deck.slides, strict=True), 1):
            size = re.match(r'width="([\d.]+)" height="([\d.]+)"', page)
            assert size and float(size[1]) / float(size[2]) == pytest.approx(16 / 9, rel=0.01)
            scale = float(size[2]) / 540
            for left, top, right, bottom in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)"', page):
                where = f"{path.name}, slide {number} ({slide.shapes.title.text_frame.text})"
                x0, y0, x1, y1 = (float(each) / scale for each in (left, top, right, bottom))
                assert x0 > 30 and x1 < 945 and y0 > 15 and y1 < 535, where
                if y1 - y0 > 24:  # what is to be read, and no foot or footer
                    assert y1 < 472, f"{where}: text runs into its foot"
            seen += 1
    assert seen > 60


def test_slides_are_seen_in_the_colours_of_the_course(printed: Path) -> None:
    path = printed / "pair-one.pdf"
    subprocess.run(["pdftoppm", "-r", "20", "-f", "1", "-l", "2", path, printed / "seen"], check=True)
    image = sorted(printed.glob("seen-*.ppm"))[1].read_bytes()
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", image)
    assert head
    wide, high = int(head[1]), int(head[2])
    pixels = image[head.end() :]

    def at(x: float, y: float) -> tuple[int, ...]:
        start = (int(y * high) * wide + int(x * wide)) * 3
        return tuple(pixels[start : start + 3])

    paper, green = at(0.98, 0.5), at(0.5, 0.008)
    assert max(abs(a - b) for a, b in zip(paper, (0xFB, 0xF8, 0xF3), strict=True)) < 8
    assert max(abs(a - b) for a, b in zip(green, (0x1D, 0x4A, 0x42), strict=True)) < 24
