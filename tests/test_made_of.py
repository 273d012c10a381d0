"""What was built before, of the same things and into the same folder, is not built again; all else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselore import kept, pipeline
from caselore.artifacts import Artifact, Loss
from caselore.cli import main
from caselore.writers import registry
from caselore.writers.making import Making
from projects import overlaid


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course that was built once, with nothing known of other builds."""
    monkeypatch.setattr(kept, "_folder", lambda: tmp_path / "kept")
    made = overlaid(tmp_path / "course", {})
    assert "changed" in build(made)
    return made


def build(project: Path, *more: str) -> str:
    done = CliRunner().invoke(main, ["build", str(project), "--only", "book", *more])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_nothing_is_made_when_nothing_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(making: Making) -> Iterator[Artifact | Loss]:
        raise AssertionError("it was built again")

    book = next(each for each in registry.FORMATS if each.name == "book")
    monkeypatch.setattr(registry, "FORMATS", (replace(book, write=nobody),))
    assert "1 files, 0 changed" in build(project)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/modules/first-module.md", "title: First module", "title: The first module"),
        ("case_studies/a-first-story.yml", "title: ", "title: Again, "),
        ("content/course.yml", "\nversion: ", "\nversion: 1"),
    ],
)
def test_an_edit_is_built_and_so_is_taking_it_back(project: Path, name: str, old: str, new: str) -> None:
    book = next((project / "build/book").iterdir())
    before, text = book.read_bytes(), (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new, 1), "utf-8")
    assert "1 changed" in build(project)
    assert book.read_bytes() != before
    (project / name).write_text(text, "utf-8")
    assert "1 changed" in build(project)
    assert book.read_bytes() == before


def test_what_somebody_changed_or_took_away_is_made_again(project: Path) -> None:
    book = next((project / "build/book").iterdir())
    before = book.read_bytes()
    book.write_bytes(before.replace(b"a", b"b"))
    assert "1 changed" in build(project)
    assert book.read_bytes() == before
    book.unlink()
    assert "1 changed" in build(project)
    assert book.read_bytes() == before


def test_a_new_file_and_another_profile_are_another_build(project: Path) -> None:
    before = pipeline.made_of(project)
    assert before == pipeline.made_of(project)
    assert pipeline.made_of(project, ["book"]) != before != pipeline.made_of(project, (), ["book"])
    (project / "templates").mkdir()
    (project / "templates/own.html").write_text("", "utf-8")
    assert pipeline.made_of(project) != before


@pytest.mark.parametrize(
    "settings",
    ["plugins: [search, caselore, tags]\n", "plugins: {caselore: {}, tags: {}}\n", "hooks: [hook.py]\n",
     "theme: {name: material, custom_dir: own}\n", "INHERIT: other.yml\n", "site_url: !ENV URL\n"],
)  # fmt: skip
def test_where_other_programs_have_a_say_everything_is_built(project: Path, settings: str) -> None:
    (project / "mkdocs.yml").write_text(f"site_name: A course\n{settings}", "utf-8")
    assert pipeline.made_of(project) == ""


def test_a_link_may_lead_anywhere(project: Path) -> None:
    (project / "content/images").mkdir()
    (project / "content/images/elsewhere.png").symlink_to(project / "mkdocs.yml")
    assert pipeline.made_of(project) == ""
