"""The glossary: each word in it means one thing."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course
from caselore.model.glossary import GlossaryTerm
from caselore.model.record import as_far_as_read
from caselore.model.walk import Keys


@check("R208", Severity.WARNING)
def same_spelling(course: Course) -> Iterator[Fault]:
    """Two terms of the glossary with one spelling.

    A word in a text is linked to the term that has it as `term` or among its `aliases`. Where two have it,
    capitals apart, one of them is never reached, and a learner may be shown the meaning that does not fit.
    Leave the spelling to the term that it mostly stands for, or make one term of the two.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person.
      aliases: [result]
    - id: result
      term: result
      plain: What a sum comes to.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes for a person.
      aliases: [outcomes]
    - id: result
      term: result
      plain: What a sum comes to.
    ```
    """
    first: dict[str, GlossaryTerm] = {}
    for term in course.legible(GlossaryTerm):
        for spelling, keys in as_far_as_read(_spellings(term)):
            other = first.setdefault(spelling.casefold(), term)
            if other is not term:
                message = f"the term with the id '{other.id}' has the spelling {quoted(spelling)} already"
                hint = "leave it to one of the two"
                yield Fault(place=term.place, keys=keys, message=message, hint=hint)


def _spellings(term: GlossaryTerm) -> Iterator[tuple[str, Keys]]:
    yield term.term, ("term",)
    for number, alias in enumerate(term.aliases):
        yield alias, ("aliases", number)


CHECKS: tuple[Check, ...] = (same_spelling,)
