"""Turn generated courses into figures: what checking, compiling and building them costs, beside plain MkDocs.

    python benchmarks/measure.py [--sizes 50,500,2000] [--write docs/performance.md]

All is measured in one run, each step in a process of its own, by the CPU seconds (user and system) and
the peak memory that the system counts for it. A step that takes less than ten seconds is taken three
times, and the median counts. Plain MkDocs builds the pages that `caselore build --only pages` writes,
with no plugin but search.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import steps  # noqa: E402 (its folder had to be put on the path first)
from generate import write_course  # noqa: E402

CHEAP_S, TIMES = 10, 3
CHECKED = 1000
"""The size at which a check alone has a target."""
GROWTH = 1.15
"""How much faster than the course its cost may grow: 4.6 times for four times the size."""

CHECK = "check"
COMPILE = "compile alone"
SITE = "learner's site"
EDITED = "the same, one case study edited"
BOTH = "both editions"
PLAIN = "plain MkDocs"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step took."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What an edit costs while serving, in CPU seconds."""

    first_s: float
    """Compiling at first."""
    again_s: float
    """Compiling after the edit."""
    whole_s: float
    """The whole build after the edit, MkDocs's part included."""
    drawn: int
    """How many pages were drawn in it."""


@dataclass(slots=True)
class Size:
    """All that was measured of a course of one size."""

    cases: int
    source_mb: float
    pages: int = 0
    costs: dict[str, Cost] = field(default_factory=dict)
    rebuild: Rebuild = field(default_factory=lambda: Rebuild(0, 0, 0, 0))


def run(*command: str, folder: Path) -> Cost:
    """Run a command to its end; return what it cost."""
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{printed}")
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024  # it counts bytes there, kilobytes elsewhere
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, printed)


def median(step: Callable[[], Cost]) -> Cost:
    """Return the cost of a step: the median of several if it is cheap."""
    costs = [step()]
    while len(costs) < TIMES and costs[0].cpu_s < CHEAP_S:
        costs.append(step())
    return sorted(costs, key=lambda cost: cost.cpu_s)[len(costs) // 2]


def measure(cases: int, work: Path) -> Size:
    """Generate a course and take every step on it."""
    course, out = work / "course", work / "out"
    size = Size(cases, write_course(cases, course) / 1e6)
    caselore, own = (sys.executable, "-m", "caselore"), (sys.executable, steps.__file__)
    build = (*caselore, "build", str(course), "--out", str(out))

    def afresh(*command: str) -> Cost:
        shutil.rmtree(out, ignore_errors=True)
        return run(*command, folder=work)

    def edited() -> Cost:
        steps.edit(course)
        return run(*build, "--only", "site", folder=work)

    def note(name: str, step: Callable[[], Cost]) -> None:
        cost = size.costs[name] = median(step)
        print(f"{cases:>5} {name:<32} {cost.cpu_s:7.2f} s CPU {cost.peak_mb:5.0f} MB", file=sys.stderr)

    note(CHECK, partial(run, *caselore, "check", str(course), folder=work))
    note(COMPILE, partial(run, *own, "compile", str(course), folder=work))
    note(BOTH, partial(afresh, *build, "--only", "site", "--only", "facilitator"))
    note(SITE, partial(afresh, *build, "--only", "site"))
    size.pages = sum(1 for _ in (out / "site").rglob("index.html"))
    note(EDITED, edited)
    afresh(*build, "--only", "pages")
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(work / "plain"))
    note(PLAIN, partial(run, *mkdocs, folder=out / "pages"))
    first, again, whole, drawn = run(*own, "serve", str(course), folder=work).printed.split()[-4:]
    size.rebuild = Rebuild(float(first), float(again), float(whole), int(drawn))
    return size


