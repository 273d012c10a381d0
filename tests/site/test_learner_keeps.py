"""What a learner did stays with them: over reloads, tabs, new editions of the course, and when it cannot be kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from answering import OWN_WORDS, Answers, Asked, Quizzes, asked_by, right, wrong
from learner_browser import Learner
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reference_course import caselore, replace_in
from small_course import FIRST, ID, MODULE, SECOND, SITE_URL, THIRD, WRITTEN, small_course, write
from web_server import Served

from caselore.documents.compose import compose_site
from caselore.questions.scoring import is_marked
from caselore.readers.project import read_project

pytestmark = pytest.mark.browser

KEY = f"caselore:1:{ID}"
STORY_FILE = "case_studies/the-call-about-the-blood-test.yml"
STORY = "site/case-studies/the-call-about-the-blood-test/"
AGAIN = "site/quizzes/two-weeks-later/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course, and what a learner sees of it."""
    made = small_course(tmp_path_factory.mktemp("small") / "project")
    caselore("build", made, "--only", "site")
    return made


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    return project / "build"


@pytest.fixture(scope="module")
def quizzes(project: Path) -> Quizzes:
    course = read_project(project).course
    assert course is not None
    return asked_by(compose_site(course))


@pytest.fixture(scope="module")
def small_web(built: Path, serve: Callable[[Path], Served]) -> str:
    """The address beneath which site/ lies: another host and path than mkdocs.yml says."""
    return serve(built).address


@pytest.fixture
def learner(browser: Browser, small_web: str) -> Iterator[Learner]:
    """A learner of the small course, watched as all are."""
    somebody = Learner(browser, small_web)
    yield somebody
    somebody.leave()


def kept(page: Page) -> dict[str, Any]:
    """Return what the browser keeps for the course."""
    return dict(json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}"))


def asked_on(page: Page, quizzes: Quizzes) -> dict[str, Asked]:
    return {item.id: Asked(page, item) for item in quizzes[MODULE]}


def words_of(quizzes: Quizzes, name: str, given: Answers) -> str:
    """Return the words of the one option chosen."""
    (asked,) = next(item for item in quizzes[MODULE] if item.id == name).interactions
    (chosen,) = given["answer"]
    return next(each.text for each in asked.choices if each.id == chosen)


def tried(count: int, quizzes: Quizzes) -> str:
    """Return how it is said that so many of the module's questions that can be right or wrong were tried."""
    return f"{count} of {sum(is_marked(item) for item in quizzes[MODULE])} questions tried"


def written(count: int, quizzes: Quizzes) -> str:
    """Return how it is said that so many of the module's pieces of writing are there."""
    return f"Written: {count} of {sum(not is_marked(item) for item in quizzes[MODULE])}."


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


