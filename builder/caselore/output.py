"""Put a build onto the disk, whole or not at all.

A build is written into a staging folder beside its target and swapped in at the end. Killed at any
moment, or on a full disk, the old output stays as it was. Nothing else in caselore writes to the disk.

Three names stand beside the target `build` while a build runs: `.build.caselore-lock` keeps a second
build out, `.build.caselore-new` is the staging folder and never worth keeping, and
`.build.caselore-old` is always a whole old output, set aside between two renames.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath

from caselore.artifacts import Artifact, Loss
from caselore.frozen import frozen

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MANIFEST = "manifest.json"
"""The list of all that a build published. It is also how caselore knows a folder for its own."""

_GENERATOR = "caselore"
_MANIFEST_VERSION = 1
_LOSS_KEYS = ("format", "item", "what", "place")
_SOURCE_FOLDERS = ("content", "case_studies", "templates")
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file browsers leave behind by themselves; nobody misses it."""

_PORTABLE_NAME = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z))"  # devices on Windows, whatever their ending
    r'[^<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+'
    r"(?<![. ])",  # Windows drops these from the end; this refuses "." and ".." as well
    re.IGNORECASE,
)


class OutputError(Exception):
    """The output cannot be written: one sentence for the user, saying why and what to do."""


@frozen
class Published:
    """What one call of `Stage.publish` did."""

    files: int
    """How many artifacts the output now has, those carried over included."""
    changed: int
    """How many of them are new or differ from the build before."""


@frozen
class _Earlier:
    """What the manifest of the build before says."""

    formats: Mapping[str, str] = field(default_factory=dict)
    """Path of each artifact to its format."""
    losses: tuple[dict[str, str], ...] = ()


@contextlib.contextmanager
def staged(out: Path, *, source: Path) -> Iterator[Stage]:
    """Turn an output folder into a fresh `Stage` beside it, to be filled and then published.

    `source` is the project folder. Leaving the block in any way without `publish` removes the staging
    folder and leaves `out` alone. A link at `out` stays, and the folder that it points to is replaced.

    Raises OutputError when `out` is no place for output, holds files that caselore did not make, cannot
    be written, or when another build holds it.
    """
    with _plainly(f"use '{out}' for output"):
        target = _accepted(out, source=source)
        target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target):
        folder = _beside(target, "new")
        with _plainly(f"prepare '{target}'"):
            _recover(target)
            _earlier(target)
            folder.mkdir()
        try:
            yield Stage(folder, target)
        finally:
            _discard(folder)


