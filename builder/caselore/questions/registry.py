"""List the question types: the one place that a new type is added to."""

from typing import Annotated, TypeAlias, cast, get_args, get_type_hints

from pydantic import Field

from caselore.model.question import Question
from caselore.questions.best_first_step import BestFirstStep
from caselore.questions.categorise import Categorise
from caselore.questions.confidence import Confidence
from caselore.questions.gap import GapText
from caselore.questions.interactions import Item
from caselore.questions.match import Match
from caselore.questions.multi import Multi
from caselore.questions.numeric import Numeric
from caselore.questions.order import Order
from caselore.questions.reflect import Reflect
from caselore.questions.short_answer import ShortAnswer
from caselore.questions.single import Single
from caselore.questions.then_now import ThenNow
from caselore.questions.true_false_why import TrueFalseWhy

QuestionType: TypeAlias = (
    Single
    | Multi
    | TrueFalseWhy
    | BestFirstStep
    | Match
    | Categorise
    | Order
    | GapText
    | Numeric
    | ShortAnswer
    | Reflect
    | ThenNow
    | Confidence
)

TYPES: tuple[type[Question], ...] = get_args(QuestionType)
"""The records, in the order in which the manual lists them."""

BY_NAME: dict[str, type[Question]] = {get_args(get_type_hints(cls)["type"])[0]: cls for cls in TYPES}
"""The records by the `type` that authors write."""

AnyQuestion = Annotated[QuestionType, Field(discriminator="type")]
"""What a question file may hold; `type` decides which."""


def lower(question: Question) -> Item:
    """Lower a question of whatever type; none exists that is not listed above."""
    return cast(QuestionType, question).lower()
