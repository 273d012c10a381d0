"""Find what a module's page names: its messages, law, activities and quizzes, each once, in its order."""

from __future__ import annotations

from typing import Any

from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.question import Quiz
from caselore.prose import Directive, sections


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
