"""A facilitator's key says which question it answers, and which of the options that are weighed is the soundest."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from caselore import pipeline
from caselore.artifacts import Artifact
from caselore.documents.paper.registry import sheets
from caselore.documents.slides.decks import decks
from caselore.model.course import Course
from caselore.writers import docx
from caselore.writers.edition import Edition
from caselore.writers.epub import epub
from caselore.writers.paper_html import PROFILES, Paper
from caselore.writers.word_sheet import drawn
from projects import MINIMAL, overlaid

ASKED = """
type: best_first_step
case: a-first-story
scenario: A neighbour rings about the same man.
stem: What do you do first?
outcome: say-what-changes
bloom: apply
evidence: [{finding: EX-01}]
options:
  - {id: thank, text: Thank her for the call, weight: 1, feedback: It is polite.}
  - {id: visit, text: Go and see him, weight: 2, feedback: He can say it himself.}
  - {id: wait, text: Wait until Friday, weight: 0, feedback: Too late.}
rationale: Hear it from him.
"""
"""The soundest stands second, so that only its mark says so."""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    checked = pipeline.check(overlaid(tmp_path, {"content/questions/a-first-question.yml": ASKED}))
    assert checked.course is not None and not checked.fails(), checked.diagnostics
    return checked.course


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def on_the_site(course: Course) -> str:
    edition = Edition(course, MINIMAL, facilitator=True)
    return words_of(next(page.html() for page in edition.pages() if page.path == "keys/a-first-quiz"))


def in_the_book(course: Course) -> str:
    [book] = [each for each in epub(course, MINIMAL, "book", facilitator=True) if isinstance(each, Artifact)]
    with zipfile.ZipFile(io.BytesIO(book.content)) as packed:
        [name] = [each for each in packed.namelist() if "keys" in each and "a-first-quiz" in each]
        return words_of(packed.read(name).decode())


def on_paper(course: Course) -> str:
    [sheet] = [each for each in sheets(course) if each.kind == "answer-key"]
    return words_of(Paper(course, MINIMAL).html(sheet, PROFILES[0], "facilitators/key.html"))


def in_word(course: Course) -> str:
    [sheet] = [each for each in sheets(course) if each.kind == "answer-key"]
    made = docx.make(drawn(course, sheet, "standard", frozenset()).file, {})
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return words_of(packed.read("word/document.xml").decode())


@pytest.mark.parametrize("key_of", [on_the_site, in_the_book, on_paper, in_word])
def test_a_key_tells_its_questions_apart_and_marks_the_soundest(
    key_of: Callable[[Course], str], course: Course
) -> None:
    key = key_of(course)
    assert "1. What do you do first?" in key
    assert "From the story A first story" in key
    assert "A neighbour rings about the same man." in key
    assert "Soundest: Go and see him" in key
    assert "Defensible: Thank her for the call" in key


def test_the_notes_of_a_slide_mark_the_soundest(course: Course) -> None:
    notes = " ".join(note for deck in decks(course) for slide in deck.slides for note in slide.notes)
    assert "Soundest: Go and see him" in notes
    assert "Defensible: Thank her for the call" in notes
