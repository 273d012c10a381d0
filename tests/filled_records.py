"""Turn a record class into plain values with every field filled, so that tests can try any text in any field."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json
import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, MinLen
from pydantic.fields import FieldInfo

from caselore.model.fields import Ref
from caselore.questions.registry import TYPES
from caselore.readers.kinds import COURSE, KINDS, LOCAL, WORDS, Kind

KNOWN = {
    "case study": "a-first-story",
    "practice message": "pm-ask-first",
    "learning outcome": "say-what-changes",
    "finding": "EX-01",
    "legal note": "law-wellbeing",
    "module": "first-module",
    "question": "a-first-question",
    "quiz": "a-first-quiz",
    "activity": "cards-to-sort",
    "source": "an-example",
}
"""Records of the minimal project, for references to lead to."""


class Filler:
    """Fills records; each text is the given one, with a number of its own where `numbered`."""

    def __init__(self, text: str, *, numbered: bool = True) -> None:
        self._text = text
        self._numbered = numbered
        self._numbers = itertools.count(1)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and content of a file for each kind of record and each type of question."""
        for kind in (COURSE, WORDS, LOCAL, *KINDS):
            if kind.name == "question":
                for cls in TYPES:
                    yield f"{kind.place}/{cls.__module__.rpartition('.')[2].replace('_', '-')}.yml", self._yaml(cls)
            elif kind.one_file:
                content = self._yaml(kind.record)
                yield kind.place, content if kind.single else f"[{content}]"
            else:
                yield f"{kind.place}/filled-{kind.schema}{kind.suffix}", self._file(kind)

    def _file(self, kind: Kind) -> str:
        if kind.suffix == ".md":
            return f"---\n{self._yaml(kind.record)}---\n{self._words()}\n"
        return self._yaml(kind.record)

    def _yaml(self, cls: Any) -> str:
        """Return a record as JSON, which is YAML, a key a line."""
        made = self.record(cls)
        if Path(cls.__module__).suffix not in (".course", ".glossary", ".local", ".reading", ".words"):
            made.pop("id")
        lines = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in made.items())
        return "{\n" + ",\n".join(lines) + "\n}\n"

    def record(self, cls: Any) -> dict[str, Any]:
        """Return a record of this class with all its fields filled."""
        hints = get_type_hints(cls, include_extras=True)
        made = {
            field.name: self._value(hints[field.name], field.name) for field in dataclasses.fields(cls) if field.init
        }
        self._agree(cls.__name__, made)
        return made

    def _agree(self, name: str, made: dict[str, Any]) -> None:
        """Make values agree that have to."""
        if name == "CaseStudy":
            made["decision_point"]["after"] = made["story"][0]["heading"]
        for key in ("options", "reasons"):
            for number, option in enumerate(made.get(key, ())):
                if isinstance(option, dict) and "weight" in option:
                    option["weight"] = 2 if number == 0 else 1
                elif isinstance(option, dict):
                    option["correct"] = number == 0 or (name == "Multi" and number == 1)
        if name == "Multi":
            made["choose"] = 2
        if name == "Gap":
            made["accept"] = made["options"][:1]
        if name == "GapText":
            made["text"] = "".join(f" {{{gap['id']}}}" for gap in made["gaps"]) + self._words()
        if name == "Categorise":
            for item in made["items"]:
                item["category"] = made["categories"][0]["id"]
        if name == "Module":
            made["order"] = 2
        if name == "Figure":
            made["derived"][0] |= {"kind": "sum", "of": [made["values"][0]["id"]] * 2, "value": 2}
        if name == "KnownGap":
            made["findings"] = ["EX-03"]
        if name in ("Waiver", "RuleSetting"):
            made["rule"] = "M302"
        if name == "Session":
            made["start"], made["minutes"] = "9.30", sum(part["minutes"] for part in made["parts"])
        if name == "SessionPart":
            made["minutes"], made["sheets"] = 20, ["glossary"]
        if name == "Local":
            made.pop("logo")
        if name == "CourseInfo":
            made["language"] = "en-GB"
        if "shuffle" in made:
            made["shuffle"] = True

    def _words(self) -> str:
        return f"{self._text} {next(self._numbers)}" if self._numbered else self._text

    def _value(self, hint: Any, name: str) -> Any:
        hint, marks = _unwrapped(hint)
        if dataclasses.is_dataclass(hint):
            return self.record(hint)
        if get_origin(hint) is tuple:
            least = max((mark.min_length for mark in marks if isinstance(mark, MinLen)), default=1)
            return [self._value(get_args(hint)[0], name) for _ in range(max(least, 1))]
        if get_origin(hint) is Literal:
            return get_args(hint)[0]
        if hint is str:
            return self._string(marks, name)
        least = next((mark.ge for mark in marks if isinstance(mark, Ge)), 1)
        plain: dict[Any, Callable[[], Any]] = {
            bool: lambda: False,
            int: lambda: max(int(str(least)), 1),
            float: lambda: 1.5,
            Decimal: lambda: 1,
            datetime.date: lambda: "2026-01-31",
        }
        return plain[hint]()

    def _string(self, marks: list[Any], name: str) -> str:
        for mark in marks:
            if isinstance(mark, Ref):
                return KNOWN[mark.kind]
            if getattr(mark, "func", None) and mark.func.__name__ == "_partial_date":
                return "2011-02"
        pattern = next((str(mark.pattern) for mark in marks if getattr(mark, "pattern", None)), "")
        number = next(self._numbers)
        if "A-Z" in pattern:
            return f"FI-{number % 1000:03}"
        if pattern.startswith("^https?"):
            return f"https://example.org/{number}"
        if "0-9a-f]{64}" in pattern:
            return "a" * 64
        return f"filled-{number}" if pattern else self._words()


def _unwrapped(hint: Any) -> tuple[Any, list[Any]]:
    """Return what a type is without Optional, and all that its Annotated layers say of it."""
    marks: list[Any] = []
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            for mark in more:
                marks += [mark, *mark.metadata] if isinstance(mark, FieldInfo) else [mark]
        elif get_origin(hint) in (Union, types.UnionType):
            [hint] = [each for each in get_args(hint) if each is not type(None)]
        else:
            return hint, marks
