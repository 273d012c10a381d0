"""The plain tree of pages becomes the same site without caselore: by MkDocs, by ProperDocs and by Zensical."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from page_tree import Element, article, pages, read
from reference_course import ROOT, caselore

WITHOUT_CASELORE = """
import sys
sys.modules["caselore"] = None  # importing it now fails, as where it is not installed
try:
    import caselore
except ImportError:
    from {module} import {function} as start
    sys.argv[0] = "{module}"
    start()
"""


@dataclass(frozen=True)
class Engine:
    """A program that turns a folder of Markdown into a site."""

    module: str
    function: str
    arguments: tuple[str, ...]
    index: str = "search/search_index.json"


ENGINES = {
    "mkdocs": Engine("mkdocs.__main__", "cli", ("build", "--strict")),
    "properdocs": Engine("properdocs.__main__", "cli", ("build", "--strict", "-f", "mkdocs.yml")),
    "zensical": Engine("zensical.main", "cli", ("build", "--strict"), "search.json"),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree") / "build"
    caselore("build", ROOT, "--only", "pages", "--only", "site", "--out", folder)
    return folder / "pages"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


@pytest.fixture(scope="module")
def theirs(engine: Engine, tree: Path) -> Path:
    """The site that an engine builds of the tree, in strict mode and without a word of warning."""
    program = WITHOUT_CASELORE.format(module=engine.module, function=engine.function)
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program, *engine.arguments], cwd=tree, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert not re.search(r"\b(WARNING|ERROR)\b", ran.stdout + ran.stderr), ran.stderr
    return (tree / "site").rename(tree.parent / f"site-of-{engine.module.partition('.')[0]}")


@pytest.fixture(scope="module")
def both(tree: Path, theirs: Path) -> dict[str, tuple[Element, Element]]:
    """From the path of each page to our page and theirs."""
    ours, others = pages(tree.parent / "site"), pages(theirs)
    assert ours.keys() == others.keys()
    return {name: (read(path), read(others[name])) for name, path in ours.items()}


def test_articles_are_equal(both: dict[str, tuple[Element, Element]], engine: Engine) -> None:
    for name, (ours, theirs) in both.items():
        assert normal_article(ours, engine) == normal_article(theirs, engine), name


def normal_article(page: Element, engine: Engine) -> str:
    """Return a page's article; what Zensical is known to do otherwise is made the same on both sides."""
    text = article(page).normal()
    if engine is ENGINES["zensical"]:
        # It keeps what is excluded from its index, and takes the mark away.
        text = text.replace(' data-search-exclude=""', "")
        # It writes the target of "Skip to content" into the article.
        text = text.replace('\n<a id="__skip" tabindex="-1"></a>', "")
    return text


def test_contents_lists_are_equal(both: dict[str, tuple[Element, Element]]) -> None:
    for name, (ours, theirs) in both.items():
        assert contents(ours) == contents(theirs), name
    assert any(contents(ours) for ours, _ in both.values())


def contents(page: Element) -> list[tuple[str, str]]:
    """Return the lines of the contents list beside a page: where each leads, and its words."""
    lists = page.all("nav", of_class="md-nav--secondary")
    return [(link.attributes["href"], link.text) for each in lists for link in each.all("a")]


def test_titles_and_descriptions_are_equal(both: dict[str, tuple[Element, Element]]) -> None:
    for name, (ours, theirs) in both.items():
        assert titles(ours) == titles(theirs), name


def titles(page: Element) -> list[str]:
    described = [each for each in page.all("meta") if each.attributes.get("name") == "description"]
    canonical = [each for each in page.all("link") if each.attributes.get("rel") == "canonical"]
    heading = [each.text for each in article(page).all("h1")]
    return [
        page.first("title").text,
        *heading,
        *(str(sorted(each.attributes.items())) for each in described + canonical),
    ]


def test_the_sidebar_and_all_other_links_are_equal(both: dict[str, tuple[Element, Element]]) -> None:
    for name, (ours, theirs) in both.items():
        assert links(name, ours) == links(name, theirs), name


def links(name: str, page: Element) -> set[tuple[str, str]]:
    """Return where the links of a page lead, and their words, wherever each engine puts the target of its skip link."""
    here = f"https://example.org/personal-budgets/{name.removesuffix('index.html')}"
    found = {(urljoin(here, link.attributes.get("href", "")), link.text) for link in page.all("a") if link.text}
    return {(address, said) for address, said in found if said != "Skip to content"}


def test_search_knows_the_same_texts(tree: Path, theirs: Path, engine: Engine) -> None:
    ours = json.loads((tree.parent / "site" / ENGINES["mkdocs"].index).read_text("utf-8"))["docs"]
    found = json.loads((theirs / engine.index).read_text("utf-8"))
    others = found.get("docs") or found["items"]
    assert sorted(map(entry, ours)) == sorted(map(entry, others))


def entry(each: dict[str, str]) -> tuple[str, str]:
    return each["location"], each["title"]


def test_scripts_styles_and_fonts_are_the_same_files(tree: Path, theirs: Path) -> None:
    ours = {path.name: path.read_bytes() for path in (tree.parent / "site/assets/caselore").iterdir()}
    assert ours == {path.name: path.read_bytes() for path in (theirs / "assets/caselore").iterdir()}


def test_the_tree_says_what_mkdocs_yml_says(tree: Path) -> None:
    said = (tree / "mkdocs.yml").read_text("utf-8")
    assert '"site_url": "https://example.org/personal-budgets/"' in said
    assert '"site_name": "Personal budgets: making them personal"' in said
    assert "caselore" not in re.findall(r'"plugins": \[(.*?)\]', said, re.DOTALL)[0]
