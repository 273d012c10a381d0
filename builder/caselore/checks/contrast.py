"""Contrast: the colours that a project's own style sheets give to caselore's pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity
from caselore.model.course import Course

LIGHT = {
    "paper": "#fbf8f3", "surface": "#fff", "ink": "#1c2726", "quiet": "#404e4b", "edge": "#74807c", "green": "#1d4a42",
    "on-green": "#fff", "green-soft": "#e6efec", "sun-soft": "#fdf3de", "sun-ink": "#6a4800", "clay": "#86301f",
    "link": "#0a4d8c",
}  # fmt: skip
DARK = {
    "paper": "#141a1a", "surface": "#1c2524", "ink": "#eae7e0", "quiet": "#b9c2bf", "edge": "#7f8c88", "green": "#9ad6c6",
    "on-green": "#10201d", "green-soft": "#20312d", "sun-soft": "#2e2718", "sun-ink": "#f0c577", "clay": "#f2b19f",
    "link": "#9cc8f5",
}  # fmt: skip
"""caselore's own colours, as in templates/assets/learner/tokens.css; a test holds them to it."""

TEXT, EDGE = 4.5, 3.0
"""The least contrast of text, and of lines that must be seen, in WCAG 2.2 (1.4.3 and 1.4.11)."""
PAIRS = (
    ("ink", "paper", TEXT), ("ink", "surface", TEXT), ("ink", "green-soft", TEXT), ("quiet", "paper", TEXT),
    ("quiet", "surface", TEXT), ("green", "paper", TEXT), ("green", "surface", TEXT), ("on-green", "green", TEXT),
    ("sun-ink", "sun-soft", TEXT), ("clay", "paper", TEXT), ("clay", "surface", TEXT), ("link", "paper", TEXT),
    ("link", "surface", TEXT), ("edge", "paper", EDGE), ("edge", "surface", EDGE),
)  # fmt: skip
"""What stands on what, and the contrast it needs."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BLOCK = re.compile(r"\{([^{}]*+)\}")
_COLOUR = re.compile(r"--cl-([a-z]++(?:-[a-z]++)*+)\s*+:\s*+(#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?)\s*(?:;|!|$)")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as #fff, from 1 to 21, as WCAG 2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[at : at + 2] for at in (0, 2, 4)]
    red, green, blue = (_linear(int(pair, 16) / 255) for pair in pairs)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@check("X110", Severity.WARNING, release=Severity.ERROR)
def colours(course: Course) -> Iterator[Fault]:
    """Colours of the project's own that are hard to read.

    A style sheet may give caselore's colours, such as `--cl-ink`, other values. Text needs a contrast of
    4.5 to 1 to what it stands on, and the edge of a box 3 to 1 (WCAG 2.2), or people with poor sight, an old
    screen or the sun behind them cannot read it. A colour that the sheet does not set counts as caselore's.

    Failing:

    ```templates/colours.css
    :root { --cl-ink: #8a8a8a; }
    ```

    Passing:

    ```templates/colours.css
    :root { --cl-ink: #222; }
    ```
    """
    for style in course.styles:
        text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), style.text)
        for block in _BLOCK.finditer(text):
            selector = re.split("[{};]", text[max(0, block.start() - 500) : block.start()])[-1]
            theme = DARK if "slate" in selector or "dark" in selector else LIGHT
            own = {match[1]: match for match in _COLOUR.finditer(text, *block.span(1))}
            for name, pairs in _too_low({**theme, **{each: match[2] for each, match in own.items()}}, own).items():
                reached, least, upper, lower = min(pairs)
                others = {other for pair in pairs for other in pair[2:]} - {upper, lower}
                also = f"; see also {', '.join(f'--cl-{each}' for each in sorted(others))}" if others else ""
                words = own[name][0].rstrip("; !")
                yield Fault(
                    place=style.place,
                    snippet=words,
                    nth=len(re.findall(re.escape(words), style.text[: own[name].start()])),
                    message=f"--cl-{upper} on --cl-{lower} has a contrast of {reached:g} to 1; {least:g} is the least",
                    hint=f"make one of them lighter or darker{also}",
                )


def _too_low(theme: Mapping[str, str], own: Collection[str]) -> dict[str, list[tuple[float, float, str, str]]]:
    """Return under each colour of the project's own the pairs that it makes hard to read, with their contrast."""
    low: dict[str, list[tuple[float, float, str, str]]] = {}
    for upper, lower, least in PAIRS:
        mine = next((name for name in (upper, lower) if name in own), "")
        if mine and (reached := contrast(theme[upper], theme[lower])) < least:
            low.setdefault(mine, []).append((int(reached * 10) / 10, least, upper, lower))
    return low


CHECKS: tuple[Check, ...] = (colours,)
