"""What writers hand over: Artifacts to publish, and Losses that a format could not say."""

from __future__ import annotations

from caselore.diagnostics import Span
from caselore.frozen import frozen


@frozen
class Artifact:
    """One file to publish."""

    path: str
    """Relative to the output folder, with forward slashes."""
    content: bytes


@frozen
class Loss:
    """Something of the course that a format cannot say."""

    item: str
    """The id of the record that loses something."""
    format: str
    what: str
    """What is lost, in a sentence a trainer understands."""
    span: Span | None = None
    needs: str = ""
    """How to have it after all, in a sentence: what to install. Empty where the format can never say it."""


class FormatError(Exception):
    """A format could not be made; the message says why in one line, with its place where there is one."""
