"""Words: says things in the language of a course, and turns its Markdown into plain words for slides and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caselore.model.course import Course
from caselore.prose import LOCAL, plain_text
from caselore.words import N_, say, translations


class Words:
    """Says things in the language of a course, and turns its texts into plain words."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.language = course.info.language

    def say(self, message: N_, **values: object) -> str:
        """Return one of our own messages."""
        return say(self.language, message, **values)

    def plain(self, text: str) -> str:
        """Turn Markdown into one line of plain words; our own words are translated."""
        if isinstance(text, N_):
            return translations(self.language).gettext(text)
        filled = LOCAL.sub(self._local, text)
        return " ".join(plain_text(filled).split())

    def _local(self, found: re.Match[str]) -> str:
        local = self.course.local
        asked = self.say(N_("ask locally: %(what)s"), what=self.plain(local.label_of(found[1])))
        return local.text_of(found[1]) or f"({asked})"

    def list(self, texts: Iterable[str], head: N_) -> tuple[str, ...]:
        """Return a list for the notes beneath its heading; nothing if it is empty."""
        made = [f"• {self.plain(text)}" for text in texts]
        return (self.plain(head), *made) if made else ()

    def paragraphs(self, markdown: str) -> tuple[str, ...]:
        """Turn Markdown into paragraphs for the notes."""
        made = []
        for block in re.split(r"\n\s*\n", markdown.strip()):
            whole = not re.match(r"\s*(?:[-*|]|\d+[.)])\s", block)
            made += [block] if whole else re.split(r"\n(?=\s*(?:[-*|]|\d+[.)])\s)", block)
        return tuple(text for each in made if (text := self._paragraph(each)))

    def _paragraph(self, text: str) -> str:
        found = re.match(r"\s*(?:([-*])|(\d+[.)]))\s+(.*)", text, re.DOTALL)
        if found:
            return f"{'•' if found[1] else found[2]} {self.plain(found[3])}"
        return self.plain(text.replace("|", " ").strip())
