"""Turn command-line arguments into pipeline calls, and what comes back into text and exit codes.

0: fine. 1: faults in the course. 2: wrong usage, or the disk failed. The only importer of click.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import shlex
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from caselore import __version__
from caselore.diagnostics import printable

PROJECT = click.argument("project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
DAY = click.DateTime(["%Y-%m-%d"])
REPORTS = ("text", "json", "github")
PROFILES = ("standard", "clear", "large", "dyslexia")
STUBS = ("case", "message", "question", "module", "activity", "source", "law", "quiz", "figure", "session")


class _Commands(click.Group):
    """Says in one line when the system refuses: a full disk under the output, a folder nobody may read."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # click ends quietly when nobody reads on
        except OSError as error:
            _stop(_refused(error), 2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="caselore")
def main() -> None:
    """Turn a folder of YAML and Markdown into a training course."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe on Windows takes only the letters of its region
            stream.reconfigure(errors="backslashreplace")


def _stop(message: str, code: int) -> NoReturn:
    click.echo(f"caselore: {message}", err=True)
    sys.exit(code)


def _refused(error: OSError, target: Path | None = None) -> str:
    """Return what the system refused, and where: a disk that is full is that of the target, whatever was copied."""
    where = error.filename2 or error.filename or target
    if error.errno in (errno.ENOSPC, errno.EDQUOT) and target is not None:
        where = target
    return f"{error.strerror or error}{f': {where}' if where else ''}"


def _checked(project: Path, as_of: date | None = None, **how: Any) -> Any:
    # All that is read stays to the end, and looking through it for rubbish takes a tenth of the time.
    gc.disable()
    try:
        from caselore import pipeline

        return pipeline.check(project, as_of=as_of or date.today(), **how)
    finally:
        gc.enable()


def _keep_what_was_read() -> None:
    """Have what a build has read by now not looked through again; a watch reads anew and is not to keep its rubbish."""
    gc.freeze()
    gc.set_threshold(50_000, 20)


@main.command()
@PROJECT
@click.option("--format", "form", type=click.Choice(REPORTS), default="text", help="How to print what is found.")
@click.option("--all", "everything", is_flag=True, help="Show every fault, not the first few of each kind in a file.")
@click.option("--strict", is_flag=True, help="Let warnings fail the run too.")
@click.option("--release", is_flag=True, help="Be as strict as for a course that is put in front of staff.")
@click.option(
    "--as-of", type=DAY, metavar="DATE", help="Count ages as on this day, such as 2027-04-01; today if not given."
)
@click.option("--external", is_flag=True, help="Ask other sites too whether the pages linked to are still there.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
def check(
    project: Path,
    form: str,
    everything: bool,
    strict: bool,
    release: bool,
    as_of: datetime | None,
    external: bool,
    watch: bool,
) -> None:
    """Say everything that is wrong with a course, and where."""
    day, strict = as_of.date() if as_of else None, strict or release
    if watch and (external or form != "text"):
        raise click.UsageError("--watch prints text and asks no other sites; leave the other option out")
    if watch:
        sys.exit(1 if _watched(project, day, release, strict, everything) else 0)
    checked = _checked(project, day, release=release, ask=_ask if external else None)
    if form == "text":
        _report(checked, everything)
    else:
        from caselore import report

        found = checked.diagnostics
        made = report.as_json(found) if form == "json" else report.as_github(found, _seen_from_outside(project))
        click.echo(made, nl=False)
    sys.exit(1 if checked.fails(strict=strict) else 0)


def _seen_from_outside(project: Path) -> str:
    """Return where a project lies, as GitHub looks for it: from the folder of the checkout, or else from here."""
    folder = project.resolve()
    for top in (os.environ.get("GITHUB_WORKSPACE"), Path.cwd()):
        if top and folder.is_relative_to(Path(top).resolve()):
            return folder.relative_to(Path(top).resolve()).as_posix()
    return folder.as_posix()


def _report(checked: Any, everything: bool) -> None:
    """Print what is wrong, what to do next, and, where programs may look for it, the count."""
    from caselore import report

    text = report.by_file(checked.diagnostics, everything=everything, colours=_colours())
    steps = report.next_steps(checked.diagnostics, everything=everything)
    click.echo(text + (f"\n{steps}" if steps else ""), nl=False, err=True, color=_colours())
    click.echo(report.summary(checked.diagnostics, checked.files))


def _colours() -> bool:
    """Whether a person looks on who has not asked for plain text, see no-color.org."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _say_what_counts(checked: Any) -> None:
    """Print the errors and warnings of a course that is to be built; advice can wait for a check."""
    from caselore import report
    from caselore.diagnostics import Severity

    counts = [each for each in checked.diagnostics if each.severity > Severity.ADVICE]
    click.echo(report.by_file(counts, colours=_colours()), nl=False, err=True, color=_colours())
    if advice := len(checked.diagnostics) - len(counts):
        click.echo(f"{advice} advice; caselore check shows it.", err=True)


