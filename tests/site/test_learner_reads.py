"""Each kind of page can be read and used without JavaScript, on paper, on a small screen, at 400% and with a thumb."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from answering import Asked, Quizzes, right, words, wrong
from learner_browser import Learner
from page_tree import Element, article, read, some_of_each_kind
from playwright.sync_api import Locator, Page, expect
from pypdf import PageObject, PdfReader

from caselore.prose import plain_text
from caselore.questions.interactions import ChoiceInteraction, Item

pytestmark = pytest.mark.browser

MODULE = "site/modules/support-planning/"
QUIZ = "site/quizzes/two-weeks-later/"

SMALLEST = {"width": 320, "height": 256}
"""A screen of 1280 by 1024 at 400%."""


FACILITATORS_OWN = ("home", "modules/*", "case-studies/*", "keys/*", "trainers", "alignment", "state")
"""The kinds of page of the facilitator's edition that differ from the learner's in more than their links."""


def addresses(built: Path) -> list[str]:
    """Return the addresses of each kind of page; the page for errors has a test of its own."""
    site, facilitator = (some_of_each_kind(built / edition) for edition in ("site", "facilitator"))
    names = [f"site/{name}" for kind, alike in site.items() if kind != "404.html" for name in alike]
    names += [f"facilitator/{name}" for kind in FACILITATORS_OWN for name in facilitator[kind]]
    return [name.removesuffix("index.html") for name in names]


# -- Without JavaScript ------------------------------------------------------------------------------------


def written(element: Element) -> str:
    """Return the words that are to be seen on a page before anything on it is opened."""
    return words(" ".join(_written(element)))


def _written(element: Element) -> list[str]:
    found: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            found.append(child)
        elif child.tag == "details" and "open" not in child.attributes:
            # Hints come one after the other, so theirs are left out here and below.
            found += [] if "cl-hint" in child.classes else _written(child.first("summary"))
        elif not (
            child.tag in ("script", "option")
            or "hidden" in child.attributes
            or {"cl-paper", "cl-contents", "cl-scripted"} & set(child.classes)  # paper, narrow screens, scripts
        ):
            found += _written(child)
    return found


def test_without_javascript_each_kind_of_page_shows_all_its_words(learner: Learner, built: Path) -> None:
    page = learner.open(java_script_enabled=False)
    for address in addresses(built):
        page.goto(learner.web + address)
        shown = seen(page.locator("article"), but=".cl-hint, .cl-contents")
        wanted = written(article(read(built / address / "index.html")))
        assert shown == wanted.replace(" Print this page", ""), address  # which takes a script
        assert shown, address


def test_a_long_page_has_a_contents_list_on_a_phone(learner: Learner) -> None:
    """The list at the side of a wide page; on a phone Material has none for pages that are not in its menu."""
    address = f"{learner.web}site/case-studies/day-care-at-the-care-home/"
    page = learner.open(viewport={"width": 390, "height": 844})
    page.goto(address)
    page.locator(".cl-contents summary").click()
    links = page.locator(".cl-contents a")
    assert links.all_inner_texts() == page.locator("article h2[id]").all_inner_texts()
    links.last.click()
    assert page.locator("article h2[id]").last.evaluate("each => each.getBoundingClientRect().top") < 844
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator(".cl-contents").is_hidden()


def test_the_tab_of_a_page_that_the_menu_does_not_list_is_marked(learner: Learner) -> None:
    page = learner.open()
    for folder, name in (("case-studies/joanne-and-david", "Case studies"), ("evidence/cc-progress-2009", "Evidence")):
        page.goto(f"{learner.web}site/{folder}/")
        assert page.locator(".md-tabs__item--active").all_inner_texts() == [name]


def seen(element: Locator, *, but: str) -> str:
    """Return the words that can be seen in an element, but for those in elements that a selector names."""
    return words(str(element.evaluate(TEXT_SEEN, f"option, script, {but}")))


TEXT_SEEN = """(element, but) => {
    const parts = [];
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const parent = walk.currentNode.parentElement;
        const seen = parent.checkVisibility({ visibilityProperty: true });
        if (seen && !parent.closest(but)) parts.push(walk.currentNode.data);
    }
    return parts.join(" ");
}"""


def test_without_javascript_the_forms_can_be_filled_and_the_answers_opened(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE, java_script_enabled=False)
    for item in quizzes[MODULE]:
        asked = Asked(page, item)
        expect(asked.check_button).to_be_hidden()
        for interaction in item.interactions:
            part = asked.part(interaction)
            if isinstance(interaction, ChoiceInteraction) and not item.gap_text:
                part.locator("label.cl-option").first.click()
                expect(part.locator("input").first).to_be_checked()
            for select in part.locator("select").all():
                select.select_option(index=1)
            for field in part.locator("input[type=text]").all():
                field.fill("30")
                field.press("Enter")
            for box in part.locator("textarea").all():
                box.fill("My own words")
        if not asked.key.count():
            assert not item.rationale, f"{item.id} has an answer and no way to see it"
            continue
        expect(asked.key.locator("p").first).to_be_hidden()
        asked.key.locator("summary").first.click()
        assert words(plain_text(item.rationale)) in seen(asked.key, but=".cl-chip"), item.id
    expect(page).to_have_url(learner.web + MODULE)


# -- Notes at the end of a page ----------------------------------------------------------------------------


def test_the_notes_are_one_closed_line_that_says_how_many_there_are(learner: Learner) -> None:
    page = learner.open(MODULE, viewport={"width": 390, "height": 844})
    notes = page.get_by_role("region", name="Where this comes from")
    entries = notes.locator("li")
    assert entries.count() > 20
    expect(notes.locator("summary")).to_have_text(f"Where this comes from · {entries.count()} findings")
    expect(entries.first).to_be_hidden()
    notes.locator("summary").click()
    expect(entries.first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_note_opens_the_notes_there(learner: Learner, scripts: bool) -> None:
    page = learner.open(MODULE, java_script_enabled=scripts)
    chip = page.locator("main .cl-chip:visible").last
    address = "#" + str(chip.get_attribute("href")).partition("#")[2]
    if scripts:  # a chip opens its note beside itself, so the address is what somebody was sent
        page.goto("about:blank")
        page.goto(learner.web + MODULE + address)
    else:
        chip.click()
    expect(page.locator(address)).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_printed_the_notes_are_open(learner: Learner, tmp_path: Path, scripts: bool) -> None:
    page = learner.open(MODULE, java_script_enabled=scripts)
    on_paper = words(" ".join(each.extract_text() for each in printed(page, tmp_path)))
    statements = [words(each) for each in page.locator(".cl-notes li > div").all_text_contents()]
    assert len(statements) > 20
    for each in statements:
        assert each in on_paper
    expect(page.locator(".cl-notes li").first).to_be_hidden()


# -- On paper ----------------------------------------------------------------------------------------------


def secrets(item: Item) -> set[str]:
    """Return what must not be read on paper before a question is answered, as bare words."""
    texts = [item.rationale, *item.hints]
    for asked in item.interactions:
        for each in (*getattr(asked, "choices", ()), *getattr(asked, "rows", ()), *getattr(asked, "entries", ())):
            texts.append(each.feedback)
        texts += [*getattr(asked, "model_points", ())]
        texts += [getattr(asked, "feedback_right", ""), getattr(asked, "feedback_wrong", "")]
    return {words(plain_text(text)) for text in texts if text}


def drawn(page: Page) -> list[bytes]:
    """Return what a PDF of the page draws: its content streams."""
    pdf = page.pdf()
    streams = [
        zlib.decompress(pdf[each.end() : each.end() + int(each[1])])
        for each in re.finditer(rb"/Filter /FlateDecode\s*/Length (\d+)>>\s*stream\r?\n", pdf)
    ]
    found = [text for text in streams if b" Tf" in text]
    assert found, "the PDF is not written as this test reads it"
    return found


KEY_AWAY = (
    "document.querySelectorAll('.cl-key, .cl-hint, .cl-beside, .cl-after, .cl-status').forEach((e) => e.remove())"
)
KEY_SHOWN = "document.querySelectorAll('.cl-key').forEach((e) => e.style.setProperty('display', 'block', 'important'))"


@pytest.mark.parametrize("state", ["fresh", "answered", "without JavaScript"])
def test_printed_a_quiz_does_not_show_its_key(learner: Learner, quizzes: Quizzes, state: str) -> None:
    page = learner.open(QUIZ, java_script_enabled=state != "without JavaScript")
    if state == "answered":
        for item in quizzes[QUIZ]:
            Asked(page, item).answer(wrong(item))
    page.emulate_media(media="print")
    shown = seen(page.locator("article"), but=".cl-chip")
    for item in quizzes[QUIZ]:
        assert words(plain_text(item.stem)) in shown
        for secret in secrets(item):
            assert secret not in shown, item.id
    on_paper = drawn(page)
    page.evaluate(KEY_AWAY)
    assert drawn(page) == on_paper, "something of the key is drawn"


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_box_promises_to_keep_words_only_where_a_script_keeps_them(learner: Learner, scripts: bool) -> None:
    page = learner.open(MODULE, java_script_enabled=scripts)
    boxes = page.locator("caselore-question textarea")
    assert boxes.count() > 1
    for box in boxes.all():
        expect(box).to_have_accessible_description(
            re.compile(r"^What you write stays" if scripts else r"^Without JavaScript nothing that you write is kept")
        )
    expect(page.get_by_text("stays in this browser").first).to_be_visible(visible=scripts)


def test_the_test_for_paper_would_see_a_key(learner: Learner) -> None:
    page = learner.open(QUIZ, java_script_enabled=False)
    page.evaluate(KEY_SHOWN)
    on_paper = drawn(page)
    page.evaluate(KEY_AWAY)
    assert drawn(page) != on_paper


def test_printed_there_is_room_to_answer(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE)
    page.emulate_media(media="print")
    for item in quizzes[MODULE]:
        asked = Asked(page, item)
        for field in asked.root.locator("fieldset :is(input, select, textarea)").all():
            expect(field).to_be_visible()
    for button in page.locator("main button").all():
        expect(button).to_be_hidden()


PRINTED = ("case-studies/joanne-and-david/", "case-studies/day-care-at-the-care-home/", "modules/support-planning/",
           "messages/pm-01/", "law/", "glossary/", "evidence/petch-2009/", "quizzes/final-quiz/")  # fmt: skip


def printed(page: Page, folder: Path) -> list[PageObject]:
    """Print a page as a browser does, and return its sheets."""
    page.pdf(path=folder / "printed.pdf", format="A4")
    return list(PdfReader(folder / "printed.pdf").pages)


def left_behind(page: Page, sheets: list[PageObject]) -> list[str]:
    """Return the headings that a sheet ends with."""
    headings = page.locator("article :is(h1, h2, h3, h4, .cl-thennow-title, .cl-notes-title, .cl-lawtable th)")
    titles = {words(each) for each in headings.all_text_contents()}
    lasts = (words(each.extract_text().strip().splitlines()[-1]) for each in sheets)
    return [last for last in lasts if last in titles]


@pytest.mark.parametrize("address", PRINTED)
def test_printed_no_heading_is_left_behind_and_nothing_is_cut_off(
    learner: Learner, tmp_path: Path, address: str
) -> None:
    page = learner.open(f"site/{address}")
    sheets = printed(page, tmp_path)
    assert len(sheets) > 2
    assert left_behind(page, sheets) == []
    for each in sheets:
        assert max(x for x, _ in places(each)) < float(each.mediabox.width), "something runs off the paper"


def test_the_test_of_headings_would_see_one(learner: Learner, tmp_path: Path) -> None:
    page = learner.open(f"site/{PRINTED[0]}")
    page.add_style_tag(content="@media print { article h2 { break-after: page !important } }")
    assert "What changed" in left_behind(page, printed(page, tmp_path))


def places(page: PageObject) -> list[tuple[float, float]]:
    """Return where the pieces of text of a printed page start."""
    found: list[tuple[float, float]] = []
    page.extract_text(visitor_text=lambda text, user, at, font, size: found.append((at[4] * user[0] + user[4], at[5])))
    return found


def test_a_printed_point_of_law_stays_on_one_page(learner: Learner, tmp_path: Path) -> None:
    page = learner.open("site/law/")
    titles = [words(each) for each in page.locator(".cl-lawtable th[scope=row]").all_inner_texts()]
    texts = [words(each.extract_text()) for each in printed(page, tmp_path)]
    with_law = [text for text in texts if "What to do" in text]
    assert len(titles) >= 30
    for text in with_law:
        assert text.count("What to do") == text.count("How sure"), "a card is split"
    assert len(with_law) <= len(titles) / 2, "two cards stand on a page, as a rule"


# -- On a small screen -------------------------------------------------------------------------------------

SCROLLS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


def test_no_kind_of_page_scrolls_sideways_at_320_pixels(learner: Learner, built: Path) -> None:
    page = learner.open(viewport=SMALLEST)
    for address in addresses(built):
        page.goto(learner.web + address)
        assert page.evaluate(SCROLLS) <= 0, address


def test_a_column_that_asks_something_ends_in_its_question_mark(learner: Learner) -> None:
    page = learner.open("site/modules/holding-the-money/", viewport={"width": 390, "height": 900})
    cells = page.locator(".cl-handout td").all()
    said = {each.evaluate("each => getComputedStyle(each, '::before').content") for each in cells}
    assert {each.strip('"').strip() for each in said} >= {"Would it suit me?", "Who has the money:"}


def test_nothing_scrolls_sideways_in_use_at_320_pixels(learner: Learner, quizzes: Quizzes) -> None:
    page = learner.open(MODULE, viewport=SMALLEST)
    for item in quizzes[MODULE]:
        Asked(page, item).answer(wrong(item))
    assert page.evaluate(SCROLLS) <= 0, "with every question answered"
    for chip in page.locator("main .cl-chip:visible").all()[:6]:
        chip.click()
        note = page.locator(".cl-popover").bounding_box()
        assert note and note["x"] >= 0 and note["x"] + note["width"] <= SMALLEST["width"]
        page.keyboard.press("Escape")
    page.add_style_tag(content=SPACED)
    assert page.evaluate(SCROLLS) <= 0, "with more space between lines, words and letters"


# -- With a thumb ------------------------------------------------------------------------------------------

SMALL_TARGETS = """() => {
    const controls = document.querySelectorAll("article :is(button, select, textarea, summary, input, a.cl-button)");
    return [...controls].filter((each) => each.checkVisibility({ visibilityProperty: true })).flatMap((each) => {
        const target = each.matches("[type=radio], [type=checkbox]") ? each.closest("label") : each;
        const { width, height } = target.getBoundingClientRect();
        return Math.min(width, height) < 44 ? [`${target.outerHTML.slice(0, 120)}: ${width} by ${height}`] : [];
    });
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_our_controls_are_at_least_44_pixels_each_way(learner: Learner, quizzes: Quizzes, width: int) -> None:
    page = learner.open(MODULE, viewport={"width": width, "height": 900})
    assert page.evaluate(SMALL_TARGETS) == [], "before answering"
    for item in quizzes[MODULE]:
        Asked(page, item).answer(right(item))
    page.locator("main .cl-chip:visible").first.click()
    assert page.evaluate(SMALL_TARGETS) == [], "after answering"
    for path in ("", "case-studies/", "my-learning/", "evidence/scie-r40-making-the-most/"):
        page.goto(learner.web + "site/" + path)
        assert page.evaluate(SMALL_TARGETS) == [], path


# -- Elsewhere ---------------------------------------------------------------------------------------------


def test_the_page_for_errors_is_whole_where_the_site_belongs(learner: Learner) -> None:
    page = learner.open("personal-budgets/404.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("body").evaluate("each => getComputedStyle(each).fontFamily").startswith('"Atkinson')


def test_a_page_opened_from_a_folder_works_too(learner: Learner, built: Path, quizzes: Quizzes) -> None:
    page = learner.profile().new_page()
    page.goto((built / QUIZ / "index.html").as_uri())
    asked = Asked(page, quizzes[QUIZ][0])
    asked.answer(right(asked.item))
    expect(asked.status).to_have_text(re.compile("Right"))
    page.reload()
    assert asked.shows_answers(right(asked.item))
