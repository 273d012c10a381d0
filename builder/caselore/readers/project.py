"""Turn a project folder into a Course and the faults found: the only reader of the disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from caselore.diagnostics import Diagnostic, Rule, Span, ordered, quoted
from caselore.fingerprints import Fingerprint
from caselore.frozen import frozen
from caselore.model.course import Course
from caselore.model.fields import Bare
from caselore.model.local import Local
from caselore.model.record import Damaged, Record
from caselore.model.style import Style
from caselore.model.words import Words
from caselore.readers import rules
from caselore.readers.ids_read import ids_read, ids_unread
from caselore.readers.kinds import COURSE, KINDS, LOCAL, WORDS, Kind
from caselore.readers.names import can_be_id, can_be_image, is_left_alone, name_hint
from caselore.readers.odd_spaces import parse_past_odd_spaces
from caselore.readers.partly import contradictions, partly
from caselore.readers.plain_files import (
    FINGERPRINT,
    MAX_FINGERPRINT,
    STYLE,
    STYLE_FOLDERS,
    TEMPLATE_FOLDERS,
    fingerprint,
    style,
)
from caselore.readers.site_settings import FILE, SiteSettings, no_settings, read_settings
from caselore.readers.source_text import SourceText, decode
from caselore.readers.stand_in import UNREADABLE, info_read, salvaged, stand_in, words_read
from caselore.readers.strays import beside_content, in_content
from caselore.readers.unfilled import unfilled, unfilled_lines
from caselore.readers.wording import contradiction
from caselore.readers.wording import faults as wording_faults
from caselore.readers.yaml_nodes import RecordPlace
from caselore.regular_files import NotAFileError, opened

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
MAX_READ = 1024 * 1024 + 1


@dataclass(slots=True)
class Reading:
    """What a project holds, and the faults."""

    course: Course | None
    """None where course.yml is beyond use: then nothing can be built."""
    checkable: Course | None
    """The same; or, with a stand-in for course.yml, what all else is checked in."""
    diagnostics: tuple[Diagnostic, ...]
    files: int = 0
    """How many files were read."""
    settings: SiteSettings | None = None
    """Those in mkdocs.yml, where they were asked for and can be read."""


@dataclass(slots=True)
class _Reader:
    root: Path
    kept: KeptFiles | None = None
    as_of: date | None = None
    site: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    damaged: list[Damaged] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    files: int = 0
    settings: SiteSettings | None = None
    folders: dict[Path, Path] = field(default_factory=dict)
    """Where folders truly lie, which takes long to find out."""

    def course(self) -> Course | None:
        """Read the whole project; `info_read` of the course says that course.yml could not be used."""
        self._strays()
        for folder in TEMPLATE_FOLDERS:
            self._openable(self.root / folder)
        if self.site:
            self._site_settings()
        info = next(iter(self._records(COURSE)), None)
        words = self._words()
        local = next(iter(self._records(LOCAL)), None)
        fields: dict[str, Any] = {kind.field: tuple(self._records(kind)) for kind in KINDS}
        read = info_read(tuple(self.damaged)) if info is None else None
        info = info or stand_in(read, self.as_of)
        if info is None:
            return None
        for name in ("modules", "messages", "legal_notes"):
            fields[name] = tuple(sorted(fields[name], key=lambda each: (each.order, each.id)))
        return Course(
            info=info,
            left_out=tuple(self.left_out),
            damaged=tuple(self.damaged),
            hidden=frozenset(self.hidden),
            letters=frozenset(self.letters),
            images=tuple(self._images()),
            fingerprints=dict(self._fingerprints()),
            styles=tuple(self._styles()),
            words=words,
            local=local or Local(),
            as_of=self.as_of or info.updated,
            info_read=read,
            **fields,
        )

    def _words(self) -> Words:
        """Return the course's own lists of words; of those with a fault, what can be read of them."""
        words: Words | None = next(iter(self._records(WORDS)), None)
        if words is None and os.path.lexists(self.root / WORDS.place):
            words = words_read(tuple(self.damaged))
            self.damaged = [each for each in self.damaged if each.kind is not Words]
        return words or Words()

    def _records(self, kind: Kind) -> Iterator[Any]:
        paths = [self.root / kind.place] if kind.one_file else self._folder(kind)
        for path in paths:
            said = len(self.left_out)
            made = self._read(path, kind)
            if not made and os.path.lexists(path):  # a link that leads nowhere is there
                self.hidden |= ids_unread(kind, in_list=False) if len(self.left_out) == said else set()
                self.left_out.append((kind.name, path.stem))
            yield from made

    def _folder(self, kind: Kind) -> Iterator[Path]:
        """Yield the files of a kind's folder by name, reporting what does not belong there."""
        folder = self.root / kind.place
        names = self._names(folder)
        self._case_collisions(folder, names)
        for name in names:
            path = folder / name
            if is_left_alone(name) or (kind.name == "source" and name.endswith(FINGERPRINT)):
                continue
            if not name.endswith(kind.suffix):
                what = "folder" if path.is_dir() else "file"
                hint = f"records lie side by side here, in files that end in {kind.suffix}"
                self._fault(path, rules.NOT_EXPECTED, f"nothing reads this {what}", hint)
            elif not can_be_id(path.stem):
                message = f"'{path.name}' cannot be an id and a file name on every computer"
                self._fault(path, rules.FILE_NAME, message, name_hint(path.stem, kind.suffix))
            else:
                yield path

    def _names(self, folder: Path) -> list[str]:
        """Return the names in a folder of the project, sorted; none if there is no such folder."""
        try:
            if not folder.resolve(strict=True).is_relative_to(self.root):
                hint = "copy the folder here"
                self._fault(folder, rules.LEAVES_PROJECT, "this link leads out of the project", hint)
                return []
            return sorted(os.listdir(folder))  # noqa: PTH208 (iterdir is in the order of the disk)
        except FileNotFoundError:
            if folder.is_symlink():
                self._fault(folder, rules.NOT_A_FILE, "this link leads nowhere", "remove it")
        except NotADirectoryError:
            self._fault(folder, rules.NOT_A_FILE, "this should be a folder", "rename the file that has its name")
        except (OSError, RuntimeError) as error:
            self._fault(folder, rules.NOT_A_FILE, f"this cannot be read ({_reason(error)})")
        return []

    def _site_settings(self) -> None:
        """Report what keeps a course from becoming a site."""
        if (self.root / COURSE.place).exists():
            path = self.root / FILE
            raw = self._bytes(path)
            if raw is not None:
                faults, self.settings = read_settings(raw)
                self.diagnostics += faults
            elif not path.exists() and not path.is_symlink():
                self.diagnostics.append(no_settings())

    def _strays(self) -> None:
        """Report folders and records that lie beside those that are read, mostly for a slip in a name."""
        content = self.root / "content"
        is_content = self.root.name == "content" and not content.exists()
        for name in () if is_content else self._names(self.root):
            path = self.root / name
            self._stray(path, beside_content(name, partial(_held, path)))
        for name in self._names(content):
            self._stray(content / name, in_content(name, is_folder=(content / name).is_dir()))

    def _stray(self, path: Path, hint: str) -> None:
        if hint:
            what = "folder" if path.is_dir() else "file"
            self._fault(path, rules.NOT_EXPECTED, f"nothing reads this {what}", hint)

    def _case_collisions(self, folder: Path, names: list[str]) -> None:
        seen: dict[str, str] = {}
        for name in names:
            other = seen.setdefault(name.casefold(), name)
            if other != name:
                message = f"'{name}' and '{other}' differ only in capitals"
                self._fault(folder / name, rules.CASE_ONLY, message, "rename one of them")

    def _read(self, path: Path, kind: Kind) -> list[Any]:
        """Return the records of a file: those made before, where they are kept and its bytes are the same."""
        raw = self._bytes(path)
        if raw is None:
            if kind is COURSE and not path.exists():
                hint = "caselore init FOLDER makes a course to start from"
                if (self.root / path.name).exists() and self.root.name == "content":
                    hint = "a course is the folder that content lies in"
                self._fault(path, rules.NO_PROJECT, "there is no content/course.yml here", hint)
            return []
        self.files += 1
        file = self.kept.get(path) if self.kept is not None else None
        if file is None or file.raw != raw:
            alone = _Reader(self.root)
            file = _File(raw, list(alone._parsed(path, raw, kind)), alone)
            if self.kept is not None:
                self.kept[path] = file
        self.diagnostics += file.found.diagnostics
        self.left_out += file.found.left_out
        self.damaged += file.found.damaged
        self.hidden |= file.found.hidden
        self.letters |= file.found.letters
        return file.records

    def _parsed(self, path: Path, raw: bytes, kind: Kind) -> Iterator[Any]:
        source = decode(self._shown(path), raw)
        self.diagnostics += source.faults
        if not source.text.isascii():
            self.letters.update(letter for letter in set(source.text) if letter > "\x7f")
        if source.text or not source.faults:
            yield from self._file(source, kind)

    def _bytes(self, path: Path, most: int = MAX_READ) -> bytes | None:
        """Return the content of a regular file inside the project, or report why not."""
        descriptor = self._opened(path)
        if descriptor is None:
            return None
        try:
            with os.fdopen(descriptor, "rb") as file:
                return file.read(most)
        except OSError as error:
            self._fault(path, rules.NOT_A_FILE, f"this cannot be read ({_reason(error)})")
            return None

    def _opened(self, path: Path) -> int | None:
        """Open a regular file inside the project, or report why not."""
        try:
            real = self._real(path)
            if not real.is_relative_to(self.root):
                self._fault(path, rules.LEAVES_PROJECT, "this link leads out of the project", "copy the file here")
                return None
            return opened(real)
        except NotAFileError as error:
            self._fault(path, rules.NOT_A_FILE, error.strerror or "this is no file", "remove it")
        except FileNotFoundError:
            if path.is_symlink():
                self._fault(path, rules.NOT_A_FILE, "this link leads nowhere", "remove it")
        except (OSError, RuntimeError) as error:
            self._fault(path, rules.NOT_A_FILE, f"this cannot be read ({_reason(error)})")
        return None

    def _can_be_opened(self, path: Path) -> bool:
        """Whether a file is a regular one inside the project; report why not."""
        descriptor = self._opened(path)
        if descriptor is not None:
            os.close(descriptor)
        return descriptor is not None

    def _real(self, path: Path) -> Path:
        """Return where a file truly lies."""
        if path.is_symlink():
            return path.resolve(strict=True)
        if path.parent not in self.folders:
            self.folders[path.parent] = path.parent.resolve(strict=True)
        return self.folders[path.parent] / path.name

    def _file(self, source: SourceText, kind: Kind) -> Iterator[Any]:
        text, first_line = source.text, 0
        body: tuple[str, int] | None = None
        if kind.suffix == ".md":
            split = _front_matter(source.text)
            if split is None:
                made = source.fault(
                    rules.FRONT_MATTER,
                    "this module does not start with its keys",
                    0,
                    0,
                    hint="start with a line '---', the keys, and a line '---'",
                )
                self.diagnostics.append(made)
                return
            text, first_line, body = split[0], 1, split[1:]
            self.diagnostics += unfilled_lines(source, *body)
        text, value, faults = parse_past_odd_spaces(source, text, first_line)
        self.diagnostics += (fault for fault in faults if not _may_follow(fault, source.faults))
        if any(fault.code in UNREADABLE for fault in faults):
            self.damaged += salvaged(source, text, kind) if kind in (COURSE, WORDS) else ()
            self.hidden |= ids_unread(kind, in_list=bool(re.search(r"^- ", text, re.MULTILINE)))
            return
        place = RecordPlace(source, text, first_line, body_line=body[1] - 1 if body else 0)
        for made in self._values(value, kind, place):
            if body is not None:
                object.__setattr__(made, "body", body[0])
            yield made
        if body is not None:
            self.damaged[:] = [replace(each, body=body[0]) for each in self.damaged]

    def _values(self, value: object, kind: Kind, place: RecordPlace) -> Iterator[Any]:
        stem = Path(place.source.path).stem
        listed = isinstance(value, list) and not kind.single and kind.suffix != ".md"
        needs_list = kind.one_file and not kind.single and not listed
        values: list[Any] = value if listed else [value]  # type: ignore[assignment]
        for number, each in enumerate(values):
            here = replace(place, prefix=(number,) if listed else ())
            if not isinstance(each, dict) or needs_list:
                hint = (
                    "write a list of them: '- id: ...'"
                    if needs_list
                    else f"write its keys, such as '{kind.telling_key}: ...'"
                )
                self._at(here.of(), here, rules.NOT_RECORDS, f"there is no {kind.name} here", hint)
                self.hidden |= ids_unread(kind, in_list=listed)
                continue
            if not listed and not kind.single:
                given = each.setdefault("id", Bare(stem))
                if given != stem:
                    self._at(
                        here.of("id"),
                        here,
                        rules.ID_NOT_FILE,
                        f"the id {quoted(str(given))} is not the file's name, '{stem}'",
                        "leave the id out",
                    )
                    self.left_out.append((kind.name, str(given)))
                    each["id"] = Bare(stem)
            made = self._record(each, kind, here)
            if made is not None:
                yield made

    def _record(self, value: dict[str, Any], kind: Kind, place: RecordPlace) -> Record | None:
        made: Record | None = None
        to_fill_in = tuple(unfilled(value, place)) if "FILL IN" in place.yaml_text else ()
        self.diagnostics += to_fill_in
        try:
            made = kind.adapter.validate_python(value)
        except ValidationError as error:
            self.diagnostics += wording_faults(error, kind.record, place)
            self._look_into(value, kind, place, filled=not to_fill_in)
        if made is None or to_fill_in:
            found, hidden = ids_read(kind, value)
            self.left_out += found
            self.hidden |= hidden
            return None
        object.__setattr__(made, "place", place)
        return made

    def _look_into(self, value: dict[str, Any], kind: Kind, place: RecordPlace, *, filled: bool) -> None:
        """Keep what a record with faults says for the checks, and say now what does not fit together in it."""
        cls = kind.class_of(value)
        if cls is None:
            return
        read = partly(cls, value, place)
        self.diagnostics += (contradiction(keys, message, place) for keys, message in contradictions(read))
        if filled and (not kind.single or kind in (COURSE, WORDS)):
            self.damaged.append(Damaged(cls, str(value.get("id")), value, place, read, kind.name))

    def _images(self) -> Iterator[str]:
        yield from sorted(self._images_in(self.root / "content" / "images"))

    def _images_in(self, folder: Path) -> Iterator[str]:
        names = self._names(folder)
        self._case_collisions(folder, names)
        for name in names:
            path = folder / name
            if is_left_alone(name):
                continue
            if path.is_dir() and not path.is_symlink():
                if (within := list(self._images_in(path))) and self._is_image_name(path, "folder"):
                    yield from within
            elif path.suffix.lower() not in IMAGE_SUFFIXES or not self._is_image_name(path, "file", path.suffix):
                continue
            elif self._can_be_opened(path):
                yield path.relative_to(self.root / "content").as_posix()

    def _is_image_name(self, path: Path, what: str, suffix: str = "") -> bool:
        if can_be_image(path.name):
            return True
        hint = name_hint(path.name.removesuffix(suffix), suffix.lower())
        self._fault(path, rules.FILE_NAME, f"'{path.name}' cannot be a {what} name on every computer", hint)
        return False

    def _fingerprints(self) -> Iterator[tuple[str, Fingerprint]]:
        """Yield the fingerprints that lie beside the records of sources, under the ids of these."""
        folder = self.root / "content" / "sources"
        for name in self._names(folder):
            if not name.endswith(FINGERPRINT) or is_left_alone(name):
                continue
            path = folder / name
            raw = self._bytes(path, MAX_FINGERPRINT)
            if raw is None:
                continue
            kept = self.kept.get(path) if self.kept is not None else None
            if kept is None or kept.raw != raw:
                made, faults = fingerprint(self._shown(path), raw)
                kept = _File(raw, [made] if made else [], _Reader(self.root, diagnostics=faults))
                if self.kept is not None:
                    self.kept[path] = kept
            self.diagnostics += kept.found.diagnostics
            yield from ((name.removesuffix(FINGERPRINT), made) for made in kept.records)

    def _styles(self) -> Iterator[Style]:
        """Yield the style sheets of the project's own."""
        for folder in STYLE_FOLDERS:
            for path in sorted((self.root / folder).rglob(f"*{STYLE}")):
                if _is_style(path.name) and (raw := self._bytes(path)) is not None:
                    yield style(self._shown(path), raw)

    def _openable(self, folder: Path) -> None:
        """Report what lies in a folder of the project's own templates and is no file: whoever draws a page opens it."""
        for name in self._names(folder):
            path = folder / name
            if path.is_dir() and not path.is_symlink():
                self._openable(path)
            elif path.is_dir():
                self._names(path)  # says where the link leads
            elif not (name.startswith(".") or _is_style(name)):
                self._can_be_opened(path)

    def _at(self, span: Span, place: RecordPlace, rule: Rule, message: str, hint: str) -> None:
        line = place.source.line(span.line)
        self.diagnostics.append(Diagnostic(span, rule.severity, rule.code, message, hint, line))

    def _fault(self, path: Path, rule: Rule, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(Span(self._shown(path)), rule.severity, rule.code, message, hint))

    def _shown(self, path: Path) -> str:
        shown = path.relative_to(self.root).as_posix()
        return shown.encode("utf-8", "replace").decode()


