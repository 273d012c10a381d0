"""Words of a source are found in a course however they are dressed up, from fingerprints that do not tell them."""

from __future__ import annotations

import random
import re
import time
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselore import pipeline
from caselore.checks.contrast import DARK, LIGHT, contrast
from caselore.cli import main
from caselore.fingerprints import WORDS, as_file, found, from_file, hashes, places, words
from projects import REFERENCE, overlaid

SOURCE = """\
The bus stops twice a day by the old mill, and nobody who lives there has a car. So a lift to the market was what
they asked for first. It's the driver's own idea, a well-thought-out one, to wait for those who walk slowly.
"""
RECORD = """\
title: A leaflet about buses
short: The leaflet
kind: guidance
publisher: Nobody
published: 2026
about: A leaflet that was made up.
nations: [uk]
licence: all-rights-reserved
findings: [{id: LF-01, statement: A lift was wanted., locator: page 1}]
"""
RECORD_PATH, PRINT_PATH = "content/sources/a-leaflet.yml", "content/sources/a-leaflet.fingerprint"


def project(folder: Path, text: str, **more: str) -> Path:
    """Make a course that says a text in its glossary and has the fingerprint of the source."""
    said = "\n".join(f"    {line}" for line in text.split("\n"))
    return overlaid(
        folder / "course",
        {
            RECORD_PATH: more.get("record", RECORD),
            PRINT_PATH: as_file(SOURCE, "0" * 64),
            "content/glossary.yml": f"- id: outcome\n  term: outcome\n  plain: What changes.\n  fuller: |-\n{said}\n",
        },
    )


def overlaps(folder: Path, text: str) -> list[str]:
    """Return what is said of overlap in a text: the number of words that starts each message."""
    made = pipeline.check(project(folder, text)).diagnostics
    return [f"{each.code} {each.message.split()[0]}" for each in made if each.code.startswith("O")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw that nobody who lives there has a van.", []),
        ("We saw that nobody who lives there has a car.", []),
        ("We saw that and nobody who lives there has a car.", ["O101 8"]),
        ("We saw that and nobody who lives there has a car. So a van came.", ["O101 10"]),
        ("AND NOBODY who lives; there has — a car", ["O101 8"]),
        ("AND NOBODY WHO LIVES THERE HAS A CAR", ["O101 8"]),
        ("and nobody WHO lives there has a car", []),
        ("And nobody who lives there\nhas a car", ["O101 8"]),
        ("And **nobody** who _lives_ there [@LF-01] has a [car](#outcome)", ["O101 8"]),
        ("- And nobody who\n- lives there has a car", ["O101 8"]),
        ("| And nobody | who lives |\n|---|---|\n| there has | a car |", ["O101 8"]),
        ("and nobody\u00a0who lives\u00a0there has a car", ["O101 8"]),
        ("it’s the driver’s own idea a well thought out", ["O101 9"]),
        ("its the drivers own idea a well-thought‑out one", ["O101 8"]),
        ("the driver's own idea, a well-thought-out one", []),
        ("and nobody who lives there ﬁrst has a car", []),
        ('They say "and nobody who lives there has a car".', []),
        ("They say ‘and nobody who lives there has a car’.", []),
        ("> and nobody who lives there has a car", []),
        ('They say "by the old mill, and nobody who lives there has a car".', ["O102 12"]),
        ('by the old mill "and nobody who lives" there has a car', []),
        ("`and nobody who lives there has a car`", []),
        ("", []),
        ("and", []),
    ],
)
def test_a_row_of_words(text: str, expected: list[str], tmp_path: Path) -> None:
    assert overlaps(tmp_path, text or "x") == expected


def test_every_place_of_a_source_is_found_and_nothing_of_another_text() -> None:
    known, text = set(hashes(words(SOURCE))), words(SOURCE)
    for start in range(len(text) - WORDS + 1):
        row = [b"before", *text[start : start + WORDS], b"after"]
        assert [number for number, _ in found(row, known)] == [1]
        for change in range(WORDS):
            other = row[1:-1]
            other[change] += b"x"
            assert found(other, known) == []
    assert found(words((REFERENCE / "content" / "course.yml").read_text("utf-8")), known) == []


LETTERS = "aBz09 \n.,;'’‘-–_\"“”é\u0301\u00adŷßﬁ½一•*²"


def test_both_ways_to_take_a_text_apart_agree() -> None:
    rng = random.Random(3)
    for _ in range(3000):
        text = "".join(rng.choice(LETTERS) for _ in range(rng.randrange(40)))
        assert words(text) == [each.plain for each in places(text)], repr(text)
        assert all(text[each.start : each.end].strip() for each in places(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe\u0301"),
        ("ﬁrst", "FIRST"),
        ("don't", "don’t"),
        ("well-known", "well known"),
        ("co\u00adop", "coop"),
    ],
)
def test_words_that_are_alike(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_a_fingerprint_is_the_same_wherever_it_is_made() -> None:
    made = as_file("One two three four five six seven eight. Nine é!", "ab" * 32)
    assert made == (
        f"caselore fingerprint 1\nsha256: {'ab' * 32}\nwords: 8\nruns: 3\n447128729aca\n6d53184dc0ce\nf2481d53e4d0\n"
    )
    assert (from_file(made) or pytest.fail()).runs == set(
        hashes(words("one two three four five six seven eight nine é"))
    )


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "caselore fingerprint 2\n",
        as_file(SOURCE, "0" * 64)[:-3],
        as_file(SOURCE, "0" * 64)[:-13],
        as_file(SOURCE, "0" * 64) + "0123456789ab\n",
        as_file(SOURCE, "0" * 64).replace("words: 8", "words: 7"),
        as_file(SOURCE, "0" * 63),
        "caselore fingerprint 1\nsha256: " + "0" * 64 + "\nwords: 8\nruns: 1\nzzzzzzzzzzzz\n",
    ],
)
def test_a_broken_fingerprint_is_refused(broken: str) -> None:
    assert from_file(broken) is None


