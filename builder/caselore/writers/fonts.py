"""Turn the fonts of the PyPI packages into woff2 files, small enough for a phone.

Atkinson Hyperlegible carries the text. Letters it lacks, such as the Welsh ŵ and ŷ, come from Noto
Sans, and only those that a course uses. The only importer of fontTools.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from caselore.kept import kept, key

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FAMILY = "Atkinson Hyperlegible"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, and what its @font-face says."""

    name: str
    weight: str
    style: str
    content: bytes
    letters: str = ""
    """The letters it is for, as CSS `unicode-range`; empty for all it has."""

    def css(self, url: str) -> str:
        """Return the @font-face that loads it."""
        only = f"unicode-range:{self.letters};" if self.letters else ""
        return (
            f'@font-face{{font-family:"{FAMILY}";font-weight:{self.weight};font-style:{self.style};'
            f'font-display:swap;{only}src:url("{url}") format("woff2")}}\n'
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


def licences() -> str:
    """Return the licence texts that must go with the fonts."""
    return "\n\n".join(
        (files(package) / "LICENSE").read_text("utf-8")
        for package in ("fontpkg_atkinson_hyperlegible", "fontpkg_noto_sans")
    )


def _rare(letters: frozenset[str]) -> tuple[Face, ...]:
    """Return a face with the letters that Atkinson Hyperlegible lacks and Noto Sans has, if there are any."""
    missing = {ord(letter) for letter in letters} - set(_font(_atkinson("Regular")).getBestCmap())
    if not missing:
        return ()
    font = _font(_raw("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"))
    found = sorted(missing & set(font.getBestCmap()))
    if not found:
        return ()
    # These take longer to load than the rest of fontTools, and few courses have such letters.
    from fontTools.subset import Options, Subsetter
    from fontTools.varLib.instancer import instantiateVariableFont

    options = Options()
    options.layout_features = []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=found)
    subsetter.subset(font)
    narrowed = instantiateVariableFont(font, {"wdth": 100})
    shown = ",".join(f"U+{code:04X}" for code in found)
    return (Face("noto-rare", "400 700", "normal", _woff2(narrowed), shown),)


def _atkinson(face: str) -> bytes:
    return _raw("fontpkg_atkinson_hyperlegible", f"AtkinsonHyperlegible-{face}.ttf")


def _raw(package: str, name: str) -> bytes:
    return (files(package) / "files" / name).read_bytes()


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
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()
