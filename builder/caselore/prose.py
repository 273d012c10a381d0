"""Turn an author's Markdown into tokens, HTML and plain text. The only importer of markdown_it.

Raw HTML comes out as the text it is, and links go to the web, to mail, or to a record by its id
(`[words](#record-id)`). `[@R40-14]` cites a finding, {local}`name` is filled from local.yml. Module pages may hold directives in colon fences.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, zip_longest
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin

from caselore.frozen import frozen

CITATION = re.compile(r"\[@([^\[\]\n]{0,200})\]")  # bounded: '[@[@[@...' must not take long
LOCAL = re.compile(r"\{local\}`([a-z0-9-]{1,80})`")
CODE = re.compile(r"[A-Z][A-Z0-9]{0,9}-[0-9]{2,3}")
DIRECTIVE = re.compile(r"\{([a-z-]+)\}[ ]*(.*)")
ALLOWED_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
DEEPEST = 20
"""So deep may lists and quotations be nested, a list counting twice. The parser goes on for a while, for the checks."""
PAGES = frozenset({"my-learning"})
"""Names of pages without a record that a text may link to, as it links to records; a book or a sheet shows the words."""

# Text without these, and with no such opening, reads the same as Markdown and as plain words.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~\n]")
_OPENING = re.compile(r"\s*(?:#|[-+=]|[0-9]+[.)]\s|:)")
# What would make something else of a citation (an image, a link's definition), or a block of code.
_NOT_JUST_CITED = re.compile(r"!\[|\]:|^\s|\s$")
_LOOSE_SPACE = re.compile(r"\s[\s.,;:?!]|[^\S ]")


@dataclass(slots=True)
class Links:
    """What prose on one page needs to know of the rest of the course."""

    record: Callable[[str], tuple[str, str] | None]
    """From a record's id to its address from this page and its title; None if there is none."""
    citation: Callable[[str], str]
    """From a finding's code to the markup of its chip."""
    image: Callable[[str], str | None]
    """From a picture's path in content/ to its address from this page."""
    local: Callable[[str], str] = html.escape
    """From the name of a place that is filled in locally to the markup of what stands there."""
    terms: re.Pattern[str] | None = None
    """Matches glossary terms to link."""
    term: Callable[[str], str | None] = lambda _: None
    """From a term as written to its markup; None to leave it as text."""


@frozen
class Directive:
    """A `:::{name} argument` fence of a module page."""

    name: str
    argument: str
    body: str
    line: int
    """Lines from the start of the Markdown, counted from 0."""
    body_line: int


@frozen
class Heading:
    """A heading of a module page."""

    level: int
    text: str
    line: int


@frozen
class Passage:
    """Markdown between headings and directives."""

    text: str
    line: int


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    codes = codes_in(match[1])
    if codes is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"codes": codes}
        token.content = match[0]
    state.pos = match.end()
    return True


def _local_rule(state: StateInline, silent: bool) -> bool:
    match = LOCAL.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("local", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _allowed_link(url: str) -> bool:
    return bool(ALLOWED_LINK.match(url)) or not re.match(r"[a-z][a-z0-9+.-]*:|//", url, re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "xhtmlOut": True, "store_labels": True, "maxNesting": 2 * DEEPEST}
    ).enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(colon_fence_plugin)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.before("backticks", "local", _local_rule)
    parser.validateLink = _allowed_link  # type: ignore[method-assign]
    parser.core.ruler.before("text_join", "mark_typed", _mark_typed)
    parser.core.ruler.push("mark_links", _mark_links)
    parser.core.ruler.push("mark_tables", _mark_tables)
    for name in _RENDER:
        parser.add_render_rule(name, _RENDER[name])
    return parser


def _mark_typed(state: StateCore) -> None:
    """Note on words with an escape or an entity in them how they were typed: in pieces, and what each stands for."""
    for token in state.tokens:
        for is_text, run in groupby(token.children or (), lambda child: child.type in ("text", "text_special")):
            pieces = list(run) if is_text else []
            if any(child.type == "text_special" for child in pieces):
                pieces[0].meta["typed"] = [(child.markup or child.content, bool(child.markup)) for child in pieces]


def _mark_links(state: StateCore) -> None:
    """Note on the words inside a link that they are; a term there must not become a second link."""
    for token in state.tokens:
        inside = False
        for child in token.children or ():
            inside = child.type == "link_open" or (inside and child.type != "link_close")
            if inside and child.type == "text":
                child.meta["in_link"] = True


