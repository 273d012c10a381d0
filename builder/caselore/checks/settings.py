"""Turn what a course says of the rules, in course.yml and in waivers, into how bad each fault is."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from typing import Any

from caselore.checks.check import Fault
from caselore.diagnostics import Diagnostic, Rule, Severity, did_you_mean, quoted
from caselore.model.course import Course, CourseInfo
from caselore.model.record import Place, Record, can_be_read

UNKNOWN_RULE = Rule(
    "R206",
    Severity.ERROR,
    inspect.cleandoc("""
    A rule that cannot be set aside.

    `waive:` in a record and `rules:` in course.yml name rules by their code. The code must be that of a
    rule about content. What keeps a course from being read or built, such as a dangling reference,
    cannot be changed: a learner would meet the broken place all the same.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      waive: [{rule: R202, reason: The message comes next month.}]
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
    ```
    """),
)

UNUSED_WAIVER = Rule(
    "R207",
    Severity.WARNING,
    inspect.cleandoc("""
    A waiver that is not needed.

    The record sets a rule aside that finds nothing in it, or nothing more. A waiver left behind would
    hide the next fault, and tells readers of the file something that is no longer so. Take it out.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      waive: [{rule: M301, reason: The tag is an example.}]
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: The tag <b> is shown as it stands.
      waive: [{rule: M301, reason: The tag is an example.}]
    ```
    """),
    fixed=False,
)

RULES = (UNKNOWN_RULE, UNUSED_WAIVER)


class Settings:
    """What one course says of the rules, and which of its waivers have been of use."""

    def __init__(self, course: Course, rules: Sequence[Rule]) -> None:
        self._course = course
        self._rules = {rule.code: rule for rule in rules}
        self._changed = {each.rule: each.severity for each in course.info.rules}
        self._waiving: dict[tuple[int, str], tuple[Place, int]] = {}
        self._of_damaged = {(id(each.place), rule) for each in course.damaged for rule in _waived(each.values)}
        self._used: set[tuple[int, str]] = set()
        self._unsure = _in_doubt(course.info_read, rules) if course.info_read is not None else frozenset()
        self.not_asked: frozenset[str] = frozenset()
        """Rules that could find nothing this time, so that nobody knows whether a waiver of theirs is needed."""
        everything: tuple[CourseInfo | Record, ...] = (course.info, *course.records())
        for record in everything:
            for number, waiver in enumerate(record.waive):
                self._waiving[id(record.place), waiver.rule] = (record.place, number)

    def severity(self, rule: Rule, *, release: bool) -> Severity | None:
        """Return how bad a fault of this rule is; None where the course switches it off."""
        word = self._changed.get(rule.code)
        severity = rule.severity if word is None or rule.fixed else _SEVERITIES[word]
        if rule.code in self._unsure and not rule.fixed:
            return None
        return max(severity or rule.release, rule.release) if release and rule.release else severity

    def counts(self, fault: Fault) -> bool:
        """Whether a fault says something of the course, not of what stands in for its course.yml."""
        return self._course.info_read is None or fault.place is not self._course.info.place

    def waives(self, rule: Rule, place: Place) -> bool:
        """Whether the record at this place sets the rule aside."""
        key = (id(place), rule.code)
        if rule.fixed or key not in self._waiving:
            return not rule.fixed and key in self._of_damaged
        self._used.add(key)
        return True

    def faults(self) -> Iterator[Diagnostic]:
        """Yield where the course speaks of a rule that is not there or cannot be changed."""
        info = self._course.info_read or self._course.info
        for number, each in enumerate(info.rules if can_be_read(info, "rules") else ()):
            yield from self._unknown(each.rule, info.place, ("rules", number, "rule"))
        for place, number, code in self._waivers():
            yield from self._unknown(code, place, ("waive", number, "rule"))

    def _waivers(self) -> Iterator[tuple[Any, int, str]]:
        for (_, code), (place, number) in self._waiving.items():
            yield place, number, code

    def _unknown(self, code: str, place: Place, keys: tuple[str | int, ...]) -> Iterator[Diagnostic]:
        rule = self._rules.get(code)
        if rule is None or rule.fixed:
            known = [each.code for each in self._rules.values() if not each.fixed]
            what = "this rule cannot be set aside" if rule else f"there is no rule {quoted(code)} about content"
            hint = "mend what it finds" if rule else did_you_mean(code, known) or "see caselore explain --list"
            fault = Fault(place=place, keys=keys, message=what, hint=hint)
            yield fault.diagnostic(UNKNOWN_RULE, UNKNOWN_RULE.severity)

    def unused_waivers(self) -> Iterator[Diagnostic]:
        """Yield the waivers that set nothing aside; to be asked once all checks have run."""
        severity = self.severity(UNUSED_WAIVER, release=False)
        for place, number, code in self._waivers():
            rule = self._rules.get(code)
            if not severity or not rule or rule.fixed or code in self.not_asked:
                continue
            if (id(place), code) not in self._used:
                message = f"{code} finds nothing here"
                fault = Fault(place=place, keys=("waive", number), message=message, hint="take the waiver out")
                yield fault.diagnostic(UNUSED_WAIVER, severity)


def _in_doubt(info: Any, rules: Sequence[Rule]) -> frozenset[str]:
    """Return the rules of which nobody can say how bad they are, because course.yml has faults."""
    if not can_be_read(info, "rules"):
        return frozenset(rule.code for rule in rules)
    return frozenset(each.rule for each in info.rules if not can_be_read(each, "severity"))


def _waived(typed: dict[str, Any]) -> Iterator[str]:
    """Yield the rules that a record with faults sets aside."""
    waivers = typed.get("waive")
    for each in waivers if isinstance(waivers, list) else ():
        if isinstance(each, dict) and isinstance(each.get("rule"), str):
            yield each["rule"]


_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "advice": Severity.ADVICE, "off": None}
