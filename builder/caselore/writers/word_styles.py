"""The styles, lists, fonts and settings of a Word document, as XML. Sizes are those of the printed profiles."""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import quoteattr

from caselore.frozen import frozen

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Atkinson Hyperlegible"
FALLBACK = "Verdana"
"""What Word takes where ours is not installed: wide, open letters, on every Windows and Mac."""


@frozen
class Print:
    """How one profile is set."""

    size: float
    """Of body text, in points."""
    line: float
    """Line spacing."""
    smallest: float
    """No type is smaller, in points."""
    italics: bool
    margin: int
    """At the sides, in millimetres."""


PRINTS = {
    "standard": Print(11.5, 1.2, 8.5, True, 20),
    "clear": Print(14, 1.25, 14, False, 20),
    "large": Print(18, 1.25, 18, False, 17),
    "dyslexia": Print(13, 1.5, 12, False, 25),
}


@frozen(kw_only=True)
class _Style:
    name: str
    based: str = "Normal"
    follows: str = ""
    size: float = 1
    """Times the size of body text."""
    bold: bool = False
    quiet: bool = False
    before: float = 0
    """Points, in standard print."""
    after: float = 5
    keep: bool = False
    lines_together: bool = False
    outline: int | None = None
    left: float = 0
    """Millimetres."""
    hanging: float = 0
    borders: str = ""
    """Which sides: any of 't', 'l', 'b', 'r', and 'x' between two of a kind; capitals are thick."""
    shade: str = ""
    mono: bool = False


_PARAGRAPHS: dict[str, _Style] = {
    "Title": _Style(name="Title", follows="Normal", size=1.75, bold=True, after=6, keep=True),
    "Heading1": _Style(name="heading 1", follows="Normal", size=1.25, bold=True, before=14, after=4, keep=True, outline=0),
    "Heading2": _Style(name="heading 2", follows="Normal", size=1.08, bold=True, before=11, after=3, keep=True, outline=1),
    "Heading3": _Style(name="heading 3", follows="Normal", bold=True, before=9, after=2, keep=True, outline=2),
    "Eyebrow": _Style(name="Eyebrow", follows="Normal", size=0.86, quiet=True, after=2, before=6, keep=True),
    "Lead": _Style(name="Lead", follows="Normal", size=1.12, after=8),
    "ListParagraph": _Style(name="List Paragraph", after=3),
    "Quote": _Style(name="Quote", left=6, borders="L", after=6),
    "Question": _Style(name="Question", follows="Option", bold=True, before=12, after=3, keep=True, lines_together=True),
    "QuestionToo": _Style(name="Question after scenario", based="Question", follows="Option", bold=True, before=2, after=3, keep=True, lines_together=True),
    "Scenario": _Style(name="Scenario", left=4, borders="l", before=14, after=4, lines_together=True),
    "Prompt": _Style(name="Prompt", before=5, after=3, keep=True, lines_together=True),
    "Ask": _Style(name="Ask", size=0.92, quiet=True, before=3, after=2, keep=True),
    "Option": _Style(name="Option", after=3, lines_together=True),
    "Tick": _Style(name="Tick", left=7, hanging=7, after=3, lines_together=True),
    "KeyRow": _Style(name="Key row", left=7, after=3, lines_together=True),
    "Label": _Style(name="Label", follows="Normal", bold=True, before=7, after=2, keep=True),
    "Fact": _Style(name="Fact", left=6, hanging=6, after=3),
    "Message": _Style(name="Message", left=4, borders="L", after=4, lines_together=True),
    "Note": _Style(name="Note", borders="tlbr", before=4, after=8, left=2, lines_together=True),
    "SayLabel": _Style(name="Say label", based="Label", bold=True, follows="Say", left=6, before=7, after=1, keep=True),
    "Say": _Style(name="Say", left=6, borders="L", after=4),
    "Small": _Style(name="Small", size=0.84, quiet=True, before=2, after=5),
    "Source": _Style(name="Source", size=0.84, left=6, hanging=6, after=3, lines_together=True),
    "WritingLine": _Style(name="Writing line", before=12, after=0),
    "WritingLines": _Style(name="Last writing line", before=12, after=7),
    "FieldLine": _Style(name="Field line", before=10, after=5),
    "FieldLabel": _Style(name="Field label", follows="WritingLines", before=7, after=0, keep=True),
    "Choices": _Style(name="Choices", before=2, after=6),
    "Cell": _Style(name="Table text", size=0.94, before=2, after=2),
    "Caption": _Style(name="caption", follows="Normal", size=0.86, quiet=True, before=8, after=3, keep=True),
    "CodeBlock": _Style(name="Code block", size=0.9, mono=True, borders="l", left=4),
    "CardTitle": _Style(name="Card title", size=0.84, quiet=True, after=0),
    "CardMessage": _Style(name="Card message", based="Heading1", size=2, bold=True, before=30, after=24, keep=True, outline=0),
    "SortCard": _Style(name="Sorting card", borders="tlbrx", before=10, after=10, left=2, lines_together=True),
    "Header": _Style(name="header", size=0.76, quiet=True, after=0),
    "Footer": _Style(name="footer", size=0.76, quiet=True, after=0),
    "TOCHeading": _Style(name="TOC Heading", follows="Normal", size=1.08, bold=True, before=10, after=4, keep=True),
    "TOC1": _Style(name="toc 1", follows="Normal", size=0.94, after=0, before=2),
    "TOC2": _Style(name="toc 2", follows="Normal", size=0.94, after=0, left=6),
}  # fmt: skip