def _ask(urls: Collection[str]) -> Any:
    from caselore import web

    sites = f"{len(urls)} address{'' if len(urls) == 1 else 'es'}"
    click.echo(f"Asking other sites about {sites} ...", err=True)
    answers = web.ask(urls)
    if answers and all(each.problem for each in answers.values()):
        click.echo("None of them could be reached; is this computer online?", err=True)
    return answers


def _watched(project: Path, day: date | None, release: bool, strict: bool, everything: bool) -> bool:
    """Check now and after each change, until somebody presses Ctrl-C; say whether the last check failed."""
    from caselore import watching

    fails = False
    kept: dict[Any, Any] = {}
    try:
        for changed in watching.follow(project.resolve()):
            if changed:
                names = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
                click.echo(f"\n---- changed: {printable(names)}\n", err=True)
            checked = _checked(project, day, release=release, kept=kept)
            fails = checked.fails(strict=strict)
            _report(checked, everything)
            click.echo("Waiting for the next change; Ctrl-C ends this.", err=True)
            sys.stdout.flush()
    except KeyboardInterrupt:
        click.echo("", err=True)
    return fails


@main.command()
@PROJECT
@click.option("--out", type=click.Path(path_type=Path), help="Where to put it; 'build' in the project if not given.")
@click.option("--only", multiple=True, metavar="FORMAT", help="Make just this format; may be given several times.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    type=click.Choice(PROFILES),
    help="Print sheets this way instead of as content/course.yml says; may be given several times.",
)
def build(project: Path, out: Path | None, only: tuple[str, ...], strict: bool, profiles: tuple[str, ...]) -> None:
    """Build a course: the sheets to print, the learner's site and the facilitator's."""
    from caselore import pipeline, report
    from caselore.artifacts import FormatError
    from caselore.diagnostics import did_you_mean
    from caselore.output import OutputError
    from caselore.writers.registry import FORMATS

    names = [each.name for each in FORMATS]
    for name in only:
        if name not in names:
            hint = did_you_mean(name, names) or f"the formats are {', '.join(names)}"
            raise click.BadParameter(f"there is no format '{name}'; {hint}", param_hint="--only")
    of = pipeline.made_of(project.resolve(), only, profiles)  # before it is read: it may be edited meanwhile
    checked = _checked(project, site=not only or not pipeline.SITES.isdisjoint(only))
    _keep_what_was_read()
    _say_what_counts(checked)
    if checked.fails(strict=strict):
        click.echo(report.summary(checked.diagnostics, checked.files), err=True)
        _stop("nothing was built; mend what stands above first", 1)
    target = out or project / "build"
    try:
        built = pipeline.build(checked, out=target, only=only, profiles=profiles, say=_Progress(), of=of)
    except FormatError as error:
        _stop(str(error), 1)
    except OutputError as error:
        _stop(str(error), 2)
    except OSError as error:
        _stop(f"{_refused(error, target)}; nothing was changed", 2)
    published = built.published
    click.echo(
        f"Built {', '.join(only) or 'the course'} in {target}: {published.files} files, {published.changed} changed."
    )
    lacking = [each for each in built.losses if each.needs]
    for each in lacking:
        click.echo(f"caselore: left out of {each.format}: {each.what}. To have it: {each.needs}", err=True)
    if only and lacking:
        sys.exit(1)


