"""Say how Material for MkDocs is to be set up: once, for the plugin and for the plain tree alike.

Material puts titles, descriptions and the foot of the page into its HTML as they are, so all that comes
from an author leaves here escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from caselore.artifacts import Artifact
from caselore.documents.compose import NavEntry, Site
from caselore.documents.front import law_line
from caselore.prose import plain_text
from caselore.writers.site_pages import SitePage, markdown_path

FEATURES = (
    "content.code.copy", "navigation.instant", "navigation.tabs", "search.highlight",
    "search.suggest", "toc.follow",
)  # fmt: skip


WORD_ENDS = r"""[\s\-,:!?()\[\]/"“”‘’]+|\.(?!\d)"""
"""What parts the words that search knows. Material's own leaves brackets and quotes on words, which are then not found.
No semicolon: one ends an entity such as `&#x27;`."""


def theme_settings() -> dict[str, Any]:
    """Return the keys of `theme` that caselore sets."""
    return {
        "font": False,
        "features": list(FEATURES),
        "icon": {"logo": "material/book-open-page-variant"},
        "palette": [
            {
                "media": "(prefers-color-scheme: light)",
                "scheme": "default",
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": "material/weather-night", "name": "Switch to dark colours"},
            },
            {
                "media": "(prefers-color-scheme: dark)",
                "scheme": "slate",
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": "material/weather-sunny", "name": "Switch to light colours"},
            },
        ],
    }


def nav_settings(entries: tuple[NavEntry, ...], translate: Callable[[str], str]) -> list[Any]:
    """Turn the sidebar into MkDocs's `nav`."""
    return [
        {
            escape(translate(each.title)): nav_settings(each.entries, translate)
            if each.entries
            else markdown_path(each.page)
        }
        for each in entries
    ]


def in_nav(site: Site, translate: Callable[[str], str]) -> dict[str, str]:
    """Return the pages that the sidebar lists, with the titles it gives them."""

    def pages(entries: tuple[NavEntry, ...]) -> dict[str, str]:
        made: dict[str, str] = {}
        for each in entries:
            made |= {each.page: escape(translate(each.title))} if each.page else pages(each.entries)
        return made

    return pages(site.nav())


def asset_settings(assets: tuple[Artifact, ...]) -> dict[str, list[str]]:
    """Return `extra_css` and `extra_javascript`."""
    return {
        "extra_css": [each.path for each in assets if each.path.endswith(".css")],
        "extra_javascript": [each.path for each in assets if each.path.endswith(".js")],
    }


def description(site: Site) -> str:
    """Return what search engines are told of pages that say nothing of themselves."""
    return escape(plain_text(site.course.info.summary))


def copyright_line(site: Site) -> str:
    """Return the foot of every page: version, law, licence."""
    info = site.course.info
    parts = [f"{info.title} {info.version}", law_line(site.course), info.licence]
    return escape(" · ".join(part for part in parts if part), quote=False)


def contents_tokens(page: SitePage) -> list[Any]:
    """Turn a page's contents list into the tokens that MkDocs makes its own from."""

    def tokens(lines: list[Any]) -> list[Any]:
        return [
            {
                "level": line.heading.level,
                "id": line.heading.id,
                "name": escape(line.heading.text, quote=False),
                "children": tokens(line.children),
            }
            for line in lines
        ]

    return tokens(page.contents())
