"""Turn a fault into a Diagnostic: what is wrong, where, how bad, and what to do about it.

Author mistakes are values. Nothing is raised and nothing is printed here; `cli.py` prints.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from caselore.frozen import frozen


class Severity(IntEnum):
    """How bad a fault is; a larger number is worse."""

    ADVICE = 1
    """For a human to look at; never fails a run."""
    WARNING = 2
    """Likely wrong; fails a run under --strict."""
    ERROR = 3
    """Certainly wrong; nothing is written while it stands."""

    @property
    def word(self) -> str:
        """The severity as printed: `error`, `warning` or `advice`."""
        return self.name.lower()


# What could move the cursor of a terminal, turn the direction of writing, or not be encoded at all.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file. Lines and columns count from 1; line 0 means the file as a whole."""

    path: str
    """Relative to the project folder, with forward slashes."""
    line: int = 0
    column: int = 0
    end: int = 0
    """The column after the last character on the same line; 0 where it is not known."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@frozen
class Rule:
    """One kind of fault: its code, how bad it is, and its page in the manual.

    The page is a docstring: first line the title, then what, why it matters to a learner, and
    fenced samples under `Failing` and `Passing` that a test runs.
    """

    code: str
    severity: Severity
    page: str
    release: Severity | None = None
    """How bad it is once the course is put in front of staff; None if that makes no difference."""
    fixed: bool = True
    """Whether what follows relies on it, so that no course can change how bad it is or set it aside."""

    @property
    def title(self) -> str:
        """The page's first line, without its full stop."""
        return self.page.strip().splitlines()[0].rstrip(".")


@frozen
class Diagnostic:
    """One fault found in a project."""

    span: Span
    severity: Severity
    code: str
    message: str
    hint: str = ""
    """What to do about it, in a few words; may be empty."""
    source_line: str = ""
    """The line of the file that the span points at, for display."""

    def __str__(self) -> str:
        return printable(f"{self.span}: {self.severity.word}[{self.code}]: {self.message}")


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by place, then code, each once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.span, d.code, d.message)))


def printable(text: str) -> str:
    """Return one line that is safe to print: a tab as a space, other invisible characters as `?`."""
    return _UNPRINTABLE.sub("?", text.replace("\t", " "))


def quoted(text: str, most: int = 60) -> str:
    """Return an author's text between apostrophes, on one line and cut where it is long."""
    words = " ".join(text[: 2 * most].split())
    return f"'{words}'" if len(words) <= most else f"'{words[: most - 1]}…'"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the known word nearest to `word`, or an empty string."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` may be a slip of, or an empty string."""
    if len(word) > 100:  # no id or key is; comparing would take long
        return ""
    lowered = {candidate.lower(): candidate for candidate in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[near[0]] if near else ""
