"""Builds the reference course once, serves it on this machine, and opens it in one browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from answering import Quizzes, asked_by
from learner_browser import Learner
from playwright.sync_api import Browser, sync_playwright
from reference_course import ROOT, caselore
from web_server import Served

from caselore.documents.compose import Site, compose_site
from caselore.model.course import Course
from caselore.questions.interactions import Item
from caselore.readers.project import read_project


@pytest.fixture(scope="session")
def course() -> Course:
    """The reference course as caselore reads it."""
    found = read_project(ROOT).course
    assert found is not None
    return found


@pytest.fixture(scope="session")
def learner_site(course: Course) -> Site:
    """Which pages the learner's site has, and where each record stands on it."""
    return compose_site(course)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder with both editions of the reference course: site/ and facilitator/. All processes share one."""
    ours = tmp_path_factory.getbasetemp()
    folder = (ours if worker_id == "master" else ours.parent) / "built"
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not folder.exists():  # it is there whole or not at all
            caselore("build", ROOT, "--out", folder, "--profile", "standard")
    return folder


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Served]]:
    """Put a folder on the web until the end of the run."""
    started: list[Served] = []

    def start(folder: Path) -> Served:
        started.append(Served(folder))
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture(scope="session")
def web(built: Path, serve: Callable[[Path], Served], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address beneath which site/ and facilitator/ lie: another host and path than mkdocs.yml says.

    personal-budgets/ is the path that it says.
    """
    folder = tmp_path_factory.mktemp("web")
    for name, edition in (("site", "site"), ("facilitator", "facilitator"), ("personal-budgets", "site")):
        (folder / name).symlink_to(built / edition, target_is_directory=True)
    return serve(folder).address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. It can reach no other machine, so that no test waits for one."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=os.environ.get("CASELORE_CHROMIUM") or "/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield opened
        opened.close()


@pytest.fixture
def learner(browser: Browser, web: str) -> Iterator[Learner]:
    """A learner with a browser. Every test that uses one also proves that nothing left the machine."""
    somebody = Learner(browser, web)
    yield somebody
    somebody.leave()


@pytest.fixture(scope="session")
def quizzes(learner_site: Site) -> Quizzes:
    """The questions that the learner's site asks, page by page."""
    return asked_by(learner_site)


@pytest.fixture(scope="session")
def questions(quizzes: Quizzes) -> dict[str, tuple[str, Item]]:
    """From the id of each question to the address of the first page that asks it, and the question itself."""
    found: dict[str, tuple[str, Item]] = {}
    for page, items in quizzes.items():
        for item in items:
            found.setdefault(item.id, (page, item))
    return found
