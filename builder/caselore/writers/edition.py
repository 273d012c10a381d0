"""Turn a Course into one edition of its site: the learner's, or the facilitator's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from caselore.artifacts import Artifact
from caselore.diagnostics import Diagnostic
from caselore.documents.compose import Site, compose_site
from caselore.model.course import Course
from caselore.templating import Drawing
from caselore.writers.assets import site_assets
from caselore.writers.site_pages import SitePage, site_page


@dataclass(frozen=True)
class Edition:
    """One edition of a course's site, ready to be drawn page by page."""

    course: Course
    root: Path
    """The project's folder, for pictures and for templates of its own."""
    facilitator: bool = False
    faults: tuple[Diagnostic, ...] = ()
    """While serving: what is wrong with the files as they are now; shown on top of each page."""

    @cached_property
    def site(self) -> Site:
        """Its pages and their places."""
        return compose_site(self.course, facilitator=self.facilitator)

    @cached_property
    def drawing(self) -> Drawing:
        """What draws it."""
        own = self.root / "templates"
        return Drawing(
            self.course,
            self.site.addresses,
            facilitator=self.facilitator,
            project_templates=own if own.is_dir() else None,
        )

    @property
    def assets(self) -> tuple[Artifact, ...]:
        """Scripts, styles and fonts."""
        return site_assets(self.course.info.language, self.course.letters)

    def pages(self) -> Iterator[SitePage]:
        """Yield each page as finished HTML."""
        notice = self.drawing.draw_faults(self.faults) if self.faults else ""
        for document in self.site.documents():
            page = site_page(document, self.drawing)
            yield replace(page, pieces=(notice, *page.pieces)) if notice else page
