"""Turn a Sheet into print-ready HTML: one file that a browser prints and WeasyPrint turns into a PDF."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from caselore.artifacts import Artifact
from caselore.documents.blocks import Block, Document, Heading, QuestionBlock
from caselore.documents.compose import compose_site
from caselore.documents.front import foot_line
from caselore.documents.paper.sheet import Sheet
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.prose import Links, numbered, slug
from caselore.resources import templates_folder
from caselore.templating import Drawing, PageContext, QuestionView
from caselore.words import N_, say
from caselore.writers.edition import own_templates
from caselore.writers.fonts import licences, paper_faces
from caselore.writers.paper_tables import stacked
from caselore.writers.pictures import content_of

ASSETS = "assets"
IMAGES = "images"
BOOK = "book"
"""The kind of the one sheet that is a book, and the name of its style sheet."""


@frozen
class Profile:
    """One way of printing, for one kind of reader."""

    name: str
    title: str
    suffix: str
    """What its files are called after."""


PROFILES: tuple[Profile, ...] = (
    Profile("standard", N_("Standard print"), ""),
    Profile("clear", N_("Clear print, 14 point"), "-clear"),
    Profile("large", N_("Large print, 18 point"), "-large"),
    Profile("dyslexia", N_("Dyslexia-friendly"), "-dyslexia"),
)


class PaperContext(PageContext):
    """What is drawn on one sheet: nothing to click but its own notes."""

    def __init__(self, drawing: Drawing, path: str) -> None:
        super().__init__(drawing, path)
        self.links = self.plain_links = Links(
            record=self.record_link, citation=self.chip, image=self.image, local=self.local
        )
        self.labels = 0
        self.codes_only = False
        self.cards_a_side = 2
        self.foot = ""
        """What stands at the foot of each page, for cards that will be cut out."""

    def record_link(self, name: str) -> tuple[str, str] | None:
        """A record has no address on paper; its title stands there."""
        return ("", self.title(name)) if name in self.drawing.addresses else None

    def url(self, name: str) -> str:
        """Nothing: `without_links` takes the link away."""
        return ""

    def chip(self, code: str) -> str:
        """Return a finding's code, and remember that the sheet must say where it comes from."""
        if code not in self.drawing.course.findings:
            return code
        self.cited[code] = None
        return f'<a class="chip" href="#note-{code}">{code}</a>'

    def local(self, name: str) -> str:
        """Return what local.yml fills in; a line to fill in by hand where it says nothing."""
        return html.escape(self.drawing.course.local.text_of(name) or "") or '<span class="blank long"></span>'

    def question(self, block: QuestionBlock) -> QuestionView:
        """Turn a question into what its paper needs: nothing of what it rests on, which would tell its answer."""
        return super().question(replace(block, evidence=(), messages=()))

    def key(self, block: QuestionBlock) -> QuestionView:
        """Turn a question into what its key needs."""
        return super().question(replace(block, messages=()))

    def label_id(self) -> str:
        """Return an id for the label of a field, unique on the sheet."""
        self.labels += 1
        return f"l{self.labels}"

    def image(self, path: str) -> str | None:
        return relative(self.path, f"{IMAGES}/{path}") if path in self.drawing.course.images else None


class Paper:
    """Draws the sheets of one course."""

    def __init__(self, course: Course, root: Path) -> None:
        self.course, self.root = course, root
        addresses = compose_site(course, facilitator=True).addresses
        self._drawings = {
            audience: Drawing(
                course,
                addresses,
                facilitator=audience == "facilitator",
                project_templates=own_templates(root),
                parts=("paper", "parts"),
            )
            for audience in ("participant", "facilitator")
        }
        self.foot = foot_line(course)
        self.head = " · ".join(part for part in (course.local.council, course.info.title) if part)

    def files(self) -> dict[str, bytes]:
        """Return the files that the sheets use, by path: style sheets, fonts, pictures."""
        made = dict(_assets(self.course.letters))
        for image in self.course.images:
            made[f"{IMAGES}/{image}"] = content_of(self.root, image)
        return made

    def html(self, sheet: Sheet, profile: Profile, path: str, *, fold: bool = False) -> str:
        """Turn a sheet into HTML for the file at this path."""
        drawing = self._drawings[sheet.audience]
        page = PaperContext(drawing, path)
        page.foot = self.foot
        page.codes_only = sheet.codes_only
        page.cards_a_side = 1 if profile.name == "large" else 2
        body = "".join(_drawn(sheet.document, drawing, page))
        if page.cited:
            body += drawing.draw_notes(page)
        furniture, logo = self._furniture(sheet, drawing), sheet.layout != "cards"
        return self.whole(without_links(body), sheet, profile, path, furniture=furniture, logo=logo, fold=fold)

    def whole(
        self,
        body: str,
        sheet: Sheet,
        profile: Profile,
        path: str,
        *,
        furniture: str,
        logo: bool = False,
        fold: bool = False,
    ) -> str:
        """Turn what was drawn, and the CSS of what stands in the margins, into HTML for the file at this path."""
        drawing = self._drawings[sheet.audience]
        # The pages of a book are narrower.
        if profile.name == "large" or (sheet.kind == BOOK and profile.name != "standard"):
            body = stacked(body)
        return drawing.draw_sheet(
            _apart(body),
            sheet=sheet,
            profile=profile,
            fold=fold,
            title=drawing.translate(sheet.document.title),
            style=relative(path, style_path(self.course.letters, profile, book=sheet.kind == BOOK)),
            furniture=furniture,
            logo=self._logo(path) if logo else None,
        )

    def _logo(self, path: str) -> tuple[str, str] | None:
        local = self.course.local
        if local.logo is None or local.logo not in self.course.images:
            return None
        return relative(path, f"{IMAGES}/{local.logo}"), local.logo_alt or ""

    def _furniture(self, sheet: Sheet, drawing: Drawing) -> str:
        """Return the CSS of what stands in the margins of each page."""
        # Cards have no margins; only the sources after them do.
        which = "@page sources" if sheet.layout == "cards" else "@page"
        language = self.course.info.language
        name = drawing.translate(sheet.name)
        page = say(language, N_("Page %(page)s of %(pages)s"), page="\0", pages="\1")
        counters = {"\0": "counter(page)", "\1": "counter(pages)"}
        numbers = " ".join(counters.get(part, css_string(part)) for part in re.split("([\0\1])", page) if part)
        beside = drawing.translate(N_("Facilitators only")) + " · " if sheet.audience == "facilitator" else ""
        return (
            f"{which}{{@top-left{{content:{css_string(self.head)}}}@top-right{{content:{css_string(name)}}}"
            f"@bottom-left{{content:{css_string(beside + self.foot)}}}"
            f"@bottom-right{{content:{numbers}}}}}"
        )


