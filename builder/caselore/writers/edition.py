"""Turn a Course into one edition of its site: the learner's, or the facilitator's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from caselore.artifacts import Artifact
from caselore.diagnostics import Diagnostic
from caselore.documents.blocks import Document, Download
from caselore.documents.compose import Site, compose_site
from caselore.documents.state import State
from caselore.model.course import Course
from caselore.resources import templates_folder
from caselore.templating import Drawing
from caselore.writers.assets import site_assets
from caselore.writers.site_pages import SitePage, site_page


@dataclass(slots=True)
class DrawnPages:
    """Pages drawn before, for a process that builds again and again.

    A page is what its document says and what `Drawing.shared` says, so it is drawn anew when either differs.
    """

    shared: object = None
    pages: dict[str, tuple[Document, SitePage]] = field(default_factory=dict)
    """By path."""

    def page(self, document: Document, drawing: Drawing) -> SitePage:
        """Return a page as it was drawn before, if nothing about it has changed."""
        before = self.pages.get(document.path)
        if before is not None and before[0] == document:
            return before[1]
        made = site_page(document, drawing)
        self.pages[document.path] = (document, made)
        return made


def own_templates(root: Path) -> Path | None:
    """Return the folder of a project's own templates; None where it has none, or is a checkout of caselore."""
    own = root / "templates"
    return own if own.is_dir() and own.resolve() != templates_folder().resolve() else None


@dataclass(frozen=True)
class Edition:
    """One edition of a course's site, ready to be drawn page by page."""

    course: Course
    root: Path
    """The project's folder, for pictures and for templates of its own."""
    facilitator: bool = False
    faults: tuple[Diagnostic, ...] = ()
    """While serving: what is wrong with the files as they are now; shown on top of each page."""
    drawn: DrawnPages | None = None
    """While serving: the pages of the build before."""
    state: State | None = None
    """For the facilitator: what the checks say of the course."""
    downloads: tuple[Download, ...] = ()
    """Sheets that were made before, to be offered on its pages."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Their content, by Download.path."""

    @cached_property
    def site(self) -> Site:
        """Its pages and their places."""
        return compose_site(self.course, facilitator=self.facilitator, state=self.state, downloads=self.downloads)

    @cached_property
    def drawing(self) -> Drawing:
        """What draws it."""
        return Drawing(
            self.course,
            self.site.addresses,
            facilitator=self.facilitator,
            project_templates=own_templates(self.root),
        )

    @property
    def assets(self) -> tuple[Artifact, ...]:
        """Scripts, styles and fonts."""
        return site_assets(self.course.info.language, self.course.letters)

    def pages(self) -> Iterator[SitePage]:
        """Yield each page as finished HTML."""
        notice = self.drawing.draw_faults(self.faults) if self.faults else ""
        # A project's own templates may ask the course for anything, so what they draw is not kept.
        drawn = self.drawn if not self.drawing.has_own_templates else None
        if drawn is not None and drawn.shared != (shared := self.drawing.shared()):
            drawn.shared, drawn.pages = shared, {}
        for document in self.site.documents():
            page = drawn.page(document, self.drawing) if drawn else site_page(document, self.drawing)
            yield replace(page, pieces=(notice, *page.pieces)) if notice else page
