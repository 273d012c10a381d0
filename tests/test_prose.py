"""Markdown comes out as it should, and as the letters it is made of where it should not come out at all."""

from __future__ import annotations

import html
import random
import re
import time

import pytest

from caselore import prose
from caselore.prose import (
    Directive,
    Heading,
    Links,
    Passage,
    block_html,
    inline_html,
    literal,
    plain_line,
    plain_text,
    sections,
    slug,
    unclosed_fence,
)
from caselore.readers.source_text import SourceText
from caselore.remarks import remarks
from projects import REFERENCE

RECORDS = {"a-story": ("../a-story/", "A <story>")}
LINKS = Links(
    record=RECORDS.get,
    citation=lambda code: f"<chip>{code}</chip>",
    image=lambda path: f"../{path}" if path == "images/map.png" else None,
)
WITH_TERMS = Links(
    record=RECORDS.get,
    citation=LINKS.citation,
    image=LINKS.image,
    terms=re.compile(r"\boutcomes?\b", re.IGNORECASE),
    term=lambda word: f"<term>{word}</term>",
)

# --- What becomes of it -------------------------------------------------------------------------------------

SHOWN = {
    "*one* **two** `three`": "<em>one</em> <strong>two</strong> <code>three</code>",
    "~~gone~~": "<s>gone</s>",
    "Fish & <chips> \"hot\" 'cold'": "Fish &amp; &lt;chips&gt; \"hot\" 'cold'",
    "&lt;b&gt; &copy; &#60;i&#62;": "&lt;b&gt; © &lt;i&gt;",
    "<b>bold</b>": "&lt;b&gt;bold&lt;/b&gt;",
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- x -->": "&lt;!-- x --&gt;",
    "[One](https://example.org/a?b=1&c=2)": '<a href="https://example.org/a?b=1&amp;c=2">One</a>',
    "[One](mailto:a@example.org)": '<a href="mailto:a@example.org">One</a>',
    "<https://example.org/>": '<a href="https://example.org/">https://example.org/</a>',
    "https://example.org/": "https://example.org/",
    "[The story](#a-story)": '<a href="../a-story/">The story</a>',
    "[](#a-story)": '<a href="../a-story/">A &lt;story&gt;</a>',
    "[One](#no-such-story)": '<a href="#no-such-story">One</a>',
    '[One](#a-story "A title")': '<a href="../a-story/">One</a>',
    "[One](javascript:alert(1))": "[One](javascript:alert(1))",
    "[One](JAVASCRIPT:alert(1))": "[One](JAVASCRIPT:alert(1))",
    "[One](&#106;avascript:alert(1))": "[One](javascript:alert(1))",
    "[One](<javascript:alert(1)>)": "[One](&lt;javascript:alert(1)&gt;)",
    "[One](data:text/html;base64,PHNjcmlwdD4=)": "[One](data:text/html;base64,PHNjcmlwdD4=)",
    "[One](vbscript:x) [two](file:///etc/passwd)": "[One](vbscript:x) [two](file:///etc/passwd)",
    "[One](//example.org/)": "[One](//example.org/)",
    "<javascript:alert(1)>": "&lt;javascript:alert(1)&gt;",
    "![A map](images/map.png)": '<img src="../images/map.png" alt="A map" loading="lazy" />',
    '![A "<map>"](images/map.png)': '<img src="../images/map.png" alt="A &quot;&lt;map&gt;&quot;" loading="lazy" />',
    "![A map](https://example.org/map.png)": "A map",
    "![A map](data:image/svg+xml,x)": "![A map](data:image/svg+xml,x)",
    "It is so [@R40-14].": "It is so <chip>R40-14</chip>.",
    "So [@R40-14; @R40-15;EX-01]": "So <chip>R40-14</chip> <chip>R40-15</chip> <chip>EX-01</chip>",
    "[@r40-14] [@R40-14, EX-01] [@] [@R40-1]": "[@r40-14] [@R40-14, EX-01] [@] [@R40-1]",
    "[see [@EX-01]](https://example.org/)": "[see <chip>EX-01</chip>](https://example.org/)",  # a chip is a link
    "`[@EX-01]` \\[@EX-01]": "<code>[@EX-01]</code> [@EX-01]",
    "{{7*191}} {% x %} ${y}": "{{7*191}} {% x %} ${y}",
    "Words {: onclick=alert(1) } {#id .class}": "Words {: onclick=alert(1) } {#id .class}",
    ']]> --> </title> " onmouseover="x': ']]&gt; --&gt; &lt;/title&gt; " onmouseover="x',
    "a_b_c 2*3*4": "a_b_c 2<em>3</em>4",
}


