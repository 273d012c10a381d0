"""The Nu HTML checker reads each kind of page of both editions and finds no error of ours."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from page_tree import some_of_each_kind
from reference_course import ROOT

CHECKER = ROOT / "tests/clients/node_modules/vnu-jar/build/dist/vnu.jar"

UPSTREAM = (
    # The switches of drawer and search carry autocomplete="off", against browsers that restore them wrongly.
    (r"Attribute “autocomplete” is only allowed when .*", 'class="md-toggle"'),
    # The label of a group in the sidebar that is always open needs no tabindex, and gets an empty one.
    (r"Bad value “” for attribute “tabindex” on element “label”: .*", 'class="md-nav__link"'),
    # The contents list has a label for a switch that stands in the sidebar; pages that the sidebar does
    # not list have no such switch.
    (r"The value of the “for” attribute of the “label” element must be .*", 'for="__toc"'),
)
"""What the checker says of markup that Material writes: its message, and what stands in the markup."""


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["site", "facilitator"])
def test_no_page_has_an_error(built: Path, report: Callable[[str, str], None], edition: str) -> None:
    assert CHECKER.is_file(), "the checker is not installed: make setup"
    folder = built / edition
    looked_at = [folder / name for names in some_of_each_kind(folder).values() for name in names]
    options = ["--stdout", "--exit-zero-always", "--format", "json"]
    ran = subprocess.run(["java", "-jar", CHECKER, *options, *looked_at], capture_output=True, text=True, check=True)
    messages = json.loads(ran.stdout)["messages"]
    upstream = [each for each in messages if _is_upstream(each)]
    errors = [each for each in messages if each["type"] != "info" and each not in upstream]
    warnings = [each for each in messages if each["type"] == "info" and each not in upstream]
    report(
        f"html {edition}",
        f"Nu HTML checker, {edition}: {len(looked_at)} pages, {len(errors)} errors, {len(warnings)} warnings, "
        f"{len(upstream)} known messages about Material",
    )
    assert len(upstream) >= len(looked_at), "the checker has stopped seeing pages"
    assert not errors + warnings, "\n".join(f"{_place(each)}: {each['message']}" for each in errors + warnings)


def _is_upstream(message: dict[str, str]) -> bool:
    return any(
        re.fullmatch(said, message["message"]) and markup in message.get("extract", "") for said, markup in UPSTREAM
    )


def _place(message: dict[str, object]) -> str:
    page = str(message.get("url", "")).partition("/build/")[2]
    return f"{page}:{message.get('lastLine')}"
