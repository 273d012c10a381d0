"""An editor that has the schemas takes every good course file, refuses slips, and keeps to what reading says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import ValidationError

from caselore.model.fields import Bare
from caselore.readers.kinds import COURSE, KINDS, LOCAL, WORDS, Kind
from caselore.resources import templates_folder
from caselore.schemas import file_schema, schemas
from good_questions import GOOD, good
from projects import MINIMAL, REFERENCE

INIT = templates_folder() / "init"
ALL = {kind.schema: kind for kind in (COURSE, WORDS, LOCAL, *KINDS)}
CHECKERS = {
    name: Draft7Validator(file_schema(kind), format_checker=Draft7Validator.FORMAT_CHECKER)
    for name, kind in ALL.items()
}


class _Loader(yaml.CSafeLoader):
    """Reads plain words as the YAML extension does, by YAML 1.2: no dates, and only true and false."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


def _value(path: Path) -> Any:
    text = path.read_text("utf-8")
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, _Loader)  # noqa: S506


def _files(project: Path) -> Iterator[Any]:
    for kind in ALL.values():
        paths = [project / kind.place] if kind.one_file else sorted((project / kind.place).glob(f"*{kind.suffix}"))
        yield from (pytest.param(kind, path, id=f"{project.name}-{path.stem}") for path in paths if path.exists())


FILES = [each for project in (INIT, REFERENCE, MINIMAL) for each in _files(project)]
ONE_OF_EACH = list(_files(INIT))


def errors(schema: str, value: object) -> list[str]:
    """Return what a schema has to say against a value."""
    return [each.message for each in CHECKERS[schema].iter_errors(value)]


def record(path: Path) -> dict[str, Any]:
    """Return the record of a file, or its first."""
    value = _value(path)
    made: dict[str, Any] = deepcopy(value[0] if isinstance(value, list) else value)
    return made


def wrapped(kind: Kind, value: dict[str, Any]) -> object:
    """Return what a file of this kind would hold."""
    return [value] if kind.one_file and not kind.single else value


@pytest.mark.parametrize(("kind", "path"), FILES)
def test_a_good_file_is_taken(kind: Kind, path: Path) -> None:
    assert errors(kind.schema, _value(path)) == []


@pytest.mark.parametrize(("kind", "path"), ONE_OF_EACH)
def test_a_misspelt_key_is_refused(kind: Kind, path: Path) -> None:
    assert errors(kind.schema, wrapped(kind, record(path) | {"evidance": "x"}))


@pytest.mark.parametrize(("kind", "path"), ONE_OF_EACH)
def test_a_key_is_missed_where_reading_misses_it(kind: Kind, path: Path) -> None:
    whole = record(path)
    for key in whole:
        less = {name: value for name, value in whole.items() if name != key}
        assert bool(errors(kind.schema, wrapped(kind, less))) == _is_refused(kind, path, less), key


def _is_refused(kind: Kind, path: Path, value: dict[str, Any], *, why: str = "") -> bool:
    """Say whether reading would refuse a record in a file of this name; if asked, for this reason."""
    given = value if kind.one_file else {"id": path.stem, **value}
    try:
        kind.adapter.validate_python(_typed(given))
    except ValidationError as error:
        return any(why in each["type"] for each in error.errors())
    return False