class Stage:
    """A folder to fill with one build, made by `staged`."""

    def __init__(self, folder: Path, target: Path) -> None:
        self.folder = folder
        """Empty at first, on the same file system as the output. Other tools may write here directly."""
        self._target = target
        self._is_published = False

    def write(self, artifact: Artifact) -> None:
        """Put an artifact into the staging folder.

        Raises OutputError when its path leaves the folder, cannot be stored on every system or was
        written before, and when the disk refuses.
        """
        self._refuse_after_publishing()
        path = _portable(artifact.path)
        place = self.folder / path
        with _plainly(f"write '{path}'"):
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                with place.open("xb") as file:
                    file.write(artifact.content)
            except FileExistsError:
                raise OutputError(f"'{path}' clashes with a file written before it.") from None

    def stays(self, digest: str) -> Published | None:
        """Say what the output holds, if it is whole and its manifest the one with this SHA-256; else None."""
        with _plainly(f"read '{self._target}'"):
            manifest = self._target / MANIFEST
            if not manifest.is_file() or _sha256(manifest) != digest:
                return None
            rows = json.loads(manifest.read_bytes())["artifacts"]
            paths = {row["path"]: self._target / row["path"] for row in rows}
            if any(not path.is_file() for path in paths.values()):
                return None
            if any(_sha256(paths[row["path"]]) != row["sha256"] for row in rows):
                return None
        return Published(files=len(rows), changed=0)

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest that was published."""
        with _plainly(f"read '{self._target}'"):
            return _sha256(self._target / MANIFEST)

    def publish(
        self, *, formats: Mapping[str, str], losses: Iterable[Loss] = (), keep_others: bool = False
    ) -> Published:
        """Turn the staged files into the output, with their manifest, in one step.

        `formats` names what this build made: the first segment of a path to its format. With
        `keep_others`, formats that it does not name stay as the build before left them, files and losses.
        A file that did not change stays the same file on the disk, with its time.

        Raises OutputError, and leaves the old output whole, when a staged file is not a plain one, is in
        no format's folder or has a name that some systems cannot store, and when the disk refuses.
        """
        self._refuse_after_publishing()
        with _plainly(f"write '{self._target}'"):
            # Asked again, because somebody may have put files there while the build ran.
            earlier = _earlier(self._target)
            self._refuse_unnamed(formats)
            kept = self._carry_over(earlier, formats) if keep_others else _Earlier()
            digests = self._digests()
            changed = sum(not self._reuse_old(path, digest) for path, digest in digests.items())
            made_by = {path: formats.get(_top(path)) or kept.formats[path] for path in digests}
            same_list = self._write_manifest(made_by, digests, [*map(_loss_row, losses), *kept.losses])
            if changed or not same_list:
                _open_to_readers(self.folder)
                _flush(self.folder)
                _swap(self._target)
            self._is_published = True
        return Published(files=len(digests), changed=changed)

    def _refuse_after_publishing(self) -> None:
        if self._is_published:
            raise OutputError("This build is published already; nothing can be added to it.")

    def _refuse_unnamed(self, formats: Mapping[str, str]) -> None:
        for path in _files(self.folder):
            if _top(path) not in formats:
                raise OutputError(f"'{path}' is in no format's folder.")

    def _carry_over(self, earlier: _Earlier, formats: Mapping[str, str]) -> _Earlier:
        """Bring the old files of all formats but these into the staging folder."""
        made = set(formats.values())
        kept = {
            path: format for path, format in earlier.formats.items() if format not in made and _top(path) not in formats
        }
        for path in kept:
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            _link(self._target / path, place)
        return _Earlier(kept, tuple(row for row in earlier.losses if row["format"] not in made))

    def _digests(self) -> dict[str, str]:
        """Check the names of the staged files; return their SHA-256 by path, sorted."""
        paths = sorted(_portable(path) for path in _files(self.folder))
        _refuse_clashes(paths)
        return {path: _sha256(self.folder / path) for path in paths}

    def _reuse_old(self, path: str, digest: str) -> bool:
        """Put the old file in the place of a staged one that equals it; say whether it did."""
        new, old = self.folder / path, self._target / path
        new.chmod(0o644)  # before it is linked: afterwards this would reach into the live output
        if not old.is_file():
            return False
        now, before = new.stat(), old.stat()
        if os.path.samestat(now, before):  # carried over
            return True
        if (now.st_mode, now.st_size) != (before.st_mode, before.st_size) or _sha256(old) != digest:
            return False
        new.unlink()
        _link(old, new)
        return True

    def _write_manifest(
        self, made_by: Mapping[str, str], digests: Mapping[str, str], losses: list[dict[str, str]]
    ) -> bool:
        """Write the manifest; say whether it equals the one before."""
        place = self.folder / MANIFEST
        rows = sorted({tuple(row[key] for key in _LOSS_KEYS) for row in losses})
        manifest = {
            "generator": _GENERATOR,
            "manifest_version": _MANIFEST_VERSION,
            "artifacts": [
                {"format": made_by[path], "path": path, "sha256": digest, "size": _size(self.folder / path)}
                for path, digest in digests.items()
            ],
            "losses": [dict(zip(_LOSS_KEYS, row, strict=True)) for row in rows],
        }
        place.write_bytes(json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
        return self._reuse_old(MANIFEST, _sha256(place))


def _accepted(out: Path, *, source: Path) -> Path:
    """Return the real folder that `out` means; OutputError if no output may lie there."""
    target, source = Path(os.path.realpath(out)), source.resolve()
    if target.is_symlink():  # Path.resolve raises for it, but only before Python 3.13
        raise OutputError(f"'{out}' is a link that leads to itself; give another folder.")
    if _is_inside(source, target):
        raise OutputError(f"'{out}' holds the project itself; give a folder of its own, such as 'build'.")
    for name in _SOURCE_FOLDERS:
        if _is_inside(target, (source / name).resolve()):
            raise OutputError(f"'{out}' is inside the project's '{name}' folder; give a folder outside it.")
    if target.exists() and not target.is_dir():
        raise OutputError(f"'{out}' is a file; give a folder.")
    if os.path.ismount(target):  # it cannot be renamed, and beside it is another file system
        raise OutputError(f"'{out}' is a whole disk or mount; give a folder inside it.")
    return target


def _is_inside(path: Path, folder: Path) -> bool:
    """Say whether `path` is `folder` or lies in it; the disk is asked, as it may not heed letter case."""
    return any(
        place == folder or (place.exists() and folder.exists() and place.samefile(folder))
        for place in (path, *path.parents)
    )


def _earlier(target: Path) -> _Earlier:
    """Read what the build before left in `target`; OutputError if anything else lies there."""
    if not target.exists():
        return _Earlier()
    earlier = _read_manifest(target)
    present = list(_files(target)) if earlier else sorted(path.name for path in target.iterdir())
    known = {MANIFEST, *earlier.formats} if earlier else set()
    for path in present:
        if path not in known and Path(path).name not in _LITTER:
            raise OutputError(
                f"'{target}' holds '{path}', which caselore did not make, so nothing was touched; "
                "move it away or give an empty or a new folder."
            )
    if earlier is None:
        return _Earlier()
    # What the manifest lists and nobody can find is not carried over, nor is a path that leads elsewhere.
    return _Earlier({path: earlier.formats[path] for path in present if path in earlier.formats}, earlier.losses)


def _read_manifest(target: Path) -> _Earlier | None:
    """Return what the manifest of a folder says, or None where there is none of ours."""
    try:
        found = json.loads((target / MANIFEST).read_bytes())
        if found["generator"] != _GENERATOR:
            return None
        formats = {str(row["path"]): str(row["format"]) for row in found["artifacts"]}
        losses = tuple({key: str(row[key]) for key in _LOSS_KEYS} for row in found["losses"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return _Earlier(formats, losses)


def _loss_row(loss: Loss) -> dict[str, str]:
    """Return a loss as the manifest lists it; its place is empty where nobody knows it."""
    place = "" if loss.span is None else str(loss.span)
    return {"format": loss.format, "item": loss.item, "what": loss.what, "place": place}


def _portable(path: str) -> str:
    """Return a relative path unchanged; OutputError unless every system can store it."""
    if path.casefold() == MANIFEST:
        raise OutputError(f"'{path}' is the name of caselore's own list; give the file another one.")
    if not all(_PORTABLE_NAME.fullmatch(name) for name in path.split("/")):
        raise OutputError(f"{path!r} is no path that every system can store; give the file another name.")
    return path


def _refuse_clashes(paths: Iterable[str]) -> None:
    """Raise OutputError for two paths that are one on a disk that does not heed letter case."""
    spellings: dict[str, str] = {}
    for path in paths:
        for part in (path, *map(str, PurePosixPath(path).parents)):
            folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", part).casefold())
            other = spellings.setdefault(folded, part)
            if other != part:
                raise OutputError(f"'{other}' and '{part}' are one on Windows and Macs; rename either.")


def _files(folder: Path, within: str = "") -> Iterator[str]:
    """Yield the path of each file below `folder`; OutputError for links, pipes and the like."""
    with os.scandir(folder / within) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = within + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                raise OutputError(f"{path!r} in '{folder}' is a link or a device; only plain files can be kept.")


def _top(path: str) -> str:
    return path.split("/", 1)[0]


def _size(path: Path) -> int:
    return path.stat().st_size


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _link(old: Path, new: Path) -> None:
    """Make `new` the same file as `old`; where links do not work, a copy with the same time."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _open_to_readers(folder: Path) -> None:
    """Let everybody read the folders, whatever the umask; a web server runs as another user."""
    for place, _, _ in os.walk(folder):
        Path(place).chmod(0o755)


