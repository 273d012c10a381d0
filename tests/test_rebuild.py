"""A served course keeps what it read and drew: after any change, pages are those of a fresh build."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caselore import pipeline
from caselore.readers.project import KeptFiles
from caselore.writers.edition import DrawnPages, Edition
from caselore.writers.site_pages import SitePage

GENERATE = Path(__file__).parents[1] / "benchmarks" / "generate.py"

CHANGES = {
    "a case study's text": ("case_studies/case-0001.yml", "when: Reported in 2011", "when: Reported in 2012"),
    "a case study's title": ("case_studies/case-0002.yml", "title: ", "title: Another "),
    "a message": ("content/messages/message-0001.yml", "message: Ask", "message: Talk"),
    "a question's stem": ("content/questions/about-0002-1.yml", "Which of these holds", "What holds"),
    "a question's place": ("content/questions/about-0002-1.yml", "case: case-0002", "case: case-0003"),
    "a finding": ("content/sources/source-001.yml", "said_by: Staff", "said_by: Some staff"),
    "a source's short name": ("content/sources/source-002.yml", "short: Report 2", "short: R2"),
    "a legal note": ("content/law/law-01.yml", "nation: england", "nation: wales"),
    "a legal note's title": ("content/law/law-02.yml", "title: Point", "title: The point"),
    "a meaning": ("content/glossary.yml", "plain: ", "plain: In short, "),
    "a term": ("content/glossary.yml", "term: outcome", "term: hard part"),
    "a module's body": ("content/modules/module-1.md", "## Part 2 of 1", "## The second part"),
    "a module's order": ("content/modules/module-1.md", "order: 1", "order: 9"),
    "a quiz's title": ("content/quizzes/quiz-1.yml", "title: Check", "title: Test"),
    "an activity": ("content/activities/activity-1.yml", "title: Activity", "title: Exercise"),
    "the course's id": ("content/course.yml", "id: generated", "id: made"),
    "the version": ("content/course.yml", "version: 1.0", "version: 1.1"),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("generate", GENERATE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("course")
    module.write_course(5, folder)
    return folder


class Serving:
    """Builds a course again and again as the plugin does while it serves."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: KeptFiles = {}
        self.drawn = DrawnPages()

    def pages(self) -> dict[str, SitePage]:
        return self._built(self.files, self.drawn)

    def fresh_pages(self) -> dict[str, SitePage]:
        return self._built(None, None)

    def _built(self, files: KeptFiles | None, drawn: DrawnPages | None) -> dict[str, SitePage]:
        checked = pipeline.check(self.root, files)
        assert checked.course is not None and not checked.fails(), checked.diagnostics
        edition = Edition(checked.course, checked.root, facilitator=True, drawn=drawn)  # all that the learner's has
        return {page.path: page for page in edition.pages()}


@pytest.fixture(scope="module")
def serving(course: Path) -> Serving:
    return Serving(course)


@contextmanager
def changed(root: Path, what: str) -> Iterator[None]:
    """Make a change, and take it back afterwards."""
    name, old, new = CHANGES[what]
    before = (root / name).read_text("utf-8")
    assert old in before
    (root / name).write_text(before.replace(old, new, 1), "utf-8")
    try:
        yield
    finally:
        (root / name).write_text(before, "utf-8")


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_every_page_is_that_of_a_fresh_build(serving: Serving, what: str) -> None:
    unchanged = serving.pages()
    with changed(serving.root, what):
        fresh = serving.fresh_pages()
        assert fresh != unchanged
        assert serving.pages() == fresh


def test_a_change_in_one_text_draws_only_the_pages_that_show_it(course: Path) -> None:
    made = Serving(course)
    before = made.pages()
    with changed(course, "a case study's text"):
        after = made.pages()
    drawn = {path for path, page in after.items() if page is not before[path]}
    assert "case-studies/case-0001" in drawn
    assert len(drawn) < len(after) / 2


def test_a_file_that_comes_and_goes(course: Path) -> None:
    made = Serving(course)
    before = made.pages()
    path = course / "case_studies" / "a-new-one.yml"
    path.write_bytes((course / "case_studies" / "case-0001.yml").read_bytes())
    assert "case-studies/a-new-one" in made.pages()
    path.unlink()
    assert made.pages() == before


def test_faults_come_and_go_with_their_file(course: Path) -> None:
    files: KeptFiles = {}
    path = course / "case_studies" / "case-0001.yml"
    good = path.read_bytes()
    assert not pipeline.check(course, files).fails()
    path.write_bytes(good.replace(b"provenance: fictional", b"provenance: invented"))
    assert pipeline.check(course, files) == pipeline.check(course)
    assert pipeline.check(course, files).fails()
    path.write_bytes(good)
    assert not pipeline.check(course, files).fails()
