"""Turn an author's Markdown into remarks: what it links to, cites or tries to pass as HTML, and where each stands.

The parser says what there is and not where. So what it found is written down again, in the order of the text and as
it was typed, code and all. What looks the same before a remark in that trail stands before it in the file as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field, replace
from functools import lru_cache
from typing import Any

from caselore.frozen import frozen
from caselore.prose import CITATION, CODE, codes_in, followed, parsed, unescaped, words_and_codes

RAW_HTML = re.compile(r"<(?:/?([A-Za-z][^\s<>/]*)[^<>]*|!--.*?--|!\[CDATA\[|[!?][A-Za-z][^<>]*)>?", re.DOTALL)
DEAD_LINK = re.compile(r"(\]\(|\]:)\s*<?([^)\s>]+)")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

_AS_IT_IS = "({})"
_END = r"(?![^\s)>'\"\\])"
_ADDRESS = rf"\]\(\s*<?({{}}){_END}"
_DEFINED = rf"\]:\s*<?({{}}){_END}"
_BARE_ADDRESS = "<({})>"
_CODE = r"(?:\[@|;\s*@?)({})(?=\s*[;\]])"
_LOCAL = r"local\W`({})`"
_DESTINATION = re.compile(r"\](?:\(|:)\s*(?:<([^<>\n]*)>|((?:[^\s()<>]|\([^\s()]*\))+))")
_BARE = re.compile(r"<([^<>\s]+)>")
_UNCLOSED = re.compile(rf"\[@{CODE.pattern}(?![^\[\]]*\])")
_NO_CITATION = rf"({{}})(?!\s*(?:;\s*@?{CODE.pattern}\s*)*\])"
_NOT_AS_TYPED = "\0"
"""Stands for a character that was typed as an escape or an entity, and so is meant as nothing but itself."""


class _Trail:
    """What was found in a text so far, as it was typed."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, typed: str) -> int:
        """Write something down; return where it starts."""
        start = self.length
        self.parts.append(typed)
        self.length += len(typed)
        return start

    def before(self, at: int, snippet: str, shape: str) -> int:
        """Return how often a snippet stands in this shape before a place."""
        if len(self.parts) > 1:
            self.parts = ["".join(self.parts)]
        words = r"\s+".join(re.escape(word) for word in snippet.split())
        return bisect_left(_starts("".join(self.parts), shape.replace("{}", words)), at)


@lru_cache(maxsize=16)
def _starts(text: str, pattern: str) -> tuple[int, ...]:
    return tuple(match.start(1) for match in re.finditer(pattern, text))


@frozen
class Remark:
    """Something in a Markdown text that a check may want to speak about."""

    kind: str
    """html, link, record, image, no-alt, citation, local, bad-link, bad-citation, fence."""
    value: str
    """The address, code, or text in question."""
    snippet: str
    """The words as they stand in the text."""
    trail: _Trail = field(compare=False, repr=False)
    at: int
    """Where it stands in the trail."""
    shape: str = _AS_IT_IS
    """A pattern of what stands around the snippet, which is its first group."""

    @property
    def nth(self) -> int:
        """Which occurrence of the snippet in this shape it is, from 0."""
        return self.trail.before(self.at, self.snippet, self.shape)


def remarks(text: str) -> Iterator[Remark]:
    """Yield what a Markdown text links to, cites or tries to pass as HTML, in order."""
    if not re.search(r"[\[<]|:::|\{local\}", text):
        return
    notes = _Notes(text)
    if words_and_codes(text) is not None:
        yield from notes.only_cited()
        return
    for token in parsed(text):
        if token.type == "colon_fence":
            opening = f"{token.markup}{token.info}".strip()
            yield notes.of("fence", opening, opening, notes.trail.add(opening))
        if token.type in ("fence", "colon_fence", "code_block"):
            notes.trail.add(f"{token.info if token.type == 'fence' else ''}\n{token.content}\n")
        for child in token.children or []:
            yield from _child_remarks(child, notes)
        notes.trail.add("\n")


