"""Sheets in all four ways of printing: nothing cut off, nothing too small, nothing that runs into something else."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from click.testing import CliRunner

from caselore import cli, kept, pipeline, starting
from caselore.documents.blocks import BlankTable
from caselore.writers import pdf
from caselore.writers.paper_html import PROFILES, Paper, PaperContext, style_path

LEAST = {"-clear": 12, "-large": 18, "-dyslexia": 12}
"""The smallest type in points that each way of printing may hold, by what its files are called after."""
CROWDED = """why: >-
  Callers who do not hear well said that being asked what helps does more than a louder voice [@EX-01]. Only they know
  what the trouble is today, what it was like last week, and which of the many ways that others have tried was of use.
how:
  - Say at the beginning of the call that you want to get it right, so that the question is about the call and not them.
  - Offer two ways or three, such as slower speech, a text message, or a call at another time from a quieter room.
  - Write down in the record what helped and what did not, where the next colleague who picks up the telephone sees it.
  - Ask again at the end of the call whether it worked, and say that they may ask for something else at any time.
"""
WIDE_TABLE = """
| Place | Who took part | How many callers | How they were asked | To bear in mind |
|---|---|---|---|---|
| Northamptonshire | Receptionists, pharmacists | Seventy-three | Questionnaires | Misunderstandings |
| Gloucestershire | Administrators | | Conversations | |
"""
LONG_CARD = """    - id: long
      text: >-
        A daughter rings for her father. He does not hear well and will not come to the telephone. She wants to know what
        the letter says that came this morning, whether he has to do anything about it by Friday, and whom he could talk to
        at the surgery in person. She has his letter in her hand, and she is in a hurry because her bus leaves in ten minutes.
      likely: Ask to speak with him, with her beside him.
