"""Say how slides look: the master and its layouts as DrawingML, sixteen to nine, large dark type on warm paper.

The type is Arial, since a deck is opened on whatever machine stands in the room and brings no fonts along.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from caselore.frozen import frozen

WIDE, HIGH = 12192000, 6858000
"""A slide, in EMU: 13.33 by 7.5 inches."""
FONT = "Arial"
COLOURS = {
    "dk1": "1C2726", "lt1": "FBF8F3", "dk2": "1D4A42", "lt2": "E6EFEC", "accent1": "1D4A42", "accent2": "E9A93A",
    "accent3": "485654", "accent4": "FDF3DE", "accent5": "9AD6C6", "accent6": "DDD5C7", "hlink": "0A4D8C",
    "folHlink": "0A4D8C",
}  # fmt: skip
"""The tokens of LOOK: ink, paper, green, green soft, sun, quiet, sun soft, mint, line, link."""

NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
TITLE, BODY, KICKER, FOOT, TABLE, PICTURE, FOOTER, NUMBER = 0, 1, 10, 11, 12, 13, 15, 16
LEFT_HEAD, LEFT, RIGHT_HEAD, RIGHT = 2, 3, 4, 5


@frozen
class Hole:
    """A placeholder: what it is for, where it lies (in inches), and how its text looks."""

    idx: int
    name: str
    kind: str
    x: float
    y: float
    w: float
    h: float
    size: int = 28
    bold: bool = False
    colour: str = "tx1"
    anchor: str = "t"


@frozen
class Bar:
    """A bar of colour that means nothing."""

    x: float
    y: float
    w: float
    h: float
    colour: str


@frozen
class Layout:
    """One layout of the master."""

    name: str
    kind: str
    holes: tuple[Hole, ...]
    bars: tuple[Bar, ...] = ()
    ground: str = "bg1"


X, W = 0.8, 11.73
_TOP = Bar(0, 0, 13.333, 0.16, "tx2")
_SIDE = Bar(0, 0, 0.42, 7.5, "tx2")
_SUN = Bar(0, 0, 0.42, 7.5, "accent2")
_KICKER = Hole(KICKER, "What this belongs to", "body", X, 0.42, W, 0.4, 18, False, "accent3", "ctr")
_TITLE = Hole(TITLE, "Title", "title", X, 0.84, W, 1.34, 34, True, "tx2")
_FOOT = Hole(FOOT, "What it rests on", "body", X, 6.5, W, 0.42, 16, False, "accent3", "ctr")
_FOOTER = Hole(FOOTER, "Footer", "ftr", X, 6.98, 10.6, 0.34, 12, False, "accent3", "ctr")
_NUMBER = Hole(NUMBER, "Slide number", "sldNum", 11.73, 6.98, 0.8, 0.34, 12, False, "accent3", "ctr")
_BODY = Hole(BODY, "Text", "obj", X, 2.24, W, 4.2)
_BIG = (
    Hole(TITLE, "Title", "title", X, 2.2, 11.2, 1.5, 44, True, "tx2", "b"),
    Hole(KICKER, "What this belongs to", "body", X, 0.42, 11.2, 0.4, 18, False, "accent3", "ctr"),
    Hole(BODY, "Text", "body", X, 4.0, 10.6, 2.3),
)
_ENDS = (_FOOT, _FOOTER, _NUMBER)


def _half(x: float, head: int, body: int, which: str) -> tuple[Hole, ...]:
    return (
        Hole(head, f"{which}: heading", "body", x, 2.12, 5.6, 0.5, 24, True, "tx2", "b"),
        Hole(body, f"{which}: text", "obj", x, 2.72, 5.6, 3.74),
    )


LAYOUTS: dict[str, Layout] = {
    "title": Layout(
        "Title",
        "title",
        (
            Hole(TITLE, "Title", "ctrTitle", X, 1.75, 11.2, 2.0, 50, True, "tx2", "b"),
            Hole(KICKER, "What this belongs to", "body", X, 4.9, 11.2, 0.6, 24, False, "accent3", "t"),
            Hole(BODY, "Subtitle", "subTitle", X, 4.2, 11.2, 0.7, 28),
            Hole(PICTURE, "Logo", "pic", 9.7, 0.6, 2.83, 1.1),
            *_ENDS,
        ),
        (_SIDE, Bar(X, 3.92, 1.6, 0.09, "accent2")),
    ),
    "section": Layout("Section", "secHead", (*_BIG, *_ENDS), (_SIDE,), "bg2"),
    "content": Layout("Title and content", "obj", (_TITLE, _KICKER, _BODY, *_ENDS), (_TOP,)),
    "think": Layout("Stop and think", "obj", (_TITLE, _KICKER, _BODY, *_ENDS), (_SUN,), "accent4"),
    "compare": Layout(
        "Comparison",
        "twoTxTwoObj",
        (
            _TITLE,
            _KICKER,
            *_half(X, LEFT_HEAD, LEFT, "Left"),
            *_half(6.93, RIGHT_HEAD, RIGHT, "Right"),
            *_ENDS,
        ),
        (_TOP, Bar(6.64, 2.22, 0.03, 4.1, "accent6")),
    ),
    "table": Layout(
        "Title and table",
        "tbl",
        (_TITLE, _KICKER, Hole(TABLE, "Table", "tbl", X, 1.75, W, 4.6), *_ENDS),
        (_TOP,),
    ),
    "picture": Layout(
        "Title and picture",
        "obj",
        (_TITLE, _KICKER, Hole(PICTURE, "Picture", "pic", X, 1.75, W, 4.7), *_ENDS),
        (_TOP,),
    ),
    "break": Layout("Break", "secHead", (*_BIG, *_ENDS), (_SUN,), "accent4"),
}
"""By the layout that a Slide names, in the order in which PowerPoint offers them."""

MASTER = Layout("caselore", "", (_TITLE, _BODY, _FOOTER, _NUMBER), (), "bg1")


def _emu(inches: float) -> int:
    return round(inches * 914400)


def _frame(x: float, y: float, w: float, h: float) -> str:
    return f'<a:xfrm><a:off x="{_emu(x)}" y="{_emu(y)}"/><a:ext cx="{_emu(w)}" cy="{_emu(h)}"/></a:xfrm>'


def _bar(number: int, bar: Bar) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Bar {number}" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_frame(bar.x, bar.y, bar.w, bar.h)}<a:prstGeom prst="rect">'
        f'<a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{bar.colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def _hole(number: int, hole: Hole, language: str, *, listed: bool = False) -> str:
    kind = "" if hole.kind == "obj" else f' type="{hole.kind}"'
    kind += "" if hole.idx == 0 else f' idx="{hole.idx}"'
    size = ' sz="quarter"' if hole.idx >= 10 else ""
    plain = "" if hole.kind in ("obj", "title", "ctrTitle") or listed else ' marL="0" indent="0"'
    none = "" if hole.kind == "obj" or listed else "<a:buNone/>"
    side = ' algn="r"' if hole.kind == "sldNum" else ""
    weight = "1" if hole.bold else "0"
    style = (
        f"<a:lvl1pPr{plain}{side}>{none}<a:defRPr lang={quoteattr(language)} "
        f'sz="{hole.size * 100}" b="{weight}"><a:solidFill><a:schemeClr val="{hole.colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )
    words = f"<a:r><a:rPr lang={quoteattr(language)}/><a:t>{hole.name}</a:t></a:r>"
    if hole.kind == "sldNum":
        words = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang={quoteattr(language)}/><a:t>‹#›</a:t></a:fld>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{hole.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{size}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(hole.x, hole.y, hole.w, hole.h)}</p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{hole.anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def shape_tree(layout: Layout, language: str, *, master: bool = False) -> str:
    """Return the background and shapes of a layout, or of the master, as a p:cSld element."""
    holes = layout.holes
    if master:  # a master knows five kinds of placeholder alone
        kinds = {"obj": "body"}
        holes = tuple(
            Hole(each.idx, each.name, kinds.get(each.kind, each.kind), each.x, each.y, each.w, each.h, each.size,
                 each.bold, each.colour, each.anchor)
            for each in holes
        )  # fmt: skip
    shapes = [_bar(number, bar) for number, bar in enumerate(layout.bars, 2)]
    shapes += [
        _hole(number, hole, language, listed=master and hole.idx == BODY)
        for number, hole in enumerate(holes, 2 + len(shapes))
    ]
    return (
        f'<p:cSld {NAMES} name={quoteattr(layout.name)}><p:bg><p:bgPr><a:solidFill><a:schemeClr val="{layout.ground}"/>'
        '</a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/>'
        '<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{"".join(shapes)}</p:spTree></p:cSld>'
    )


def text_styles(language: str) -> str:
    """Return the master's text styles: titles bold and green, lists with a green bullet, nothing small."""
    lang = quoteattr(language)
    face = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    levels = "".join(
        f'<a:lvl{n}pPr marL="{n * 400050}" indent="-400050"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="1000"/>'
        f'</a:spcBef><a:buClr><a:schemeClr val="tx2"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        f'<a:defRPr lang={lang} sz="{2800 if n == 1 else 2400}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>{face}</a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 6)
    )
    other = "".join(
        f'<a:lvl{n}pPr><a:defRPr lang={lang} sz="2400">{face}</a:defRPr></a:lvl{n}pPr>' for n in range(1, 6)
    )
    return (
        f'<p:txStyles {NAMES}><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/>'
        f'<a:defRPr lang={lang} sz="3400" b="1"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr></p:titleStyle>'
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def colour_scheme() -> str:
    """Return the theme's colours."""
    inside = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    return f'<a:clrScheme name="caselore">{inside}</a:clrScheme>'


def font_scheme() -> str:
    """Return the theme's fonts."""
    both = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return f'<a:fontScheme name="caselore"><a:majorFont>{both}</a:majorFont><a:minorFont>{both}</a:minorFont></a:fontScheme>'
