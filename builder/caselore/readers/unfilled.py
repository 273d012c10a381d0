"""Turn the places that `caselore new` leaves to an author into faults, for as long as nobody has filled them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.diagnostics import Diagnostic
from caselore.readers import rules
from caselore.readers.source_text import SourceText
from caselore.readers.yaml_nodes import Keys, RecordPlace

_MARK = re.compile(r"FILL IN(?=:|\s*$)", re.MULTILINE)
_HINT = "write over these words"


def is_unfilled(value: object) -> bool:
    """Whether a value still says `FILL IN`."""
    return isinstance(value, str) and bool(_MARK.search(value))


def unfilled(value: object, place: RecordPlace, keys: Keys = ()) -> Iterator[Diagnostic]:
    """Yield a fault for each value of a record, at whatever depth, that still says `FILL IN`."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from unfilled(each, place, (*keys, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from unfilled(each, place, (*keys, number))
    elif is_unfilled(value):
        span = place.find("FILL IN", 0, *keys)
        name = next(key for key in reversed(keys) if isinstance(key, str))
        message = f"'{name}' is still to be filled in"
        rule = rules.TO_FILL_IN
        yield Diagnostic(span, rule.severity, rule.code, message, _HINT, place.line(span.line))


def unfilled_lines(source: SourceText, body: str, first: int) -> Iterator[Diagnostic]:
    """Yield a fault for each line of a module's Markdown, which starts on line `first`, that says `FILL IN:`."""
    for number, line in enumerate(body.split("\n"), start=first - 1):
        for mark in _MARK.finditer(line):
            message = "this is still to be filled in"
            yield source.fault(rules.TO_FILL_IN, message, number, mark.start(), length=7, hint=_HINT)
