"""Mend the fields to fill in of a PDF as WeasyPrint has written them, before it is stored."""

from __future__ import annotations

from typing import Any


def mend(made: Any) -> None:
    """Make one field of the options of a question, and have readers show ticks and their absence as they are drawn."""
    fields = made.catalog.get("AcroForm")
    if fields is None:
        return
    # Every tick has its own picture: a reader told to draw it anew would need a font for it, and shows none.
    fields.pop("NeedAppearances", None)
    by_reference = {each.reference: each for each in made.objects}
    widgets = [each for each in by_reference.values() if isinstance(each, dict) and each.get("Subtype") == "/Widget"]
    _group([each for each in widgets if "Parent" in each], fields["Fields"], by_reference)
    _show_no_tick([each for each in widgets if each.get("FT") == "/Btn"], made, by_reference)


def _group(options: list[Any], fields: list[Any], by_reference: dict[bytes, Any]) -> None:
    """List the options of a question as the parts of one field, named by the question.

    WeasyPrint lists each a second time, as a field by itself, and names the question by its first option.
    """
    listed = {each.reference for each in options}
    fields[:] = [each for each in fields if each not in listed]
    for each in options:
        del each["T"]
        group = by_reference[each["Parent"]]
        if group["Kids"][0] == each.reference:
            group["TU"].string = each["TU"].string.removesuffix(f": {group['Opt'][0].string}")
            group["Ff"] = 1 << 15  # one of several; a reader may let what was ticked be taken back


def _show_no_tick(boxes: list[Any], made: Any, by_reference: dict[bytes, Any]) -> None:
    """Give each box an empty picture for when it is not ticked: without one, some readers draw a box of their own."""
    empty = None
    for each in boxes:
        shown = each["AP"]["N"]
        if empty is None:
            ticked = by_reference[next(iter(shown.values()))]
            empty = ticked.clone(extra=ticked.extra)
            made.add_object(empty)
        shown["Off"] = empty.reference