def _front_matter(text: str) -> tuple[str, str, int] | None:
    """Split a module into its YAML, its body, and the line (from 1) on which the body starts."""
    match = re.match(r"---[ ]*\n(.*?)^---[ ]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    return (match[1], text[match.end() :], match[0].count("\n") + 1) if match else None


def _may_follow(fault: Diagnostic, found: list[Diagnostic]) -> bool:
    """Whether a fault of form may come of what was read as a space: a tab anywhere, or another character on its line."""
    if fault.code != rules.SYNTAX.code:
        return False
    replaced = (each for each in found if each.code == rules.CONTROL_CHARACTER.code)
    has_tabs = any(each.code == rules.TAB.code for each in found)
    return has_tabs or fault.span.line in {each.span.line for each in replaced}


def _held(folder: Path) -> list[str]:
    """Return the names in a folder that may be no part of the course; none where it leads elsewhere or is closed."""
    try:
        return [] if folder.is_symlink() else os.listdir(folder)  # noqa: PTH208 (as above)
    except OSError:
        return []


def _is_style(name: str) -> bool:
    return name.endswith(STYLE) and not is_left_alone(name)


def _reason(error: Exception) -> str:
    return error.strerror or "cannot be opened" if isinstance(error, OSError) else "it links to itself"


@frozen
class _File:
    """What became of the bytes of a file, which is all it depends on."""

    raw: bytes
    records: list[Any]
    found: _Reader
    """The faults and what else was found."""


KeptFiles = dict[Path, _File]
"""Files as read before, by their paths."""


def read_project(
    root: Path, kept: KeptFiles | None = None, as_of: date | None = None, *, site: bool = False
) -> Reading:
    """Turn a project folder into a Reading: the Course and every fault of its files.

    With `kept`, a dict that goes from one reading to the next, only files that changed are read anew.
    `as_of` is the day from which the age of a check is counted; the day of the version if not given.
    With `site`, what keeps the course from becoming a site is reported too.

    Records with a fault are left out of the Course. References between records are not looked at
    here; see `caselore.checks`.
    """
    reader = _Reader(root.resolve(), kept, as_of, site)
    course = reader.course()
    whole = course if course and course.info_read is None else None
    return Reading(whole, course, ordered(reader.diagnostics), reader.files, reader.settings)
