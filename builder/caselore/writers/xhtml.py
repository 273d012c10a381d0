"""Turn the HTML that templates draw into well-formed XHTML elements without scripts, forms or screen-only data.

Our own templates nest well; a project's own may leave out an end tag, as HTML allows, so elements are closed
where a browser would close them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement, tostring

from caselore.writers.xml_letters import xml_text

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
DROPPED = frozenset(
    {"audio", "base", "button", "canvas", "embed", "iframe", "input", "link", "meta", "object", "script", "select",
     "source", "style", "template", "textarea", "track", "video"}
)  # fmt: skip
"""Left out with all that is in them: they run, load or take what a book cannot give."""
UNWRAPPED = frozenset({"body", "fieldset", "form", "head", "html", "label", "legend", "noscript"})
"""Left out while what is in them stays; so are custom elements."""
CLOSES = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl", "div"}),
    "dd": ({"dt", "dd"}, {"dl", "div"}),
    "tr": ({"tr", "td", "th"}, {"table", "thead", "tbody", "tfoot"}),
    "td": ({"td", "th"}, {"tr"}),
    "th": ({"td", "th"}, {"tr"}),
}
"""From an element to those that its start closes, and those it does not look beyond."""
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "details", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5",
     "h6", "hr", "nav", "ol", "p", "pre", "section", "table", "ul"}
)  # fmt: skip
"""Their start closes an open paragraph."""


def elements(html: str) -> Element:
    """Turn a piece of HTML into a `div` that holds its elements."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.top


def written(root: Element) -> bytes:
    """Return an XHTML page with its root element."""
    return ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' + tostring(root, "unicode") + "\n").encode()


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with a text; `epub_type` and the like are written with a colon, `class_` without its line."""
    named = {name.rstrip("_").replace("epub_", "epub:"): xml_text(value) for name, value in attributes.items()}
    made = SubElement(parent, tag, named)
    if text:
        made.text = xml_text(text)
    return made


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("div")
        self._open = [self.top]
        self._dropped: list[str] = []
        """Open elements that are being left out; nothing within them is kept."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED or self._dropped:
            if tag not in VOID:
                self._dropped.append(tag)
            return
        if tag in UNWRAPPED or "-" in tag:
            return
        self._close_before(tag)
        made = SubElement(self._open[-1], tag, dict(_kept(attrs)))
        if tag not in VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped:
                while self._dropped.pop() != tag:
                    pass
            return
        if tag not in VOID and any(each.tag == tag for each in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        here, text = self._open[-1], xml_text(data)
        if len(here):
            here[-1].tail = (here[-1].tail or "") + text
        else:
            here.text = (here.text or "") + text

    def _close_before(self, tag: str) -> None:
        """Close what the start of an element closes by itself."""
        if tag in BLOCKS and self._open[-1].tag == "p":
            self._open.pop()
        closed, limits = CLOSES.get(tag, (set(), set()))
        first = len(self._open)
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag in limits:
                break
            if self._open[index].tag in closed:
                first = index
        del self._open[first:]


def _kept(attrs: list[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that mean something in a book, each name once."""
    seen = set()
    for name, value in attrs:
        screen = name.startswith(("data-", "on")) or name in ("hidden", "loading", "rel", "srcset", "style", "target")
        if not screen and name not in seen and re.fullmatch(r"(epub:)?[a-z][a-z-]*", name):
            seen.add(name)
            yield name, xml_text(value or "")
