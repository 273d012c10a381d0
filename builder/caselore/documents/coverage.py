"""Turn sources and their uses into a page that says what the course took from each, and what it left, and why."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import Block, Bullets, Document, Heading, Lead, Table
from caselore.model.course import Course
from caselore.model.source import Finding, Source
from caselore.prose import literal
from caselore.words import N_, say


def coverage_page(course: Course, links: BackLinks) -> Document:
    """Turn a Course into its coverage page."""
    used = {source.id: [each for each in source.findings if is_used(source, each, links)] for source in course.sources}
    blocks: list[Block] = [
        Heading(level=1, text=N_("What we used, and what we left")),
        Lead(
            text=N_(
                "How many findings of each source the course uses. The page of a source says where each one is "
                "used. Below is what we left out, and why."
            )
        ),
        Table(
            caption=N_("Findings of each source"),
            header=(N_("Source"), N_("Findings"), N_("Used"), N_("Left out")),
            rows=tuple(_row(source, len(used[source.id])) for source in course.sources),
        ),
    ]
    language = course.info.language
    for source in course.sources:
        left = [each for each in source.findings if each not in used[source.id]]
        if left:
            items = tuple(_left(each, language) for each in left)
            title = say(language, N_("Left out: %(source)s"), source=source.short)
            blocks += [Heading(level=2, text=title), Bullets(items=items)]
    return Document(path="evidence/coverage", title=N_("What we used, and what we left"), blocks=tuple(blocks))


def is_used(source: Source, finding: Finding, links: BackLinks) -> bool:
    """Whether anything but the source's own record leans on a finding."""
    return any(each.id != source.id for each in links.all_of(finding.id))


def _row(source: Source, used: int) -> tuple[str, ...]:
    total = len(source.findings)
    return f"[{literal(source.short)}](#{source.id})", str(total), str(used), str(total - used)


def _left(finding: Finding, language: str) -> str:
    why = finding.left_out or say(language, N_("Not used so far."))
    return f"**[{finding.id}](#{finding.id})** {why}"
