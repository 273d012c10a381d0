"""axe finds nothing on any kind of page, light and dark, narrow and wide, and in the states that use brings about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from answering import Asked, Quizzes, right, wrong
from axe_playwright_python.base import AXE_SCRIPT
from learner_browser import Learner
from page_tree import some_of_each_kind
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""WCAG 2.2 at levels A and AA, and what axe holds to be good practice, landmarks among it."""

ALIKE = ("about", "evidence", "evidence/*", "coverage", "glossary", "home", "law", "messages", "messages/*")
ALIKE += ("modules", "case-studies", "my-learning", "quizzes/*", "reading")
"""The kinds of page that both editions have, and that differ in little but their links."""
OWN = ("case-studies/*", "modules/*", "trainers")
"""The kinds that are another page in each edition."""
FACILITATORS = ("alignment", "keys/*", "state")
KINDS = [
    *(f"site: {kind}" for kind in (*ALIKE, *OWN)),
    "personal-budgets: 404.html",
    *(f"facilitator: {kind}" for kind in (*OWN, *FACILITATORS)),
]
PAGES = {
    "home": "site/",
    "module": "site/modules/support-planning/",
    "library": "site/case-studies/",
    "case study": "site/case-studies/day-care-at-the-care-home/",
    "quiz": "site/quizzes/two-weeks-later/",
    "my learning": "site/my-learning/",
}
"""The pages that are looked at in use."""
LOOKS = [("light", 390), ("light", 1280), ("dark", 390), ("dark", 1280)]
TWO_LOOKS = [("light", 390), ("dark", 1280)]
"""For long pages whose parts are seen in every look elsewhere."""


@dataclass
class Tally:
    """What axe has looked at so far."""

    pages: int = 0
    looks: int = 0
    rules: set[str] = field(default_factory=set)
    violations: int = 0


@pytest.fixture(scope="module")
def tally(report: Callable[[str, str], None]) -> Iterator[Tally]:
    made = Tally()
    yield made
    counts = f"{len(made.rules)} rules, {made.pages} pages and states in {made.looks} looks"
    report("axe", f"axe: {counts}, {made.violations} violations")


Check = Callable[..., None]


@pytest.fixture
def check(tally: Tally) -> Check:
    """Run axe on a page as it stands, or on a part of it, in every look, and fail with all that it finds."""

    def run(page: Page, within: str = "html", looks: list[tuple[str, int]] = LOOKS) -> None:
        page.evaluate(f"if (!window.axe) {{ {AXE_SCRIPT} }}")
        said: list[str] = []
        for scheme, width in looks:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", SCHEMES[scheme])
            page.evaluate(SETTLED)
            found = page.evaluate(AXE_RUN, [within, RULES])
            tally.looks += 1
            tally.rules |= {rule["id"] for kind in RESULTS for rule in found[kind]}
            tally.violations += len(found["violations"])
            said += [f"{scheme}, {width}: {line}" for line in _said(found["violations"])]
        tally.pages += 1
        assert not said, "\n".join(said)

    return run


RESULTS = ("passes", "violations", "inapplicable", "incomplete")
SCHEMES = {"light": "default", "dark": "slate"}
"""What Material writes on the body for each."""
AXE_RUN = "([within, rules]) => axe.run(within, { runOnly: rules, resultTypes: ['violations'] })"
OPEN_ALL = "document.querySelectorAll('main details').forEach((each) => (each.open = true))"
SETTLED = "document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))))"


