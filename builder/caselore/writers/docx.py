"""Turn what a Word document holds into a .docx file: the only importer of python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime, time
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from caselore import kept
from caselore.writers import word_styles
from caselore.writers.word_parts import WordFile
from caselore.writers.word_xml import NAMESPACES, Writing
from caselore.writers.xml_letters import xml_text
from caselore.writers.zipped import entries_of, zipped

CODE = tuple(
    f"writers/{name}.py" for name in ("docx", "word_xml", "word_layout", "word_styles", "xml_letters", "zipped")
)
"""What turns the parts of a document into its bytes."""
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
    """Return the code and the versions that a document's bytes depend on."""
    return f"{kept.code(*CODE)} python-docx {version('python-docx')} lxml {version('lxml')}"


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
    # Packed anew, in an order and with a time that do not change.
    parts = sorted(entries_of(raw.getvalue()), key=lambda each: each[0] != "[Content_Types].xml")
    return zipped(parts, day=file.updated)


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
    short: Callable[[str], str] = lambda text: xml_text(text)[:MOST]  # noqa: E731
    day = datetime.combine(file.updated, time())
    properties.title, properties.subject = short(file.title), short(file.subject)
    properties.author = properties.last_modified_by = short(file.authors)
    properties.keywords, properties.comments = short(file.keywords), ""
    properties.language = short(file.language)
    properties.created = properties.modified = day
    properties.revision = 1
