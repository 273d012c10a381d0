"""Turn the record classes into JSON Schemas, by which an editor completes and checks course files.

Draft 7, which the YAML extension of VS Code knows best. A schema takes every file that reading takes, but for
keys with nothing after them. It does not see what lies between two records or values: `caselore check` does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from caselore.artifacts import Artifact
from caselore.model.fields import described
from caselore.readers.kinds import COURSE, KINDS, LOCAL, WORDS, Kind

Schema = dict[str, Any]

WRITTEN_BY = "Written by `caselore schema`, which writes it anew: do not edit it."

_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_LENGTHS = {"minLength": "minItems", "maxLength": "maxItems"}
_FIXED = {"const", "enum", "format"}
_TEXT = {
    "anyOf": [
        {"type": ["string", "number"]},
        # true and false. Said plainly, they would be offered as an answer wherever text belongs.
        {"not": {"type": ["string", "number", "array", "object", "null"]}},
    ]
}
_EXAMPLES = {
    "^[a-z0-9]+(": "a-short-name",
    "^[A-Z]": "R40-14",
    "^https?": "https://www.example.org/page",
}
"""What fits a pattern, by how the pattern starts."""


def schemas() -> Iterator[Artifact]:
    """Yield the schema of each kind of file, as `NAME.json`."""
    for kind in (COURSE, WORDS, LOCAL, *KINDS):
        text = json.dumps(file_schema(kind), ensure_ascii=False, indent=2)
        yield Artifact(f"{kind.schema}.json", f"{text}\n".encode())


def file_schema(kind: Kind) -> Schema:
    """Return what a file of this kind may hold: a record, a list of records, or either."""
    made = described(kind.record).json_schema(ref_template="#/definitions/{model}", schema_generator=_Generator)
    definitions = {name: _tidied(each) for name, each in made.pop("$defs", {}).items()}
    types = made.get("discriminator", {}).get("mapping", {})
    name = "Question" if types else made["title"]
    definitions[name] = _by_type(types, definitions) if types else _tidied(made)
    for each in () if kind.single else [ref.split("/")[-1] for ref in types.values()] or [name]:
        definitions[each]["required"].remove("id")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": WRITTEN_BY,
        "title": kind.name.capitalize(),
        "description": definitions[name]["description"],
        **_shape(kind, {"$ref": f"#/definitions/{name}"}),
        "definitions": dict(sorted(definitions.items())),
    }


def _shape(kind: Kind, record: Schema) -> Schema:
    """Let the file's name be the id of a single record, but not of those in a list."""
    listed = {"type": "array", "items": {"allOf": [record], "required": ["id"]}}
    if kind.single or kind.suffix == ".md":
        return {"allOf": [record]}
    return listed if kind.one_file else {"if": {"type": "array"}, "then": listed, "else": record}


def _by_type(types: Mapping[str, str], definitions: Mapping[str, Schema]) -> Schema:
    """Say that `type` decides which keys there are, so that an editor speaks only of those."""
    records = [definitions[ref.split("/")[-1]] for ref in types.values()]
    for record in records:
        record["properties"]["type"]["description"] = record["description"]
    return {
        "description": "A question; its type decides which keys it has.",
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": [*types], "enumDescriptions": [each["description"] for each in records]}},
        "allOf": [
            {"if": {"required": ["type"], "properties": {"type": {"const": name}}}, "then": {"$ref": ref}}
            for name, ref in types.items()
        ],
    }


class _Generator(GenerateJsonSchema):
    """Makes the schema of a record as pydantic does, but for what a file cannot say and a base class does."""

    def field_is_present(self, field: Any) -> bool:
        """Leave out what is filled in after reading, such as `place`."""
        return bool(field.get("init", True))

    def encode_default(self, dft: Any) -> Any:
        """Take our own words, which are a kind of str, for the text they are."""
        return str(dft) if isinstance(dft, str) else super().encode_default(dft)

    def dataclass_schema(self, schema: Any) -> Schema:
        """Describe inherited fields too."""
        made = super().dataclass_schema(schema)
        bases: list[Any] = [each for each in schema["cls"].__mro__[1:] if is_dataclass(each)]
        for base in bases:
            for name, text in _descriptions(base).items():
                made["properties"][name].setdefault("description", text)
        return made


@cache
def _descriptions(record: Any) -> dict[str, str]:
    """Return the descriptions of a record's fields."""
    fields = described(record).json_schema(schema_generator=_Generator)["properties"]
    return {name: each["description"] for name, each in fields.items() if "description" in each}


def _tidied(schema: Schema) -> Schema:
    """Turn a schema as pydantic makes it into one that editors understand."""
    made = {key: _within(key, value) for key, value in _given(schema).items() if key != "title"}
    if made.get("type") == "array":
        made = {_LENGTHS.get(key, key): value for key, value in made.items()}
    if made.get("default") in (None, "", []) or isinstance(made["default"], dict):
        made.pop("default", None)  # an editor would write it out
    if "$ref" in made and len(made) > 1:  # what stands beside a reference does not count
        made["allOf"] = [{"$ref": made.pop("$ref")}]
    return _as_typed(_with_examples({_BOUNDS.get(key, key): value for key, value in made.items()}))


def _within(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: _tidied(each) for name, each in value.items()}
    return _tidied(value) if key == "items" else value


def _given(schema: Schema) -> Schema:
    """Take 'something or nothing' for the something; a key with nothing after it can be left out."""
    something: Schema = schema.get("anyOf", [{}])[0]
    return something | {key: value for key, value in schema.items() if key != "anyOf"}


def _with_examples(schema: Schema) -> Schema:
    pattern = schema.get("pattern", "")
    found = [example for start, example in _EXAMPLES.items() if pattern.startswith(start)]
    if schema.get("type") == ["string", "integer"]:  # as much of a date as is known
        found = ["2011", "2011-02", "2011-02-17"]
        schema = schema | {"pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
    elif schema.get("format") == "date":
        found = ["2026-11-22"]
    return schema | {"examples": found} if found else schema


def _as_typed(schema: Schema) -> Schema:
    """Allow a number or true without quotes where it is text to us."""
    made = {key: value for key, value in schema.items() if key not in ("type", "const")}
    if schema.get("const") == "1":  # the version of a form, which most people write as a number
        return made | {"enum": [1, "1"]}
    kind = schema.get("type")
    is_id = kind == "string" and not _FIXED & {*schema} and re.search(schema.get("pattern", ""), "1")
    return made | _TEXT if is_id or kind == ["string", "number", "boolean"] else schema