def test_a_fingerprint_with_the_line_ends_of_windows_is_read(tmp_path: Path) -> None:
    course = project(tmp_path, "and nobody who lives there has a car")
    path = course / PRINT_PATH
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert {each.code for each in pipeline.check(course).diagnostics if each.code[0] == "O"} == {"O101"}


def test_odd_texts_do_no_harm(tmp_path: Path) -> None:
    for number, text in enumerate(["👍🏽 " * 50, "a " * 10_000, "“" * 300, "'" * 300, "•", "-" * 500]):
        assert overlaps(tmp_path / str(number), text) == []


# --- the command -------------------------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["fingerprint", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source."""
    path = tmp_path / "leaflet.txt"
    path.write_text(SOURCE, "utf-8")
    return path


def test_the_command_writes_the_same_file_twice(tmp_path: Path, copy: Path) -> None:
    course = project(tmp_path, "x", record=RECORD + "file: leaflet.txt\n")
    (course / PRINT_PATH).unlink()
    code, said = run(copy, "--project", course)
    assert (code, "a-leaflet.fingerprint: 40 runs" in said) == (0, True)
    assert f"sha256: {sha256(SOURCE.encode()).hexdigest()}" in said
    first = (course / PRINT_PATH).read_bytes()
    assert run(copy, "--project", course)[1].startswith("Nothing changed")
    assert (course / PRINT_PATH).read_bytes() == first
    assert not re.search(rb"[g-z]{4}", first.split(b"\n", 4)[4]), "no word of the source"
    assert [path.name for path in (course / "content" / "sources").iterdir() if "new" in path.name] == []


def test_a_copy_is_known_by_its_content_whatever_its_name(tmp_path: Path, copy: Path) -> None:
    made = sha256(copy.read_bytes()).hexdigest()
    course = project(tmp_path, "x", record=RECORD + f"sha256: {made}\n")
    assert run(copy, "--project", course)[0] == 0
    assert [each for each in pipeline.check(course).diagnostics if each.code[0] == "O"] == []


def test_another_copy_than_that_of_the_record_is_refused(tmp_path: Path, copy: Path) -> None:
    course = project(tmp_path, "x", record=RECORD + f"file: leaflet.txt\nsha256: {'1' * 64}\n")
    before = (course / PRINT_PATH).read_bytes()
    code, said = run(copy, "--project", course)
    assert (code, "names another copy" in said) == (2, True)
    assert (course / PRINT_PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.4\n1 0 obj", "not plain text"),
        (b"caf\xe9 " * 20, "not plain text"),
        (b"a b c\x00d e f g h i", "not plain text"),
        (b"<!DOCTYPE html><p>one two three four five six seven eight", "web page"),
        (b"too short", "fewer than 8 words"),
    ],
)
def test_what_is_no_plain_text_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    course = project(tmp_path, "x")
    path = tmp_path / "copy.txt"
    path.write_bytes(content)
    code, said = run(path, "--source", "a-leaflet", "--project", course)
    assert (code, why in said) == (2, True), said


def test_what_the_command_cannot_match(tmp_path: Path, copy: Path) -> None:
    course = project(tmp_path, "x")
    assert "say which with --source ID (the sources are a-leaflet, an-example)" in run(copy, "--project", course)[1]
    assert "did you mean 'a-leaflet'?" in run(copy, "--source", "leaflet", "--project", course)[1]
    assert run(copy, "--source", "a-leaflet", "--project", course)[0] == 0
    assert run(tmp_path / "none.txt", "--project", course)[0] == 2
    assert run(copy, "--project", tmp_path)[0] == 2


def test_text_in_utf16_is_read(tmp_path: Path) -> None:
    course, path = project(tmp_path, "x"), tmp_path / "copy.txt"
    path.write_bytes(SOURCE.encode("utf-16"))
    assert run(path, "--source", "a-leaflet", "--project", course)[0] == 0
    made = from_file((course / PRINT_PATH).read_text("ascii"))
    assert made is not None and made.runs == set(hashes(words(SOURCE)))


def test_the_reference_course_has_a_fingerprint_for_each_copy() -> None:
    checked = pipeline.check(REFERENCE)
    assert checked.course is not None
    assert [
        each.id for each in checked.course.sources if each.file and each.id not in checked.course.fingerprints
    ] == []
    assert [each for each in checked.diagnostics if each.code.startswith("O")] == []


# --- colours -----------------------------------------------------------------------------------------------


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#fff") == contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_colours_that_contrast_is_reckoned_from_are_those_of_the_pages() -> None:
    text = (REFERENCE / "templates" / "assets" / "learner" / "tokens.css").read_text("utf-8")
    light, dark = text.split('[data-md-color-scheme="slate"]')
    for theme, css in ((LIGHT, light), (DARK, dark.split("}")[0])):
        set_there = dict(re.findall(r"--cl-([a-z-]+): (#[0-9a-f]+);", css))
        assert theme == {name: set_there[name] for name in theme}


@pytest.mark.parametrize("odd", ["--cl-", "/*", "{", "a" * 50 + "{", ":root{--cl-ink:#8a8a8a;}"])
def test_a_style_sheet_of_nothing_but_signs_takes_no_time(odd: str, tmp_path: Path) -> None:
    course = overlaid(tmp_path / "course", {"templates/odd.css": (odd * 20_000)[:100_000]})
    start = time.process_time()
    found = {each.code for each in pipeline.check(course).diagnostics}
    assert found <= {"X110"}
    assert time.process_time() - start < 5
