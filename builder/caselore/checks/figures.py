"""Figures: what is worked out from a source's numbers comes to what the course says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, did_you_mean, quoted
from caselore.model.course import Course
from caselore.model.figure import DerivedValue, Figure, exact_values, worked_out

_CONTEXT = Context(prec=60)
_SHOWN = Context(prec=22)
"""As many digits as a number may have; one that was worked out may go on for ever."""


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
    does_not_prove: [That anything was the better for it.]
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
    does_not_prove: [That anything was the better for it.]
    ```
    """
    for figure in course.figures:
        values = exact_values(figure)
        for number, each in enumerate(figure.derived):
            right = _right(each, values)
            if right is not None and right != each.value:
                message = f"{each.kind} of {_said(each, values)} is {right:f}, not {each.value:f}"
                hint = f"write {right:f}, rounded to {_places(each.decimals)}, or mend what it is worked out from"
                yield Fault(place=figure.place, keys=("derived", number, "value"), message=message, hint=hint)


def _right(each: DerivedValue, values: dict[str, Decimal]) -> Decimal | None:
    if not all(name in values for name in each.of):
        return None
    exact = worked_out(each.kind, tuple(values[name] for name in each.of))
    if exact is None:
        return None
    return exact.quantize(Decimal(1).scaleb(-each.decimals), rounding=ROUND_HALF_UP, context=_CONTEXT)


def _said(each: DerivedValue, values: dict[str, Decimal]) -> str:
    shown = [f"{values[name].normalize(_SHOWN):f}" for name in each.of]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _places(decimals: int) -> str:
    return "a whole number" if decimals == 0 else f"{decimals} place{'s' if decimals > 1 else ''}"


@check("E502", Severity.ERROR)
def cannot_be_worked_out(course: Course) -> Iterator[Fault]:
    """A derived number that cannot be worked out.

    `of` names values of the same figure by their ids, or derived ones that stand above, and no two have the
    same id. All kinds but `sum` take two of them, and there is no share or percentage of nought. Nobody
    could follow such a number home.

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
    does_not_prove: [That anything was the better for it.]
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
    does_not_prove: [That anything was the better for it.]
    ```
    """
    for figure in course.figures:
        yield from _repeated(figure)
        for number, derived in enumerate(figure.derived):
            yield from _unworkable(figure, number, derived)


def _repeated(figure: Figure) -> Iterator[Fault]:
    taken: set[str] = set()
    ids = [(("values", number, "id"), each.id) for number, each in enumerate(figure.values)]
    for keys, name in [*ids, *((("derived", number, "id"), each.id) for number, each in enumerate(figure.derived))]:
        if name in taken:
            yield Fault(
                place=figure.place, keys=keys, message=f"the id '{name}' is used twice", hint="give this one another"
            )
        taken |= {name} if name else set()


def _unworkable(figure: Figure, number: int, derived: DerivedValue) -> Iterator[Fault]:
    known = {each.id for each in figure.values} | {each.id for each in figure.derived[:number] if each.id}
    unknown = [(at, name) for at, name in enumerate(derived.of) if name not in known]
    for at, name in unknown:
        later = any(each.id == name for each in figure.derived[number:])
        message = f"{quoted(name)} is worked out further down" if later else f"this figure has no value {quoted(name)}"
        hint = "put that one above this one" if later else did_you_mean(name, known)
        yield Fault(place=figure.place, keys=("derived", number, "of", at), message=message, hint=hint)
    values = exact_values(figure)
    of = tuple(values[name] for name in derived.of if name in values)
    if unknown or len(of) != len(derived.of) or worked_out(derived.kind, of) is not None:
        return
    if len(of) != 2:
        message, hint = f"{derived.kind} takes two values, not {len(of)}", "only a sum takes more"
    else:
        message, hint = f"there is no {derived.kind} of nought", "name the values in the other order, or take this out"
    yield Fault(place=figure.place, keys=("derived", number, "of"), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (arithmetic, cannot_be_worked_out)
