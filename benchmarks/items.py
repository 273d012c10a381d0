"""Turn the gold set of items into figures: how many flaws the rules find, and how many of those are there.

    python benchmarks/items.py [--show]

For each flaw, and for each half of the set: how often it is labelled, found, and both; precision (how many
of those found are labelled) and recall (how many of those labelled are found). tests/cases/items/README.md
says what the labels mean.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from caselore.checks.registry import CHECKS
from caselore.diagnostics import Span
from caselore.model.course import Course, CourseInfo
from caselore.model.question import Question
from caselore.model.words import Words
from caselore.questions.registry import AnyQuestion

CASES = Path(__file__).parents[1] / "tests" / "cases" / "items"
HALVES = ("writing", "held-out")
FLAWS = {
    "ambiguous": "Q101", "implausible-distractor": "Q102", "none-of-the-above": "Q103", "all-of-the-above": "Q104",
    "longest-correct": "Q105", "gratuitous": "Q106", "true-false": "Q107", "convergence": "Q108",
    "logical-cue": "Q109", "mid-blank": "Q110", "absolute": "Q111", "word-repeat": "Q112", "unfocused": "Q113",
    "k-type": "Q114", "grammatical-cue": "Q115", "lost-sequence": "Q116", "vague": "Q117",
    "more-than-one-correct": "Q118", "negative": "Q119",
}  # fmt: skip
"""The nineteen published flaws, and the rule that finds each."""
ADVISED = ("ambiguous", "implausible-distractor", "logical-cue", "more-than-one-correct")
"""Those that can be found in part only, and are advice."""
EXACT = tuple(flaw for flaw in FLAWS if flaw not in ADVISED)
SET_TERMS = ("personal budget", "direct payment", "support plan")

_READ: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
_WEIGHTED = "best_first_step"


@dataclass(frozen=True, slots=True)
class Gold:
    """One labelled item."""

    name: str
    half: str
    field: str
    flaws: frozenset[str]
    question: Question


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The place of a question that was not read from a project."""

    path: str

    def of(self, *keys: str | int) -> Span:
        """Return the item itself."""
        return Span(self.path)

    def find(self, snippet: str, nth: int, *keys: str | int, shape: str = "({})") -> Span:
        """Return the item itself."""
        return Span(self.path)

    def line(self, number: int) -> str:
        """Return nothing: there is no file."""
        return ""


@dataclass(slots=True)
class Count:
    """How often a flaw was labelled, found, and both."""

    labelled: int = 0
    found: int = 0
    both: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is labelled."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found."""
        return self.both / self.labelled if self.labelled else 1.0

    def add(self, labelled: bool, found: bool) -> None:
        """Count one item."""
        self.labelled += labelled
        self.found += found
        self.both += labelled and found