class _Progress:
    """Tells on stderr what a long build is doing: a line a second at most, and the last of its kind."""

    def __init__(self) -> None:
        self._said = float("-inf")

    def __call__(self, line: str) -> None:
        if time.monotonic() - self._said >= 1:
            self._said = time.monotonic()
            click.echo(line, err=True)


@main.command()
@PROJECT
@click.option("-a", "--addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--facilitator", is_flag=True, help="Show the facilitator's edition.")
def serve(project: Path, addr: str, open_browser: bool, facilitator: bool) -> None:
    """Show a course in the browser, and show each change as it is saved."""
    from caselore.mkdocs_run import SiteError, serve_site

    host, _, port = addr.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise click.BadParameter("write HOST:PORT, such as 127.0.0.1:8000", param_hint="--addr")
    try:
        serve_site(project.resolve(), addr=addr, open_in_browser=open_browser, facilitator=facilitator)
    except SiteError as error:
        _stop(str(error), 1)
    except OSError as error:
        _stop(f"{error.strerror or error} ({addr})", 2)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a course: copy a small one, with notes in it, into a new folder."""
    from caselore import starting

    with _starting(folder):
        starting.start_course(folder)
    click.echo(f"There is a small course in {folder} now. Next:\n")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo("  caselore serve    shows it in a browser, and each change as you save it")
    click.echo("  caselore check    says what is wrong, and where\n")
    click.echo("README.md says how to go on.")


@main.command()
@click.argument("what", metavar="WHAT", type=click.Choice(STUBS))
@click.argument("name", metavar="ID")
@click.option("--type", "question_type", metavar="TYPE", help="The type of a question; single if not given.")
@click.option("--project", default=".", type=click.Path(path_type=Path), help="The course; this folder if not given.")
def new(what: str, name: str, question_type: str | None, project: Path) -> None:
    """Start a record: write a file with a note on each key, and FILL IN where you are to write.

    WHAT is case, message, question, module, activity, source, law, quiz, figure or session. ID is its name for
    ever: small letters, digits and hyphens.
    """
    from caselore import starting
    from caselore.diagnostics import did_you_mean

    types = starting.question_types()
    if question_type and what != "question":
        raise click.BadParameter("only a question has a type", param_hint="--type")
    if question_type and question_type not in types:
        hint = did_you_mean(question_type, types) or f"the types are {', '.join(types)}"
        raise click.BadParameter(f"there is no question type '{question_type}'; {hint}", param_hint="--type")
    with _starting(project):
        path = starting.start_record(project, what, name, question_type=question_type or "single")
    click.echo(f"Wrote {path}. Write over each FILL IN; caselore check says which are left.")


@main.command()
@click.argument("folder", metavar="[DIR]", default="schema", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Say whether they are up to date, and write nothing.")
def schema(folder: Path, only_check: bool) -> None:
    """Write JSON Schemas into DIR, so that an editor explains and checks keys as you type."""
    from caselore import starting

    with _starting(folder):
        stale = starting.stale_schemas(folder) if only_check else starting.write_schemas(folder)
    if only_check and stale:
        names = ", ".join(each.path for each in stale)
        _stop(f"missing or out of date in {folder}: {names}; caselore schema {folder} writes them", 1)
    click.echo(f"The schemas in {folder} are up to date ({len(stale)} written).")


@contextmanager
def _starting(folder: Path) -> Iterator[None]:
    """Turn what stands in the way of writing first files into one line and an exit code."""
    from caselore.starting import StartingError

    try:
        yield
    except StartingError as error:
        _stop(str(error), 2)
    except OSError as error:
        _stop(f"{_refused(error, folder)}; nothing was changed", 2)


@main.command()
@click.argument("copy", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--source", metavar="ID", default="", help="The source; else the one whose record names this file.")
@click.option("--project", default=".", type=click.Path(path_type=Path), help="The course; this folder if not given.")
def fingerprint(copy: Path, source: str, project: Path) -> None:
    """Keep the fingerprint of a source's text, so that words copied from it are noticed.

    FILE is your copy of the source, as plain text. It stays where it is: what is written, beside the source's
    record, is hashes of its word runs. See docs/own-words.md.
    """
    from caselore import copies

    try:
        made = copies.make_fingerprint(copy, project, source)
    except copies.CopyError as error:
        _stop(str(error), 2)
    state = "Wrote" if made.changed else "Nothing changed in"
    click.echo(f"{state} {made.path}: {made.runs} runs of eight words.")
    if not made.source.sha256:
        click.echo(
            f"Write into the record of '{made.source.id}', so that a changed copy is noticed:\n  sha256: {made.sha256}"
        )


@main.command()
@click.argument("code", required=False)
@click.option("--list", "listed", is_flag=True, help="List all rules.")
def explain(code: str | None, listed: bool) -> None:
    """Explain a rule: what it says, why it matters, and what is right and wrong."""
    from caselore.diagnostics import did_you_mean
    from caselore.manual import RULES

    if listed or code is None:
        for rule in RULES:
            click.echo(f"{rule.code}  {rule.severity.word:<8} {rule.title}")
        click.echo(f"{len(RULES)} rules. caselore explain CODE says more.")
        return
    found = next((rule for rule in RULES if rule.code == code.upper()), None)
    if found is None:
        hint = did_you_mean(code, [rule.code for rule in RULES])
        raise click.BadParameter(f"there is no rule '{code}'; {hint or 'see caselore explain --list'}")
    click.echo(f"{found.code} ({found.severity.word})\n\n{found.page.strip()}")


@main.command()
@PROJECT
@click.option("--format", "form", type=click.Choice(("text", "csv")), default="text", help="How to print it.")
def matrix(project: Path, form: str) -> None:
    """Show each learning outcome with what serves it, and what is missing."""
    from caselore import report
    from caselore.documents.alignment import matrix as matrix_of

    rows = matrix_of(_read(project))
    if form == "text":
        click.echo(report.matrix_as_text(rows), nl=False)
    else:  # as bytes: a terminal's own encoding and line ends have no place in a file for others
        click.echo(report.matrix_as_csv(rows).encode(), nl=False)


@main.command()
@click.argument("name", metavar="ID")
@PROJECT
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def trace(name: str, project: Path, form: str) -> None:
    """Follow a record down to its sources and back up to what uses it.

    ID is the id of any record or learning outcome, or the code of a finding, such as R40-14.
    """
    from caselore import report
    from caselore.diagnostics import did_you_mean, printable, quoted
    from caselore.documents import trace as tracing

    course = _read(project)
    found = tracing.trace(course, name)
    if found is None:
        hint = did_you_mean(name, tracing.names_in(course)) or "write the id of a record, or the code of a finding"
        raise click.BadParameter(f"the course has no {printable(quoted(name))}; {hint}", param_hint="ID")
    click.echo(report.trace_as_text(found) if form == "text" else report.trace_as_json(found), nl=False)


def _read(project: Path) -> Any:
    """Return the course in a folder as far as it can be read; end with what stands in the way if there is none."""
    from caselore import report
    from caselore.diagnostics import Severity

    checked = _checked(project, site=False)
    faults = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    if checked.course is None:
        click.echo(report.as_text(faults), nl=False, err=True)
        _stop("there is no course to show", 1)
    if faults:
        found = f"{len(faults)} error{'s' if len(faults) > 1 else ''}"
        click.echo(f"caselore: some of the course may be missing here; caselore check finds {found}", err=True)
    return checked.course


@main.command()
@PROJECT
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print the counts.")
def stats(project: Path, form: str) -> None:
    """Count what a course holds: modules, minutes, stories, questions, evidence, words."""
    from caselore import report
    from caselore.stats import stats as counted

    course = _checked(project, site=False).course
    if course is None:
        _stop("there is no course here that can be read; caselore check says why", 1)
    click.echo(
        report.stats_as_json(counted(course)) if form == "json" else report.stats_as_text(counted(course)), nl=False
    )


@main.command()
def formats() -> None:
    """List what `build` can make, and what each needs."""
    from caselore.writers.registry import FORMATS

    for each in FORMATS:
        made = "made by default" if each.default else f"made by --only {each.name}"
        click.echo(f"{each.name:<12} {each.title}\n{'':<12} needs {each.needs}; {made}")
