"""Turn an author's options, each marked correct or not, into choices."""

from collections.abc import Iterator

from caselore.model.fields import Flag, Id, Text
from caselore.model.record import record
from caselore.questions.faults import Fault, checked
from caselore.questions.interactions import Choice


@record
class Option:
    """One answer to choose from."""

    id: Id
    """A short name that stays with the option, such as a."""
    text: Text
    """What the learner reads."""
    correct: Flag = False
    """True if choosing it is right; left out otherwise."""
    feedback: Text
    """Said to whoever chooses it: what makes it right, or tempting, and where to look."""


def _one_correct(options: tuple[Option, ...]) -> Iterator[Fault]:
    correct = [index for index, option in enumerate(options) if option.correct]
    if not correct:
        yield Fault("one_correct", "none of these is correct; mark one with 'correct: true'")
    for index in correct[1:]:
        yield Fault("one_correct", "only one of these can be correct; the type multi takes more", (index, "correct"))


one_correct = checked(_one_correct)


def choices(options: tuple[Option, ...]) -> tuple[Choice, ...]:
    """Return the options as choices that earn everything or nothing."""
    return tuple(
        Choice(id=option.id, text=option.text, weight=int(option.correct), feedback=option.feedback)
        for option in options
    )
