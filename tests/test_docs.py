"""The users' documents say what the product does: samples run, commands and formats are named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from pydantic import TypeAdapter

from caselore.cli import main
from caselore.model.module import DIRECTIVES
from caselore.questions.registry import TYPES, AnyQuestion
from caselore.readers.source_text import decode
from caselore.readers.yaml_nodes import parse
from caselore.writers.registry import FORMATS

ROOT = Path(__file__).parents[1]
DOCS = {path.name: path.read_text("utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]}
SAMPLES = re.findall(r"```yaml\n(.*?)```", DOCS["questions.md"], re.DOTALL)
REST = "outcome: say-it\nbloom: apply\nevidence: [{finding: EX-01}]\nrationale: Because.\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.split("\n")[0])
def test_the_sample_of_a_question_is_a_question(sample: str) -> None:
    rest = REST if "type: reflect" not in sample else REST.replace("rationale: Because.\n", "")
    source = decode("sample.yml", (sample + "id: sample\n" + rest).encode())
    value, faults = parse(source, source.text)
    assert not faults
    TypeAdapter(AnyQuestion).validate_python(value)


def test_every_question_type_has_a_sample() -> None:
    shown = {re.search(r"^type: (\w+)", sample)[1] for sample in SAMPLES}  # type: ignore[index]
    known = {get_args(get_type_hints(each)["type"])[0] for each in TYPES}
    assert shown == known


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented(command: str) -> None:
    assert any(f"caselore {command}" in text for text in DOCS.values()), f"no document says 'caselore {command}'"


def test_the_readme_says_what_each_extra_gives() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    table = re.findall(r"^\| `(\w+)` \| (.*?) \|", DOCS["README.md"].partition("| Extra |")[2], re.MULTILINE)
    assert {name for name, _ in table} >= set(extras)
    gives = dict(table)
    for requirement in extras["paper"]:
        assert re.split("[>=]", requirement)[0] in gives["paper"].lower()
        assert requirement in extras["dev"], "the README says that dev brings all of paper"


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_every_format_is_documented(each: object) -> None:
    assert f"`{each.name}/`" in DOCS["publishing.md"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", DIRECTIVES)
def test_every_directive_is_documented(name: str) -> None:
    assert "`{" + name + "}" in DOCS["writing.md"]


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            if not target.startswith(("http", "mailto:")):
                assert (path.parent / target).exists(), f"{path.name} links to {target}, which is not there"
