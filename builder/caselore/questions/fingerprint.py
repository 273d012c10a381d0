"""Turn an Item into a short hash that changes when a saved answer to it may no longer mean the same.

That is when its stem, scenario, options or key change: texts, ids, weights, what is accepted. It is
not when the feedback, rationale, hints, points, way of counting or the order of options change, or
when a line is wrapped elsewhere; then the answer stands and is only marked or explained anew. A typo
put right in a stem counts as a change, because no hash can tell it from a change of meaning.
"""

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from caselore.questions.interactions import Item

_BESIDE_THE_QUESTION = frozenset(
    {"feedback", "feedback_right", "feedback_wrong", "model_points", "rationale", "hints", "notes"}
    | {"points", "all_or_nothing", "partial", "shuffle", "lines"}
)
_IN_ANY_ORDER = frozenset({"choices", "rows", "targets", "accept"})


def fingerprint(item: Item) -> str:
    """Return twelve hexadecimal digits for what is asked and what is right."""
    return sha256(_canonical(_meaning(item)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _meaning(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _field(each, getattr(value, each.name)) for each in fields(value) if _counts(each, value)}
    if isinstance(value, tuple):
        return [_meaning(each) for each in value]
    if isinstance(value, str):
        return normalize("NFC", " ".join(value.split()))
    return float(value)


def _field(each: Field[Any], value: Any) -> Any:
    meaning = _meaning(value)
    return sorted(meaning, key=_canonical) if each.name in _IN_ANY_ORDER else meaning


def _counts(each: Field[Any], record: Any) -> bool:
    """Leave defaults out, so that a field added to the core later changes no hash."""
    if each.name in _BESIDE_THE_QUESTION:
        return False
    return each.name == "kind" or each.default is MISSING or getattr(record, each.name) != each.default


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
