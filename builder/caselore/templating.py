"""Turn blocks into markup: the one Jinja environment.

Each block class has one template, `parts/<its-name>.html`, and where paper or a book shows it in another form,
`paper/<its-name>.html` or `book/<its-name>.html`. A project's own `templates/` wins over
caselore's, one file at a time. Author text never reaches Jinja as a template.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from gettext import NullTranslations
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from caselore.diagnostics import Diagnostic
from caselore.documents import case_study, evidence, front
from caselore.documents.blocks import AnswerKey, Block, Learning, QuestionBlock, QuizBlock, StopAndThink
from caselore.documents.site_map import Address, SiteMap, relative, relative_file
from caselore.frozen import frozen
from caselore.kept import key, read, write
from caselore.model.course import Course
from caselore.model.glossary import spelt
from caselore.model.module import Module
from caselore.model.record import Evidence
from caselore.prose import Links, block_html, inline_html, plain_text, slug
from caselore.questions.arrange import arranged
from caselore.questions.fingerprint import fingerprint
from caselore.questions.in_one_line import in_one_line
from caselore.questions.interactions import Choice, ChoiceInteraction, Item
from caselore.questions.scoring import is_marked
from caselore.questions.verdict import is_judged, verdict
from caselore.questions.wire import wire
from caselore.resources import templates_folder
from caselore.words import N_, long_date, partial_date, translations


def as_typed(text: str) -> Markup:
    """Return markup that shows a text as its author typed it, also where a template does not escape."""
    return Markup.escape(text)


@frozen
class PageLink:
    """A record to go to: a practice message to go back to, or a story."""

    url: str
    title: str


@frozen
class QuestionView:
    """A question as its template needs it."""

    item: Item
    """Arranged for display."""
    key: Item
    """As the author wrote it; its order is the right one."""
    uid: str
    number: int | None
    fingerprint: str
    wire: Markup
    evidence: Markup
    messages: tuple[PageLink, ...]
    case: PageLink | None
    """The story it is about, where that is told on another page."""
    line: str
    """What it asks and of which story, by which My learning tells it from others. Plain."""
    stored: bool


DOWNLOADS = "downloads"
"""The folder of a site that holds files to take away."""


class PageContext:
    """What is drawn on one page: its address, and the notes that its citations call for."""

    def __init__(self, drawing: Drawing, path: str) -> None:
        self.drawing = drawing
        self.path = path
        self.cited: dict[str, None] = {}
        """Codes cited so far, in order."""
        self._linked_terms: set[str] = set()
        self._drawn_items: set[str] = set()
        self.links = Links(
            record=self.record_link,
            citation=self.chip,
            image=self.image,
            local=self.local,
            terms=drawing.terms if path != "glossary" else None,
            term=self._term,
        )
        self.plain_links = Links(record=self.record_link, citation=self.chip, image=self.image, local=self.local)

    def record_link(self, name: str) -> tuple[str, str] | None:
        """From a record's id to its address from this page and its title."""
        to = self.drawing.addresses.get(name)
        return (self.way_to(to), self.title(name)) if to else None

    def url(self, name: str) -> str:
        """Return the address of a record from this page."""
        return self.way_to(self.drawing.addresses[name])

    def way_to(self, to: Address) -> str:
        """Return the address of a place from this page; a book has its own."""
        return relative(self.path, to)

    def chip(self, code: str) -> str:
        """Return the markup of a citation, and remember that this page needs its note."""
        if code not in self.drawing.course.findings:
            return code  # in a field that is not Markdown nobody has checked it
        self.cited[code] = None
        return f'<a class="cl-chip" href="#note-{code}">{code}</a>'

    def chips(self, pointers: Iterable[Evidence]) -> Markup:
        """Return the markup of evidence pointers."""
        return Markup(" ".join(self.chip(each.finding) for each in pointers))  # noqa: S704 (codes are checked)

    def question(self, block: QuestionBlock) -> QuestionView:
        """Turn a question's block into what its template needs."""
        item = arranged(block.item)
        uid, number = f"q-{item.id}", 2
        while uid in self._drawn_items:  # the same question twice on a page
            uid, number = f"q-{item.id}-{number}", number + 1
        self._drawn_items.add(uid)
        return QuestionView(
            item=item,
            key=block.item,
            uid=uid,
            number=block.number,
            fingerprint=self.drawing.fingerprint(block.item),
            wire=script_json(wire(block.item)),
            evidence=self.chips(block.evidence),
            messages=tuple(PageLink(self.url(each.id), each.message) for each in block.messages),
            case=self._story(block),
            line=self._line(block),
            stored=block.stored,
        )

    def _line(self, block: QuestionBlock) -> str:
        """Return a question in one line, with the story that it is about."""
        story = (block.case.title,) if block.case else ()
        return in_one_line(block.item, self.drawing.course.info.language, *story)

    def _story(self, block: QuestionBlock) -> PageLink | None:
        """Return a link to the story that a question is about, on every page but the story's own."""
        if block.case is None or self.drawing.addresses[block.case.id].page == self.path:
            return None
        return PageLink(self.url(block.case.id), block.case.title)

    def is_judged(self, asked: ChoiceInteraction) -> bool:
        """Whether the options of a choice are weighed against each other."""
        return is_judged(asked)

    def verdict(self, asked: ChoiceInteraction, choice: Choice) -> str:
        """Return what a key says of an option."""
        return self.drawing.translate(verdict(asked, choice))

    def questions(self, blocks: Iterable[QuestionBlock]) -> list[QuestionView]:
        """Turn the blocks of several questions into what their template needs."""
        return [self.question(block) for block in blocks]

    def download(self, path: str) -> str:
        """Return the address of a file to take away from this page."""
        return relative_file(self.path, f"{DOWNLOADS}/{path}")

    def title(self, name: str) -> str:
        """Return what a link to a record says."""
        return self.drawing.translate(self.drawing.addresses[name].title)

    def draw(self, block: Block) -> Markup:
        """Draw a block within another."""
        return Markup(self.drawing.draw(block, self))  # noqa: S704 (templates escape)

    def learning(self, block: Learning) -> dict[str, object]:
        """Turn the learning block into what the learner's script needs to know of the course."""
        info = block.info
        return {
            "quizzes": {
                quiz.id: {"title": quiz.title, "url": self.way_to(Address(f"quizzes/{quiz.id}", quiz.title))}
                for quiz in self.drawing.course.quizzes
                if self.drawing.addresses[quiz.id].page == f"quizzes/{quiz.id}"
            },
            "elsewhere": {item.id: self.drawing.fingerprint(item) for item in block.elsewhere},
            "course": {"id": info.id, "title": info.title, "version": info.version, "law": block.law},
            "modules": [
                {
                    "id": module.id,
                    "title": module.title,
                    "url": self.url(module.id),
                    "minutes": module.duration_min.self_study,
                    "outcomes": [outcome.statement for outcome in module.outcomes],
                    "questions": [self._learning_question(module, each) for each in questions],
                }
                for module, questions in block.modules
            ],
        }

    def _learning_question(self, module: Module, block: QuestionBlock) -> dict[str, object]:
        item = block.item
        return {
            "id": item.id,
            "fingerprint": self.drawing.fingerprint(item),
            "stem": self._line(block),
            "url": self.way_to(Address(f"modules/{module.id}", "", f"q-{item.id}")),
            "scored": is_marked(item),
        }

    def image(self, path: str) -> str | None:
        """Return the address of a picture from this page; None if there is none."""
        return relative_file(self.path, path) if path in self.drawing.course.images else None

    def local(self, name: str) -> str:
        """Return what local.yml fills in; where it says nothing, whose place it is."""
        local = self.drawing.course.local
        label = self.drawing.translate(local.label_of(name))
        asked = self.drawing.translate(N_("ask locally: %(what)s")) % {"what": label}
        return str(Markup.escape(local.text_of(name) or f"({asked})"))

    def _term(self, word: str) -> str | None:
        """Link a term the first time it appears on a page."""
        name = self.drawing.term_ids[word.casefold()]
        if name in self._linked_terms:
            return None
        self._linked_terms.add(name)
        term = self.drawing.course.by_id[name]
        meaning = Markup.escape(getattr(term, "plain", ""))
        return f'<a class="cl-term" href="{self.url(name)}" data-meaning="{meaning}">{Markup.escape(word)}</a>'


