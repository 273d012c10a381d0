"""The closed core of assessment: five interactions, and the Item that a question lowers to.

The names are QTI's. Writers know these and nothing of the question types; a question type knows
these and nothing of the writers. All text is inline Markdown unless it says plain. Ids are unique
among their neighbours: interactions in an item, choices in an interaction, rows, targets, entries.
"""

import re
from enum import StrEnum
from typing import Literal

from caselore.frozen import frozen


@frozen(kw_only=True)
class Choice:
    """One option of a ChoiceInteraction."""

    id: str
    text: str
    weight: float = 0
    """Share of the interaction's points: 1 for right, 0 for wrong, between them for defensible. Where
    several are to be chosen, anything above 0 is right."""
    feedback: str = ""


@frozen(kw_only=True)
class ChoiceInteraction:
    """Choose one option, or some of them."""

    id: str
    prompt: str = ""
    choices: tuple[Choice, ...]
    choose: int = 1
    """How many to choose; 1 is drawn as radio buttons, more as tick boxes."""
    partial: bool = False
    """With `choose` over 1: each right one adds, each wrong one takes away, never below nothing;
    instead of all or nothing."""
    scored: bool = True
    """False for a question about the learner, such as how sure they are."""
    shuffle: bool = True
    kind: Literal["choice"] = "choice"


@frozen(kw_only=True)
class Target:
    """One answer that rows of a MatchInteraction can be given."""

    id: str
    text: str


@frozen(kw_only=True)
class MatchRow:
    """One row of a MatchInteraction, with the target that belongs to it."""

    id: str
    text: str
    target: str
    feedback: str = ""


@frozen(kw_only=True)
class MatchInteraction:
    """Give each row one target; a target may serve several rows or none."""

    id: str
    prompt: str = ""
    rows: tuple[MatchRow, ...]
    targets: tuple[Target, ...]
    partial: bool = True
    """Count each row, instead of all or nothing."""
    shuffle: Literal["rows", "targets", "none"] = "targets"
    """Which side is shown shuffled; the other keeps the author's order."""
    kind: Literal["match"] = "match"


@frozen(kw_only=True)
class OrderEntry:
    """One thing to put in order."""

    id: str
    text: str
    feedback: str = ""


@frozen(kw_only=True)
class OrderInteraction:
    """Put the entries in order; they are listed here in the right order."""

    id: str
    prompt: str = ""
    entries: tuple[OrderEntry, ...]
    partial: bool = True
    """Count the entries that are followed at once by the right next one, instead of all or nothing."""
    kind: Literal["order"] = "order"


@frozen(kw_only=True)
class TextEntryInteraction:
    """Type a word, a phrase or a number."""

    id: str
    prompt: str = ""
    accept: tuple[str, ...] = ()
    """Accepted texts, plain; `typed.py` says which differences do not count."""
    number: float | None = None
    """The accepted number; when set, `accept` is empty."""
    tolerance: float = 0
    """How far off a number may be and still be right."""
    unit: str = ""
    """Shown beside the box, plain; it may be typed as well."""
    model_points: tuple[str, ...] = ()
    """A full answer or the working, shown after any answer."""
    feedback_right: str = ""
    feedback_wrong: str = ""
    kind: Literal["text"] = "text"


@frozen(kw_only=True)
class ExtendedTextInteraction:
    """Write freely; compare with model points yourself. Never scored."""

    id: str
    prompt: str = ""
    model_points: tuple[str, ...] = ()
    """What a good answer holds, for the learner to compare."""
    lines: int = 6
    """Writing lines on paper, rows of the text box on screen."""
    kind: Literal["extended"] = "extended"


Interaction = ChoiceInteraction | MatchInteraction | OrderInteraction | TextEntryInteraction | ExtendedTextInteraction


GAP = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
"""A marker in `Item.gap_text`: the id of the interaction that belongs there, in braces."""


@frozen(kw_only=True)
class Item:
    """One question as every writer sees it: words, interactions, and how they are marked together."""

    id: str
    """The question's id; unique in the course."""
    stem: str
    scenario: str = ""
    interactions: tuple[Interaction, ...]
    gap_text: str = ""
    """Text with a marker such as `{where}` for each interaction, which is drawn in its place."""
    all_or_nothing: bool = False
    """Points only if every scored interaction is wholly right; otherwise their mean counts."""
    points: float = 1
    rationale: str = ""
    """Shown after an answer, whatever it was."""
    hints: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """Extra feedback: ("sure-wrong", "...") is shown when the choice `sure` of an unscored interaction
    is chosen and the item's outcome is wrong."""


class Outcome(StrEnum):
    """How an answer came out, in the words a learner meets."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNSCORED = "unscored"
    UNANSWERED = "unanswered"


@frozen(kw_only=True)
class Score:
    """What an answer earns."""

    points: float
    maximum: float
    """0 for what is never scored."""
    outcome: Outcome


Response = dict[str, object]
"""By interaction id: a list of choice ids (choice), a map from row id to target id (match), a list of
entry ids (order), a text (text, extended). A missing key is an unanswered interaction."""
