"""What a learner did stays with them: over reloads, tabs, new editions of the course, and when it cannot be kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from answering import OWN_WORDS, Answers, Asked, right, wrong
from learner_browser import Learner
from playwright.sync_api import BrowserContext, Page, expect
from reference_course import caselore, copy_of_the_project, replace_in
from web_server import Served

from caselore.questions.interactions import Item

pytestmark = pytest.mark.browser

MODULE = "site/modules/support-planning/"
SITE_URL = "https://example.org/personal-budgets/"
KEY = "caselore:1:personal-budgets"
Quizzes = dict[str, list[Item]]


def kept(page: Page) -> dict[str, Any]:
    """Return what the browser keeps for the course."""
    return dict(json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}"))


def asked_on(page: Page, quizzes: Quizzes) -> dict[str, Asked]:
    return {item.id: Asked(page, item) for item in quizzes[MODULE]}


# -- Reloading, going away and coming back -----------------------------------------------------------------


def test_a_reload_keeps_every_answer(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    given: dict[str, Answers] = {}
    for at, (name, asked) in enumerate(asked_on(page, quizzes).items()):
        given[name] = (right, wrong)[at % 2](asked.item)
        asked.answer(given[name])
    page.reload()
    for name, asked in asked_on(page, quizzes).items():
        assert asked.shows_answers(given[name]), name
        said = asked.said()
        assert all(feedback in said for feedback in asked.feedback(given[name])), name
        expect(asked.status).to_have_text(re.compile("Your answer of"))


def test_what_is_being_written_is_kept_before_any_button_is_pressed(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    box = asked_on(page, quizzes)["where-i-narrowed"].root.locator("textarea")
    box.press_sequentially(OWN_WORDS)
    page.wait_for_function("([key, words]) => (localStorage.getItem(key) || '').includes(words)", arg=[KEY, OWN_WORDS])
    page.reload()
    expect(box).to_have_value(OWN_WORDS)


def at_its_own_address(learner: Learner, built: Path) -> BrowserContext:
    """A profile for which the site lies where its mkdocs.yml says: only then Material swaps pages in place."""
    profile = learner.profile()
    sitemap = (built / "site/sitemap.xml").read_text("utf-8").replace(SITE_URL, f"{learner.web}site/")
    profile.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="text/xml"))
    return profile


def test_instant_navigation_away_and_back(learner: Learner, quizzes: Quizzes, built: Path) -> None:
    page = learner.tab(at_its_own_address(learner, built), MODULE)
    page.evaluate("window.sameWindow = true")
    first, second = (asked_on(page, quizzes)[name] for name in ("fits-the-plan", "outcome-or-service"))
    first.answer(right(first.item))
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="My learning").click()
    expect(page.locator("caselore-learning")).to_contain_text("1 of 18 questions tried")
    page.go_back()
    expect(page).to_have_url(re.compile("/support-planning/"))
    expect(first.status).to_have_text(re.compile("Your answer of"))
    assert page.evaluate("window.sameWindow"), "the page was loaded anew: instant navigation is off"
    assert first.shows_answers(right(first.item))
    page.evaluate("addEventListener('caselore-answer', () => (window.heard = (window.heard || 0) + 1))")
    second.answer(wrong(second.item))
    expect(second.status).to_have_text(re.compile("Another answer"))
    assert page.evaluate("window.heard") == 1, "a handler was put on twice"
    (answer,) = kept(page)["answers"]["outcome-or-service"].values()
    assert answer["tries"] == 1
    second.root.locator(".cl-chip:visible").first.click()
    expect(page.locator(".cl-popover")).to_have_count(1)


def test_home_leads_on_to_where_the_learner_stopped(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    asked = asked_on(page, quizzes)["fits-the-plan"]
    asked.answer(right(asked.item))
    page.goto(learner.web + "site/")
    expect(page.locator("caselore-progress").first).to_contain_text("1 of 18 questions tried")
    page.get_by_role("link", name="Go on where you stopped").click()
    expect(page).to_have_url(re.compile(r"/support-planning/#q-fits-the-plan$"))


# -- New editions ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new edition: one question edited, one taken out, the others in another order."""
    project = copy_of_the_project(tmp_path_factory.mktemp("revised") / "project")
    content = project / "content"
    replace_in(
        content / "questions/fits-the-plan.yml", "Which reason for agreeing", "Which of the reasons for agreeing"
    )
    quiz = content / "quizzes/check-support-planning.yml"
    head, _, listed = quiz.read_text("utf-8").partition("questions:\n")
    names = [line for line in listed.splitlines() if "outcome-or-service" not in line]
    quiz.write_text(head + "questions:\n" + "\n".join(reversed(names)) + "\n", "utf-8")
    (content / "questions/outcome-or-service.yml").unlink()
    caselore("build", project, "--out", project / "build", "--only", "site")
    return project / "build"


