"""Turn caselore's scripts, styles and fonts into the files a site links to, named by their content."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from hashlib import sha256
from importlib.resources import files

from fontTools.ttLib import TTFont

from caselore.artifacts import Artifact
from caselore.resources import templates_folder
from caselore.words import catalogue

SCRIPTS = (
    "words.js", "score.js", "store.js", "notes.js", "question.js", "quiz.js", "progress.js", "library.js",
    "learning.js", "shell.js",
)  # fmt: skip
STYLES = ("tokens.css", "page.css", "question.css", "print.css")
FACES = (("Regular", 400, "normal"), ("Bold", 700, "normal"), ("Italic", 400, "italic"))


@cache
def site_assets(language: str) -> tuple[Artifact, ...]:
    """Return the script in the words of a language, the style sheet and the fonts, in this order."""
    fonts = [(face, _font(face[0])) for face in FACES]
    faces = "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-weight:{weight};font-style:{style};'
        f'font-display:swap;src:url("{font.path.rsplit("/", 1)[1]}") format("woff2")}}\n'
        for (_, weight, style), font in fonts
    )
    words = catalogue(language)
    opening = f"(globalThis.caselore={{}}).catalogue={json.dumps(words, sort_keys=True)};\n" if words else ""
    script = _named("caselore.js", (opening + _joined(SCRIPTS)).encode())
    style = _named("caselore.css", (faces + _joined(STYLES)).encode())
    return (script, style, *(font for _, font in fonts))


def _joined(names: tuple[str, ...]) -> str:
    folder = templates_folder() / "assets" / "learner"
    return "".join(_squeezed((folder / name).read_text("utf-8")) for name in names)


def _squeezed(text: str) -> str:
    """Drop block comments, indentation and empty lines: less to load, still readable."""
    text = re.sub(r"(?<![\\'\"*])/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.strip() for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


@cache
def _font(face: str) -> Artifact:
    package = files("fontpkg_atkinson_hyperlegible") / "files"
    raw = (package / f"AtkinsonHyperlegible-{face}.ttf").read_bytes()
    # recalcTimestamp: the font would otherwise carry the time of this build.
    font = TTFont(io.BytesIO(raw), recalcTimestamp=False)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return _named(f"atkinson-{face.lower()}.woff2", packed.getvalue())


def _named(name: str, content: bytes) -> Artifact:
    stem, ending = name.rsplit(".", 1)
    return Artifact(f"assets/caselore/{stem}.{sha256(content).hexdigest()[:10]}.{ending}", content)
