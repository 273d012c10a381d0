"""Turn what a Word document holds into a .docx file: the only importer of python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime, time
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from caselore.writers import word_styles
from caselore.writers.word_parts import WordFile
from caselore.writers.word_xml import NAMESPACES, Writing, clean

WAY = "1"
"""To be counted up when this file or the `word_` files make another document of the same parts."""
_NOT_OURS = ("/docProps/thumbnail", "/docProps/app", "/customXml", "/word/stylesWithEffects", "/word/webSettings")
"""What python-docx's template brings along, and says of other people's machines."""
MOST = 255
"""Letters that a property of a file may have."""


def missing() -> str:
    """Say what stands in the way of making Word documents on this machine; nothing if nothing does."""
    try:
        import docx  # noqa: F401

        version("python-docx")
    except (PackageNotFoundError, ImportError):
        return "the Python package python-docx is not installed"
    return ""


def made_by() -> str:
    """Return the versions that a document's bytes depend on."""
    return f"{WAY} python-docx {version('python-docx')} lxml {version('lxml')}"


def readable(content: bytes) -> bool:
    """Whether a picture is one that Word shows."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        return bool(Image.from_blob(content).width)
    except (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
        ValueError,
        ArithmeticError,
        LookupError,
    ):
        return False


def make(file: WordFile, pictures: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a document; the same for the same parts."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.parser import parse_xml

    document = docx.Document()
    part: Any = document.part
    section = document.sections[0]
    head, foot = section.header, section.footer
    head.is_linked_to_previous = foot.is_linked_to_previous = False
    kept = {"headerReference", "footerReference"}
    references = [each for each in section._sectPr if each.tag.rpartition("}")[2] in kept]

    def link(url: str) -> str:
        return str(part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def picture(path: str) -> tuple[str, int, int]:
        relation, image = part.get_or_add_image(io.BytesIO(pictures[path]))
        return relation, int(image.width), int(image.height)

    writing = Writing(file, link, picture, "".join(_reference(each) for each in references))
    xml = {
        "/word/document.xml": writing.document(),
        "/word/styles.xml": word_styles.styles(file.profile, file.language),
        "/word/settings.xml": word_styles.settings(file.language),
        "/word/numbering.xml": word_styles.numbering(file.profile, writing.lists),
        str(part.related_parts[_relation(references, "header")].partname): _whole("hdr", writing.head()),
        str(part.related_parts[_relation(references, "footer")].partname): _whole("ftr", writing.foot()),
    }
    part.numbering_part  # noqa: B018 (made where there is none yet)
    _drop(part.package.rels)
    _drop(part.rels)
    for each in part.package.iter_parts():
        name = str(each.partname)
        if name in xml:
            each._element = parse_xml(xml[name].encode())
        elif name == "/word/fontTable.xml":
            each._blob = word_styles.fonts().encode()
    _describe(document.core_properties, file)
    raw = io.BytesIO()
    document.save(raw)
    return _packed(raw, file)


def _reference(element: Any) -> str:
    name = element.tag.rpartition("}")[2]
    return f'<w:{name} w:type="default" r:id="{_rid(element)}"/>'


def _rid(element: Any) -> str:
    return next(str(value) for key, value in element.attrib.items() if key.endswith("}id"))


def _relation(references: list[Any], kind: str) -> str:
    return next(_rid(each) for each in references if each.tag.endswith(f"}}{kind}Reference"))


def _whole(name: str, inside: str) -> str:
    return f"<w:{name} {NAMESPACES}>{inside}</w:{name}>"


def _drop(relations: Any) -> None:
    for name in [name for name, each in relations.items() if not each.is_external]:
        if str(relations[name].target_part.partname).startswith(_NOT_OURS):
            del relations[name]


def _describe(properties: Any, file: WordFile) -> None:
    short: Callable[[str], str] = lambda text: clean(text)[:MOST]  # noqa: E731
    day = datetime.combine(file.updated, time())
    properties.title, properties.subject = short(file.title), short(file.subject)
    properties.author = properties.last_modified_by = short(file.authors)
    properties.keywords, properties.comments = short(file.keywords), ""
    properties.language = short(file.language)
    properties.created = properties.modified = day
    properties.revision = 1


def _packed(raw: io.BytesIO, file: WordFile) -> bytes:
    """Pack the parts anew, in an order and with a time that do not change."""
    day = (max(file.updated.year, 1980), file.updated.month, file.updated.day, 0, 0, 0)
    made = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, day)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(entry, source.read(name), compresslevel=9)
    return made.getvalue()