def targets(sizes: list[Size], checked: Cost) -> list[tuple[bool, str]]:
    """Return whether each target is met, and what it says, with the figure."""
    made = []
    for each in sizes:
        site, compiled, plain = (each.costs[name] for name in (SITE, COMPILE, PLAIN))
        of_plain, part = site.cpu_s / plain.cpu_s, compiled.cpu_s / plain.cpu_s
        allowed = 150 + 0.06 * each.pages
        memory = f"{site.peak_mb:.0f} of {allowed:.0f} MB"
        made += [
            (
                of_plain <= 1,
                f"{each.cases} cases: the learner's site takes no more CPU than plain MkDocs ({of_plain:.2f} of it)",
            ),
            (
                part <= 0.5,
                f"{each.cases} cases: compiling alone takes at most half of plain MkDocs's CPU ({part:.2f} of it)",
            ),
            (site.peak_mb <= allowed, f"{each.cases} cases: the peak is at most 150 MB and 60 kB a page ({memory})"),
        ]
    for small, large in zip(sizes, sizes[1:], strict=False):
        most = GROWTH * large.cases / small.cases
        for name in (CHECK, COMPILE, SITE, BOTH):
            times = large.costs[name].cpu_s / small.costs[name].cpu_s
            what = (
                f"{name}: {large.cases} cases cost at most {most:.1f} times as much CPU as {small.cases} ({times:.1f})"
            )
            made.append((times <= most, what))
    what = f"{CHECKED} case studies with {CHECKED} messages are checked in under 5 s of CPU ({checked.cpu_s:.1f} s)"
    return [*made, (checked.cpu_s < 5, what)]


def page(sizes: list[Size], checked: Cost) -> str:
    """Return the figures as a page in plain words."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "pydantic", "jinja2"))
    courses = "\n".join(
        f"- {each.cases} case studies: {each.source_mb:.1f} MB of YAML and Markdown, {each.pages} pages"
        for each in sizes
    )
    rows = "\n".join(
        f"| {each.cases} | {name} | {cost.cpu_s:.2f} | {cost.wall_s:.2f} | {cost.peak_mb:.0f} |"
        for each in sizes
        for name, cost in each.costs.items()
    )
    rebuilt = "\n".join(
        f"| {each.cases} | {each.rebuild.first_s:.2f} | {each.rebuild.again_s:.2f} "
        f"| {each.rebuild.drawn} of {each.pages} | {each.rebuild.whole_s:.2f} |"
        for each in sizes
    )
    verdicts = "\n".join(f"- {'Met' if met else '**Missed**'}: {what}." for met, what in targets(sizes, checked))
    return f"""# What a build costs

Written by `python benchmarks/measure.py --write docs/performance.md` on {datetime.now(UTC):%d %B %Y}, with Python
{platform.python_version()} on {platform.system()}, {os.cpu_count()} CPUs shared with other work; {packages}.
CPU seconds are what counts. Wall time depends on what else the machine was doing.

`benchmarks/generate.py` makes the courses:

{courses}

| case studies | step | CPU s | wall s | peak MB |
| ---: | --- | ---: | ---: | ---: |
{rows}

- **{CHECK}** is `caselore check`.
- **{COMPILE}** is all but MkDocs: read, check, compose, and draw every page of the learner's site.
- **{SITE}** is `caselore build --only site`; below it, the same once more after an edit. A new process compiles
  everything; files that come out the same are left alone.
- **{BOTH}** is `caselore build --only site --only facilitator`: the learner's site and the facilitator's.
- **{PLAIN}** builds the pages that `caselore build --only pages` writes, without caselore.

Whatever the size of the course, a build of ours first loads its libraries. A small course feels that; a large one
does not. Packed fonts and compiled templates are kept from one build to the next; the first on a machine takes half a
second more.

## While serving

`caselore serve` builds again in the same process when a file changes. After an edit of one case study, in CPU
seconds:

| case studies | compiling at first | compiling again | pages drawn again | with MkDocs's part |
| ---: | ---: | ---: | ---: | ---: |
{rebuilt}

What paper costs, [printing](printing.md#what-is-checked-and-what-is-not) says; `python benchmarks/paper.py` measures it.

## Targets

{verdicts}
"""


def main() -> None:
    """Measure as the command line says, and print or write the figures."""
    parser = argparse.ArgumentParser(description="Measure caselore on big courses.")
    parser.add_argument("--sizes", default="50,500,2000", help="numbers of case studies, with commas between")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the figures into a page")
    given = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # As installed: Python keeps what it has compiled of a package, of ours and of MkDocs.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="caselore-measure-") as compiled:
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        _measure_all(given)


def _measure_all(given: argparse.Namespace) -> None:
    sizes = []
    for cases in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="caselore-measure-") as work:
            sizes.append(measure(cases, Path(work)))
    with tempfile.TemporaryDirectory(prefix="caselore-measure-") as work:
        write_course(CHECKED, Path(work, "course"))
        check = (sys.executable, "-m", "caselore", "check", "course")
        checked = median(partial(run, *check, folder=Path(work)))
    made = page(sizes, checked)
    if given.write:
        given.write.write_text(made, "utf-8")
    print(made)


if __name__ == "__main__":
    main()