@pytest.mark.parametrize("text", SHOWN)
def test_inline(text: str) -> None:
    assert inline_html(text, LINKS) == SHOWN[text]
    assert block_html(text, LINKS) == f"<p>{SHOWN[text]}</p>\n"


BLOCKS = {
    "One\ntwo": "<p>One\ntwo</p>\n",
    "Text\n- one\n- two": "<p>Text</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n",
    "3. three\n4. four": '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n',
    "- one\n  - below": "<ul>\n<li>one\n<ul>\n<li>below</li>\n</ul>\n</li>\n</ul>\n",
    "<div>\n\n*x*\n\n</div>": "<p>&lt;div&gt;</p>\n<p><em>x</em></p>\n<p>&lt;/div&gt;</p>\n",
    "```html\n<b>x</b>\n```": '<pre><code class="language-html">&lt;b&gt;x&lt;/b&gt;\n</code></pre>\n',
    "Term\n: meaning": "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n</dl>\n",
    "[x]: javascript:alert(1)\n\n[x]": "<p>[x]: javascript:alert(1)</p>\n<p>[x]</p>\n",
    '--8<-- "/etc/passwd"': '<p>--8&lt;-- "/etc/passwd"</p>\n',
}


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks(text: str) -> None:
    assert block_html(text, LINKS) == BLOCKS[text]


def test_a_wide_table_says_in_each_cell_which_column_it_is_of() -> None:
    wide = block_html("| A | *B* | C | D |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |", LINKS)
    assert wide.startswith('<div class="cl-table">\n<table>')
    assert '<th scope="row">1</th>\n<td data-label="B">2</td>' in wide
    assert wide.endswith("</table>\n</div>\n")
    narrow = block_html("| A | B |\n|---|---|\n| 1 | 2 |", LINKS)
    assert "<td>1</td>" in narrow
    assert "cl-table" not in narrow


def test_an_info_string_cannot_leave_its_attribute() -> None:
    shown = block_html('```x" onclick="alert(1)\ny\n```', LINKS)
    assert 'onclick="' not in shown.replace("&quot;", "")


def test_terms_are_linked_in_words_and_nowhere_else() -> None:
    text = "An outcome, `outcome`, [an outcome](#a-story), ![outcome](images/map.png) and **Outcomes** [@EX-01]."
    shown = inline_html(text, WITH_TERMS)
    assert re.findall(r"<term>(\w+)</term>", shown) == ["outcome", "Outcomes"]
    assert shown.startswith("An <term>outcome</term>, <code>outcome</code>, <a ")


HEARD = {
    "An **outcome**, not a `service` [@EX-01].": "An outcome, not a service.",
    "- one\n- two\n\nthree": "one two three",
    "[A plan](#a-story) & <b>more</b>": "A plan & <b>more</b>",
    "| a | b |\n|---|---|\n| c | d |": "a b c d",
    "  spaced   out [@EX-01] , so": "spaced out, so",
}


@pytest.mark.parametrize("text", HEARD)
def test_plain_text(text: str) -> None:
    assert plain_text(text) == HEARD[text]


@pytest.mark.parametrize("text", ["1. Start", "- x", "+ a sum", "# 4 of 5", ": so", "2) Go on", "> more"])
def test_a_heading_may_start_as_no_line_of_words_does(text: str) -> None:
    """What would open a list or a quotation on a line of its own is said, and shown, in a heading."""
    assert plain_line(text) == text
    [heading] = sections(f"### {text}\n")
    assert isinstance(heading, Heading)
    assert plain_line(heading.text) == text


