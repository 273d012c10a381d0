"""Style: a style sheet of the project's own, which may change caselore's colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Style:
    """One CSS file of a project."""

    text: str
    place: Any
    """A Place."""