class _Notes:
    """Makes Remarks of a text, one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.trail = _Trail()
        self.opened: set[str] = set()
        """Names of HTML elements that were remarked on; their closing tags say nothing new."""
        self.link: Any = None
        """The link whose words are being read."""

    def of(self, kind: str, value: str, snippet: str, at: int, shape: str = _AS_IT_IS) -> Remark:
        return Remark(kind, value, snippet, self.trail, at, shape)

    def only_cited(self) -> Iterator[Remark]:
        """Yield the citations of a text that holds nothing else."""
        self.trail.add(self.text)
        for match in CITATION.finditer(self.text):
            yield from self.citation(codes_in(match[1]) or [], match[0], match.start())

    def citation(self, codes: list[str], typed: str, start: int) -> Iterator[Remark]:
        at = 0
        for code in codes:
            at = typed.index(code, at)
            yield self.of("citation", code, code, start + at, _CODE)
            at += len(code)

    def typed(self, address: str) -> str:
        """Return an address as its author typed it."""
        if address in self.text:
            return address
        for found in _DESTINATION.finditer(self.text):
            if followed(found[1] or found[2] or "") == address:
                return str(found[1] or found[2])
        return address

    def address(self, kind: str, value: str, typed: str, *, label: str = "") -> Remark:
        """Return a remark on where a link goes or a picture lies, which has been read up to there."""
        if label:  # the address stands where the label is defined
            self.trail.add(f"][{label}]")
            words = r"\s+".join(map(re.escape, label.split()))
            return self.of(kind, value, typed, 0, rf"(?i:\[\s*{words}\s*){_DEFINED}")
        start = self.trail.add(f"]({typed})")
        return self.of(kind, value, typed, start + 2, _ADDRESS) if typed else self.of(kind, value, "]()", start)

    def link_end(self) -> Remark:
        opened, self.link = self.link, None
        href = str(opened.attrGet("href") or "")
        typed, label = self.typed(href), str(opened.meta.get("label", ""))
        if href.startswith("#"):
            return self.address("record", typed.removeprefix("#"), typed, label=label)
        return self.address("link", href, typed, label=label)

    def bare_address(self, child: Any) -> Iterator[Remark]:
        """Yield a remark on an address between < and >, whose words come next and are the address."""
        if child.type == "link_close":
            self.trail.add(">")
            return
        href = str(child.attrGet("href"))
        typed = next((each for each in _BARE.findall(self.text) if href in (followed(each), f"mailto:{each}")), href)
        start = self.trail.add("<") + 1
        yield self.of("link", href, typed, start, _BARE_ADDRESS)

    def words(self, child: Any) -> Iterator[Remark]:
        """Yield what in plain words looks like HTML, a link or a citation and is none."""
        pieces = child.meta.get("typed", [(child.content, False)])
        typed = "".join(piece for piece, _ in pieces)
        meant = "".join(_NOT_AS_TYPED * len(piece) if special else piece for piece, special in pieces)
        start = self.trail.add(typed)
        yield from self.html(typed, meant, start)
        for match in DEAD_LINK.finditer(meant):
            address = typed[match.start(2) : match.end(2)]
            shape = _ADDRESS if match[1] == "](" else _DEFINED
            if _ELSEWHERE.match(meaning := unescaped(address)):
                yield self.of("bad-link", meaning, address, start + match.start(2), shape)
        for match in CITATION.finditer(meant):
            snippet = typed[match.start() : match.end()]
            yield self.of("bad-citation", snippet[2:-1], snippet, start + match.start())
        for match in _UNCLOSED.finditer(meant):
            yield self.of("bad-citation", match[0][2:], match[0], start + match.start(), _NO_CITATION)

    def html(self, typed: str, meant: str, start: int) -> Iterator[Remark]:
        for match in RAW_HTML.finditer(meant):
            snippet = typed[match.start() : match.end()]
            closing = snippet.startswith("</") and match[1].lower() in self.opened
            self.opened.add((match[1] or "").lower())
            if not closing:
                yield self.of("html", snippet, snippet, start + match.start())


def _child_remarks(child: Any, notes: _Notes) -> Iterator[Remark]:
    if child.type == "text":
        yield from notes.words(child)
    elif child.type == "citation":
        yield from notes.citation(child.meta["codes"], child.content, notes.trail.add(child.content))
    elif child.type == "local":
        yield notes.of("local", child.content, child.content, notes.trail.add("{local}`") + 8, _LOCAL)
        notes.trail.add(f"{child.content}`")
    elif child.markup == "autolink":
        yield from notes.bare_address(child)
    elif child.type == "link_open":
        notes.link = child
        notes.trail.add("[")
    elif child.type == "link_close" and notes.link is not None:
        yield notes.link_end()
    elif child.type == "image":
        source = notes.typed(str(child.attrGet("src") or ""))
        notes.trail.add(f"![{child.content}")
        made = notes.address("image", source, source, label=str(child.meta.get("label", "")))
        yield made
        if not child.content.strip():
            yield replace(made, kind="no-alt")
    else:
        notes.trail.add(f"{child.markup}{child.content}{child.markup}" if child.content else child.markup or "\n")