def styles(profile: str, language: str) -> str:
    """Return the styles part."""
    how = PRINTS[profile]
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
    made = [
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(how.size)}'
        f'<w:lang w:val={quoteattr(language)} w:eastAsia={quoteattr(language)} w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{_spacing(_Style(name=''), how)}</w:pPr></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>',
    ]
    made += [_paragraph(key, each, how) for key, each in _PARAGRAPHS.items()]
    made += list(_characters(how))
    made.append(_table())
    return "".join(made) + "</w:styles>"


def _paragraph(key: str, style: _Style, how: Print) -> str:
    if key in ("CardMessage",) and how.size >= 18:
        style = replace(style, size=1.5)
    keep = ("<w:keepNext/>" if style.keep else "") + ("<w:keepLines/>" if style.lines_together or style.keep else "")
    widow = "<w:widowControl/>"
    borders = _borders(style.borders)
    scale = how.size / 11.5
    right = f' w:right="{mm(2)}"' if "r" in style.borders else ""
    left = f'w:left="{mm(style.left * scale)}" w:hanging="{mm(style.hanging * scale)}"'
    indent = f"<w:ind {left}{right}/>" if style.left else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    look = "<w:b/><w:bCs/>" if style.bold else ""
    if style.mono:
        look = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' + look
    colour = '<w:color w:val="333333"/>' if style.quiet and how.size < 18 else ""
    size = _size(max(how.size * style.size, how.smallest))
    follows = f'<w:next w:val="{style.follows}"/>' if style.follows else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"{_ours(style.name)}><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{follows}<w:qFormat/>'
        f"<w:pPr>{keep}{widow}{borders}{_spacing(style, how)}{indent}{outline}</w:pPr>"
        f"<w:rPr>{look}{colour}{size}</w:rPr></w:style>"
    )


def _ours(name: str) -> str:
    return "" if name in _BUILT_IN else ' w:customStyle="1"'


_BUILT_IN = {
    "Title", "heading 1", "heading 2", "heading 3", "List Paragraph", "Quote", "caption", "header", "footer",
    "TOC Heading", "toc 1", "toc 2",
}  # fmt: skip


