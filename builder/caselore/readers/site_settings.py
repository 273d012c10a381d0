"""Turn a project's mkdocs.yml into the faults for which no site could be built.

MkDocs reads the file itself, by rules of its own: tags, names for use elsewhere and a file to inherit from
are its business. Here only what is surely wrong is said, so that a check says it before a build does. Of what is
not surely fine, the pipeline asks MkDocs.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import starmap
from typing import Any

from caselore.diagnostics import Diagnostic, Rule, Span, quoted
from caselore.model.fields import Bare
from caselore.readers import rules
from caselore.readers.site_usual import is_surely_fine
from caselore.readers.source_text import decode
from caselore.readers.yaml_nodes import RecordPlace, meant, no_day, parse

FILE = "mkdocs.yml"
_FALSE = ("false", "no", "off")
_NOTHING = ("~", "null", "Null", "NULL")
_ELSEWHERE = (rules.ANCHOR.code, rules.REPEATED_KEY.code)
"""After these, a key that seems to be missing may come from another place."""
_BROKEN = (rules.SYNTAX.code, rules.SEVERAL_DOCUMENTS.code, rules.TOO_DEEP.code)
"""After these there is nothing to speak of."""


def no_settings() -> Diagnostic:
    """Return the fault of a project that has no mkdocs.yml."""
    rule, hint = rules.SITE_SETTINGS, "caselore init FOLDER makes a course that has one"
    return Diagnostic(Span(FILE), rule.severity, rule.code, "there is no mkdocs.yml here", hint)


def read_settings(raw: bytes) -> tuple[list[Diagnostic], SiteSettings | None]:
    """Return what is wrong with the bytes of a mkdocs.yml, and the settings as far as they can be read."""
    source = decode(FILE, raw)
    if source.faults and not source.text:
        return source.faults, None
    value, faults = parse(source, source.text)
    if broken := [fault for fault in faults if fault.code in _BROKEN]:
        return broken, None
    place = RecordPlace(source, source.text)
    if not isinstance(value, dict):
        return [_fault(place.of(), place, "there are no settings here", "write them, such as 'site_name: ...'")], None
    settings = SiteSettings(value, place, faults)
    return [*filter(_is_lost, faults), *settings.faults()], settings


def _is_lost(fault: Diagnostic) -> bool:
    """Whether what a fault says is so in MkDocs too: one of two keys is lost, or one is no key."""
    on_top = fault.span.column == 1
    return fault.code == rules.REPEATED_KEY.code or (fault.code == rules.KEY_NOT_TEXT.code and on_top)


def _fault(span: Span, place: RecordPlace, message: str, hint: str, rule: Rule = rules.SITE_SETTINGS) -> Diagnostic:
    return Diagnostic(span, rule.severity, rule.code, message, hint, place.line(span.line))


class SiteSettings:
    """The settings of one file, and which of them are plain enough to speak of."""

    def __init__(self, value: dict[str, Any], place: RecordPlace, faults: list[Diagnostic]) -> None:
        self._value, self._place = {key: _or_none(each) for key, each in value.items()}, place
        self._marked = {fault.span.line for fault in faults}
        self._wrong: set[str] = set()
        self.complete = "INHERIT" not in value and not any(fault.code in _ELSEWHERE for fault in faults)

    def faults(self) -> Iterator[Diagnostic]:
        """Yield what surely keeps a site from being built, or from being what was asked for."""
        for key in filter(self._is_plain, self._value):
            if day := no_day(self._value[key]):
                yield self._at(key, message=f"YAML takes {quoted(day)} for a day", hint="put quotes around it")
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

    @property
    def names(self) -> list[str]:
        """All keys of the file."""
        return list(self._value)

    def to_ask(self) -> dict[str, Any] | None:
        """Return the settings that MkDocs may be asked about; None if all that stands here is surely fine."""
        plain = {key: meant(value) for key, value in self._value.items() if self._is_plain(key)}
        if self.complete and len(plain) == len(self._value) and all(starmap(is_surely_fine, plain.items())):
            return None
        if not self.complete:  # groups of keys may go on in another file, and settings lean on one another
            plain = {key: value for key, value in plain.items() if key == "INHERIT" or not isinstance(value, dict)}
        return plain

    def refused(self, key: str, message: str, hint: str, *, unknown: bool) -> Iterator[Diagnostic]:
        """Yield what MkDocs refuses, at its place, unless something has been said of it already."""
        if key not in self._wrong and key in self._value:
            short = isinstance(self._value[key], str) and not unknown
            span = self._place.of(key) if short else self._place.of_key(key)
            yield _fault(span, self._place, message, hint)

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
        if rule is rules.SITE_SETTINGS:
            self._wrong.add("nav")
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
            return self.complete
        start, _, end, _ = self._place.range_of(key)
        return self._marked.isdisjoint(range(start + 1, end + 2))

    def _at(self, *keys: str, message: str, hint: str) -> Diagnostic:
        self._wrong.add(keys[0])
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
