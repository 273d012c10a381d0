"""What search is shown of an article, and that nothing else of the article changes by it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from caselore.mkdocs_run import searched
from projects import MINIMAL


@pytest.mark.parametrize(
    ("article", "shown"),
    [
        ("<p>All of it</p>", "<p>All of it</p>"),
        ("<p>a</p><nav data-search-exclude><a>b</a></nav><p>c</p>", "<p>a</p><p>c</p>"),
        ("<div class='x' data-search-exclude id='y'>a<div>b</div>c</div>d", "d"),
        ("<ol data-search-exclude><li>a</li></ol><ol data-search-exclude></ol>b", "b"),
        ("<div>a<details data-search-exclude>b</details></div>", "<div>a</div>"),
        ("<section data-search-exclude>a<p data-search-exclude>b</p></section>c", "c"),
    ],
)
def test_search_is_not_shown_what_is_marked(article: str, shown: str) -> None:
    assert searched(article) == shown


def site(project: Path) -> tuple[str, str]:
    """Build with `mkdocs build`; return the page of the case study and the index of search."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", "made"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    made = project / "made"
    page = next((made / "case-studies").glob("*/index.html"))
    return page.read_text("utf-8"), (made / "search/search_index.json").read_text("utf-8")


def test_another_plugin_that_changes_the_article_is_heard(tmp_path: Path) -> None:
    project = shutil.copytree(MINIMAL, tmp_path / "project")
    alone, index = site(project)
    (project / "more.py").write_text(
        "def on_page_context(context, page, **_):\n    page.content += '<p>More from a plugin</p>'\n", "utf-8"
    )
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nhooks: [more.py]\n", "utf-8")
    together, index_together = site(project)
    assert together.replace("<p>More from a plugin</p>", "") == alone != together
    assert [each["text"] for each in json.loads(index_together)["docs"]] == [
        each["text"] for each in json.loads(index)["docs"]
    ]


def test_an_article_is_there_to_the_end_for_whoever_looks_at_it(tmp_path: Path) -> None:
    project = shutil.copytree(MINIMAL, tmp_path / "project")
    asks = "import json\nasked = []\n"
    asks += "def on_post_page(output, page, **_):\n    asked.append(page)\n"
    asks += "def on_post_build(**_):\n    open('asked.json', 'w').write(json.dumps([bool(each.content) for each in asked]))\n"
    (project / "hook.py").write_text(asks, "utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhooks: [hook.py]\n")
    site(project)
    asked = json.loads((project / "asked.json").read_text("utf-8"))
    assert len(asked) > 5
    assert all(asked)
