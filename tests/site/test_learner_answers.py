"""A learner answers each type of question, by mouse and by keyboard alone, and is told how it went in words."""

from __future__ import annotations

import re
from typing import get_args, get_type_hints

import pytest
from answering import Answers, Asked, Quizzes, right, wrong
from learner_browser import Learner
from playwright.sync_api import Locator, Page, expect

from caselore.model.course import Course
from caselore.questions.interactions import Item, OrderInteraction, Outcome
from caselore.questions.registry import TYPES
from caselore.questions.scoring import is_scored, score_item

pytestmark = pytest.mark.browser

TYPE_NAMES = [get_args(get_type_hints(each)["type"])[0] for each in TYPES]
VERDICTS = {
    Outcome.RIGHT: r"Right\.|Right order\.|Sound\.",
    Outcome.PARTLY: r"Partly\.|Partly in order\.|Defensible\.|\d+ of \d+ are right",
    Outcome.WRONG: r"Another (answer|order) fits better\.|Not the best first step\.|\d+ of \d+ are right",
    Outcome.UNSCORED: r"Kept in this browser\.",
}
Questions = dict[str, tuple[str, Item]]


@pytest.fixture(params=TYPE_NAMES)
def question(request: pytest.FixtureRequest, course: Course, questions: Questions) -> tuple[str, Item]:
    """A question of each type with the page that asks it."""
    found = [each.id for each in course.questions if each.type == request.param]
    assert found, f"the reference course has no question of the type {request.param}"
    return questions[found[0]]


def announced(asked: Asked) -> str:
    """Return what a screen reader is told of an answer, once it is told."""
    expect(asked.status).to_have_text(re.compile(r"\S"))
    expect(asked.status).to_have_attribute("role", "status")
    return asked.status.inner_text()


def check_what_is_said(asked: Asked, answers: Answers) -> None:
    outcome = score_item(asked.item, answers).outcome
    assert re.search(VERDICTS[outcome], announced(asked)), outcome
    said = asked.said()
    for feedback in asked.feedback(answers):
        assert feedback in said


def test_by_mouse(learner: Learner, question: tuple[str, Item]) -> None:
    page, item = question
    asked = Asked(learner.open(page), item)
    for answers in (wrong(item), right(item)):
        asked.answer(answers)
        check_what_is_said(asked, answers)


def test_by_keyboard_alone(learner: Learner, question: tuple[str, Item]) -> None:
    page, item = question
    asked = Asked(learner.open(page), item)
    for answers in (right(item), wrong(item)):
        asked.answer_by_keyboard(answers)
        check_what_is_said(asked, answers)
        if not any(is_scored(each) for each in item.interactions):
            return  # what is only compared is written on, not begun again
        asked.tab_to(asked.again_button)
        asked.page.keyboard.press("Space")
        expect(asked.root.locator(":focus")).to_be_visible()


def test_nothing_is_said_before_it_is_answered(learner: Learner, question: tuple[str, Item]) -> None:
    page, item = question
    asked = Asked(learner.open(page), item)
    expect(asked.key).to_be_hidden()
    assert asked.status.inner_text() == ""
    before = asked.said()
    for answers in (right(item), wrong(item)):
        for feedback in asked.feedback(answers):
            assert feedback not in before
    asked.check_button.click()
    assert announced(asked), "it is not said what is missing"
    expect(asked.root.locator(".cl-beside, .cl-after")).to_have_count(0)
    expect(asked.root.locator("fieldset :focus")).to_be_visible()


def test_trying_again_empties_the_form(learner: Learner, questions: Questions) -> None:
    for name in ("fits-the-plan", "what-the-story-says", "the-test-for-a-spend", "what-is-left-for-the-year"):
        page, item = questions[name]
        asked = Asked(learner.open(page), item)
        empty = asked.given()
        asked.answer(wrong(item))
        announced(asked)
        asked.again_button.click()
        expect(asked.status).to_have_text("")
        expect(asked.root.locator(".cl-beside, .cl-after")).to_have_count(0)
        assert asked.given() == empty


def test_an_answer_given_again_leaves_the_old_feedback_behind(learner: Learner, questions: Questions) -> None:
    page, item = questions["fits-the-plan"]
    asked = Asked(learner.open(page), item)
    asked.answer(wrong(item))
    asked.answer(right(item))
    said = asked.said()
    assert asked.feedback(right(item))[1] in said
    assert asked.feedback(wrong(item))[1] not in said


