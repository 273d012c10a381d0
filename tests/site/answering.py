"""Answers the questions on a page as a learner would: by mouse, or by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from caselore.documents.blocks import QuestionBlock, QuizBlock, StopAndThink
from caselore.documents.compose import Site
from caselore.prose import plain_text
from caselore.questions.interactions import (
    Choice,
    ChoiceInteraction,
    ExtendedTextInteraction,
    Interaction,
    Item,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)

OWN_WORDS = "I would ask her sister first."
Quizzes = dict[str, list[Item]]
"""From the address of each page of a learner's site to the questions that it asks, in order."""
Answers = dict[str, object]
"""From the id of an interaction to the answer to it, as `interactions.Response`."""


def asked_by(site: Site) -> Quizzes:
    """Return the questions that a site asks, page by page."""
    found: Quizzes = {}
    for document in site.documents():
        folder = "" if document.path == "index" else f"{document.path.removesuffix('/index')}/"
        found[f"site/{folder}"] = [asked.item for block in document.blocks for asked in _asked(block)]
    return found


def _asked(block: object) -> list[QuestionBlock]:
    match block:
        case QuestionBlock():
            return [block]
        case StopAndThink(question=question):
            return [question]
        case QuizBlock(questions=several):
            return list(several)
        case _:
            return []


def right(item: Item) -> Answers:
    """Return the best answer to every part of a question."""
    return {each.id: _right(each) for each in item.interactions}


def wrong(item: Item) -> Answers:
    """Return an answer that is wrong in every part; where nothing can be wrong, just an answer."""
    return {each.id: _wrong(each) for each in item.interactions}


def _right(asked: Interaction) -> object:
    match asked:
        case ChoiceInteraction(choices=choices, choose=choose):
            return [each.id for each in _best_first(choices)[:choose]]
        case MatchInteraction(rows=rows):
            return {row.id: row.target for row in rows}
        case OrderInteraction(entries=entries):
            return [each.id for each in entries]
        case TextEntryInteraction(number=None, accept=accept):
            return accept[0]
        case TextEntryInteraction(number=number):
            return f"{number:g}"
        case ExtendedTextInteraction():
            return OWN_WORDS


def _wrong(asked: Interaction) -> object:
    match asked:
        case ChoiceInteraction(choices=choices, choose=choose):
            return [each.id for each in _best_first(choices)[-choose:]]
        case MatchInteraction(rows=rows, targets=targets):
            return {row.id: next(each.id for each in targets if each.id != row.target) for row in rows}
        case OrderInteraction(entries=entries):
            return [each.id for each in reversed(entries)]
        case TextEntryInteraction(number=None):
            return "something else"
        case TextEntryInteraction(number=number):
            return f"{(number or 0) + 1000:g}"
        case ExtendedTextInteraction():
            return OWN_WORDS


def _best_first(choices: tuple[Choice, ...]) -> list[Choice]:
    return sorted(choices, key=lambda each: -each.weight)


def words(text: str) -> str:
    """Return the words of a text alone, so that a text in a file and on a page can be compared."""
    return " ".join(re.findall(r"[\w’']+", text))


