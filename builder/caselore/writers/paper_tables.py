"""Turn wide tables in the HTML of a sheet into lists, a row after the other, for print too large for their columns."""

from __future__ import annotations

import re

WIDE = re.compile(r'<div class="cl-table">\s*<table>(.*?)</table>\s*</div>', re.DOTALL)
ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(?:th|td)[^>]*>(.*?)</(?:th|td)>", re.DOTALL)
TO_FILL = '<span class="fill"></span>'


def stacked(markup: str) -> str:
    """Turn each wide table of an author's text into lists: what is about which column, below what a row is about."""
    return WIDE.sub(_lists, markup)


def _lists(table: re.Match[str]) -> str:
    header, *rows = ([cell.strip() for cell in CELL.findall(row)] for row in ROW.findall(table[1]))
    return '<div class="stacked">\n' + "".join(_list(header, row) for row in rows) + "</div>\n"


def _list(header: list[str], row: list[str]) -> str:
    items = "".join(
        f'<li><strong class="dt">{_said(name)}</strong> <span class="dd">{cell or TO_FILL}</span></li>\n'
        for name, cell in zip(header[1:], row[1:], strict=True)
    )
    return f'<p class="label">{row[0] or TO_FILL}</p>\n<ul class="pairs facts">\n{items}</ul>\n'


def _said(name: str) -> str:
    return name if name.endswith(("?", ":")) else f"{name}:"
