"""Contrast: the colours that a project's own style sheets give to caselore's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"([^{}]{0,1000})\{([^{}]*)\}")
_COLOUR = re.compile(r"--cl-([a-z-]+)\s*:\s*(#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?)\s*(?:;|!|$)")


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
            theme = DARK if "slate" in block[1] or "dark" in block[1] else LIGHT
            own = {match[1]: match for match in _COLOUR.finditer(text, *block.span(2))}
            for upper, lower, least in PAIRS:
                ours = own.get(upper) or own.get(lower)
                if ours is None:
                    continue
                on = {name: own[name][2] if name in own else theme[name] for name in (upper, lower)}
                if (reached := contrast(on[upper], on[lower])) < least:
                    shown = int(reached * 10) / 10
                    message = f"--cl-{upper} on --cl-{lower} has a contrast of {shown} to 1; {least:g} is the least"
                    nth = len(re.findall(re.escape(ours[0]), style.text[: ours.start()]))
                    yield Fault(place=style.place, snippet=ours[0].rstrip("; !"), nth=nth, message=message,
                                hint=f"it is {on[upper]} on {on[lower]}; make one lighter or darker")  # fmt: skip


CHECKS: tuple[Check, ...] = (colours,)