def test_a_line_loses_its_marks() -> None:
    assert plain_line("2. An **outcome** [@EX-01], *so*") == "2. An outcome, so"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What *changes*?", "what-changes"),
        ("  ", "section"),
        ("A & B: 2", "a-b-2"),
        ("[x](#y) [@EX-01]", "x"),
        ("1. X", "1-x"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


# --- Shortcuts say the same as the parser --------------------------------------------------------------------

PLAIN = (
    *("word", "Outcome", "a", "I", "café", "x1", "2011", "3.5", "£40", "50%", "it's", '"so"', "(well)", "e.g.", "—"),
    *(" ", " ", " ", " ", "  ", ". ", ", ", ": ", "; ", "! ", "? ", "-", " - ", "/", "=", "+", "#", "$", "^", "@", "{"),
    *("[@EX-01]", "[@R40-14; @EX-02]", "\u00a0", "…"),
)
MARKED = (
    *("[@EX-1]", "[", "]", "!", "(", ")", "\t", "1. ", "2) ", "# ", "+ ", ": ", "*", "_", "`", "<", ">", "&", "|", "~"),
    *("\\", "\n", "\n\n", "http://x.org", "[a](#a-story)", "**b**", "]:", ":::"),
)


def made_up(chance: random.Random, pieces: tuple[str, ...] = ()) -> str:
    """Return a text of some pieces; unless they are given, most texts are plain, as they are in courses."""
    some = pieces or (PLAIN if chance.random() < 0.7 else PLAIN + MARKED)
    return "".join(chance.choice(some) for _ in range(chance.randrange(1, 14))).strip()


LONE_NUMBER = re.compile(r"[0-9]+[.)]")
"""To Markdown '2011.' is a list with nothing in it. The shortcut knows better, and shows the number."""


def test_shortcuts_say_what_the_parser_says(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    texts = [text for _ in range(1000) if (text := made_up(chance)) and not LONE_NUMBER.fullmatch(text)]
    quick = [(block_html(text, WITH_TERMS), inline_html(text, WITH_TERMS), plain_text(text)) for text in texts]
    taken = sum(prose.words_and_codes(text) is not None for text in texts)
    assert taken > 200, "the shortcut is hardly ever taken, so that this shows nothing"
    monkeypatch.setattr(prose, "words_and_codes", lambda text: None)
    for text, (block, inline, heard) in zip(texts, quick, strict=True):
        assert block == block_html(text, WITH_TERMS), repr(text)
        assert plain_text(text) == heard, repr(text)
        if "\n" not in text:
            assert inline == inline_html(text, WITH_TERMS), repr(text)


def test_literal_words_are_shown_as_typed() -> None:
    chance = random.Random(2)
    for _ in range(800):
        text = "x" + made_up(chance).replace("\n", " ").replace("\t", " ")
        assert inline_html(literal(text), LINKS) == html.escape(text, quote=False), repr(text)
        assert plain_text(literal(text)) == plain_text(literal(text)).strip()


# --- Hostile texts -------------------------------------------------------------------------------------------

N = 10_000
HOSTILE = {
    "quotations": ">" * N + "x",
    "quotations with spaces": "> " * N + "x",
    "brackets": "[" * N,
    "brackets, closed": "[" * (N // 2) + "]" * (N // 2),
    "pictures": "![" * (N // 5),
    "citations": "[@" * (N // 2),
    "stars": "*" * N + "x",
    "opened emphasis": "*a " * N,
    "emphasis": "*a* " * (N // 2),
    "crossed emphasis": "_a*b" * (N // 5),
    "links": "[a](#b) " * (N // 4),
    "open links": "[a](<b" * (N // 2),
    "dead links": "](javascript:" * N,
    "code": "`" * N + "x",
    "code of many lengths": "".join("`" * length + "a" for length in range(1, 150)),
    "less-than signs": "<" * N,
    "tags": "<a " * N,
    "comments": "<!--" * N,
    "ampersands": "&" * N,
    "backslashes": "\\" * N,
    "strikes": "~~a" * N,
    "lists in a line": "- " * N + "x",
    "lists, indented": "".join("  " * depth + "- x\n" for depth in range(300)),
    "fences": ":::\n" * N,
    "directives": ":::{quiz} a\n" * (N // 4),
    "definitions": "a\n: " * (N // 2),
    "references": "\n".join(f"[a{number}]: x" for number in range(N // 2)),
    "a wide table": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|b" * 2000 + "|",
    "empty lines": "\n" * N,
    "spaces": " " * N + "x",
    "one long word": "x" * N * 10,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_text_is_done_with_in_good_time(what: str) -> None:
    """Most take milliseconds. What took the square of its length would take minutes."""
    text = HOSTILE[what]
    start = time.process_time()
    for shown in (block_html(text, WITH_TERMS), inline_html(text, WITH_TERMS)):
        assert len(shown) < 40 * len(text) + 1000
    plain_text(text)
    list(remarks(text))
    list(sections(text))
    list(unclosed_fence(text))
    assert time.process_time() - start < 10


# --- Modules: headings, directives, and where they stand -------------------------------------------------------


def test_sections_of_a_module() -> None:
    body = "One\n\n## Two *x*\n\n:::{quiz} first-look\n:::\n\n::::{facilitator}\nSay\n\n:::\n::::\nThree\n"
    assert list(sections(body)) == [
        Passage("One\n", 0),
        Heading(2, "Two *x*", 2),
        Directive("quiz", "first-look", "", 4, 5),
        Directive("facilitator", "", "Say\n\n:::\n", 7, 8),
        Passage("Three\n", 12),
    ]


@pytest.mark.parametrize("path", sorted((REFERENCE / "content" / "modules").glob("*.md")), ids=lambda path: path.stem)
def test_each_section_stands_on_the_line_it_says(path: object) -> None:
    body = path.read_text("utf-8").split("\n---\n", 1)[1]  # type: ignore[attr-defined]
    lines = body.split("\n")
    for part in sections(body):
        first = lines[part.line]
        if isinstance(part, Heading):
            assert first == "#" * part.level + " " + part.text
        elif isinstance(part, Directive):
            assert first.startswith(":::") and part.name in first and part.argument in first
            assert "\n".join(lines[part.body_line :]).startswith(part.body)
        else:
            assert part.text.split("\n")[0] == first


def test_fences_that_are_not_closed() -> None:
    assert list(unclosed_fence("```\nx\n```\n\n:::{quiz} a\n:::\n")) == []
    assert list(unclosed_fence("x\n\n```py\nx\n``\n")) == [(2, "```py")]
    assert list(unclosed_fence("::::{facilitator}\nx\n:::\n")) == [(0, "::::{facilitator}")]


# --- What checks want to know ----------------------------------------------------------------------------------


def kinds(text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.value) for each in remarks(text)]


def test_remarks() -> None:
    text = "[a](#x) [b](plan.md) ![](m.png) [@EX-01; @EX-02] [@x] <b>c</b> [d](javascript:e) `<i>`"
    assert kinds(text) == [
        *(("record", "x"), ("link", "plan.md"), ("image", "m.png"), ("no-alt", "m.png"), ("citation", "EX-01")),
        *(("citation", "EX-02"), ("html", "<b>"), ("bad-link", "javascript:e"), ("bad-citation", "x")),
    ]


def test_a_fence_that_is_no_code_is_remarked_on() -> None:
    assert kinds("Words\n\n:::quiz x\n<b>\n:::\n") == [("fence", ":::quiz x")]


REMARKABLE = (
    *("[@EX-01]", "[@EX-02; @EX-01]", "[@x]", "EX-01", "[a](#b)", "[a](b)", "[a]( <b> )", "#b", "![x](b)", "![](b)"),
    *("<b>", "</b>", "`<b>`", "<i>", "[a](javascript:b)", "javascript:b", "word", " ", " ", " ", "\n", "**", "/b"),
    *(
        "`[@EX-01]`",
        "`[a](#b)`",
        "`[a](javascript:b)`",
        "\n```\n[a](#b) [@EX-01] <b>\n```\n",
        "\n\n    [@EX-02] [a](b)\n\n",
    ),
    *("\\", "&lt;b>", "\\[@EX-01]", "\\[a](#b)", "<https://b>", "; EX-01;"),
)


def test_each_remark_is_found_again_at_a_place_of_its_own() -> None:
    chance = random.Random(3)
    for _ in range(1500):
        text = made_up(chance, REMARKABLE)
        source = SourceText("x.md", text)
        lines = text.split("\n")
        whole = (0, 0, len(lines), 0)
        places: dict[str, set[tuple[int, int]]] = {}
        for each in remarks(text):
            span = source.find(whole, each.snippet, each.nth, shape=each.shape)
            assert span is not None, (text, each)
            there = lines[span.line - 1][span.column - 1 : span.end - 1]
            assert there == each.snippet, (text, each, there)
            place = (span.line, span.column)
            assert place not in places.setdefault(each.kind, set()), (text, each)
            places[each.kind].add(place)
