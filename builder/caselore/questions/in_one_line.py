"""Turn an Item into the one line that stands for it in a list, so that it can be told from others."""

from caselore.prose import plain_text
from caselore.questions.interactions import Item, MatchInteraction
from caselore.words import N_, say


def in_one_line(item: Item, language: str, *places: str) -> str:
    """Return what a question asks and where it belongs, as plain words.

    A statement to judge has "True or false?" before it, so that nobody takes it for a fact. Where the statement
    stands below the stem it is added, since the stem says nothing by itself. `places` are titles: its story, its quiz.
    """
    first, line = item.interactions[0], plain_text(item.stem)
    if isinstance(first.prompt, N_) and not item.gap_text:
        line = f"{say(language, first.prompt)} {line}"
    elif isinstance(first, MatchInteraction) and first.prompt:
        line = f"{line} {plain_text(first.prompt)}"
    return f"{line} ({'; '.join(places)})" if places else line
