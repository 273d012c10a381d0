"""What all tests share: `pytest --update` writes expectations anew, to be read in the diff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from caselore import kept

COUNTS = pytest.StashKey[dict[str, str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a contributor write the expectations of cases anew."""
    parser.addoption("--update", action="store_true", help="Write the expectations in tests/cases anew.")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="module")
def nothing_kept_from_before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep documents in a folder of one file's tests, so that none was made before them."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_folder", lambda: folder)
        yield


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Keep a line to print at the end of the run, under a name: a green dot does not say how much was read."""
    return pytestconfig.stash.setdefault(COUNTS, {}).__setitem__


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the lines to the process that prints, where the tests are spread over several."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counts"] = session.config.stash.get(COUNTS, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the lines of a process that has finished."""
    node.config.stash.setdefault(COUNTS, {}).update(getattr(node, "workeroutput", {}).get("counts", {}))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the lines of `report`."""
    for line in config.stash.get(COUNTS, {}).values():
        terminalreporter.write_line(line)
