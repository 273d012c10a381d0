"""Pages: each question and activity on a page that promises what it serves, and modules in their order."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, quoted
from caselore.model.alignment import alignment
from caselore.model.course import Course


@check("A504", Severity.WARNING)
def shown_nowhere(course: Course) -> Iterator[Fault]:
    """A question or activity that no page of the course shows.

    No module shows it, no quiz asks it, and it is not about a case study, on whose page it would stand. It
    goes to a page of leftovers that nothing leads to, so no learner will meet it.

    Failing:

    ```content/questions/my-words.yml
    type: reflect
    stem: What did you say last week?
    outcome: say-what-changes
    bloom: apply
    ```

    Passing:

    ```content/questions/my-words.yml
    type: reflect
    stem: What did you say last week?
    outcome: say-what-changes
    bloom: apply
    ```

    ```content/quizzes/second-steps.yml
    title: Second steps
    questions: [my-words]
    ```
    """
    found = alignment(course)
    asked = {name for quiz in course.quizzes for name in quiz.questions}
    if not found.complete:
        return
    for question in course.questions:
        if question.id not in found.homes and question.id not in asked and not question.case:
            hint = "ask it in a quiz, show it in a module, or take it out"
            message = "no module, quiz or case study shows this question"
            yield Fault(place=question.place, keys=("stem",), message=message, hint=hint)
    for activity in course.activities:
        if activity.id not in found.homes:
            hint = f"write ':::{{activity}} {activity.id}' in a module, or take it out"
            yield Fault(place=activity.place, keys=("title",), message="no module shows this activity", hint=hint)


@check("A505", Severity.WARNING)
def of_another_module(course: Course) -> Iterator[Fault]:
    """A question or activity on the page of another module.

    It serves none of the outcomes of the module that shows it, so learners are asked for what is not promised
    there. Earlier modules may be recalled: name them in `recall_from` or `prerequisites`. An opening with
    `order: 0` may ask what people know of all that follows.

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

    ```content/modules/third.md
    ---
    title: Third
    order: 3
    summary: A third module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: ask-for-it, statement: Ask what should change, bloom: apply}]
    supervision_prompt: What did you ask?
    ---
    Ask in short words.
    ```

    ```content/questions/my-words.yml
    type: reflect
    stem: What did you ask last week?
    outcome: ask-for-it
    bloom: apply
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
    homes = alignment(course).homes
    everything = [(each, (each.outcome,), ("outcome",)) for each in course.questions]
    everything += [(each, each.outcomes, ("outcomes",)) for each in course.activities]  # type: ignore[misc]
    for record, outcomes, keys in everything:
        owners = {course.outcomes[name][0].id for name in outcomes if name in course.outcomes}
        shown = homes.get(record.id, ())
        if not owners or not shown or not all(module.order for module in shown):
            continue
        if not any(owners & {module.id, *module.recall_from, *module.prerequisites} for module in shown):
            message = f"this stands in {quoted(shown[0].title)}, which does not promise that outcome"
            hint = "name an outcome of that module, show it elsewhere, or let that module recall the other one"
            yield Fault(place=record.place, keys=keys, message=message, hint=hint)


@check("A506", Severity.ADVICE)
def without_quiz(course: Course) -> Iterator[Fault]:
    """A module without a quiz.

    Being asked makes people remember more than reading again does, and a few questions at the end tell
    learners where they stand. An opening with `order: 0` needs none. This may be left alone where the
    module ends in something that does the same, such as an observed conversation.

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
    order: 0
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```
    """
    shown = alignment(course).shown
    for module in course.modules:
        if module.order and not shown[module.id].quizzes:
            hint = "write ':::{quiz} its-id' near the end"
            yield Fault(place=module.place, keys=("title",), message="this module has no quiz", hint=hint)


@check("A508", Severity.ERROR)
def recalls_later(course: Course) -> Iterator[Fault]:
    """A module that recalls a later one.

    `recall_from` and `prerequisites` name what a learner has done before: the page opens with "Before you
    start, recall what you took from". A module that comes later, or the module itself, cannot be recalled.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    recall_from: [second]
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
    ```
    """
    place = {module.id: number for number, module in enumerate(course.modules)}
    for module in course.modules:
        for key in ("recall_from", "prerequisites"):
            for number, name in enumerate(getattr(module, key)):
                if place.get(name, -1) >= place[module.id]:
                    what = "a module cannot recall itself" if name == module.id else f"'{name}' comes after this module"
                    hint = "name an earlier module, or change the order"
                    yield Fault(place=module.place, keys=(key, number), message=what, hint=hint)


CHECKS: tuple[Check, ...] = (shown_nowhere, of_another_module, without_quiz, recalls_later)