def _flush(folder: Path) -> None:
    """Wait until the staged files are on the disk itself.

    A kill loses nothing that the system has taken over, but a power cut does, and could leave the new
    folder in place with empty files in it. So everything is flushed before the swap: once for the whole
    file system, because once for each file takes seconds. The swap itself is not flushed: whether or
    not it survives the power cut, the output is whole.
    """
    if sys.platform == "linux":
        handle = os.open(folder, os.O_RDONLY)
        try:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.syncfs(handle) != 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        finally:
            os.close(handle)
    elif sys.platform != "win32":
        os.sync()


def _swap(target: Path) -> None:
    """Put the staged folder in the place of the target, in one step where the system has it."""
    new, old = _beside(target, "new"), _beside(target, "old")
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        try:
            target.rename(old)
            new.rename(target)
        except BaseException:
            if not target.exists():
                old.rename(target)
            raise
        # Back to the name of what is not worth keeping: a half-removed folder must never be taken for
        # whole. The build is published, so a failure here is left to the next one.
        with contextlib.suppress(OSError):
            old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders in one step; False where the system or the disk cannot."""
    names = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(AttributeError):  # a C library from before the call
        if sys.platform == "linux":
            here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            return bool(ctypes.CDLL(None).renameat2(here, names[0], here, names[1], exchange) == 0)
        if sys.platform == "darwin":
            swap = 2  # RENAME_SWAP
            return bool(ctypes.CDLL(None).renamex_np(*names, swap) == 0)
    return False


def _recover(target: Path) -> None:
    """Tidy up after a killed build: bring back an old output set aside, remove what is not worth keeping."""
    new, old = _beside(target, "new"), _beside(target, "old")
    _discard(new)
    if old.exists():
        old.rename(new if target.exists() else target)
        _discard(new)


def _discard(folder: Path) -> None:
    # Errors are left to the next build, whose mkdir meets them: they must not hide how this one ended.
    shutil.rmtree(folder, ignore_errors=True)


def _beside(target: Path, role: str) -> Path:
    return target.with_name(f".{target.name}.caselore-{role}")


@contextlib.contextmanager
def _plainly(doing: str) -> Iterator[None]:
    """Turn what the system says of a failure into one sentence."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"Cannot {doing}: {error.strerror or error}.") from error


@contextlib.contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep other builds away from a target; OutputError if one is there. The lock dies with its process."""
    path = _beside(target, "lock")
    with _plainly(f"lock '{target}'"):
        handle = _open_locked(path, target)
    try:
        yield
    finally:
        _unlock(handle, path)


def _open_locked(path: Path, target: Path) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            raise OutputError(f"Another build is writing '{target}'; wait until it has ended.") from None
        # A build that ended since the file was opened has removed it, and this lock would bind nobody.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int, path: Path) -> None:
        os.close(handle)
        with contextlib.suppress(OSError):  # the next build has it open already
            path.unlink()

else:

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int, path: Path) -> None:
        # Removed while it is still held: a moment later it may be another build's.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)
