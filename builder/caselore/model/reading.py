"""FurtherReading: something worth reading that the course does not rest on, and why."""

from caselore.model.fields import Count, Plain, Plains, SourceId, Text, Url
from caselore.model.record import Record, record


@record
class FurtherReading(Record):
    """One item of content/reading.yml."""

    title: Plain
    """As published, or as the source names it."""
    authors: Plains = ()
    """People or bodies, where they are known."""
    year: Count | None = None
    """The year, where it is known."""
    where: Plain
    """Who published it, or where it can be found."""
    url: Url | None = None
    """Where it can be read."""
    why: Text
    """Why read it, in a sentence."""
    note: Text | None = None
    """What a reader should know about this item."""
    named_in: SourceId | None = None
    """The source that names it."""
    locator: Plain | None = None
    """Where that source names it, such as 'line 116'."""