WIDE = 4
"""From so many columns on a table becomes one card a row where there is no room."""


def _mark_tables(state: StateCore) -> None:
    """Give each cell of a wide table the name of its column, and make the first of each row its heading."""
    names: list[str] = []
    column, opened = 0, None
    for token, following in zip_longest(state.tokens, state.tokens[1:]):
        if token.type == "table_open":
            names, opened = [], token
        elif token.type == "th_open":
            names.append(_said(following))
        elif token.type == "tbody_open" and opened and len(names) >= WIDE:
            opened.meta["wide"] = True
        elif token.type == "tr_open":
            column = 0
        elif token.type in ("td_open", "td_close") and opened and opened.meta.get("wide"):
            if not column:
                token.tag = "th"
            if token.type == "td_close":
                column += 1
            elif column:
                token.attrSet("data-label", names[column])
            else:
                token.attrSet("scope", "row")
        elif token.type == "table_close" and opened:
            token.meta, opened = opened.meta, None


def _said(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline")).strip()


def _render_table(_: Any, tokens: list[Token], index: int, __: Any, ___: Any) -> str:
    return '<div class="cl-table">\n<table>\n' if tokens[index].meta.get("wide") else "<table>\n"


def _render_table_end(_: Any, tokens: list[Token], index: int, __: Any, ___: Any) -> str:
    return "</table>\n</div>\n" if tokens[index].meta.get("wide") else "</table>\n"


def _render_text(_: Any, tokens: list[Token], index: int, __: Any, env: dict[str, Any]) -> str:
    token, links = tokens[index], env["links"]
    return html.escape(token.content, quote=False) if token.meta.get("in_link") else _words(token.content, links)


def _render_citation(_: Any, tokens: list[Token], index: int, __: Any, env: dict[str, Any]) -> str:
    return " ".join(env["links"].citation(code) for code in tokens[index].meta["codes"])


def _render_local(_: Any, tokens: list[Token], index: int, __: Any, env: dict[str, Any]) -> str:
    return str(env["links"].local(tokens[index].content))


def _render_link(_: Any, tokens: list[Token], index: int, __: Any, env: dict[str, Any]) -> str:
    href = str(tokens[index].attrGet("href") or "")
    if not href.startswith("#"):
        return f'<a href="{html.escape(href)}">'
    found = env["links"].record(href[1:])
    address, title = found if found else (href, "")
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    empty = following is not None and following.type == "link_close"
    return f'<a href="{html.escape(address)}">' + (html.escape(title) if empty else "")


def _render_image(_: Any, tokens: list[Token], index: int, __: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    source = env["links"].image(str(token.attrGet("src") or ""))
    if source is None:
        return html.escape(token.content)
    return f'<img src="{html.escape(source)}" alt="{html.escape(token.content)}" loading="lazy" />'


_RENDER = {
    "text": _render_text,
    "citation": _render_citation,
    "local": _render_local,
    "link_open": _render_link,
    "image": _render_image,
    "table_open": _render_table,
    "table_close": _render_table_end,
}


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _words(text: str, links: Links, safe: Callable[[str], str] = _escaped) -> str:
    """Escape plain words, linking glossary terms."""
    if links.terms is None:
        return safe(text)
    made, at = [], 0
    for match in links.terms.finditer(text):
        markup = links.term(match[0])
        if markup is not None:
            made += [safe(text[at : match.start()]), markup]
            at = match.end()
    made.append(safe(text[at:]))
    return "".join(made)


def codes_in(inside: str) -> list[str] | None:
    """Return the codes of a citation, given what stands between `[@` and `]`; None if it is none."""
    codes = [code.strip().removeprefix("@") for code in inside.split(";")]
    return codes if all(CODE.fullmatch(code) for code in codes) else None


def words_and_codes(text: str) -> list[str | list[str]] | None:
    """Split text that holds at most citations into words, codes, words ...; None if there is more to it.

    Nineteen texts in twenty are of this kind, and the parser takes eleven times as long over them.
    """
    if "[" not in text:
        return None if _SPECIAL.search(text) or _OPENING.match(text) else [text]
    parts = CITATION.split(text)
    words = "".join(parts[::2])
    if _SPECIAL.search(words) or _OPENING.match(words) or _NOT_JUST_CITED.search(text):
        return None
    made: list[str | list[str]] = [parts[0]]
    for inside, following in zip(parts[1::2], parts[2::2], strict=True):
        codes = codes_in(inside)
        if codes is None:
            return None
        made += [codes, following]
    return made


def _words_and_chips(parts: list[str | list[str]], links: Links) -> str:
    """Draw what `words_and_codes` returned; its words hold nothing to escape."""
    return "".join(
        _words(part, links, str) if isinstance(part, str) else " ".join(map(links.citation, part)) for part in parts
    )


def block_html(text: str, links: Links) -> str:
    """Turn Markdown into block HTML: paragraphs, lists, tables."""
    parts = words_and_codes(text)
    if parts is not None:
        return f"<p>{_words_and_chips(parts, links)}</p>\n"
    return str(_parser().render(text, {"links": links}))


def inline_html(text: str, links: Links) -> str:
    """Turn Markdown of one paragraph into HTML without the paragraph around it."""
    parts = words_and_codes(text)
    if parts is not None:
        return _words_and_chips(parts, links)
    made = str(_parser().renderInline(text.replace("\n", " "), {"links": links}))
    return made.strip()


def literal(text: str) -> str:
    """Turn plain words into Markdown that shows them as typed, in the middle of a line."""
    return re.sub(r"([\\`*_\[\]<>&|~#!:])", r"\\\1", text)


def plain_text(text: str) -> str:
    """Turn Markdown into the words a reader would hear, without citations."""
    return _words_heard(text, parsed)


def plain_line(text: str) -> str:
    """The same for Markdown of one line, such as a heading, in which '1.' or '-' starts no list."""
    return _words_heard(text, _one_line)


def _words_heard(text: str, tokens: Callable[[str], list[Any]]) -> str:
    parts = None if text[:1].isspace() else words_and_codes(text)
    made = _heard(tokens(text)) if parts is None else "".join(part for part in parts if isinstance(part, str))
    if _LOOSE_SPACE.search(made):
        made = re.sub(r"\s+([.,;:?!]|$)", r"\1", re.sub(r"\s+", " ", made))
    return made.strip()


BREAK = "•"
"""Stands in `masked` text where a heading, a list item, a quoted block or a table cell starts."""

_MASKED = re.compile(
    r"(?P<gone>\[@[^\[\]\n]{0,200}\]"  # a citation
    r"|^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"  # code
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\s*\)|\]\[[^\]\n]{0,200}\]|^ {0,3}\[[^\]\n]+\]:[^\n]*"  # where a link goes
    r"|<[^<>\n]{1,300}>|https?://[^\s)>]+"  # an address, or HTML
    r"|^[ \t]*:{3,}[^\n]*"  # a directive
    r"|[*_~]{1,3}|[\[\]!](?=[\[(])|\[|\]|\\(?=[!-/:-@\[-`{-~]))"  # signs
    r"|(?P<break>^[ \t]*(?:>[ \t]*)*(?:#{1,6}(?=\s)|[-+*](?=\s)|\d{1,3}[.)](?=\s))|^[ \t]*>|^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[^\n]*|\|)",
    re.MULTILINE | re.DOTALL,
)
_SIGNS = re.compile(r"[\[\]`*_~<>|#\\/\n]|:::")
_TO_MASK = re.compile(r"[\[\]`*_~<>|#\\]|^[ \t]*(?:[-+]|\d{1,3}[.)])\s|https?:|:::", re.MULTILINE)
# Most texts hold no more than these: citations, and links to records.
_EASY = re.compile(r"\[(?:@[^\[\]\n]{0,200}\]|([^\[\]`*_~<>|#\\/\n]{1,200})\]\(#[a-z0-9-]{1,200}\))")


