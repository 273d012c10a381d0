"""Find what the pages of modules name: their messages, law, activities and quizzes, each once, in their order."""

from __future__ import annotations

from typing import Any

from caselore.model.activity import Activity
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.question import Quiz
from caselore.prose import Directive, sections, slug


def named_in(course: Course, module: Module, directive: str) -> tuple[Any, ...]:
    """Return the records that a kind of directive names on a module's page."""
    names = dict.fromkeys(
        name
        for part in sections(module.body)
        if isinstance(part, Directive) and part.name == directive
        for name in part.argument.split()
    )
    return tuple(course.by_id[name] for name in names if name in course.by_id)


def quizzes_of(course: Course, module: Module) -> tuple[Quiz, ...]:
    """Return the quizzes on a module's page."""
    return named_in(course, module, "quiz")


def handouts_of(module: Module) -> dict[str, str]:
    """Return the titles of the handouts on a module's page, by the names that sessions and files use."""
    parts = (part for part in sections(module.body) if isinstance(part, Directive) and part.name == "handout")
    return {slug(part.argument): part.argument for part in parts if part.argument}


def activities_in_order(course: Course) -> tuple[Activity, ...]:
    """Return all activities as the modules come to them, and then those that none shows."""
    shown = [each for module in course.modules for each in named_in(course, module, "activity")]
    return tuple({each.id: each for each in (*shown, *course.activities)}.values())


def quizzes_in_order(course: Course) -> tuple[Quiz, ...]:
    """Return all quizzes as the modules come to them, and then the others in their own order."""
    shown = [each for module in course.modules for each in quizzes_of(course, module)]
    others = sorted(course.quizzes, key=lambda each: (each.order is None, each.order or 0))
    return tuple({each.id: each for each in (*shown, *others)}.values())
