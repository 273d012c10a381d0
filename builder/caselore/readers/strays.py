"""Say of a folder or file that nothing reads where it was meant to lie. Only names that are surely ours are spoken of."""

from __future__ import annotations

import re
from collections.abc import Callable

from caselore.diagnostics import did_you_mean
from caselore.readers.kinds import COURSE, KINDS, LOCAL, WORDS, Kind
from caselore.readers.names import is_left_alone
from caselore.readers.plain_files import TEMPLATE_FOLDERS
from caselore.readers.site_settings import FILE

CASES = "case_studies"
PICTURES = ("assets", "img", "media", "photos", "pictures")
"""What people call the folder of their images."""
_BESIDE = (LOCAL.place, FILE, *TEMPLATE_FOLDERS)
"""What lies beside content, not in it."""
_PLACES: dict[str, Kind] = {
    each.place.removeprefix("content/"): each for each in (COURSE, WORDS, *KINDS) if each.place != CASES
}
"""What lies in content: the name of each folder and file, and the kind of record it holds."""


def beside_content(name: str, names_in: Callable[[], list[str]]) -> str:
    """Return where something in the project's folder was meant to lie; nothing if it may be anything.

    `names_in` tells the names of the files in it, where it is a folder: a project may have folders of its own,
    and one is ours if it holds what could be a record.
    """
    if _is_like_cases(name):
        return "" if name == CASES else f"name it {CASES}"
    if name == _other_ending(LOCAL.place):
        return f"name it {LOCAL.place}"
    kind = _PLACES.get(name) or _PLACES.get(_other_ending(name))
    if kind is None:
        return ""
    if kind.one_file:
        return f"move it to {kind.place}"
    holds = any(each.endswith(kind.suffix) and not is_left_alone(each) for each in names_in())
    return f"move what it holds into {kind.place}" if holds else ""


def in_content(name: str, *, is_folder: bool) -> str:
    """Return where something in the folder content was meant to lie; nothing if it lies right, or may be anything."""
    known = (*_PLACES, "images")
    if name in known or is_left_alone(name):
        return ""
    if is_folder and _is_like_cases(name):
        return f"move what it holds into {CASES}, beside the folder content"
    if name in _BESIDE or _other_ending(name) in _BESIDE:
        right = name if name in _BESIDE else _other_ending(name)
        return f"it belongs beside the folder content, as {right}"
    if is_folder:
        folders = ", ".join(sorted(each for each in known if "." not in each))
        meant = "images" if name.lower() in PICTURES else name
        return did_you_mean(meant, known) or f"the folders here are {folders}"
    if name.endswith((".yml", ".yaml", ".md")):
        return did_you_mean(name, known) or "move it into the folder of its kind"
    return ""


def _is_like_cases(name: str) -> bool:
    return re.sub("[^a-z]", "", name.lower()) in ("casestudies", "casestudy")


def _other_ending(name: str) -> str:
    """Return a name with the other ending that YAML files have; nothing for names without either."""
    stem, dot, ending = name.rpartition(".")
    other = {"yml": "yaml", "yaml": "yml"}.get(ending, "")
    return f"{stem}{dot}{other}" if other else ""
