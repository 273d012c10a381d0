"""The table of formats: what each is called, where it goes, what it is for, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape

from caselore.artifacts import Artifact, Loss
from caselore.documents.blocks import Download
from caselore.frozen import frozen
from caselore.mkdocs_run import build_site, settings_of
from caselore.words import N_, translations
from caselore.writers.edition import Edition
from caselore.writers.epub import epub
from caselore.writers.handouts import handouts
from caselore.writers.making import Making
from caselore.writers.pages import pages_artifacts
from caselore.writers.print_book import NAME as BOOK_NAME
from caselore.writers.slides import slides
from caselore.writers.word import word

Writer = Callable[[Making], Iterator[Artifact | Loss]]
"""From a course and what was asked for to artifacts and losses."""


@frozen
class Format:
    """One thing that `caselore build` can make."""

    name: str
    """As given to --only, and the folder it goes to."""
    title: str
    needs: str
    """What must be installed beside caselore itself."""
    default: bool
    """Whether a build without --only makes it."""
    write: Writer


def _edition(making: Making) -> Edition:
    return Edition(making.course, making.root, downloads=tuple(making.downloads), files=making.files)


def _site(making: Making) -> Iterator[Artifact | Loss]:
    build_site(_edition(making), making.folder)
    yield from ()


def _facilitator(making: Making) -> Iterator[Artifact | Loss]:
    build_site(replace(_edition(making), facilitator=True, state=making.state()), making.folder)
    yield from ()


def _pages(making: Making) -> Iterator[Artifact | Loss]:
    settings = settings_of(making.root / "mkdocs.yml")
    return pages_artifacts(
        Edition(making.course, making.root),
        site_name=escape(str(settings.get("site_name") or making.course.info.title)),
        site_url=settings.get("site_url") or "https://example.org/",
    )


def _book(making: Making) -> Iterator[Artifact | Loss]:
    for made in epub(making.course, making.root, "book"):
        if isinstance(made, Artifact):
            path, name = f"book/{made.path}", translations(making.course.info.language).gettext(BOOK_NAME)
            making.files[path] = made.content
            making.downloads.append(
                Download(
                    title=name,
                    name=name,
                    of=making.course.info.id,
                    kind="book",
                    audience="participant",
                    path=path,
                    form="EPUB",
                    profile=N_("For an e-reader or a phone"),
                    size=len(made.content),
                    is_book=True,
                )
            )
        yield made


def _facilitator_book(making: Making) -> Iterator[Artifact | Loss]:
    return epub(making.course, making.root, "facilitator-book", facilitator=True)


FORMATS: tuple[Format, ...] = (
    Format("slides", "Slides with speaker notes for each module and session, as PowerPoint", "python-pptx", True, slides),
    Format("docx", "The same sheets as Word documents, for trainers to edit", "python-docx", True, word),
    Format("handouts", "Sheets and the whole course to print, as PDF and as HTML", "WeasyPrint and Pango for PDF", True,
           handouts),
    Format("book", "The whole course as one e-book (EPUB 3), without keys", "nothing", True, _book),
    Format("site", "The learner's site", "nothing", True, _site),
    Format("facilitator", "The same site with facilitator notes and answer keys", "nothing", True, _facilitator),
    Format("pages", "The learner's pages as a plain tree that MkDocs, ProperDocs and Zensical build", "nothing",
           False, _pages),
    Format("facilitator-book", "The same e-book with facilitator notes and answer keys", "nothing", False,
           _facilitator_book),
)  # fmt: skip
