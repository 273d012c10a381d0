"""Turn jobs into PDFs: kept from before where nothing about them has changed, made by as many processes as are worth it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

from caselore import kept
from caselore.artifacts import FormatError
from caselore.frozen import frozen
from caselore.writers import pdf
from caselore.writers.making import Making

NEW = get_context("spawn")
"""How processes are started: new ones, which do not carry the course with them."""


@frozen
class Task:
    """One thing to make, in a process of its own."""

    name: str
    """What is made, for whoever waits."""
    source: str
    """The file of the course that a fault is laid to."""
    key: str
    """Under which what is made of it is kept."""
    size: int
    """How long it takes, roughly: the letters of its HTML."""
    make: Callable[[Any], pdf.Made]
    job: Any
    parts: tuple[Task, ...] = ()
    """What must be made before it. Its job is then a function from what was made of them to what `make` takes."""


class Press:
    """Makes PDFs that use the same files."""

    def __init__(self, making: Making, files: Mapping[str, bytes]) -> None:
        self._say, self._files = making.say, files
        self._all = self._done = 0
        self._shared = kept.key(pdf.made_by(), *(part for path in sorted(files) for part in (path, files[path])))

    def key(self, *inputs: str) -> str:
        """Return the key of what depends on these inputs, on the files and on the code."""
        return kept.key("pdf", self._shared, *inputs)

    def make(self, tasks: Sequence[Task]) -> list[pdf.Made]:
        """Return what was made of each task, in their order.

        Raises FormatError where one could not be made.
        """
        found = _kept(tasks)
        open_ones = [each for each in tasks if each.key not in found]
        parts = [part for each in open_ones for part in each.parts]
        kept_parts = _kept(parts)
        first = [each for each in (*open_ones, *parts) if not each.parts and each.key not in kept_parts]
        last = [each for each in open_ones if each.parts]
        if open_ones:
            here = len(found) + len(kept_parts)
            self._say(f"handouts: {len(first) + len(last)} documents to make, {here} kept from before")
        self._all, self._done = len(first) + len(last), 0
        made = found | kept_parts | self._made(first)
        for each in last:  # one after another: binding takes little time and much memory
            made |= self._made([replace(each, job=each.job([made[part.key] for part in each.parts]))])
        return [made[each.key] for each in tasks]

    def _made(self, tasks: Sequence[Task]) -> dict[str, pdf.Made]:
        """Make and keep what was not kept before."""
        found = {}
        for task, made in self._make(tasks):
            if made.faults:
                raise FormatError(f"{task.source}: {task.name} was not made: {'; '.join(made.faults)}")
            kept.write(task.key, json.dumps({"pages": made.pages}).encode() + b"\n" + made.content)
            found[task.key] = made
            self._done += 1
            self._say(f"handouts: {self._done} of {self._all} made: {task.name}, {made.pages} pages")
        return found

    def _make(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, pdf.Made]]:
        # The longest first, so that no process is left alone with one at the end.
        tasks = sorted(tasks, key=lambda each: (-each.size, each.name))
        workers = min(pdf.processors(), len(tasks))
        if workers < 2:  # none, one, or a machine with one processor
            pdf.start(self._files)
            yield from ((each, each.make(each.job)) for each in tasks)
            return
        with ProcessPoolExecutor(workers, NEW, initializer=pdf.start, initargs=(self._files,)) as pool:
            try:
                results: Iterable[pdf.Made] = pool.map(pdf.do, [(each.make, each.job) for each in tasks])
                yield from zip(tasks, results, strict=True)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _kept(tasks: Iterable[Task]) -> dict[str, pdf.Made]:
    """Return what was made before of these tasks, by their keys."""
    found = {}
    for each in tasks:
        content = kept.read(each.key)
        if content is not None:
            head, _, rest = content.partition(b"\n")
            found[each.key] = pdf.Made(rest, json.loads(head)["pages"])
    return found
