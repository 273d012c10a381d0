"""Turn what all questions share into an Item around the interactions of one type."""

from hashlib import sha256

from caselore.model.question import Question
from caselore.questions.interactions import Interaction, Item


def item(
    question: Question,
    *interactions: Interaction,
    all_or_nothing: bool = False,
    gap_text: str = "",
    notes: tuple[tuple[str, str], ...] = (),
) -> Item:
    """Return the Item of a question that asks these interactions."""
    return Item(
        id=question.id,
        stem=question.stem,
        scenario=question.scenario or "",
        interactions=interactions,
        gap_text=gap_text,
        all_or_nothing=all_or_nothing,
        points=question.points,
        rationale=question.rationale,
        hints=question.hints,
        notes=notes,
    )


def text_id(text: str) -> str:
    """Return an id for a text that its author gave none: the same words, the same id, in any order."""
    return "t" + sha256(text.encode()).hexdigest()[:8]
