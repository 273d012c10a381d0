"""Write the parts of a Word document down as WordprocessingML. Text is escaped here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from caselore.writers.word_layout import as_many, bold, columns, only_lines, section, sections, spacer, width
from caselore.writers.word_parts import (
    Blank,
    Box,
    Break,
    Contents,
    Grid,
    Layout,
    Para,
    Part,
    Picture,
    Piece,
    Tab,
    WordFile,
    Words,
)
from caselore.writers.word_styles import BOXED, PRINTS, W, list_step, mm
from caselore.writers.xml_letters import xml_text

NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)


@dataclass(slots=True)
class Writing:
    """One document being written down."""

    file: WordFile
    link: Callable[[str], str]
    """From an address to the id of the relation that leads there."""
    picture: Callable[[str], tuple[str, int, int]]
    """From a picture's path to the id of its relation, and its width and height in EMU."""
    furniture: str = ""
    """The references to head and foot."""
    lists: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    layout: Layout = "a4"
    _ids: int = 0

    def document(self) -> str:
        """Return the document part."""
        cut = list(sections(self.file))
        headings = [
            each for _, parts in cut for each in parts if isinstance(each, Para) and each.bookmark[:4] == "_Toc"
        ]
        made = [f"<w:document {NAMESPACES}><w:body>"]
        for place, (layout, parts) in enumerate(cut):
            self.layout = layout
            last = place == len(cut) - 1
            closing = section(layout, self.file.profile, self.furniture)
            for number, part in enumerate(parts, 1):
                end = "" if last or number < len(parts) else closing
                made.append(self._part(part, headings, end))
            if last:
                made.append((spacer() if isinstance(parts[-1], Grid) else "") + closing)
        return "".join(made) + "</w:body></w:document>"

    @property
    def _width(self) -> int:
        return width(self.layout, self.file.profile)

    def _next(self) -> int:
        self._ids += 1
        return self._ids

    def _part(self, part: Part, headings: list[Para], closing: str) -> str:
        if isinstance(part, Para) and only_lines(part):
            return self._lines(part) + (spacer(closing) if closing else "")
        if isinstance(part, Para):
            return self.paragraph(part, closing)
        if isinstance(part, Contents):
            return self._contents(part, headings) + (spacer(closing) if closing else "")
        made = self._grid(part) if isinstance(part, Grid) else ""
        return made + (spacer(closing) if closing else "")

    def _lines(self, para: Para) -> str:
        """Write lines to write on down, each a paragraph that a pen or a cursor can go to."""
        [blank] = [each for each in para.pieces if isinstance(each, Blank)]
        made = []
        for number in range(blank.lines):
            last = number == blank.lines - 1
            keep = para.keep if last else number < 2 or number == blank.lines - 2  # none alone on its page
            style = "WritingLines" if last else "WritingLine"
            line = replace(para, pieces=(Tab(),), style=style, keep=keep, new_page=para.new_page and not number)
            made.append(self.paragraph(line, lined=True))
        return "".join(made)

    def paragraph(self, para: Para, closing: str = "", *, lined: bool = False) -> str:
        """Write a paragraph down."""
        at = [f'<w:pStyle w:val="{para.style}"/>'] if para.style != "Normal" else []
        at += ["<w:keepNext/>"] if para.keep else []
        step = list_step(self.file.profile)
        lined = lined or any(isinstance(each, Blank) and each.lines for each in para.pieces)
        at += ["<w:pageBreakBefore/>"] if para.new_page else []
        if para.number is not None:
            number = para.number
            self.lists.setdefault(number.list, (number.kind, number.level, number.start))
            at.append(f'<w:numPr><w:ilvl w:val="{number.level}"/><w:numId w:val="{number.list}"/></w:numPr>')
        at += [BOXED] if para.boxed else []
        left = para.indent * step + para.boxed * 4
        if lined:
            at.append(f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{self._width}"/></w:tabs>')
        if para.after_table:
            at.append('<w:spacing w:before="160"/>')
        if para.number is not None and para.boxed:
            at.append(f'<w:ind w:left="{mm(step * (para.number.level + 1) + 4)}" w:hanging="{mm(step)}"/>')
        elif left:
            at.append(f'<w:ind w:left="{mm(left + (step if para.style == "Tick" else 0))}"/>')
        inside = "".join(self._pieces(para.pieces))
        if para.bookmark:
            name = self._next()
            inside = f'<w:bookmarkStart w:id="{name}" w:name="{para.bookmark}"/>{inside}<w:bookmarkEnd w:id="{name}"/>'
        return f"<w:p><w:pPr>{''.join(at)}{closing}</w:pPr>{inside}</w:p>"

    def _pieces(self, pieces: Iterable[Piece]) -> Iterator[str]:
        for piece in pieces:
            match piece:
                case Words():
                    yield self._words(piece)
                case Break():
                    yield "<w:r><w:br/></w:r>"
                case Tab():
                    yield "<w:r><w:tab/></w:r>"
                case Box(label):
                    yield self._control(
                        label,
                        _BOX,
                        '<w:r><w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol" w:cs="Segoe UI Symbol"/></w:rPr><w:t>\u2610</w:t></w:r>',
                    )
                case Blank(label, lines, wide):
                    room = (
                        "</w:r><w:r><w:br/></w:r><w:r>".join(["<w:tab/>"] * lines)
                        if lines
                        else f"<w:t>{'_' * (16 if wide else 3)}</w:t>"
                    )
                    yield self._control(label, "<w:showingPlcHdr/><w:text/>", f"<w:r>{room}</w:r>")
                case Picture(path, alt):
                    yield self._picture(path, alt)

    def _control(self, label: str, kind: str, inside: str) -> str:
        name = xml_text(" ".join(label.split()))
        name = name if len(name) <= 64 else name[:63].rstrip() + "…"
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(name)}/><w:id w:val="{1000 + self._next()}"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    def _words(self, words: Words) -> str:
        style = words.style
        look = f'<w:rStyle w:val="{style}"/>' if style else ""
        if words.emphasis and not style:
            look = '<w:rStyle w:val="Emphasis"/>'
        look += ("<w:b/><w:bCs/>" if words.strong else "") + ("<w:strike/>" if words.struck else "")
        look = f"<w:rPr>{look}</w:rPr>" if look else ""
        text = xml_text(re.sub(r"[\t\r\n]+", " ", words.text))
        made = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if words.name:
            name = self._next()
            made = f'<w:bookmarkStart w:id="{name}" w:name="{words.name}"/>{made}<w:bookmarkEnd w:id="{name}"/>'
        if words.to:
            return f'<w:hyperlink w:anchor="{words.to}" w:history="1">{made}</w:hyperlink>'
        if words.url:
            return f'<w:hyperlink r:id="{self.link(address(words.url))}" w:history="1">{made}</w:hyperlink>'
        return made

    def _picture(self, path: str, alt: str) -> str:
        relation, width, height = self.picture(path)
        most = self._width * 635
        if width > most:
            width, height = most, round(height * most / width)
        tallest = 150 * 36000
        if height > tallest:
            width, height = round(width * tallest / height), tallest
        name, said = self._next(), quoteattr(xml_text(alt))
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{name}" name="Picture {name}" descr={said}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{name}" name="Picture {name}" descr={said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _grid(self, grid: Grid) -> str:
        caption = xml_text(grid.caption)
        widths = columns(grid, self._width)
        look = f'w:firstRow="1" w:lastRow="0" w:firstColumn="{int(grid.heads_rows)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
        value = "06A0" if grid.heads_rows else "0620"
        made = [
            self.paragraph(Para(pieces=(Words(text=caption),), style="Caption", keep=True)) if caption and grid.titled else "",
            f'<w:tbl><w:tblPr><w:tblStyle w:val="CourseTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{value}" {look}/>'
            + (f"<w:tblCaption w:val={quoteattr(caption)}/>" if caption else "")
            + "</w:tblPr><w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>",
        ]  # fmt: skip
        titles = tuple(
            (Para(pieces=(Words(text=title, strong=True),), style="Cell", keep=True),) for title in grid.header
        )
        made.append(self._row(titles, widths, "<w:tblHeader/>"))
        height = f'<w:trHeight w:val="{mm(grid.tall)}" w:hRule="atLeast"/>' if grid.tall else ""
        for row in grid.rows:
            cells = as_many(row, len(grid.header))
            if grid.heads_rows and cells:
                cells = (tuple(bold(para) for para in cells[0]), *cells[1:])
            made.append(self._row(cells, widths, height))
        return "".join(made) + "</w:tbl>"

    def _row(self, cells: Iterable[Iterable[Para]], widths: list[int], more: str) -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{''.join(self.paragraph(para) for para in cell) or '<w:p/>'}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{made}</w:tr>"

    def _contents(self, contents: Contents, headings: list[Para]) -> str:
        title = self.paragraph(Para(pieces=(Words(text=contents.title),), style="TOCHeading", keep=True))
        opening = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        entries = []
        for place, each in enumerate(headings):
            words = "".join(piece.text for piece in each.pieces if isinstance(piece, Words))
            style = "TOC1" if each.style in ("Heading1", "CardMessage") else "TOC2"
            tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self._width}"/></w:tabs>'
            entries.append(
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr>{opening if not place else ""}'
                f"{self._words(Words(text=words, to=each.bookmark))}{closing if place == len(headings) - 1 else ''}</w:p>"
            )
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
            f"</w:sdtPr><w:sdtContent>{title}{''.join(entries)}</w:sdtContent></w:sdt>"
        )

    def head(self) -> str:
        """Return what stands at the head of each page."""
        left, right = self.file.head
        if PRINTS[self.file.profile].size >= 18:  # no room for both on one line
            lines = ((Words(text=left),), (Words(text=right),))
            return "".join(self.paragraph(Para(pieces=each, style="Header")) for each in lines)
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{width(self.file.layout, self.file.profile)}"/></w:tabs>'
        words = (Words(text=left), Tab(), Words(text=right))
        return f'<w:p><w:pPr><w:pStyle w:val="Header"/>{tab}</w:pPr>{"".join(self._pieces(words))}</w:p>'

    def foot(self) -> str:
        """Return what stands at the foot of each page."""
        before, between, after = self.file.page_of
        page = "".join(
            (*self._pieces((Words(text=before),)), _field("PAGE"), *self._pieces((Words(text=between),)), _field("NUMPAGES"),
             *self._pieces((Words(text=after),) if after else ()))
        )  # fmt: skip
        said = "".join(self._pieces((Words(text=self.file.foot),)))
        return (
            f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{said}</w:p>'
            f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>{page}</w:p>'
        )


_BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="Segoe UI Symbol"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
)


def address(url: str) -> str:
    """Return an address with what Word refuses to open written as %-signs."""
    return re.sub(r"[^!#-;=?-\[\]_a-z~]", lambda found: quote(found[0], safe="", errors="replace"), xml_text(url))


def _field(name: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