def test_ordering_needs_no_dragging(learner: Learner, questions: Questions) -> None:
    page, item = questions["steps-of-a-spending-talk"]
    asked = Asked(learner.open(page), item)
    order = item.interactions[0]
    assert isinstance(order, OrderInteraction)
    assert asked.root.locator("[draggable=true]").count() == 0
    first, second, *_ = asked.order(order)
    down = asked.part(order).locator(f'[data-entry="{first}"]').get_by_role("button", name="Move down")
    down.press("Enter")
    assert asked.order(order)[:2] == [second, first]
    expect(down).to_be_focused()
    assert re.search(r"number 2 of 5", announced(asked))


def test_the_status_is_a_live_region_for_assistive_technology(learner: Learner, questions: Questions) -> None:
    page_path, item = questions["fits-the-plan"]
    page = learner.open(page_path)
    asked = Asked(page, item)
    before = asked.status.element_handle()
    asked.answer(right(item))
    words = announced(asked)
    assert before.evaluate("(old, id) => old === document.getElementById(id)", f"q-{item.id}-status"), (
        "a region that is put into the page together with its words is not announced"
    )
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    regions = {each["nodeId"] for each in tree if each.get("role", {}).get("value") == "status"}
    spoken = [each.get("name", {}).get("value") for each in tree if each.get("parentId") in regions]
    assert words.split("\n")[0] in spoken


def test_a_quiz_counts_its_answers_and_says_how_it_went(learner: Learner, quizzes: Quizzes) -> None:
    path = "site/quizzes/two-weeks-later/"
    page = learner.open(path)
    quiz, asked = page.locator("caselore-quiz"), [Asked(page, item) for item in quizzes[path]]
    expect(quiz).to_contain_text(f"0 of {len(asked)} answered")
    asked[0].answer(right(asked[0].item))
    expect(quiz).to_contain_text(f"1 of {len(asked)} answered")
    for each in asked[1:]:
        each.answer(wrong(each.item))
    expect(quiz.get_by_role("status").filter(has_text="last one")).to_have_count(1)
    result = page.locator(".cl-result")
    expect(result).to_contain_text(f"1 of {len(asked)} points")
    expect(result.get_by_text("Worth another look")).to_have_count(len(asked) - 1)
    expect(result.get_by_text("Right", exact=True)).to_have_count(1)
    asked[1].again_button.click()
    expect(quiz).to_contain_text(f"{len(asked) - 1} of {len(asked)} answered")
    expect(result).to_have_count(0)
    asked[1].answer(wrong(asked[1].item))
    messages = result.locator(".cl-revisit a")
    assert messages.count(), "it is not said which messages to go back to"
    messages.first.click()
    expect(page).to_have_url(re.compile(r"/site/messages/pm-\d+/"))


def test_a_quiz_counts_what_is_written_and_tells_its_questions_apart(learner: Learner) -> None:
    page = learner.open("site/modules/seeing-how-it-worked/")
    quiz = page.locator("caselore-quiz")
    numbers = [each.inner_text() for each in quiz.locator(".cl-question-number").all()]
    box = page.locator("textarea")
    written = quiz.locator("caselore-question").filter(has=box).first
    marked = quiz.locator("caselore-question").filter(has_not=box)
    told = [each.inner_text() for each in marked.locator(".cl-question-number").all()]
    assert told != numbers[: len(told)], "this test needs a box to write in before a question that is marked"
    expect(quiz).to_contain_text(f"0 of {len(numbers)} answered")
    written.locator("textarea").fill("In her own words.")
    written.locator("button[type=submit]").click()
    expect(quiz).to_contain_text(f"1 of {len(numbers)} answered")
    page.evaluate(MARK_ALL)
    listed = page.locator(".cl-result-list li")
    said = [f"Question {each.inner_text().split('.')[0]}" for each in listed.locator("a").all()]
    assert said == told
    assert listed.locator(".cl-result-about").count() == marked.locator(".cl-scenario").count() > 1


MARK_ALL = """() => {
    const quiz = document.querySelector("caselore-quiz");
    for (const each of quiz.querySelectorAll("caselore-question")) {
        each.result = each.result || { outcome: "wrong", points: 0, maximum: 1 };
    }
    quiz.dispatchEvent(new CustomEvent("caselore-answer"));
}"""


def test_a_blank_check_adds_to_what_is_said_of_a_field_and_takes_it_back(learner: Learner) -> None:
    page = learner.open("site/modules/support-planning/")
    question = page.locator("caselore-question").filter(has=page.locator("textarea")).first
    box = question.locator("textarea")
    before = box.get_attribute("aria-describedby")
    assert before
    question.locator("button[type=submit]").click()
    assert (box.get_attribute("aria-describedby") or "").endswith(f" {before}")
    expect(box).to_have_accessible_description(
        re.compile("Write your answer here, then check.+stays in this browser", re.DOTALL)
    )
    box.fill("Her own words.")
    question.locator("button[type=submit]").click()
    assert box.get_attribute("aria-describedby") == before


