"""Turn a Course into the Documents of its site, page by page, and the list that the sidebar shows."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.documents import evidence, front
from caselore.documents.alignment import alignment_page
from caselore.documents.back_links import BackLinks, back_links
from caselore.documents.blocks import Document, Download
from caselore.documents.case_study import case_study_page
from caselore.documents.coverage import coverage_page
from caselore.documents.downloads import with_downloads
from caselore.documents.module import module_page
from caselore.documents.reading import reading_page
from caselore.documents.site_map import Address, SiteMap, site_map
from caselore.documents.state import PATH as STATE
from caselore.documents.state import State, state_page
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.question import Question, Quiz
from caselore.words import N_


@frozen
class NavEntry:
    """An entry of the sidebar: a page, or a group of entries."""

    title: str
    page: str = ""
    entries: tuple[NavEntry, ...] = ()


@frozen
class Site:
    """What a site is made of. Pages are made when asked for, so that few are in memory at a time."""

    course: Course
    facilitator: bool
    links: BackLinks
    addresses: SiteMap
    state: State | None = None
    """For the facilitator's edition: what the checks say."""
    downloads: tuple[Download, ...] = ()

    def documents(self) -> Iterator[Document]:
        """Yield every page, with the sheets that can be taken away from it."""
        for page in self._documents():
            yield with_downloads(page, self.downloads, self.course, self.links, front.law_line(self.course))

    def _documents(self) -> Iterator[Document]:
        course, links, facilitator = self.course, self.links, self.facilitator
        modules = front.with_questions(course)
        yield front.home_page(course, modules)
        yield front.modules_page(modules)
        yield from (module_page(course, each, facilitator=facilitator) for each in course.modules)
        yield front.library_page(course)
        yield from (case_study_page(course, each, links, facilitator=facilitator) for each in course.case_studies)
        yield evidence.messages_page(course)
        yield from (evidence.message_page(course, each, links) for each in course.messages)
        yield evidence.evidence_page(course)
        yield from (evidence.source_page(course, each, links) for each in course.sources)
        yield evidence.law_page(course)
        yield evidence.glossary_page(course)
        yield coverage_page(course, links)
        if course.reading:
            yield reading_page(course)
        yield from self.loose()
        yield front.learning_page(course, modules)
        yield front.trainers_page(course, facilitator=facilitator, state=self.state is not None)
        if self.state:
            yield state_page(course, self.state)
        if facilitator:
            yield alignment_page(course)
            yield from (front.key_page(course, quiz) for quiz in course.quizzes)
        yield front.about_page(course)

    def loose(self) -> Iterator[Document]:
        """Yield pages for what no module or case study shows."""
        course, at = self.course, self.addresses
        yield from (front.quiz_page(course, each) for each in self._loose_quizzes())
        loose: list[Question] = [each for each in course.questions if at[each.id].page == "questions"]
        if loose:
            yield front.loose_questions_page(course, loose)
        names = [each.id for each in course.activities if at[each.id].page == "activities"]
        if names:
            yield front.loose_activities_page(course, names)

    def _loose_quizzes(self) -> list[Quiz]:
        """Return the quizzes that no module shows, in their order."""
        loose = [each for each in self.course.quizzes if self.addresses[each.id].page.startswith("quizzes/")]
        return sorted(loose, key=lambda each: (each.order is None, each.order))

    def nav(self) -> tuple[NavEntry, ...]:
        """Return the sidebar: modules by name, everything else by its library."""
        modules = tuple(NavEntry(each.title, f"modules/{each.id}") for each in self.course.modules)
        quizzes = tuple(NavEntry(each.title, f"quizzes/{each.id}") for each in self._loose_quizzes())
        trainers = [NavEntry(N_("For trainers"), "trainers")]
        if self.facilitator:
            trainers.append(NavEntry(N_("Alignment"), "alignment"))
        if self.state:
            trainers.append(NavEntry(N_("State of the course"), STATE))
        return (
            NavEntry(N_("Home"), "index"),
            NavEntry(N_("Modules"), entries=(NavEntry(N_("All modules"), "modules/index"), *modules, *quizzes)),
            NavEntry(N_("Case studies"), "case-studies/index"),
            NavEntry(N_("Practice messages"), "messages/index"),
            NavEntry(
                N_("Evidence"),
                entries=(
                    NavEntry(N_("Sources"), "evidence/index"),
                    NavEntry(N_("Law then and now"), "law"),
                    NavEntry(N_("Glossary"), "glossary"),
                    NavEntry(N_("What we used"), "coverage"),
                    *([NavEntry(N_("Reading list"), "reading")] if self.course.reading else ()),
                ),
            ),
            NavEntry(N_("My learning"), "my-learning"),
            NavEntry(
                N_("About"),
                entries=(NavEntry(N_("About this course"), "about"), *trainers),
            ),
        )


def compose_site(
    course: Course, *, facilitator: bool = False, state: State | None = None, downloads: tuple[Download, ...] = ()
) -> Site:
    """Turn a Course into its site: the learner's edition, or the facilitator's with notes, keys and state.

    `downloads` are the sheets that were made before it; learners are offered theirs. Among the addresses, pages
    without a record have names that no id can have, with a colon.
    """
    offered = tuple(each for each in downloads if facilitator or each.audience == "participant")
    links = back_links(course)
    addresses = site_map(course, links)
    if facilitator:
        for quiz in course.quizzes:
            addresses[f"key:{quiz.id}"] = Address(f"keys/{quiz.id}", quiz.title)
        addresses["page:alignment"] = Address("alignment", N_("Alignment"))
    addresses["my-learning"] = Address("my-learning", N_("My learning"))  # authors link to it, and no id may be that
    if facilitator and state:
        addresses["page:state"] = Address(STATE, N_("State of the course"))
    return Site(course, facilitator, links, addresses, state if facilitator else None, offered)
