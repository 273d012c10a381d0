"""A practice message is known by its code, where its id is one; an id made of words is shown to nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caselore.documents.blocks import Document, Eyebrow
from caselore.documents.compose import compose_site
from caselore.readers.project import read_project
from projects import MINIMAL


def page_of_a_message(name: str, folder: Path) -> Document:
    """Return the page of the one message of a small course, under another id."""
    project = shutil.copytree(MINIMAL, folder / "project")
    for path in [*project.rglob("*.yml"), *project.rglob("*.md")]:
        path.write_text(path.read_text("utf-8").replace("pm-ask-first", name), "utf-8")
    message = project / "content/messages/pm-ask-first.yml"
    message.rename(message.with_name(f"{name}.yml"))
    course = read_project(project).course
    assert course is not None
    return next(each for each in compose_site(course).documents() if each.path == f"messages/{name}")


@pytest.mark.parametrize(
    ("name", "shown", "searched"),
    [
        ("pm-05", "Practice message PM-05", "PM-05"),
        ("m12", "Practice message M12", "M12"),
        ("ask-first", "Practice message 1", ""),
        ("ask-2-people", "Practice message 1", ""),
        ("message-3", "Practice message 1", ""),
    ],
)
def test_a_message_is_shown_and_searched_by_its_code(tmp_path: Path, name: str, shown: str, searched: str) -> None:
    page = page_of_a_message(name, tmp_path)
    eyebrow = next(each for each in page.blocks if isinstance(each, Eyebrow))
    assert eyebrow.parts[0] == shown
    assert page.code == searched
