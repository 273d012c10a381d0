"""Turn YAML text into plain dicts, lists and strings, and say where each of them stands.

The only importer of yaml. PyYAML's parser gives events; this module decides what they may say. It
refuses what lets a file mean something else than it shows (anchors, tags, repeated keys) and it
resolves nothing: a value without quotes becomes `Bare` text, and fields decide what to make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from caselore.diagnostics import Diagnostic, Rule, Span, quoted
from caselore.model.fields import Bare
from caselore.readers import rules
from caselore.readers.source_text import FORBIDDEN, Range, SourceText

# libyaml's parser is nine times faster; without it the events are the same.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 30
NOT_A_WORD = re.compile(r"[-+]?[0-9][0-9_]*(\.[0-9]*)?|true|false|null|~|", re.IGNORECASE)

Keys = tuple[str | int, ...]

_BRACKET = "this bracket is not closed, or a comma or a quotation mark is missing inside it"
_MISFIT = "this line does not fit the lines above it; look at its indentation"
_ESCAPE = "inside double quotes a backslash has a meaning; use single quotes"
_DIRECTIVE = "a line that starts with % means something to YAML; text that starts with % needs quotes"
_NAME = "text that starts with * or & needs quotes"

_AT_PROBLEM = {
    "mapping keys are not allowed": "text that starts with '? ' needs quotes",
    "block sequence entries are not allowed": "a list starts on a line of its own; text that starts with '- ' needs quotes",
    "did not find expected '-' indicator": "this line belongs to a list; it should start with '- '",
    "did not find expected node content": "something is missing before this; text that starts with , or - needs quotes",
    "did not find expected <document start>": "nothing can stand here; the file has ended before this",
    "found character that cannot start any token": "text that starts with this character needs quotes",
    "found unknown escape character": _ESCAPE,
    "found invalid Unicode character escape code": "this escape names no character; type the character itself",
    "did not find expected hexdecimal number": _ESCAPE,
    "expected escape sequence": _ESCAPE,
    "did not find expected key": _MISFIT,
    "expected <block end>": _MISFIT,
}
"""What PyYAML says, and what a trainer can use; where it says it."""

_AT_CONTEXT = {
    "found unexpected end of stream": "a quotation mark is opened here and never closed",
    "found unexpected document indicator": "a quotation mark is opened here and not closed before a line of hyphens",
    "did not find expected ',' or": _BRACKET,
    "expected ',' or": _BRACKET,
    "could not find expected ':'": "no colon and space follow this key; text that goes on from above must be indented",
    "did not find expected alphabetic or numeric": _NAME,
    "expected alphabetic or numeric": _NAME,
    "did not find expected comment or line break": "text after > or | starts on the next line; text that starts with them needs quotes",
    "found an indentation indicator equal to 0": "after > or | nothing else is needed; take the number away",
    "found unknown directive name": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "found undefined tag handle": "text that starts with ! needs quotes",
    "did not find expected whitespace": "text that starts with ! needs quotes",
    "did not find the expected '>'": "text that starts with ! needs quotes",
    "did not find expected tag URI": "text that starts with ! needs quotes",
}
"""The same, where what went wrong began rather than where PyYAML noticed it."""

_GLUED_HASH = re.compile(r"\s+#[^\s#]")
_MAY_GLUE = re.compile(r"[^\s#][ ]+#[^\s#]")


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
    may_glue: bool = False
    """Whether the text holds anything that could be taken for a remark and is none."""

    def document(self, text: str) -> object:
        """Return the value of the only document of the text; None if there is none."""
        try:
            self.may_glue = " #" in text and bool(_MAY_GLUE.search(text))
            return self._stream(iter(_Loader(text).get_event, None))
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
            self._fault(
                event,
                rules.ANCHOR,
                f"'*{event.anchor}' points at another place in the file",
                hint="text that starts with * needs quotes; otherwise write the text again",
            )
            self._remember(keys, event, event)
            return Bare(f"*{event.anchor}")
        if event.anchor is not None or event.tag is not None:
            self._marked(event)
        if kind is yaml.ScalarEvent:
            if self.ranges is not None:
                self._remember(keys, event, event)
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._fault(event, rules.TOO_DEEP, f"this is nested more than {MAX_DEPTH} levels deep")
            raise _Stop
        made = self._mapping if kind is yaml.MappingStartEvent else self._sequence
        return made(event, events, keys, depth + 1)

    def _marked(self, event: Any) -> None:
        """Refuse a name for use elsewhere, and a tag."""
        if event.anchor is not None:
            self._fault(
                event,
                rules.ANCHOR,
                f"'&{event.anchor}' gives this value a name for use elsewhere",
                hint="text that starts with & needs quotes; otherwise take the name away",
                length=len(event.anchor) + 1,
            )
        if event.tag is not None:
            shown = _shown_tag(event.tag)
            self._fault(
                event,
                rules.TAG,
                f"'{shown}' asks YAML to change the value",
                hint="text that starts with ! needs quotes; otherwise take the tag away",
                length=len(shown),
            )

    def _scalar(self, event: Any) -> object:
        if event.style is None or event.style == "":
            if self.may_glue or event.start_mark.line != event.end_mark.line:
                self._swallowed(event)
            return Bare(event.value) if event.value else None
        if event.style == '"' and (found := FORBIDDEN.search(event.value)):
            message = f"this text holds an invisible character, written as an escape (U+{ord(found[0]):04X})"
            self._fault(event, rules.CONTROL_CHARACTER, message, hint="delete the escape")
            return FORBIDDEN.sub(" ", event.value)
        return event.value

    def _swallowed(self, event: Any) -> None:
        """Warn where text without quotes may have lost its end, or taken in what was not meant for it."""
        start, end = event.start_mark, event.end_mark
        line = self.source.line(end.line + self.first_line + 1)
        if _GLUED_HASH.match(line, end.column):
            at = line.index("#", end.column)
            message = f"the rest of this line, {quoted(line[at:])}, is taken for a remark and not shown"
            made = self.source.fault(
                rules.SWALLOWED,
                message,
                end.line + self.first_line,
                at,
                length=len(line) - at,
                hint="put quotes around the text; if it is a remark, write '# ' with a space",
            )
            self.faults.append(made)
        for number in range(start.line + 1, end.line + 1):
            line = self.source.line(number + self.first_line + 1)
            if line.lstrip().startswith("- "):
                column = len(line) - len(line.lstrip())
                message = "this item has become part of the text above it"
                hint = "start it in the same column as the items above"
                self.faults.append(
                    self.source.fault(rules.SWALLOWED, message, number + self.first_line, column, hint=hint)
                )

    def _mapping(self, start: Any, events: Iterator[Any], keys: Keys, depth: int) -> dict[str, object]:
        made: dict[str, object] = {}
        keyed: dict[str, Any] = {}
        for event in events:
            if type(event) is yaml.MappingEndEvent:
                self._remember(keys, start, event)
                break
            key = self._key(event, events, depth)
            if key is None:
                self._value(next(events), events, (*keys, "") if self.ranges is not None else keys, depth)
                continue
            if key in keyed:
                first = keyed[key].start_mark.line + self.first_line + 1
                self._fault(
                    event,
                    rules.REPEATED_KEY,
                    f"'{key}' appears twice (first on line {first})",
                    hint="keep one of them",
                )
            child = keys
            if self.ranges is not None and key not in keyed:
                child = (*keys, key)
                self._remember((*keys, f"key:{key}"), event, event)
            value = self._value(next(events), events, child, depth)
            if key not in keyed:
                made[key] = value
                keyed[key] = event
        return made

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> str | None:
        """Return a key; None where it cannot be one, and that has been said."""
        if event.anchor is None and type(event) is yaml.ScalarEvent and event.tag is None and _is_word(event.value):
            return str(event.value)
        if type(event) is yaml.AliasEvent:
            self._value(event, events, ("",), depth)
            return None
        if type(event) is not yaml.ScalarEvent:
            self._fault(event, rules.KEY_NOT_TEXT, "a key must be a word, not a list or a group of keys")
            self._value(event, events, ("",), depth)
            return None
        if event.anchor is not None or event.tag is not None:
            self._fault(
                event,
                rules.ANCHOR if event.anchor else rules.TAG,
                "a key must be a plain word",
                hint="take away what starts with & or !",
            )
        if event.value == "<<" and not event.style:
            self._fault(event, rules.ANCHOR, "'<<' pulls in keys from elsewhere", hint="write the keys here")
            return None
        if not event.style and NOT_A_WORD.fullmatch(event.value):
            hint = "if this is text that holds ': ', put quotes around all of it"
            self._fault(event, rules.KEY_NOT_TEXT, f"a key must be a word; {quoted(event.value)} is not one", hint=hint)
            return None
        # What holds a space is text that was taken for a key, and the field it stands in says so.
        odd = next((each for each in event.value if not each.isascii()), None) if " " not in event.value else None
        if odd:
            message = f"no key holds the character {odd if odd.isalnum() else 'that stands here'} (U+{ord(odd):04X})"
            self._fault(event, rules.KEY_NOT_TEXT, message, hint="type the key anew, in plain letters")
            return None
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
            self.ranges[keys] = (first.line + self.first_line, first.column, last.line + self.first_line, last.column)

    def _fault(self, event: Any, rule: Rule, message: str, *, hint: str = "", length: int = 0) -> None:
        start, end = event.start_mark, event.end_mark
        length = length or (max(1, end.column - start.column) if start.line == end.line else 1)
        line = start.line + self.first_line
        self.faults.append(self.source.fault(rule, message, line, start.column, length=length, hint=hint))

    def _syntax_fault(self, error: yaml.MarkedYAMLError) -> None:
        problem = error.problem or "it cannot be read"
        mark, message = error.problem_mark, _plainly(problem, _AT_PROBLEM)
        if began := _plainly(problem, _AT_CONTEXT):
            mark, message = error.context_mark or mark, began
        line, column = (mark.line, mark.column) if mark else (0, 0)
        last = self.source.text.count("\n") - self.first_line
        if line > last:  # libyaml may point beyond a file that does not end its last line
            line, column, message = (
                last,
                len(self.source.line(last + self.first_line + 1)),
                "the file ends in the middle of a list or text",
            )
        here = self.source.line(line + self.first_line + 1)
        before = here[:column].rstrip()
        if began and (glued := re.match(r"[\w-]+:(?=\S)", here[column:])):
            column, message = column + glued.end() - 1, "a space is missing after this colon"
        elif message == _MISFIT and here[column:].startswith(":"):
            message = "there is no key before this colon"
        elif problem.startswith("mapping values"):
            colon = re.search(r":\s", before)
            message = (
                "text that holds ': ' needs quotes around it"
                if colon
                else ("this line is indented too far, or the line above lacks its colon")
            )
        elif message == _MISFIT and before.endswith(('"', "'")):
            message = (
                "text goes on after its closing quotation mark; put all of it in quotes, with the other kind inside"
            )
        elif message == _MISFIT and before.endswith(("]", "}")):
            message = "something stands after the closing bracket; text that starts with [ or { needs quotes"
        self.faults.append(self.source.fault(rules.SYNTAX, message or problem, line + self.first_line, column))


@lru_cache(maxsize=4096)
def _is_word(key: str) -> bool:
    """Whether a key is a plain word, whether or not it stands in quotes."""
    return key.isascii() and key != "<<" and not NOT_A_WORD.fullmatch(key)


def _plainly(problem: str, words: dict[str, str]) -> str:
    return next((ours for theirs, ours in words.items() if problem.startswith(theirs)), "")


def _shown_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def parse(source: SourceText, text: str, *, first_line: int = 0) -> tuple[object, list[Diagnostic]]:
    """Turn YAML text into dicts, lists, `Bare` and quoted strings, and the faults found.

    `text` stands in `source` from line `first_line` (counted from 0) on.
    """
    composer = _Composer(source, first_line)
    value = composer.document(text)
    return value, composer.faults


def meant(value: object) -> object:
    """Return what YAML has a value stand for: of text without quotes, the number, the day or the truth it may be.

    What only looks like a day, such as 2026-02-30, stays text.
    """
    if isinstance(value, dict):
        return {key: meant(each) for key, each in value.items()}
    if isinstance(value, list):
        return [meant(each) for each in value]
    try:
        return _resolved(value) if isinstance(value, Bare) else value
    except ValueError:
        return str(value)


def no_day(value: object) -> str:
    """Return the first text in a value that YAML takes for a day, and that is none; empty if there is none."""
    if isinstance(value, (dict, list)):
        return next(filter(None, map(no_day, value.values() if isinstance(value, dict) else value)), "")
    try:
        if isinstance(value, Bare):
            _resolved(value)
    except ValueError:
        return str(value)
    return ""


def _resolved(value: Bare) -> object:
    loader: Any = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, str(value), (True, False))
    try:
        return loader.construct_object(yaml.ScalarNode(tag, str(value)))
    except yaml.YAMLError:  # '=' has a meaning that nobody uses
        return str(value)


@lru_cache(maxsize=4)
def ranges(source: SourceText, text: str, *, first_line: int = 0) -> dict[Keys, Range]:
    """Return where each value of a YAML text stands.

    Parsing again is cheaper than keeping this for every file, but not for every fault of one file.
    """
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

    @property
    def path(self) -> str:
        """The file's path in the project; unlike a span, it costs nothing."""
        return self.source.path

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

    def find(self, snippet: str, nth: int, *keys: str | int, shape: str = "({})") -> Span:
        """Return where a snippet of the text at these keys stands; the text itself if not found.

        `shape` is a pattern of what stands around the snippet, which is its first group.
        """
        return self.source.find(self.range_of(*keys), snippet, nth, shape=shape) or self.of(*keys)

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1."""
        return self.source.line(number)

    def _span(self, at: Range) -> Span:
        end = at[3] + 1 if at[0] == at[2] else 0
        return Span(self.source.path, at[0] + 1, at[1] + 1, max(end, at[1] + 2) if end else 0)
