"""Turn an Edition into a site by way of MkDocs: pages go in finished, MkDocs adds shell, search and nav.

With the plugin, the only importer of mkdocs.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext
from mkdocs.utils.yaml import yaml_load

from caselore.artifacts import FormatError
from caselore.documents.compose import Site
from caselore.mkdocs_settings import OURS, SEARCH, without_code
from caselore.regular_files import start_of
from caselore.templating import DOWNLOADS, as_typed
from caselore.words import N_
from caselore.writers.edition import Edition
from caselore.writers.shell import (
    WORD_ENDS,
    asset_settings,
    contents_tokens,
    copyright_line,
    description,
    in_nav,
    nav_settings,
    theme_settings,
)
from caselore.writers.site_pages import SitePage

log = get_plugin_logger("caselore")

_ELSEWHERE = re.compile(r"!ENV|!relative|!!python|^INHERIT", re.MULTILINE)
"""What lets a mkdocs.yml say more than stands in it."""
_MAX_SETTINGS = 1024 * 1024


class SiteError(FormatError):
    """MkDocs could not build the site; the message says why in one line."""


class SourcedFile(File):
    """A generated page that knows which of the project's files it was made from."""

    source_uri: str | None = None

    @property
    def edit_uri(self) -> str | None:
        """The file that 'edit this page' opens, relative to the docs folder."""
        return self.source_uri


class FinishedPage(Page):
    """A page whose article is finished; MkDocs's own Markdown never runs on it."""

    def __init__(self, made: SitePage, file: File, config: MkDocsConfig, *, title: str | None, day: str) -> None:
        self._made = made
        super().__init__(title, file, config)
        self.update_date = day

    def read_source(self, config: MkDocsConfig) -> None:
        """Fill in the front matter."""
        self.markdown, self.meta = "", self._made.meta()

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill in the article and its contents list."""
        self.content = self._made.html()
        self.toc = get_toc(contents_tokens(self._made))
        self._made = SitePage(self._made.path, self._made.title, "", True, "", ())  # frees the pieces


def configure(config: MkDocsConfig, edition: Edition) -> None:
    """Set up Material for an edition. What the project's own mkdocs.yml says of the theme wins.

    Raises PluginError where it asks for what caselore cannot do.
    """
    if not config.use_directory_urls:
        raise PluginError("caselore gives each page a folder; take use_directory_urls out of mkdocs.yml")
    given = settings_of(Path(config.config_file_path))
    for key, value in theme_settings().items():
        if key not in _named(given.get("theme")):
            config.theme[key] = value
    for key, value in asset_settings(edition.assets).items():
        config[key] = [*value, *config[key]]
    for name in SEARCH:
        if name in config.plugins and config.plugins[name].config.get("separator") is None:
            config.plugins[name].config["separator"] = WORD_ENDS
    config.nav = nav_settings(edition.site.nav(), edition.drawing.translate)
    if edition.facilitator:
        mark = edition.drawing.translate(N_("facilitator's edition"))
        config.site_name = f"{config.site_name} ({mark})"
    # The theme's templates escape nothing. What is marked as safe stays so where they do escape.
    config.site_name = as_typed(config.site_name)
    if config.site_author:
        config.site_author = as_typed(config.site_author)
    given_description = config.site_description and as_typed(config.site_description)
    config.site_description = given_description or description(edition.site)
    config.copyright = config.copyright or copyright_line(edition.site)
    config.extra.setdefault("generator", False)
    for name in ("case_studies", "templates", "local.yml"):
        if (edition.root / name).exists():
            config.watch.append(str(edition.root / name))


def settings_of(file: Path) -> dict[str, Any]:
    """Return what a mkdocs.yml says itself; nothing where there is none.

    Raises SiteError where it cannot be read.
    """
    if not file.is_file():
        return {}
    try:
        with file.open("rb") as opened:
            return dict(yaml_load(opened))
    except (MkDocsException, ValueError, TypeError) as error:
        raise SiteError("mkdocs.yml cannot be read; caselore check says where") from error


def stands_alone(file: Path) -> bool:
    """Whether a mkdocs.yml asks for nothing but what it says: no plugin, hook, theme or variable from elsewhere."""
    try:
        raw = start_of(file, _MAX_SETTINGS)
        if len(raw) == _MAX_SETTINGS or _ELSEWHERE.search(raw.decode("utf-8", "replace")):
            return False
        given = settings_of(file)
    except (OSError, SiteError):
        return False
    listed = given.get("plugins") or ()
    plugins = {name for each in listed for name in (each if isinstance(each, dict) else (each,))}
    theme = given.get("theme")
    return not (plugins.difference(OURS) or given.get("hooks") or "custom_dir" in _named(theme))


def _named(theme: object) -> dict[str, Any]:
    """Return what is said of the theme beyond its name."""
    return theme if isinstance(theme, dict) else {}


def site_files(config: MkDocsConfig, edition: Edition, theme_files: Files) -> Files:
    """Return all files of the site: the theme's, our pages, assets and pictures."""
    made = [file for file in theme_files if file.src_dir != config.docs_dir]
    listed = in_nav(edition.site, edition.drawing.translate)
    day = edition.course.info.updated.isoformat()
    for page in edition.pages():
        level = InclusionLevel.INCLUDED if page.path in listed else InclusionLevel.NOT_IN_NAV
        file = SourcedFile(page.markdown_path, None, config.site_dir, config.use_directory_urls, inclusion=level)
        file.generated_by, file._content = "caselore", ""
        file.source_uri = os.path.relpath(page.source, "content") if page.source else None
        FinishedPage(page, file, config, title=listed.get(page.path), day=day)
        made.append(file)
    for asset in edition.assets:
        made.append(File.generated(config, asset.path, content=asset.content))
    for each in edition.site.downloads:
        made.append(File.generated(config, f"{DOWNLOADS}/{each.path}", content=edition.files[each.path]))
    for image in edition.course.images:
        made.append(File.generated(config, image, abs_src_path=str(edition.root / "content" / image)))
    return Files(made)


