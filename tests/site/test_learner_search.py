"""Search finds what a learner looks for; keys and facilitator notes are nowhere that a learner could find them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from answering import Quizzes, words
from learner_browser import Learner
from page_tree import Element, read
from playwright.sync_api import expect

from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.prose import Directive, plain_text, sections
from caselore.questions.interactions import Item

TEXT_FILES = (".html", ".js", ".json", ".xml", ".css", ".txt", ".map")


# -- What facilitators alone may read ----------------------------------------------------------------------


def of_module(module: Module) -> Iterator[str]:
    notes = module.facilitator
    if notes:
        yield from (notes.script, notes.cut_down, *notes.prep, *notes.local_inserts)
        for each in notes.misconceptions:
            yield from (each.belief, each.answer)
    for part in sections(module.body):
        if isinstance(part, Directive) and part.name == "facilitator":
            yield from part.body.split("\n\n")


def of_activity(activity: Activity) -> Iterator[str]:
    yield from (activity.debrief, *activity.materials, *activity.prompts, *activity.listen_for)
    yield from (*activity.likely_answers, *activity.adaptations)
    for step in activity.steps:
        yield from (step.do, step.say or "")


def of_case(case: CaseStudy) -> Iterator[str]:
    yield from (case.purpose, case.editorial_note or "", *case.decision_point.notes)


@pytest.fixture(scope="module")
def notes(course: Course) -> set[str]:
    """Every facilitator note of the course, as bare words."""
    texts = [text for module in course.modules for text in of_module(module)]
    texts += [text for activity in course.activities for text in of_activity(activity)]
    texts += [text for case in course.case_studies for text in of_case(case)]
    found = {words(plain_text(text)) for text in texts if text.strip()}
    assert len(found) > 50, "the course has lost its facilitator notes, and this test its point"
    return found


def texts(element: Element) -> Iterator[str]:
    """Yield all texts of a page, shown or not, without chips of evidence."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif "cl-chip" not in child.classes:
            yield from texts(child)


def texts_and_attributes(page: Element) -> str:
    values = (value for each in page.walk() for value in each.attributes.values())
    return " ".join((*texts(page), *values))


def all_words(folder: Path) -> dict[str, str]:
    """Return the words of every text file of a site, by its path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in TEXT_FILES:
            continue
        if path.name == "search_index.json":
            text = " ".join(entry_text(each) for each in index(folder))
        else:
            text = texts_and_attributes(read(path)) if path.suffix == ".html" else path.read_text("utf-8")
        found[path.relative_to(folder).as_posix()] = words(html.unescape(text))
    return found


def index(folder: Path) -> list[dict[str, str]]:
    """Return the entries of a site's search index."""
    return list(json.loads((folder / "search/search_index.json").read_text("utf-8"))["docs"])


def entry_text(entry: dict[str, str]) -> str:
    """Return an entry's words, without markup and codes of evidence."""
    plain = re.sub(r"<[^>]*>", " ", f"{entry['title']} {entry['text']}")
    return words(html.unescape(re.sub(r"\b[A-Z][A-Z0-9]*-\d{2,3}\b", " ", plain)))


def test_no_facilitator_note_is_anywhere_on_the_learners_site(built: Path, notes: set[str]) -> None:
    found = [f"{name}: {note}" for name, text in all_words(built / "site").items() for note in notes if note in text]
    assert not found, "\n".join(found)


def test_every_facilitator_note_is_on_the_facilitators_site(built: Path, notes: set[str]) -> None:
    everything = "\n".join(all_words(built / "facilitator").values())
    assert not [note for note in notes if note not in everything]


def test_the_learners_site_holds_no_key_page_and_no_source_file(built: Path) -> None:
    files = [path.relative_to(built / "site").as_posix() for path in (built / "site").rglob("*") if path.is_file()]
    assert not [each for each in files if each.startswith("keys/")]
    assert {Path(each).suffix for each in files} <= {
        ".css", ".docx", ".epub", ".gz", ".html", ".js", ".json", ".map", ".pdf", ".png", ".svg", ".txt", ".woff2", ".xml",
    }  # fmt: skip
    assert (built / "facilitator/keys/check-support-planning/index.html").is_file()


# -- The search index --------------------------------------------------------------------------------------


def said_after_answering(item: Item) -> Iterator[str]:
    yield from (item.rationale, *item.hints, *(text for _, text in item.notes))
    for asked in item.interactions:
        for each in (*getattr(asked, "choices", ()), *getattr(asked, "rows", ()), *getattr(asked, "entries", ())):
            yield each.feedback
        yield from getattr(asked, "model_points", ())
        yield from (getattr(asked, "feedback_right", ""), getattr(asked, "feedback_wrong", ""))


