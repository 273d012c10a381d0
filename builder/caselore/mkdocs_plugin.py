"""Turn MkDocs's questions into pipeline calls, so that `mkdocs build` and `mkdocs serve` just work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from caselore import pipeline
from caselore.diagnostics import Severity
from caselore.mkdocs_run import LeanPages, configure, mark_parents, say_what_is_shown, site_files
from caselore.readers.project import KeptFiles
from caselore.templating import Compiled
from caselore.writers.edition import DrawnPages, Edition

log = get_plugin_logger("caselore")
_SAY = {Severity.ERROR: log.error, Severity.WARNING: log.warning, Severity.ADVICE: log.info}


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say under `caselore:`."""

    edition = config_options.Choice(("learner", "facilitator"), default="learner")
    """Whose pages `mkdocs build` makes."""


class CaselorePlugin(LeanPages, BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Shows the course in the project folder as the site."""

    edition: Edition | None = None
    """Set by `caselore build`, which has read the project already."""

    _serving = False
    _last_good: Edition | None = None
    _files: KeptFiles | None = None
    _drawn: DrawnPages | None = None
    """While serving: what was read and drawn before, of which an edit changes little."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note what MkDocs is doing. Because of this method it keeps the plugin while it serves."""
        self._serving = command == "serve"
        if self._serving:
            self._files, self._drawn = {}, DrawnPages()

    @event_priority(50)  # before the search, which takes its settings from there
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the course, unless it was handed over, and set up the theme for it."""
        self._shown = self.edition or self._read(config)
        configure(config, self._shown)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the course's pages in place of what lies in the docs folder."""
        return site_files(config, self._shown, files)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Mark where pages belong that the sidebar does not list."""
        mark_parents(nav, files)
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Keep the theme's templates compiled from one build to the next."""
        env.bytecode_cache = Compiled()
        return env

    @event_priority(-100)  # after plugins that hand the server its own builder
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Have each build end on what is shown."""
        say_what_is_shown(server, lambda: self._shown)
        return server

    def _read(self, config: MkDocsConfig) -> Edition:
        checked = pipeline.check(Path(config.config_file_path or ".").parent, self._files, site=False)
        for each in checked.diagnostics:
            hint = f" ({each.hint})" if each.hint else ""
            _SAY[each.severity](f"{each}{hint}")
        if checked.course is not None and not checked.fails():
            facilitator = self.config.edition == "facilitator"
            state = pipeline.state_of(checked) if facilitator else None
            self._last_good = Edition(checked.course, checked.root, facilitator, drawn=self._drawn, state=state)
            return self._last_good
        if self._serving and self._last_good is not None:
            faults = tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR)
            return replace(self._last_good, faults=faults)
        raise Abort("The course has errors; they are listed above.")
