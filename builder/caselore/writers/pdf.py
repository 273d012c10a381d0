"""Turn the HTML of a sheet into a tagged PDF: the only importer of WeasyPrint.

Works in processes of its own, each of which reads the style sheet and the fonts once.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from caselore import kept
from caselore.frozen import frozen
from caselore.writers import pdf_forms, sheet_looks
from caselore.writers.making import PAPER

HERE = "https://paper.invalid/"
"""Where the files of the handouts seem to lie; nothing is ever fetched from anywhere."""


@frozen
class Job:
    """One PDF to make."""

    path: str
    """Where its HTML lies among the files."""
    html: str
    style: str
    """The path of its style sheet among the files."""
    forms: bool = False
    most_pages: int | None = None
    """Spare writing lines are given up to stay within it, and type is set a little tighter."""
    cards: bool = False
    """Whether it holds cards, whose text must not run over."""
    fold: bool = False
    """Two pages to a sheet of twice the size, in the order in which they are folded into a booklet."""


@frozen
class Made:
    """A PDF, or why there is none."""

    content: bytes
    pages: int
    faults: tuple[str, ...] = ()


@frozen
class Lack:
    """What stands in the way of making PDFs on this machine, and what to do about it."""

    what: str
    needs: str


_UNTIL_THEN = "A browser prints the HTML files until then."
_NO_PACKAGE = Lack(
    "the Python package WeasyPrint is not installed", f"{PAPER}, and Pango: see docs/printing.md. {_UNTIL_THEN}"
)
_NO_PANGO = Lack(
    "the program library Pango, which sets the type of PDFs, is not installed",
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 on Debian and Ubuntu; for other "
    f"systems see docs/printing.md. {_UNTIL_THEN}",
)


def missing() -> Lack | None:
    """Return what stands in the way of making PDFs on this machine; None if nothing does."""
    try:
        version("weasyprint")
        with redirect_stdout(io.StringIO()):  # WeasyPrint prints a banner where it misses Pango
            import weasyprint  # noqa: F401
    except (PackageNotFoundError, ImportError):
        return _NO_PACKAGE
    except OSError:
        return _NO_PANGO
    return None


def made_by() -> str:
    """Return the code and the versions that a PDF's bytes depend on."""
    libraries = ("weasyprint", "pydyf", "tinycss2", "fonttools")
    return " ".join(
        [
            kept.code("writers/pdf.py", "writers/pdf_forms.py", "writers/sheet_looks.py"),
            *(f"{each} {version(each)}" for each in libraries),
        ]
    )


class _Files:
    """What a sheet may ask for, and what was read of it in this process."""

    def __init__(self) -> None:
        self.content: Mapping[str, bytes] = {}
        self.styles: dict[str, tuple[Any, Any]] = {}

    def fetch(self, url: str) -> Any:
        """Return a file of the handouts; everything else is refused."""
        from weasyprint.urls import URLFetcherResponse

        path = url.removeprefix(HERE)
        if path == url or path not in self.content:
            raise ValueError(f"there is no file {path!r}")
        return URLFetcherResponse(url, body=self.content[path], headers={"Content-Type": _type(path)})

    @cached_property
    def fetcher(self) -> Any:
        """The same as WeasyPrint wants it."""
        from weasyprint.urls import URLFetcher

        class Fetcher(URLFetcher):  # type: ignore[misc]
            def fetch(fetcher, url: str, headers: object = None) -> Any:  # noqa: N805
                return self.fetch(url)

        return Fetcher()

    def style(self, path: str) -> tuple[Any, Any]:
        """Return a style sheet and its fonts, read once."""
        if path not in self.styles:
            from weasyprint import CSS
            from weasyprint.text.fonts import FontConfiguration

            fonts = FontConfiguration()
            text = self.content[path].decode()
            self.styles[path] = (
                CSS(string=text, base_url=HERE + path, url_fetcher=self.fetcher, font_config=fonts),
                fonts,
            )
        return self.styles[path]