def _said(violations: list[dict[str, Any]]) -> Iterator[str]:
    for rule in violations:
        for node in rule["nodes"]:
            yield f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_look_follows_what_the_browser_asks_for(learner: Learner, scheme: str) -> None:
    page = learner.open(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    page.get_by_title("Switch to dark colours" if scheme == "light" else "Switch to light colours").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", SCHEMES[scheme])


def test_every_kind_of_page_is_looked_at(built: Path) -> None:
    alike = {*ALIKE, *OWN, "404.html"}
    assert set(some_of_each_kind(built / "site")) == alike
    assert set(some_of_each_kind(built / "facilitator")) == alike | set(FACILITATORS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_as_it_opens(learner: Learner, check: Check, built: Path, kind: str) -> None:
    edition, _, name = kind.partition(": ")
    most, *others = some_of_each_kind(built / edition.replace("personal-budgets", "site"))[name]
    check(learner.open(f"{edition}/{most}"), looks=TWO_LOOKS if edition == "facilitator" else LOOKS)
    for other in others:
        check(learner.open(f"{edition}/{other}"), looks=TWO_LOOKS)


def test_a_quiz_half_answered_and_answered(learner: Learner, check: Check, quizzes: Quizzes) -> None:
    page = learner.open(PAGES["quiz"])
    asked = [Asked(page, item) for item in quizzes[PAGES["quiz"]]]
    asked[0].check_button.click()  # what is missing is said
    for at, each in enumerate(asked[1:]):
        each.answer((right, wrong)[at % 2](each.item))
    check(page)
    asked[0].answer(wrong(asked[0].item))
    expect(page.locator(".cl-result")).to_be_visible()
    check(page)


def test_every_type_of_question_answered(learner: Learner, check: Check, quizzes: Quizzes) -> None:
    page = learner.open(PAGES["module"])
    for at, item in enumerate(quizzes[PAGES["module"]]):
        Asked(page, item).answer((wrong, right)[at % 2](item))
    page.evaluate(OPEN_ALL)
    check(page, looks=TWO_LOOKS)


def test_the_decision_in_a_story_answered(learner: Learner, check: Check, quizzes: Quizzes) -> None:
    page = learner.open(PAGES["case study"])
    for item in quizzes[PAGES["case study"]]:
        Asked(page, item).answer(wrong(item))
    check(page)


@pytest.mark.parametrize("opener", ["a.cl-chip", "a.cl-term"])
def test_a_note_open(learner: Learner, check: Check, opener: str) -> None:
    page = learner.open(PAGES["case study"])
    page.locator(f"article {opener}").first.click()
    expect(page.locator(".cl-popover")).to_be_visible()
    check(page)


def test_my_learning_filled(learner: Learner, check: Check, quizzes: Quizzes) -> None:
    page = learner.open(PAGES["module"])
    for at, item in enumerate(quizzes[PAGES["module"]][:6]):
        Asked(page, item).answer((right, wrong)[at % 2](item))
    page.get_by_role("button", name="I have finished this module").click()
    page.goto(learner.web + PAGES["my learning"])
    page.get_by_role("button", name="Show the certificate").click()
    page.get_by_role("button", name="Delete everything I did here").click()
    page.evaluate(OPEN_ALL)
    check(page)
    page.goto(learner.web + PAGES["home"])
    expect(page.get_by_role("link", name="Go on to the next module")).to_be_visible()
    check(page)


def test_the_library_filtered_to_nothing(learner: Learner, check: Check) -> None:
    page = learner.open(PAGES["library"])
    for select in page.locator(".cl-filters select").all():
        select.select_option(index=1)
    check(page)


def test_without_our_script(learner: Learner, check: Check) -> None:
    profile = learner.profile()  # axe itself needs JavaScript, so only ours is kept away
    profile.route("**/assets/caselore/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = learner.tab(profile, PAGES["quiz"])
    page.evaluate(OPEN_ALL)
    check(page, "article")


def test_the_drawer_of_a_phone_open(learner: Learner, check: Check) -> None:
    page = learner.open(PAGES["module"], viewport={"width": 390, "height": 900})
    page.locator("label[for=__drawer].md-header__button").click()
    expect(page.get_by_role("navigation", name="Navigation")).to_be_in_viewport()
    check(page, looks=[(scheme, width) for scheme, width in LOOKS if width == 390])


def test_search_open_with_results(learner: Learner, check: Check) -> None:
    page = learner.open(PAGES["home"])
    page.keyboard.press("s")
    page.keyboard.type("outcome")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    check(page)
