"""The language family counts, splits and spells as people do; lists of words to hold it to are in tests/cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from caselore import dictionary, pipeline
from caselore.checks.reading import grade, sentences, syllables
from caselore.prose import masked
from projects import CASES, MINIMAL, overlaid

LISTS = CASES / "language"
SPELLING = {"W141", "W142", "W143"}


def lines_of(name: str) -> list[str]:
    """Return the lines of a list without its remarks."""
    return [line for line in (LISTS / name).read_text("utf-8").splitlines() if not line.startswith("#")]


def counted() -> Iterator[tuple[str, int]]:
    """Yield the words of the list of syllables with their counts: that of the line, unless they have their own."""
    for line in lines_of("syllables.txt"):
        count, _, words = line.partition(": ")
        for word in words.split():
            spelt, _, own = word.partition(":")
            yield spelt, int(own or count)


def spoken_of(folder: Path, words: list[str], **course: str) -> dict[str, str]:
    """Return the codes of what is said of each word, when all stand in small sentences in one course."""
    said = "\n".join(f"    Say {word} now." for word in words)
    files = {"content/glossary.yml": f"- id: outcome\n  term: outcome\n  plain: What changes.\n  fuller: |-\n{said}\n"}
    if course:
        base = (MINIMAL / "content/course.yml").read_text("utf-8")
        files["content/course.yml"] = base + "".join(f"{key}: {value}\n" for key, value in course.items())
    found = pipeline.check(overlaid(folder, files)).diagnostics
    return {each.source_line.split()[1]: each.code for each in found if each.code in SPELLING}


def test_british_words_are_left_alone(tmp_path: Path) -> None:
    words = " ".join(lines_of("british.txt")).split()
    assert len(words) >= 300
    assert spoken_of(tmp_path / "course", words) == {}


def test_other_words_are_spoken_of(tmp_path: Path) -> None:
    pairs = [pair for line in lines_of("not-british.txt") for pair in line.partition(": ")[2].split()]
    kinds = {
        pair.partition("=")[0]: line.partition(":")[0]
        for line in lines_of("not-british.txt")
        for pair in line.partition(": ")[2].split()
    }
    assert len(pairs) >= 150
    found = spoken_of(tmp_path / "course", list(kinds))
    assert [word for word in kinds if word not in found] == []
    assert [word for word, kind in kinds.items() if (kind == "american") != (found[word] == "W143")] == []


@pytest.mark.parametrize("language", ["cy", "en-US", "fr"])
def test_only_british_english_is_looked_up(tmp_path: Path, language: str) -> None:
    assert spoken_of(tmp_path / "course", ["color", "recieve", "flumperage"], language=language) == {}


def test_a_slip_is_told_with_what_was_meant() -> None:
    assert dictionary.nearest("recieve") == "receive"
    assert dictionary.nearest("flumperage") == ""


def test_syllables_are_counted_as_by_ear() -> None:
    words = list(counted())
    assert len(words) >= 200
    wrong = [(word, count, syllables(word)) for word, count in words if syllables(word) != count]
    assert len(wrong) <= len(words) * 0.03, wrong
    total = sum(count for _, count in words)
    assert abs(sum(syllables(word) for word, _ in words) - total) <= total * 0.01


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Ask Dr. Smith. Then ring.", ["Ask Dr. Smith.", "Then ring."]),
        ("See No. 5 and s. 26. Is it so? No. It is not.", ["See No. 5 and s. 26.", "Is it so?", "No.", "It is not."]),
        ("It cost £4.50. It was J. Brown's.", ["It cost £4.50.", "It was J. Brown's."]),
        ("He said: “Go away.” She went.", ["He said: “Go away.”", "She went."]),
        ('"Is it? I think so." He left.', ['"Is it?', 'I think so."', "He left."]),
        ("I will try ... I will know ...", ["I will try ...", "I will know ..."]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("- first item\n- second item", ["first item", "second item"]),
        ("| One | Two |\n|---|---|\n| Three four | Five |", ["One", "Two", "Three four", "Five"]),
        ("> Somebody said so.\n> And more.", ["Somebody said so.", "And more."]),
        ("It helps [@R40-14]. It lasts [@R40-15].", ["It helps [@R40-14].", "It lasts [@R40-15]."]),
        ("It came at 10.30 a.m. on Monday, i.e. late.", ["It came at 10.30 a.m. on Monday, i.e. late."]),
        ("", []),
        ("...", []),
        ("😀 ☕", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert [text[each.start : each.end].strip(" |\n") for each in sentences(masked(text))] == expected


def test_the_grade_is_the_published_formula() -> None:
    [only] = sentences("The cat sat on the mat.")
    assert (only.words, only.syllables) == (6, 6)
    assert grade(1, 6, 6) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade(0, 0, 0) == 0


def test_a_set_term_counts_as_one_easy_word() -> None:
    terms = re.compile("resource allocation system")
    [only] = sentences("The resource allocation system is new.", terms)
    assert (only.words, only.syllables) == (4, 5)


@pytest.mark.parametrize(
    "text", ["", "a", "word " * 10_000, "." * 5_000, "A. " * 3_000, '"' * 999, "😀" * 500, "- " * 999]
)
def test_odd_texts_are_split_in_no_time(text: str) -> None:
    assert sum(each.words for each in sentences(masked(text))) <= 10_000


def test_much_of_the_same_takes_no_longer_for_each(tmp_path: Path) -> None:
    """A pasted code as one word, and thousands of the same slip in one text."""
    body = (MINIMAL / "content/modules").glob("*.md").__next__()
    slips = "Say recieve and seperately.\n" * 6_000
    text = f"{body.read_text('utf-8')}\n\n## More\n\n{'a' * 300_000}\n\n{slips}"
    project = overlaid(tmp_path / "course", {f"content/modules/{body.name}": text}, base=MINIMAL)
    before = process_time()
    assert "W141" in {each.code for each in pipeline.check(project).diagnostics}
    assert process_time() - before < 12
