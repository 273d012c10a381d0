"""Turn what a mkdocs.yml says into what MkDocs would refuse of it. Nothing is built, and no code of others is run.

MkDocs looks at each setting as it does before a build. Only what it would load meanwhile is merely looked for:
hooks, and plugins and Markdown extensions that neither MkDocs nor Material nor caselore brings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import File, ListOfItems, MarkdownExtensions, Plugins
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from caselore.diagnostics import did_you_mean, quoted
from caselore.frozen import frozen

SEARCH = ("search", "material/search")
"""What MkDocs may call Material's search."""
OURS = ("caselore", *SEARCH)
"""Plugins that a course has; their options may be looked at, because their code is known."""

_KNOWN_CODE = ("markdown.", "pymdownx.", "material.")
_NEEDED: dict[str, Any] = {"site_name": "-", "docs_dir": "content", "theme": "material"}
"""What MkDocs cannot do without; whether it is there, and right, has been looked at before."""

_NOT_LOOKED_AT = ("config_file_path", "site_dir")
"""What MkDocs, or caselore when it builds, fills in itself."""

_KINDS = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "list": "a list",
    "dict": "keys with values",
    "date": "a date",
    "datetime": "a date",
    "NoneType": "nothing",
}

_SAID = {"list of items": "list", "string": "str", "": "dict"}
"""By what MkDocs names a kind where it does not name its class."""


@frozen
class Refusal:
    """A setting that MkDocs would not take."""

    key: str
    message: str
    hint: str = ""
    unknown: bool = False
    """Whether it is the key that is wrong, and not what stands under it."""


class _Plugins(Plugins):
    """Looks whether plugins are there, and at the options of those whose code is known."""

    def load_plugin(self, name: str, config: Any) -> BasePlugin[Any]:
        if name in self.installed_plugins and name not in OURS:
            return BasePlugin()
        return super().load_plugin(name, config)


class _Extensions(MarkdownExtensions):
    """Looks whether Markdown extensions are there, and at the options of those whose code is known."""

    def run_validation(self, value: object) -> list[str]:
        if isinstance(value, (list, dict)):
            for each in map(_name, value):
                if isinstance(each, str) and each not in _extensions() and find_spec(each.split(".")[0]) is None:
                    raise ValidationError(f"The {each!r} extension is not installed")
        if isinstance(value, list):
            value = [each for each in value if _is_known(_name(each))]
        elif isinstance(value, dict):
            value = {name: options for name, options in value.items() if _is_known(name)}
        return super().run_validation(value)


class _Settings(MkDocsConfig):  # type: ignore[no-untyped-call]
    """The settings of MkDocs, but for what would run the code of others."""

    plugins = _Plugins(theme_key="theme", default=["search"])
    hooks = ListOfItems(File(exists=True), default=[])  # type: ignore[assignment]
    markdown_extensions = _Extensions(builtins=["toc", "tables", "fenced_code"], configkey="mdx_configs")


def _name(listed: object) -> object:
    """Return the name of what is listed, alone or with its options."""
    return next(iter(listed)) if isinstance(listed, dict) and len(listed) == 1 else listed


@cache
def _extensions() -> dict[str, str]:
    """Return the Markdown extensions that have short names here, each with its code."""
    return {each.name: each.value for each in entry_points(group="markdown.extensions")}


def _is_known(extension: object) -> bool:
    """Whether the code of an extension is known; also of what is no extension at all, which MkDocs refuses."""
    return not isinstance(extension, str) or _extensions().get(extension, extension).startswith(_KNOWN_CODE)