@pytest.fixture
def editions(built: Path, revised: Path, serve: Callable[[Path], Served]) -> Iterator[Served]:
    """The course at an address of its own, where a new edition can take the place of the old one."""
    yield serve(built)


def test_a_new_edition_of_the_course(
    learner: Learner, quizzes: Quizzes, editions: Served, built: Path, revised: Path
) -> None:
    learner.web = editions.address
    page = learner.open(MODULE)
    given = {}
    for name, asked in asked_on(page, quizzes).items():
        given[name] = wrong(asked.item)
        asked.answer(given[name])

    editions.folder = revised
    page.reload()
    gone, edited = "outcome-or-service", "fits-the-plan"
    for name, asked in asked_on(page, quizzes).items():
        if name == gone:
            expect(asked.root).to_have_count(0)
        elif name == edited:
            expect(asked.root).to_contain_text("Edited since you answered")
            assert not asked.given()["answer"], "an answer to other words was put in"
        else:
            assert asked.shows_answers(given[name]), name
    page.goto(editions.address + "site/my-learning/")
    expect(page.get_by_text("Edited since you answered")).to_have_count(1)
    expect(page.locator("caselore-learning")).to_contain_text("Answers elsewhere: 1")
    expect(page.locator("caselore-learning")).to_contain_text("A question that is no longer in this course")

    editions.folder = built
    page.goto(editions.address + MODULE)
    for name, asked in asked_on(page, quizzes).items():
        assert asked.shows_answers(given[name]), f"{name}: lost on the way through another edition"


# -- The learner's own data --------------------------------------------------------------------------------


@pytest.fixture
def after_some_work(learner: Learner, quizzes: Quizzes) -> Page:
    """My learning, after two answers, a reflection and a finished module."""
    page = learner.open(MODULE)
    asked = asked_on(page, quizzes)
    asked["fits-the-plan"].answer(right(asked["fits-the-plan"].item))
    asked["outcome-or-service"].answer(wrong(asked["outcome-or-service"].item))
    asked["where-i-narrowed"].answer(right(asked["where-i-narrowed"].item))
    page.get_by_role("button", name="I have finished this module").click()
    page.goto(learner.web + "site/my-learning/")
    return page


def test_my_learning_shows_what_was_done(after_some_work: Page) -> None:
    learning = after_some_work.locator("caselore-learning")
    expect(learning).to_contain_text("3 of 18 questions tried, 1 of them right")
    expect(learning.locator(".cl-written")).to_contain_text(OWN_WORDS)
    expect(learning).to_contain_text(re.compile(r"Finished on \d+ \w+ 20\d\d"))


