"""Links to other sites: where they stand, and what those sites said of them when they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from caselore.checks.check import Check, Fault, check, shared
from caselore.checks.texts import holding
from caselore.diagnostics import Severity, quoted
from caselore.frozen import frozen
from caselore.model.answer import Answer
from caselore.model.course import Course, CourseInfo
from caselore.model.fields import Web
from caselore.model.record import Place, Record
from caselore.model.walk import Keys, marked

GONE = (404, 410)


@frozen
class WebLink:
    """An address of another site, and where it stands in the course."""

    url: str
    place: Place
    keys: Keys
    snippet: str = ""
    nth: int = 0
    shape: str = "({})"

    def fault(self, message: str, hint: str) -> Fault:
        """Return a Fault about the address."""
        return Fault(place=self.place, keys=self.keys, snippet=self.snippet, nth=self.nth, shape=self.shape,
                     message=message, hint=hint)  # fmt: skip


@shared()
def web_links(course: Course) -> tuple[WebLink, ...]:
    """Return every address of another site that the course gives, with its place."""
    return tuple(_web_links(course))


def _web_links(course: Course) -> Iterator[WebLink]:
    everything: tuple[CourseInfo | Record, ...] = (course.info, *course.records())
    for record in everything:
        for keys, _, url in marked(record, Web):
            yield WebLink(url, record.place, keys)
    for text in holding(course, "http://", "https://", any_case=True):
        if text.markdown:
            for each in text.remarks:
                if each.kind == "link" and each.value.lower().startswith(("http://", "https://")):
                    yield WebLink(each.value, text.place, text.keys, each.snippet, each.nth, each.shape)


def _answered(course: Course) -> Iterator[tuple[WebLink, Answer]]:
    """Yield the links of which another site has said something."""
    if course.answers:
        for link in web_links(course):
            if link.url in course.answers:
                yield link, course.answers[link.url]


@check("H101", Severity.WARNING)
def gone(course: Course) -> Iterator[Fault]:
    """A page of another site that is gone.

    Found by `caselore check --external` alone, which asks the sites that the course links to. The site says
    that there is no such page (404 or 410), so that a learner who wants to read on stands before a closed
    door. Link to where it is now, to a copy in a web archive, or take the link out.
    """
    for link, answer in _answered(course):
        if answer.status in GONE:
            message = f"{quoted(link.url, 120)} is gone; the site says {answer.status}"
            yield link.fault(message, "link to where it is now or to a copy in a web archive")


@check("H102", Severity.ADVICE)
def could_not_be_checked(course: Course) -> Iterator[Fault]:
    """An address that could not be checked.

    Found by `caselore check --external` alone. The site did not answer, refused, or lies where caselore does
    not ask: addresses within a network of one's own are left out, because a course by a stranger must not be
    able to send a computer looking about at home. A learner may get no further either. Open it in a browser;
    leave it alone if it opens.
    """
    for link, answer in _answered(course):
        if answer.problem or (answer.status >= 400 and answer.status not in GONE):
            why = answer.problem or f"the site says {answer.status}"
            yield link.fault(f"{quoted(link.url, 120)} could not be checked: {why}", "open it in a browser")


@check("H103", Severity.ADVICE)
def without_https(course: Course) -> Iterator[Fault]:
    """A link to http: where the site has https.

    Found by `caselore check --external` alone. What is sent over http: can be read and changed on the way,
    and some networks at work do not let it through to a learner. The same address answers under https.
    Leave it alone if the two show different pages.
    """
    for link, answer in _answered(course):
        if answer.has_https:
            yield link.fault("this address answers under https as well", f"write https://{link.url[7:]}")


@check("H104", Severity.ADVICE)
def moved(course: Course) -> Iterator[Fault]:
    """A page that has moved for good.

    Found by `caselore check --external` alone. The site sends readers on to another address and says that
    this is for good. Such signs are taken down in time, and then a learner finds nothing. One that leads to
    a site's front page often means that the page itself is gone. Leave it alone if the old address is the
    one to cite.
    """
    for link, answer in _answered(course):
        if answer.moved_to and not answer.has_https and answer.status < 400:
            front = urlsplit(answer.moved_to).path in ("", "/") and urlsplit(link.url).path not in ("", "/")
            where = "to the front page of a site" if front else f"to {quoted(answer.moved_to, 100)}"
            hint = "see whether the page is still there" if front else "link to the new address"
            yield link.fault(f"this address has moved {where}", hint)


CHECKS: tuple[Check, ...] = (gone, could_not_be_checked, without_https, moved)
ON_REQUEST = frozenset(each.rule.code for each in CHECKS)
"""Rules that find something only where other sites were asked."""
