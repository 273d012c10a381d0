"""Turn the reading list into its page."""

from __future__ import annotations

from caselore.documents.blocks import Document, Heading, Lead, ReadingList
from caselore.model.course import Course
from caselore.words import N_


def reading_page(course: Course) -> Document:
    """Turn the reading list into its page."""
    return Document(
        path="reading",
        title=N_("Reading list"),
        blocks=(
            Heading(level=1, text=N_("Reading list")),
            Lead(
                text=N_("More to read. The course does not rest on these. Each one says why it may be worth your time.")
            ),
            ReadingList(items=course.reading),
        ),
    )
