"""Turn a function that yields Faults into a Check: a rule with a manual page that runs over a Course."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from caselore.diagnostics import Diagnostic, Rule, Severity, Span
from caselore.model.course import Course
from caselore.model.record import Place

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a check found, and where."""

    place: Place
    message: str
    hint: str = ""
    keys: Keys = ()
    """The field of the record."""
    snippet: str = ""
    """The words within that field; empty for the field as a whole."""
    nth: int = 0
    """Which occurrence of the snippet in this shape, from 0."""
    shape: str = "({})"
    """A pattern of what stands around the snippet, which is its first group."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        if self.snippet:
            return self.place.find(self.snippet, self.nth, *self.keys, shape=self.shape)
        return self.place.of(*self.keys)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, and the function that finds where a course breaks it."""

    rule: Rule
    find: Callable[[Course], Iterable[Fault]]

    def run(self, course: Course) -> Iterator[Diagnostic]:
        """Yield a Diagnostic for each place where the course breaks the rule."""
        for fault in self.find(course):
            span = fault.span
            line = fault.place.line(span.line)
            yield Diagnostic(span, self.rule.severity, self.rule.code, fault.message, fault.hint, line)


def check(code: str, severity: Severity) -> Callable[[Callable[[Course], Iterable[Fault]]], Check]:
    """Make a function a Check; its docstring is the rule's page in the manual."""

    def made(find: Callable[[Course], Iterable[Fault]]) -> Check:
        return Check(Rule(code, severity, inspect.getdoc(find) or ""), find)

    return made
