"""Find the templates and assets that come with caselore, installed or in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def templates_folder() -> Path:
    """Return the folder of templates: the copy packed into the wheel, else the checkout's."""
    packed = Path(__file__).parent / "_templates"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "templates"
