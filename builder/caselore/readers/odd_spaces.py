"""Turn spaces that only look like ordinary ones, where YAML needs those, into ordinary ones, and say where they stood."""

from __future__ import annotations

import re

from caselore.diagnostics import Diagnostic
from caselore.readers import rules
from caselore.readers.source_text import MAX_REPEATS, ODD, SourceText
from caselore.readers.yaml_nodes import parse

_AFTER_COLON = re.compile(rf"[ ]*(?:- +)*[\w-]+:[ ]*({ODD})")


def parse_past_odd_spaces(source: SourceText, text: str, first_line: int) -> tuple[str, object, list[Diagnostic]]:
    """Parse YAML text as though a space after a key's colon were an ordinary one, where it is none and breaks the form.

    Return the text that could be read with its value, and the faults. Such a space is no fault in the midst of a text,
    so only those are looked at that stand where the parser stopped, or on the line above.
    """
    found: list[Diagnostic] = []
    value, faults = parse(source, text, first_line=first_line)
    while len(found) < MAX_REPEATS:
        stopped = next((each.span.line for each in faults if each.code == rules.SYNTAX.code), 0)
        at = _odd_space(text, stopped - first_line - 1) if stopped else None
        if at is None:
            break
        line = text.count("\n", 0, at)
        found.append(after_colon(source, line + first_line, at - text.rfind("\n", 0, at) - 1, text[at]))
        text = f"{text[:at]} {text[at + 1 :]}"
        value, faults = parse(source, text, first_line=first_line)
    return text, value, [*found, *faults]


def after_colon(source: SourceText, line: int, column: int, character: str) -> Diagnostic:
    """Return the fault of a space after a key's colon that is not an ordinary one."""
    message = f"the space after this colon is not an ordinary one (U+{ord(character):04X})"
    hint = "delete it and type a space; it often comes from copied text"
    return source.fault(rules.CONTROL_CHARACTER, message, line, column, hint=hint)


def _odd_space(text: str, line: int) -> int | None:
    """Return where such a space stands on a line, counted from 0, or on the last one above that is not empty."""
    lines = text.split("\n")
    above = next((each for each in range(line - 1, -1, -1) if lines[each].strip()), line)
    for number in (above, line):
        if number < len(lines) and (match := _AFTER_COLON.match(lines[number])):
            return sum(len(each) + 1 for each in lines[:number]) + match.start(1)
    return None
