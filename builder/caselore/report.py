"""Turn Diagnostics into text for people, JSON for programs, or annotations for GitHub; the matrix and a trace too."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from caselore.diagnostics import Diagnostic, Severity, printable, quoted
from caselore.documents.alignment import MatrixRow
from caselore.documents.trace import Branch, Node, Trace

MAX_LINE = 80
"""The most that is shown of a line: it may be of somebody's story, and reports end up in logs."""
WIDTH = 100
"""Columns of the matrix and of a trace."""
_FORMULA = ("=", "+", "-", "@", "|", "%")
_SERVING = ("activities", "questions", "reflections", "messages")

FEW = 3
"""How many faults of one rule in one file are shown; one more rather than a line that says "1 more"."""
MOST_LINES, MOST_CODES = 8, 6


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Return each fault with the line it stands on, a mark beneath the place, and what to do."""
    return "".join(f"{_text(each)}\n" for each in diagnostics)


def _text(each: Diagnostic) -> str:
    lines = [str(each)]
    number, start = str(each.span.line), max(each.span.column - 1, 0)
    if each.source_line and each.span.line:
        cut = max(0, min(start - MAX_LINE // 2, len(each.source_line) - MAX_LINE))
        shown = each.source_line[cut : cut + MAX_LINE]
        length = max(1, min(each.span.end - each.span.column, len(shown) - (start - cut)))
        lines.append(f"{number:>5} | {printable(shown)}".rstrip())
        mark = " " * (start - cut) + "^" * length
        lines.append(f"      | {mark} {printable(each.hint)}".rstrip())
    elif each.hint:
        lines.append(f"      | {printable(each.hint)}")
    return "\n".join(lines)


def by_file(diagnostics: Iterable[Diagnostic], *, everything: bool = False, colours: bool = False) -> str:
    """Return what a person needs first: files with the worst first, and in each what is worst first.

    Of faults of one rule in one file only the first few are shown, unless `everything` is asked for; and of
    advice that one rule gives in many files, only that in the first few of them.
    """
    diagnostics = list(diagnostics)
    elsewhere = [] if everything else _elsewhere(diagnostics)
    apart = set(elsewhere)
    diagnostics = [each for each in diagnostics if each not in apart]
    files: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        files.setdefault(each.span.path, []).append(each)
    worst_first = sorted(files, key=lambda path: _badness(files[path]))
    parts = [_file(files[path], everything=everything, colours=colours) for path in worst_first]
    if len(parts) > 1:
        titles = [f"{printable(path)}: {_counts(files[path])}" for path in worst_first]
        parts = [f"{_in_colour(each, _BOLD, colours)}\n{part}" for each, part in zip(titles, parts, strict=True)]
    return "\n".join([*parts, *_other_files(elsewhere)])


def _elsewhere(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the advice of a rule that gives it in many files, but for the first few of them."""
    by_rule: dict[str, dict[str, list[Diagnostic]]] = {}
    for each in diagnostics:
        if each.severity is Severity.ADVICE:
            by_rule.setdefault(each.code, {}).setdefault(each.span.path, []).append(each)
    return [each for files in by_rule.values() for same in list(files.values())[_shown(len(files)) :] for each in same]


def _other_files(hidden: list[Diagnostic]) -> Iterator[str]:
    """Yield, for each rule, the lines that stand for its advice in files that are not shown."""
    by_rule: dict[str, list[str]] = {}
    for each in hidden:
        by_rule.setdefault(each.code, []).append(printable(each.span.path))
    for code, paths in by_rule.items():
        named = list(dict.fromkeys(paths))
        shown = ", ".join(named[:FEW]) + (", ..." if len(named) > FEW else "")
        yield f"The same advice [{code}] in {_several(len(named), 'more file')}: {shown}\n"


def _badness(faults: list[Diagnostic]) -> tuple[int, int, int, str]:
    """Return what files are sorted by: those with most errors first, then with most warnings, then by name."""
    count = Counter(each.severity for each in faults)
    return -count[Severity.ERROR], -count[Severity.WARNING], -count[Severity.ADVICE], faults[0].span.path


def _file(faults: list[Diagnostic], *, everything: bool, colours: bool) -> str:
    rules: dict[str, list[Diagnostic]] = {}
    for each in sorted(faults, key=lambda each: (-each.severity, each.span, each.code, each.message)):
        rules.setdefault(each.code, []).append(each)
    lines = []
    for same in rules.values():
        shown = len(same) if everything else _shown(len(same))
        lines += [_coloured(each) if colours else _text(each) for each in same[:shown]]
        if shown < len(same):
            lines.append(_more(same[shown:]))
    return "".join(f"{line}\n" for line in lines)


