"""The wheel, installed into an empty environment, starts a course and builds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    # --no-isolation: hatchling is here already, at the version that the lock holds.
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT))
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def empty_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty environment")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    run(str(python), "-m", "pip", "install", "--quiet", "--constraint", str(constraints(folder)), str(wheel))
    return python


def constraints(folder: Path) -> Path:
    """The versions of the lock without their hashes, since the wheel itself has none there."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    path = folder / "constraints.txt"
    path.write_text("\n".join(line.split(" ")[0].rstrip("\\") for line in lines if "==" in line and line[0].isalnum()))
    return path


def run(*command: str, cwd: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment)
    assert done.returncode == 0, f"{command} said:\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_wheel_holds_templates_and_no_rubbish(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("parts/item.html", "assets/learner/score.js", "init/content/course.yml", "locale/en_GB.po"):
        assert f"caselore/_templates/{needed}" in names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("content/", "tests/"))]


def test_an_empty_environment_starts_and_builds_a_course(empty_environment: Path, tmp_path: Path) -> None:
    run(str(empty_environment), "-m", "caselore", "init", "my-course", cwd=tmp_path)
    course = tmp_path / "my-course"
    run(str(empty_environment), "-m", "caselore", "check", "--strict", cwd=course)
    run(str(empty_environment), "-m", "caselore", "build", cwd=course)
    manifest = json.loads((course / "build" / "manifest.json").read_text("utf-8"))
    assert (course / "build" / "site" / "index.html").is_file()
    assert manifest["generator"] == "caselore"


def test_plain_mkdocs_builds_it_too(empty_environment: Path, tmp_path: Path) -> None:
    run(str(empty_environment), "-m", "caselore", "init", "my-course", cwd=tmp_path)
    run(str(empty_environment), "-m", "mkdocs", "build", "--strict", cwd=tmp_path / "my-course")
    assert (tmp_path / "my-course" / "site" / "index.html").is_file()
