"""Turn the reference course into PDFs with nothing kept from before, and say what a page costs.

    python benchmarks/paper.py [COURSE]

Targets: 60 ms of wall time a page on two processors, and 500 MB for all processes together.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdf

ROOT = Path(__file__).parents[1]


def memory(process: int) -> float:
    """Return the megabytes that a process and those it started hold; shared pages count for each."""
    total, waiting = 0.0, [process]
    while waiting:
        each = waiting.pop()
        try:
            pages = int(Path(f"/proc/{each}/statm").read_text().split()[1])
            waiting += [int(child) for child in Path(f"/proc/{each}/task/{each}/children").read_text().split()]
        except OSError:
            continue
        total += pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return total


def main() -> None:
    """Build twice: with nothing kept, and with everything."""
    course = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory() as work:
        settings = {**os.environ, "XDG_CACHE_HOME": f"{work}/kept"}
        command = [sys.executable, "-m", "caselore", "build", str(course), "--out", f"{work}/out", "--only", "handouts"]
        command += ["--profile", "standard", "--profile", "large"]
        for what in ("nothing kept", "nothing changed"):
            start, peak = time.perf_counter(), 0.0
            process = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while process.poll() is None:
                peak = max(peak, memory(process.pid))
                time.sleep(0.1)
            wall = time.perf_counter() - start
            made = [*Path(work, "out/handouts").glob("[pf]*/**/*.pdf")]
            pages = sum(len(pypdf.PdfReader(path).pages) for path in made)
            print(
                f"{what}: {len(made)} PDFs, {pages} pages, {wall:.1f} s, {wall / pages * 1000:.0f} ms a page, {peak:.0f} MB"
            )


main()
