"""Turn files that hold no records, fingerprints and style sheets, into values that know their place."""

from __future__ import annotations

from caselore.diagnostics import Diagnostic, Span
from caselore.fingerprints import Fingerprint, from_file
from caselore.frozen import frozen
from caselore.model.style import Style
from caselore.readers import rules
from caselore.readers.source_text import SourceText

FINGERPRINT = ".fingerprint"
"""How the names of fingerprints end; before it stands the id of a source."""
STYLE = ".css"
TEMPLATE_FOLDERS = ("templates", "overrides")
"""Where a project may keep templates of its own; `overrides` is what MkDocs calls its folder."""
STYLE_FOLDERS = ("content", *TEMPLATE_FOLDERS)
"""Where it may keep style sheets."""
MAX_FINGERPRINT = 32 * 1024 * 1024
"""A fingerprint of two million words."""


@frozen
class FilePlace:
    """Where a file stands, and words within it."""

    source: SourceText

    @property
    def path(self) -> str:
        """The file's path in the project."""
        return self.source.path

    def of(self, *_: str | int) -> Span:
        """Return the file as a whole: it has no keys."""
        return Span(self.path)

    def find(self, snippet: str, nth: int, *_: str | int, shape: str = "({})") -> Span:
        """Return where a snippet stands; the file as a whole if it does not."""
        whole = (0, 0, self.source.text.count("\n") + 1, 0)
        return self.source.find(whole, snippet, nth, shape=shape) or Span(self.path)

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1."""
        return self.source.line(number)


def fingerprint(path: str, raw: bytes) -> tuple[Fingerprint | None, list[Diagnostic]]:
    """Turn the bytes of a fingerprint into it, or into the fault that it has."""
    content = raw.decode("ascii", "replace").replace("\r\n", "\n")
    head = SourceText(path, "\n".join(content.split("\n", 4)[:4]))
    made = from_file(content, FilePlace(head))
    if made is not None:
        return made, []
    rule, hint = rules.FINGERPRINT, "make it again from your copy of the source: caselore fingerprint FILE"
    return None, [Diagnostic(Span(path), rule.severity, rule.code, "this is not a whole fingerprint", hint)]


def style(path: str, raw: bytes) -> Style:
    """Turn the bytes of a style sheet into it."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return Style(text, FilePlace(SourceText(path, text)))
