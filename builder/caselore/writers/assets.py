"""Turn caselore's scripts, styles and fonts into files a site links to, named by their content."""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256

from caselore.artifacts import Artifact
from caselore.resources import templates_folder
from caselore.words import catalogue
from caselore.writers.fonts import faces, licences

SCRIPTS = (
    "words.js", "score.js", "store.js", "leaving.js", "notes.js", "question.js", "quiz.js", "progress.js",
    "library.js", "learning.js", "shell.js",
)  # fmt: skip
STYLES = ("tokens.css", "page.css", "question.css", "print.css")
FOLDER = "assets/caselore"


@cache
def site_assets(language: str, letters: frozenset[str]) -> tuple[Artifact, ...]:
    """Return script, style sheet and fonts for a course in this language with these letters beyond ASCII."""
    words = catalogue(language)
    fonts = [
        (face, _named(f"{face.name}.woff2", face.content)) for face in faces(letters | set("".join(words.values())))
    ]
    styles = "".join(face.css(font.path.rsplit("/", 1)[1]) for face, font in fonts) + _joined(STYLES)
    opening = f"(globalThis.caselore={{}}).catalogue={json.dumps(words, sort_keys=True)};\n" if words else ""
    return (
        _named("caselore.js", (opening + _joined(SCRIPTS)).encode()),
        _named("caselore.css", styles.encode()),
        *(font for _, font in fonts),
        Artifact(f"{FOLDER}/OFL.txt", licences().encode()),
    )


def _joined(names: tuple[str, ...]) -> str:
    folder = templates_folder() / "assets" / "learner"
    return "".join(_squeezed((folder / name).read_text("utf-8")) for name in names)


def _squeezed(text: str) -> str:
    """Drop block comments, indentation and empty lines: less to load, still readable."""
    text = re.sub(r"(?<![\\'\"*])/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.strip() for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _named(name: str, content: bytes) -> Artifact:
    stem, ending = name.rsplit(".", 1)
    return Artifact(f"{FOLDER}/{stem}.{sha256(content).hexdigest()[:10]}.{ending}", content)
