"""Turn an answer into a score.

Answers come from a browser's storage or from another system, so anything may stand in them. What
cannot be understood counts as not answered; nothing raises, and nothing earns more than there is.
score.js does the same, step by step, and is held to the same cases.
"""

from collections.abc import Mapping

from caselore.questions import typed
from caselore.questions.interactions import (
    ChoiceInteraction,
    ExtendedTextInteraction,
    Interaction,
    Item,
    MatchInteraction,
    OrderInteraction,
    Outcome,
    Score,
    TextEntryInteraction,
)


def score(interaction: Interaction, response: object) -> Score:
    """Score the answer to one interaction, out of 1."""
    shares = [_share(interaction, response)] if is_scored(interaction) else []
    return _sum(shares, points=1, all_or_nothing=False)


def score_item(item: Item, responses: object) -> Score:
    """Score the answers to an item, by interaction id, out of its points."""
    given = responses if isinstance(responses, Mapping) else {}
    shares = [_share(each, given.get(each.id)) for each in item.interactions if is_scored(each)]
    return _sum(shares, points=item.points, all_or_nothing=item.all_or_nothing)


def is_marked(item: Item) -> bool:
    """Say whether an answer to any part of a question can be right or wrong; if not, there is only something to write."""
    return any(is_scored(each) for each in item.interactions)


def is_scored(interaction: Interaction) -> bool:
    """Say whether an answer can be right or wrong."""
    match interaction:
        case ChoiceInteraction(scored=scored):
            return scored
        case ExtendedTextInteraction():
            return False
        case _:
            return True


def _sum(shares: list[float | None], *, points: float, all_or_nothing: bool) -> Score:
    if not shares:
        return Score(points=0, maximum=0, outcome=Outcome.UNSCORED)
    if all(share is None for share in shares):
        return Score(points=0, maximum=points, outcome=Outcome.UNANSWERED)
    mean = sum(share or 0 for share in shares) / len(shares)
    if mean == 1:
        return Score(points=points, maximum=points, outcome=Outcome.RIGHT)
    if mean == 0 or all_or_nothing:
        return Score(points=0, maximum=points, outcome=Outcome.WRONG)
    return Score(points=points * mean, maximum=points, outcome=Outcome.PARTLY)


def _share(interaction: Interaction, response: object) -> float | None:
    """Return the share of the interaction's points that a response earns; None if it is no answer."""
    match interaction:
        case ChoiceInteraction():
            return _choice(interaction, response)
        case MatchInteraction():
            return _match(interaction, response)
        case OrderInteraction():
            return _order(interaction, response)
        case TextEntryInteraction():
            return _text(interaction, response)
        case ExtendedTextInteraction():
            return None


def _choice(asked: ChoiceInteraction, response: object) -> float | None:
    weights = {choice.id: choice.weight for choice in asked.choices}
    chosen = _ids(response, weights)
    if not chosen:
        return None
    if asked.choose <= 1:
        return max(0, min(1, weights[chosen[0]])) if len(chosen) == 1 else 0
    right = sum(weights[each] > 0 for each in chosen)
    wrong = len(chosen) - right
    if asked.partial:
        return max(0, min(1, (right - wrong) / asked.choose))
    return 1 if not wrong and right == sum(weight > 0 for weight in weights.values()) else 0


def _match(asked: MatchInteraction, response: object) -> float | None:
    given = response if isinstance(response, Mapping) else {}
    answers = [(row.target, given.get(row.id)) for row in asked.rows]
    if not any(isinstance(answer, str) and answer for _, answer in answers):
        return None
    share = sum(target == answer for target, answer in answers) / len(answers)
    return share if asked.partial else float(share == 1)


def _order(asked: OrderInteraction, response: object) -> float | None:
    key = [entry.id for entry in asked.entries]
    given = _ids(response, key)
    if not given:
        return None
    if given == key:
        return 1
    pairs = sum(pair in zip(key, key[1:], strict=False) for pair in zip(given, given[1:], strict=False))
    return pairs / max(1, len(key) - 1) if asked.partial else 0


def _text(asked: TextEntryInteraction, response: object) -> float | None:
    words = typed.plain(response) if isinstance(response, str) else ""
    if not words:
        return None
    if asked.number is None:
        return float(words in map(typed.plain, asked.accept))
    value = typed.number(words, typed.units(asked.unit))
    # A hair's breadth more, because 18.75 - 18.7 is not quite 0.05 in binary.
    slack = asked.tolerance + 1e-12 * max(1, abs(asked.number))
    return float(value is not None and abs(value - asked.number) <= slack)


def _ids(response: object, known: Mapping[str, object] | list[str]) -> list[str]:
    """Return the known ids in a response, each once, in the order given."""
    listed = response if isinstance(response, list) else []
    return list(dict.fromkeys(each for each in listed if isinstance(each, str) and each in known))