def items() -> tuple[Gold, ...]:
    """Read the gold set."""
    return tuple(
        Gold(
            each["item"],
            each["half"],
            each["field"],
            frozenset(each["flaws"]),
            question(each["item"], each["question"]),
        )
        for path in sorted(CASES.glob("*.yml"))
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def question(name: str, short: dict[str, Any]) -> Question:
    """Fill up a question of the set with what each needs and no label depends on."""
    made = {
        "id": name,
        "outcome": "outcome",
        "bloom": "apply",
        "evidence": [{"finding": "EX-01"}],
        "rationale": "Filled in.",
        **short,
        **{key: _options(short["type"], short[key]) for key in ("options", "reasons") if key in short},
        **_own(short),
    }
    read = _READ.validate_python(made)
    object.__setattr__(read, "place", Nowhere(name))
    return read


def _options(kind: str, options: list[str]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number, option in enumerate(options):
        each: dict[str, Any] = {"id": "abcdef"[number], "feedback": f"Filled in {number}."}
        if kind == _WEIGHTED:
            made.append(each | {"weight": int(option[0]), "text": option[2:]})
        else:
            made.append(each | {"correct": option.startswith("= "), "text": option.removeprefix("= ")})
    return made


def _own(short: dict[str, Any]) -> dict[str, Any]:
    said = {"feedback_right": "Filled in.", "feedback_wrong": "Filled in too."}
    kind = short["type"]
    if kind == "match":
        sides = [{"id": "abcdef"[i], "left": a, "right": b, "feedback": "-"} for i, (a, b) in enumerate(short["pairs"])]
        return {"pairs": sides}
    if kind == "gap":
        return {"gaps": [gap | said for gap in short["gaps"]]}
    return {
        "true_false_why": {"feedback_true": "Filled in.", "feedback_false": "Filled in too."},
        "then_now": {"note": "law", "feedback_then": "Filled in.", "feedback_now": "Filled in too."},
        "short_answer": {"model_answer": "Filled in."},
    }.get(kind, {})


def found(gold: Iterable[Gold]) -> dict[str, set[str]]:
    """Return for each item the flaws that the rules find in it."""
    info = {"schema_version": "1", "id": "g", "title": "G", "summary": "G", "audience": ["G"], "version": "1"}
    course = Course(
        info=TypeAdapter(CourseInfo).validate_python(info | {"updated": "2026-11-22"}),
        questions=tuple(each.question for each in gold),
        words=Words(set_terms=SET_TERMS),
    )
    flaws = {code: flaw for flaw, code in FLAWS.items()}
    seen: dict[str, set[str]] = defaultdict(set)
    for check in CHECKS:
        if check.rule.code in flaws:
            for fault in check.find(course):
                seen[fault.place.path].add(flaws[check.rule.code])
    return seen


def counted(gold: tuple[Gold, ...], half: str) -> dict[str, Count]:
    """Count each flaw over one half of the set."""
    seen = found(gold)
    counts = {flaw: Count() for flaw in FLAWS}
    for each in gold:
        if each.half == half:
            for flaw, count in counts.items():
                count.add(flaw in each.flaws, flaw in seen[each.name])
    return counts


def total(counts: dict[str, Count], flaws: Iterable[str] = EXACT) -> Count:
    """Add up what was counted of some flaws."""
    parts = [counts[flaw] for flaw in flaws]
    return Count(*(sum(getattr(part, name) for part in parts) for name in ("labelled", "found", "both")))


def differences(gold: tuple[Gold, ...], half: str) -> Iterator[str]:
    """Yield each item on which label and rules differ."""
    seen = found(gold)
    for each in gold:
        if each.half == half:
            for flaw in sorted(each.flaws ^ seen[each.name]):
                yield f"{each.name}: {flaw} is {'labelled and not found' if flaw in each.flaws else 'found and not labelled'}"


def table(counts: dict[str, Count]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"{'flaw':24}{'rule':6}{'labelled':>9}{'found':>7}{'both':>6}{'precision':>11}{'recall':>8}"
    rows = [(flaw, FLAWS[flaw], counts[flaw]) for flaw in FLAWS]
    for name, code, count in (
        *rows,
        ("all exact flaws", "", total(counts)),
        ("all advice", "", total(counts, ADVISED)),
    ):
        figures = f"{count.labelled:9}{count.found:7}{count.both:6}{count.precision:11.2f}{count.recall:8.2f}"
        yield f"{name:24}{code:6}{figures}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the rules about items on the gold set.")
    parser.add_argument("--show", action="store_true", help="name the items on which label and rules differ")
    parser.add_argument("--half", choices=HALVES, help="one half only")
    given = parser.parse_args()
    gold = items()
    for half in (given.half,) if given.half else HALVES:
        size = Counter(each.half for each in gold)[half]
        clean = sum(not each.flaws for each in gold if each.half == half)
        print(f"\n{half}: {size} items, {clean} of them clean\n")
        print("\n".join(table(counted(gold, half))))
        if given.show:
            print("\n".join(["", *differences(gold, half)]))


if __name__ == "__main__":
    main()
