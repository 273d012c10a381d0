"""Turn a file's bytes into text that is safe to parse, and keep it so that faults can point home."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache

from caselore.diagnostics import Diagnostic, Rule, Span
from caselore.readers import rules

MAX_BYTES = 1024 * 1024
MAX_REPEATS = 10
"""The same fault is named at most this often in one file."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, line breaks that editors do not show, direction marks, lone surrogates, no characters."""

PLAIN = bytes((0x0A, 0x0D, *range(0x20, 0x7F)))
"""What may stand in a file and needs no second look."""

ODD = "[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000]"
"""What looks like a space, or like nothing, and is no ordinary space."""
_NO_WIDTH = re.compile("[\u200b-\u200d\u2060]")
_LEADING = re.compile(rf"^(?:[ ]|{ODD})*(?:-(?:[ ]|{ODD})+)*", re.MULTILINE)
_ODD = re.compile(ODD)

Range = tuple[int, int, int, int]
"""Start line, start column, end line, end column; all from 0, the end not included."""


@dataclass(slots=True, eq=False)
class SourceText:
    """The text of one file, its path in the project, and the faults found while decoding it."""

    path: str
    text: str
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, rule: Rule, message: str, line: int, column: int, *, length: int = 1, hint: str = "") -> Diagnostic:
        """Return a Diagnostic at a place given from 0, with the line it stands on."""
        span = Span(self.path, line + 1, column + 1, column + 1 + length)
        return Diagnostic(span, rule.severity, rule.code, message, hint, self.line(line + 1))

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1, without its end; empty beyond the file."""
        starts = _line_starts(self.text)
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]

    def find(self, within: Range, snippet: str, nth: int = 0, *, shape: str = "({})") -> Span | None:
        """Return where the nth occurrence of a snippet stands inside a range of the file.

        Line breaks and indentation inside the range count as one space, because YAML folds them, and
        quotation marks may stand twice or after a backslash. `shape` is a pattern of what has to
        stand around the snippet, which is its first group.
        """
        start, end = self._offset(within[0], within[1]), self._offset(within[2], within[3])
        words = r"\s+".join(re.escape(word) for word in snippet.split())
        words = words.replace("'", "''?").replace('"', r'\\?"')
        found = _occurrences(self.text, start, end, shape.replace("{}", words))
        return self._span(*found[nth]) if nth < len(found) else None

    def _offset(self, line: int, column: int) -> int:
        starts = _line_starts(self.text)
        return min(starts[line] + column, len(self.text)) if line < len(starts) else len(self.text)

    def _span(self, start: int, end: int) -> Span:
        starts = _line_starts(self.text)
        line = bisect_right(starts, start) - 1
        stop = min(end, self._offset(line + 1, 0) - 1) if line + 1 < len(starts) else end
        return Span(self.path, line + 1, start - starts[line] + 1, stop - starts[line] + 1)


@lru_cache(maxsize=16)
def _occurrences(text: str, start: int, end: int, pattern: str) -> tuple[tuple[int, int], ...]:
    """Return where the first group of a pattern stands, each time that the pattern is found."""
    return tuple(match.span(1) for match in re.compile(pattern).finditer(text, start, end))


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


def decode(path: str, raw: bytes) -> SourceText:
    """Turn the bytes of a file into a SourceText with `\\n` line ends and no byte order mark.

    Forbidden characters are reported and replaced by spaces, so that reading can go on and find
    what else is wrong; the project is refused all the same.
    """
    if len(raw) > MAX_BYTES:
        return _refused(path, rules.TOO_LARGE, f"this file has more than {MAX_BYTES:,} bytes")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\x00" in raw[:64] and raw[:64].count(b"\x00") > 8):
        return _refused(path, rules.NOT_UTF8, "this file is not UTF-8 text; it looks like UTF-16")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(path, raw, error.start)
    source = SourceText(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    if raw.translate(None, PLAIN) and (FORBIDDEN.search(source.text) or "\t" in source.text):
        _replace_forbidden(source)
    if not source.text.isascii():
        _replace_odd_indents(source)
    return source


def _refused(path: str, rule: Rule, message: str) -> SourceText:
    hint = "save it as UTF-8 in your editor" if rule is rules.NOT_UTF8 else "split it into several files"
    return SourceText(path, "", [Diagnostic(Span(path, 1, 1), rule.severity, rule.code, message, hint)])


def _not_utf8(path: str, raw: bytes, at: int) -> SourceText:
    """Say where a file stops being UTF-8, and show that line as far as it can be read."""
    before = raw[:at].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    after = re.split("[\r\n]", raw[at : at + 200].decode("utf-8", "replace"))[0]
    made = _refused(path, rules.NOT_UTF8, "this file is not UTF-8 text from here on")
    column = len(before[-1]) + 1
    span = Span(path, len(before), column, column + 1)
    fault = replace(made.faults[0], span=span, source_line=before[-1] + after)
    return SourceText(path, "", [fault])


def _yaml_end(source: SourceText) -> int:
    """Return where the YAML of a file ends: with the file, or with a module's front matter."""
    if source.path.endswith(".yml"):
        return len(source.text)
    end = re.compile(r"^---[ \t]*$", re.MULTILINE).search(source.text, 3)
    return end.start() if end and source.text.startswith("---") else 0


def _replace_odd_indents(source: SourceText) -> None:
    """Put ordinary spaces where a line starts with others, before its words or after the hyphen of an item."""
    end = _yaml_end(source)
    odd = [match for match in _LEADING.finditer(source.text, 0, end) if _ODD.search(match[0])]
    for match in odd[:MAX_REPEATS]:
        column = _ODD.search(match[0]).start()  # type: ignore[union-attr]
        where = "after this hyphen" if "-" in match[0][:column] else "at the start of this line"
        message = f"the space {where} is not an ordinary one (U+{ord(match[0][column]):04X})"
        hint = "delete it and type spaces; it often comes from copied text"
        line = source.text.count("\n", 0, match.start())
        source.faults.append(source.fault(rules.CONTROL_CHARACTER, message, line, column, hint=hint))
    if odd:
        source.text = _LEADING.sub(_ordinary, source.text[:end]) + source.text[end:]


def _ordinary(match: re.Match[str]) -> str:
    return _ODD.sub(" ", _NO_WIDTH.sub("", match[0])) if not match[0].isascii() else match[0]


def _replace_forbidden(source: SourceText) -> None:
    end = _yaml_end(source)
    yaml_lines = source.text.count("\n", 0, end) + (1 if end == len(source.text) else 0)
    seen = 0
    for number, line in enumerate(source.text.split("\n")):
        for match in re.finditer(FORBIDDEN.pattern + "|\t", line):
            if seen >= MAX_REPEATS or (match.group() == "\t" and number >= yaml_lines):
                continue
            if match.group() == "\t":
                made = source.fault(rules.TAB, "there is a tab here", number, match.start(), hint="use spaces")
            else:
                name = f"U+{ord(match.group()):04X}"
                made = source.fault(
                    rules.CONTROL_CHARACTER,
                    f"there is an invisible character here ({name})",
                    number,
                    match.start(),
                    hint="delete it; it often comes from copied text",
                )
            seen += 1
            source.faults.append(made)
    source.text = FORBIDDEN.sub(" ", source.text)
    source.text = source.text[:end].replace("\t", " ") + source.text[end:]
