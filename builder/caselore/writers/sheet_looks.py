"""Lay a sheet out, and again in another look of its style sheet where a card overflows or a page could be spared.

Knows WeasyPrint's boxes by what they are called, and does not import it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Render = Callable[[str], Any]
"""From a look, which is what the body of the sheet is marked with, to the sheet laid out; '' is the plain one."""

SHORTER = ('data-spare="2"', 'data-spare="1"', 'data-spare="1" data-tight="1"', 'data-spare="1" data-tight="2"')
"""How a sheet that is too long for its pages is shortened: fewer lines to write on, then tighter type."""

SPARSE = 0.25
"""A last page that is filled to less than this is worth sparing."""
SAVED = {"1": 0.05, "2": 0.1}
"""How much of each page tighter type is likely to save."""


def laid_out(render: Render, *, cards: bool, most_pages: int | None) -> Any:
    """Lay a sheet out so that its cards hold their text and it takes no more pages than it should."""
    document = render("")
    if cards:
        return _with_room_on_cards(render, document)
    for look in SHORTER:
        if most_pages is None or len(document.pages) <= most_pages:
            break
        tried = render(look)
        if len(tried.pages) <= most_pages:
            return tried
    return _without_sparse_page(render, document)


def _without_sparse_page(render: Render, document: Any) -> Any:
    """Set the type a little tighter where that is likely to spare a last page with little on it."""
    before, last = len(document.pages) - 1, _filled(document.pages[-1])
    looks = [f'data-tight="{tight}"' for tight, saved in SAVED.items() if last < saved * before + 0.02]
    if before and not any(type(each).__name__ == "TextBox" for each in _inside(document.pages[-1])):
        looks += SHORTER  # nothing but lines to write on
    for look in looks if last < SPARSE else ():
        tried = render(look)
        if len(tried.pages) <= before:
            return tried
    return document


def _with_room_on_cards(render: Render, document: Any) -> Any:
    """Make cards larger, or their margins and type smaller, until no text runs into a card's foot or out of it."""
    for step in ("1", "2", "3", "4"):
        if not any(_runs_over(card) for page in document.pages for card in _cards(page)):
            break
        document = render(f'data-fit="{step}"')
    return document


def _cards(page: Any) -> list[Any]:
    return [each for each in page._page_box.descendants() if _classes(each) & {"card", "cut-card"}]


def _classes(box: Any) -> set[str]:
    is_text = type(box).__name__ in ("LineBox", "TextBox")
    return set() if is_text or box.element is None else set((box.element.get("class") or "").split())


def _runs_over(card: Any) -> bool:
    """Whether the text of a card goes on below its edge, or below the top of its foot."""
    feet = [each for each in card.descendants() if "card-foot" in _classes(each)]
    end = min(card.position_y + card.margin_height(), *(each.position_y for each in feet), float("inf"))
    inside = {id(each) for foot in feet for each in foot.descendants()}
    lines = (each for each in card.descendants() if type(each).__name__ == "LineBox" and id(each) not in inside)
    return any(each.position_y + each.height > end + 1 for each in lines)


def _filled(page: Any) -> float:
    """Return how far down a page goes: 1 for all the way."""
    box = page._page_box
    lowest = max((each.position_y + (each.height or 0) for each in _inside(page) if _is_seen(each)), default=0)
    return float((lowest - box.content_box_y()) / box.height)


def _inside(page: Any) -> Iterator[Any]:
    """Return the boxes of a page without those in its margins."""
    yield from page._page_box.children[0].descendants()


def _is_seen(box: Any) -> bool:
    """Whether a box is text, a picture, or a line to write on."""
    name = type(box).__name__
    return name in ("LineBox", "InlineReplacedBox", "BlockReplacedBox") or (
        name in ("BlockBox", "TableCellBox") and not box.children
    )