def _typed(value: Any) -> Any:
    """Return a value as our own reader hands it over: everything that stands without quotes as text."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return Bare(json.dumps(value) if isinstance(value, bool | int | float) else value)


@pytest.mark.parametrize(("kind", "path"), ONE_OF_EACH)
def test_a_word_that_reading_does_not_know_is_refused(kind: Kind, path: Path) -> None:
    whole = record(path)
    for key, value in whole.items():
        changed = whole | {key: "x"}
        if isinstance(value, str) and any(_is_refused(kind, path, changed, why=why) for why in ("literal", "date")):
            assert errors(kind.schema, wrapped(kind, changed)), key


@pytest.mark.parametrize("type_", GOOD)
def test_every_type_of_question_is_taken_and_held_to_its_own_keys(type_: str) -> None:
    question = json.loads(json.dumps(good(type_)))
    assert errors("question", question) == []
    assert errors("question", question | {"corect": True}) == [
        "Additional properties are not allowed ('corect' was unexpected)"
    ]
    assert len(errors("question", question | {"type": "singel"})) == 1  # and nothing about the other keys


def test_bounds_hold() -> None:
    case = record(REFERENCE / "case_studies/joanne-and-david.yml")
    option = case["decision_point"]["options"][0]
    for change in ({"weight": 3}, {"weight": -1}, {"weight": 1.5}):
        case["decision_point"]["options"][0] = option | change
        assert errors("case-study", case), change
    case["decision_point"]["options"] = [option]
    assert errors("case-study", case)
    assert errors("case-study", record(REFERENCE / "case_studies/joanne-and-david.yml") | {"tensions": ["One."]})
    question = json.loads(json.dumps(good("single")))
    assert errors("question", question | {"points": 0})
    assert errors("question", question | {"points": 0.5}) == []


def test_text_may_look_like_a_number_or_true_and_nothing_else() -> None:
    quiz = {"title": "A quiz", "questions": ["2011", "a"]}
    for title in ("x", 2011, 1.1, True):
        assert errors("quiz", quiz | {"title": title}) == []
    for title in (None, [], ["x"], {}):
        assert errors("quiz", quiz | {"title": title}), title
    assert errors("quiz", quiz | {"questions": [2011]}) == []
    assert errors("quiz", quiz | {"pass_mark": "60"})


def test_the_version_of_the_form_may_be_a_number() -> None:
    course = record(INIT / "content/course.yml")
    assert [bool(errors("course", course | {"schema_version": each})) for each in (1, "1", 2, True)] == [
        False, False, True, True,
    ]  # fmt: skip


def test_the_file_name_is_the_id_of_one_record_and_not_of_those_in_a_list() -> None:
    quiz = {"title": "A quiz", "questions": ["a"]}
    assert errors("quiz", quiz) == errors("quiz", quiz | {"id": "a-quiz"}) == []
    assert errors("quiz", [quiz]) == ["'id' is a required property"]
    assert errors("quiz", [quiz | {"id": "a-quiz"}, quiz | {"id": "b-quiz"}]) == []
    assert errors("quiz", quiz | {"id": "A quiz"})


def test_the_glossary_is_a_list_and_the_course_is_not() -> None:
    term = {"id": "outcome", "term": "outcome", "plain": "What changes."}
    assert errors("glossary", [term]) == []
    assert errors("glossary", term)
    assert errors("course", [record(INIT / "content/course.yml")])


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema within a schema."""
    yield schema
    for key, value in schema.items():
        if key in ("properties", "definitions"):
            for each in value.values():
                yield from _parts(each)
        elif key in ("anyOf", "allOf"):
            for each in value:
                yield from _parts(each)
        elif key in ("items", "if", "then", "else", "not"):
            yield from _parts(value)


KEYWORDS = """
$schema $comment $ref title description definitions default examples enumDescriptions
type properties required additionalProperties items enum const if then else allOf anyOf not
pattern format maxLength minItems maxItems minimum maximum exclusiveMinimum exclusiveMaximum
"""


@pytest.mark.parametrize("name", ALL)
def test_a_schema_says_only_what_editors_know(name: str) -> None:
    schema = CHECKERS[name].schema
    Draft7Validator.check_schema(schema)
    for part in _parts(schema):
        assert {*part} <= {*KEYWORDS.split()}
        assert "$ref" not in part or len(part) == 1
        assert "maxLength" not in part or "pattern" in part
        assert not {"place", "body"} & {*part.get("properties", {})}


def test_keys_are_explained_those_that_all_records_share_too() -> None:
    definitions = file_schema(ALL["question"])["definitions"]
    assert definitions["Single"]["properties"]["stem"]["description"].startswith("The question itself")
    assert definitions["Numeric"]["properties"]["reviewed_on"]["description"] == "The day it was last checked."
    assert definitions["Confidence"]["properties"]["sure_right"]["default"] == "You were sure, and you were right."


def test_the_schemas_in_the_repository_are_up_to_date() -> None:
    made = {each.path: each.content for each in schemas()}
    assert {path.name: path.read_bytes() for path in (REFERENCE / "schema").iterdir()} == made


@pytest.mark.parametrize("project", [REFERENCE, INIT], ids=["reference", "init"])
def test_the_editor_is_told_which_schema_is_for_which_files(project: Path) -> None:
    expected = {
        f"./schema/{kind.schema}.json": kind.place if kind.one_file else f"{kind.place}/*.yml"
        for kind in ALL.values()
        if kind.suffix == ".yml"
    }
    assert json.loads((project / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"] == expected
    assert "redhat.vscode-yaml" in (project / ".vscode/extensions.json").read_text("utf-8")