def test_starting_a_quiz_again(learner: Learner, quizzes: Quizzes) -> None:
    path = "site/quizzes/two-weeks-later/"
    page = learner.open(path)
    for item in quizzes[path]:
        Asked(page, item).answer(right(item))
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("caselore-quiz")).to_contain_text(f"0 of {len(quizzes[path])} answered")
    expect(page.locator(".cl-beside, .cl-after, .cl-result")).to_have_count(0)
    expect(Asked(page, quizzes[path][0]).root.locator(":focus")).to_be_visible()


def open_chip(page: Page) -> Locator:
    chip = page.locator("main a.cl-chip").first
    chip.click()
    return chip


def test_an_evidence_chip_opens_its_note_and_gives_the_focus_back(learner: Learner) -> None:
    page = learner.open("site/case-studies/day-care-at-the-care-home/")
    chip = open_chip(page)
    note = page.get_by_role("dialog").filter(has=page.get_by_role("button", name="Close"))
    expect(note).to_be_visible()
    expect(note).to_contain_text(chip.inner_text())
    expect(chip).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(chip).to_be_focused()
    chip.press("Enter")
    expect(note).to_be_visible()


def test_a_glossary_term_opens_its_meaning(learner: Learner) -> None:
    page = learner.open("site/modules/support-planning/")
    term = page.locator("main a.cl-term").first
    meaning = term.get_attribute("data-meaning")
    term.click()
    note = page.get_by_role("dialog").filter(has=page.get_by_role("button", name="Close"))
    expect(note).to_contain_text(str(meaning))
    note.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile(r"/site/glossary/#"))


def test_home_leads_on_to_the_module_after_one_that_is_finished(learner: Learner) -> None:
    page = learner.open("site/modules/getting-started/")
    page.get_by_role("button", name="I have finished this module").click()
    page.goto(learner.web + "site/modules/what-a-personal-budget-is/")
    page.goto(learner.web + "site/")
    expect(page.get_by_role("link", name="Go on where you stopped")).to_be_visible()
    page.goto(learner.web + "site/modules/what-a-personal-budget-is/")
    page.get_by_role("button", name="I have finished this module").click()
    page.goto(learner.web + "site/")
    page.get_by_role("link", name="Go on to the next module").click()
    expect(page).to_have_url(re.compile(r"/modules/support-planning/$"))  # the one between is finished as well


def test_the_library_is_filtered(learner: Learner) -> None:
    page = learner.open("site/case-studies/")
    cards = page.locator(".cl-card:visible")
    everything = cards.count()
    assert everything > 1
    select = page.locator(".cl-filters select").first
    select.select_option(index=1)
    assert 0 < cards.count() < everything
    expect(page.locator("[role=status]").filter(has_text="Showing")).to_contain_text(f"of {everything}")
    page.get_by_role("button", name="Show all").click()
    assert cards.count() == everything


def test_each_filter_of_the_library_brings_stories_together(learner: Learner) -> None:
    page = learner.open("site/case-studies/")
    filters = page.locator(".cl-filters select").all()
    assert len(filters) > 1
    for select in filters:
        shown = []
        for at in range(1, select.locator("option").count()):
            select.select_option(index=at)
            shown.append(page.locator(".cl-card:visible").count())
        assert max(shown) > 1, f"{select.locator('xpath=..').inner_text()}: each story stands alone"
        select.select_option(index=0)


def test_the_library_is_filtered_by_what_kind_of_place_a_story_tells_of(learner: Learner, course: Course) -> None:
    """No two stories name the same place, but several are of a town."""
    page = learner.open("site/case-studies/")
    page.get_by_label("Where").select_option("Town")
    towns = sorted(each.title for each in course.case_studies if each.locality == "town")
    assert sorted(page.locator(".cl-card:visible .cl-card-title").all_inner_texts()) == towns
    assert len(towns) > 1
    assert "Not known" in page.get_by_label("Where").locator("option").all_inner_texts()


def test_the_library_keeps_its_filters_on_the_way_back_from_a_story(learner: Learner) -> None:
    page = learner.open("site/case-studies/")
    cards, select = page.locator(".cl-card:visible"), page.locator(".cl-filters select").first
    select.select_option(index=1)
    chosen, shown = select.input_value(), cards.count()
    cards.first.get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile("/case-studies/([?]|$)"))
    page.go_back()
    expect(select).to_have_value(chosen)
    expect(cards).to_have_count(shown)
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(re.compile("/case-studies/$"))
