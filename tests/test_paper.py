"""Sheets to print: what they hold, what they keep back, and how they are laid out, read back with real tools."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner, Result
from pypdf.generic import NameObject

from caselore import cli, kept, pipeline, starting
from caselore.artifacts import FormatError
from caselore.documents.paper.registry import SHEETS, sheets
from caselore.model.course import Course
from caselore.prose import plain_text
from caselore.questions.decision import decision
from caselore.questions.interactions import Item
from caselore.questions.registry import lower
from caselore.writers import pdf

LOCAL = """\
council: Exampleshire Council
advocacy: Exampleshire Advocates, 01632 960002
logo: images/logo.svg
logo_alt: A bridge over a river
more:
  - id: night-team
    label: At night
    text: 01632 960005
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 9q10-14 20 0"/></svg>\n'
TERM = """\
- id: welsh
  term: ŵy
  plain: A word with letters that the main font lacks, and Ŷ.
  fuller: At night ring {local}`night-team`. By day ask {local}`safeguarding`.
"""
PARTICIPANT_FORMS = ("reflective-log", "action-plan", "evaluation", "evaluation-later", "certificate")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(each) for each in arguments])


pytestmark = pytest.mark.usefixtures("nothing_kept_from_before")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course that `caselore init` makes, with a local.yml and a word in rare letters."""
    folder = tmp_path_factory.mktemp("paper") / "course"
    starting.start_course(folder)
    (folder / "local.yml").write_text(LOCAL, "utf-8")
    (folder / "content/images").mkdir()
    (folder / "content/images/logo.svg").write_text(LOGO, "utf-8")
    glossary = folder / "content/glossary.yml"
    glossary.write_text(glossary.read_text("utf-8").rstrip() + "\n" + TERM, "utf-8")
    return folder


@pytest.fixture(scope="module")
def course(project: Path) -> Course:
    checked = pipeline.check(project)
    assert not checked.fails(), checked.diagnostics
    assert checked.course is not None
    return checked.course


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    done = run("build", project, "--only", "handouts", "--profile", "standard", "--profile", "large")
    assert done.exit_code == 0, done.output
    return project / "build" / "handouts"


def files(built: Path, pattern: str = "**/*.pdf") -> list[Path]:
    return sorted(built.glob(pattern))


def words(path: Path, *options: str) -> str:
    """What a PDF reader reads, in one line."""
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def pages(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def test_there_is_a_sheet_of_each_kind(course: Course, built: Path) -> None:
    made = {each.kind for each in sheets(course)}
    assert made == {each.name for each in SHEETS}
    for each in sheets(course):
        for suffix in ("", "-large"):
            for ending in ("pdf", "html"):
                assert (built / f"{each.audience}s" / f"{each.path}{suffix}.{ending}").is_file()


def _kept_back(course: Course) -> Iterator[str]:
    """Yield every text that would tell an answer, or that is for facilitators alone."""
    items: list[Item] = [lower(each) for each in course.questions] + [decision(each) for each in course.case_studies]
    for item in items:
        yield item.rationale
        yield from (note for _, note in item.notes)
        yield from item.hints
        for asked in item.interactions:
            for field in ("feedback_right", "feedback_wrong"):
                yield getattr(asked, field, "")
            yield from getattr(asked, "model_points", ())
            for part in (*getattr(asked, "choices", ()), *getattr(asked, "rows", ()), *getattr(asked, "entries", ())):
                yield part.feedback
    for activity in course.activities:
        yield from (*activity.listen_for, *activity.likely_answers, activity.debrief)
        yield from (card.likely for card in activity.handout.cards) if activity.handout else ()
    for case in course.case_studies:
        yield from case.decision_point.notes
    for module in course.modules:
        if module.facilitator:
            yield from (module.facilitator.script, module.facilitator.cut_down)
            yield from (each.answer for each in module.facilitator.misconceptions)


def test_no_sheet_for_participants_holds_a_key(course: Course, built: Path) -> None:
    secrets = {plain_text(each) for each in _kept_back(course)} - {""}
    assert len(secrets) > 20
    for path in files(built, "participants/**/*.pdf"):
        read = words(path).replace(" ", "")
        for secret in secrets:
            assert secret.replace(" ", "") not in read, f"{path.name} tells: {secret}"
    for path in files(built, "participants/**/*.html"):
        read = " ".join(re.sub(r"<[^>]+>", "", path.read_text("utf-8")).split())
        for secret in secrets:
            assert secret not in read, f"{path.name} tells: {secret}"


def test_a_case_sheet_does_not_tell_the_end(course: Course, built: Path) -> None:
    for case in course.case_studies:
        end = plain_text(case.what_happened).replace(" ", "")
        assert end not in words(built / f"participants/{case.id}/case-sheet.pdf").replace(" ", "")
        assert end in words(built / f"participants/{case.id}/told-to-the-end.pdf").replace(" ", "")


def test_paper_and_key_have_the_same_numbers_and_letters(course: Course, built: Path) -> None:
    for quiz in course.quizzes:
        paper = words(built / f"participants/{quiz.id}/quiz-paper.pdf", "-layout")
        key = words(built / f"facilitators/{quiz.id}/answer-key.pdf", "-layout")
        for number, name in enumerate(quiz.questions, 1):
            stem = " ".join(plain_text(course.by_id[name].stem).split()[:4])
            assert f"{number}. {stem}" in paper, name
            assert f"{number}. {stem}" in key, name


def test_the_letters_of_options_agree(course: Course, built: Path) -> None:
    from caselore.questions.arrange import arranged

    quiz = course.quizzes[0]
    key = words(built / f"facilitators/{quiz.id}/answer-key.pdf", "-layout")
    paper = words(built / f"participants/{quiz.id}/quiz-paper.pdf", "-layout")
    for name in quiz.questions:
        for asked in arranged(lower(course.by_id[name])).interactions:  # type: ignore[arg-type]
            if asked.kind == "choice" and asked.scored and not lower(course.by_id[name]).gap_text:  # type: ignore[arg-type]
                best = "Soundest" if any(0 < each.weight < 1 for each in asked.choices) else "Right"
                for letter, choice in zip("ABCDEFGH", asked.choices, strict=False):
                    start = " ".join(plain_text(choice.text).split()[:3])
                    verdict = best if choice.weight >= 1 else "Defensible" if choice.weight else "Not this"
                    assert f"{letter} {start}" in paper
                    assert f"{letter} {verdict}: {start}" in key


def test_each_pdf_is_tagged_and_says_what_it_is(built: Path) -> None:
    for path in files(built):
        read = pypdf.PdfReader(path)
        catalog: Any = read.trailer["/Root"]
        assert read.metadata is not None and read.metadata.title, path
        assert catalog["/Lang"] == "en-GB", path
        if "to-fold" in path.name:
            assert path.with_name(path.name.replace("-to-fold", "")) in files(built), "to be read stands beside it"
            continue
        assert catalog["/MarkInfo"]["/Marked"], path
        assert "/StructTreeRoot" in catalog, path
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"], path
        assert read.outline, path
        assert b"pdfuaid" in path.read_bytes() or "pdfuaid" in str(
            read.xmp_metadata and catalog["/Metadata"].get_data()
        )


def test_the_foot_says_law_version_licence_and_page(course: Course, built: Path) -> None:
    for path in files(built, "[pf]*/**/*.pdf"):
        read = words(path).replace(" ", "")
        assert f"version{course.info.version}" in read, path
        assert "Law(England)" in read, path
        assert course.info.licence.replace(" ", "") in read, path
        if path.stem.startswith("book"):
            continue  # its pages are numbered through: see test_print_book.py
        if "cards" not in path.name or "sorting" in path.name:
            assert re.search(r"Page1of\d", read) or "to-fold" in path.name, path
    for path in files(built, "facilitators/**/*.pdf"):
        assert "Facilitators only" in words(path), path


def test_fonts_are_embedded_and_ours(built: Path) -> None:
    seen = set()
    for path in files(built):
        lines = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        for line in lines:
            name, embedded = line.split()[0], line.split()[-5]
            seen.add(name.split("+")[-1])
            assert embedded == "yes", f"{path}: {line}"
            assert re.search("Atkinson|Noto-?Sans", name), f"{path}: {line}"
    assert any("Noto" in each for each in seen), "the letters that Atkinson lacks"


def test_a_case_sheet_fits_one_sheet_of_paper(course: Course, built: Path) -> None:
    for case in course.case_studies:
        assert len(pypdf.PdfReader(built / f"participants/{case.id}/case-sheet.pdf").pages) <= 2


def test_cards_are_two_to_a_page_with_their_backs_behind_them(course: Course, built: Path) -> None:
    path = built / "participants/course/message-cards.pdf"
    read = pages(path)
    fronts = [index for index, page in enumerate(read) if re.search(r"Practice message \d", page)]
    for index in fronts:
        numbers = re.findall(r"Practice message (\d+)", read[index])
        assert len(numbers) <= 2
        backs = re.findall(r"^\s*(\d+)\. ", read[index + 1], re.MULTILINE)
        assert backs == numbers, "in the same order from the top"
    shown = [number for index in fronts for number in re.findall(r"Practice message (\d+)", read[index])]
    assert shown == [str(each.order) for each in course.messages]
    large = pages(path.with_name("message-cards-large.pdf"))
    assert "Why" not in large[0] and "Why" in large[1], "front, back, front, back"


@pytest.mark.parametrize("name", PARTICIPANT_FORMS)
def test_fields_to_fill_in_have_names_that_can_be_said(built: Path, name: str) -> None:
    fields = pypdf.PdfReader(built / f"participants/course/{name}.pdf").get_fields() or {}
    assert len(fields) >= 6
    for field in fields.values():
        assert len(str(field.get("/TU", ""))) > 2, field
        assert " " in str(field["/TU"]) or str(field["/TU"])[0].isupper(), field
    said = sorted(str(each["/TU"]) for each in fields.values())
    assert said == sorted(set(said)), "no two fields sound alike"
    if name == "action-plan":
        assert {"First: By when", "Then: By when", "And: By when"} < set(said)


BOXES = {"reflective-log": 6, "action-plan": 0, "evaluation": 20, "evaluation-later": 4, "certificate": 3}
"""How many boxes to tick each form has."""


def boxes_of(path: Path) -> list[pypdf.generic.DictionaryObject]:
    """Return the boxes to tick of a PDF, those for one question among them."""
    found = [each.get_object() for page in pypdf.PdfReader(path).pages for each in page.get("/Annots", [])]
    return [each for each in found if each.get("/FT") == "/Btn"]


@pytest.mark.parametrize("name", PARTICIPANT_FORMS)
@pytest.mark.parametrize("suffix", ["", "-large"])
def test_every_box_to_tick_says_its_question_and_its_option(built: Path, name: str, suffix: str) -> None:
    path = built / f"participants/course/{name}{suffix}.pdf"
    boxes = [str(each["/TU"]) for each in boxes_of(path)]
    assert len(boxes) == BOXES[name]
    if name == "evaluation":
        assert {f"I feel able to try it: {option}" for option in ("Not at all", "A little", "Mostly", "Fully")} < {
            *boxes
        }
    if name == "certificate":
        assert "Learning outcomes" in {str(each["/TU"]) for each in (pypdf.PdfReader(path).get_fields() or {}).values()}
    if name == "reflective-log":
        assert "I have checked: nothing here shows who a person is" in boxes


@pytest.mark.parametrize("suffix", ["", "-large"])
def test_a_question_takes_one_of_its_options(built: Path, suffix: str) -> None:
    """Its options are the parts of one field, named by the question; each is listed there and nowhere else."""
    reader = pypdf.PdfReader(built / f"participants/course/evaluation{suffix}.pdf")
    listed = [each.get_object() for each in reader.trailer["/Root"]["/AcroForm"]["/Fields"]]  # type: ignore[index]
    assert all("/T" in each and "/Parent" not in each for each in listed)
    questions = [each for each in listed if each["/FT"] == "/Btn"]
    assert len(questions) == 5
    for question in questions:
        assert question["/Ff"] == 1 << 15, "one of several"
        assert question["/Opt"] == ["Not at all", "A little", "Mostly", "Fully"]
        options = [each.get_object() for each in question["/Kids"]]
        assert [each["/TU"] for each in options] == [f"{question['/TU']}: {option}" for option in question["/Opt"]]
        assert not any("/T" in each for each in options)
        pictures = [each["/AP"]["/N"].keys() for each in options]
        assert pictures == [{f"/{number}", "/Off"} for number in range(4)]


def test_a_tick_made_on_a_screen_is_seen(built: Path, tmp_path: Path) -> None:
    ticked = pypdf.PdfWriter(clone_from=built / "participants/course/evaluation.pdf")
    boxes = [each.get_object() for each in ticked.pages[0]["/Annots"] if each.get_object()["/FT"] == "/Btn"]  # type: ignore[attr-defined]
    for box in boxes:
        box[NameObject("/AS")] = next(NameObject(name) for name in box["/AP"]["/N"] if name != "/Off")
    ticked.write(tmp_path / "ticked.pdf")
    assert ink(tmp_path / "ticked.pdf") > ink(built / "participants/course/evaluation.pdf") + len(boxes) * 10


def ink(path: Path) -> int:
    """How many dots of the first page are dark."""
    done = subprocess.run(["pdftoppm", "-r", "100", "-gray", "-l", "1", path], capture_output=True, check=True)
    assert b"Syntax Error" not in done.stderr
    return sum(dot < 128 for dot in done.stdout.split(b"\n", 3)[3])


def test_local_details_are_filled_in_and_the_rest_is_left_to_fill(built: Path) -> None:
    guide = words(next(iter(files(built, "facilitators/*/facilitator-guide.pdf"))))
    assert "Exampleshire Council" in guide
    assert "Exampleshire Advocates, 01632 960002" in guide
    assert "At night 01632 960005" in guide
    html = next(iter(files(built, "facilitators/*/facilitator-guide.html"))).read_text("utf-8")
    assert re.search(r"Safeguarding concern</strong> <span class=\"dd\"><span class=\"fill\">", html)
    assert 'alt="A bridge over a river"' in html


def test_upstream_text_is_not_touched_by_local_details(project: Path, course: Course) -> None:
    assert "960002" not in "".join(path.read_text("utf-8") for path in (project / "content").rglob("*.yml"))


def test_a_session_brings_what_it_needs_and_no_more(course: Course, built: Path) -> None:
    session = course.sessions[0]
    names = [path.name for path in files(built, f"sessions/{session.id}/*.pdf")]
    assert [name for name in names if "-large" not in name] == [
        "00-run-sheet.pdf",
        "01-register.pdf",
        "02-workbook-on-the-telephone.pdf",
        "03-facilitator-guide-on-the-telephone.pdf",
        "04-handout-before-you-pass-a-call-on.pdf",
        "05-case-sheet-the-call-about-the-blood-test.pdf",
        "06-case-told-the-call-about-the-blood-test.pdf",
        "07-sorting-cards-back-to-back.pdf",
        *(["08-activity-sheet-back-to-back.pdf"] if "08-activity-sheet-back-to-back.pdf" in names else []),
        *[name for name in names if "-large" not in name][-5:],
    ]  # fmt: skip
    run_sheet = words(built / f"sessions/{session.id}/00-run-sheet.pdf")
    for clock in session.clock():
        assert f" {clock} " in run_sheet
    assert "12.30 to 13.30, 60 min" in run_sheet
    assert re.search(r"Case sheet: The call about the blood test 12", run_sheet)


def used(path: Path, number: int) -> float:
    """How far down a page goes, between its margins: 1 for all the way."""
    done = subprocess.run(
        ["pdftoppm", "-r", "20", "-gray", "-f", str(number), "-l", str(number), path], capture_output=True, check=True
    )
    _, size, _, pixels = done.stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    top, bottom = round(height * 0.09), round(height * 0.91)
    inked = [row for row in range(top, bottom) if min(pixels[row * width : (row + 1) * width]) < 140]
    return (inked[-1] - top) / (bottom - top) if inked else 0.0


def test_no_page_is_nearly_empty_and_no_heading_stands_last(course: Course, built: Path) -> None:
    headings = {"What to do", "Stop and think", "Then and now", "Ground rules", "What to print", "Recall first"}
    for path in files(built, "[pf]*/**/*.pdf"):
        if "cards" in path.name or "to-fold" in path.name:
            continue
        for number, page in enumerate(pages(path), 1):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            body = [line for line in lines if not re.match(r"Page \d|Law|Facilitators only", line)]
            assert body[-1] not in headings, f"{path.name}, page {number}"
            assert used(path, number) > 0.07, f"{path.name}, page {number}: {body}"


def test_large_print_is_large(built: Path) -> None:
    sizes: set[float] = set()

    def note(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * matrix[3]), 1))

    for path in files(built, "participants/*/workbook-large.pdf"):
        for page in pypdf.PdfReader(path).pages:
            page.extract_text(visitor_text=note)
    assert sizes and min(sizes) >= 17.9, sorted(sizes)


def test_checkers_of_pdf_ua_find_no_error(built: Path) -> None:
    checked = [path for path in files(built, "[pf]*/**/*.pdf") if "to-fold" not in path.name]
    tools = Path(sys.executable).parent
    done = subprocess.run(
        [tools / "pdfua", "check", "--min-severity", "error", *checked], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]
    done = subprocess.run([tools / "outloud", "-q", "--skip", "TBL-010", *checked], capture_output=True, text=True)
    # TBL-010 guesses from the number of header cells, and guesses wrong where a table goes on over the page.
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_two_builds_are_the_same_bytes(
    project: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "read", lambda name: None)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    other = tmp_path / "elsewhere"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("build"))
    assert run("build", other, "--only", "handouts", "--profile", "standard").exit_code == 0
    for path in files(other / "build/handouts"):
        assert path.read_bytes() == (built / path.relative_to(other / "build/handouts")).read_bytes(), path
    text = b"".join(path.read_bytes() for path in files(other / "build/handouts"))
    assert str(tmp_path).encode() not in text


def test_what_has_not_changed_is_not_made_again(
    project: Path, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "make", lambda job: pytest.fail(f"{job.path} was made again"))
    assert run("build", project, "--only", "handouts", "--out", tmp_path / "again").exit_code == 0


def test_without_pango_the_rest_is_made_and_it_is_said_how_to_get_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "missing", lambda: "the program library Pango is not installed")
    out = tmp_path / "out"
    done = run("build", project, "--only", "handouts", "--out", out)
    assert done.exit_code == 1, "they were asked for"
    assert "Pango is not installed" in done.stderr and "docs/printing.md" in done.stderr
    assert files(out) == [] and len(files(out, "**/*.html")) > 15
    assert "Pango" in (out / "manifest.json").read_text("utf-8")
    done = run("build", project, "--out", out)
    assert done.exit_code == 0, "the rest was asked for too"
    assert (out / "site/index.html").is_file()
    assert "left out of handouts" in done.stderr


def test_pango_is_missed_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert "Pango" in pdf.missing()


def test_a_picture_without_words_fails_the_build_with_its_place(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "course"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("build"))
    (other / "templates/paper").mkdir(parents=True)
    (other / "templates/paper/story-so-far.html").write_text('<p><img src="../../images/images/logo.svg"></p>')
    done = run("build", other, "--only", "handouts", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("caselore: case_studies/the-call-about-the-blood-test.yml: ")
    assert "has no required alt description" in done.stderr
    assert not (tmp_path / "out").exists()
    assert issubclass(FormatError, Exception)


def test_the_sites_offer_the_sheets(project: Path, tmp_path: Path) -> None:
    done = run("build", project, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    site, facilitator = tmp_path / "out/site", tmp_path / "out/facilitator"
    case = (site / "case-studies/the-call-about-the-blood-test/index.html").read_text("utf-8")
    assert 'href="../../downloads/participants/the-call-about-the-blood-test/case-sheet.pdf"' in case
    assert "not yet checked" in case[case.index("case-sheet.pdf") :]
    assert re.search(r"2 pages, \d+&nbsp;kB", case)
    assert files(site, "downloads/participants/**/*.pdf") and not files(site, "downloads/facilitators/**/*.pdf")
    trainers = (facilitator / "trainers/index.html").read_text("utf-8")
    assert "facilitators/on-the-telephone/facilitator-guide.pdf" in trainers
    assert "facilitators/" not in (site / "trainers/index.html").read_text("utf-8").replace("facilitators</td>", "")
    for path in (*files(facilitator, "downloads/**/*.pdf"), *files(facilitator, "downloads/**/*.docx")):
        assert path.name in trainers
    home = (site / "index.html").read_text("utf-8")
    home = home[home.index("To read offline or on paper") :]
    assert re.search(r'href="downloads/participants/course/book.pdf".*?\d+ pages, \d+&nbsp;kB', home, re.DOTALL)
    assert re.search(r'href="downloads/book/heard-the-first-time.epub" type="application/epub\+zip"', home)
    assert "prints well by itself" not in home and files(site, "downloads/book/*.epub")


def test_each_pdf_is_offered_as_word_beside_it_and_keys_are_not(project: Path, tmp_path: Path) -> None:
    done = run("build", project, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    for edition, audiences in (("site", {"participants"}), ("facilitator", {"participants", "facilitators"})):
        downloads = tmp_path / "out" / edition / "downloads"
        pdfs = {path.with_suffix("") for path in files(downloads, "**/*.pdf") if not path.stem.endswith("-to-fold")}
        words = {path.with_suffix("") for path in files(downloads, "**/*.docx")}
        assert pdfs - {downloads / "participants/course/book"} == words, "the book is there as an e-book instead"
        assert {path.relative_to(downloads).parts[0] for path in words} == audiences
    case = (tmp_path / "out/site/case-studies/the-call-about-the-blood-test/index.html").read_text("utf-8")
    assert re.search(r'case-sheet\.docx">Standard print \(Word, to edit\)</a> <span class="cl-quiet">\d+&nbsp;kB', case)
    for session in (tmp_path / "out/handouts/sessions").iterdir():
        to_edit = [path.stem for path in sorted((session / "to-edit").iterdir())]
        assert to_edit == [path.stem for path in sorted(session.glob("*.pdf"))] != []


def test_without_pango_a_session_still_has_what_can_be_edited_and_what_a_browser_prints(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "missing", lambda: "Pango is not there")
    assert "Pango is not there" in run("build", project, "--out", tmp_path / "out").stderr
    pack = files(tmp_path / "out/handouts/sessions", "*/to-edit/*.docx")
    assert pack and not files(tmp_path / "out/handouts", "**/*.pdf")
    to_print = files(tmp_path / "out/handouts/sessions", "*/*.html")
    assert {path.stem for path in to_print} == {path.stem for path in pack}
    for path in to_print:
        used = re.findall(r'(?:href|src)="([^"#:]+)"', path.read_text("utf-8"))
        assert used and all((path.parent / each).is_file() for each in used), path


@pytest.mark.parametrize("look", ["standard", "clear", "dyslexia"])
def test_the_empty_cells_of_a_handout_have_room_to_write_in(look: str) -> None:
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure.boxes import TableCellBox

    folder = Path(__file__).parents[1] / "templates" / "assets" / "paper"
    styles = [CSS(string=(folder / f"{each}.css").read_text("utf-8")) for each in ("paper", look)]
    row = "<tr><th>A mix</th><td>Part with each of them</td><td>Each for its part</td><td></td></tr>"
    table = f'<div class="cl-table"><table><tbody>{row * 3}</tbody></table></div>'
    page = HTML(string=f'<body class="sheet handout {look}">{table}</body>').render(stylesheets=styles).pages[0]
    boxes = [each for each in page._page_box.descendants() if isinstance(each, TableCellBox) and not each.children]
    assert len(boxes) == 3
    for box in boxes:
        assert box.border_height() >= 25 / 25.4 * 96 and box.border_width() >= 30 / 25.4 * 96


def test_the_style_sheets_say_nothing_that_is_not_understood(caplog: pytest.LogCaptureFixture) -> None:
    from weasyprint import CSS

    folder = Path(__file__).parents[1] / "templates" / "assets" / "paper"
    sheets_of_style = sorted(folder.glob("*.css"))
    assert len(sheets_of_style) == 6
    for path in sheets_of_style:
        CSS(string=path.read_text("utf-8"))
    assert [each.getMessage() for each in caplog.records if each.levelname in ("WARNING", "ERROR")] == []


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    starting.start_course(folder)
    info = folder / "content/course.yml"
    bad = """'"}</style><script>alert(1)</script><p onclick=x> {{ 7 * 191 }} \\'"""
    text = re.sub("(?m)^title: .*$", lambda _: f"title: {bad}", info.read_text("utf-8"))
    info.write_text(re.sub("(?m)^licence: .*$", lambda _: f"licence: {bad}", text), "utf-8")
    (folder / "local.yml").write_text(f"council: {bad}\nadvocacy: {bad}\n", "utf-8")
    done = run("build", folder, "--only", "handouts", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    for path in files(tmp_path / "out", "**/*.html"):
        read = path.read_text("utf-8")
        assert "<script" not in read and "<p onclick" not in read and "1337" not in read, path
        assert read.count("</style>") == 1, path
    plan = words(tmp_path / "out/handouts/participants/course/action-plan.pdf")
    assert "</style><script>alert(1)</script>" in plan