def _shown(number: int) -> int:
    """Return how many of so many faults of one rule are shown in one file."""
    return number if number <= FEW + 1 else FEW


def _more(hidden: list[Diagnostic]) -> str:
    """Return the line that stands for faults like those above it."""
    lines = list(dict.fromkeys(str(each.span.line) for each in hidden if each.span.line))
    named = ", ".join(lines[:MOST_LINES]) + (", ..." if len(lines) > MOST_LINES else "")
    where = f", in line{'s' if len(lines) > 1 else ''} {named}" if lines else ""
    return f"      + {len(hidden)} more like this [{hidden[0].code}]{where}"


def _coloured(each: Diagnostic) -> str:
    """Return a fault with its severity and code in colour; the words stay the same."""
    mark = f"{each.severity.word}[{each.code}]"
    return _text(each).replace(mark, _in_colour(mark, _COLOURS[each.severity]), 1)


def _in_colour(text: str, colour: str, colours: bool = True) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colours else text


_BOLD = "1"
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.ADVICE: "1;36"}
_START = {
    Severity.ERROR: "Start with the errors; nothing is built while they stand",
    Severity.WARNING: "No errors. Next come the warnings",
    Severity.ADVICE: "No errors, no warnings. Advice is for you to weigh",
}


def next_steps(diagnostics: Iterable[Diagnostic], *, everything: bool = False) -> str:
    """Return what to do next: which faults to begin with, where to read about them, and what is not shown."""
    found = list(diagnostics)
    if not found:
        return ""
    worst = max(each.severity for each in found)
    codes = Counter(each.code for each in found if each.severity == worst)
    most = sorted(codes, key=lambda code: (-codes[code], code))
    lines = [f"caselore explain {most[0]} says what is meant and why it matters."]
    if len(found) > 1:
        named = ", ".join(f"{code} ({codes[code]})" if codes[code] > 1 else code for code in most[:MOST_CODES])
        more = f" and {_several(len(most) - MOST_CODES, 'other rule')}" if len(most) > MOST_CODES else ""
        lines.insert(0, f"{_START[worst]}: {named}{more}.")
    elsewhere = set(_elsewhere(found))
    alike = Counter((each.span.path, each.code) for each in found if each not in elsewhere).values()
    if hidden := 0 if everything else len(elsewhere) + sum(number - _shown(number) for number in alike):
        lines.append(f"caselore check --all shows the {hidden} that are only counted above.")
    return "".join(f"{line}\n" for line in lines)


def summary(diagnostics: Iterable[Diagnostic], files: int) -> str:
    """Return one line that counts what was found."""
    counts = _counts(diagnostics)
    return (
        f"{_several(files, 'file')} read: {counts}."
        if counts
        else f"{_several(files, 'file')} read, nothing to complain about."
    )


def _counts(diagnostics: Iterable[Diagnostic]) -> str:
    found = Counter(each.severity.word for each in diagnostics)
    return ", ".join(_several(number, word) for word in ("error", "warning", "advice") if (number := found[word]))