def _characters(how: Print) -> tuple[str, ...]:
    emphasis = "<w:i/><w:iCs/>" if how.italics else "<w:b/><w:bCs/>"
    small = _size(max(how.size * 0.8, how.smallest))
    grey = '<w:color w:val="333333"/>' if how.size < 18 else ""
    table = (
        ("Strong", "Strong", False, "<w:b/><w:bCs/>"),
        ("Emphasis", "Emphasis", False, emphasis),
        ("Hyperlink", "Hyperlink", False, '<w:color w:val="0B3D91"/><w:u w:val="single"/>'),
        ("Code", "Code", True, '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'),
        ("FindingCode", "Finding code", True, small),
        ("Quiet", "Quiet", True, grey),
    )
    return tuple(
        f'<w:style w:type="character" w:styleId="{key}"{" w:customStyle=" + chr(34) + "1" + chr(34) if own else ""}>'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
        for key, name, own, look in table
    )


def _table() -> str:
    line = 'w:val="single" w:sz="4" w:space="0" w:color="777777"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    cells = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 100), ("bottom", 40), ("right", 100))
    )
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="CourseTable"><w:name w:val="Course table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{sides}</w:tblBorders>'
        f"<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow">{bold}<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E8E8E8"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="firstCol">{bold}</w:tblStylePr></w:style>'
    )


def _spacing(style: _Style, how: Print) -> str:
    scale = how.size / 11.5
    before, after = (round(points * scale * 20) for points in (style.before, style.after))
    rule = f'w:line="{round(how.line * 240)}" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}" {rule}/>'


def _borders(sides: str) -> str:
    if not sides:
        return ""
    names = {"t": "top", "l": "left", "b": "bottom", "r": "right", "x": "between"}
    order = {side.lower(): side for side in sides}
    made = "".join(
        f'<w:{names[side]} w:val="single" w:sz="{18 if order[side].isupper() else 4}" w:space="{6 if side in "lr" else 4}" w:color="555555"/>'
        for side in "tlbrx"
        if side in order
    )
    return f"<w:pBdr>{made}</w:pBdr>"


BOXED = _borders("L")


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def list_step(profile: str) -> float:
    """Return how far each level of a list stands to the right, in millimetres."""
    return 7 * PRINTS[profile].size / 11.5


def mm(length: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(length * 56.693)


ABSTRACT = {"bullet": 1, "decimal": 2, "letter": 3}


def numbering(profile: str, lists: dict[int, tuple[str, int, int]]) -> str:
    """Return the numbering part: for each list its kind, the level that starts it and the number that starts it."""
    step = list_step(profile)
    made = [f'<w:numbering xmlns:w="{W}">']
    kinds = (
        ("bullet", "bullet", ("•", "–", "•")),
        ("decimal", "decimal", ("%{n}.", "%{n}.", "%{n}.")),
        ("letter", "upperLetter", ("%{n}", "%{n}", "%{n}")),
    )
    for kind, form, texts in kinds:
        levels = []
        for level in range(9):
            text = texts[level % 3].replace("{n}", str(level + 1))
            levels.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{mm(step * (level + 1))}" w:hanging="{mm(step)}"/></w:pPr>'
                + ("<w:rPr><w:b/></w:rPr>" if kind == "letter" else "")
                + "</w:lvl>"
            )
        made.append(
            f'<w:abstractNum w:abstractNumId="{ABSTRACT[kind]}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        )
    for which, (kind, level, start) in sorted(lists.items()):
        over = (
            ""
            if kind == "bullet"
            else f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        made.append(f'<w:num w:numId="{which}"><w:abstractNumId w:val="{ABSTRACT[kind]}"/>{over}</w:num>')
    return "".join(made) + "</w:numbering>"


def fonts() -> str:
    """Return the table of fonts: ours by name, and what to take where it is not installed."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{W}">'
        f'<w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def settings(language: str) -> str:
    """Return the settings part: what today's Word does, and the language."""
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f"<w:themeFontLang w:val={quoteattr(language)}/></w:settings>"
    )