def _said(words: NullTranslations) -> Callable[..., Markup]:
    """Return what templates call as `_`: Jinja's newstyle gettext, faster where nothing is filled in."""

    @cache
    def fixed(message: str) -> Markup:
        return Markup(words.gettext(message)) % {}  # noqa: S704 (catalogues are ours)

    def said(message: str, **values: object) -> Markup:
        return Markup(words.gettext(message)) % values if values else fixed(message)  # noqa: S704

    return said


def script_json(value: object) -> Markup:
    """Turn a value into JSON that is safe inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (nothing is left in it that could end the element)


_FORMS = (QuestionBlock, QuizBlock, StopAndThink, AnswerKey)
"""Blocks in whose words a link to the glossary would be in the way."""


class Drawing:
    """Draws the blocks of one course for one edition of its site, or for one book."""

    def __init__(
        self,
        course: Course,
        addresses: SiteMap,
        *,
        facilitator: bool = False,
        project_templates: Path | None = None,
        parts: tuple[str, ...] = ("parts",),
    ) -> None:
        """`parts` names folders of templates; the first that has a block's template draws it."""
        self.course = course
        self.addresses = addresses
        self.facilitator = facilitator
        folders = [project_templates] if project_templates else []
        self.has_own_templates = bool(folders)
        self._parts = parts
        self._words = translations(course.info.language)
        self.environment = _environment([*folders, templates_folder()], self._words)
        self.environment.globals |= {
            "course": course,
            "facilitator": facilitator,
            "HELD": case_study.HELD,
            "KINDS": evidence.KINDS,
            "NATIONS": front.NATIONS,
            "PROVENANCE": case_study.PROVENANCE,
        }
        self.environment.filters |= {
            "prose": self._prose,
            "inline": self._inline,
            "translated": self.translate,
        }
        self.environment.tests["marked"] = lambda block: is_marked(block.item)
        self._templates: dict[str, Template] = {}
        self._fingerprints: dict[str, str] = {}
        self._links: Links | None = None

    def draw(self, block: Block, page: PageContext) -> str:
        """Turn a block into HTML for a page."""
        links = page.plain_links if isinstance(block, _FORMS) else page.links
        return self._render(_part(type(block).__name__), links, block, page)

    def draw_notes(self, page: PageContext) -> str:
        """Return the notes at the end of a page: for each code cited, what the source says and where."""
        notes: list[object] = []
        for code in page.cited:
            source, finding = self.course.findings[code]
            notes.append((finding, source, page.url(code)))
        return self._render("notes", page.plain_links, notes, page)

    def draw_contents(self, headings: Iterable[object], page: PageContext) -> str:
        """Return a page's contents list for narrow screens, from headings with an id and a text."""
        return self._render("contents", page.plain_links, headings, page)

    def draw_sheet(self, body: str, furniture: str, **view: object) -> str:
        """Return a whole printed sheet as HTML, from its drawn blocks and what its template needs to know."""
        marked = {"body": Markup(body), "furniture": Markup(furniture)}  # noqa: S704 (templates escape; _css does)
        return self.environment.get_template("paper/sheet.html").render(**marked, **view)

    def draw_faults(self, faults: Iterable[Diagnostic]) -> str:
        """Return the notice that a served course shows while its files have faults."""
        return self.environment.get_template("parts/faults.html").render(faults=faults)

    def _render(self, part: str, links: Links, block: object, page: PageContext) -> str:
        """Render a part whose Markdown filters see this page's links; blocks may hold blocks."""
        template = self._templates.get(part) or self._template(part)
        before, self._links = self._links, links
        try:
            return template.render(block=block, page=page)
        finally:
            self._links = before

    def _template(self, part: str) -> Template:
        template = self._templates[part] = self.environment.select_template(
            [f"{folder}/{part}.html" for folder in self._parts]
        )
        # Jinja copies the globals for each rendering, from its ChainMap five times as slowly.
        template.globals = dict(template.globals)
        return template

    def _prose(self, text: str) -> Markup:
        return Markup(block_html(self.translate(text), self._now()))  # noqa: S704 (raw HTML is escaped in prose.py)

    def _inline(self, text: str) -> Markup:
        return Markup(inline_html(self.translate(text), self._now()))  # noqa: S704

    def _now(self) -> Links:
        if self._links is None:
            raise RuntimeError("Markdown is rendered while a block is drawn")
        return self._links

    def shared(self) -> object:
        """Return all that pages may show beside what their own documents hold, for comparison."""
        course = self.course
        return (self.facilitator, self.addresses, (course.info, course.sources, course.glossary, course.images))

    def fingerprint(self, item: Item) -> str:
        """Return the fingerprint of an item of the course, which stands on several pages."""
        made = self._fingerprints.get(item.id)
        if made is None:
            made = self._fingerprints[item.id] = fingerprint(item)
        return made

    def translate(self, text: str) -> str:
        """Return one of our own words in the course's language; an author's as they are."""
        return self._words.gettext(text) if isinstance(text, N_) else text

    @cached_property
    def anchors(self) -> dict[str, list[str]]:
        """For each page, the places that records have on it; no heading may take their names. Outcomes have none."""
        made: dict[str, list[str]] = {}
        for name, address in self.addresses.items():
            if address.anchor and name not in self.course.outcomes:
                made.setdefault(address.page, []).append(address.anchor)
        return made

    @cached_property
    def terms(self) -> re.Pattern[str] | None:
        """Matches any spelling of a glossary term; None without a glossary."""
        return spelt(word for term in self.course.glossary for word in (term.term, *term.aliases))

    @cached_property
    def term_ids(self) -> dict[str, str]:
        """From each spelling of a glossary term, in small letters, to its id."""
        return {word.casefold(): term.id for term in self.course.glossary for word in (term.term, *term.aliases)}