def _several(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 or word == "advice" else f"{number} {word}s"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON list, an object a fault; line 0 means the file as a whole."""
    rows = [
        {
            "path": each.span.path,
            "line": each.span.line,
            "column": each.span.column,
            "end_column": each.span.end,
            "severity": each.severity.word,
            "code": each.code,
            "message": each.message,
            "hint": each.hint,
        }
        for each in diagnostics
    ]
    return json.dumps(rows, indent=2) + "\n"


def as_github(diagnostics: Iterable[Diagnostic], folder: str = "") -> str:
    """Return workflow commands that GitHub shows beside the changed lines of a project in a folder."""
    levels = {"error": "error", "warning": "warning", "advice": "notice"}
    made = []
    for each in diagnostics:
        place = f"file={_property(posixpath.normpath(posixpath.join(folder, each.span.path)))}"
        if each.span.line:
            place += f",line={each.span.line},col={each.span.column}"
        text = _data(each.message + (f" ({each.hint})" if each.hint else ""))
        made.append(f"::{levels[each.severity.word]} {place},title={_property(each.code)}::{text}\n")
    return "".join(made)


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def matrix_as_text(rows: Iterable[MatrixRow]) -> str:
    """Return each outcome with the ids of what serves it, and what it lacks."""
    lines: list[str] = []
    gaps = number = 0
    for title, outcomes in groupby(rows, key=lambda row: row.title):
        lines += [printable(quoted(title, WIDTH)[1:-1]), ""]
        for row in outcomes:
            number += 1
            gaps += len(row.gaps)
            lines += [*_matrix_row(row), ""]
    counted = f"{_several(number, 'outcome')}, {_several(gaps, 'gap')}."
    return "".join(f"{line}\n" for line in (*lines, counted))


def _matrix_row(row: MatrixRow) -> Iterator[str]:
    yield from _wrapped(f"  {row.outcome} ({row.bloom}): ", row.statement, 6)
    for what in _SERVING:
        ids = getattr(row, what)
        yield from _wrapped(f"    {what:<11} {len(ids) or '-':>3}  ", ", ".join(ids), 21)
    for gap in row.gaps:
        yield f"    GAP: {gap}"


def _wrapped(start: str, text: str, indent: int) -> list[str]:
    """Return lines of which the first begins with `start` and the others are moved in."""
    made = textwrap.wrap(f"{start}{printable(text)}", WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False)
    return made or [start.rstrip()]


def matrix_as_csv(rows: Iterable[MatrixRow]) -> str:
    """Return the matrix as RFC 4180 has it; no cell is one that a spreadsheet would work out."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(("module", "outcome", "statement", "level", *_SERVING, "gaps"))
    for row in rows:
        serving = ("; ".join(getattr(row, what)) for what in _SERVING)
        cells = (row.title, row.outcome, row.statement, row.bloom, *serving, "; ".join(row.gaps))
        writer.writerow(_harmless(cell) for cell in cells)
    return made.getvalue()


def _harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; some take wide signs for narrow ones."""
    return f"'{cell}" if unicodedata.normalize("NFKC", cell.strip()[:1]) in _FORMULA else cell


def trace_as_text(trace: Trace) -> str:
    """Return a trace as an indented tree."""
    place = [] if trace.node.kind == "finding" else [trace.node.place]
    lines = [_cut(_line(trace.node)), *place]
    for title, branches in (("leans on", trace.leans_on), ("used by", trace.used_by)):
        lines += ["", f"{title}:" if branches else f"{title}: nothing"]
        lines += [line for each in branches for line in _branch(each, "  ")]
    return "".join(f"{line}\n" for line in lines)


def _branch(branch: Branch, indent: str) -> Iterator[str]:
    in_place = branch.node.kind == "source"  # a finding says already where it stands
    yield _cut(indent + _line(branch.node, "" if in_place else branch.note, repeated=branch.repeated))
    for each in branch.beyond:
        if branch.node.kind != "finding":
            yield from _branch(each, f"{indent}  ")


def _cut(line: str) -> str:
    shown = printable(line)
    return shown if len(shown) <= WIDTH else f"{shown[: WIDTH - 1]}…"


def _line(node: Node, note: str = "", *, repeated: bool = False) -> str:
    """Return kind, id, how it is joined, where a finding stands, and as much of its title as there is room for."""
    where = f" ({node.place})" if node.kind == "finding" else ""
    more = " (shown in full elsewhere)" if repeated and not where else ""
    return f"{node.kind} {node.id}{f', {note}' if note else ''}{where}{more}: {node.title}"


def trace_as_json(trace: Trace) -> str:
    """Return a trace as a JSON object, its branches nested."""
    made = {
        **_node_values(trace.node),
        "leans_on": [_branch_values(each) for each in trace.leans_on],
        "used_by": [_branch_values(each) for each in trace.used_by],
    }
    return json.dumps(made, indent=2) + "\n"


def _node_values(node: Node) -> dict[str, object]:
    return {"id": node.id, "kind": node.kind, "title": node.title, "place": node.place}


def _branch_values(branch: Branch) -> dict[str, object]:
    beyond = [_branch_values(each) for each in branch.beyond]
    return {**_node_values(branch.node), "note": branch.note, "repeated": branch.repeated, "beyond": beyond}


def stats_as_text(counts: Mapping[str, Any]) -> str:
    """Return the counts of a course, a line each; those by another thing on one line."""
    lines = []
    for key, value in counts.items():
        said = (
            ", ".join(f"{name} {number}" for name, number in value.items())
            if isinstance(value, Mapping)
            else f"{value:,}"
        )
        lines.append(f"{key.replace('_', ' '):<26} {said}\n")
    return "".join(lines)


def stats_as_json(counts: Mapping[str, Any]) -> str:
    """Return the counts of a course as a JSON object."""
    return json.dumps(counts, indent=2) + "\n"