class Asked:
    """A question on a page."""

    def __init__(self, page: Page, item: Item) -> None:
        self.page, self.item = page, item
        self.root = page.locator(f"caselore-question#q-{item.id}")
        self.status = self.root.locator(".cl-status")
        self.key = self.root.locator("details.cl-key")
        self.check_button = self.root.locator("button[type=submit]")
        self.again_button = self.root.locator("button[data-again]")

    # -- Answering -----------------------------------------------------------------------------------------

    def answer(self, answers: Answers) -> None:
        """Answer with the mouse, and check."""
        for asked in self.item.interactions:
            self._fill(asked, answers[asked.id])
        self.check_button.click()

    def _fill(self, asked: Interaction, given: object) -> None:
        part = self.part(asked)
        if isinstance(asked, ChoiceInteraction) and self.item.gap_text:
            part.locator("select").select_option(_only(given))
        elif isinstance(asked, ChoiceInteraction):
            for option in part.locator("label.cl-option").all():
                field = option.locator("input")
                if field.is_checked() != (field.get_attribute("value") in _listed(given)) and not (
                    field.get_attribute("type") == "radio" and field.is_checked()
                ):
                    option.click()
        elif isinstance(asked, MatchInteraction):
            for row, target in _mapped(given).items():
                part.locator(f'select[data-row="{row}"]').select_option(target)
        elif isinstance(asked, OrderInteraction):
            for place, entry in enumerate(_listed(given)):
                while self.order(asked).index(entry) > place:
                    part.locator(f'[data-entry="{entry}"]').get_by_role("button", name="Move up").click()
        else:
            field = part.locator("input, textarea")
            field.click()
            field.fill(str(given))

    def answer_by_keyboard(self, answers: Answers) -> None:
        """Answer with Tab, Space, Enter, the arrows and the letters alone, and check."""
        self.start_before()
        for asked in self.item.interactions:
            self._type(asked, answers[asked.id])
        self.tab_to(self.check_button)
        self.page.keyboard.press("Enter")

    def start_before(self) -> None:
        """Put the starting point of Tab just before the question, where a link to it leads."""
        self.root.evaluate("each => { each.tabIndex = -1; each.focus(); each.removeAttribute('tabindex') }")

    def _type(self, asked: Interaction, given: object) -> None:
        part, press = self.part(asked), self.page.keyboard.press
        if isinstance(asked, ChoiceInteraction) and not self.item.gap_text:
            fields = part.locator("label.cl-option input")
            if asked.choose > 1:
                for chosen in fields.all():
                    if chosen.get_attribute("value") in _listed(given):
                        self.tab_to(chosen)
                        press("Space")
                return
            self.tab_to(fields.first)
            press("Space")
            while fields.locator("visible=true").and_(part.locator(":checked")).get_attribute("value") != _only(given):
                press("ArrowDown")
        elif isinstance(asked, ChoiceInteraction | MatchInteraction):
            selects = {"": _only(given)} if isinstance(asked, ChoiceInteraction) else _mapped(given)
            for row in part.locator("select").all():
                self.tab_to(row)
                while row.input_value() != selects[row.get_attribute("data-row") or ""]:
                    press("ArrowDown")
        elif isinstance(asked, OrderInteraction):
            for place, entry in enumerate(_listed(given)):
                up = part.locator(f'[data-entry="{entry}"]').get_by_role("button", name="Move up")
                if self.order(asked).index(entry) > place:
                    self.start_before()
                    self.tab_to(up)
                while self.order(asked).index(entry) > place:
                    press("Enter")
                    expect(up).to_be_focused()
        else:
            self.tab_to(part.locator("input, textarea"))
            self.page.keyboard.type(str(given))

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until this has the focus, and be sure that it can be seen to have it."""
        for _ in range(80):
            if wanted.evaluate("each => each === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(wanted).to_be_focused()
        assert wanted.evaluate(FOCUS_SHOWS), f"the focus cannot be seen on {wanted}"

    # -- What the page shows -------------------------------------------------------------------------------

    def part(self, asked: Interaction) -> Locator:
        return self.root.locator(f'[data-interaction="{asked.id}"]')

    def order(self, asked: OrderInteraction) -> list[str]:
        """Return the ids of the entries from top to bottom."""
        rows = self.part(asked).locator("[data-entry]")
        return [str(each) for each in rows.evaluate_all("rows => rows.map(row => row.dataset.entry)")]

    def given(self) -> Answers:
        """Return what the form shows as answered."""
        return {each.id: self._given(each) for each in self.item.interactions}

    def _given(self, asked: Interaction) -> object:
        part = self.part(asked)
        if isinstance(asked, ChoiceInteraction):
            chosen = part.locator("input:checked, select").evaluate_all("all => all.map(each => each.value)")
            return sorted(each for each in chosen if each)
        if isinstance(asked, MatchInteraction):
            return {
                str(row.get_attribute("data-row")): row.input_value()
                for row in part.locator("select").all()
                if row.input_value()
            }
        if isinstance(asked, OrderInteraction):
            return self.order(asked)
        return part.locator("input, textarea").input_value()

    def shows_answers(self, answers: Answers) -> bool:
        """Whether the form stands as it was answered."""
        wanted = {
            name: sorted(given) if isinstance(given, list) and not self._ordered(name) else given
            for name, given in answers.items()
        }
        return self.given() == wanted

    def _ordered(self, name: str) -> bool:
        return any(each.id == name and isinstance(each, OrderInteraction) for each in self.item.interactions)

    def said(self) -> str:
        """Return the words that the page shows about the answer, the chips of evidence left out."""
        shown = self.root.locator("form").evaluate(WORDS_SHOWN)
        return words(str(shown))

    def feedback(self, answers: Answers) -> list[str]:
        """Return what the author wants said to these answers, as bare words."""
        texts = [self.item.rationale]
        for asked in self.item.interactions:
            given = answers[asked.id]
            match asked:
                case ChoiceInteraction(choices=choices):
                    texts += [each.feedback for each in choices if each.id in _listed(given)]
                case MatchInteraction(rows=rows):
                    texts += [row.feedback for row in rows]
                case OrderInteraction(entries=entries):
                    texts += [each.feedback for each in entries]
                case TextEntryInteraction():
                    is_right = given == _right(asked)
                    texts += [asked.feedback_right if is_right else asked.feedback_wrong, *asked.model_points]
                case ExtendedTextInteraction(model_points=points):
                    texts += points
        return [words(plain_text(each)) for each in texts if each]


FOCUS_SHOWS = """each => [each, each.closest("label")].some(
    (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2
)"""
WORDS_SHOWN = """form => {
    const copy = form.cloneNode(true);
    const hidden = [...form.querySelectorAll("*")].map((each) => !each.checkVisibility({ visibilityProperty: true }));
    [...copy.querySelectorAll("*")].forEach((each, at) => hidden[at] && each.setAttribute("data-unseen", ""));
    copy.querySelectorAll(".cl-chip, [data-unseen]").forEach((each) => each.remove());
    copy.querySelectorAll("p, li, div, label").forEach((each) => each.append(" "));
    return copy.textContent;
}"""


def _listed(given: object) -> list[str]:
    assert isinstance(given, list)
    return given


def _only(given: object) -> str:
    (only,) = _listed(given)
    return only


def _mapped(given: object) -> dict[str, str]:
    assert isinstance(given, Mapping)
    return dict(given)
