"""Turn an Edition into a plain tree of pages that MkDocs, ProperDocs and Zensical build without caselore.

Headings are Markdown with their id; all between them is finished HTML inside one `<div>`. The page
as a whole is the article that our own build shows; a test holds the two against each other.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

from caselore.artifacts import Artifact
from caselore.writers.edition import Edition
from caselore.writers.pictures import content_of
from caselore.writers.shell import (
    WORD_ENDS,
    asset_settings,
    copyright_line,
    description,
    in_nav,
    nav_settings,
    theme_settings,
)
from caselore.writers.site_pages import PageHeading, SitePage, markdown_path

DOCS = "docs"


def pages_artifacts(edition: Edition, *, site_name: str, site_url: str) -> Iterator[Artifact]:
    """Yield the files of the tree: mkdocs.yml, and docs/ with pages, assets and pictures."""
    listed = in_nav(edition.site, edition.drawing.translate)
    unlisted = []
    for page in edition.pages():
        if page.path not in listed:
            unlisted.append(page.path)
        yield Artifact(f"{DOCS}/{page.markdown_path}", _markdown(page).encode())
    for asset in edition.assets:
        yield Artifact(f"{DOCS}/{asset.path}", asset.content)
    for image in edition.course.images:
        yield Artifact(f"{DOCS}/{image}", content_of(edition.root, image))
    yield Artifact("mkdocs.yml", _settings(edition, _patterns(unlisted, listed), site_name, site_url).encode())


def _patterns(unlisted: Iterable[str], listed: Iterable[str]) -> list[str]:
    """Return what `not_in_nav` says: whole folders where it can be, because MkDocs tries every line on every page."""
    folders = dict.fromkeys(posixpath.dirname(path) for path in unlisted)
    loose = [f"/{markdown_path(path)}" for path in unlisted if "/" not in path]
    kept = [f"!/{markdown_path(path)}" for path in listed if posixpath.dirname(path) in folders and "/" in path]
    return [*(f"/{folder}/" for folder in folders if folder), *kept, *loose]


def _markdown(page: SitePage) -> str:
    """Turn a page into Markdown. JSON is YAML, so front matter needs no YAML writer."""
    meta = json.dumps(page.meta(), ensure_ascii=False, indent=0)
    parts = [f"---\n{meta}\n---\n"]
    for piece in page.pieces:
        if isinstance(piece, PageHeading):
            parts.append(f"{'#' * piece.level} {_escaped(piece.text)} {{#{piece.id}}}\n")
        else:
            # A blank line would end the block, and the rest would be read as Markdown.
            inside = "\n".join(line for line in piece.split("\n") if line.strip())
            parts.append(f"<div>\n{inside}\n</div>\n")
    return "\n".join(parts)


def _escaped(text: str) -> str:
    special = "\\`*_{}[]<>#&!|"
    return "".join(f"&#{ord(character)};" if character in special else character for character in text)


def _settings(edition: Edition, unlisted: list[str], site_name: str, site_url: str) -> str:
    settings: dict[str, Any] = {
        "site_name": site_name,
        "site_url": site_url,
        "site_description": description(edition.site),
        "copyright": copyright_line(edition.site),
        "docs_dir": DOCS,
        "theme": {"name": "material", "language": edition.course.info.language[:2], **theme_settings()},
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
        "plugins": [{"search": {"separator": WORD_ENDS}}],
        "extra": {"generator": False},
        "nav": nav_settings(edition.site.nav(), edition.drawing.translate),
        "not_in_nav": "\n".join(unlisted),
        **asset_settings(edition.assets),
    }
    heading = "# Written by caselore. Build it with: mkdocs build (needs mkdocs-material).\n"
    return heading + json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
