"""Turn a course's title into the cover of its book: an SVG whose words are drawn, so that no font is needed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from caselore.documents.book import Book
from caselore.documents.front import law_line
from caselore.words import N_, say
from caselore.writers.fonts import outline
from caselore.writers.xhtml import add
from caselore.writers.xml_letters import xml_text

WIDTH, HEIGHT, MARGIN = 600, 900, 56
PAPER, INK, GREEN, SUN = "#fbf8f3", "#1c2726", "#1d4a42", "#e9a93a"
"""The tokens of docs/images and tokens.css: a cover is a picture, and keeps its colours in every mode."""
MAX_LINES = 6
GUESSED = 0.56
"""Width of a letter, in ems, where the font cannot say."""


def cover_words(book: Book) -> str:
    """Return what the cover says to who cannot see it."""
    info = book.course.info
    parts = [info.title, info.subtitle or "", edition_line(book), *_foot(book)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def edition_line(book: Book) -> str:
    """Return what sets the facilitator's book apart; empty for the learner's."""
    return say(book.course.info.language, N_("For facilitators")) if book.facilitator else ""


def cover_svg(book: Book) -> bytes:
    """Draw the cover: the title on green, cards below it, who made it and how the law was checked at the foot."""
    info = book.course.info
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(2 * WIDTH),
            "height": str(2 * HEIGHT),
            "role": "img",
            "aria-label": xml_text(cover_words(book)),
        },
    )
    add(root, "title", cover_words(book))
    add(root, "rect", width=str(WIDTH), height=str(HEIGHT), fill=PAPER)
    add(root, "rect", width=str(WIDTH), height="590", fill=GREEN)
    _cards(root)
    size = 58 if len(info.title) <= 60 else 44
    at = _lines(root, info.title, face="Bold", size=size, top=96, colour=PAPER)
    add(root, "rect", x=str(MARGIN), y=f"{at - size * 0.4:g}", width="72", height="6", fill=SUN)
    at = _lines(root, info.subtitle or "", face="Regular", size=25, top=at + 34, colour=PAPER)
    _lines(root, edition_line(book), face="Bold", size=22, top=at + 12, colour=SUN)
    at = HEIGHT - 92
    for line in _foot(book):
        at = _lines(root, line, face="Regular", size=19, top=at, colour=INK, most=2)
    return (tostring(root, "unicode") + "\n").encode()


def _foot(book: Book) -> list[str]:
    info = book.course.info
    version = say(info.language, N_("Version %(version)s"), version=info.version)
    parts = (", ".join(info.authors), f"{version} · {info.licence}", law_line(book.course))
    return [part for part in parts if part]


def _cards(root: Element) -> None:
    """Draw three cards, one on another: a story, a question, a message."""
    for turn, x, y, edge in ((-5, 96, 528, GREEN), (3, 226, 512, GREEN), (-1, 158, 548, SUN)):
        card = add(root, "g", transform=f"rotate({turn} {x + 140} {y + 90})")
        add(card, "rect", x=str(x), y=str(y), width="280", height="190", rx="14", fill="#ffffff", stroke="#ddd5c7")
        add(card, "rect", x=str(x), y=str(y + 14), width="8", height="162", fill=edge)
        for number, width in enumerate((150, 216, 196, 120)):
            add(
                card, "rect", x=str(x + 32), y=str(y + 36 + 32 * number), width=str(width),
                height="11" if number else "14", rx="5", fill="#485654" if number == 0 else "#ddd5c7",
            )  # fmt: skip


def _lines(root: Element, text: str, *, face: str, size: int, top: float, colour: str, most: int = MAX_LINES) -> float:
    """Draw a text line by line and return where the next may start."""
    for line in _wrapped(text, face=face, width=(WIDTH - 2 * MARGIN) / size)[:most]:
        drawn = outline(line, face)
        if drawn:
            add(root, "path", d=drawn[0], fill=colour, transform=f"translate({MARGIN} {top:g}) scale({size})")
        else:
            weight = "700" if face == "Bold" else "400"
            place = {"x": str(MARGIN), "y": f"{top:g}", "font-size": str(size), "font-weight": weight}
            add(root, "text", line, fill=colour, **place, **{"font-family": "sans-serif"})
        top += size * 1.18
    return top


def _wrapped(text: str, *, face: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in _short_words(text.split(), face=face, width=width):
        if lines and _width(f"{lines[-1]} {word}", face) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _short_words(words: list[str], *, face: str, width: float) -> Iterator[str]:
    """Break what is wider than a line by itself."""
    for word in words:
        most = len(word) if _width(word, face) <= width else max(1, int(width / GUESSED) - 3)
        yield from (word[at : at + most] for at in range(0, len(word), most))


def _width(line: str, face: str) -> float:
    drawn = outline(line, face)
    return drawn[1] if drawn else len(line) * GUESSED
