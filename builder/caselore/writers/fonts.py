"""Turn the fonts of the PyPI packages into woff2 files, small enough for a phone.

Atkinson Hyperlegible carries the text. Letters it lacks, such as the Welsh ŵ and ŷ, come from Noto
Sans, and only those that a course uses. The only importer of fontTools.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from caselore.frozen import frozen
from caselore.kept import kept, key

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible"


@frozen
class Face:
    """One font file, and what its @font-face says."""

    name: str
    weight: str
    style: str
    content: bytes
    letters: str = ""
    """The letters it is for, as CSS `unicode-range`; empty for all it has."""
    family: str = FAMILY
    form: str = "woff2"
    """As CSS names it, and the ending of its file."""

    def css(self, url: str) -> str:
        """Return the @font-face that loads it."""
        only = f"unicode-range:{self.letters};" if self.letters else ""
        return (
            f'@font-face{{font-family:"{self.family}";font-weight:{self.weight};font-style:{self.style};'
            f'font-display:swap;{only}src:url("{url}") format("{self.form}")}}\n'
        )


@cache
def faces(letters: frozenset[str]) -> tuple[Face, ...]:
    """Return the faces for a course with these letters beyond ASCII."""
    return (
        Face("atkinson-regular", "400", "normal", _packed(_atkinson("Regular"))),
        Face("atkinson-bold", "700", "normal", _packed(_atkinson("Bold"))),
        Face("atkinson-italic", "400", "italic", _packed(_atkinson("Italic"))),
        *(_rare(letters) if letters else ()),
    )


@cache
def paper_faces(letters: frozenset[str]) -> tuple[Face, ...]:
    """Return the faces for paper: whole, since what prints takes from them what it needs, and quickly read."""
    plain = (("Regular", "400", "normal"), ("Bold", "700", "normal"), ("Italic", "400", "italic"))
    made = [
        Face(f"atkinson-{name.lower()}", weight, style, _atkinson(name), form="truetype")
        for name, weight, style in plain
    ]
    for name, heavy in (("regular", 400), ("bold", 700)):
        found = _rare_letters(letters)
        if found:
            content = kept(
                key("paper-rare", version("fonttools"), version("fontpkg-noto-sans"), str(heavy), *map(str, found)),
                lambda found=found, heavy=heavy: _saved(_narrowed(found, wght=heavy)),  # type: ignore[misc]
            )
            made.append(Face(f"noto-{name}", str(heavy), "normal", content, family="Noto Sans Rare", form="truetype"))
    return tuple(made)


def outline(text: str, face: str) -> tuple[str, float] | None:
    """Turn a line of text into the path of its letters, y downwards, and its width, both in ems.

    A drawing then looks the same wherever it is shown. None if Atkinson Hyperlegible lacks a letter.
    """
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    font = _font(_atkinson(face))
    known, glyphs, em = font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{round(number, 3):g}")
    width = 0
    for letter in text:
        if ord(letter) not in known:
            return None
        glyph = glyphs[known[ord(letter)]]
        glyph.draw(TransformPen(pen, (1 / em, 0, 0, -1 / em, width / em, 0)))
        width += glyph.width
    return str(pen.getCommands()), width / em


def glyphs(text: str) -> list[tuple[int, float]]:
    """Return for each letter its number in Atkinson Hyperlegible and its width in ems."""
    font = _whole("Regular")
    known, em, widths = font.getBestCmap(), font["head"].unitsPerEm, font["hmtx"]
    return [(font.getGlyphID(known[ord(each)]), widths[known[ord(each)]][0] / em) for each in text]


def licences() -> str:
    """Return the licence texts that must go with the fonts."""
    return "\n\n".join(
        (files(package) / "LICENSE").read_text("utf-8")
        for package in ("fontpkg_atkinson_hyperlegible", "fontpkg_noto_sans")
    )


def _rare(letters: frozenset[str]) -> tuple[Face, ...]:
    """Return a face with the letters that Atkinson Hyperlegible lacks and Noto Sans has, if there are any."""
    found = _rare_letters(letters)
    if not found:
        return ()
    return (Face("noto-rare", "400 700", "normal", _woff2(_narrowed(found)), _range(found)),)


@cache
def _rare_letters(letters: frozenset[str]) -> tuple[int, ...]:
    """Return the letters that Atkinson Hyperlegible lacks and Noto Sans has."""
    missing = {ord(letter) for letter in letters} - set(_font(_atkinson("Regular")).getBestCmap()) if letters else ()
    if not missing:
        return ()
    return tuple(sorted(missing & set(_font(_noto()).getBestCmap())))


def _range(letters: tuple[int, ...]) -> str:
    return ",".join(f"U+{code:04X}" for code in letters)


def _narrowed(letters: tuple[int, ...], **axes: int) -> TTFont:
    """Return Noto Sans with these letters and no others, in one width and, where given, one weight."""
    # These take longer to load than the rest of fontTools, and few courses have such letters.
    from fontTools.subset import Options, Subsetter
    from fontTools.varLib.instancer import instantiateVariableFont

    font = _font(_noto())
    options = Options()
    options.layout_features = []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return instantiateVariableFont(font, {"wdth": 100, **axes})


def _noto() -> bytes:
    return _raw("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")


def _atkinson(face: str) -> bytes:
    return _raw("fontpkg_atkinson_hyperlegible", f"AtkinsonHyperlegible-{face}.ttf")


def _raw(package: str, name: str) -> bytes:
    return (files(package) / "files" / name).read_bytes()


@cache
def _whole(face: str) -> TTFont:
    return _font(_atkinson(face))


def _packed(raw: bytes) -> bytes:
    """Pack a whole font. It is kept, because packing takes as long as reading a course of 50 case studies."""
    packers = [version(each) for each in ("fonttools", "brotli")]
    return kept(key("woff2", *packers, raw), lambda: _woff2(_font(raw)))


def _font(raw: bytes) -> TTFont:
    from fontTools.ttLib import TTFont

    # recalcTimestamp: the font would otherwise carry the time of this build.
    return TTFont(io.BytesIO(raw), recalcTimestamp=False)


def _woff2(font: TTFont) -> bytes:
    font.flavor = "woff2"
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()
