"""Turn a Sheet into what its Word document holds: its blocks, its sources, its head and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from caselore.documents.evidence import KINDS
from caselore.documents.front import foot_line
from caselore.documents.paper.sheet import Sheet
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.source import Finding, Source
from caselore.words import N_, partial_date, say
from caselore.writers.word_blocks import draw
from caselore.writers.word_parts import Contents, Layout, Para, Part, Picture, Turn, WordFile, Words
from caselore.writers.word_styles import PRINTS
from caselore.writers.word_text import Text, bookmark

LONG = {"facilitator-guide", "workbook"}
"""Kinds of sheet with a table of contents."""


@frozen
class Drawn:
    """A document, and what of its sheet it cannot say."""

    file: WordFile
    pictures_lost: frozenset[str]
    blocks_lost: tuple[str, ...]


def drawn(course: Course, sheet: Sheet, profile: str, pictures: frozenset[str]) -> Drawn:
    """Turn a sheet into a document; `pictures` are the paths of those that Word can show."""
    info = course.info
    foot = foot_line(course)
    large = PRINTS[profile].size >= 18
    text = Text(course, sheet, large=large, pictures=pictures)
    cards = sheet.layout == "cards"
    parts = list(_parts(sheet, text))
    if text.cited:
        # Cards stand on pages of their own size.
        parts += [Turn("a4")] if any(isinstance(each, Turn) for each in parts) or cards else []
        parts += _notes(sheet, text)
    logo = course.local.logo
    if logo and logo in pictures and not cards:
        parts.insert(0, Para(pieces=(Picture(logo, course.local.logo_alt or ""),)))
    elif logo and logo in course.images and not cards:
        text.pictures_lost.add(logo)
    layout: Layout = "card" if cards and not large else "landscape" if sheet.layout == "landscape" else "a4"
    beside = text.say(N_("Facilitators only")) + " · " if sheet.audience == "facilitator" else ""
    before, between, after = re.split(
        "[\0\1]", say(info.language, N_("Page %(page)s of %(pages)s"), page="\0", pages="\1")
    )
    file = WordFile(
        title=text.say(sheet.title),
        subject=text.say(sheet.name),
        authors=", ".join(info.authors),
        language=info.language,
        updated=info.updated,
        head=(" · ".join(part for part in (course.local.council, info.title) if part), text.say(sheet.name)),
        foot=beside + foot,
        page_of=(before, between, after),
        keywords=info.title,
        parts=tuple(_ordered(parts)),
        profile=profile,
        layout=layout,
    )
    return Drawn(file, frozenset(text.pictures_lost), tuple(text.blocks_lost))


def _parts(sheet: Sheet, text: Text) -> Iterator[Part]:
    blocks = sheet.document.blocks
    waiting = sheet.kind in LONG
    for block in blocks:
        for part in draw(block, text):
            if sheet.layout == "cards" and isinstance(part, Para) and part.style == "Title":
                part = replace(part, style="CardTitle")
            if sheet.layout == "cards" and isinstance(part, Turn):
                continue  # the whole document is laid out that way
            if waiting and isinstance(part, Para) and part.style == "Heading1":
                waiting = False
                yield Contents(text.say(N_("Contents")))
            yield part


def _ordered(parts: list[Part]) -> Iterator[Part]:
    """Lift headings that skip a level, so that each stands one below the one it belongs to."""
    level = 0
    for part in parts:
        if isinstance(part, Para) and (part.style.startswith("Heading") or part.style == "CardMessage"):
            depth = 1 if part.style == "CardMessage" else min(int(part.style[-1]), level + 1)
            level = depth
            yield part if part.style == "CardMessage" else replace(part, style=f"Heading{depth}")
        else:
            yield part


def _notes(sheet: Sheet, text: Text) -> Iterator[Part]:
    """Say for each code where it comes from; by source alone where the findings would tell the end of a story."""
    yield Para(pieces=(Words(text=text.say(N_("Where this comes from"))),), style="Heading1", keep=True)
    notes = [(text.course.findings[code][1], text.course.findings[code][0]) for code in text.cited]
    if not sheet.codes_only:
        for finding, source in notes:
            yield _note(finding, source, text)
        return
    language = text.course.info.language
    for short, group in groupby(sorted(notes, key=lambda each: each[1].short), key=lambda each: each[1].short):
        found = list(group)
        source = found[0][1]
        kind = text.say(KINDS[source.kind]).lower()
        lead = Words(text=f" ({kind}, {partial_date(source.published, language)}): ")
        pieces = [Words(text=short, strong=True), lead]
        for place, (finding, _) in enumerate(found):
            pieces.append(Words(text=finding.id, name=bookmark(finding.id)))
            pieces.append(Words(text=f", {finding.locator}{'; ' if place < len(found) - 1 else ''}"))
        yield Para(pieces=tuple(pieces), style="Source")


def _note(finding: Finding, source: Source, text: Text) -> Para:
    where = f" {source.short}, {finding.locator}; {text.say(KINDS[source.kind]).lower()}"
    if finding.said_by:
        where += f"; {text.say(N_('said by: %(who)s'), who=finding.said_by)}"
    pieces = (
        Words(text=f"{finding.id} ", strong=True),
        *text.inline(finding.statement),
        Words(text=f"{where}.", style="Quiet"),
    )
    return Para(pieces=pieces, style="Source", bookmark=bookmark(finding.id))
