"""`caselore serve` and `mkdocs serve` show a change of a story, of a module and of a template by themselves."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect
from reference_course import copy_of_the_project, replace_in

pytestmark = pytest.mark.slow

PATIENCE = 60
"""Seconds to wait for a change to be shown; it takes one or two where nothing else runs."""
COMMANDS = {"caselore serve": ("caselore", "serve", "--addr"), "mkdocs serve": ("mkdocs", "serve", "--dev-addr")}


@dataclass
class Serving:
    """A project that is being served."""

    command: str
    project: Path
    address: str
    log: Path

    def shows(self, path: str, words: str) -> bool:
        """Wait until a page shows these words."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urlopen(f"{self.address}{path}", timeout=PATIENCE) as page:
                    if words in page.read().decode("utf-8"):
                        return True
            except (URLError, ConnectionError):
                pass
            time.sleep(0.2)
        return False


@pytest.fixture(scope="module", params=COMMANDS)
def serving(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("served")
    project = copy_of_the_project(folder / "project")
    own = project / "templates/parts/lead.html"
    own.parent.mkdir(parents=True)
    own.write_text('<div class="cl-lead">{{ block.text|prose }}</div>\n', "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with (folder / "log").open("w") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", *COMMANDS[request.param], host], cwd=project, stdout=log, stderr=log
        )
    served = Serving(request.param, project, f"http://{host}/personal-budgets/", folder / "log")
    assert served.shows("", "Support planning"), served.log.read_text("utf-8")
    yield served
    program.terminate()
    program.wait(10)


STORY = "case-studies/joanne-and-david/"


def test_a_story(serving: Serving) -> None:
    replace_in(serving.project / "case_studies/joanne-and-david.yml", "title: ", "title: Changed ")
    assert serving.shows(STORY, "Changed Joanne and David"), serving.log.read_text("utf-8")


def test_a_module(serving: Serving) -> None:
    replace_in(serving.project / "content/modules/support-planning.md", "## Start with a story", "## A changed start")
    assert serving.shows("modules/support-planning/", "A changed start"), serving.log.read_text("utf-8")


def test_a_template(serving: Serving) -> None:
    replace_in(serving.project / "templates/parts/lead.html", "<div", '<div data-changed="yes"')
    assert serving.shows("case-studies/", 'data-changed="yes"'), serving.log.read_text("utf-8")


def test_a_file_that_is_broken_and_mended(serving: Serving) -> None:
    story = serving.project / "case_studies/joanne-and-david.yml"
    sound = story.read_text("utf-8")
    story.write_text(sound + "titel: once more\n", "utf-8")
    until = time.monotonic() + PATIENCE
    while "titel" not in serving.log.read_text("utf-8") and time.monotonic() < until:
        time.sleep(0.2)
    assert "joanne-and-david.yml" in serving.log.read_text("utf-8"), "it is not said what is wrong"
    assert serving.shows(STORY, "unknown key &#39;titel&#39;"), serving.log.read_text("utf-8")
    assert serving.shows("", "This page shows the course as it was before"), "only one page says so"
    last = serving.log.read_text("utf-8").rpartition("Documentation built")[2]
    assert "NOT UP TO DATE: the files have an error" in last, last
    story.write_text(sound.replace("title: Changed ", "title: Mended "), "utf-8")
    assert serving.shows(STORY, "Mended Joanne and David"), serving.log.read_text("utf-8")
    # The words of the last build, which says nothing of the kind.
    assert "NOT UP TO DATE" not in serving.log.read_text("utf-8").rpartition("Building documentation")[2]


@pytest.mark.browser
def test_who_has_read_on_sees_that_a_page_is_not_up_to_date(serving: Serving, browser: Browser) -> None:
    message = serving.project / "content/messages/pm-01.yml"
    sound = message.read_text("utf-8")
    page = browser.new_page()
    page.goto(serving.address + STORY)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    message.write_text(sound + "titel: once more\n", "utf-8")
    try:
        expect(page.locator(".cl-faults")).to_be_in_viewport(timeout=PATIENCE * 1000)
        expect(page.locator(".cl-faults")).to_contain_text("content/messages/pm-01.yml")
        assert page.evaluate("scrollY") > 0, "the page begins at its top, where this test proves nothing"
    finally:
        message.write_text(sound, "utf-8")
        page.close()


def test_nothing_is_said_that_would_worry(serving: Serving) -> None:
    log = serving.log.read_text("utf-8")
    assert "Traceback" not in log and "DeprecationWarning" not in log, log
    if serving.command == "caselore serve":
        assert "end of life" not in log
