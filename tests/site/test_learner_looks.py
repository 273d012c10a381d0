"""What a learner sees stands where it should: in either direction of writing, in dark colours, below the header."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from answering import Asked
from learner_browser import Learner
from playwright.sync_api import Page, ViewportSize, expect
from reference_course import ROOT

from caselore.questions.interactions import ChoiceInteraction, Item

STYLES = sorted((ROOT / "templates/assets/learner").glob("*.css"))
SIDED = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|inset|scroll-margin)-)?(?:left|right)(?:-\w+)?\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
"""What names the left or the right, so that it stays there where people read from right to left."""
FOUR_SIDES = re.compile(r"(?:margin|padding|inset):\s*[^\s;}]+ ([^\s;}]+) [^\s;}]+ ([^\s;}]+)\s*[;}]")

PHONE_ON_ITS_SIDE: ViewportSize = {"width": 844, "height": 390}
DESKTOP: ViewportSize = {"width": 1280, "height": 720}


@pytest.mark.parametrize("style", STYLES, ids=lambda path: str(path.name))
def test_styles_say_start_and_end_not_left_and_right(style: Path) -> None:
    text = style.read_text("utf-8")
    assert not SIDED.findall(text)
    assert [found.group() for found in FOUR_SIDES.finditer(text) if found[1] != found[2]] == []


def test_the_test_of_styles_would_see_a_side() -> None:
    for wrong in ("padding-left: 1em", "border-right-width: 3px", "left: 0", "text-align:left"):
        assert SIDED.search(f"p {{ {wrong} }}"), wrong
    assert not SIDED.search("p { border-inline-start: 0 } [data-outcome=right] { }")


@pytest.mark.browser
def test_from_right_to_left_bars_and_indents_change_sides(
    learner: Learner, questions: dict[str, tuple[str, Item]]
) -> None:
    """A course in Arabic gives the body this direction."""
    page = learner.open("site/case-studies/joanne-and-david/")
    page.evaluate("document.body.dir = 'rtl'")
    for selector, side in ((".cl-scenario", "border"), (".cl-stop", "border"), ("summary", "padding")):
        left, right = _sides(page, selector, side)
        assert right > left, selector
    address = next(where for where, item in questions.values() if item.interactions[0].kind == "order")
    page.goto(learner.web + address)
    page.evaluate("document.body.dir = 'rtl'")
    assert _sides(page, ".cl-order", "margin") == _sides(page, ".cl-order > li", "margin") == [0, 0]


def _sides(page: Page, selector: str, side: str) -> list[float]:
    """Return how wide the border, margin or padding of the first such element is, on the left and on the right."""
    width = "-width" if side == "border" else ""
    names = [f"{side}-{end}{width}" for end in ("left", "right")]
    found: list[float] = page.locator(selector).first.evaluate(
        "(each, names) => names.map((name) => parseFloat(getComputedStyle(each).getPropertyValue(name)))", names
    )
    return found


@pytest.mark.browser
def test_printed_from_dark_colours_the_whole_sheet_is_white(learner: Learner) -> None:
    """The margins of a sheet have the colour of the root element, or else the browser's own dark one."""
    page = learner.open("site/modules/support-planning/", color_scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print")
    root = page.locator("html")
    expect(root).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(root).to_have_css("color-scheme", "light")


@pytest.mark.browser
@pytest.mark.parametrize("window", [PHONE_ON_ITS_SIDE, DESKTOP], ids=["phone on its side", "desktop with tabs"])
def test_feedback_comes_into_view_below_the_header(
    learner: Learner, questions: dict[str, tuple[str, Item]], window: ViewportSize
) -> None:
    """It stands beside the first option, which has scrolled away by the time the button is reached."""
    address, item = next((where, item) for where, item in questions.values() if _asks_for_one(item))
    page = learner.open(address, viewport=window)
    asked = Asked(page, item)
    asked.root.locator("input").first.check()
    asked.check_button.evaluate("each => { each.scrollIntoView(); each.click() }")
    header = page.locator(".md-header").evaluate("each => each.getBoundingClientRect().bottom")
    tabs = page.locator(".md-tabs").evaluate("each => each.getBoundingClientRect().bottom")
    feedback = asked.root.locator(".cl-beside").first.evaluate("each => each.getBoundingClientRect().top")
    assert max(header, tabs) <= feedback < window["height"]


def _asks_for_one(item: Item) -> bool:
    return [isinstance(each, ChoiceInteraction) and each.choose for each in item.interactions] == [1]