@cache
def _part(block: str) -> str:
    """Return the name of the part that draws a class of blocks."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", block).lower()


_OPTIONS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "autoescape": True,
    "auto_reload": False,  # it would ask the disk at each use; a served course makes a new environment
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}


_COMPILED_BY = (
    *(
        "autoescape",
        "optimized",
        "sandboxed",
        "trim_blocks",
        "lstrip_blocks",
        "keep_trailing_newline",
        "newline_sequence",
    ),
    *("block_start_string", "variable_start_string", "comment_start_string", "line_statement_prefix"),
)
"""What an environment may say that makes other code of the same template."""


_JINJA = version("jinja2")


class Compiled(BytecodeCache):
    """Keeps compiled templates; Jinja itself leaves what it cannot use alone."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if content := read(self._key(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        write(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        environment = bucket.environment
        options = [*(getattr(environment, name) for name in _COMPILED_BY), *sorted(environment.extensions)]
        return key("template", _JINJA, sys.version, repr(options), bucket.key, bucket.checksum)


def _environment(folders: list[Path], words: NullTranslations) -> Environment:
    environment = Environment(loader=FileSystemLoader(folders), bytecode_cache=Compiled(), **_OPTIONS)
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {"_": _said(words), "gettext": _said(words)}
    environment.filters |= {
        "plain_text": plain_text,
        "slug": slug,
        "long_date": long_date,
        "partial_date": partial_date,
        "script_json": script_json,
        "fingerprint": fingerprint,
    }
    return environment
