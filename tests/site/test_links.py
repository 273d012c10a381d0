"""Every link inside a built site leads to a page that is there, and to a place on it that is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from page_tree import Element, pages, read

SITE_URL = "https://example.org/personal-budgets/"
"""As the course's mkdocs.yml says."""
ADDRESSES = ("href", "src", "action", "poster")


@pytest.fixture(scope="module", params=["site", "facilitator"])
def site(request: pytest.FixtureRequest, built: Path) -> tuple[Path, dict[str, Element]]:
    folder = built / request.param
    return folder, {name: read(path) for name, path in pages(folder).items()}


def inside(name: str, page: Element) -> Iterator[tuple[str, str, str]]:
    """Yield each address on a page that stays in the site: as written, its file and its anchor."""
    here = SITE_URL + name.removesuffix("index.html")
    for element in page.walk():
        for attribute in ADDRESSES:
            written = element.attributes.get(attribute)
            if written is None:
                continue
            # The page for errors is shown at any address, so all its links start at the host.
            parts = urlsplit(urljoin(SITE_URL if name == "404.html" else here, written))
            if f"{parts.scheme}://{parts.netloc}{parts.path}".startswith(SITE_URL):
                file = unquote(parts.path[len(urlsplit(SITE_URL).path) :])
                yield written, file + "index.html" if not file or file.endswith("/") else file, parts.fragment


def test_every_link_finds_its_page_and_its_place(site: tuple[Path, dict[str, Element]]) -> None:
    folder, read_pages = site
    ids = {name: {each.id for each in page.walk() if each.id} for name, page in read_pages.items()}
    broken, seen = [], 0
    for name, page in read_pages.items():
        for written, file, anchor in inside(name, page):
            seen += 1
            if not (folder / file).is_file():
                broken.append(f"{name}: {written}: no such page")
            elif anchor and anchor != "__skip" and unquote(anchor) not in ids[file]:
                broken.append(f"{name}: {written}: no such place on {file}")
    assert not broken, "\n".join(broken)
    assert seen > 1000, "the checker itself has stopped seeing links"


def test_no_id_stands_twice_on_a_page(site: tuple[Path, dict[str, Element]]) -> None:
    for name, page in site[1].items():
        ids = [each.id for each in page.walk() if each.id]
        assert sorted(ids) == sorted(set(ids)), name


def test_links_to_other_hosts_are_https_and_send_no_referrer(site: tuple[Path, dict[str, Element]]) -> None:
    for name, page in site[1].items():
        for link in page.first("main").all("a"):
            href = link.attributes.get("href", "")
            if not urlsplit(href).netloc or href.startswith(SITE_URL):
                continue
            assert href.startswith("https://"), f"{name}: {href}"


def test_every_page_can_be_reached_from_home(site: tuple[Path, dict[str, Element]]) -> None:
    folder, read_pages = site
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in read_pages:
            continue
        reached.add(name)
        waiting += [file for _, file, _ in inside(name, read_pages[name])]
    assert set(read_pages) - reached == {"404.html"}


def test_pages_say_where_they_are_edited_and_where_they_live(site: tuple[Path, dict[str, Element]]) -> None:
    for name, page in site[1].items():
        if name == "404.html":
            continue
        canonical = [each.attributes["href"] for each in page.all("link") if each.attributes.get("rel") == "canonical"]
        assert canonical == [SITE_URL + name.removesuffix("index.html")]
