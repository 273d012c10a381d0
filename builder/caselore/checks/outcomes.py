"""Outcomes: a verb first that one can see, that fits the level, and one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.verbs import LEVELS_OF, UNMISTAKABLE, VAGUE
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.module import LearningOutcome, Module

_FIRST = re.compile(
    r"(?:(?:to\s+)?be\s+able\s+to\s+|to\s+)?(?:[a-z]+ly\s+)?(?P<verb>[a-z]+(?:-[a-z]+)*)", re.IGNORECASE
)
_VAGUE = re.compile(rf"(?:(?:to\s+)?be\s+able\s+to\s+|to\s+)?(?:[a-z]+ly\s+)?(?P<vague>{VAGUE})\b", re.IGNORECASE)
_NO_VERB = re.compile(
    r"(?:an?|the|this|that|these|those|it|there|you|your|we|our|they|their|people|learners|participants|staff"
    r"|workers|practitioners|managers|councils|how|why|what|who)\b(?!-)",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"(?P<comma>,)?\s(?:and|then|or)\s(?:then\s|also\s|[a-z]+ly\s)?"
    rf"(?P<verb>{'|'.join(UNMISTAKABLE.split())})\s"
    r"(?=(?:what|which|how|whether|why|when|where|who|that|the|an?|one|two|three|each|it|them|their|your|this|those|to)\b)",
)
_CLAUSE = re.compile(r"\b(?:how|what|who|whom|whose|which|that|when|why|whether|where|if|because)\b")
MIXED_FROM = 5
"""So many outcomes make a share that means something."""


def _outcomes(course: Course) -> Iterator[tuple[Module, int, LearningOutcome]]:
    for module in course.modules:
        for number, outcome in enumerate(module.outcomes):
            yield module, number, outcome


def _fault(module: Module, number: int, words: str, message: str, hint: str) -> Fault:
    keys = ("outcomes", number, "statement")
    return Fault(place=module.place, keys=keys, snippet=words, message=message, hint=hint)


@check("A511", Severity.WARNING)
def cannot_be_seen(course: Course) -> Iterator[Fault]:
    """An outcome that nobody can see.

    Nobody can watch a person understand, know or appreciate something, so neither a learner nor a trainer
    can tell whether the outcome was reached. Say what they will do: explain, compare, decide, write.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: see-it, statement: Understand what changes, bloom: understand}]
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
    outcomes: [{id: see-it, statement: Explain what changes, bloom: understand}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```
    """
    for module, number, outcome in _outcomes(course):
        if found := _VAGUE.match(outcome.statement):
            words = found["vague"]
            message = f"nobody can see a person '{words.lower()}'"
            yield _fault(module, number, words, message, "say what they will do, such as explain, compare or decide")


@check("A512", Severity.WARNING)
def verb_of_another_level(course: Course) -> Iterator[Fault]:
    """An outcome whose verb asks for another level.

    `bloom` decides which questions and activities fit, and the page shows it to trainers. A verb that does
    not fit makes a promise that nobody plans for. Many verbs fit several levels; verbs that caselore does
    not know are left alone. The levels are those of Anderson and Krathwohl (2001).

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: see-it, statement: List what changes, bloom: evaluate}]
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
    outcomes: [{id: see-it, statement: Judge what changes, bloom: evaluate}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```
    """
    for module, number, outcome in _outcomes(course):
        found = _FIRST.match(outcome.statement)
        levels = LEVELS_OF.get(found["verb"].lower()) if found else None
        if found and levels and outcome.bloom not in levels and not _VAGUE.match(outcome.statement):
            message = f"'{found['verb']}' does not ask learners to {outcome.bloom}"
            hint = f"it asks them to {_either(levels)}; change the verb, or 'bloom'"
            yield _fault(module, number, found["verb"], message, hint)


def _either(levels: frozenset[str]) -> str:
    *most, last = [
        each for each in ("remember", "understand", "apply", "analyse", "evaluate", "create") if each in levels
    ]
    return f"{', '.join(most)} or {last}" if most else last


@check("A513", Severity.ADVICE)
def two_things(course: Course) -> Iterator[Fault]:
    """An outcome that holds two things.

    Somebody may be able to do the one and not the other, and no result can say which. Make two outcomes of
    it. This may be left alone where the two are one act, such as to decide and to say why.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: see-it, statement: "Describe a plan, and choose one to try", bloom: understand}]
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
    outcomes: [{id: see-it, statement: Describe a plan and its cost, bloom: understand}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```
    """
    for module, number, outcome in _outcomes(course):
        for found in _SECOND.finditer(outcome.statement):
            if found["comma"] or not _CLAUSE.search(outcome.statement[: found.start()]):
                message = f"this outcome asks for a second thing: to {found['verb']}"
                hint = "make two outcomes of it, unless the two are one act"
                snippet = outcome.statement[found.start("verb") :]
                yield _fault(module, number, snippet, message, hint)
                break


@check("A514", Severity.WARNING)
def no_verb_first(course: Course) -> Iterator[Fault]:
    """An outcome or a practice message that does not start with a verb.

    An outcome ends the sentence "You will be able to", and a message tells a reader what to do. One that
    starts with a thing or with somebody says what is so, and leaves open what anybody should do about it.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: see-it, statement: The change in a person's life, bloom: apply}]
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
    outcomes: [{id: see-it, statement: Ask about the change in a person's life, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```
    """
    for module, number, outcome in _outcomes(course):
        if found := _NO_VERB.match(outcome.statement):
            hint = "start with what learners will do: explain, decide, write"
            yield _fault(module, number, found[0], f"an outcome starts with a verb, not with '{found[0]}'", hint)
    for message in course.messages:
        if found := _NO_VERB.match(message.message):
            text = f"a message starts with what to do, not with '{found[0]}'"
            hint = "start with a verb: ask, write, offer"
            yield Fault(place=message.place, keys=("message",), snippet=found[0], message=text, hint=hint)


@check("A515", Severity.ADVICE)
def much_recall(course: Course) -> Iterator[Fault]:
    """Many outcomes that ask only to remember or understand.

    Work is doing, choosing and judging. Where more than two in five outcomes of a course ask for no more than
    to remember or understand, learners can pass it and change nothing. Courses of fewer than five outcomes
    are not counted. This may be left alone in an introduction that another course builds on.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes:
      - {id: see-1, statement: Name a change, bloom: remember}
      - {id: see-2, statement: Describe a change, bloom: remember}
      - {id: see-3, statement: Explain a change, bloom: understand}
      - {id: see-4, statement: Outline a change, bloom: understand}
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
    outcomes:
      - {id: see-1, statement: Name a change, bloom: remember}
      - {id: see-2, statement: Ask about a change, bloom: apply}
      - {id: see-3, statement: Compare two changes, bloom: analyse}
      - {id: see-4, statement: Judge a change, bloom: evaluate}
    supervision_prompt: What did you say?
    ---
    Say it in short words.
    ```
    """
    blooms = [outcome.bloom for _, _, outcome in _outcomes(course)]
    low = sum(bloom in ("remember", "understand") for bloom in blooms)
    if len(blooms) >= MIXED_FROM and low * 5 > len(blooms) * 2:
        message = f"{low} of {len(blooms)} outcomes ask only to remember or understand"
        hint = "two in five is plenty; ask for what people do at work"
        yield Fault(place=course.info.place, keys=("title",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (cannot_be_seen, verb_of_another_level, two_things, no_verb_first, much_recall)
