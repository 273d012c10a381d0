"""Sizes: minutes that add up, and texts as short as their fields promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.minutes import Estimate, RunningOrder, estimate, running_orders
from caselore.diagnostics import Severity
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.record import Record
from caselore.prose import masked

_WORD = re.compile(r"[^\W_](?:[\w'’.,:/-]*[\w])?")

STORY_MOST = 350
"""Words; a story that is longer is not read to its decision."""
JUDGED_FROM = 10
"""Minutes of work on a page that is far enough to be judged."""
LEAST, MOST = 0.6, 1.6


def words_in(text: str) -> int:
    """Return how many words a text has for a reader: without citations and addresses."""
    return len(_WORD.findall(masked(text)))


@check("A521", Severity.WARNING)
def steps_of_an_activity(course: Course) -> Iterator[Fault]:
    """An activity whose steps do not add up to its time.

    `time_min` is the minutes of the steps, added up. A trainer plans the day by it, and people plan who
    looks after whom meanwhile. A few minutes that are missing come out of the talk at the end.

    Failing:

    ```content/activities/a-short-talk.yml
    title: A short talk
    type: reflection
    time_min: 15
    group: pairs
    aim: To talk.
    alone: Write it down.
    outcomes: [say-what-changes]
    steps: [{min: 5, do: Talk.}, {min: 5, do: Change over.}]
    prompts: [What changed?]
    listen_for: [Services]
    likely_answers: [Most speak of services.]
    debrief: Ask for one.
    adaptations: [Write instead.]
    ```

    Passing:

    ```content/activities/a-short-talk.yml
    title: A short talk
    type: reflection
    time_min: 10
    group: pairs
    aim: To talk.
    alone: Write it down.
    outcomes: [say-what-changes]
    steps: [{min: 5, do: Talk.}, {min: 5, do: Change over.}]
    prompts: [What changed?]
    listen_for: [Services]
    likely_answers: [Most speak of services.]
    debrief: Ask for one.
    adaptations: [Write instead.]
    ```
    """
    for activity in course.activities:
        total = sum(step.min for step in activity.steps)
        if total != activity.time_min:
            message = f"the steps add up to {total} minutes, not {activity.time_min}"
            hint = f"write {total}, or change the steps"
            yield Fault(place=activity.place, keys=("time_min",), message=message, hint=hint)


@check("A522", Severity.WARNING)
def running_order(course: Course) -> Iterator[Fault]:
    """A running order that does not add up to the time of the workshop.

    A table in a facilitator's note whose first column is `Minutes` is the running order of the workshop. Its
    minutes add up to `workshop` in `duration_min`; several tables may be parts of it, or each a whole. A
    trainer who follows one that does not will run out of time in the most important part, the last.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 30}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{facilitator}
    | Minutes | What |
    |---|---|
    | 5 | Opening |
    | 20 | Practice |
    :::
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 25}
    outcomes: [{id: say-it-plainly, statement: Say plainly what changes, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{facilitator}
    | Minutes | What |
    |---|---|
    | 5 | Opening |
    | 20 | Practice |
    :::
    ```
    """
    for module in course.modules:
        wanted, tables = module.duration_min.workshop, running_orders(module.body)
        if sum(each.total for each in tables) == wanted:
            continue
        for each in tables:
            if each.total != wanted:
                yield _off(module, each, wanted)


def _off(module: Module, table: RunningOrder, wanted: int) -> Fault:
    message = f"these add up to {table.total} minutes, and the workshop is to take {wanted}"
    hint = "change a part, or 'workshop' in 'duration_min'"
    keys = ("body", table.line, table.line + 1)
    return Fault(place=module.place, keys=keys, snippet=table.heading, message=message, hint=hint)


@check("A523", Severity.ADVICE)
def self_study_time(course: Course) -> Iterator[Fault]:
    """Minutes of self-study that do not fit what there is to do.

    Counted are the words at 200 a minute, 45 seconds to think over a question, two minutes where something is
    to be written, and what an activity takes alone. The words are those of the page, of what it shows, of the
    questions with the feedback on a right answer and the reasons, and of what an activity is and how to do it
    alone. A guess that is far out makes people start what they cannot finish, or not start at all. This may be
    left alone if people who tried the module took as long as it says.

    Failing:

    ```in a module
    duration_min: {self_study: 45, workshop: 20}
    body: |
      :::{reflect} today
      What changed for somebody today?
      :::

      :::{reflect} tomorrow
      What will you ask tomorrow?
      :::

      :::{reflect} next-week
      Whom will you ask next week?
      :::

      :::{reflect} next-month
      What will you have tried by then?
      :::

      :::{reflect} next-year
      What would you like to look back on?
      :::
    ```

    Passing:

    ```in a module
    duration_min: {self_study: 10, workshop: 20}
    body: |
      :::{reflect} today
      What changed for somebody today?
      :::

      :::{reflect} tomorrow
      What will you ask tomorrow?
      :::

      :::{reflect} next-week
      Whom will you ask next week?
      :::

      :::{reflect} next-month
      What will you have tried by then?
      :::

      :::{reflect} next-year
      What would you like to look back on?
      :::
    ```
    """
    for module in course.modules:
        made = estimate(course, module, words_in)
        said = module.duration_min.self_study
        if made.minutes >= JUDGED_FROM and not LEAST <= said / made.minutes <= MOST:
            message = f"{said} minutes are given, and {_told(made)} come to about {round(made.minutes)}"
            hint = "let somebody try it, and write what they took"
            yield Fault(place=module.place, keys=("duration_min", "self_study"), message=message, hint=hint)


def _told(made: Estimate) -> str:
    counts = ((made.words, "word"), (made.questions, "question"), (made.writing, "piece of writing"))
    parts = [f"{number:,} {word if number == 1 else _several[word]}" for number, word in counts if number]
    if made.alone:
        parts.append(f"{made.alone} minutes of activities")
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


_several = {"word": "words", "question": "questions", "piece of writing": "pieces of writing"}

_PROMISED = (
    ("modules", "summary", 40),
    ("case_studies", "summary", 60),
    ("messages", "message", 20),
    ("messages", "why", 50),
    ("glossary", "plain", 25),
)
"""The most words of each field, as its description says."""


@check("A524", Severity.WARNING)
def longer_than_promised(course: Course) -> Iterator[Fault]:
    """A text that is longer than its field allows.

    A module's summary has at most 40 words and a case study's 60; a practice message 20 and its reasons 50; a
    meaning in the glossary 25. They stand on cards, in lists and in the margin, where people look something
    up in the middle of a day: longer, they are not read, and do not fit on the printed card.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: >-
        What changes for a person, as they would say it, in their own words and not in those of a form, at
        home, at work, with friends or anywhere else that matters to them.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person, as they would say it.
    ```
    """
    for field, key, most in _PROMISED:
        records: tuple[Record, ...] = getattr(course, field)
        for each in records:
            text = getattr(each, key)
            if len(text) > most and (count := words_in(text)) > most:
                message = f"{count} words, where {most} are the most"
                yield Fault(place=each.place, keys=(key,), message=message, hint=f"take out {count - most} or more")


@check("A525", Severity.ADVICE)
def long_story(course: Course) -> Iterator[Fault]:
    """A story that is long before its decision.

    A story of up to 350 words is read in two minutes, and its people are still in mind at "Stop and think".
    What does not bear on the decision can go, or stand in `what_happened`. This may be left alone where each
    part is needed to decide.
    """
    for case in course.case_studies:
        count = sum(words_in(part.text) for part in case.story)
        if count > STORY_MOST:
            message = f"the story has {count} words before its decision"
            hint = f"about {STORY_MOST} are the most that are kept in mind"
            yield Fault(place=case.place, keys=("story",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (
    steps_of_an_activity, running_order, self_study_time, longer_than_promised, long_story,
)  # fmt: skip
