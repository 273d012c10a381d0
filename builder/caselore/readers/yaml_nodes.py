"""Turn YAML text into plain dicts, lists and strings, and say where each of them stands.

The only importer of yaml. PyYAML's parser gives events; this module decides what they may say. It
refuses what lets a file mean something else than it shows (anchors, tags, repeated keys) and it
resolves nothing: a value without quotes becomes `Bare` text, and fields decide what to make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from caselore.diagnostics import Diagnostic, Rule, Span
from caselore.model.fields import Bare
from caselore.readers import rules
from caselore.readers.source_text import FORBIDDEN, Range, SourceText

# libyaml's parser is nine times faster; without it the events are the same.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 30
NOT_A_WORD = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9]*)?|true|false|null|~|", re.IGNORECASE)

Keys = tuple[str | int, ...]

_PLAIN_WORDS = {
    "mapping values are not allowed": "text that holds ': ' needs quotes around it",
    "block sequence entries are not allowed": "a list starts on a line of its own",
    "found unexpected end of stream": "a quotation mark or bracket is opened here and never closed",
    "did not find expected ',' or": "a bracket is opened before this and not closed",
    "did not find expected '-' indicator": "this line belongs to a list; it should start with '- '",
    "did not find expected key": "this line does not fit the lines above it; look at its indentation and quotes",
    "found character that cannot start any token": "text that starts with this character needs quotes",
    "found unknown escape character": "inside double quotes a backslash has a meaning; use single quotes",
    "could not find expected ':'": "there should be a colon and a space after this key",
}


class _Stop(Exception):
    """Nothing sensible can be read beyond this point."""


@dataclass(slots=True)
class _Composer:
    """Walks the events of one document once."""

    source: SourceText
    first_line: int
    ranges: dict[Keys, Range] | None = None
    """Filled, when it is there, with the range of every value; of a key under (*keys, "key:NAME")."""
    faults: list[Diagnostic] = field(default_factory=list)

    def document(self, text: str) -> object:
        """Return the value of the only document of the text; None if there is none."""
        try:
            events = yaml.parse(text, Loader=_Loader)
            return self._stream(events)
        except yaml.MarkedYAMLError as error:
            self._syntax_fault(error)
        except yaml.YAMLError as error:
            self.faults.append(self.source.fault(rules.SYNTAX, str(error).split("\n")[0], self.first_line, 0))
        except _Stop:
            pass
        return None

    def _stream(self, events: Iterator[Any]) -> object:
        value: object = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(event, rules.SEVERAL_DOCUMENTS, "a second document starts here with '---'")
                    raise _Stop
                value = self._value(next(events), events, (), 0)
        return value

    def _value(self, event: Any, events: Iterator[Any], keys: Keys, depth: int) -> object:
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._fault(event, rules.ANCHOR, f"'*{event.anchor}' points at another place in the file",
                        hint="text that starts with * needs quotes; otherwise write the text again")
            return Bare("")
        if event.anchor is not None:
            self._fault(event, rules.ANCHOR, f"'&{event.anchor}' gives this value a name for use elsewhere",
                        hint="text that starts with & needs quotes; otherwise take the name away")
        if event.tag is not None and event.tag != "!":
            self._fault(event, rules.TAG, f"'{_shown_tag(event.tag)}' asks YAML to change the value",
                        hint="text that starts with ! needs quotes; otherwise take the tag away")
        elif event.tag == "!":
            self._fault(event, rules.TAG, "'!' asks YAML to change the value",
                        hint="text that starts with ! needs quotes; otherwise take the tag away")
        if kind is yaml.ScalarEvent:
            self._remember(keys, event, event)
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._fault(event, rules.TOO_DEEP, f"this is nested more than {MAX_DEPTH} levels deep")
            raise _Stop
        made = self._mapping if kind is yaml.MappingStartEvent else self._sequence
        return made(event, events, keys, depth + 1)

    def _scalar(self, event: Any) -> object:
        if event.style is None or event.style == "":
            return Bare(event.value) if event.value else None
        if event.style == '"' and FORBIDDEN.search(event.value):
            self._fault(event, rules.CONTROL_CHARACTER, "this text holds an invisible character, written as an escape")
            return FORBIDDEN.sub(" ", event.value)
        return event.value

    def _mapping(self, start: Any, events: Iterator[Any], keys: Keys, depth: int) -> dict[str, object]:
        made: dict[str, object] = {}
        lines: dict[str, int] = {}
        for event in events:
            if type(event) is yaml.MappingEndEvent:
                self._remember(keys, start, event)
                break
            key = self._key(event, events, depth)
            if key in lines:
                self._fault(event, rules.REPEATED_KEY, f"'{key}' appears twice (first on line {lines[key]})",
                            hint="keep one of them")
            child = keys
            if self.ranges is not None and key not in lines:
                child = (*keys, key)
                self._remember((*keys, f"key:{key}"), event, event)
            value = self._value(next(events), events, child, depth)
            if key not in lines:
                made[key] = value
                lines[key] = event.start_mark.line + self.first_line + 1
        return made

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> str:
        if type(event) is not yaml.ScalarEvent:
            self._fault(event, rules.KEY_NOT_TEXT, "a key must be a word, not a list or a group of keys")
            self._value(event, events, (), depth)
            return ""
        if event.anchor is not None or event.tag is not None:
            self._fault(event, rules.ANCHOR if event.anchor else rules.TAG, "a key must be a plain word")
        if event.value == "<<" and not event.style:
            self._fault(event, rules.ANCHOR, "'<<' pulls in keys from elsewhere", hint="write the keys here")
        elif not event.style and NOT_A_WORD.fullmatch(event.value):
            self._fault(event, rules.KEY_NOT_TEXT, f"a key must be a word; '{event.value}' is not one")
        return str(event.value)

    def _sequence(self, start: Any, events: Iterator[Any], keys: Keys, depth: int) -> list[object]:
        made: list[object] = []
        for event in events:
            if type(event) is yaml.SequenceEndEvent:
                self._remember(keys, start, event)
                break
            child = (*keys, len(made)) if self.ranges is not None else keys
            made.append(self._value(event, events, child, depth))
        return made

    def _remember(self, keys: Keys, start: Any, end: Any) -> None:
        if self.ranges is not None:
            first, last = start.start_mark, end.end_mark
            self.ranges[keys] = (
                first.line + self.first_line, first.column, last.line + self.first_line, last.column
            )

    def _fault(self, event: Any, rule: Rule, message: str, *, hint: str = "") -> None:
        start, end = event.start_mark, event.end_mark
        length = max(1, end.column - start.column) if start.line == end.line else 1
        line = start.line + self.first_line
        self.faults.append(self.source.fault(rule, message, line, start.column, length=length, hint=hint))

    def _syntax_fault(self, error: yaml.MarkedYAMLError) -> None:
        problem = error.problem or "it cannot be read"
        message = next((ours for theirs, ours in _PLAIN_WORDS.items() if problem.startswith(theirs)), problem)
        opened = "never closed" in message or "not closed" in message
        mark = error.context_mark if opened and error.context_mark else error.problem_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if "mapping values" in problem:  # libyaml points at the second colon or at the value's start
            message = "text that holds ': ' needs quotes around it, or this line is indented too far"
        self.faults.append(self.source.fault(rules.SYNTAX, message, line + self.first_line, column))


def _shown_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def parse(source: SourceText, text: str, *, first_line: int = 0) -> tuple[object, list[Diagnostic]]:
    """Turn YAML text into dicts, lists, `Bare` and quoted strings, and the faults found.

    `text` stands in `source` from line `first_line` (counted from 0) on.
    """
    composer = _Composer(source, first_line)
    value = composer.document(text)
    return value, composer.faults


def ranges(source: SourceText, text: str, *, first_line: int = 0) -> dict[Keys, Range]:
    """Return where each value of a YAML text stands. Parsing again is cheaper than keeping this."""
    composer = _Composer(source, first_line, {})
    composer.document(text)
    return composer.ranges or {}


@dataclass(slots=True, eq=False)
class RecordPlace:
    """Where a record and its fields stand in its file."""

    source: SourceText
    yaml_text: str
    first_line: int = 0
    prefix: Keys = ()
    """The keys that lead to the record within the file."""
    body_line: int = 0
    """For modules: the line, counted from 0, on which the Markdown starts."""

    def of(self, *keys: str | int) -> Span:
        """Return the span of the value at these keys, or of the nearest thing above it."""
        return self._span(self.range_of(*keys))

    def of_key(self, *keys: str | int) -> Span:
        """Return the span of the key itself, the last of `keys`, or of the nearest thing above it."""
        return self._span(self.range_of(*keys[:-1], f"key:{keys[-1]}"))

    def range_of(self, *keys: str | int) -> Range:
        """Return the range of the value at these keys, or of the nearest thing above it.

        ("body", start, end) are lines of a module's Markdown, counted from 0, the end not included.
        """
        if keys[:1] == ("body",):
            lines = [self.body_line + line for line in keys[1:] if isinstance(line, int)]
            start, end = (lines + [self.body_line] * 2)[:2] if len(lines) != 1 else (lines[0], lines[0])
            return (start, 0, max(end, start), len(self.source.line(start + 1)) if end <= start else 0)
        known = ranges(self.source, self.yaml_text, first_line=self.first_line)
        path = (*self.prefix, *keys)
        while path and path not in known:
            path = path[:-1]
        return known.get(path, (self.first_line, 0, self.first_line, 1))

    def find(self, snippet: str, nth: int, *keys: str | int) -> Span:
        """Return where a snippet of the text at these keys stands; the text itself if not found."""
        return self.source.find(self.range_of(*keys), snippet, nth) or self.of(*keys)

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1."""
        return self.source.line(number)

    def _span(self, at: Range) -> Span:
        end = at[3] + 1 if at[0] == at[2] else 0
        return Span(self.source.path, at[0] + 1, at[1] + 1, max(end, at[1] + 2) if end else 0)
