"""What a learner loads: our own scripts and styles stay small, and nothing else of ours is loaded."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from page_tree import pages, read

LARGEST = 25_000
"""Bytes of JavaScript and CSS together, gzipped."""
FONT = re.compile(r"assets/caselore/atkinson-(regular|bold|italic)\.[0-9a-f]{10}\.woff2")


@pytest.mark.parametrize("edition", ["site", "facilitator"])
def test_scripts_and_styles_are_small(built: Path, report: Callable[[str, str], None], edition: str) -> None:
    ours = [*(built / edition).rglob("caselore.*.js"), *(built / edition).rglob("caselore.*.css")]
    assert sorted(path.suffix for path in ours) == [".css", ".js"]
    sizes = {path.suffix: len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in ours}
    report(f"size {edition}", f"size of {edition}: {sizes}, together {sum(sizes.values())} of {LARGEST} bytes gzipped")
    assert sum(sizes.values()) <= LARGEST


@pytest.mark.parametrize("edition", ["site", "facilitator"])
def test_pages_load_no_other_script_or_style_of_ours(built: Path, edition: str) -> None:
    for name, path in pages(built / edition).items():
        page = read(path)
        scripts = [each.attributes["src"] for each in page.all("script") if "src" in each.attributes]
        styles = [each.attributes["href"] for each in page.all("link") if each.attributes.get("rel") == "stylesheet"]
        ours = [each for each in scripts + styles if not re.search(r"assets/(javascripts|stylesheets)/", each)]
        assert [re.sub(r"^(\.\./)*|^/[^/]+/|\.[0-9a-f]{10}", "", each) for each in ours] == [
            "assets/caselore/caselore.js",
            "assets/caselore/caselore.css",
        ], name


def test_our_folder_holds_what_is_linked_and_the_fonts(built: Path) -> None:
    ours = sorted(path.relative_to(built / "site").as_posix() for path in (built / "site/assets/caselore").iterdir())
    fonts = [path for path in ours if FONT.fullmatch(path)]
    assert len(fonts) == 3
    assert len(ours) == len(fonts) + 3  # the script, the style sheet, and the licence of the fonts
