"""Turn decks into PowerPoint files: real layouts with their placeholders filled. The only importer of python-pptx.

A file is a function of its deck, so it is kept by the deck's hash: the same course gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from caselore import kept
from caselore.artifacts import Artifact, Loss
from caselore.documents.blocks import Download
from caselore.documents.slides.decks import decks
from caselore.documents.slides.slide import SMALL, TWO_LINES, Deck, Line, Picture, Slide
from caselore.model.course import Course, CourseInfo
from caselore.words import N_, is_right_to_left, say, translations
from caselore.writers import slide_master as master
from caselore.writers.making import PAPER, Making
from caselore.writers.pictures import content_of
from caselore.writers.zipped import entries_of, zipped

CODE = tuple(f"writers/{name}.py" for name in ("slides", "slide_master", "zipped"))
"""What turns a deck into its bytes."""
SHOWN = ("png", "jpg", "jpeg", "gif")
"""Endings of pictures that a slide can hold."""


def missing() -> str:
    """Say what stands in the way of making slides on this machine; nothing if nothing does."""
    try:
        version("python-pptx")
        import pptx  # noqa: F401
    except (PackageNotFoundError, ImportError):
        return "the Python package python-pptx is not installed"
    return ""


def slides(making: Making) -> Iterator[Artifact | Loss]:
    """Yield a PowerPoint file for each session and each module."""
    course = making.course
    made = list(decks(course))
    lacking = missing()
    if lacking:
        yield Loss(course.info.id, "slides", f"{len(made)} decks of slides were not made: {lacking}", needs=PAPER)
        return
    for deck in made:
        losses, deck = _without_lost_pictures(deck, course)
        yield from losses
        content = _deck(deck, making)
        path = f"{deck.path}.pptx"
        title = say(course.info.language, N_("Slides: %(title)s"), title=deck.title)
        name = translations(course.info.language).gettext(N_("Slides with notes"))
        making.downloads.append(
            Download(
                title=title,
                name=name,
                of=deck.of,
                kind="slides",
                audience="facilitator",
                path=f"slides/{path}",
                form="PowerPoint",
                profile=N_("Slides"),
                pages=len(deck.slides),
                size=len(content),
            )  # fmt: skip
        )
        making.files[f"slides/{path}"] = content
        yield Artifact(path, content)


def _without_lost_pictures(deck: Deck, course: Course) -> tuple[list[Loss], Deck]:
    """Take away pictures that a slide cannot hold, and say so."""
    losses = [Loss(deck.of, "slides", what) for what in deck.lost]
    made = []
    for slide in deck.slides:
        shown = slide.picture
        if shown and (shown.path not in course.images or shown.path.rpartition(".")[2].lower() not in SHOWN):
            losses.append(
                Loss(deck.of, "slides", f"PowerPoint cannot show the picture {shown.path}; its words stand for it")
            )
            slide = replace(slide, picture=None)
            if slide.layout == "picture":
                slide = replace(slide, layout="content", lines=(Line(text=shown.alt),))
        made.append(slide)
    return losses, replace(deck, slides=tuple(made))


def _deck(deck: Deck, making: Making) -> bytes:
    info = making.course.info
    pictures = {each.picture.path: content_of(making.root, each.picture.path) for each in deck.slides if each.picture}
    said = (
        repr(deck),
        info.language,
        str(info.updated),
        ", ".join(info.authors),
        version("python-pptx"),
        kept.code(*CODE),
    )
    key = kept.key("slides", *said, *(part for path in sorted(pictures) for part in (path, pictures[path])))

    def make() -> bytes:
        making.say(f"slides: {deck.path}.pptx, {len(deck.slides)} slides")
        return _Writer(deck, info, pictures).written()

    return kept.kept(key, make)


class _Writer:
    """Draws one deck."""

    def __init__(self, deck: Deck, info: CourseInfo, pictures: dict[str, bytes]) -> None:
        from pptx import Presentation

        self.deck = deck
        self.info = info
        self.pictures = pictures
        self.language = info.language
        self.made: Any = Presentation()
        self.layouts: dict[str, Any] = {}

    def written(self) -> bytes:
        """Return the file."""
        self._look()
        self._properties()
        for slide in self.deck.slides:
            self._slide(slide)
        self._parts()
        self._notes_look()
        raw = io.BytesIO()
        self.made.save(raw)
        # Packed anew, with one time for all, so that the same deck gives the same bytes.
        return zipped(entries_of(raw.getvalue()), level=6)

    def _look(self) -> None:
        """Lay our own master and layouts over those that python-pptx brings."""
        from pptx.opc.constants import RELATIONSHIP_TYPE
        from pptx.oxml import parse_xml

        made = self.made
        made.slide_width, made.slide_height = master.WIDE, master.HIGH
        made.part._element.find(_p("sldSz")).attrib.pop("type", None)
        of = made.slide_master
        _put(of._element, "cSld", parse_xml(master.shape_tree(master.MASTER, self.language, master=True)))
        _put(of._element, "txStyles", parse_xml(master.text_styles(self.language)))
        theme = of.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        text = theme.blob.decode("utf-8")
        text = re.sub(r"<a:clrScheme.*?</a:clrScheme>", master.colour_scheme(), text, flags=re.DOTALL)
        text = re.sub(r"<a:fontScheme.*?</a:fontScheme>", master.font_scheme(), text, flags=re.DOTALL)
        theme._blob = re.sub(r'(<a:theme [^>]*name=")[^"]*', r"\1caselore", text).encode("utf-8")
        layouts = list(of.slide_layouts)
        for spare in layouts[len(master.LAYOUTS) :]:
            of.slide_layouts.remove(spare)
        for layout, (name, look) in zip(layouts, master.LAYOUTS.items(), strict=False):
            _put(layout._element, "cSld", parse_xml(master.shape_tree(look, self.language)))
            layout._element.set("type", look.kind)
            layout._element.set("preserve", "1")
            self.layouts[name] = layout
        thumbnail = [r for r in made.part.package._rels.values() if r.reltype.endswith("/thumbnail")]
        for each in thumbnail:
            made.part.package._rels.pop(each.rId)
        for each in [r for r in made.part.rels.values() if r.reltype.endswith("/printerSettings")]:
            made.part.rels.pop(each.rId)

    def _properties(self) -> None:
        day = self.info.updated
        core, at = self.made.core_properties, datetime(day.year, day.month, day.day)
        core.title, core.subject, core.author = self.deck.title, self.info.title, ", ".join(self.info.authors)
        core.language, core.keywords, core.comments = self.language, "", self.deck.foot
        core.created = core.modified = core.last_printed = at
        core.last_modified_by, core.revision, core.version = ", ".join(self.info.authors), 1, self.info.version
        core.category = ""

    def _slide(self, slide: Slide) -> None:
        made = self.made.slides.add_slide(self.layouts[slide.layout])
        holes = {each.placeholder_format.idx: each for each in made.placeholders}
        self._fill(holes[master.TITLE], (Line(text=slide.title),), size=_title_size(slide))
        if slide.kicker:
            self._fill(holes[master.KICKER], (Line(text=slide.kicker),))
        if slide.lines and master.BODY in holes:
            self._fill(holes[master.BODY], slide.lines, size=slide.size if slide.layout != "title" else 0)
        for column, head, body in zip(
            slide.columns, (master.LEFT_HEAD, master.RIGHT_HEAD), (master.LEFT, master.RIGHT), strict=False
        ):
            self._fill(holes[head], (Line(text=column.head),))
            self._fill(holes[body], column.lines, size=slide.size)
        if slide.foot:
            self._fill(holes[master.FOOT], (Line(text=slide.foot),), size=_foot_size(slide.foot))
        if slide.rows:
            self._table(holes[master.TABLE], slide)
        if slide.picture:
            self._picture(holes[master.PICTURE], slide.picture)
        names = {each.placeholder_format.idx: each.name for each in made.slide_layout.placeholders}
        for shape in list(made.placeholders):
            shape.name = names[shape.placeholder_format.idx]
            if shape.has_text_frame and not shape.text_frame.text:
                shape._element.getparent().remove(shape._element)
        self._furniture(made)
        self._notes(made, slide)

    def _fill(self, hole: Any, lines: tuple[Line, ...], *, size: int = 0) -> None:
        """Put lines into a placeholder, a paragraph each."""
        body = hole.text_frame._txBody
        for each in body.findall(_a("p")):
            body.remove(each)
        plain = hole.placeholder_format.idx in (master.BODY, master.LEFT, master.RIGHT)
        starts = 1
        for before, line in zip((None, *lines), lines, strict=False):
            if before is None or before.kind != line.kind:
                starts = line.nth
            body.append(self._paragraph(line, starts, size=size, plain=plain))

    def _paragraph(self, line: Line, starts: int, *, size: int, plain: bool) -> Any:
        from pptx.oxml import parse_xml

        style = f' sz="{size * 100}"' if size else ""
        style += ' b="1"' if line.kind == "strong" else ""
        green = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>' if line.kind in ("strong", "quiet") else ""
        numbered = {"letter": "alphaUcPeriod", "number": "arabicPeriod"}.get(line.kind)
        across = ' rtl="1" algn="r"' if is_right_to_left(self.language) else ""
        if numbered:
            shape = (
                f'<a:pPr marL="571500" indent="-571500"{across}><a:buFont typeface="+mj-lt"/>'
                f'<a:buAutoNum type="{numbered}" startAt="{starts}"/></a:pPr>'
            )
        elif plain and line.kind != "bullet":
            shape = f'<a:pPr marL="0" indent="0"{across}><a:buNone/></a:pPr>'
        else:
            shape = f"<a:pPr{across}/>" if across else ""
        made = parse_xml(
            f'<a:p {master.NAMES}>{shape}<a:r><a:rPr lang="{self.language}"{style} dirty="0">{green}</a:rPr><a:t/></a:r></a:p>'
        )
        made.find(f"{_a('r')}/{_a('t')}").text = _sayable(line.text)
        return made

    def _table(self, hole: Any, slide: Slide) -> None:
        from pptx.util import Emu, Inches, Pt

        frame = hole.insert_table(rows=len(slide.rows), cols=len(slide.rows[0]))
        table = frame.table
        table.first_row, table.horz_banding = True, False
        frame._element.nvGraphicFramePr.cNvPr.set(
            "descr", f"{slide.kicker}: {'; '.join(' '.join(r) for r in slide.rows)}"
        )
        style = table._tbl.tblPr.find(_a("tableStyleId"))
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
        widths = (1.5, master.W - 3.3, 1.8)
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Inches(width)
        high = 4.6 / len(slide.rows) if len(slide.rows) > 7 else 0.6
        for number, (row, texts) in enumerate(zip(table.rows, slide.rows, strict=True)):
            row.height = Emu(int(high * 914400))
            for cell, text in zip(row.cells, texts, strict=True):
                body = cell.text_frame._txBody
                for each in body.findall(_a("p")):
                    body.remove(each)
                kind = "strong" if number == 0 or cell is row.cells[0] or text == texts[0] else "plain"
                body.append(self._paragraph(Line(text=text, kind=kind), 1, size=SMALL, plain=True))  # type: ignore[arg-type]
                cell.margin_left, cell.margin_right = Pt(0), Pt(8)
                cell.margin_top = cell.margin_bottom = Pt(3)
                _ruled(cell._tc, 19050 if number == 0 else 9525, "tx2" if number == 0 else "accent6")

    def _picture(self, hole: Any, picture: Picture) -> None:
        frame = hole.insert_picture(io.BytesIO(self.pictures[picture.path]))
        frame._element.nvPicPr.cNvPr.set("descr", picture.alt)
        frame._element.nvPicPr.cNvPr.set("name", "Picture")
        # The whole picture, in the middle of its place, and not cropped to fill it.
        frame.crop_left = frame.crop_right = frame.crop_top = frame.crop_bottom = 0
        wide, high = frame.image.size
        room_w, room_h, x, y = frame.width, frame.height, frame.left, frame.top
        share = min(room_w / wide, room_h / high)
        frame.width, frame.height = int(wide * share), int(high * share)
        frame.left, frame.top = x + (room_w - frame.width) // 2, y + (room_h - frame.height) // 2

    def _furniture(self, made: Any) -> None:
        """Put the footer and the number of the slide at the end of its reading order."""
        for each in made.slide_layout.placeholders:
            if each.placeholder_format.idx not in (master.FOOTER, master.NUMBER):
                continue
            copy = deepcopy(each._element)
            tree = made.shapes._spTree
            copy.nvSpPr.cNvPr.set("id", str(max(int(n.get("id")) for n in tree.iter(_p("cNvPr"))) + 1))
            styles = copy.find(f"{_p('txBody')}/{_a('lstStyle')}")
            for style in list(styles):
                styles.remove(style)
            place = copy.find(_p("spPr"))
            for each_place in list(place):
                place.remove(each_place)
            inside = copy.find(f"{_p('txBody')}/{_a('bodyPr')}")
            inside.attrib.clear()
            for each_inside in list(inside):
                inside.remove(each_inside)
            if each.placeholder_format.idx == master.FOOTER:
                copy.find(f".//{_a('t')}").text = self.deck.foot
            else:
                copy.find(f".//{_a('t')}").text = str(len(self.made.slides))
            tree.append(copy)

    def _notes(self, made: Any, slide: Slide) -> None:
        frame = made.notes_slide.notes_text_frame
        body = frame._txBody
        for each in body.findall(_a("p")):
            body.remove(each)
        for text in slide.notes or (slide.title,):
            body.append(self._paragraph(Line(text=text), 1, size=0, plain=False))

    def _notes_look(self) -> None:
        """Set the language of the notes' own styles, and the name of their theme."""
        for each in self.made.notes_master._element.iter(_a("rPr"), _a("defRPr"), _a("endParaRPr")):
            each.set("lang", self.language)

    def _parts(self) -> None:
        """Group the slides into named sections, as PowerPoint shows them beside the slides."""
        from pptx.oxml import parse_xml

        ids = [each.get("id") for each in self.made.slides._sldIdLst]
        groups: list[tuple[str, list[str]]] = []
        for slide, number in zip(self.deck.slides, ids, strict=True):
            if slide.group or not groups:
                groups.append((slide.group or self.deck.title, []))
            groups[-1][1].append(number)
        space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
        made = parse_xml(
            f'<p:extLst {master.NAMES}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            f'<p14:sectionLst xmlns:p14="{space}"/></p:ext></p:extLst>'
        )
        listed = made[0][0]
        for number, (name, members) in enumerate(groups):
            section = listed.makeelement(
                f"{{{space}}}section", {"name": _sayable(name), "id": _guid(f"{self.deck.path} {number}")}
            )
            inside = section.makeelement(f"{{{space}}}sldIdLst", {})
            inside.extend(inside.makeelement(f"{{{space}}}sldId", {"id": each}) for each in members)
            section.append(inside)
            listed.append(section)
        top = self.made.part._element
        for each in top.findall(_p("extLst")):
            top.remove(each)
        top.append(made)


def _a(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"


def _p(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/presentationml/2006/main}}{name}"


def _put(parent: Any, name: str, child: Any) -> None:
    """Put an element in the place of the one of its name."""
    parent.replace(parent.find(_p(name)), child)


def _title_size(slide: Slide) -> int:
    """Return the size of type that a title needs; 0 for its layout's own."""
    long = len(slide.title)
    if slide.layout in ("title", "section", "break"):
        return 0 if long <= 72 else 36 if long <= 100 else 30
    return 0 if long <= TWO_LINES else 28 if long <= 125 else 26


def _foot_size(text: str) -> int:
    return 0 if len(text) <= 115 else 14 if len(text) <= 135 else 12


def _sayable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def _guid(text: str) -> str:
    raw = sha256(text.encode("utf-8", "replace")).hexdigest().upper()
    return f"{{{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:32]}}}"


def _ruled(cell: Any, width: int, colour: str) -> None:
    """Draw a line beneath a cell."""
    from pptx.oxml import parse_xml

    properties = cell.get_or_add_tcPr()
    line = parse_xml(
        f'<a:lnB {master.NAMES} w="{width}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:lnB>'
    )
    properties.insert(0, line)
