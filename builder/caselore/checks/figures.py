"""Figures: what is worked out from a source's numbers comes to what the course says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, did_you_mean, quoted
from caselore.model.course import Course
from caselore.model.figure import DerivedValue, Figure, worked_out

_CONTEXT = Context(prec=60)


@check("E501", Severity.ERROR)
def arithmetic(course: Course) -> Iterator[Fault]:
    """A derived number that does not come to what is said.

    Each number in `derived` is worked out again, in exact decimals, from the values that it names, and
    rounded to its `decimals`; a half is rounded up. A wrong sum is taken into talks and reports, with the
    source's name on it.

    Failing:

    ```content/figures/three-weeks.yml
    title: Visits in three weeks
    source: an-example
    evidence: [{finding: EX-01}]
    unit: visits
    values:
      - {id: one, label: The first week, value: 8}
      - {id: three, label: The third week, value: 7}
    derived:
      - {label: Fewer in the third week, kind: percent-less, of: [one, three], value: 12, decimals: 0}
    does_not_prove: That anything was the better for it.
    ```

    Passing:

    ```content/figures/three-weeks.yml
    title: Visits in three weeks
    source: an-example
    evidence: [{finding: EX-01}]
    unit: visits
    values:
      - {id: one, label: The first week, value: 8}
      - {id: three, label: The third week, value: 7}
    derived:
      - {label: Fewer in the third week, kind: percent-less, of: [one, three], value: 12.5, decimals: 1}
    does_not_prove: That anything was the better for it.
    ```
    """
    for figure in course.figures:
        values = {each.id: each.value for each in figure.values}
        for number, each in enumerate(figure.derived):
            if all(name in values for name in each.of):
                right = _right(each, values)
                if right is not None and right != each.value:
                    message = f"{each.kind} of {_said(each, values)} is {right:f}, not {each.value:f}"
                    hint = f"write {right:f}, rounded to {_places(each.decimals)}, or mend what it is worked out from"
                    yield Fault(place=figure.place, keys=("derived", number, "value"), message=message, hint=hint)


def _right(each: DerivedValue, values: dict[str, Decimal]) -> Decimal | None:
    exact = worked_out(each.kind, tuple(values[name] for name in each.of))
    if exact is None:
        return None
    return exact.quantize(Decimal(1).scaleb(-each.decimals), rounding=ROUND_HALF_UP, context=_CONTEXT)


def _said(each: DerivedValue, values: dict[str, Decimal]) -> str:
    shown = [f"{values[name]:f}" for name in each.of]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _places(decimals: int) -> str:
    return "a whole number" if decimals == 0 else f"{decimals} place{'s' if decimals > 1 else ''}"


@check("E502", Severity.ERROR)
def cannot_be_worked_out(course: Course) -> Iterator[Fault]:
    """A derived number that cannot be worked out.

    `of` names values of the same figure by their ids, and no two values have the same id. All kinds but `sum`
    take two of them, and there is no share or percentage of nought. Nobody could follow such a number home.

    Failing:

    ```content/figures/three-weeks.yml
    title: Visits in three weeks
    source: an-example
    evidence: [{finding: EX-01}]
    unit: visits
    values:
      - {id: one, label: The first week, value: 8}
      - {id: three, label: The third week, value: 7}
    derived:
      - {label: Fewer in the third week, kind: difference, of: [one, threee], value: 1}
    does_not_prove: That anything was the better for it.
    ```

    Passing:

    ```content/figures/three-weeks.yml
    title: Visits in three weeks
    source: an-example
    evidence: [{finding: EX-01}]
    unit: visits
    values:
      - {id: one, label: The first week, value: 8}
      - {id: three, label: The third week, value: 7}
    derived:
      - {label: Fewer in the third week, kind: difference, of: [one, three], value: 1}
    does_not_prove: That anything was the better for it.
    ```
    """
    for figure in course.figures:
        names = [each.id for each in figure.values]
        for number, name in enumerate(names):
            if name in names[:number]:
                keys = ("values", number, "id")
                message, hint = f"the id '{name}' is used twice", "give this value another"
                yield Fault(place=figure.place, keys=keys, message=message, hint=hint)
        for number, derived in enumerate(figure.derived):
            yield from _unworkable(figure, number, derived)


def _unworkable(figure: Figure, number: int, derived: DerivedValue) -> Iterator[Fault]:
    values = {each.id: each.value for each in figure.values}
    unknown = [(at, name) for at, name in enumerate(derived.of) if name not in values]
    for at, name in unknown:
        message = f"this figure has no value {quoted(name)}"
        keys = ("derived", number, "of", at)
        yield Fault(place=figure.place, keys=keys, message=message, hint=did_you_mean(name, values))
    if unknown or worked_out(derived.kind, tuple(values[name] for name in derived.of)) is not None:
        return
    if len(derived.of) != 2:
        message, hint = f"{derived.kind} takes two values, not {len(derived.of)}", "only a sum takes more"
    else:
        message, hint = f"there is no {derived.kind} of nought", "name the values in the other order, or take this out"
    yield Fault(place=figure.place, keys=("derived", number, "of"), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (arithmetic, cannot_be_worked_out)
