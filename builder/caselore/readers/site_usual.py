"""Tell settings of a site that are surely fine from those that MkDocs is to be asked about.

To ask takes a tenth of a second, as MkDocs is loaded for it; most files hold nothing but what stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?(/[^\s\[\]]*)?", re.IGNORECASE)
_PLUGINS = ("search", "caselore")


def is_surely_fine(key: str, value: object) -> bool:
    """Whether MkDocs takes a setting: false where that is not known here."""
    return key in _FINE and _FINE[key](value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and bool(_ADDRESS.fullmatch(value))


def _is_theme(value: object) -> bool:
    """Whether a theme is Material, with nothing that lies in a file or has a form of its own."""
    if isinstance(value, dict):
        return value.get("name") == "material" and value.keys().isdisjoint(("custom_dir", "locale"))
    return value == "material"


def _is_group(value: object) -> bool:
    return isinstance(value, dict)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_plugins(value: object) -> bool:
    """Whether plugins are those that a course needs, each once and without options."""
    return _is_list_of_texts(value) and isinstance(value, list) and sorted(value) == sorted(set(value) & set(_PLUGINS))


_FINE: dict[str, Callable[[object], bool]] = {
    "site_name": _is_text,
    "site_url": _is_address,
    "site_description": _is_text,
    "site_author": _is_text,
    "copyright": _is_text,
    "docs_dir": _is_text,
    "theme": _is_theme,
    "plugins": _are_plugins,
    "extra": _is_group,
    "extra_css": _is_list_of_texts,
}
