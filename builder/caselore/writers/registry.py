"""The table of formats: what each is called, where it goes, what it is for, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from caselore.artifacts import Artifact, Loss
from caselore.documents.state import State
from caselore.mkdocs_run import build_site, settings_of
from caselore.model.course import Course
from caselore.writers.edition import Edition
from caselore.writers.epub import epub
from caselore.writers.pages import pages_artifacts

AskState = Callable[[], State]
"""Gives what the checks say of the course; asked only by the formats that show it, as it takes a while."""

Writer = Callable[[Course, Path, Path, AskState], Iterator[Artifact | Loss]]
"""From a course, the project's folder, the folder to write for and the course's state, to artifacts and losses."""


@dataclass(frozen=True, slots=True)
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


def _site(course: Course, root: Path, folder: Path, _: AskState) -> Iterator[Artifact | Loss]:
    build_site(Edition(course, root), folder)
    yield from ()


def _facilitator(course: Course, root: Path, folder: Path, state: AskState) -> Iterator[Artifact | Loss]:
    build_site(Edition(course, root, facilitator=True, state=state()), folder)
    yield from ()


def _pages(course: Course, root: Path, folder: Path, _: AskState) -> Iterator[Artifact | Loss]:
    settings = settings_of(root / "mkdocs.yml")
    return pages_artifacts(
        Edition(course, root),
        site_name=settings.get("site_name") or escape(course.info.title),
        site_url=settings.get("site_url") or "https://example.org/",
    )


def _book(course: Course, root: Path, folder: Path, _: AskState) -> Iterator[Artifact | Loss]:
    return epub(course, root, "book")


def _facilitator_book(course: Course, root: Path, folder: Path, _: AskState) -> Iterator[Artifact | Loss]:
    return epub(course, root, "facilitator-book", facilitator=True)


FORMATS: tuple[Format, ...] = (
    Format("site", "The learner's site", "nothing", True, _site),
    Format("facilitator", "The same site with facilitator notes and answer keys", "nothing", True, _facilitator),
    Format("pages", "The learner's pages as a plain tree that MkDocs, ProperDocs and Zensical build", "nothing",
           False, _pages),
    Format("book", "The whole course as one e-book (EPUB 3), without keys", "nothing", True, _book),
    Format("facilitator-book", "The same e-book with facilitator notes and answer keys", "nothing", False,
           _facilitator_book),
)  # fmt: skip
