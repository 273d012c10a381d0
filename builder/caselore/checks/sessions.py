"""Sessions and local.yml: minutes that add up, parts that have what they need, places that can be filled."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, did_you_mean, quoted
from caselore.model.activity import Activity
from caselore.model.course import Course
from caselore.model.fields import minutes_of
from caselore.model.module import Module
from caselore.model.question import Question, Quiz
from caselore.model.session import SHEET_NAMES, Session, SessionPart, said
from caselore.prose import Directive, sections, slug

LONGEST = 100
"""Minutes that people may be asked to sit without a break."""


@check("P101", Severity.ERROR)
def minutes_add_up(course: Course) -> Iterator[Fault]:
    """The minutes of a session's parts do not add up.

    The run-sheet counts from the start through the parts. If they come to more or less than the session
    says, a trainer finds out in the room, and what is dropped then is the talk about what to do next.

    Failing:

    ```content/sessions/an-hour.yml
    title: An hour
    start: "9.30"
    minutes: 60
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 30, title: Opening}
      - {minutes: 20, title: Close}
    ```

    Passing:

    ```content/sessions/an-hour.yml
    title: An hour
    start: "9.30"
    minutes: 60
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 30, title: Opening}
      - {minutes: 30, title: Close}
    ```
    """
    for session in course.sessions:
        total = sum(part.minutes for part in session.parts)
        if total != session.minutes:
            off = abs(total - session.minutes)
            message = f"the parts come to {total} minutes, and the session takes {session.minutes}"
            hint = f"take {off} away, or" if total > session.minutes else f"there are {off} left to fill, or"
            yield Fault(place=session.place, keys=("minutes",), message=message, hint=f"{hint} write {total} here")


@check("P102", Severity.ERROR)
def past_midnight(course: Course) -> Iterator[Fault]:
    """A session runs past midnight.

    Its clock times would start again from nothing. Most often the start is in the wrong half of the day.

    Failing:

    ```content/sessions/an-evening.yml
    title: An evening
    start: "23.30"
    minutes: 60
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 60, title: All of it}
    ```

    Passing:

    ```content/sessions/an-evening.yml
    title: An evening
    start: "19.30"
    minutes: 60
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 60, title: All of it}
    ```
    """
    for session in course.sessions:
        end = minutes_of(session.start) + session.minutes
        if end > 24 * 60:
            message = f"a session of {session.minutes} minutes from {session.start} ends at {said(end)} the next day"
            yield Fault(place=session.place, keys=("start",), message=message, hint="write the start in 24 hours")


@check("P103", Severity.WARNING)
def too_short(course: Course) -> Iterator[Fault]:
    """A part is shorter than the activity it is for.

    An activity's minutes are the sum of its steps, debrief included. A part that gives less has to drop
    some, and says nothing of which.

    Failing:

    ```content/activities/a-talk.yml
    title: A talk
    type: reflection
    time_min: 15
    group: pairs
    aim: To try it.
    alone: Think about it.
    outcomes: [say-it]
    steps: [{min: 15, do: Talk.}]
    prompts: [What changed?]
    listen_for: [Plain words.]
    likely_answers: [It depends.]
    debrief: Say what you take home.
    adaptations: [Speak instead of writing.]
    ```

    ```content/modules/talks.md
    ---
    title: Talks
    order: 9
    summary: About talks.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Talk.
    ```

    ```content/sessions/an-hour.yml
    title: A short one
    start: "9.30"
    minutes: 5
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 5, activity: a-talk}
    ```

    Passing:

    ```content/activities/a-talk.yml
    title: A talk
    type: reflection
    time_min: 15
    group: pairs
    aim: To try it.
    alone: Think about it.
    outcomes: [say-it]
    steps: [{min: 15, do: Talk.}]
    prompts: [What changed?]
    listen_for: [Plain words.]
    likely_answers: [It depends.]
    debrief: Say what you take home.
    adaptations: [Speak instead of writing.]
    ```

    ```content/modules/talks.md
    ---
    title: Talks
    order: 9
    summary: About talks.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Talk.
    ```

    ```content/sessions/an-hour.yml
    title: A short one
    start: "9.30"
    minutes: 15
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 15, activity: a-talk}
    ```
    """
    for session in course.sessions:
        for number, part in enumerate(session.parts):
            activity = course.by_id.get(part.activity or "")
            if isinstance(activity, Activity) and part.minutes < activity.time_min and not part.notes:
                message = f"this part gives {part.minutes} minutes to an activity that takes {activity.time_min}"
                hint = "give it longer, or say in 'notes' which step is left out"
                yield Fault(place=session.place, keys=("parts", number, "minutes"), message=message, hint=hint)


@check("P104", Severity.WARNING)
def needs_what_is_not_there(course: Course) -> Iterator[Fault]:
    """A part needs a story or a module that the session does not bring.

    An activity works on its case studies. A quiz asks about what a module teaches, and some of its questions
    about a story. Where a session drops these and keeps the part, people are asked about something that
    they have not met. A story is brought by a part with `case`, or by a module that people have done before
    (`after`). A part with `module` brings none: a talk and a workbook name its stories and do not tell them.

    Where only some questions of a quiz have been prepared for, list those under `questions`. The run-sheet
    gives their numbers on the paper, and the slides show no others.

    Failing:

    ```content/quizzes/one-question.yml
    title: One question
    questions: [a-first-question]
    ```

    ```content/sessions/a-quiz.yml
    title: A quiz alone
    start: "9.30"
    minutes: 10
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 10, quiz: one-question}
    ```

    Passing:

    ```content/sessions/a-quiz.yml
    title: A talk instead
    start: "9.30"
    minutes: 10
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 10, title: What we do already}
    ```
    """
    for session in course.sessions:
        met = set(session.after)
        for name in session.after:
            met |= _on_page(course, name)
        for number, part in enumerate(session.parts):
            met |= {*part.about(), *part.messages}
            yield from _missing(course, session, number, met)


def _missing(course: Course, session: Session, number: int, met: set[str]) -> Iterator[Fault]:
    """Yield a fault for each story and module that a part needs and that has not been brought."""
    part = session.parts[number]
    activity, quiz = course.by_id.get(part.activity or ""), course.by_id.get(part.quiz or "")

    def fault(key: str, needs: str, hint: str) -> Fault:
        message = f"{needs}, which nothing before it brings"
        return Fault(place=session.place, keys=("parts", number, key), message=message, hint=hint)

    if isinstance(activity, Activity):
        for name in activity.cases:
            if name not in met:
                hint = f"put a part with 'case: {name}' before it"
                yield fault("activity", f"this part needs the case study {quoted(name)}", hint)
    if isinstance(quiz, Quiz):
        for name in _taught(course, quiz):
            if name not in met:
                hint = f"put a part with 'module: {name}' before it, or list it under 'after' if people have done it"
                yield fault("quiz", f"this part needs the module {quoted(name)}", hint)
        for name, which in _told(course, quiz, part).items():
            if name not in met:
                asks = f"questions {', '.join(which)} ask" if len(which) > 1 else f"question {which[0]} asks"
                hint = f"put a part with 'case: {name}' before it, or list under 'questions' those to ask instead"
                yield fault("quiz", f"{asks} about the case study {quoted(name)}", hint)


def _told(course: Course, quiz: Quiz, part: SessionPart) -> dict[str, list[str]]:
    """Return the stories that a part asks about, each with the numbers of the questions that do."""
    made: dict[str, list[str]] = {}
    for number, name in enumerate(quiz.questions, 1):
        asked = course.by_id.get(name)
        if isinstance(asked, Question) and asked.case and name in (part.questions or quiz.questions):
            made.setdefault(asked.case, []).append(str(number))
    return made


def _taught(course: Course, quiz: Quiz) -> dict[str, None]:
    """Return the modules that a quiz asks about, if it stands on a module's page; a mixed quiz needs none."""
    asked = (course.by_id.get(name) for name in quiz.questions)
    outcomes = [each.outcome for each in asked if isinstance(each, Question)]
    modules = dict.fromkeys(course.outcomes[name][0].id for name in outcomes if name in course.outcomes)
    return modules if len(modules) == 1 else {}


