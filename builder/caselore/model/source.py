"""Source: a document the course rests on, and the findings taken from it."""

from typing import Annotated, Literal

from pydantic import Field

from caselore.model.fields import (
    Count,
    Date,
    FindingId,
    FindingRef,
    Listed,
    Nation,
    PartialDate,
    Plain,
    Plains,
    Text,
    Texts,
    Url,
)
from caselore.model.record import Record, record


@record
class Finding:
    """One thing a source says, in our words, and where it says so."""

    id: FindingId
    """A code and number, such as R40-14; printed beside every statement that leans on it."""
    statement: Text
    """What the source says, in our own words."""
    locator: Plain
    """The place in the source, such as 'line 13' or 'page 4'."""
    said_by: Plain | None = None
    """Who said it within the source: holders, staff, one provider, the author."""
    left_out: Text | None = None
    """Why the course does not use it, where that is on purpose."""


@record
class KnownGap:
    """A place where our copy of a source is incomplete."""

    locator: Plain
    """The place in our copy."""
    what: Text
    """What is missing there."""
    findings: Annotated[tuple[FindingRef, ...], Listed] = ()
    """Findings that stand on the missing text; no statement may lean on them."""


@record
class Source(Record):
    """A document the course rests on."""

    title: Plain
    """As published."""
    short: Plain
    """A short name for chips and lists, such as 'R40 making the most'."""
    kind: Literal["research", "review", "press", "article", "law", "guidance", "training", "story"]
    """What sort of document it is."""
    authors: Plains = ()
    """People or bodies."""
    publisher: Plain
    """Who published it."""
    published: PartialDate
    """When, as exactly as is known."""
    review_by: PartialDate | None = None
    """The source's own review date, if it names one."""
    accessed: Date | None = None
    """When a web source was read."""
    file: Plain | None = None
    """The name of our copy, for people who hold it; the copy itself is not part of the project."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Fixes the copy that the locators refer to."""
    url: Url | None = None
    """Where it can be read."""
    about: Text
    """What this document is, in a sentence or two."""
    method: Text | None = None
    """How it was done; needed for research, reviews and stories."""
    sample: Text | None = None
    """Who took part; needed for research, reviews and stories."""
    limits: Texts = ()
    """What it cannot show; needed for research and reviews."""
    nations: Annotated[tuple[Nation, ...], Listed, Field(min_length=1)]
    """Where it applies."""
    era: Literal["pre-care-act", "care-act", "undated"] = "undated"
    """Whether it was written before or after the Care Act 2014."""
    superseded_by: Annotated[tuple[Plain, ...], Listed] = ()
    """What has replaced it, if anything."""
    known_gaps: Annotated[tuple[KnownGap, ...], Listed] = ()
    """What our copy has lost; said beside everything that leans on it."""
    cautions: Texts = ()
    """Contradictions and slips in the source that a reader should know."""
    licence: Literal["all-rights-reserved", "ogl-3", "cc-by-4", "own", "unknown"]
    """What may be done with its text."""
    quote_limit_words: Count = 8
    """The longest run of its words that may be quoted."""
    findings: Annotated[tuple[Finding, ...], Listed, Field(min_length=1)]
    """What it says, one finding at a time."""
