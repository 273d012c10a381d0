"""Turn a project's mkdocs.yml into the faults for which no site could be built.

MkDocs reads the file itself, by rules of its own: tags, names for use elsewhere and a file to inherit from
are its business. Here only what is surely wrong is said, so that a check says it before a build does.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from caselore.diagnostics import Diagnostic, Rule, Span, quoted
from caselore.model.fields import Bare
from caselore.readers import rules
from caselore.readers.source_text import decode
from caselore.readers.yaml_nodes import RecordPlace, parse

FILE = "mkdocs.yml"
_FALSE = ("false", "no", "off")
_NOTHING = ("~", "null", "Null", "NULL")
_ELSEWHERE = (rules.ANCHOR.code, rules.REPEATED_KEY.code)
"""After these, a key that seems to be missing may come from another place."""


def no_settings() -> Diagnostic:
    """Return the fault of a project that has no mkdocs.yml."""
    rule, hint = rules.SITE_SETTINGS, "caselore init FOLDER makes a course that has one"
    return Diagnostic(Span(FILE), rule.severity, rule.code, "there is no mkdocs.yml here", hint)


def settings_faults(raw: bytes) -> list[Diagnostic]:
    """Return what is wrong with the bytes of a mkdocs.yml."""
    source = decode(FILE, raw)
    if source.faults and not source.text:
        return source.faults
    value, faults = parse(source, source.text)
    if broken := [fault for fault in faults if fault.code == rules.SYNTAX.code]:
        return broken
    place = RecordPlace(source, source.text)
    if not isinstance(value, dict):
        return [_fault(place.of(), place, "there are no settings here", "write them, such as 'site_name: ...'")]
    return list(_Settings(value, place, faults).faults())


def _fault(span: Span, place: RecordPlace, message: str, hint: str, rule: Rule = rules.SITE_SETTINGS) -> Diagnostic:
    return Diagnostic(span, rule.severity, rule.code, message, hint, place.line(span.line))


class _Settings:
    """The settings of one file, and which of them are plain enough to speak of."""

    def __init__(self, value: dict[str, Any], place: RecordPlace, faults: list[Diagnostic]) -> None:
        self._value, self._place = {key: _or_none(each) for key, each in value.items()}, place
        self._marked = {fault.span.line for fault in faults}
        self._complete = "INHERIT" not in value and not any(fault.code in _ELSEWHERE for fault in faults)

    def faults(self) -> Iterator[Diagnostic]:
        """Yield what surely keeps a site from being built, or from being what was asked for."""
        name = self._value.get("site_name")
        if self._is_plain("site_name") and (name is None or name == ""):
            yield self._at("site_name", message="the site has no name", hint="write it under site_name")
        if self._is_plain("docs_dir"):
            yield from self._docs_dir(self._value.get("docs_dir"))
        if self._is_plain("theme"):
            yield from self._theme(self._value.get("theme"))
        if self._is_plain("plugins") and "caselore" not in _names(self._value.get("plugins")):
            yield self._at(
                "plugins", message="the plugin 'caselore' is not listed", hint="write '- caselore' under plugins"
            )
        urls = self._value.get("use_directory_urls")
        if self._is_plain("use_directory_urls") and isinstance(urls, Bare) and urls.lower() in _FALSE:
            yield self._at("use_directory_urls", message="caselore gives each page a folder", hint="take this line out")
        if self._is_plain("nav"):
            yield from self._nav(self._value.get("nav"))

    def _docs_dir(self, folder: object) -> Iterator[Diagnostic]:
        hint = "write docs_dir: content"
        if folder is None:
            yield self._at("docs_dir", message="this does not say that the course lies in content", hint=hint)
        elif isinstance(folder, str) and not posixpath.isabs(folder) and posixpath.normpath(folder) != "content":
            yield self._at("docs_dir", message=f"the course lies in content, not in {quoted(folder)}", hint=hint)

    def _nav(self, nav: object) -> Iterator[Diagnostic]:
        if isinstance(nav, list) and nav:
            rule, message = rules.OWN_NAV, "caselore makes the list of pages itself, and nothing reads this one"
        elif isinstance(nav, list) or nav is None:
            return  # as if it were not there
        else:
            rule, message = rules.SITE_SETTINGS, "caselore makes the list of pages itself, and MkDocs cannot read this"
        span = self._place.of_key("nav")
        yield _fault(span, self._place, message, "take nav out, with all that stands under it", rule)

    def _theme(self, theme: object) -> Iterator[Diagnostic]:
        if isinstance(theme, dict) and theme.get("name") is None and "custom_dir" in theme:
            return  # a theme of the project's own
        name = theme.get("name") if isinstance(theme, dict) else theme
        if name != "material":
            what = f"the theme {quoted(name)} cannot show it" if isinstance(name, str) else "nothing else can show it"
            keys = ("theme", "name") if isinstance(theme, dict) else ("theme",)
            yield self._at(
                *keys, message=f"a course is shown by the theme 'material'; {what}", hint="write theme: material"
            )

    def _is_plain(self, key: str) -> bool:
        """Whether a key says what it seems to say."""
        if key not in self._value:
            return self._complete
        start, _, end, _ = self._place.range_of(key)
        return self._marked.isdisjoint(range(start + 1, end + 2))

    def _at(self, *keys: str, message: str, hint: str) -> Diagnostic:
        span = self._place.of_key(*keys) if self._value.get(keys[0]) is None else self._place.of(*keys)
        return _fault(span, self._place, message, hint)


def _or_none(value: object) -> object:
    """Return a value of mkdocs.yml, or None where YAML has it stand for nothing."""
    return None if isinstance(value, Bare) and value in _NOTHING else value


def _names(plugins: object) -> set[str]:
    """Return the names of the plugins that are listed, by whichever of YAML's ways."""
    if isinstance(plugins, dict):
        return set(plugins)
    listed = plugins if isinstance(plugins, list) else []
    return {name for each in listed for name in (each if isinstance(each, dict) else [each]) if isinstance(name, str)}
