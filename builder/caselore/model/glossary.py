"""GlossaryTerm: a word of the field in plain words, and whether it is still in use."""

from typing import Literal

from caselore.model.fields import Nation, Plain, Plains, Text
from caselore.model.record import Evidences, Record, record


@record
class GlossaryTerm(Record):
    """One term of content/glossary.yml."""

    term: Plain
    """As written in running text, small letters where possible."""
    plain: Plain
    """Its meaning in at most 25 plain words."""
    fuller: Text | None = None
    """More, for those who want it."""
    standing: Literal["current", "historic", "contested"] = "current"
    """Whether the word is in use today."""
    era_note: Text | None = None
    """When it was used; needed for historic terms."""
    say_instead: Plain | None = None
    """What to say today."""
    aliases: Plains = ()
    """Other spellings and plurals, linked in text like the term."""
    nation: Nation = "uk"
    evidence: Evidences = ()
