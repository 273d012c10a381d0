"""Turn a Course into Word documents: each sheet, for trainers to edit, in the profiles asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from caselore import kept
from caselore.artifacts import Artifact, Loss
from caselore.checks.texts import texts
from caselore.documents.blocks import Download
from caselore.documents.paper.registry import sheets
from caselore.documents.paper.sheet import Sheet
from caselore.model.course import Course
from caselore.remarks import remarks
from caselore.words import translations
from caselore.writers import docx
from caselore.writers.making import PAPER, Making
from caselore.writers.paper_html import PROFILES, Profile
from caselore.writers.pictures import content_of
from caselore.writers.word_parts import WordFile
from caselore.writers.word_sheet import Drawn, drawn
from caselore.writers.word_text import PICTURES
from caselore.writers.xml_letters import NOT_XML

FORMAT = "docx"


def word(making: Making) -> Iterator[Artifact | Loss]:
    """Yield every sheet as a Word document, and what Word cannot say of it at the line where it stands."""
    course = making.course
    wanted = [(sheet, each) for sheet in sheets(course) for each in PROFILES if each.name in making.profiles]
    lacking = docx.missing()
    if lacking:
        what = f"{len(wanted)} Word documents were not made: {lacking}"
        yield Loss(course.info.id, FORMAT, what, needs=PAPER)
        return
    pictures = _pictures(making)
    lost = _Lost()
    for number, (sheet, profile) in enumerate(wanted, 1):
        one = drawn(course, sheet, profile.name, frozenset(pictures))
        lost.note(sheet, one)
        name = f"{sheet.path}{profile.suffix}.docx"
        key = _key(one.file, pictures)
        content = kept.read(key)
        if content is None:
            content = docx.make(one.file, pictures)
            kept.write(key, content)
            making.say(f"docx: {number} of {len(wanted)} made: {name}")
        path = f"{sheet.audience}s/{name}"
        making.downloads.append(_download(sheet, profile, path, len(content), course.info.language))
        making.files[path] = content
        yield Artifact(path, content)
    yield from lost.losses(course)


def _download(sheet: Sheet, profile: Profile, path: str, size: int, language: str) -> Download:
    return Download(
        title=sheet.title,
        name=translations(language).gettext(sheet.name),
        of=sheet.of,
        kind=sheet.kind,
        audience=sheet.audience,
        path=path,
        form="Word",
        profile=profile.title,
        size=size,
    )


def _key(file: WordFile, pictures: Mapping[str, bytes]) -> str:
    """Return a name for a document: all that its bytes depend on."""
    shown = (pictures[path] for path in sorted(pictures))
    return kept.key(FORMAT, docx.made_by(), repr(file), *shown)


def _pictures(making: Making) -> dict[str, bytes]:
    """Return the pictures that Word can show, by path."""
    made = {}
    for path in making.course.images:
        if path.lower().endswith(PICTURES):
            content = content_of(making.root, path)
            if docx.readable(content):
                made[path] = content
    return made


@dataclass(slots=True)
class _Lost:
    """What Word cannot say of the sheets so far."""

    pictures: set[str] = field(default_factory=set)
    blocks: dict[tuple[str, str], Sheet] = field(default_factory=dict)

    def note(self, sheet: Sheet, one: Drawn) -> None:
        self.pictures |= one.pictures_lost
        for block in one.blocks_lost:
            self.blocks.setdefault((sheet.of, block), sheet)

    def losses(self, course: Course) -> Iterator[Loss]:
        """Yield what is lost, each at the line where it stands."""
        for path in sorted(self.pictures):
            yield from _picture_losses(course, path)
        for each in texts(course):
            if found := NOT_XML.search(each.text):
                sign = f"U+{ord(found[0]):04X}"
                what = f"a character that no Word document can hold ({sign}) is shown as \ufffd"
                yield Loss(_id(each.record), FORMAT, what, span=each.place.of(*each.keys) if each.place else None)
        for (name, block), sheet in self.blocks.items():
            what = f"a part of '{sheet.title}' has no form in Word and was left out ({block})"
            place = getattr(course.by_id.get(name), "place", None)
            yield Loss(name, FORMAT, what, span=place.of() if place else None)


def _picture_losses(course: Course, path: str) -> Iterator[Loss]:
    what = f"Word cannot show the picture {path}; its description stands in its place. PNG and JPEG are shown"
    if path == course.local.logo:
        place = course.local.place
        yield Loss(course.info.id, FORMAT, what, span=place.of("logo") if place else None)
    for each in texts(course):
        if each.markdown and path in each.text:
            for remark in remarks(each.text):
                if remark.kind == "image" and remark.value == path:
                    span = each.place.find(remark.snippet, remark.nth, *each.keys, shape=remark.shape)
                    yield Loss(_id(each.record), FORMAT, what, span=span)


def _id(record: object) -> str:
    return str(getattr(record, "id", ""))
