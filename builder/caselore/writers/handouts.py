"""Turn a Course into its handouts: print-ready HTML, and PDFs of it in the profiles asked for.

A PDF is a function of its HTML and of the files that uses, so it is kept by their hash, and only what
changed is made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from caselore.artifacts import Artifact, Loss
from caselore.documents.blocks import Download
from caselore.documents.paper.registry import sheets
from caselore.documents.paper.session_pack import needs
from caselore.documents.paper.sheet import Sheet
from caselore.frozen import frozen
from caselore.prose import slug
from caselore.words import N_, translations
from caselore.writers import pdf
from caselore.writers.making import Making
from caselore.writers.paper_html import BOOK, PROFILES, Paper, Profile, assets, style_path
from caselore.writers.print_book import PrintBook
from caselore.writers.printing import Press, Task


@frozen
class _Print:
    """One file to be made of a sheet in one profile."""

    sheet: Sheet
    profile: Profile
    path: str
    """Without ending."""
    job: pdf.Job


def handouts(making: Making) -> Iterator[Artifact | Loss]:
    """Yield every sheet, and the book of the course, as HTML and, where WeasyPrint works, as PDF."""
    paper = Paper(making.course, making.root)
    yield from assets(paper)
    book = PrintBook(paper)
    profiles = [each for each in PROFILES if each.name in making.profiles]
    books = [_Print(book.sheet, each, book.path(each), book.job(each)) for each in profiles]
    prints = [*_prints(paper, profiles), *books]
    for each in prints:
        if not each.job.fold:
            yield Artifact(f"{each.path}.html", each.job.html.encode())
    lacking = pdf.missing()
    if lacking:
        what = f"{len(prints)} PDFs were not made: {lacking.what}"
        yield Loss(making.course.info.id, "handouts", what, needs=lacking.needs)
    else:
        press = Press(making, paper.files())
        tasks = [book.task(press, each.profile) if each.sheet.kind == BOOK else _task(press, each) for each in prints]
        for each, made in zip(prints, press.make(tasks), strict=True):
            path = f"{each.path}.pdf"
            making.downloads.append(_download(each, path, made, making.course.info.language))
            making.files[path] = made.content
            yield Artifact(path, made.content)
    yield from _packs(making, prints)


def _packs(making: Making, prints: list[_Print]) -> Iterator[Artifact]:
    """Put what one session needs into a folder of its own, in the order in which it is used; beside it, to edit."""
    by_sheet: dict[tuple[str, str, str], list[_Print]] = defaultdict(list)
    for each in prints:
        if not each.job.fold:
            which = each.sheet.title if each.sheet.kind == "handout" else ""
            by_sheet[each.sheet.kind, each.sheet.of, which].append(each)
    for_browsers = pdf.missing() is not None
    for session in making.course.sessions:
        folder = f"sessions/{session.id}"
        deck = making.files.get(f"slides/sessions/{session.id}.pptx")
        if deck is not None:
            yield Artifact(f"{folder}/00-slides.pptx", deck)
        wanted = [
            ("run-sheet", session.id, ""),
            *((each.kind, each.of, each.title) for each in needs(making.course, session)),
        ]
        for number, (kind, of, title) in enumerate(wanted):
            about = slug(title) if title else "" if of in (session.id, making.course.info.id) else of
            for each in by_sheet[kind, of, title]:
                name = f"{number:02}-{kind}{about and '-'}{about}{each.profile.suffix}"
                if for_browsers:  # as deep in folders as the sheet's own file, so its style sheet is where it says
                    yield Artifact(f"{folder}/{name}.html", each.job.html.encode())
                for place in (f"{name}.pdf", f"to-edit/{name}.docx"):
                    content = making.files.get(f"{each.path}.{place.rpartition('.')[2]}")
                    if content is not None:
                        yield Artifact(f"{folder}/{place}", content)


def _prints(paper: Paper, profiles: list[Profile]) -> Iterator[_Print]:
    for sheet in sheets(paper.course):
        for profile in profiles:
            path = f"{sheet.audience}s/{sheet.path}{profile.suffix}"
            yield _print(paper, sheet, profile, path)
            if sheet.layout == "booklet" and profile.name == "standard":
                yield _print(paper, sheet, profile, f"{path}-to-fold", fold=True)


def _print(paper: Paper, sheet: Sheet, profile: Profile, path: str, *, fold: bool = False) -> _Print:
    html = paper.html(sheet, profile, path, fold=fold)
    most = sheet.most_pages
    if most and (fold or profile.name == "large"):
        most *= 2  # of A5 pages two go to a side; large print takes a second sheet
    style = style_path(paper.course.letters, profile)
    cards = sheet.kind in ("message-cards", "sorting-cards")
    job = pdf.Job(path, html, style, forms=sheet.forms and not fold, most_pages=most, cards=cards, fold=fold)
    return _Print(sheet, profile, path, job)


def _task(press: Press, each: _Print) -> Task:
    source = each.sheet.document.source or each.sheet.path
    return Task(f"{each.path}.pdf", source, press.key(repr(each.job)), len(each.job.html), pdf.make, each.job)


def _download(each: _Print, path: str, made: pdf.Made, language: str) -> Download:
    sheet, is_book = each.sheet, each.sheet.kind == BOOK
    name = translations(language).gettext(sheet.name)
    return Download(
        title=name if is_book else sheet.title,
        name=name,
        of=sheet.of,
        kind=sheet.kind,
        audience=sheet.audience,
        path=path,
        form="PDF",
        profile=each.profile.title if not each.job.fold else N_("To fold, A5, for the printer"),
        pages=made.pages,
        size=len(made.content),
        is_book=is_book,
    )
