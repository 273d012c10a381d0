"""Alignment: each outcome taught, practised and tested, at the level that it promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity
from caselore.model.alignment import Served, alignment
from caselore.model.course import Course
from caselore.model.fields import Bloom

LEVELS: tuple[str, ...] = get_args(Bloom)
"""Kinds of thinking, from the least demanding."""


def _at(served: Served, message: str, hint: str, key: str = "statement") -> Fault:
    keys = ("outcomes", served.number, key)
    return Fault(place=served.module.place, keys=keys, message=message, hint=hint)


@check("A501", Severity.WARNING)
def not_tested(course: Course) -> Iterator[Fault]:
    """A learning outcome that no question tests.

    What is promised at the top of a module is tried out in it. Without a question a learner cannot find
    out whether they can do it, and nobody else can. A question says in `outcome` what it tests. For an
    outcome of kind `value`, which no mark can measure, a reflection will do; an opening with `order: 0` is
    not tested. After Biggs's constructive alignment: outcomes, teaching and questions call for the same.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply, kind: value}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{question} my-words
    :::
    ```

    ```content/questions/my-words.yml
    type: reflect
    stem: What did you say last week?
    outcome: say-it-plainly
    bloom: apply
    ```
    """
    found = alignment(course)
    for each in found.served:
        if found.complete and not each.tested and each.module.order:
            hint = f"write a question with 'outcome: {each.outcome.id}', or promise less"
            yield _at(each, "no question tests this outcome", hint)


@check("A502", Severity.WARNING)
def not_practised(course: Course) -> Iterator[Fault]:
    """A learning outcome that nothing practises.

    Reading about a thing and being asked about it do not make anybody able to do it. Let learners try
    it before the quiz: in an activity, in a reflection, or by a question within the text.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{question} my-words
    :::
    ```

    ```content/questions/my-words.yml
    type: reflect
    stem: What did you say last week?
    outcome: say-it-plainly
    bloom: apply
    ```
    """
    found = alignment(course)
    for each in found.served:
        if found.complete and not each.practised:
            hint = f"let an activity or a reflection serve '{each.outcome.id}', or put a question into the text"
            yield _at(each, "nothing lets learners practise this outcome before the quiz", hint)


@check("A503", Severity.WARNING)
def teaches_nothing(course: Course) -> Iterator[Fault]:
    """A module whose page teaches nothing.

    Its page has neither text nor a case study, message or point of law for learners, nor an activity
    that serves one of its outcomes. They would be asked about what nobody has told them.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    :::{facilitator}
    Say it in short words.
    :::
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```
    """
    found = alignment(course)
    taught = {each.module.id for each in found.served if each.taught}
    for module in course.modules:
        if found.complete and module.outcomes and module.id not in taught:
            hint = "write text, or show a case study or a message"
            message = "the page of this module teaches nothing"
            yield Fault(place=module.place, keys=("title",), message=message, hint=hint)


@check("A507", Severity.ADVICE)
def asks_for_less(course: Course) -> Iterator[Fault]:
    """An outcome at a higher level than all that serves it.

    The outcome promises that learners can apply, judge or make something; every question on it asks them
    to remember or understand, and no activity serves it. They could answer all of them and still not be
    able to do what was promised. This may be left alone where the practice happens elsewhere, such as
    under observation.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{question} my-words
    :::
    ```

    ```content/questions/my-words.yml
    type: reflect
    stem: Which words are short?
    outcome: say-it-plainly
    bloom: remember
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{question} my-words
    :::
    ```

    ```content/questions/my-words.yml
    type: reflect
    stem: What would you say to her?
    outcome: say-it-plainly
    bloom: apply
    ```
    """
    found = alignment(course)
    for each in found.served:
        asked = [*each.questions, *each.reflections]
        if not found.complete or not asked or each.activities or LEVELS.index(each.outcome.bloom) < 2:
            continue
        best = max((question.bloom for question in asked), key=LEVELS.index)
        if LEVELS.index(best) < 2:
            message = f"this promises '{each.outcome.bloom}', and all that serves it asks to {best}"
            yield _at(each, message, "add a question or an activity that has learners do it", "bloom")


CHECKS: tuple[Check, ...] = (not_tested, not_practised, teaches_nothing, asks_for_less)
