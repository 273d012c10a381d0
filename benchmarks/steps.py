"""Take one step on a course in a process of its own, so that it can be measured: `compile` or `serve`.

python benchmarks/steps.py compile COURSE
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any


def edit(course: Path) -> None:
    """Change one field of one case study."""
    path = course / "case_studies" / "case-0001.yml"
    text = re.sub("(?m)^when: .*$", f"when: Reported at {time.time_ns()}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")


def compile_alone(course: Path) -> None:
    """Do all but MkDocs: read, check, compose, and draw every page of the learner's edition."""
    from caselore.cli import _checked, _keep_what_was_read
    from caselore.writers.edition import Edition

    checked = _checked(course)
    _keep_what_was_read()
    if checked.course is None or checked.fails():
        raise SystemExit("the generated course has faults")
    edition = Edition(checked.course, checked.root)
    print(len(edition.assets), sum(len(page.html()) for page in edition.pages()))


def serve(course: Path) -> None:
    """Build twice in one process, as `caselore serve` does, with a case study edited in between."""
    import logging
    import tempfile

    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from caselore.writers import edition

    writer: Any = edition
    compiled, drawn = [0.0, 0.0], [0, 0]
    site_page, turn = writer.site_page, 0

    def timed(work: Callable[..., object], *given: object, **named: object) -> object:
        start = time.process_time()
        try:
            return work(*given, **named)
        finally:
            compiled[turn] += time.process_time() - start

    def counted(*given: object) -> object:
        drawn[turn] += 1
        return site_page(*given)

    writer.site_page = counted
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(2):
            start = time.process_time()
            config = load_config(str(course / "mkdocs.yml"), site_dir=folder)
            plugin = config.plugins["caselore"]
            if turn == 0:
                config.plugins.on_startup(command="serve", dirty=False)
            for name in ("on_config", "on_files"):
                methods = config.plugins.events[name.removeprefix("on_")]
                work = getattr(plugin, name)
                methods[methods.index(work)] = partial(timed, work)
            build(config)
            whole = time.process_time() - start
            edit(course)
    print(*compiled, whole, drawn[1])


if __name__ == "__main__":
    {"compile": compile_alone, "serve": serve}[sys.argv[1]](Path(sys.argv[2]))