def _type(path: str) -> str:
    ending = path.rpartition(".")[2].lower()
    kinds = {"svg": "image/svg+xml", "jpg": "image/jpeg", "ttf": "font/ttf", "css": "text/css"}
    return kinds.get(ending, f"image/{ending}")


FILES = _Files()
"""Of this process."""


def start(content: Mapping[str, bytes]) -> None:
    """Get a process ready to make PDFs that use these files."""
    FILES.content, FILES.styles = content, {}


def do(work: tuple[Callable[[Any], Made], Any]) -> Made:
    """Make something in this process."""
    make, job = work
    return make(job)


def make(job: Job) -> Made:
    """Turn the HTML of a sheet into a PDF."""
    with complaints() as faults:
        document = laid_out(job)
        if job.fold:
            document = _folded(document)
        content = document.write_pdf(
            # What is folded is for a printer alone: two pages to a sheet have no order to read them in.
            pdf_variant=None if job.fold else "pdf/ua-1",
            pdf_forms=job.forms,
            finisher=finish,
        )
    return Made(content, len(document.pages), tuple(faults))


def finish(_: object, made: Any) -> None:
    """Say of each header cell what it heads, that links are printed, and what each field is: WeasyPrint does not."""
    structure = [each for each in made.objects if isinstance(each, dict) and each.get("Type") == "/StructElem"]
    cells: dict[bytes, list[Any]] = {}
    for each in structure:
        if each["S"] in ("/TH", "/TD"):
            cells.setdefault(each["P"], []).append(each)
    for row in cells.values():
        scope = "/Column" if all(cell["S"] == "/TH" for cell in row) else "/Row"
        for cell in row:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope
    for each in made.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link":
            each["F"] = 1 << 2
    pdf_forms.mend(made)


def laid_out(job: Job) -> Any:
    """Lay a sheet out in the look that suits what it holds."""
    return sheet_looks.laid_out(lambda look: _rendered(job, look), cards=job.cards, most_pages=job.most_pages)


def _rendered(job: Job, look: str = "") -> Any:
    """Lay a sheet out; `look` is what the style sheet knows another look by."""
    from weasyprint import HTML

    style, fonts = FILES.style(job.style)
    # The link to the style sheet is for browsers; here it has been read already.
    html = re.sub(r"<link rel=\"stylesheet\"[^>]*>", "", job.html, count=1).replace("<body ", f"<body {look} ", 1)
    return HTML(string=html, base_url=HERE + job.path, url_fetcher=FILES.fetcher).render(
        stylesheets=[style], font_config=fonts, pdf_forms=job.forms
    )


def _folded(document: Any) -> Any:
    """Put pages two to a sheet: the last beside the first, the second beside the one before the last, and so on."""
    from weasyprint.document import Page

    class Pair(Page):  # type: ignore[misc]
        """Two pages side by side."""

        def __init__(self, left: Any, right: Any) -> None:
            self.sides = (left, right)
            self.width, self.height, self.bleed = whole.width * 2, whole.height, whole.bleed
            self.bookmarks: list[Any] = []
            self.links: list[Any] = []
            self.anchors: dict[str, Any] = {}
            self.forms: dict[Any, list[Any]] = {None: []}

        def paint(self, stream: Any, scale: float = 1) -> None:
            for number, side in enumerate(self.sides):
                if side is not None:
                    with stream.stacked():
                        stream.transform(e=number * self.width / 2 * scale)
                        side.paint(stream, scale)

    whole, pages = document.pages[0], list(document.pages)
    pages += [None] * (-len(pages) % 4)
    pairs = []
    for first in range(0, len(pages) // 2, 2):
        last = len(pages) - 1 - first
        pairs += [Pair(pages[last], pages[first]), Pair(pages[first + 1], pages[last - 1])]
    return document.copy(pairs)


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint takes for an error, and keep it from the terminal."""
    logger = logging.getLogger("weasyprint")
    faults: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage() not in faults:
                faults.append(record.getMessage())

    collector = Collector(logging.ERROR)
    logger.addHandler(collector)
    propagated, logger.propagate = logger.propagate, False
    try:
        yield faults
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated


@cache
def processors() -> int:
    """Return how many processes are worth starting."""
    import os

    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