def _on_page(course: Course, name: str) -> set[str]:
    """Return the ids that a module's page names."""
    module = course.by_id.get(name)
    if not isinstance(module, Module):
        return set()
    parts = (part for part in sections(module.body) if isinstance(part, Directive))
    return {each for part in parts for each in part.argument.split()}


@check("P105", Severity.WARNING)
def no_break(course: Course) -> Iterator[Fault]:
    """People sit for more than 100 minutes without a break.

    Some people need a break sooner than others. Most people take in little after an hour and a half.

    Failing:

    ```content/sessions/long.yml
    title: A long one
    start: "9.30"
    minutes: 150
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 75, title: One}
      - {minutes: 75, title: Two}
    ```

    Passing:

    ```content/sessions/long.yml
    title: A long one
    start: "9.30"
    minutes: 165
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 75, title: One}
      - {minutes: 15, pause: true}
      - {minutes: 75, title: Two}
    ```
    """
    for session in course.sessions:
        sat = 0
        for number, part in enumerate(session.parts):
            sat = 0 if part.pause else sat + part.minutes
            if sat > LONGEST and sat - part.minutes <= LONGEST:
                message = f"by the end of this part people have sat for {sat} minutes"
                hint = "put a part with 'pause: true' before it"
                yield Fault(place=session.place, keys=("parts", number, "minutes"), message=message, hint=hint)


