"""Say what a key says of each option of a choice, on pages, paper and slides alike."""

from caselore.questions.interactions import Choice, ChoiceInteraction
from caselore.words import N_


def is_judged(asked: ChoiceInteraction) -> bool:
    """Whether the options are weighed against each other instead of being right or wrong."""
    return asked.choose == 1 and any(0 < each.weight < 1 for each in asked.choices)


def verdict(asked: ChoiceInteraction, choice: Choice) -> N_:
    """Return the word for an option: of those that are weighed, one is the soundest."""
    if choice.weight <= 0:
        return N_("Not this")
    if not is_judged(asked):
        return N_("Right")
    return N_("Soundest") if choice.weight >= 1 else N_("Defensible")