def refusals(root: Path, names: Collection[str], given: Mapping[str, Any], *, complete: bool) -> Iterator[Refusal]:
    """Yield what MkDocs would refuse of the mkdocs.yml in a folder.

    `names` are all keys in it, and `given` those settings whose values are known. Unless they are `complete`, what
    one setting asks of another is not looked at.
    """
    schema = {"INHERIT": None, **dict(_Settings._schema)}
    del schema["config_file_path"]  # MkDocs fills it in itself
    for name in names:
        if name not in schema:
            hint = did_you_mean(name, schema) or "take it out; what your own templates ask for stands under extra"
            yield Refusal(name, f"MkDocs has no setting {quoted(name)}", hint, unknown=True)
    parent = given.get("INHERIT")
    if "INHERIT" in given and not isinstance(parent, str):
        yield Refusal("INHERIT", "this is no name of a file", "write the name of the file that this one goes on from")
    elif isinstance(parent, str) and not (root / parent).is_file():
        yield Refusal("INHERIT", f"there is no file {quoted(parent)}", "mend the name, or take it out")
    for key, words in _complaints(root, given, complete=complete):
        # What a setting of its own project is called, and not where that lies on this machine.
        yield _refusal(key, words.replace(f"{root}/", ""))


def _complaints(root: Path, given: Mapping[str, Any], *, complete: bool) -> Iterator[tuple[str, str]]:
    """Yield what MkDocs says of settings, each by its key and in MkDocs's words."""
    config = _Settings(config_file_path=str(root / "mkdocs.yml"))
    known = {key: value for key, value in given.items() if key in dict(config._schema) and key not in _NOT_LOOKED_AT}
    config.update(deepcopy(_NEEDED | known))
    for step in ("pre_validation", "validate", "post_validation") if complete else ("pre_validation", "validate"):
        failed = False
        for key, option in config._schema:
            option.reset_warnings()
            words = _asked(config, key, option, step)
            failed = failed or words is not None
            if words is not None:
                config[key] = option.default
                yield key, words
            yield from ((key, str(warning)) for warning in option.warnings)
            option.reset_warnings()
        if failed and step == "validate":
            return  # MkDocs too looks at what settings ask of one another where each is right by itself


def _asked(config: _Settings, key: str, option: Any, step: str) -> str | None:
    """Return what MkDocs says against a setting in a step of its own; None if nothing."""
    try:
        if step == "validate":
            config[key] = option.validate(config.get(key))
        else:
            getattr(option, step)(config, key_name=key)
    except ValidationError as error:
        return str(error)
    except (AttributeError, KeyError, TypeError, ValueError):  # MkDocs has not thought of such a value
        return "URL" if key.endswith("_url") else "it cannot be read"
    return None


def _refusal(key: str, words: str) -> Refusal:
    """Say plainly what MkDocs says."""
    if "URL" in words or "Expected a string" in words:
        return Refusal(key, "this is no address", "write the whole of it, such as https://example.org/")
    if kinds := re.findall(r"<class '(?:\w+\.)*(\w+)'>", words):
        said = next(kind for sign, kind in _SAID.items() if sign in words)
        wanted = kinds[0] if len(kinds) > 1 else said
        quotes = wanted == "str" and kinds[-1] not in ("list", "dict", "NoneType")
        kind, got = _KINDS.get(wanted, "something else"), _KINDS.get(kinds[-1], "something else")
        return Refusal(key, f"MkDocs wants {kind} here, not {got}", "put quotes around it" if quotes else "")
    if found := re.search(r"path .*'(.*)'\)? (?:isn't an existing|does not exist)", words):
        return Refusal(key, f"there is nothing called {quoted(found[1])} here", "mend the name, or take it out")
    if found := re.search(r"The [\"'](.*)[\"'] (plugin|extension) is not installed", words):
        return Refusal(key, f"the {found[2]} {quoted(found[1])} is not installed", "mend the name, or install it")
    if words.startswith("Required configuration"):
        return Refusal(key, "nothing stands here", "write it, or take the key out")
    return Refusal(key, f"MkDocs does not take this: {without_code(words).rstrip('.')}")


def without_code(words: str) -> str:
    """Return what MkDocs says in one line, without the places in its code that it may list."""
    return " ".join(line.strip() for line in words.split("\n") if line.strip() and not line.startswith("  "))
