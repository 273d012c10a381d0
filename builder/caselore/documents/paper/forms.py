"""Compose what people fill in: log, plan, evaluations, register, certificate."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import (
    BlankTable,
    Block,
    Bullets,
    Document,
    Eyebrow,
    FormField,
    FormFields,
    Heading,
    Lead,
    LocalDetail,
    LocalDetails,
    Prose,
)
from caselore.documents.paper.sheet import Audience, Layout, Sheet
from caselore.model.course import Course, CourseInfo
from caselore.model.local import LABELS
from caselore.prose import literal
from caselore.words import N_, long_date, say

AGREE = (N_("Not at all"), N_("A little"), N_("Mostly"), N_("Fully"))


def reflective_log(course: Course, info: CourseInfo, links: BackLinks) -> Sheet:
    """Compose a log for one's own record of learning, in the fields that registers of professions ask for."""
    return _form(
        course,
        "reflective-log",
        N_("Reflective log"),
        [
            Heading(level=1, text=N_("Reflective log")),
            Lead(text=N_("A draft for your own record of learning. Leave out anything that shows who a person is.")),
            Prose(text=N_("Who may count as a peer differs between registers. Look at your own regulator's guidance.")),
            FormFields(
                fields=(
                    FormField(id="title", label=N_("Title of the learning")),
                    FormField(id="date-completed", label=N_("Date completed"), kind="date", half=True),
                    FormField(id="minutes", label=N_("How long it took, in minutes"), half=True),
                    FormField(
                        id="activity-type",
                        label=N_("What kind of activity it was"),
                        kind="choice",
                        options=(
                            N_("Course"),
                            N_("Reading"),
                            N_("Talk with a peer"),
                            N_("Supervision"),
                            N_("Something else"),
                        ),
                    ),
                    FormField(id="description", label=N_("What I did"), kind="lines", lines=2),
                    FormField(id="relevance", label=N_("Why it matters for my work"), kind="lines", lines=2),
                    FormField(id="learning", label=N_("What I learnt"), kind="lines", lines=4),
                    FormField(id="impact-on-practice", label=N_("What I do differently now"), kind="lines", lines=4),
                    FormField(
                        id="impact-on-people",
                        label=N_("What difference that made for people I work with"),
                        kind="lines",
                        lines=4,
                    ),
                    FormField(
                        id="peer", label=N_("Whom I talked it over with"), hint=N_("their role, no name"), half=True
                    ),
                    FormField(id="peer-date", label=N_("When"), kind="date", half=True),
                    FormField(id="peer-change", label=N_("What came of talking it over"), kind="lines", lines=3),
                    FormField(id="action", label=N_("What I will do next"), kind="lines", lines=2),
                    FormField(id="by-when", label=N_("By when"), kind="date", half=True),
                    FormField(id="reviewed", label=N_("Looked at again on"), kind="date", half=True),
                    FormField(id="standards", label=N_("Standards it speaks to")),
                    FormField(id="evidence", label=N_("Findings and sources it rests on")),
                    FormField(
                        id="confidential",
                        label=N_("I have checked: nothing here shows who a person is"),
                        kind="tick",
                    ),
                )
            ),
        ],
        forms=True,
        most_pages=2,
    )


def action_plan(course: Course, info: CourseInfo, links: BackLinks) -> Sheet:
    """Compose a plan for what to do after a session."""
    numbered: list[Block] = []
    for n, title in enumerate((N_("First"), N_("Then"), N_("And")), 1):
        fields = (
            FormField(id=f"action-{n}", below=title, label=N_("What I will do"), kind="lines", lines=2),
            FormField(id=f"when-{n}", below=title, label=N_("By when"), kind="date", half=True),
            FormField(id=f"who-{n}", below=title, label=N_("Who can help"), half=True),
            FormField(id=f"know-{n}", below=title, label=N_("How I will know that it helped"), kind="lines", lines=2),
        )
        numbered += [Heading(level=2, text=title), FormFields(fields=fields)]
    return _form(
        course,
        "action-plan",
        N_("Action plan"),
        [
            Heading(level=1, text=N_("Action plan")),
            Lead(text=N_("One thing done is worth three that are planned. Start small, and start this week.")),
            FormFields(
                fields=(
                    FormField(id="name", label=N_("Name"), half=True),
                    FormField(id="date", label=N_("Date"), kind="date", half=True),
                )
            ),
            *numbered,
            Heading(level=2, text=N_("Whom to ask here")),
            local_details(course),
            FormFields(
                fields=(FormField(id="supervision", label=N_("I will take this to supervision on"), kind="date"),)
            ),
        ],
        forms=True,
        most_pages=2,
    )


def local_details(course: Course) -> LocalDetails:
    """Return what local.yml says of whom to ask; what it leaves out is to be filled in by hand."""
    local = course.local
    rows = [LocalDetail(label=LABELS[name], value=local.text_of(name) or "") for name in LABELS if name != "council"]
    rows += [LocalDetail(label=each.label, value=each.text) for each in local.more]
    return LocalDetails(rows=tuple(rows))


