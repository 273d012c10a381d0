"""What all tests share: `pytest --update` writes expectations anew, to be read in the diff."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a contributor write the expectations of cases anew."""
    parser.addoption("--update", action="store_true", help="Write the expectations in tests/cases anew.")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be written anew."""
    return bool(request.config.getoption("--update"))
