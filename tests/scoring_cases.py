"""Turn tests/cases/scoring/*.yml into cases that Python marks and, printed as JSON, JavaScript marks too."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, TypeAdapter

from caselore.questions.interactions import Interaction, Item, Outcome
from caselore.questions.lowering import text_id
from caselore.questions.registry import AnyQuestion, lower
from caselore.questions.wire import wire
from good_questions import SHARED

CASES = Path(__file__).parent / "cases" / "scoring"
QUESTION: TypeAdapter[Any] = TypeAdapter(AnyQuestion)
INTERACTION: TypeAdapter[Any] = TypeAdapter(Annotated[Interaction, Field(discriminator="kind")])


@dataclass(frozen=True)
class Case:
    """One answer and what it must score."""

    name: str
    item: Item
    alone: bool
    """Whether one interaction is asked by itself, without a question around it."""
    response: Any
    points: float
    maximum: float
    outcome: Outcome


def cases() -> Iterator[Case]:
    """Yield every case of every file."""
    for path in sorted(CASES.glob("*.yml")):
        for asked in yaml.safe_load(path.read_text(encoding="utf-8")):
            item = _item(asked)
            for number, case in enumerate(asked["cases"], start=1):
                yield _case(f"{path.stem}: {asked['about']}: {number}", item, "interaction" in asked, case)


def _item(asked: dict[str, Any]) -> Item:
    if "question" in asked:
        return lower(QUESTION.validate_python(SHARED | asked["question"]))
    interaction = INTERACTION.validate_python(asked["interaction"])
    return Item(id="q-1", stem="What comes first?", interactions=(interaction,))


def _case(name: str, item: Item, alone: bool, case: dict[str, Any]) -> Case:
    outcome = Outcome(case["outcome"])
    response = _written_out(case["response" if alone else "responses"])
    if "repeat" in case:
        response *= case["repeat"]
    return Case(
        name=f"{name} ({case['why']})" if "why" in case else name,
        item=item,
        alone=alone,
        response=response,
        points=float(Fraction(str(case["score"]))),
        maximum=0 if outcome is Outcome.UNSCORED else item.points,
        outcome=outcome,
    )


def _written_out(value: Any) -> Any:
    """Put the id that caselore makes from words where a case has them after an equals sign."""
    if isinstance(value, dict):
        return {key: _written_out(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_written_out(each) for each in value]
    return text_id(value[1:]) if isinstance(value, str) and value.startswith("=") else value


def main() -> None:
    """Print all cases, with the wire form of what is asked."""
    printed = [
        {
            "name": case.name,
            "wire": wire(case.item),
            "alone": case.alone,
            "response": case.response,
            "expected": {"points": case.points, "maximum": case.maximum, "outcome": case.outcome},
        }
        for case in cases()
    ]
    json.dump(printed, sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main()
