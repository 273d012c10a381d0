"""What MkDocs would refuse of a mkdocs.yml is said by a check, and by a build before it makes anything.

What is said, and where, to the letter: tests/cases/diagnostics/site-settings-*.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs.config import load_config
from mkdocs.config.base import ValidationError
from mkdocs.exceptions import Abort, MkDocsException

from caselore.cli import main
from projects import MINIMAL, overlaid

SETTINGS = "site_name: A small course\ndocs_dir: content\ntheme: material\nplugins: [search, caselore]\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.mark.parametrize(
    "line",
    [
        "sitename: x",
        "hooks: [nope.py]",
        "INHERIT: nope.yml",
        "site_url: not a url",
        "copyright: 2026",
        "extra: [a]",
        "dev_addr: here",
        "edit_uri_template: '{nope}'",
        "markdown_extensions: [nope]",
        "validation: {links: {anchors: nope}}",
        "watch: [nope]",
        "repo_url: 'http://['",
        "site_author: 2026-02-30",
        "config_file_path: x",
    ],
)
def test_a_build_that_mkdocs_refuses_is_told_by_a_check(tmp_path: Path, line: str) -> None:
    """MkDocs itself would refuse each of these; caselore says so with the place, and before paper is made."""
    project = overlaid(tmp_path / "course", {"mkdocs.yml": SETTINGS + line + "\n"})
    with pytest.raises((Abort, MkDocsException, ValidationError, ValueError)):
        load_config(str(project / "mkdocs.yml"), strict=True)
    for command in ("check", "build"):
        done = run(command, project)
        assert done.exit_code == 1
        assert re.search(r"^mkdocs.yml:5:\d+: error\[F108\]: ", done.stderr, re.MULTILINE)
    assert not (project / "build").exists()


def test_what_only_a_build_finds_out_is_one_line(tmp_path: Path) -> None:
    """A check does not load what MkDocs or Material do not bring; that it is no extension shows when it is loaded."""
    project = overlaid(tmp_path / "course", {"mkdocs.yml": SETTINGS + "markdown_extensions: [wsgiref]\n"})
    assert run("check", project).exit_code == 0
    done = run("build", project)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("caselore: Config value 'markdown_extensions': Failed to load")
    assert "File " not in done.stderr and "handouts" not in done.stderr


def test_where_plain_mkdocs_would_write_does_not_matter(tmp_path: Path) -> None:
    project = overlaid(tmp_path / "course", {"mkdocs.yml": SETTINGS + "site_dir: content\n"})
    assert run("check", project).exit_code == 0
    assert run("build", project, "--only", "site").exit_code == 0


def test_settings_that_are_surely_fine_need_no_mkdocs() -> None:
    """To load MkDocs would make each check a tenth of a second longer."""
    code = (
        "import sys, pathlib, caselore.pipeline as p; c = p.check(pathlib.Path(sys.argv[1])); "
        "print(c.fails(), 'mkdocs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(MINIMAL)], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def test_a_check_runs_no_hook_and_a_build_runs_it_before_paper_is_made(tmp_path: Path) -> None:
    hook = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\nraise ValueError('a slip in it')\n"
    project = overlaid(tmp_path / "course", {"mkdocs.yml": SETTINGS + "hooks: [hook.py]\n", "hook.py": hook})
    assert run("check", project).exit_code == 0
    assert not (project / "ran").exists()
    done = run("build", project)
    assert done.exit_code == 1
    assert done.stderr.endswith("caselore: what mkdocs.yml names fails with ValueError: a slip in it\n")
    assert "handouts" not in done.stderr and (project / "ran").exists()
