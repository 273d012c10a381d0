"""Turn Diagnostics into text for people, JSON for programs, or annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from caselore.diagnostics import Diagnostic, printable

MAX_LINE = 80
"""The most that is shown of a line: it may be of somebody's story, and reports end up in logs."""


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return each fault with the line it stands on, a mark beneath the place, and what to do."""
    return "".join(f"{_text(each)}\n" for each in diagnostics)


def _text(each: Diagnostic) -> str:
    lines = [str(each)]
    number, start = str(each.span.line), max(each.span.column - 1, 0)
    if each.source_line and each.span.line:
        cut = max(0, min(start - MAX_LINE // 2, len(each.source_line) - MAX_LINE))
        shown = each.source_line[cut : cut + MAX_LINE]
        length = max(1, min(each.span.end - each.span.column, len(shown) - (start - cut)))
        lines.append(f"{number:>5} | {printable(shown)}".rstrip())
        mark = " " * (start - cut) + "^" * length
        lines.append(f"      | {mark} {printable(each.hint)}".rstrip())
    elif each.hint:
        lines.append(f"      | {printable(each.hint)}")
    return "\n".join(lines)


def summary(diagnostics: Iterable[Diagnostic], files: int) -> str:
    """Return one line that counts what was found."""
    found = Counter(each.severity.word for each in diagnostics)
    if not found:
        return f"{_several(files, 'file')} read, nothing to complain about."
    counts = ", ".join(_several(number, word) for word in ("error", "warning", "advice") if (number := found[word]))
    return f"{_several(files, 'file')} read: {counts}."


def _several(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 or word == "advice" else f"{number} {word}s"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON list, an object a fault; line 0 means the file as a whole."""
    rows = [
        {
            "path": each.span.path,
            "line": each.span.line,
            "column": each.span.column,
            "end_column": each.span.end,
            "severity": each.severity.word,
            "code": each.code,
            "message": each.message,
            "hint": each.hint,
        }
        for each in diagnostics
    ]
    return json.dumps(rows, indent=2) + "\n"


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return workflow commands that GitHub shows beside the changed lines."""
    levels = {"error": "error", "warning": "warning", "advice": "notice"}
    made = []
    for each in diagnostics:
        place = f"file={_property(each.span.path)}"
        if each.span.line:
            place += f",line={each.span.line},col={each.span.column}"
        text = _data(each.message + (f" ({each.hint})" if each.hint else ""))
        made.append(f"::{levels[each.severity.word]} {place},title={_property(each.code)}::{text}\n")
    return "".join(made)


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
