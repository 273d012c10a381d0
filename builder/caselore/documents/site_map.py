"""Say where each record of a course stands on the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from caselore.documents.back_links import BackLinks
from caselore.frozen import frozen
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.model.question import Question, Quiz
from caselore.prose import slug
from caselore.questions.in_one_line import in_one_line
from caselore.questions.registry import lower
from caselore.words import N_, say


@frozen
class Address:
    """A page of the site, and a place on it."""

    page: str
    """As Document.path."""
    title: str
    """What a link to it says."""
    anchor: str = ""


SiteMap = dict[str, Address]


def site_map(course: Course, links: BackLinks) -> SiteMap:
    """Turn a Course into the address of each of its records, outcomes and findings."""
    made: SiteMap = {}
    for module in course.modules:
        made[module.id] = Address(f"modules/{module.id}", module.title)
        for outcome in module.outcomes:
            made[outcome.id] = Address(f"modules/{module.id}", outcome.statement, "what-you-will-be-able-to-do")
    for case in course.case_studies:
        made[case.id] = Address(f"case-studies/{case.id}", case.title)
    for message in course.messages:
        made[message.id] = Address(f"messages/{message.id}", message.message)
    for source in course.sources:
        made[source.id] = Address(f"evidence/{source.id}", source.title)
        for finding in source.findings:
            made[finding.id] = Address(f"evidence/{source.id}", finding.id, slug(finding.id))
    for figure in course.figures:
        made[figure.id] = Address(f"evidence/{figure.source}", figure.title, figure.id)
    for note in course.legal_notes:
        made[note.id] = Address("law", note.title, note.id)
    for term in course.glossary:
        made[term.id] = Address("glossary", term.term, term.id)
    for session in course.sessions:
        made[session.id] = Address("trainers", session.title)
    for item in course.reading:
        made[item.id] = Address("reading", item.title, item.id)
    _add_questions(made, course, links)
    return made


def _add_questions(made: SiteMap, course: Course, links: BackLinks) -> None:
    """Place quizzes, questions and activities on the first page that shows them."""
    for module in course.modules:
        page = f"modules/{module.id}"
        for name in links.module_questions[module.id]:
            made.setdefault(name, Address(page, "", f"q-{name}"))
    for quiz in course.quizzes:
        shown = links.of(quiz.id, Module)
        page = f"modules/{shown[0].id}" if shown else f"quizzes/{quiz.id}"
        made[quiz.id] = Address(page, quiz.title, f"quiz-{quiz.id}")
        for name in quiz.questions:
            made.setdefault(name, Address(page, "", f"q-{name}"))
    for question in course.questions:
        if question.case and question.id not in made:
            made[question.id] = Address(f"case-studies/{question.case}", "", f"q-{question.id}")
        elif question.id not in made:
            made[question.id] = Address("questions", "", f"q-{question.id}")
    for question in course.questions:
        line = in_one_line(lower(question), course.info.language, *_places(question, course, made, links))
        made[question.id] = replace(made[question.id], title=line)
    for activity in course.activities:
        modules = links.of(activity.id, Module)
        page = f"modules/{modules[0].id}" if modules else "activities"
        made[activity.id] = Address(page, activity.title, f"activity-{activity.id}")


def _places(question: Question, course: Course, made: SiteMap, links: BackLinks) -> Iterator[str]:
    """Yield the title of the story that a question is about, and its number in the quiz where it stands."""
    case = course.by_id.get(question.case or "")
    if isinstance(case, CaseStudy):
        yield case.title
    for quiz in links.of(question.id, Quiz):
        if isinstance(quiz, Quiz) and made[quiz.id].page == made[question.id].page:
            number = quiz.questions.index(question.id) + 1
            yield say(course.info.language, N_("%(quiz)s, question %(n)s"), quiz=quiz.title, n=number)
            return


def relative(page: str, to: Address) -> str:
    """Return the address of a place as seen from a page, for sites with one folder a page."""
    if page == to.page:
        return f"#{to.anchor}" if to.anchor else "."
    made = _climb(_folder(page), _folder(to.page))
    return f"{made}/#{to.anchor}" if to.anchor else f"{made}/"


def relative_file(page: str, path: str) -> str:
    """Return the address of a file of the site as seen from a page."""
    return _climb(_folder(page), path)


@lru_cache(maxsize=4096)
def _climb(start: str, end: str) -> str:
    """Return the way from one path to another. posixpath.relpath asks the system where it is, each time."""
    ups, downs = (path.split("/") if path else [] for path in (start, end))
    shared = 0
    while shared < min(len(ups), len(downs)) and ups[shared] == downs[shared]:
        shared += 1
    return "/".join([".."] * (len(ups) - shared) + downs[shared:]) or "."


def _folder(page: str) -> str:
    return "" if page == "index" else page.removesuffix("/index")
