"""Turn a Course into its handouts: print-ready HTML, and PDFs of it in the profiles asked for.

A PDF is a function of its HTML and of the files that uses, so it is kept by their hash, and only what
changed is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from caselore import kept
from caselore.artifacts import Artifact, FormatError, Loss
from caselore.documents.blocks import Download
from caselore.documents.paper.registry import sheets
from caselore.documents.paper.session_pack import needs
from caselore.documents.paper.sheet import Sheet
from caselore.words import N_, translations
from caselore.writers import pdf
from caselore.writers.making import PAPER, Making
from caselore.writers.paper_html import PROFILES, Paper, Profile, assets, style_path

HOW = f"{PAPER}, and Pango: see docs/printing.md. A browser prints the HTML files until then."


@dataclass(frozen=True, slots=True)
class _Print:
    """One file to be made of a sheet in one profile."""

    sheet: Sheet
    profile: Profile
    path: str
    """Without ending."""
    job: pdf.Job


def handouts(making: Making) -> Iterator[Artifact | Loss]:
    """Yield every sheet as HTML and, where WeasyPrint works, as PDF."""
    paper = Paper(making.course, making.root)
    yield from assets(paper)
    prints = list(_prints(making, paper))
    for each in prints:
        if not each.job.fold:
            yield Artifact(f"{each.path}.html", each.job.html.encode())
    lacking = pdf.missing()
    if lacking:
        yield Loss(making.course.info.id, "handouts", f"{len(prints)} PDFs were not made: {lacking}", needs=HOW)
        return
    printed: dict[tuple[str, str, str], tuple[str, bytes]] = {}
    for each, made in _made(making, paper, prints):
        path = f"{each.path}.pdf"
        making.downloads.append(_download(each, path, made, making.course.info.language))
        making.files[path] = made.content
        if not each.job.fold:
            printed[each.sheet.kind, each.sheet.of, each.profile.name] = (each.profile.suffix, made.content)
        yield Artifact(path, made.content)
    yield from _packs(making, printed)


def _packs(making: Making, printed: dict[tuple[str, str, str], tuple[str, bytes]]) -> Iterator[Artifact]:
    """Put what one session needs into a folder of its own, in the order in which it is used."""
    for session in making.course.sessions:
        deck = making.files.get(f"slides/sessions/{session.id}.pptx")
        if deck is not None:
            yield Artifact(f"sessions/{session.id}/00-slides.pptx", deck)
        wanted = [("run-sheet", session.id), *((each.kind, each.of) for each in needs(making.course, session))]
        for number, (kind, of) in enumerate(wanted):
            about = "" if of in (session.id, making.course.info.id) else f"-{of}"
            for profile in making.profiles:
                if (kind, of, profile) in printed:
                    suffix, content = printed[kind, of, profile]
                    yield Artifact(f"sessions/{session.id}/{number:02}-{kind}{about}{suffix}.pdf", content)


def _prints(making: Making, paper: Paper) -> Iterator[_Print]:
    for sheet in sheets(making.course):
        for profile in PROFILES:
            if profile.name in making.profiles:
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


def _made(making: Making, paper: Paper, prints: list[_Print]) -> Iterator[tuple[_Print, pdf.Made]]:
    """Yield what was made of each, in order: kept from before, or made now by as many processes as are worth it."""
    files = paper.files()
    shared = kept.key(pdf.made_by(), *(part for path in sorted(files) for part in (path, files[path])))
    keys = [kept.key("pdf", shared, repr(each.job)) for each in prints]
    found = {key: made for key in keys if (made := _kept(key)) is not None}
    to_make = [(key, each) for key, each in zip(keys, prints, strict=True) if key not in found]
    if to_make:
        making.say(f"handouts: {len(to_make)} documents to make, {len(found)} kept from before")
    for number, (key, each, made) in enumerate(_make(to_make, files), 1):
        if made.faults:
            where = each.sheet.document.source or each.sheet.path
            raise FormatError(f"{where}: {each.path}.pdf was not made: {'; '.join(made.faults)}")
        kept.write(key, _packed(made))
        found[key] = made
        making.say(f"handouts: {number} of {len(to_make)} made: {each.path}.pdf, {made.pages} pages")
    for key, each in zip(keys, prints, strict=True):
        yield each, found[key]


def _make(jobs: list[tuple[str, _Print]], files: dict[str, bytes]) -> Iterator[tuple[str, _Print, pdf.Made]]:
    # The longest first, so that no process is left alone with one at the end.
    jobs = sorted(jobs, key=lambda each: (-len(each[1].job.html), each[1].path))
    workers = min(pdf.processors(), len(jobs))
    if workers < 2:
        pdf.start(files)
        yield from ((key, each, pdf.make(each.job)) for key, each in jobs)
        return
    with ProcessPoolExecutor(workers, initializer=pdf.start, initargs=(files,)) as pool:
        try:
            results: Iterable[pdf.Made] = pool.map(pdf.make, [each.job for _, each in jobs])
            for (key, each), made in zip(jobs, results, strict=True):
                yield key, each, made
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _packed(made: pdf.Made) -> bytes:
    return json.dumps({"pages": made.pages}).encode() + b"\n" + made.content


def _kept(key: str) -> pdf.Made | None:
    content = kept.read(key)
    if content is None:
        return None
    head, _, rest = content.partition(b"\n")
    return pdf.Made(rest, json.loads(head)["pages"])


def _download(each: _Print, path: str, made: pdf.Made, language: str) -> Download:
    sheet = each.sheet
    name = translations(language).gettext(sheet.name)
    return Download(
        title=sheet.title,
        name=name,
        of=sheet.of,
        audience=sheet.audience,
        path=path,
        form="PDF",
        profile=each.profile.title if not each.job.fold else N_("To fold, A5"),
        pages=made.pages,
        size=len(made.content),
    )
