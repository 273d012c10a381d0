"""Turn a module into its page: front matter first, then its Markdown with the directives filled in."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.documents.blocks import (
    ActivityBlock,
    Block,
    Bullets,
    CaseCards,
    Document,
    Done,
    Eyebrow,
    FacilitatorBox,
    HandoutBlock,
    Heading,
    Lead,
    Links,
    MessageCards,
    Outcomes,
    Prose,
    QuestionBlock,
    ThenNow,
)
from caselore.documents.questions import question_block, quiz_block
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.prose import Directive, literal, plain_line, plain_text, sections
from caselore.prose import Heading as ProseHeading
from caselore.questions.reflect import reflection
from caselore.words import N_, say


def module_page(course: Course, module: Module, *, facilitator: bool) -> Document:
    """Turn a module into its page."""
    blocks: list[Block] = [
        Eyebrow(parts=_duration(course, module, facilitator=facilitator)),
        Heading(level=1, text=module.title),
        Lead(text=module.summary),
        Heading(level=2, text=N_("What you will be able to do")),
        Outcomes(outcomes=module.outcomes),
    ]
    if module.recall_from or module.prerequisites:
        blocks += [
            Prose(text=N_("Before you start, recall what you took from:")),
            Links(ids=(*module.prerequisites, *module.recall_from)),
        ]
    if facilitator and module.facilitator:
        blocks += _facilitator_notes(module)
    for part in sections(module.body):
        blocks += _part(course, part, facilitator=facilitator)
    blocks += [
        Heading(level=2, text=N_("Take it to supervision")),
        Prose(text=module.supervision_prompt),
        Done(module=module),
        *_next(course, module),
    ]
    return Document(
        path=f"modules/{module.id}",
        title=module.title,
        description=plain_text(module.summary),
        blocks=tuple(blocks),
        source=module.place.path if module.place else "",
    )


def _duration(course: Course, module: Module, *, facilitator: bool) -> tuple[str, ...]:
    """Say how long it takes by oneself, and for facilitators how long they need in a room."""
    language, time = course.info.language, module.duration_min
    if not facilitator:
        return (N_("Module"), say(language, N_("%(n)s min"), n=time.self_study))
    alone = say(language, N_("%(n)s min by yourself"), n=time.self_study)
    return (N_("Module"), say(language, N_("%(n)s min in a room"), n=time.workshop), alone)


def _next(course: Course, module: Module) -> Iterator[Block]:
    """Say where to go on."""
    at = course.modules.index(module) + 1
    if at < len(course.modules):
        title = literal(course.modules[at].title)
        yield Prose(
            text=say(course.info.language, N_("Next: [%(title)s](#%(id)s)"), title=title, id=course.modules[at].id)
        )


def _part(course: Course, part: object, *, facilitator: bool) -> Iterator[Block]:
    if isinstance(part, ProseHeading):
        yield Heading(level=max(2, part.level), text=plain_line(part.text))
    elif isinstance(part, Directive):
        if part.name != "facilitator":
            yield from _directive(course, part)
        elif facilitator:
            yield FacilitatorBox(title=N_("For facilitators"), blocks=(Prose(text=part.body),))
    else:
        yield Prose(text=part.text)  # type: ignore[attr-defined]


def _directive(course: Course, part: Directive) -> Iterator[Block]:
    records = tuple(course.by_id[name] for name in part.argument.split() if part.name not in ("reflect", "handout"))
    match part.name:
        case "case-study":
            yield CaseCards(cases=records)  # type: ignore[arg-type]
        case "message":
            yield MessageCards(messages=records)  # type: ignore[arg-type]
        case "then-now":
            yield ThenNow(notes=records)  # type: ignore[arg-type]
        case "activity":
            yield from (ActivityBlock(activity=each) for each in records)  # type: ignore[arg-type]
        case "question":
            yield from (question_block(course, each) for each in records)  # type: ignore[arg-type]
        case "quiz":
            yield from (quiz_block(course, each) for each in records)  # type: ignore[arg-type]
        case "handout":
            yield HandoutBlock(title=part.argument, text=part.body)
        case "reflect":
            yield QuestionBlock(item=reflection(part.argument, part.body.strip()))


def _facilitator_notes(module: Module) -> list[Block]:
    notes = module.facilitator
    if notes is None:
        return []
    inside: list[Block] = [
        Prose(text=N_("**Before the day**")),
        Bullets(items=notes.prep),
        Prose(text=N_("**To open with**")),
        Prose(text=notes.script),
    ]
    if notes.misconceptions:
        answered = tuple(f"**{each.belief}** {each.answer}" for each in notes.misconceptions)
        inside += [Prose(text=N_("**What people often believe**")), Bullets(items=answered)]
    if notes.local_inserts:
        inside += [Prose(text=N_("**To fill in locally**")), Bullets(items=notes.local_inserts)]
    inside += [Prose(text=N_("**If you are short of time**")), Prose(text=notes.cut_down)]
    return [FacilitatorBox(title=N_("Running this module in a room"), blocks=tuple(inside))]