def masked(text: str) -> str:
    """Blank out, character for character, what is not words to be read in a Markdown text.

    What stands at a place of the result stands at the same place of the text. Citations, addresses,
    code, HTML and signs become spaces; `BREAK` stands where a new heading, item or cell starts.
    """
    opens = text[:1] in " \t-+0123456789"
    if not opens and not _SIGNS.search(text):
        return text
    if not opens and "![" not in text and not _SIGNS.search(made := _EASY.sub(_easily_blank, text)):
        return made
    return _MASKED.sub(_blank, text) if _TO_MASK.search(text) else text


def _easily_blank(match: re.Match[str]) -> str:
    said = match[1] or ""
    return f" {said}{' ' * (len(match[0]) - len(said) - 1)}"


def _blank(match: re.Match[str]) -> str:
    spaces = re.sub(r"[^\n]", " ", match[0])
    return BREAK + spaces[1:] if match["break"] and match[0][0] != "\n" else spaces


_QUOTATION = re.compile(
    r"“[^”]{1,600}”|\"[^\"]{1,600}\"|‘(?:[^‘’]|(?<=\w)’(?=\w)){1,600}’|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){1,300}'(?!\w)"
    r"|(?:^[ \t]*>.*\n?)+",
    re.MULTILINE,
)


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the marked quotations of a Markdown text start and end."""
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def _heard(tokens: list[Any]) -> str:
    parts: list[str] = []
    for token in tokens:
        for child in token.children or []:
            if child.type in ("text", "code_inline", "image", "local"):
                parts.append(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                parts.append(" ")
        if token.type in ("paragraph_close", "heading_close", "td_close", "th_close"):
            parts.append(" ")
    return "".join(parts)


@lru_cache(maxsize=256)
def sections(markdown: str) -> tuple[Heading | Passage | Directive, ...]:
    """Turn the body of a module into headings, passages of Markdown, and directives, in order.

    Kept, because checks, back links and several pages ask for the same few bodies.
    """
    return tuple(_sections(markdown))


def _sections(markdown: str) -> Iterator[Heading | Passage | Directive]:
    lines = markdown.split("\n")
    tokens = _parser().parse(markdown)
    done = 0
    for index, token in enumerate(tokens):
        if token.level or token.map is None or token.nesting < 0:
            continue
        start, end = token.map
        made: Heading | Directive | None = None
        if token.type == "heading_open":
            made = Heading(int(token.tag[1]), tokens[index + 1].content, start)
        elif token.type == "colon_fence" and (match := DIRECTIVE.fullmatch(token.info.strip())):
            made = Directive(match[1], match[2].strip(), token.content, start, start + 1)
        if made is not None:
            yield from _passage(lines, done, start)
            yield made
            done = end
    yield from _passage(lines, done, len(lines))


def slug(text: str) -> str:
    """Turn a heading into the id it has on its page."""
    return re.sub(r"[^a-z0-9]+", "-", plain_line(text).lower()).strip("-") or "section"


def numbered(name: str, taken: dict[str, int]) -> str:
    """Return a name as it is the first time, with a number after that; `taken` counts how often each was asked for."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


