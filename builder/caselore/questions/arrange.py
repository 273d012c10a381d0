"""Turn an Item as its author wrote it into the Item as it is shown, in an order that gives nothing away."""

from dataclasses import replace

from caselore.questions.interactions import (
    ChoiceInteraction,
    Interaction,
    Item,
    MatchInteraction,
    OrderInteraction,
)
from caselore.questions.shuffle import shown_choices, shown_entries, shown_rows, shown_targets


def arranged(item: Item) -> Item:
    """Return the item with choices, rows, targets and entries in the order in which they are shown."""
    return replace(item, interactions=tuple(_arranged(item.id, each) for each in item.interactions))


def _arranged(item_id: str, asked: Interaction) -> Interaction:
    if isinstance(asked, ChoiceInteraction):
        return replace(asked, choices=shown_choices(item_id, asked))
    if isinstance(asked, MatchInteraction):
        return replace(asked, rows=shown_rows(item_id, asked), targets=shown_targets(item_id, asked))
    if isinstance(asked, OrderInteraction):
        return replace(asked, entries=shown_entries(item_id, asked))
    return asked