def test_a_quiz_of_its_own_and_the_module_keep_their_answers_apart(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    in_module = asked_on(page, quizzes)
    in_module[FIRST].answer(wrong(in_module[FIRST].item))
    in_module[WRITTEN].answer(right(in_module[WRITTEN].item))
    page.goto(learner.web + AGAIN)
    again = {item.id: Asked(page, item) for item in quizzes[AGAIN]}
    assert again[FIRST].given() == {"answer": []}
    again[FIRST].answer(right(again[FIRST].item))
    box = again[WRITTEN].root.locator("textarea")
    expect(box).to_have_value("")
    box.fill("x")
    page.goto(learner.web + MODULE)
    assert in_module[FIRST].shows_answers(wrong(in_module[FIRST].item))
    expect(in_module[WRITTEN].root.locator("textarea")).to_have_value(OWN_WORDS)
    page.goto(learner.web + AGAIN)
    assert again[FIRST].shows_answers(right(again[FIRST].item))
    expect(box).to_have_value("x")
    page.goto(learner.web + "site/my-learning/")
    expect(page.locator("caselore-learning")).to_contain_text(tried(1, quizzes) + ", 0 of them right")
    expect(page.locator(".cl-written .cl-own-words")).to_have_text(["x", OWN_WORDS])
    elsewhere = page.locator("details").filter(has_text="Answers elsewhere: 2")
    elsewhere.locator("summary").click()
    row = elsewhere.get_by_role("listitem").filter(has_text=re.compile(r"20\d\d\. Two weeks later")).first
    row.get_by_role("link").click()
    expect(again[FIRST].status).to_have_text(re.compile("Your answer of"))
    assert again[FIRST].shows_answers(right(again[FIRST].item))


def test_what_is_being_written_is_kept_before_any_button_is_pressed(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    box = asked_on(page, quizzes)[WRITTEN].root.locator("textarea")
    box.press_sequentially(OWN_WORDS)
    page.wait_for_function("([key, words]) => (localStorage.getItem(key) || '').includes(words)", arg=[KEY, OWN_WORDS])
    page.reload()
    expect(box).to_have_value(OWN_WORDS)


def test_what_was_written_a_moment_before_leaving_is_kept(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    box = asked_on(page, quizzes)[WRITTEN].root.locator("textarea")
    box.fill(OWN_WORDS)
    page.goto(learner.web + "site/my-learning/")
    expect(page.locator(".cl-written")).to_contain_text(OWN_WORDS)
    page.get_by_label(re.compile("^What you learnt")).fill("To wait for the answer.")
    page.goto(learner.web + MODULE)
    expect(box).to_have_value(OWN_WORDS)
    assert kept(page)["record"]["learning"] == "To wait for the answer."


def at_its_own_address(learner: Learner, built: Path) -> BrowserContext:
    """A profile for which the site lies where its mkdocs.yml says: only then Material swaps pages in place."""
    profile = learner.profile()
    sitemap = (built / "site/sitemap.xml").read_text("utf-8").replace(SITE_URL, f"{learner.web}site/")
    profile.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="text/xml"))
    return profile


def test_instant_navigation_away_and_back(learner: Learner, quizzes: Quizzes, built: Path) -> None:
    page = learner.tab(at_its_own_address(learner, built), MODULE)
    page.evaluate("window.sameWindow = true")
    first, second = (asked_on(page, quizzes)[name] for name in (FIRST, SECOND))
    first.answer(right(first.item))
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="My learning").click()
    expect(page.locator("caselore-learning")).to_contain_text(tried(1, quizzes))
    page.go_back()
    expect(page).to_have_url(re.compile("/on-the-telephone/"))
    expect(first.status).to_have_text(re.compile("Your answer of"))
    assert page.evaluate("window.sameWindow"), "the page was loaded anew: instant navigation is off"
    assert first.shows_answers(right(first.item))
    page.evaluate("addEventListener('caselore-answer', () => (window.heard = (window.heard || 0) + 1))")
    second.answer(wrong(second.item))
    expect(second.status).to_have_text(re.compile("0 of 2 are right"))
    assert page.evaluate("window.heard") == 1, "a handler was put on twice"
    (answer,) = kept(page)["answers"][SECOND].values()
    assert answer["tries"] == 1
    second.root.locator(".cl-chip:visible").first.click()
    expect(page.locator(".cl-popover")).to_have_count(1)