@check("P106", Severity.ERROR, fixed=True)
def logo(course: Course) -> Iterator[Fault]:
    """The logo of local.yml cannot be used.

    It is a picture under content/images, and it says in `logo_alt` what it shows. A picture without
    these words cannot be printed in a PDF that a screen reader can read.

    Failing:

    ```local.yml
    council: Exampleshire
    logo: images/logo.svg
    ```

    Passing:

    ```local.yml
    council: Exampleshire
    ```
    """
    local = course.local
    if local.logo is None:
        return
    if local.logo not in course.images:
        hint = did_you_mean(local.logo, course.images) or "put it under content/images and write images/NAME"
        yield Fault(place=local.place, keys=("logo",), message=f"there is no picture {quoted(local.logo)}", hint=hint)
    if not local.logo_alt:
        hint = "add 'logo_alt', such as 'Exampleshire Council'"
        yield Fault(
            place=local.place, keys=("logo",), message="this logo has no words for who cannot see it", hint=hint
        )


@check("P107", Severity.ERROR)
def sheet_known(course: Course) -> Iterator[Fault]:
    """A part needs a sheet that there is not.

    A part's `sheets` names sheets of the course as a whole, such as the action plan, or a handout of a
    module: its title in small letters with hyphens.

    Failing:

    ```content/sessions/a-close.yml
    title: A close
    start: "9.30"
    minutes: 10
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 10, title: Close, sheets: [action-plans]}
    ```

    Passing:

    ```content/sessions/a-close.yml
    title: A close
    start: "9.30"
    minutes: 10
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 10, title: Close, sheets: [action-plan]}
    ```
    """
    known = (*SHEET_NAMES, *_handouts(course))
    for session in course.sessions:
        for number, part in enumerate(session.parts):
            for index, name in enumerate(part.sheets):
                if name not in known:
                    hint = did_you_mean(name, known) or f"the sheets are: {', '.join(known)}"
                    yield Fault(
                        place=session.place,
                        keys=("parts", number, "sheets", index),
                        message=f"there is no sheet {quoted(name)}",
                        hint=hint,
                    )


def _handouts(course: Course) -> Iterator[str]:
    """Yield the names of all modules' handouts."""
    for module in course.modules:
        for part in sections(module.body):
            if isinstance(part, Directive) and part.name == "handout" and part.argument:
                yield slug(part.argument)


@check("P108", Severity.ERROR)
def question_of_the_quiz(course: Course) -> Iterator[Fault]:
    """A part asks a question that its quiz does not have.

    `questions` says which questions of the part's quiz are asked. Another question is not on the paper.

    Failing:

    ```content/sessions/a-start.yml
    title: A start
    start: "9.30"
    minutes: 10
    audience: [Everybody]
    purpose: To try it.
    parts:
      - {minutes: 10, title: A question, questions: [a-first-question]}
    ```

    Passing:

    ```content/sessions/a-start.yml
    title: A start
    start: "9.30"
    minutes: 10
    audience: [Everybody]
    purpose: To try it.
    after: [first-module]
    parts:
      - {minutes: 10, quiz: a-first-quiz, questions: [a-first-question]}
    ```
    """
    for session in course.sessions:
        for number, part in enumerate(session.parts):
            quiz = course.by_id.get(part.quiz or "")
            if part.quiz and quiz is None:
                continue  # that it is not there has been said
            for index, name in enumerate(part.questions):
                if not isinstance(quiz, Quiz) or name not in quiz.questions:
                    which = (
                        f"the quiz {quoted(quiz.id)} has no question" if isinstance(quiz, Quiz) else "no quiz here has"
                    )
                    yield Fault(
                        place=session.place,
                        keys=("parts", number, "questions", index),
                        message=f"{which} {quoted(name)}",
                        hint="name a question of the quiz that this part takes",
                    )


CHECKS: tuple[Check, ...] = (
    minutes_add_up,
    past_midnight,
    too_short,
    needs_what_is_not_there,
    no_break,
    logo,
    sheet_known,
    question_of_the_quiz,
)
