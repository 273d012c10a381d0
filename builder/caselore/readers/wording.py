"""Turn what pydantic says of a record into faults in our words, each at its place."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema

from caselore.diagnostics import Diagnostic, Rule, Span, did_you_mean, quoted
from caselore.model.fields import Bare, described
from caselore.readers import rules
from caselore.readers.names import name_hint
from caselore.readers.odd_spaces import after_colon
from caselore.readers.source_text import ODD
from caselore.readers.unfilled import is_unfilled
from caselore.readers.yaml_nodes import Keys, RecordPlace

_EMPTY = "'{name}' is empty: write something, or remove the line"
_KINDS = {
    "string_type": "'{name}' should be text; write it on one line or after '>-'",
    "tuple_type": "'{name}' should be a list: start each line with '- ', a hyphen and a space",
    "list_type": "'{name}' should be a list: start each line with '- ', a hyphen and a space",
    "one_not_list": "'{name}' should be a list: start each line with '- ', a hyphen and a space",
    "empty": _EMPTY,
    "dataclass_type": "'{name}' has keys of its own; write them indented beneath it",
}
_COUNTS = {
    "too_short": "'{name}' needs at least {min_length}; there {are} {actual_length}",
    "too_long": "'{name}' takes at most {max_length}; there are {actual_length}",
}
_SIZES = {
    "greater_than_equal": "'{name}' must be {ge} or more",
    "less_than_equal": "'{name}' must be {le} or less",
    "greater_than": "'{name}' must be more than {gt}",
    "less_than": "'{name}' must be less than {lt}",
}
_ODD_KEY = re.compile(rf"[a-z_]+:({ODD})")
_SHORT = 80
"""Text of so many characters is shown as it should be typed."""
_OUR_CODES = {"flag", "whole", "number", "date", "partial_date"}


def faults(error: ValidationError, record: Any, place: RecordPlace) -> Iterable[Diagnostic]:
    """Yield a Diagnostic for each thing pydantic found wrong with a record of this class.

    What is still to be filled in is left out; it is said elsewhere, in fewer words.
    """
    for each in error.errors(include_url=False):
        if not is_unfilled(each["input"]) and not _only_seems_short(dict(each)):
            yield _fault(dict(each), record, place)


def contradiction(keys: Keys, message: str, place: RecordPlace) -> Diagnostic:
    """Return the Diagnostic for what does not fit together in a record."""
    return _at(place, _whole(place, keys), rules.AUTHORING, message)


def _only_seems_short(error: dict[str, Any]) -> bool:
    """Whether a list is only too short because pydantic leaves out items that have a fault themselves."""
    if error["type"] != "too_short" or not isinstance(error["input"], list):
        return False
    error["ctx"]["actual_length"] = len(error["input"])
    return len(error["input"]) >= int(error["ctx"]["min_length"])


def _fault(error: dict[str, Any], record: Any, place: RecordPlace) -> Diagnostic:
    keys, cls = _follow(record, error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    name = next((key for key in reversed(keys) if isinstance(key, str)), "this record")
    if kind == "unexpected_keyword_argument":
        known = [each.name for each in dataclasses.fields(cls) if each.init] if dataclasses.is_dataclass(cls) else []
        hint = did_you_mean(str(keys[-1]), known)
        message = f"unknown key {quoted(str(keys[-1]))}{_within(keys)}"
        return _at(place, place.of_key(*keys), rules.UNKNOWN_KEY, message, hint)
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        message = f"the key '{keys[-1]}' is missing{_within(keys)}"
        return _at(place, place.of(*keys[:-1]), rules.MISSING_KEY, message, _described(cls, str(keys[-1])))
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return _type_fault(error, keys, place)
    if error.get("input", "") is None:
        return _at(place, place.of_key(*keys), rules.WRONG_KIND, _EMPTY.format(name=name))
    if kind == "string_type" and isinstance(error["input"], dict):
        at = place.range_of(*keys)
        if made := _colon_fault(error["input"], place, at[0], at[1]):
            return made
    if kind == "dataclass_type" and (odd := _ODD_KEY.match(str(error["input"]))):
        at = place.range_of(*keys)
        return after_colon(place.source, at[0], at[1] + odd.start(1), odd[1])
    if kind in _KINDS:
        return _at(place, place.of(*keys), rules.WRONG_KIND, _KINDS[kind].format(name=name))
    if kind == "literal_error":
        return _literal_fault(error, name, keys, place)
    if kind in _COUNTS:
        are = "is" if context.get("actual_length") == 1 else "are"
        message = _COUNTS[kind].format(name=name, are=are, **context)
        return _at(place, _whole(place, keys), rules.HOW_MANY, message)
    if kind == "string_pattern_mismatch" or kind == "string_too_long":
        return _at(place, place.of(*keys), rules.ID_FORM, _pattern_words(name, str(error["input"]), context))
    if kind == "reserved":
        message = f"{quoted(str(error['input']))} cannot be an id and a file name on every computer"
        return _at(place, place.of(*keys), rules.ID_FORM, message, name_hint(str(error["input"])))
    if kind in _SIZES:
        return _at(place, place.of(*keys), rules.WRONG_KIND, _SIZES[kind].format(name=name, **context))
    if kind in _OUR_CODES:
        return _at(place, place.of(*keys), rules.WRONG_KIND, f"'{name}': {_more_precisely(error)}")
    return contradiction(keys, error["msg"].removeprefix("Value error, "), place)


def _colon_fault(typed: dict[str, Any], place: RecordPlace, line: int, column: int) -> Diagnostic | None:
    """Return the Diagnostic for text that holds a colon and a space, so that its start was taken for a key."""
    key, value = next(iter(typed.items()), ("", ""))
    rest = place.line(line + 1)[column:].rstrip()
    if len(typed) > 1 and " " not in key or not re.match(re.escape(key) + r":(?:\s|$)", rest):
        return None
    text = f"{key}: {value}" if value else f"{key}:"
    where = "holds ': '" if value else "ends with ':'"
    message = f"{quoted(key, 40)} is taken for a key; text that {where} needs quotes around it"
    hint = f"write {_in_quotes(text)}" if text == rest and len(text) <= _SHORT else "put quotes around all of the text"
    return place.source.fault(rules.WRONG_KIND, message, line, column + len(key), hint=hint)


def _in_quotes(text: str) -> str:
    """Return text as it stands in YAML between quotation marks."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _whole(place: RecordPlace, keys: Keys) -> Span:
    """Return the span of a value on one line, or that of its key."""
    at = place.range_of(*keys)
    several_lines = at[0] != at[2] and keys and isinstance(keys[-1], str)
    return place.of_key(*keys) if several_lines else place.of(*keys)