def test_home_leads_on_to_where_the_learner_stopped(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    asked = asked_on(page, quizzes)[FIRST]
    asked.answer(right(asked.item))
    page.goto(learner.web + "site/")
    expect(page.locator("caselore-progress").first).to_contain_text(tried(1, quizzes))
    page.get_by_role("link", name="Go on where you stopped").click()
    expect(page).to_have_url(re.compile(rf"/on-the-telephone/#q-{FIRST}$"))


# -- New editions ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new edition: a question and a story's decision edited, a question taken out, the others in another order."""
    project = small_course(tmp_path_factory.mktemp("revised") / "project")
    content = project / "content"
    replace_in(content / f"questions/{FIRST}.yml", "What comes first", "What ought to come first")
    replace_in(project / STORY_FILE, "What is the soundest first step?", "What would you do first?")
    for quiz in (content / "quizzes").glob("*.yml"):
        record = yaml.safe_load(quiz.read_text("utf-8"))
        record["questions"] = [each for each in reversed(record["questions"]) if each != SECOND]
        write(quiz, record)
    (content / f"questions/{SECOND}.yml").unlink()
    caselore("build", project, "--only", "site")
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
    gone, edited = SECOND, FIRST
    for name, asked in asked_on(page, quizzes).items():
        if name == gone:
            expect(asked.root).to_have_count(0)
        elif name == edited:
            expect(asked.root).to_contain_text("Edited since you answered")
            expect(asked.root).to_contain_text("Your old answer is in My learning.")
            assert not asked.given()["answer"], "an answer to other words was put in"
        else:
            assert asked.shows_answers(given[name]), name
    page.goto(editions.address + "site/my-learning/")
    expect(page.get_by_text("Edited since you answered")).to_have_count(1)
    page.get_by_text("What was asked", exact=True).locator("visible=true").first.click()
    old = page.locator("caselore-learning li", has_text="Edited since you answered").last
    expect(old).to_contain_text("It asked: What comes first")
    expect(old.locator(".cl-own-words")).to_have_text(words_of(quizzes, edited, given[edited]))
    expect(page.locator("caselore-learning")).to_contain_text("Answers elsewhere: 1")
    expect(page.locator("caselore-learning")).to_contain_text("A question that is no longer in this course")

    editions.folder = built
    page.goto(editions.address + MODULE)
    for name, asked in asked_on(page, quizzes).items():
        assert asked.shows_answers(given[name]), f"{name}: lost on the way through another edition"


def test_a_decision_of_a_story_that_was_edited(learner: Learner, editions: Served, revised: Path) -> None:
    learner.web = editions.address
    page = learner.open(STORY)
    page.get_by_label("Say that you want to get it right").check()
    page.get_by_role("button", name="Check my answer").first.click()
    editions.folder = revised
    page.reload()
    expect(page.get_by_text("Your old answer is in My learning.")).to_be_visible()
    page.goto(editions.address + "site/my-learning/")
    page.get_by_text("Answers elsewhere: 1").click()
    row = page.locator("caselore-learning li", has_text="Edited since you answered").last
    expect(row).to_contain_text("It asked: What is the soundest first step?")
    expect(row.locator(".cl-own-words")).to_have_text("Say that you want to get it right, and ask what would help")


# -- The learner's own data --------------------------------------------------------------------------------


@pytest.fixture
def after_some_work(learner: Learner, quizzes: Quizzes) -> Page:
    """My learning, after two answers, a reflection and a finished module."""
    page = learner.open(MODULE)
    asked = asked_on(page, quizzes)
    asked[FIRST].answer(right(asked[FIRST].item))
    asked[SECOND].answer(wrong(asked[SECOND].item))
    asked[WRITTEN].answer(right(asked[WRITTEN].item))
    page.get_by_role("button", name="I have finished this module").click()
    page.goto(learner.web + "site/my-learning/")
    return page


def test_my_learning_shows_what_was_done(after_some_work: Page, quizzes: Quizzes) -> None:
    learning = after_some_work.locator("caselore-learning")
    expect(learning).to_contain_text(tried(2, quizzes) + ", 1 of them right")
    expect(learning).to_contain_text(written(1, quizzes))
    expect(learning.locator(".cl-written")).to_contain_text(OWN_WORDS)
    expect(learning).to_contain_text(re.compile(r"Finished on \d+ \w+ 20\d\d"))


def test_export_erase_import(after_some_work: Page, quizzes: Quizzes, tmp_path: Path) -> None:
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
    expect(page.get_by_role("button", name="Delete everything I did here")).to_be_focused()
    expect(page.locator("caselore-learning")).to_contain_text(tried(0, quizzes))
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('caselore'))") == []

    page.locator("input[type=file]").set_input_files(saved)
    expect(page.get_by_role("status").filter(has_text="Added")).to_be_visible()
    expect(page.locator("caselore-learning")).to_contain_text(tried(2, quizzes) + ", 1 of them right")
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
        f'{{"version": 99, "course": "{ID}", "answers": {{}}}}',
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
    state = {"version": 1, "course": ID, "answers": answers, "done": {"on-the-telephone": bad},
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
    expect(page.get_by_label(re.compile("^What came of talking it over"))).to_be_visible()
    expect(page.get_by_text("Who may count as a peer differs between registers")).to_be_visible()
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
    expect(certificate).to_contain_text(re.compile(r"answered 2 of \d+, with \d+ per cent of the points for those"))
    assert "Sam" not in json.dumps(kept(page)), "the name was kept"


# -- When it cannot be kept --------------------------------------------------------------------------------

BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); }
})"""


def answer_one(page: Page, quizzes: Quizzes, name: str = FIRST) -> Asked:
    asked = asked_on(page, quizzes)[name]
    asked.answer(right(asked.item))
    return asked


def test_with_storage_blocked_it_works_and_says_so(learner: Learner, quizzes: Quizzes, tmp_path: Path) -> None:
    profile = learner.profile()
    profile.add_init_script(BLOCKED)
    page = learner.tab(profile, MODULE)
    warning = page.get_by_role("status").filter(has_text="does not let the site keep")
    expect(warning.first).to_be_visible()  # before anything is answered
    answer_one(page, quizzes)
    written = asked_on(page, quizzes)[WRITTEN]
    expect(written.root.get_by_text("stays in this browser")).to_be_hidden()
    written.answer(right(written.item))
    expect(written.status).not_to_contain_text("Kept")
    page.get_by_role("button", name="I have finished this module").click()
    expect(page.locator("caselore-done")).not_to_contain_text("It is in My learning")
    with page.expect_download() as saving:
        written.root.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / "learning.json"
    saving.value.save_as(saved)

    page.goto(learner.web + "site/my-learning/")
    learning = page.locator("caselore-learning")
    expect(learning.get_by_role("status").filter(has_text="does not let the site keep").first).to_be_visible()
    expect(learning.get_by_text("kept in this browser").locator("visible=true")).to_have_count(0)
    page.locator("input[type=file]").set_input_files(saved)
    expect(learning).to_contain_text(tried(1, quizzes))
    expect(learning.locator(".cl-written")).to_contain_text(OWN_WORDS)
    # Material reads its palette from the storage, and says in the console that it could not.
    learner.errors = [each for each in learner.errors if "insecure" not in each]


def test_with_storage_full_it_works_and_says_so(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    page.evaluate(FILL)
    asked = answer_one(page, quizzes)
    expect(asked.status).to_have_text(re.compile("Right"))
    expect(asked.root.get_by_role("status").filter(has_text="no room left")).to_be_visible()
    page.evaluate("localStorage.removeItem('full')")
    other = answer_one(page, quizzes, SECOND)
    expect(other.status).to_have_text(re.compile("Right"))
    assert set(kept(page)["answers"]) == {FIRST, SECOND}, "what could not be kept is kept later"


def test_full_storage_says_so_before_anything_is_answered(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    page.evaluate(FILL)
    page.reload()
    first, *others = asked_on(page, quizzes).values()
    expect(first.root.get_by_role("status").filter(has_text="no room left")).to_be_visible()
    expect(first.root.get_by_role("button", name="Save as a file")).to_be_visible()
    assert not any(each.root.get_by_text("no room left").count() for each in others), "it is said once"


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
    newer = json.dumps({"version": 99, "course": ID, "answers": {}})
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
    assert set(kept(page)["answers"]) == {FIRST}


# -- Two tabs ----------------------------------------------------------------------------------------------


def test_two_tabs_lose_nothing_of_each_other(learner: Learner, quizzes: Quizzes) -> None:
    profile = learner.profile()
    one, other, home = learner.tab(profile, MODULE), learner.tab(profile, MODULE), learner.tab(profile, "site/")
    answer_one(one, quizzes, FIRST)
    answer_one(other, quizzes, SECOND)
    answer_one(one, quizzes, THIRD)
    answer_one(other, quizzes, WRITTEN)
    assert set(kept(home)["answers"]) == {FIRST, SECOND, THIRD, WRITTEN}
    expect(home.locator("caselore-progress").first).to_have_text(f"{tried(3, quizzes)}. {written(1, quizzes)}")


def test_deleting_in_one_tab_shows_in_another(learner: Learner, quizzes: Quizzes) -> None:
    profile = learner.profile()
    page, home = learner.tab(profile, MODULE), learner.tab(profile, "site/")
    answer_one(page, quizzes)
    expect(home.locator("caselore-progress").first).to_contain_text(tried(1, quizzes))
    page.goto(learner.web + "site/my-learning/")
    page.get_by_role("button", name="Delete everything I did here").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    expect(home.locator("caselore-progress").first).to_have_text("")
