"""Follow the files of a project, and tell when some of them have changed.

Whether something changed is decided by looking at the files themselves; watchdog, which MkDocs brings, only
says when to look. Where it cannot be used, such as on some network drives, we look every half second.
"""

from __future__ import annotations

import os
import re
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDERS = ("content", "case_studies", "templates", "overrides")
FILES = ("mkdocs.yml", "local.yml")
LOOK_EVERY_S, LOOK_ANYWAY_S = 0.5, 5.0
"""How often we look where nobody tells us to, and where somebody should."""
CALM_S = 0.15
"""How long nothing must change before a change counts: editors save in several steps."""
LITTER = re.compile(r"[._#~].*|.*(?:~|\.sw[a-z]|\.tmp|\.bak|\.part|\.crdownload)|4913|Thumbs\.db", re.IGNORECASE)
"""Names of what editors and systems leave for a moment."""

Snapshot = dict[str, tuple[int, int]]
"""Time of the last change and size of each file, under its path in the project."""


def snapshot(root: Path) -> Snapshot:
    """Look at the files of a project that a check may read."""
    seen: Snapshot = {}
    for name in (*FOLDERS, *FILES):
        _look(root / name, name, seen)
    return seen


def _look(path: Path, shown: str, seen: Snapshot) -> None:
    with suppress(OSError):  # it went away while we looked
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            seen[shown] = (found.st_mtime_ns, found.st_size)
        elif not path.is_symlink():
            for name in os.listdir(path):  # noqa: PTH208 (paths of their own would take three times as long)
                if not LITTER.fullmatch(name):
                    _look(path / name, f"{shown}/{name}", seen)


def changes(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the paths of files that are new, gone or different."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def follow(root: Path) -> Iterator[list[str]]:
    """Yield the paths of the files that have changed, each time that some have; for ever."""
    wake = threading.Event()
    with _woken(root, wake) as is_told:
        known = snapshot(root)
        yield []
        while True:
            wake.wait(LOOK_ANYWAY_S if is_told else LOOK_EVERY_S)
            wake.clear()
            now = _calm(root)
            if changed := changes(known, now):
                known = now
                yield changed


def _calm(root: Path) -> Snapshot:
    """Look until nothing changes between two looks."""
    now, before = snapshot(root), None
    while now != before:
        threading.Event().wait(CALM_S)
        now, before = snapshot(root), now
    return now


@contextmanager
def _woken(root: Path, wake: threading.Event) -> Iterator[bool]:
    """Have an event set as soon as something may have changed; say whether this computer can tell."""
    try:
        from watchdog.events import FileSystemEvent, FileSystemEventHandler
        from watchdog.observers import Observer

        class Waker(FileSystemEventHandler):
            """Sets the event. Looking at files opens them, which must not count."""

            def on_any_event(self, event: FileSystemEvent) -> None:
                if event.event_type in ("created", "deleted", "modified", "moved", "closed"):
                    wake.set()

        observer = Observer()
        observer.schedule(Waker(), str(root), recursive=False)
        for name in FOLDERS:
            if (root / name).is_dir():
                observer.schedule(Waker(), str(root / name), recursive=True)
        observer.start()
    except (ImportError, OSError):  # too many files to watch, or a drive that cannot be
        yield False
        return
    try:
        yield True
    finally:
        observer.stop()
        observer.join()
