"""The one sequence: read, check, compose, write, publish."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from caselore import kept
from caselore import made_of as sources
from caselore.artifacts import Loss
from caselore.checks import registry as checks
from caselore.checks.links import web_links
from caselore.diagnostics import Diagnostic, Severity, ordered
from caselore.frozen import frozen
from caselore.manual import RULES
from caselore.model.answer import Answer
from caselore.model.course import Course
from caselore.model.withdrawal import mended, taken_out
from caselore.output import Published, staged
from caselore.readers.project import KeptFiles, read_project
from caselore.readers.site_settings import SiteSettings

if TYPE_CHECKING:
    from caselore.documents.state import State


@frozen
class Checked:
    """A project that has been read and checked."""

    root: Path
    course: Course | None
    """As it may be shown, without what was withdrawn; None where content/course.yml cannot be used."""
    diagnostics: tuple[Diagnostic, ...]
    files: int
    """How many files were read."""
    before: Course | None = field(default=None, compare=False, repr=False)
    """The course that the checks ran over, in which references to what was withdrawn still stand."""
    read: tuple[Diagnostic, ...] = field(default=(), compare=False, repr=False)
    """What was found while reading, before the checks."""

    def fails(self, *, strict: bool = False) -> bool:
        """Whether a fault stands in the way of building; under strict a warning is enough."""
        worst = max((each.severity for each in self.diagnostics), default=Severity.ADVICE)
        return worst >= (Severity.WARNING if strict else Severity.ERROR)


SITES = frozenset({"site", "facilitator"})
"""Formats that MkDocs makes, by what mkdocs.yml says."""

Ask = Callable[[Collection[str]], Mapping[str, Answer]]
"""What asks other sites whether addresses still lead somewhere."""


def check(
    root: Path,
    kept: KeptFiles | None = None,
    *,
    as_of: date | None = None,
    site: bool = True,
    release: bool = False,
    ask: Ask | None = None,
) -> Checked:
    """Read and check the project in a folder.

    `kept`, `as_of` and `site` are as in `read_project`. With `release`, what must be settled before the course
    is put in front of staff counts as such. With `ask`, the sites that the course links to are asked.
    """
    reading = read_project(root, kept, as_of, site=site)
    if refused := tuple(_refused(root.resolve(), reading.settings)):
        reading = replace(reading, diagnostics=ordered((*reading.diagnostics, *refused)))
    if reading.checkable is None:
        return Checked(root.resolve(), None, reading.diagnostics, reading.files)
    course = taken_out(reading.checkable)
    if ask is not None:
        course = replace(course, answers=ask({link.url for link in web_links(course)}))
    found = ordered((*reading.diagnostics, *checks.run(course, release=release)))
    if reading.course is None:
        return Checked(root.resolve(), None, found, reading.files)
    return Checked(root.resolve(), mended(course), found, reading.files, course, reading.diagnostics)


def _refused(root: Path, settings: SiteSettings | None) -> Iterator[Diagnostic]:
    """Yield what MkDocs would refuse of a project's mkdocs.yml, where that is not plain to see."""
    if settings is not None and (given := settings.to_ask()) is not None:
        from caselore.mkdocs_settings import refusals  # MkDocs takes a while to load

        for each in refusals(root, settings.names, given, complete=settings.complete):
            yield from settings.refused(each.key, each.message, each.hint, unknown=each.unknown)


def state_of(checked: Checked) -> State:
    """Return what the checks say of a course as of the day of its version, so that it can be built twice alike."""
    from caselore.documents.state import State  # a check needs none of the blocks of documents

    if checked.before is None:
        raise ValueError("a course that cannot be read has no state")
    course = replace(checked.before, as_of=checked.before.info.updated)
    now, at_release = checks.both(course)
    titles = {rule.code: rule.title for rule in RULES}
    return State(ordered((*checked.read, *now)), ordered((*checked.read, *at_release)), titles)


@frozen
class Built:
    """What a build made."""

    published: Published
    losses: tuple[Loss, ...]


def made_of(root: Path, only: Collection[str] = (), profiles: Collection[str] = ()) -> str:
    """Return a name for all that a build is made of, to be asked for before the project is read.

    An empty one where nobody can tell: mkdocs.yml may ask for plugins and files of anybody's.
    """
    from caselore.mkdocs_run import stands_alone

    alone = stands_alone(root / "mkdocs.yml")
    return sources.made_of(root, *sorted(only), "profiles", *sorted(profiles)) if alone else ""


def build(
    checked: Checked,
    *,
    out: Path,
    only: Collection[str] = (),
    profiles: Collection[str] = (),
    say: Callable[[str], None] = lambda _: None,
    of: str = "",
) -> Built:
    """Write a project that has no errors in the formats asked for: all of them, or nothing.

    `profiles` are the ways of printing; the course says which if none are given. `say` is told what is
    being done, where that takes long. `of` is what `made_of` said: where it was built before, and the folder
    still holds what came of it, there is nothing to do.

    Raises FormatError where a format cannot be made, OutputError where the folder cannot be used, and
    OSError where the disk fails.
    """
    if checked.course is None or checked.fails():
        raise ValueError("a project with errors cannot be built")
    # MkDocs, Jinja and fontTools take a fifth of a second to load, and a check needs none of them.
    from caselore.mkdocs_run import try_settings
    from caselore.writers.making import Making
    from caselore.writers.registry import FORMATS

    wanted = [each for each in FORMATS if (each.name in only if only else each.default)]
    losses: list[Loss] = []
    shown = tuple(profiles) or checked.course.info.print_profiles
    making = Making(checked.course, checked.root, out, partial(state_of, checked), shown, say)
    with staged(out, source=checked.root) as stage:
        if of and (before := kept.read(of)) and (published := stage.stays(before.decode())):
            return Built(published, ())
        if not SITES.isdisjoint(each.name for each in wanted):
            try_settings(checked.root, stage.folder)  # paper comes first, and takes minutes
        for each in wanted:
            for made in each.write(replace(making, folder=stage.folder / each.name)):
                if isinstance(made, Loss):
                    losses.append(made)
                else:
                    stage.write(replace(made, path=f"{each.name}/{made.path}"))
        published = stage.publish(
            formats={each.name: each.name for each in wanted}, losses=losses, keep_others=bool(only)
        )
    # What came of it is noted if it is all there, and if nothing was edited meanwhile.
    if of and not any(each.needs for each in losses) and of == made_of(checked.root, only, profiles):
        kept.write(of, stage.digest.encode())
    return Built(published, tuple(losses))