def _drawn(document: Document, drawing: Drawing, page: PageContext) -> Iterator[str]:
    """Draw the blocks of a sheet, each heading kept in one piece with the block that follows it."""
    taken: dict[str, int] = {}
    waiting = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            waiting += _heading(block, drawing, taken)
            continue
        made = drawing.draw(block, page)
        yield f'<div class="headed">{waiting}</div>{made}' if waiting else made
        waiting = ""
    yield waiting


def _heading(block: Block, drawing: Drawing, taken: dict[str, int]) -> str:
    assert isinstance(block, Heading)
    text = drawing.translate(block.text)
    anchor = numbered(block.id or slug(text), taken)
    return f'<h{block.level} id="{anchor}">{html.escape(text, quote=False)}</h{block.level}>\n'


def without_links(markup: str) -> str:
    """Take away links that lead nowhere on paper, leaving their words, and say what heads a column."""
    markup = re.sub(r"<th(?![^>]*scope)(?=[ >])", '<th scope="col"', markup)
    return re.sub(r'<a (?:class="[^"]*" )?href="(?:#(?!note-)[^"]*)?"[^>]*>(.*?)</a>', r"\1", markup, flags=re.DOTALL)


def _apart(markup: str) -> str:
    """Put the space between text and what stands out in it by itself: WeasyPrint 70 may else end a line too early."""
    return re.sub(r"(?<=[^\s>]) <(?=(?:a|span|strong|em)\b)", "<span> </span><", markup)


def css_string(text: str) -> str:
    """Turn text into a CSS string that can stand in a style element."""
    return '"' + re.sub(r"[^A-Za-z0-9 ,.:·()-]", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def relative(path: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path) or ".")


def style_path(letters: frozenset[str], profile: Profile, *, book: bool = False) -> str:
    """Return where the style sheet of a profile lies: that of sheets, or of the book."""
    start = f"{ASSETS}/{BOOK if book else 'paper'}-{profile.name}."
    return next(path for path, _ in _assets(letters) if path.startswith(start))


@cache
def _assets(letters: frozenset[str]) -> tuple[tuple[str, bytes], ...]:
    """Return style sheets and fonts, named by their content."""
    made = []
    faces = ""
    for face in paper_faces(letters):
        path = _named(f"{face.name}.ttf", face.content)
        made.append((path, face.content))
        faces += face.css(posixpath.basename(path))
    folder = templates_folder() / "assets" / "paper"
    plain, book = ((folder / f"{name}.css").read_text("utf-8") for name in ("paper", BOOK))
    for profile in PROFILES:
        own = (folder / f"{profile.name}.css").read_text("utf-8")
        for name, text in (("paper", plain + own), (BOOK, plain + book + own)):
            content = (faces + text).encode()
            made.append((_named(f"{name}-{profile.name}.css", content), content))
    made.append((f"{ASSETS}/OFL.txt", licences().encode()))
    return tuple(made)


def _named(name: str, content: bytes) -> str:
    stem, ending = name.rsplit(".", 1)
    return f"{ASSETS}/{stem}.{sha256(content).hexdigest()[:10]}.{ending}"


def assets(paper: Paper) -> Iterator[Artifact]:
    """Yield the files that the sheets use."""
    for path, content in paper.files().items():
        yield Artifact(path, content)
