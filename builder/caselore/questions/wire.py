"""Turn an Item into the smallest JSON that score.js needs to mark it: the key, and no words.

    {"points": 2, "all": true, "parts": [PART, ...]}    points only if not 1; all if all or nothing

A PART is one interaction:

    {"id": "answer", "kind": "choice", "key": {"a": 1, "b": 0.5, "c": 0}}   ids and weights
                                       and "choose": 2 if more than one, "partial": true if it is
    {"id": "answer", "kind": "match", "key": {"row": "target"}, "partial": true}
    {"id": "answer", "kind": "order", "key": ["a", "b", "c"], "partial": true}
    {"id": "answer", "kind": "text", "key": ["mary brook"]}                 normalised as typed.plain does
    {"id": "answer", "kind": "number", "key": 18.7, "tolerance": 0.05, "units": ["", "%", "per cent"]}
    {"id": "sure", "kind": "open"}                                          whatever is never scored
"""

from caselore.questions import typed
from caselore.questions.interactions import (
    ChoiceInteraction,
    Interaction,
    Item,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from caselore.questions.scoring import is_scored

Json = dict[str, object]


def wire(item: Item) -> Json:
    """Return what the browser needs to mark an item."""
    made: Json = {"parts": [_part(each) for each in item.interactions]}
    if item.points != 1:
        made["points"] = item.points
    if item.all_or_nothing:
        made["all"] = True
    return made


def _part(asked: Interaction) -> Json:
    return {"id": asked.id, **(_key(asked) if is_scored(asked) else {"kind": "open"})}


def _key(asked: Interaction) -> Json:
    match asked:
        case ChoiceInteraction():
            key: Json = {"kind": "choice", "key": {choice.id: choice.weight for choice in asked.choices}}
            if asked.choose > 1:
                key["choose"] = asked.choose
        case MatchInteraction():
            key = {"kind": "match", "key": {row.id: row.target for row in asked.rows}}
        case OrderInteraction():
            key = {"kind": "order", "key": [entry.id for entry in asked.entries]}
        case TextEntryInteraction(number=None):
            return {"kind": "text", "key": [typed.plain(text) for text in asked.accept]}
        case TextEntryInteraction():
            key = {"kind": "number", "key": asked.number, "units": typed.units(asked.unit)}
            return {**key, "tolerance": asked.tolerance} if asked.tolerance else key
        case _:
            return {"kind": "open"}
    return {**key, "partial": True} if asked.partial else key
