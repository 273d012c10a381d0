"""Turn a module into a briefing of two sides: what we know, how sure we are, what to do."""

from __future__ import annotations

from caselore.documents.back_links import BackLinks
from caselore.documents.blocks import Block, Bullets, Document, Eyebrow, Heading, Lead, MessageBrief
from caselore.documents.paper.module_parts import named_in
from caselore.documents.paper.sheet import Sheet
from caselore.model.course import Course
from caselore.model.module import Module
from caselore.prose import literal
from caselore.words import N_, say


def briefing(course: Course, module: Module, links: BackLinks) -> Sheet | None:
    """Turn a module into its briefing; None where it has no practice messages."""
    messages = named_in(course, module, "message")
    if not messages:
        return None
    law = named_in(course, module, "then-now")
    blocks: list[Block] = [
        Eyebrow(parts=(N_("At a glance"), N_("for anyone"))),
        Heading(level=1, text=module.title),
        Lead(text=module.summary),
        Heading(level=2, text=N_("What to do, what we know, how sure we are")),
        *(MessageBrief(message=each) for each in messages),
    ]
    if law:
        blocks += [
            Heading(level=2, text=N_("The law in short")),
            Bullets(items=tuple(f"**{literal(each.title)}.** {each.do}" for each in law)),
        ]
    blocks += [Heading(level=2, text=N_("To talk about")), Bullets(items=(module.supervision_prompt,))]
    return Sheet(
        kind="briefing",
        name=N_("At a glance"),
        of=module.id,
        audience="participant",
        layout="booklet",
        most_pages=2,
        codes_only=True,
        document=Document(
            path=f"{module.id}/at-a-glance",
            title=say(course.info.language, N_("At a glance: %(module)s"), module=module.title),
            blocks=tuple(blocks),
            source=module.place.path if module.place else "",
        ),
    )
