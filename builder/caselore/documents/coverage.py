"""Turn sources and their uses into a page that says what the course took from each, and what it left, and why."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import Block, Document, Heading, Lead, Table
from caselore.documents.evidence import title_of
from caselore.model.course import Course
from caselore.model.question import Question
from caselore.model.source import Finding, Source
from caselore.prose import literal
from caselore.words import N_, say, translations


def coverage_page(course: Course, links: BackLinks, *, in_detail: bool = True) -> Document:
    """Turn a Course into its coverage page: what was left out, and in detail also where the rest is used."""
    used = {source.id: [each for each in source.findings if is_used(source, each, links)] for source in course.sources}
    blocks: list[Block] = [
        Heading(level=1, text=N_("What we used, and what we left")),
        Lead(
            text=N_(
                "How many findings of each source the course uses; then, source by source, where each one is used, and "
                "why some were left out."
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
        shown = [each for each in source.findings if in_detail or each not in used[source.id]]
        if shown:
            rows = tuple(_use(each, source, links, language) for each in shown)
            header = (N_("Finding"), N_("What it says"), N_("Where it is used"))
            blocks += [
                Heading(level=2, text=source.short),
                Table(caption=N_("Findings, and where they are used"), header=header, rows=rows),
            ]
    # Search finds each finding on the page of its source.
    title = N_("What we used, and what we left")
    return Document(path="coverage", title=title, blocks=tuple(blocks), search=False)


def is_used(source: Source, finding: Finding, links: BackLinks) -> bool:
    """Whether anything but the source's own record leans on a finding."""
    return any(each.id != source.id for each in links.all_of(finding.id))


def _row(source: Source, used: int) -> tuple[str, ...]:
    total = len(source.findings)
    return f"[{literal(source.short)}](#{source.id})", str(total), str(used), str(total - used)


def _use(finding: Finding, source: Source, links: BackLinks, language: str) -> tuple[str, ...]:
    """Return what a finding says and the records that lean on it; questions are counted, for they have no titles."""
    others = [each for each in links.all_of(finding.id) if each.id != source.id]
    asked = sum(isinstance(each, Question) for each in others)
    where = [f"[{literal(title_of(each))}](#{each.id})" for each in others if not isinstance(each, Question)]
    if asked:
        words = translations(language).ngettext("%(num)s question", "%(num)s questions", asked)
        where.append(words % {"num": asked})
    left = finding.left_out or say(language, N_("Not used so far."))
    return f"[{finding.id}](#{finding.id})", finding.statement, "; ".join(where) if where else left