def _more_precisely(error: dict[str, Any]) -> str:
    """Say what is wrong with digits that are no number to us."""
    typed, message = error["input"], str(error["msg"])
    if error["type"] not in ("whole", "number") or not isinstance(typed, str):
        return message
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", typed):
        if not isinstance(typed, Bare):
            return "write the number without quotes"
        if re.match(r"-?0[0-9]", typed):
            return "write the number without a nought in front"
        return message if "." in typed else "this number is too large"
    return message


def _at(place: RecordPlace, span: Span, rule: Rule, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, rule.severity, rule.code, message, hint, place.source.line(span.line))


def _type_fault(error: dict[str, Any], keys: Keys, place: RecordPlace) -> Diagnostic:
    context = error.get("ctx", {})
    expected = [word.strip("' ") for word in str(context.get("expected_tags", "")).split(",") if word]
    if error["type"] == "union_tag_not_found":
        message = "the key 'type' is missing; it says which type of question this is"
        return _at(place, place.of(*keys), rules.MISSING_KEY, message)
    tag = error["input"].get("type")
    if not isinstance(tag, str):
        message = f"'type' should be one word; the types are {', '.join(expected)}"
        return _at(place, place.of(*keys, "type"), rules.WRONG_KIND, message)
    message = f"there is no question type {quoted(tag)}; the types are {', '.join(expected)}"
    return _at(place, place.of(*keys, "type"), rules.NOT_ALLOWED, message, did_you_mean(tag, expected))


def _literal_fault(error: dict[str, Any], name: str, keys: Keys, place: RecordPlace) -> Diagnostic:
    expected = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
    typed = error["input"] if isinstance(error["input"], str) else ""
    message = f"'{name}' cannot be {quoted(typed) if typed else 'this'}; write {_either(expected)}"
    return _at(place, place.of(*keys), rules.NOT_ALLOWED, message, did_you_mean(typed, expected))


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _pattern_words(name: str, value: str, context: dict[str, Any]) -> str:
    pattern = str(context.get("pattern", ""))
    if pattern.startswith("^https?"):
        return f"'{name}' should be a web address that starts with https:// or http://"
    if "A-Z" in pattern:
        return f"{quoted(value)} is not a finding code; write capitals, a hyphen and a number, such as R40-14"
    if "0-9a-f" in pattern:
        return f"'{name}' should be 64 digits and small letters a to f"
    return f"{quoted(value)} cannot be an id; write small letters, digits and single hyphens, at most 80"


def _within(keys: Keys) -> str:
    """Say in which list a key stands, for keys below the top of a record."""
    if len(keys) < 2:
        return ""
    names = [key for key in keys[:-1] if isinstance(key, str)]
    number = next((key for key in reversed(keys[:-1]) if isinstance(key, int)), None)
    return f" in {names[-1]}" + (f", number {number + 1}" if number is not None and keys[-2] == number else "")


def _described(cls: Any, key: str) -> str:
    """Return the first line of a field's description, as a hint."""
    kind: Any = cls
    return _descriptions(kind).get(key, "") if dataclasses.is_dataclass(cls) else ""


class _Quiet(GenerateJsonSchema):
    """Says nothing of defaults that JSON cannot hold; only descriptions are wanted."""

    ignored_warning_kinds = {"skipped-choice", "non-serializable-default"}


@cache
def _descriptions(cls: Any) -> dict[str, str]:
    properties = described(cls).json_schema(schema_generator=_Quiet).get("properties", {})
    return {key: str(each.get("description", "")).split("\n")[0] for key, each in properties.items()}


def _follow(record: Any, loc: tuple[str | int, ...]) -> tuple[Keys, Any]:
    """Turn pydantic's path into the file's keys and the record class that holds the last of them."""
    keys: list[str | int] = []
    holder: Any = record
    here: Any = record
    for step in loc:
        here = _plain_type(here)
        if isinstance(here, tuple):  # a union of question types: the step is the tag
            here = next((each for each in here if _tag(each) == step), here[0])
            holder = here
            if step in [_tag(each) for each in (here,)]:
                continue
        if isinstance(step, int):
            keys.append(step)
            here = (get_args(here) or (Any,))[0]
            continue
        holder = here
        keys.append(step)
        here = _types(holder).get(step, Any) if dataclasses.is_dataclass(here) else Any
    return tuple(keys), holder


@cache
def _types(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


def _plain_type(annotation: Any) -> Any:
    """Strip Annotated and Optional; return a tuple of classes for a union of records."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        options = [each for each in get_args(annotation) if each is not type(None)]
        return _plain_type(options[0]) if len(options) == 1 else tuple(options)
    return annotation


def _tag(cls: Any) -> str:
    return str((get_args(_types(cls)["type"]) or ("",))[0])