def _passage(lines: list[str], start: int, end: int) -> Iterator[Passage]:
    text = "\n".join(lines[start:end])
    if text.strip():
        yield Passage(text, start)


def unclosed_fence(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and opening of each fence that runs to the end of the text unclosed."""
    lines = markdown.split("\n")
    for token in _parser().parse(markdown):
        if token.type in ("fence", "colon_fence") and token.map:
            start, end = token.map
            closing = lines[end - 1].strip() if end - 1 > start else ""
            if not (closing and set(closing) == {token.markup[0]} and len(closing) >= len(token.markup)):
                yield start, lines[start].strip()


def followed(address: str) -> str:
    """Return an address as the parser writes it, given as its author typed it: `%C3%A9` for é, & for `&amp;`."""
    return normalizeLink(unescapeAll(address))


def unescaped(address: str) -> str:
    """Return an address with its escapes and entities as the characters they stand for."""
    return unescapeAll(address).strip()


def cells_of(row: str) -> list[str]:
    """Return the cells of a row of a table, as many as its author wrote."""
    cells = escapedSplit(row.strip())
    first, last = (1 if cells[:1] == [""] else 0), (-1 if cells[1:] and cells[-1] == "" else None)
    return list(cells[first:last])


def parsed(text: str) -> list[Any]:
    """Return the tokens of a Markdown text, for `runs.py` and `remarks.py`, which make something else of them."""
    return list(_parser().parse(text))


def parsed_line(text: str) -> list[Any]:
    """Return the inline tokens of Markdown of one paragraph."""
    return [child for token in _one_line(text) for child in token.children or ()]


def _one_line(text: str) -> list[Any]:
    return list(_parser().parseInline(text.replace("\n", " ")))
