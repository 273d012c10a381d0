"""Turns an HTML page into a tree that tests can walk, with the standard library alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


@dataclass
class Element:
    """An element with its attributes and, in order, the texts and elements in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Element]:
        """Yield the element and all within it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", *, of_class: str = "") -> list[Element]:
        """Return the elements with a tag, or a class, or both."""
        return [
            each for each in self.walk() if (not tag or each.tag == tag) and (not of_class or of_class in each.classes)
        ]

    def first(self, tag: str = "", *, of_class: str = "") -> Element:
        """Return the first such element; the test fails where there is none."""
        found = self.all(tag, of_class=of_class)
        assert found, f"no {tag or 'element'} {of_class}"
        return found[0]

    @property
    def text(self) -> str:
        """All text in it, with single spaces."""
        return squeezed(" ".join(each for each in self._texts()))

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def normal(self) -> str:
        """Return it as HTML in which only differences that mean something are left."""
        return "".join(self._normal())

    def _normal(self) -> Iterator[str]:
        given = "".join(f' {name}="{value}"' for name, value in sorted(self.attributes.items()))
        yield f"\n<{self.tag}{given}>"
        for child in self.children:
            if isinstance(child, Element):
                yield from child._normal()
            elif child.strip():
                yield squeezed(child)
        if self.tag not in VOID:
            yield f"</{self.tag}>"


def squeezed(text: str) -> str:
    """Turn each run of white space into one space, and drop it at both ends."""
    return re.sub(r"\s+", " ", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attributes})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: Path) -> Element:
    """Read a page."""
    reader = _Reader()
    reader.feed(page.read_text("utf-8"))
    reader.close()
    return reader.open[0]


def article(page: Element) -> Element:
    """Return the part of a page that caselore writes."""
    return page.first("article", of_class="md-content__inner")


def pages(folder: Path) -> dict[str, Path]:
    """Return the pages of a built site by their path beneath it, in order."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}


def kind(name: str) -> str:
    """Return what kind of page stands at a path: one that stands alone, or `folder/*` for one of many alike."""
    page = name.removesuffix("index.html").rstrip("/")
    folder, _, alone = page.partition("/")
    return f"{folder}/*" if alone else page or "home"


def some_of_each_kind(folder: Path) -> dict[str, list[str]]:
    """Return, for each kind of page of a built site, the one with the most kinds of element in it.

    So many more follow that no kind of element is left out. What looks at pages one by one looks at these: a
    course may grow, and the tests take no longer.
    """
    holds = {name: set(START_TAG.findall(path.read_text("utf-8"))) for name, path in pages(folder).items()}
    by_richness = sorted(holds, key=lambda name: -len(holds[name]))
    found = {kind(name): [name] for name in reversed(by_richness)}
    seen = set().union(*(holds[name] for names in found.values() for name in names))
    for name in by_richness:
        if holds[name] - seen:
            seen |= holds[name]
            found[kind(name)].append(name)
    return found


START_TAG = re.compile(r'<([a-z][a-z0-9-]*)(?: [^>]*?class="([^"]*)")?')