class LeanPages:
    """The part of a plugin that spares time and memory with each page, unless other plugins look at pages too.

    Search is shown what it is to find, which is half of an article: to go through the rest takes a tenth of a
    build. An article that has been set into its page is let go.
    """

    _article: str | None = None

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        self._article = page.content
        if _alone(config):
            page.content = searched(page.content or "")
        return context

    @event_priority(-100)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if _alone(config):
            page.content = self._article
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Let go of the article: `output` holds it."""
        if _alone(config):
            page.content = None


def _alone(config: MkDocsConfig) -> bool:
    """Whether nobody but search and we ourselves take part in a build; MkDocs counts hooks as plugins."""
    return config.plugins.keys() <= set(OURS)


def searched(article: str) -> str:
    """Return what search is to find in an article: all but the elements marked `data-search-exclude`."""
    kept, at = [], 0
    while (mark := article.find(" data-search-exclude", at)) >= 0:
        start = article.rindex("<", 0, mark)
        kept.append(article[at:start])
        at = _end_of_element(article, start)
    return "".join((*kept, article[at:]))


def _end_of_element(article: str, start: int) -> int:
    """Return where an element ends whose first tag starts here, others of its name within it or not."""
    name = re.compile(r"[a-z0-9-]+").match(article, start + 1)
    depth = 0
    for tag in re.compile(rf"<(/?){name[0] if name else ''}\b[^>]*>").finditer(article, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(article)


def mark_parents(nav: Navigation, files: Files) -> None:
    """Put each page that the sidebar does not list under the index of its folder, so that its tab is marked."""
    listed = {page.file.src_uri: page for page in nav.pages}
    for file in files.documentation_pages():
        folder = file.src_uri.split("/")[0]
        index: Any = listed.get(f"{'trainers' if folder == 'keys' else folder}/index.md")
        if file.page is not None and file.src_uri not in listed and index is not None:
            file.page.parent = index


def try_settings(root: Path, folder: Path) -> None:
    """Have MkDocs load all that a project's mkdocs.yml names, so that it refuses before a folder is filled.

    Raises SiteError where mkdocs.yml is missing or wrong.
    """
    with _complaints_raised():
        try:
            load_config(_settings_file(root), site_dir=str(folder))
        except (Abort, MkDocsException, SiteError):
            raise
        except Exception as error:  # hooks and plugins are the code of others
            raise SiteError(f"what mkdocs.yml names fails with {type(error).__name__}: {error}") from error


def build_site(edition: Edition, folder: Path) -> None:
    """Write the site of an edition into a folder.

    Raises SiteError where mkdocs.yml is missing or wrong; OSError where the disk fails.
    """
    settings = _settings_file(edition.root)
    with _complaints_raised(), _fixed_date(edition.site):
        config = load_config(settings, site_dir=str(folder))
        plugin: Any = config.plugins.get("caselore")
        if plugin is None:
            raise SiteError("mkdocs.yml does not list the plugin 'caselore'")
        plugin.edition = edition
        mkdocs_build(config)


@contextmanager
def _complaints_raised() -> Iterator[None]:
    """Raise what MkDocs warns of as a SiteError, and keep it from the terminal."""
    logger = logging.getLogger("mkdocs")
    complaints = _Complaints()
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        yield
    except (Abort, MkDocsException) as error:
        raise SiteError("; ".join(complaints.lines) or str(error)) from error
    finally:
        logger.removeHandler(complaints)
        logger.propagate = True
    if complaints.lines:
        raise SiteError("; ".join(complaints.lines))


def serve_site(root: Path, *, addr: str, open_in_browser: bool, facilitator: bool) -> None:
    """Show a project in the browser and show it anew whenever one of its files changes.

    Raises SiteError where the first build fails, OSError where the address cannot be used.
    """
    settings = _settings_file(root)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    given: dict[str, Any] = {}
    if facilitator and (plugins := settings_of(Path(settings)).get("plugins")):
        given["plugins"] = list(_for_facilitators(plugins))
    try:
        mkdocs_serve(settings, dev_addr=addr, open_in_browser=open_in_browser, **given)
    except (Abort, MkDocsException) as error:
        raise SiteError(str(error)) from error


def say_what_is_shown(server: LiveReloadServer, shown: Callable[[], Edition]) -> None:
    """Have a server say last, where it is read, that the pages it has built are older than the files."""
    builder = server.builder

    def build() -> None:
        builder()
        if count := len(shown().faults):
            found = "an error" if count == 1 else f"{count} errors"
            log.warning(f"NOT UP TO DATE: the files have {found}, named above. Pages show the course as it was before.")

    server.builder = build


def _for_facilitators(plugins: Any) -> Iterator[dict[str, Any]]:
    """Yield the plugins that a mkdocs.yml lists, by whichever of YAML's ways, with ours set to its other edition."""
    named = [next(iter(each.items())) if isinstance(each, dict) else (each, None) for each in plugins]
    for name, options in plugins.items() if isinstance(plugins, dict) else named:
        yield {name: {**(options or {}), "edition": "facilitator"} if name == "caselore" else options or {}}


def _settings_file(root: Path) -> str:
    """Return the path of a project's mkdocs.yml; raises SiteError where there is none."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise SiteError("there is no mkdocs.yml here; caselore init shows what one looks like")
    return str(file)


class _Complaints(logging.Handler):
    """Keeps the warnings and errors of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(without_code(record.getMessage()))


@contextmanager
def _fixed_date(site: Site) -> Iterator[None]:
    """Give MkDocs the course's date instead of today's, so that two builds are the same bytes."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    noon = datetime.combine(site.course.info.updated, time(12), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
