"""What a fresh machine is told, and what is installed on it: tools/setup-system.

The machine is a pretence: a folder of small programs comes before those that are here, and Python finds no Pango.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NO_PANGO = "def CDLL(name):\n    raise OSError(name)\n"

pytestmark = pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="for machines with bash")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with Python, apt-get and an administrator, and without Pango."""
    library = tmp_path / "python" / "ctypes"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text(NO_PANGO)
    (library / "util.py").write_text("def find_library(name):\n    return None\n")
    programs = tmp_path / "bin"
    programs.mkdir()
    _program(programs / "apt-get", f'echo "$@" >> {tmp_path}/asked')
    _program(programs / "id", "echo 0")
    return tmp_path


def _program(path: Path, does: str) -> None:
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)


def set_up(machine: Path, what: str, **said: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "PATH": f"{machine}/bin:{os.environ['PATH']}",
        "PYTHON": sys.executable,
        "PYTHONPATH": str(machine / "python"),
    }
    env.pop("CASELORE_APT", None)
    command = [ROOT / "tools" / "setup-system", what]
    return subprocess.run(command, env=env | said, capture_output=True, text=True, check=False)


def asked(machine: Path) -> str:
    """Return what apt-get was asked for."""
    path = machine / "asked"
    return path.read_text() if path.exists() else ""


def test_a_build_brings_pango_where_it_may(machine: Path) -> None:
    done = set_up(machine, "build")
    assert done.returncode == 0
    assert "install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in asked(machine)
    # It was a pretence: where apt-get brings nothing, the build goes on, and it is said what that costs.
    assert done.stderr.splitlines()[-1].startswith(
        "caselore: Pango is missing, so no PDFs will be made; all else will."
    )


def test_a_build_that_may_install_nothing_says_in_one_line_what_it_goes_without(machine: Path) -> None:
    done = set_up(machine, "build", CASELORE_APT="no")
    assert (done.returncode, asked(machine)) == (0, "")
    assert done.stderr == (
        "caselore: Pango is missing, so no PDFs will be made; all else will. CASELORE_APT=no forbids installing it. "
        "docs/printing.md says how to get it.\n"
    )


def test_a_build_on_a_machine_with_pango_says_nothing(machine: Path) -> None:
    (machine / "python" / "ctypes" / "__init__.py").write_text("def CDLL(name):\n    pass\n")
    done = set_up(machine, "build")
    assert (done.returncode, done.stderr, asked(machine)) == (0, "", "")


def test_what_needs_python_alone_asks_for_no_pango(machine: Path) -> None:
    done = set_up(machine, "python")
    assert (done.returncode, done.stderr, asked(machine)) == (0, "", "")


def test_tests_are_not_run_without_pango(machine: Path) -> None:
    done = set_up(machine, "test", CASELORE_APT="no")
    assert done.returncode == 1
    assert done.stderr.startswith("caselore: `make test` needs what this machine does not have:\n")
    assert "  - Pango (PDFs are set with it)\n" in done.stderr


def test_make_build_looks_for_pango_and_what_builds_no_paper_does_not() -> None:
    def steps(target: str) -> str:
        return subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "tools/setup-system build\n" in steps("build")
    assert "tools/setup-system build" not in steps("check") + steps("serve")