def evaluation(course: Course, info: CourseInfo, links: BackLinks) -> Sheet:
    """Compose what is asked at the end of a session."""
    asked = (
        N_("It was about things that I meet in my work"),
        N_("I could take part in the way that suits me"),
        N_("I know what I will do differently"),
        N_("It was clear where the evidence comes from, and how sure it is"),
        N_("I feel able to try it"),
    )
    return _form(
        course,
        "evaluation",
        N_("Evaluation"),
        [
            Heading(level=1, text=N_("How was it?")),
            Lead(text=N_("No name needed. It tells us what to change. It does not show what anybody learnt.")),
            FormFields(
                fields=(
                    FormField(id="session", label=N_("Session"), half=True),
                    FormField(id="date", label=N_("Date"), kind="date", half=True),
                    *(
                        FormField(id=f"agree-{n}", label=text, kind="choice", options=AGREE)
                        for n, text in enumerate(asked, 1)
                    ),
                    FormField(id="most-useful", label=N_("What was of most use?"), kind="lines", lines=3),
                    FormField(
                        id="least-useful", label=N_("What was of least use, or in the way?"), kind="lines", lines=3
                    ),
                    FormField(
                        id="will-do", label=N_("One thing that I will do in the next week"), kind="lines", lines=2
                    ),
                    FormField(id="else", label=N_("Anything else"), kind="lines", lines=2),
                )
            ),
        ],
        forms=True,
        most_pages=2,
    )


def evaluation_later(course: Course, info: CourseInfo, links: BackLinks) -> Sheet:
    """Compose what is asked four to six weeks on."""
    return _form(
        course,
        "evaluation-later",
        N_("Evaluation, 4 to 6 weeks on"),
        [
            Heading(level=1, text=N_("What did you do?")),
            Lead(text=N_("Four to six weeks after the session. Leave out anything that shows who a person is.")),
            FormFields(
                fields=(
                    FormField(id="session", label=N_("Session"), half=True),
                    FormField(id="date", label=N_("Date"), kind="date", half=True),
                    FormField(id="planned", label=N_("What did you plan to do?"), kind="lines", lines=2),
                    FormField(
                        id="done",
                        label=N_("How far did you get?"),
                        kind="choice",
                        options=(N_("Not yet"), N_("Began"), N_("Did it once"), N_("Do it now")),
                    ),
                    FormField(id="did", label=N_("What did you do differently?"), kind="lines", lines=4),
                    FormField(id="changed", label=N_("What changed for somebody?"), kind="lines", lines=3),
                    FormField(id="how-known", label=N_("How do you know?"), kind="lines", lines=2),
                    FormField(id="in-the-way", label=N_("What stood in the way?"), kind="lines", lines=3),
                    FormField(id="need", label=N_("What would help now?"), kind="lines", lines=2),
                )
            ),
        ],
        forms=True,
        most_pages=2,
    )


def register(course: Course, info: CourseInfo, links: BackLinks) -> Sheet:
    """Compose the list of who was there."""
    return _form(
        course,
        "register",
        N_("Register"),
        [
            Heading(level=1, text=N_("Who was here")),
            FormFields(
                fields=(
                    FormField(id="session", label=N_("Session"), half=True),
                    FormField(id="date", label=N_("Date and time"), half=True),
                    FormField(id="place", label=N_("Place"), half=True),
                    FormField(id="facilitator", label=N_("Facilitators"), half=True),
                )
            ),
            Prose(
                text=N_(
                    "Kept to show who came. Not to be copied to anybody else without asking. What people need in order "
                    "to take part may be private: ask before the day, and keep it apart if they wish."
                )
            ),
            BlankTable(
                caption=N_("People who were here"),
                header=(
                    N_("No."),
                    N_("Name"),
                    N_("Role and team"),
                    N_("What would help you to take part"),
                    N_("Signature"),
                ),
                rows=12,
                first=tuple(str(n) for n in range(1, 13)),
            ),
        ],
        layout="landscape",
        audience="facilitator",
    )


def certificate(course: Course, info: CourseInfo, links: BackLinks) -> Sheet:
    """Compose a certificate that says what was attended, and claims nothing of what anybody can do."""
    updated = long_date(info.updated, info.language)
    version = say(info.language, N_("Version %(version)s of %(day)s"), version=info.version, day=updated)
    return _form(
        course,
        "certificate",
        N_("Certificate"),
        [
            Eyebrow(parts=(N_("Certificate of attendance"), version)),
            FormFields(fields=(FormField(id="name", label=N_("This is to say that")),)),
            Prose(text=N_("took part in")),
            Heading(level=1, text=info.title),
            *([Lead(text=literal(info.subtitle))] if info.subtitle else []),
            FormFields(
                fields=(
                    FormField(id="modules", label=N_("Modules or session"), kind="lines", lines=2, half=True),
                    FormField(id="outcomes", label=N_("Learning outcomes"), kind="lines", lines=2, half=True),
                    FormField(id="date", label=N_("Date"), kind="date", half=True),
                    FormField(id="duration", label=N_("Duration"), half=True),
                    FormField(
                        id="how",
                        label=N_("How"),
                        kind="choice",
                        options=(N_("In a room"), N_("Online"), N_("By self-study")),
                    ),
                    FormField(id="facilitator", label=N_("Facilitator and organisation"), half=True),
                    FormField(id="signature", label=N_("Signature"), half=True),
                )
            ),
            Bullets(
                items=(
                    N_("It says that somebody took part. It does not say what they are able to do."),
                    N_("It is not a qualification, and not an assessment for the Care Certificate."),
                )
            ),
        ],
        layout="landscape",
        forms=True,
        most_pages=1,
    )


def _form(
    course: Course,
    kind: str,
    name: N_,
    blocks: list[Block],
    *,
    layout: Layout = "a4",
    audience: Audience = "participant",
    forms: bool = False,
    most_pages: int | None = None,
) -> Sheet:
    return Sheet(
        kind=kind,
        name=name,
        of=course.info.id,
        audience=audience,
        layout=layout,
        forms=forms,
        most_pages=most_pages,
        document=Document(path=f"course/{kind}", title=name, blocks=tuple(blocks)),
    )
