"""Turn a course.yml or a words.yml that cannot be used into what stands in for it while all else is checked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from caselore.diagnostics import nearest
from caselore.model.course import CourseInfo, RuleSetting
from caselore.model.record import Damaged, can_be_read
from caselore.model.words import Words
from caselore.readers import rules
from caselore.readers.kinds import COURSE, Kind
from caselore.readers.partly import fields_read, is_whole, partly
from caselore.readers.plain_files import FilePlace
from caselore.readers.source_text import SourceText
from caselore.readers.yaml_nodes import RecordPlace, parse

UNREADABLE = (rules.SYNTAX.code, rules.TOO_DEEP.code, rules.SEVERAL_DOCUMENTS.code)
"""After these faults nothing can be said of what a file holds."""
_SETTINGS = ("rules", "nation", "language", "law_max_age_days", "updated")
"""What the checks of other records go by."""
_STARTS = re.compile(r"^(?=[A-Za-z_]+\s*:)", re.MULTILINE)


def info_read(damaged: tuple[Damaged, ...]) -> Any:
    """Return what is sure in course.yml, as a record that raises Unread for the rest.

    A key that nobody knows puts in doubt the one setting that its name is near, if that is not there.
    """
    typed = next((each.values for each in damaged if each.kind is CourseInfo), {})
    names = {each.name for each in dataclasses.fields(CourseInfo)}
    in_doubt: dict[str, Any] = {nearest(key, _SETTINGS): None for key in typed.keys() - names}
    sure = {key: value for key, value in typed.items() if key in names}
    place = next((each.place for each in damaged if each.kind is CourseInfo), _no_place())
    in_doubt.pop("", None)
    made = partly(CourseInfo, in_doubt | sure, place)
    named = can_be_read(made, "rules") and all(can_be_read(each, "rule") for each in made.rules)
    return _whole_fields(made, but=("rules",) if named else ())


def words_read(damaged: tuple[Damaged, ...]) -> Any:
    """Return what is sure in words.yml, as a record that raises Unread for the rest.

    A key that nobody knows puts in doubt the list whose name is near it, or else each list that is not there.
    """
    unreadable: dict[str, Any] = {"": None}
    typed = next((each.values for each in damaged if each.kind is Words), unreadable)
    names = {each.name for each in dataclasses.fields(Words) if each.init}
    sure = {key: value for key, value in typed.items() if key in names}
    in_doubt = {nearest(key, names) or key: None for key in typed.keys() - names}
    return _whole_fields(partly(Words, sure | in_doubt))


def _whole_fields(made: Any, but: tuple[str, ...] = ()) -> Any:
    """Take out the fields that could be read in part, save some of which a part says enough."""
    for name, value in fields_read(made):
        if not is_whole(value) and name not in but:
            object.__delattr__(made, name)
    return made


def stand_in(read: Any, as_of: date | None) -> CourseInfo | None:
    """Return a record that gives no check a reason to speak; None where nobody says what day it is.

    What could be read of course.yml is in it. Nothing is ever built from it.
    """
    known = dict(fields_read(read))
    day = as_of or known.get("updated")
    if day is None:
        return None
    neutral = CourseInfo(
        schema_version="1", id="course", title="", summary="", audience=(), version="", updated=day, language="cy",
        nation="uk", law_max_age_days=10**7,
    )  # fmt: skip
    rules = (each for each in known.pop("rules", ()) if can_be_read(each, "severity"))
    sure = tuple(RuleSetting(rule=each.rule, severity=each.severity) for each in rules)
    made = dataclasses.replace(neutral, **{**known, "rules": sure, "waive": ()})
    object.__setattr__(made, "place", _no_place())
    return made


def _no_place() -> FilePlace:
    return FilePlace(SourceText(COURSE.place, ""))


def salvaged(source: SourceText, text: str, kind: Kind) -> Iterator[Damaged]:
    """Yield what a record that cannot be read as YAML says at those of its keys that can."""
    blocks = _STARTS.split(text)
    broken = [each for each in blocks if _is_broken(source, each)]
    mended = "".join("\n" * each.count("\n") if each in broken else each for each in blocks)
    value, faults = parse(source, mended)
    if isinstance(value, dict) and not any(fault.code in UNREADABLE for fault in faults):
        place = RecordPlace(source, mended)
        value |= {each.split(":")[0].strip(): None for each in broken}  # they are there, and nobody can read them
        yield Damaged(kind.record, "", value, place, partly(kind.record, value, place), kind.name)


def _is_broken(source: SourceText, block: str) -> bool:
    return any(fault.code in UNREADABLE for fault in parse(source, block)[1])