"""


@dataclass(frozen=True)
class Word:
    """A word where a reader of PDFs finds it, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words(path: Path) -> Iterator[tuple[float, float, list[Word]]]:
    """Yield the width and height of each page of a PDF, and its words."""
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    for page in ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}page"):
        found = [
            Word(each.text or "", *(float(each.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax")))
            for each in page
        ]
        yield float(page.get("width", "0")), float(page.get("height", "0")), found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course that `caselore init` makes, with a card that is full, one to sort that is long, and a wide table."""
    folder = tmp_path_factory.mktemp("profiles") / "course"
    starting.start_course(folder)
    message = folder / "content/messages/ask-what-helps.yml"
    text, count = re.subn(r"(?ms)^why: .*?(?=^# What somebody might say)", CROWDED, message.read_text("utf-8"))
    assert count == 1
    message.write_text(text, "utf-8")
    activity = folder / "content/activities/back-to-back.yml"
    activity.write_text(activity.read_text("utf-8").replace("  cards:\n", "  cards:\n" + LONG_CARD), "utf-8")
    module = folder / "content/modules/on-the-telephone.md"
    named = module.read_text("utf-8").replace("\n## Try it\n", "\n## Back to back\n")
    module.write_text(named + WIDE_TABLE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ways = [part for profile in PROFILES for part in ("--profile", profile.name)]
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_folder", lambda: folder)
        done = CliRunner().invoke(cli.main, ["build", str(project), "--only", "handouts", *ways])
    assert done.exit_code == 0, done.output
    return project / "build/handouts"


def printed(built: Path, name: str = "*") -> dict[Path, str]:
    """Return each PDF of the sheets of this name, and what files of its way of printing are called after."""
    made = {}
    for path in sorted(built.glob("[pf]*/*/*.pdf")):
        found = re.fullmatch(r"(.+?)(-clear|-large|-dyslexia)?", path.stem)
        assert found
        if name in ("*", found[1]):
            made[path] = found[2] or ""
    return made


def test_no_word_goes_past_the_edge_of_the_paper(built: Path) -> None:
    for path in printed(built):
        for number, (width, height, found) in enumerate(words(path), 1):
            for each in found:
                beyond = each.left < 10 or each.right > width - 10 or each.top < 5 or each.bottom > height - 5
                assert not beyond, f"{path.name}, page {number}: {each}"


def test_no_word_stands_on_another(built: Path) -> None:
    for path in printed(built):
        for number, (_, _, found) in enumerate(words(path), 1):
            rows = sorted(found, key=lambda each: each.top)
            for index, one in enumerate(rows):
                for other in rows[index + 1 :]:
                    if other.top >= one.bottom:
                        break
                    across = min(one.right, other.right) - max(one.left, other.left)
                    down = min(one.bottom, other.bottom) - other.top
                    shared = down / min(one.bottom - one.top, other.bottom - other.top)
                    assert across < 2 or shared < 0.5, f"{path.name}, page {number}: {one.text!r} and {other.text!r}"


def test_the_text_of_a_card_to_sort_ends_above_its_foot(built: Path) -> None:
    for path in printed(built, "sorting-cards"):
        shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
        text = " ".join(shown.split())
        assert text.index("bus leaves in ten minutes.") < text.index("1 · Back to back"), path.name


def test_a_practice_message_takes_one_card(built: Path) -> None:
    for path, way in printed(built, "message-cards").items():
        if path.parent.name == "course":
            pages = [" ".join(each.text for each in found) for _, _, found in words(path)]
            fronts = [len(re.findall(r"Practice message \d", page)) for page in pages]
            assert max(fronts) == (1 if way == "-large" else 2), path.name


def test_type_is_large_enough_and_stands_upright(built: Path) -> None:
    for path, way in printed(built).items():
        if not way:
            continue  # standard print promises no least size
        sizes: set[float] = set()

        def note(text: str, _: object, matrix: list[float], __: object, size: float, sizes: set[float] = sizes) -> None:
            if text.strip():
                sizes.add(round(abs(size * matrix[3]), 1))

        for page in pypdf.PdfReader(path).pages:
            page.extract_text(visitor_text=note)
        crowded = 0.85 if "message-cards" in path.stem and way != "-large" else 1  # a full card is set smaller
        assert sizes and min(sizes) >= LEAST[way] * crowded - 0.1, f"{path.name}: {sorted(sizes)[:3]}"
        fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
        assert not re.search("Italic|Oblique", fonts), path.name


def test_a_wide_table_becomes_a_list_in_large_print(built: Path) -> None:
    large = (built / "participants/on-the-telephone/workbook-large.html").read_text("utf-8")
    assert '<p class="label">Gloucestershire</p>' in large
    assert '<strong class="dt">How they were asked:</strong> <span class="dd">Conversations</span>' in large
    assert '<strong class="dt">To bear in mind:</strong> <span class="dd"><span class="fill"></span></span>' in large
    standard = (built / "participants/on-the-telephone/workbook.html").read_text("utf-8")
    assert re.search(r"<th[^>]*>To bear in mind</th>", standard)


@pytest.mark.parametrize("name", ["register", "certificate"])
def test_the_register_and_the_certificate_take_one_page(built: Path, name: str) -> None:
    for path, way in printed(built, name).items():
        most = 2 if (name, way) == ("register", "-large") else 1
        assert len(pypdf.PdfReader(path).pages) <= most, path.name


def test_a_case_sheet_takes_one_sheet_of_paper_and_two_in_large_print(built: Path) -> None:
    for path, way in printed(built, "case-sheet").items():
        assert len(pypdf.PdfReader(path).pages) <= (4 if way == "-large" else 2), path.name


def test_a_question_stays_with_its_options(built: Path) -> None:
    for path in printed(built, "quiz-paper"):
        shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        for page in shown.split("\f"):
            letters = re.findall(r"(?m)^\W*([A-H]) \S", page)
            for before, letter in pairwise(["", *letters]):
                assert letter == "A" or (before and ord(letter) == ord(before) + 1), f"{path.name}: {letters}"


@pytest.mark.parametrize(
    "sheet", ["participants/on-the-telephone/workbook", "facilitators/on-the-telephone/facilitator-guide"]
)
def test_an_activity_is_named_once(built: Path, sheet: str) -> None:
    """Its title is that of the section that it stands in."""
    page = (built / f"{sheet}.html").read_text("utf-8")
    assert re.findall(r"<h\d[^>]*>(.*?)</h\d>", page).count("Back to back") == 1


@pytest.fixture(scope="module")
def paper(project: Path) -> Paper:
    """What draws the sheets, with this process ready to print them."""
    course = pipeline.check(project).course
    assert course is not None
    made = Paper(course, project)
    pdf.start(made.files())
    return made


def plain(made: pdf.Job) -> Any:
    """Lay a sheet out as it comes."""
    return pdf._rendered(made)


def job(paper: Paper, body: str, profile: int = 0) -> pdf.Job:
    html = f'<html lang="en-GB"><head><title>T</title></head><body class="sheet">{body}</body></html>'
    return pdf.Job("participants/x/x", html, style_path(paper.course.letters, PROFILES[profile]))


@pytest.mark.parametrize("profile", range(len(PROFILES)), ids=[each.name for each in PROFILES])
def test_a_last_page_with_a_line_or_two_is_spared(paper: Paper, profile: int) -> None:
    paragraph = "<p>One line of text.</p>"
    lines = next(count for count in range(15, 80) if len(plain(job(paper, paragraph * count, profile)).pages) == 2)
    assert pdf.make(job(paper, paragraph * lines, profile)).pages == 1
    assert pdf.make(job(paper, paragraph * (lines * 3 // 2), profile)).pages == 2, "too much to spare"


def test_no_line_ends_early_before_a_code(built: Path) -> None:
    """A space in the same text as the word before a code made WeasyPrint break the line after its first word."""
    for path in sorted(built.glob("[pf]*/*/*.html")):
        body = path.read_text("utf-8").partition("<body")[2]
        assert not re.search(r"[^\s>] <(a|span|strong|em)\b", body), path.name


def test_each_column_of_a_table_to_fill_in_has_room_to_write(paper: Paper) -> None:
    heads = ("If it is done, what could go wrong, and for whom it could", "If it is not done", "Safer")
    drawing = paper._drawings["participant"]
    table = drawing.draw(BlankTable(caption="Risk", header=heads, rows=2), PaperContext(drawing, "participants/x/x"))
    for number, profile in enumerate(PROFILES):
        boxes = plain(job(paper, table, number)).pages[0]._page_box.descendants()
        widths = [each.width for each in boxes if type(each).__name__ == "TableCellBox"]
        assert len(widths) == 9 and min(widths) > max(widths) * 0.7, profile.name
