"""Turn a function that yields Faults into a Check: a rule with a manual page that runs over a Course."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from caselore.diagnostics import Diagnostic, Rule, Severity, Span
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.record import Place
from caselore.model.walk import Keys

F = TypeVar("F", bound=Callable[..., Any])


@frozen(kw_only=True)
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

    def diagnostic(self, rule: Rule, severity: Severity) -> Diagnostic:
        """Return it as a Diagnostic of a rule."""
        span = self.span
        return Diagnostic(span, severity, rule.code, self.message, self.hint, self.place.line(span.line))


@frozen
class Check:
    """A rule, and the function that finds where a course breaks it."""

    rule: Rule
    find: Callable[[Course], Iterable[Fault]]


def check(
    code: str, severity: Severity, *, release: Severity | None = None, fixed: bool = False
) -> Callable[[Callable[[Course], Iterable[Fault]]], Check]:
    """Make a function a Check; its docstring is the rule's page in the manual.

    `release` is how bad it is under `check --release`, where that is worse. `fixed` rules keep what
    follows from breaking: a course cannot change how bad they are, or set them aside.
    """

    def made(find: Callable[[Course], Iterable[Fault]]) -> Check:
        page = inspect.getdoc(find) or ""
        return Check(Rule(code, severity, page, release=release, fixed=fixed), find)

    return made


_SHARED: list[Any] = []


def shared(maxsize: int = 1) -> Callable[[F], F]:
    """Have what several checks ask of a course worked out once, and kept until all have run."""

    def made(work: F) -> F:
        kept: Any = lru_cache(maxsize=maxsize)(work)
        _SHARED.append(kept)
        return kept  # type: ignore[no-any-return]

    return made


def forget() -> None:
    """Let go of what checks shared: of a big course, more than the course itself."""
    for each in _SHARED:
        each.cache_clear()
