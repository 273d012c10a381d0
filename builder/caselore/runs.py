"""Markdown as paragraphs, lists and tables of runs, for formats that know no HTML. Pure; prose.py parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from caselore.frozen import frozen
from caselore.prose import parsed, parsed_line


@frozen(kw_only=True)
class Run:
    """Words that look the same from end to end, or one thing that stands among words."""

    text: str = ""
    """Of a citation its code, of a local place its name, of a picture its alternative text."""
    kind: Literal["words", "citation", "local", "image", "break"] = "words"
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""
    """Where it leads: an address, or `#` and the id of a record."""
    source: str = ""
    """Of a picture, its path in content/."""


Runs = tuple[Run, ...]


@frozen
class Paragraph:
    runs: Runs


@frozen
class Titled:
    """A heading."""

    level: int
    runs: Runs


@frozen
class Listing:
    """A list; `start` is the number of its first item, None where it has no numbers."""

    items: tuple[tuple[Part, ...], ...]
    start: int | None


@frozen
class Quoted:
    parts: tuple[Part, ...]


@frozen
class Tabled:
    """A table with its header row."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@frozen
class Preformatted:
    text: str


@frozen
class Defined:
    """A word and what it means."""

    term: Runs
    parts: tuple[Part, ...]


Part = Paragraph | Titled | Listing | Quoted | Tabled | Preformatted | Defined


def runs(text: str) -> Runs:
    """Turn Markdown of one paragraph into runs."""
    return tuple(_runs(parsed_line(text)))


def parts(text: str) -> tuple[Part, ...]:
    """Turn Markdown into paragraphs, lists, tables and the like."""
    return tuple(_parts(iter(parsed(text)), ""))


def _parts(tokens: Iterator[Any], until: str) -> Iterator[Part]:
    """Yield parts up to the token that closes what holds them."""
    for token in tokens:
        if token.type == until:
            return
        made = _part(token, tokens)
        if made is not None:
            yield made


def _part(token: Any, tokens: Iterator[Any]) -> Part | None:
    match token.type:
        case "inline":
            return Paragraph(tuple(_runs(token.children or ())))
        case "heading_open":
            return Titled(int(token.tag[1]), _cell(tokens, "heading_close"))
        case "bullet_list_open":
            return Listing(tuple(_items(tokens, "bullet_list_close")), None)
        case "ordered_list_open":
            return Listing(tuple(_items(tokens, "ordered_list_close")), int(token.attrGet("start") or 1))
        case "blockquote_open":
            return Quoted(tuple(_parts(tokens, "blockquote_close")))
        case "table_open":
            rows = tuple(_rows(tokens))
            return Tabled(rows[0], rows[1:])
        case "dt_open":
            term = _cell(tokens, "dt_close")
            opening = next(tokens)
            return Defined(term, tuple(_parts(tokens, "dd_close")) if opening.type == "dd_open" else ())
        case "fence" | "code_block" | "colon_fence":
            return Preformatted(token.content.rstrip("\n"))
    return None  # what opens and closes a paragraph, a rule


def _items(tokens: Iterator[Any], until: str) -> Iterator[tuple[Part, ...]]:
    for token in tokens:
        if token.type == until:
            return
        if token.type == "list_item_open":
            yield tuple(_parts(tokens, "list_item_close"))


def _rows(tokens: Iterator[Any]) -> Iterator[tuple[Runs, ...]]:
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            yield tuple(_cells(tokens))


def _cells(tokens: Iterator[Any]) -> Iterator[Runs]:
    for token in tokens:
        if token.type == "tr_close":
            return
        if token.type in ("th_open", "td_open"):
            yield _cell(tokens, token.type.replace("open", "close"))


def _cell(tokens: Iterator[Any], until: str) -> Runs:
    made: Runs = ()
    for token in tokens:
        if token.type == until:
            break
        if token.type == "inline":
            made = tuple(_runs(token.children or ()))
    return made


def _runs(tokens: Iterable[Any]) -> Iterator[Run]:
    on = {"strong": 0, "em": 0, "s": 0}
    link, said = "", True
    for token in tokens:
        name, _, way = token.type.rpartition("_")
        if name in on:
            on[name] += 1 if way == "open" else -1
            continue
        look: dict[str, Any] = {
            "strong": on["strong"] > 0,
            "emphasis": on["em"] > 0,
            "struck": on["s"] > 0,
            "link": link,
        }
        match token.type:
            case "link_open":
                link, said = str(token.attrGet("href") or ""), False
                continue
            case "link_close":
                if not said:
                    yield Run(**look)  # `[](#record)` says the record's title
                link = ""
                continue
            case "text":
                made = Run(text=token.content, **look)
            case "code_inline":
                made = Run(text=token.content, **look | {"code": True})
            case "softbreak":
                made = Run(text=" ", **look)
            case "hardbreak":
                made = Run(kind="break")
            case "image":
                made = Run(text=token.content, kind="image", source=str(token.attrGet("src") or ""), **look)
            case "local":
                made = Run(text=token.content, kind="local", **look)
            case "citation":
                yield from (Run(text=code, kind="citation") for code in token.meta["codes"])
                continue
            case _:
                made = Run(text=token.content, **look)
        if made.text or made.kind != "words":
            said = True
            yield made
