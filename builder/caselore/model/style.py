"""Style: a style sheet of the project's own, which may change caselore's colours."""

from typing import Any

from caselore.frozen import frozen


@frozen
class Style:
    """One CSS file of a project."""

    text: str
    place: Any
    """A Place."""
