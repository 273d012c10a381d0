"""Turn a Course into its counts: what a trainer, a manager or a README wants to know of its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from caselore.checks.pages import set_terms
from caselore.checks.reading import grade, sentences
from caselore.checks.texts import texts
from caselore.checks.vocabulary import is_read
from caselore.documents.back_links import back_links
from caselore.documents.coverage import is_used
from caselore.model.course import Course
from caselore.model.fields import Line, Markdown
from caselore.model.record import Evidence, can_be_read
from caselore.model.walk import marked
from caselore.prose import CITATION, plain_text


def stats(course: Course) -> dict[str, Any]:
    """Return counts under fixed keys; those of one kind by another thing are objects from its name to a number."""
    links = back_links(course)
    used = [each for source in course.sources for each in source.findings if is_used(source, each, links)]
    return {
        "modules": len(course.modules),
        "minutes_self_study": sum(each.duration_min.self_study for each in course.modules),
        "minutes_workshop": sum(each.duration_min.workshop for each in course.modules),
        "outcomes": len(course.outcomes),
        "outcomes_by_bloom": _counted(outcome.bloom for _, outcome in course.outcomes.values()),
        "case_studies": len(course.case_studies),
        "cases_by_tone": _counted(each.outcome_tone for each in course.case_studies),
        "cases_by_group": _counted(
            group for each in course.case_studies for group in {person.group for person in each.people if person.group}
        ),
        "cases_by_provenance": _counted(each.provenance for each in course.case_studies),
        "messages": len(course.messages),
        "messages_by_strength": _counted(each.strength for each in course.messages),
        "questions": len(course.questions),
        "question_types": len({each.type for each in course.questions}),
        "questions_by_type": _counted(each.type for each in course.questions),
        "questions_by_bloom": _counted(each.bloom for each in course.questions),
        "questions_on_a_case": sum(each.case is not None for each in course.questions),
        "quizzes": len(course.quizzes),
        "activities": len(course.activities),
        "activities_by_type": _counted(each.type for each in course.activities),
        "glossary_terms": len(course.glossary),
        "legal_notes": len(course.legal_notes),
        "legal_notes_by_confidence": _counted(each.confidence for each in course.legal_notes),
        "sources": len(course.sources),
        "findings": len(course.findings),
        "findings_used": len(used),
        "evidence_pointers": _evidence_pointers(course),
        "words": sum(_words(text) for text in _texts(course)),
        "reading_grade_by_module": _grades(course),
    }


def _grades(course: Course) -> dict[str, float]:
    """Return Flesch and Kincaid's grade of each module's page, as rule W101 works it out."""
    terms = set_terms(course) if can_be_read(course, "set_terms") else None
    made: dict[str, float] = {}
    for module in course.modules:
        said = [
            sentence
            for text in texts(course)
            if text.record is module and is_read(text)
            for sentence in sentences(text.masked, terms)
            if sentence.whole
        ]
        words, syllables = sum(each.words for each in said), sum(each.syllables for each in said)
        made[module.id] = round(grade(len(said), words, syllables), 1)
    return made


def _counted(names: Iterable[str]) -> dict[str, int]:
    """Return how often each name comes, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda each: (-each[1], each[0])))


def _texts(course: Course) -> Iterable[str]:
    """Yield what people read: Markdown and plain lines, and the pages of modules."""
    for record in course.records():
        yield from (text for _, _, text in marked(record, Markdown))
        yield from (text for _, _, text in marked(record, Line))
    yield from (module.body for module in course.modules)


def _words(text: str) -> int:
    return len(plain_text(text).split())


def _evidence_pointers(course: Course) -> int:
    """Count pointers in `evidence:` and codes cited in text."""
    pointed = sum(1 for record in course.records() for _ in _evidence(record))
    cited = sum(len(match[1].split(";")) for text in _texts(course) for match in CITATION.finditer(text))
    return pointed + cited


def _evidence(record: Any) -> Iterable[Evidence]:
    for name in getattr(record, "__dataclass_fields__", ()):
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Evidence):
                yield each
            elif hasattr(each, "__dataclass_fields__"):
                yield from _evidence(each)
