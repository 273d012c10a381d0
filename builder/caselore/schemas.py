"""Turn the record classes into JSON Schemas, by which an editor completes and checks course files.

Draft 7, because the YAML extension of VS Code handles it best. A schema takes every file that reading
takes. It cannot see what lies between records or between two values; `caselore check` can.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema

from caselore.artifacts import Artifact
from caselore.readers.kinds import COURSE, KINDS, Kind

Schema = dict[str, Any]

WRITTEN_BY = "Written by `caselore schema`, which will write it anew: do not edit it."
_NAMED = ("properties", "definitions")
_SCHEMAS = ("anyOf", "oneOf", "allOf")
_NUMBERS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_LENGTHS = {"minLength": "minItems", "maxLength": "maxItems"}
_AS_TYPED = ["string", "number", "boolean"]
"""What an editor takes text without quotes for; caselore keeps what was typed."""
_EXAMPLES = (
    ("^[a-z0-9]+(", ["a-short-name"]),
    ("^[A-Z]", ["R40-14"]),
    ("^https?", ["https://www.example.org/page"]),
)


class _Generator(GenerateJsonSchema):
    """Leaves out the fields that are filled in after reading, such as `place`."""

    def field_is_present(self, field: Any) -> bool:
        """Say whether a file may have this key."""
        return bool(field.get("init", True))

    def encode_default(self, dft: Any) -> Any:
        """Take our own words, a kind of str, for the text they are."""
        return str(dft) if isinstance(dft, str) else super().encode_default(dft)


def schemas() -> Iterator[Artifact]:
    """Yield the schema of each kind of file: NAME.json."""
    for kind in (COURSE, *KINDS):
        text = json.dumps(file_schema(kind), ensure_ascii=False, indent=2)
        yield Artifact(f"{kind.schema}.json", f"{text}\n".encode())


def file_schema(kind: Kind) -> Schema:
    """Return what a file of a kind may hold: a record, a list of records, or either."""
    made = kind.adapter.json_schema(ref_template="#/definitions/{model}", schema_generator=_Generator)
    definitions = made.pop("$defs", {})
    definitions[kind.name] = made
    definitions = {name: _tidied(each) for name, each in sorted(definitions.items())}
    if kind is not COURSE:
        for name in _record_names(kind):
            definitions[name]["required"].remove("id")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": WRITTEN_BY,
        "title": kind.name.capitalize(),
        "description": definitions[kind.name]["description"],
        **_shape(kind),
        "definitions": definitions,
    }


def _record_names(kind: Kind) -> Iterator[str]:
    """Yield the definitions that are records of a kind: one for each type of question, else just one."""
    types = [each.__name__ for each in get_args(get_args(kind.record)[0])] if get_args(kind.record) else []
    yield from types or [kind.name]


def _shape(kind: Kind) -> Schema:
    """Say that the file's name may stand for the id of a single record, but not for those of a list."""
    record: Schema = {"$ref": f"#/definitions/{kind.name}"}
    listed: Schema = {"type": "array", "items": {"allOf": [record], "required": ["id"]}}
    if kind is COURSE or kind.suffix == ".md":
        return {"allOf": [record]}
    if kind.one_file:
        return listed
    return {"if": {"type": "array"}, "then": listed, "else": record}


def _tidied(schema: Schema) -> Schema:
    """Turn a schema as pydantic makes it into one that an editor understands."""
    made = {key: _within(key, value) for key, value in schema.items() if key != "title"}
    if "discriminator" in made:
        return _by_type(made)
    if "anyOf" in made:
        made = _nullable(made)
    if made.get("type") == "array":
        made = {_LENGTHS.get(key, key): value for key, value in made.items()}
    if made.get("default") in (None, "", [], {}) or isinstance(made["default"], dict):
        made.pop("default", None)
    if "$ref" in made and len(made) > 1:  # draft 7 overlooks what stands beside a reference
        made = {**made, "allOf": [{"$ref": made.pop("$ref")}]}
    return _as_typed({_NUMBERS.get(key, key): value for key, value in made.items()})


def _within(key: str, value: Any) -> Any:
    if key in _NAMED:
        return {name: _tidied(each) for name, each in value.items()}
    if key in _SCHEMAS:
        return [_tidied(each) for each in value]
    return _tidied(value) if key == "items" else value


def _nullable(schema: Schema) -> Schema:
    """Bring together what may be left empty: `null` as one more type, not as one more schema."""
    beside = {key: value for key, value in schema.items() if key != "anyOf"}
    something = next(each for each in schema["anyOf"] if each != {"type": "null"})
    if "type" not in something:
        return schema
    types = something["type"] if isinstance(something["type"], list) else [something["type"]]
    made = {**something, **beside, "type": [*types, "null"]}
    return {**made, "enum": [*made["enum"], None]} if "enum" in made else made


def _as_typed(schema: Schema) -> Schema:
    """Take a number or `true` without quotes for text, where the text may look so."""
    pattern = schema.get("pattern", "1")
    examples = [found for start, found in _EXAMPLES if pattern.startswith(start)]
    if schema.get("format") == "date":
        examples = [["2026-11-22"]]
    elif schema.get("const") == "1":  # the version of a form, which people write as a number
        schema = {key: value for key, value in schema.items() if key not in ("const", "type")} | {"enum": [1, "1"]}
    elif schema.get("type") == "string" and not {"enum", "const"} & {*schema} and re.search(pattern, "1"):
        schema = schema | {"type": _AS_TYPED}
    return schema | {"examples": examples[0]} if examples else schema


def _by_type(schema: Schema) -> Schema:
    """Turn "one of these" into "the one that `type` names", so that an editor speaks of that one alone."""
    ...