def test_export_erase_import(learner: Learner, after_some_work: Page, tmp_path: Path) -> None:
    page = after_some_work
    before = kept(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / saving.value.suggested_filename
    saving.value.save_as(saved)
    assert saved.name.startswith("my-learning-") and saved.suffix == ".json"

    page.get_by_role("button", name="Delete everything I did here").click()
    expect(page.get_by_role("button", name="Yes, delete everything")).to_be_focused()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_role("status").filter(has_text="deleted")).to_be_visible()
    expect(page.locator("caselore-learning")).to_contain_text("0 of 18 questions tried")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('caselore'))") == []

    page.locator("input[type=file]").set_input_files(saved)
    expect(page.get_by_role("status").filter(has_text="Added")).to_be_visible()
    expect(page.locator("caselore-learning")).to_contain_text("3 of 18 questions tried, 1 of them right")
    assert kept(page)["answers"] == before["answers"]
    assert kept(page)["done"] == before["done"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"version": 1}',
        '{"version": 1, "course": "another-course", "answers": {}}',
        '{"version": 99, "course": "personal-budgets", "answers": {}}',
        "\ufffd" * 2000,
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(after_some_work: Page, tmp_path: Path, content: str) -> None:
    page = after_some_work
    before = kept(page)
    file = tmp_path / "learning.json"
    file.write_text(content, "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("status").filter(has_text="Nothing was changed")).to_be_visible()
    assert kept(page) == before


def test_a_hostile_file_stays_text(after_some_work: Page, tmp_path: Path) -> None:
    page, bad = after_some_work, "<img src=x onerror='window.hacked = 1'>"
    given = {
        "at": "2026-11-01T10:00:00Z", "outcome": "unscored", "points": 0, "maximum": 0, "tries": 1, "asked": bad,
        "response": {"answer": bad},
    }  # fmt: skip
    answers = {"gone": {"0" * 12: given}, "__proto__": {"polluted": given}, "constructor": {"0" * 12: given}}
    state = {"version": 1, "course": "personal-budgets", "answers": answers, "done": {"support-planning": bad},
             "record": {"title": bad}, "last": {"url": "javascript:hacked=1", "title": bad}}  # fmt: skip
    file = tmp_path / "learning.json"
    file.write_text(json.dumps(state), "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".cl-written")).to_contain_text(bad)
    page.goto(page.url.replace("my-learning/", ""))
    expect(page.locator("a[href^='javascript:hacked']")).to_have_count(0)
    assert page.evaluate("[window.hacked, ({}).polluted]") == [None, None]


def test_the_cpd_record_is_kept_and_leaves_only_when_checked(after_some_work: Page, tmp_path: Path) -> None:
    page = after_some_work
    page.get_by_role("button", name="Put in what I wrote").click()
    box = page.get_by_label(re.compile("^What you learnt"))
    expect(box).to_have_value(re.compile(re.escape(OWN_WORDS)))
    page.wait_for_function("([key, words]) => JSON.parse(localStorage.getItem(key)).record.learning?.includes(words)",
                           arg=[KEY, OWN_WORDS])  # fmt: skip
    page.get_by_role("button", name="Save as text").click()
    expect(page.get_by_role("status").filter(has_text="tick that nothing in it shows who a person is")).to_be_visible()
    page.get_by_label(re.compile("I have checked it")).check()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as text").click()
    assert OWN_WORDS in Path(saving.value.path()).read_text("utf-8")
    page.reload()
    expect(box).to_have_value(re.compile(re.escape(OWN_WORDS)))


def test_the_certificate_says_what_it_is_not(after_some_work: Page) -> None:
    page = after_some_work
    page.get_by_label(re.compile("Your name")).fill("Sam Ŵyn")
    page.get_by_role("button", name="Show the certificate").click()
    certificate = page.locator(".cl-certificate")
    expect(certificate).to_contain_text("Sam Ŵyn")
    expect(certificate).to_contain_text("nobody has verified it")
    assert "Sam" not in json.dumps(kept(page)), "the name was kept"


# -- When it cannot be kept --------------------------------------------------------------------------------

BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); }
})"""


def answer_one(page: Page, quizzes: Quizzes, name: str = "fits-the-plan") -> Asked:
    asked = asked_on(page, quizzes)[name]
    asked.answer(right(asked.item))
    return asked


def test_with_storage_blocked_it_works_and_says_so(learner: Learner, quizzes: Quizzes) -> None:
    profile = learner.profile()
    profile.add_init_script(BLOCKED)
    page = learner.tab(profile, MODULE)
    asked = answer_one(page, quizzes)
    expect(asked.status).to_have_text(re.compile("Right"))
    expect(asked.root.get_by_role("status").filter(has_text="does not let the site keep")).to_be_visible()
    page.goto(learner.web + "site/my-learning/")
    expect(page.locator("caselore-learning")).to_contain_text("does not let the site keep")
    # Material reads its palette from the storage, and says in the console that it could not.
    learner.errors = [each for each in learner.errors if "insecure" not in each]


def test_with_storage_full_it_works_and_says_so(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    page.evaluate(FILL)
    asked = answer_one(page, quizzes)
    expect(asked.status).to_have_text(re.compile("Right"))
    expect(asked.root.get_by_role("status").filter(has_text="no room left")).to_be_visible()
    page.evaluate("localStorage.removeItem('full')")
    other = answer_one(page, quizzes, "outcome-or-service")
    expect(other.status).to_have_text(re.compile("Right"))
    assert set(kept(page)["answers"]) == {"fits-the-plan", "outcome-or-service"}, "what could not be kept is kept later"


FILL = """() => {
    let size = 1 << 22, text = "";
    while (size) {
        const longer = text + "x".repeat(size);
        try { localStorage.setItem("full", longer); text = longer; } catch (full) { size >>= 1; }
    }
}"""


def put(profile: BrowserContext, state: str) -> None:
    """Let something be kept already when the first page opens."""
    profile.add_init_script(
        "if (location.protocol === 'http:' && !sessionStorage.put) {"
        f" localStorage.setItem({json.dumps(KEY)}, {json.dumps(state)}); sessionStorage.put = 'yes'; }}"
    )


def test_what_a_newer_site_saved_is_not_written_over(learner: Learner, quizzes: Quizzes) -> None:
    newer = json.dumps({"version": 99, "course": "personal-budgets", "answers": {}})
    profile = learner.profile()
    put(profile, newer)
    page = learner.tab(profile, MODULE)
    asked = answer_one(page, quizzes)
    expect(asked.root.get_by_role("status").filter(has_text="newer version")).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == newer


def test_what_cannot_be_read_is_set_aside(learner: Learner, quizzes: Quizzes) -> None:
    profile = learner.profile()
    put(profile, '{"version": 1, "ans')
    page = learner.tab(profile, MODULE)
    asked = answer_one(page, quizzes)
    expect(asked.root.get_by_role("status").filter(has_text="set aside")).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", KEY + ":unread") == '{"version": 1, "ans'
    assert set(kept(page)["answers"]) == {"fits-the-plan"}


# -- Two tabs ----------------------------------------------------------------------------------------------


def test_two_tabs_lose_nothing_of_each_other(learner: Learner, quizzes: Quizzes) -> None:
    profile = learner.profile()
    one, other, home = learner.tab(profile, MODULE), learner.tab(profile, MODULE), learner.tab(profile, "site/")
    answer_one(one, quizzes, "fits-the-plan")
    answer_one(other, quizzes, "outcome-or-service")
    answer_one(one, quizzes, "traditional-can-fit")
    assert set(kept(home)["answers"]) == {"fits-the-plan", "outcome-or-service", "traditional-can-fit"}
    expect(home.locator("caselore-progress").first).to_contain_text("3 of 18 questions tried")


def test_deleting_in_one_tab_shows_in_another(learner: Learner, quizzes: Quizzes) -> None:
    profile = learner.profile()
    page, home = learner.tab(profile, MODULE), learner.tab(profile, "site/")
    answer_one(page, quizzes)
    expect(home.locator("caselore-progress").first).to_contain_text("1 of 18")
    page.goto(learner.web + "site/my-learning/")
    page.get_by_role("button", name="Delete everything I did here").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(home.locator("caselore-progress").first).to_have_text("")