@pytest.mark.parametrize("edition", ["site", "facilitator"])
def test_no_index_holds_the_key_of_a_question(built: Path, course: Course, quizzes: Quizzes, edition: str) -> None:
    taught = {words(plain_text(text)) for note in course.legal_notes for text in (note.then, note.now)}
    for page, items in quizzes.items():
        entries = [each for each in index(built / edition) if f"site/{each['location'].partition('#')[0]}" == page]
        indexed = " ".join(map(entry_text, entries))
        for item in items:
            for text in {words(plain_text(each)) for each in said_after_answering(item) if each} - taught:
                assert text not in indexed, f"{page}, {item.id}: {text}"
            assert words(plain_text(item.stem)) in indexed, f"{page}: {item.id} cannot be found"


def test_no_index_holds_scripts_keys_or_my_learning(built: Path) -> None:
    for edition in ("site", "facilitator"):
        entries = index(built / edition)
        assert not [each for each in entries if each["location"].startswith(("keys/", "my-learning"))]
        assert not [each for each in entries if '"parts"' in each["text"] or "fingerprint" in each["text"]]
        assert all(each["title"].strip() for each in entries)


def test_each_term_is_an_entry_under_every_word_that_somebody_may_look_for(built: Path, course: Course) -> None:
    titles = {each["location"]: entry_text(each | {"text": ""}) for each in index(built / "site")}
    assert any(each.aliases for each in course.glossary) and any(each.say_instead for each in course.glossary)
    for term in course.glossary:
        for word in (term.term, *term.aliases, term.say_instead or ""):
            assert words(word) in titles[f"glossary/#{term.id}"], f"{word} does not lead to {term.term}"


def test_brackets_and_quotes_are_no_part_of_a_word(built: Path) -> None:
    found = json.loads((built / "site/search/search_index.json").read_text("utf-8"))
    ends = re.compile(found["config"]["separator"])
    said = [each for each in ends.split('the fund (ILF), "as it was".') if each]
    assert said == ["the", "fund", "ILF", "as", "it", "was"]
    assert ends.split("paragraph&#x27;s 12.35") == ["paragraph&#x27;s", "12.35"], "entities and numbers stay whole"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "page", "words_there"),
    [
        ("indoor bowling", "case-studies/joanne-and-david/", "indoor bowling"),
        ("say plainly", "messages/pm-01/", "say plainly"),
        ("independent broker", "glossary/", "independent broker"),
        ("section 117", "law/", "section 117"),
        ("brokerage", "glossary/#independent-broker", "brokerage"),
        ("care manager", "glossary/#care-manager", "social worker"),
        ("day opportunities", "glossary/#day-care", "day opportunities"),
        ("R40-14", "evidence/scie-r40-making-the-most/#r40-14", "eat a cooked meal"),
    ],
)
def test_a_learner_finds(learner: Learner, typed: str, page: str, words_there: str) -> None:
    opened = learner.open("site/")
    opened.get_by_role("textbox", name="Search").click()
    opened.keyboard.type(typed)
    folder, _, anchor = page.partition("#")  # between them Material puts what was searched for
    there = f"[href$='#{anchor}']" if anchor else ""
    opened.locator(f".md-search-result__link[href*='/site/{folder}']{there}").first.click()
    expect(opened).to_have_url(re.compile(f"/site/{folder}.*{anchor}$"))
    found = opened.locator("article").get_by_text(re.compile(words_there, re.IGNORECASE)).locator("visible=true").first
    expect(found).to_be_visible()


@pytest.mark.browser
def test_the_code_of_a_finding_as_it_is_printed_leads_to_it_first(learner: Learner) -> None:
    page = learner.open("site/")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("R40-14")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("h2").first).to_have_text("R40-14")
    page.keyboard.press("Enter")  # Material then opens what fits best
    expect(page).to_have_url(re.compile("/evidence/scie-r40-making-the-most/.*#r40-14$"))


@pytest.mark.browser
def test_the_code_of_a_message_leads_to_it_first_and_stands_where_it_is_named(learner: Learner) -> None:
    """Design and trainers call messages PM-05 and so on. An outcome's messages are listed by these codes alone."""
    page = learner.open("site/")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("PM-05")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Practice message PM-05")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/messages/pm-05/(\?.*)?$"))
    expect(page.locator("article .cl-eyebrow").first).to_have_text("Practice message PM-05 · Support planning")
    page.goto(learner.web + "site/messages/")
    expect(page.locator(".cl-card:has(a[href$='/pm-05/'])")).to_contain_text("PM-05")
    page.goto(learner.web + "site/trainers/")
    in_outcomes = page.locator("td[data-label=Messages] a")
    assert in_outcomes.count() > 20
    for each in in_outcomes.all():
        assert (each.get_attribute("href") or "").endswith(f"messages/{each.inner_text().lower()}/")


def test_the_search_dialog_has_a_name_and_closes(learner: Learner) -> None:
    page = learner.open("site/")
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("textbox")).not_to_be_focused()
