"""Other sites are asked politely, within limits, and never inside a network of one's own."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselore import pipeline, web
from caselore.cli import main
from caselore.model.answer import Answer
from caselore.web import _is_public, ask
from projects import overlaid

SEEN: list[tuple[str, str, dict[str, str]]] = []
BUSY, MOST_BUSY = Counter[str](), Counter[str]()


class Site(BaseHTTPRequestHandler):
    """A site that answers as its paths say."""

    def do_HEAD(self) -> None:
        SEEN.append((self.command, self.path, dict(self.headers)))
        self._answer()

    do_GET = do_HEAD

    def _answer(self) -> None:
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "slow":
            time.sleep(2)
        if kind == "busy":
            BUSY["all"] += 1
            MOST_BUSY["all"] = max(MOST_BUSY["all"], BUSY["all"])
            time.sleep(0.05)
            BUSY["all"] -= 1
        if kind == "drip":
            self._drip()
            return
        if kind == "get-only":
            self.send_response(200 if self.command == "GET" else 405)
        elif kind == "status":
            self.send_response(int(rest))
        elif kind in ("301", "302", "308"):
            self.send_response(int(kind))
            self.send_header("Location", "/" + rest)
            self.send_header("Set-Cookie", "a=b")
        elif kind == "away":
            self.send_response(302)
            self.send_header("Location", rest)
        elif kind == "round":
            self.send_response(301)
            self.send_header("Location", self.path)
        else:
            self.send_response(200)
        self.end_headers()

    def _drip(self) -> None:
        for _ in range(40):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the site on this machine; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def one(url: str, **limits: float) -> Answer:
    """Ask for one address on this machine."""
    return ask([url], private=True, **{"timeout_s": 0.5, **limits})[url]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", Answer(200)),
        ("/a b?c=d&e=é#part", Answer(200)),
        ("/get-only", Answer(200)),
        ("/status/404", Answer(404)),
        ("/status/410", Answer(410)),
        ("/status/403", Answer(403)),
        ("/status/500", Answer(500)),
        ("/302/x", Answer(200)),
        ("/302/status/404", Answer(404)),
        ("/slow", Answer(problem="it did not answer in time")),
        ("/round", Answer(problem="it sends readers on and on")),
        ("/away/ftp://example.org/", Answer(problem="it leads to what is not a web page")),
        ("/away/file:///etc/passwd", Answer(problem="it leads to what is not a web page")),
    ],
)
def test_an_answer(site: str, path: str, expected: Answer) -> None:
    assert one(site + path) == expected


def test_a_page_that_has_moved_for_good(site: str) -> None:
    assert one(site + "/301/308/new") == Answer(200, moved_to=f"{site}/new")
    assert one(site + "/302/301/new") == Answer(200), "the first step is not for good"
    assert one(site + "/301/302/new") == Answer(200, moved_to=f"{site}/302/new")


def test_a_site_is_asked_once_without_cookies_and_says_who_asks(site: str) -> None:
    SEEN.clear()
    one(site + "/301/new")
    assert [(method, path) for method, path, _ in SEEN] == [("HEAD", "/301/new"), ("HEAD", "/new")]
    assert all("Cookie" not in headers and headers["User-Agent"].startswith("caselore/") for *_, headers in SEEN)


def test_one_site_is_asked_one_address_after_the_other(site: str) -> None:
    MOST_BUSY.clear()
    urls = [f"{site}/busy/{number}" for number in range(6)]
    assert set(ask(urls, private=True).values()) == {Answer(200)}
    assert MOST_BUSY["all"] == 1


def test_several_sites_are_asked_at_once_and_no_more_than_that() -> None:
    with serving() as one_site, serving() as other, serving() as third:
        MOST_BUSY.clear()
        urls = [f"{each}/busy/{number}" for each in (one_site, other, third) for number in range(4)]
        ask(urls, private=True, at_once=2)
        assert MOST_BUSY["all"] == 2


def test_a_site_that_does_not_answer_is_not_asked_for_long(site: str) -> None:
    urls = [f"{site}/slow/{number}" for number in range(9)]
    start = time.monotonic()
    answers = ask(urls, private=True, timeout_s=0.3)
    assert time.monotonic() - start < 2
    assert [each.problem for each in answers.values()] == (
        ["it did not answer in time"] * 2 + ["this site did not answer before"] * 7
    )


def test_there_is_a_limit_to_everything(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    start = time.monotonic()
    assert one(f"{site}/drip", timeout_s=5, total_s=0.5).problem == "there was no time left to ask"
    assert time.monotonic() - start < 1.5
    monkeypatch.setattr(web, "MOST", 1)
    answers = ask([f"{site}/1", f"{site}/2"], private=True)
    assert [each.problem for each in answers.values()] == ["", "only 1 addresses are asked for in one run"]
    assert ask([]) == {}


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.0.0.1/",
        "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/", "http://[fd00::1]/", "http://100.64.0.1/", "http://2130706433/", "http://0x7f.1/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_a_network_of_ones_own_is_not_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*_: object, **__: object) -> None:
        raise AssertionError("it was asked")

    monkeypatch.setattr(socket, "create_connection", connected)
    assert ask([url])[url].problem in (
        "it lies in a network of its own, where caselore does not ask",
        "there is no such site, or this computer is not online",
    )


def test_a_redirect_into_a_network_of_ones_own_is_not_followed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first number counts as public here, the one it leads to does not."""
    monkeypatch.setattr(web, "_is_public", lambda number: number != "127.0.0.2")
    url = f"{site}/away/http://127.0.0.2:{site.rpartition(':')[2]}/"
    assert ask([url])[url].problem == "it lies in a network of its own, where caselore does not ask"


def test_the_number_that_was_looked_at_is_the_one_that_is_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere the second time it is looked up must not get through."""
    looked = []

    def lookup(host: str, port: int, **_: object) -> list[object]:
        looked.append(host)
        assert len(looked) == 1
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    asked = []
    real = socket.create_connection
    monkeypatch.setattr(web.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(
        web.socket, "create_connection", lambda place, *rest: asked.append(place[0]) or _direct(real, place, *rest)
    )
    url = site.replace("127.0.0.1", "example.org") + "/"
    assert one(url).status == 200
    assert asked == ["127.0.0.1"]


def _direct(_: object, place: tuple[str, int], timeout: float) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.settimeout(timeout)
    made.connect(place)
    return made


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700:4700::1111"])
def test_public_numbers(number: str) -> None:
    assert _is_public(number)


@pytest.mark.parametrize(
    "url", ["http://", "https://a:b@example.org/", "http://example.org:99999/", "http://[::/", "x"]
)
def test_odd_addresses_are_answered_without_asking(url: str) -> None:
    assert ask([url])[url].problem in (
        "it is not an address",
        "it leads to what is not a web page",
        "it has a name or password in it",
    )


def test_nothing_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert one(url).problem.startswith("it did not answer (")


def test_other_sites_are_asked_on_request_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    glossary = (
        "- {id: outcome, term: outcome, plain: What changes., fuller: 'See [the form](https://example.org/form).'}\n"
    )
    course = overlaid(tmp_path / "course", {"content/glossary.yml": glossary})
    asked: list[set[str]] = []

    def fake(urls: set[str]) -> dict[str, Answer]:
        asked.append(set(urls))
        return {url: Answer(404) for url in urls}

    monkeypatch.setattr(web, "ask", fake)
    runner = CliRunner()
    assert runner.invoke(main, ["check", str(course), "--strict"]).exit_code == 0
    assert runner.invoke(main, ["build", str(course), "--only", "pages", "--out", str(tmp_path / "out")]).exit_code == 0
    assert asked == []
    done = runner.invoke(main, ["check", str(course), "--strict", "--external"])
    assert (done.exit_code, len(asked)) == (1, 1)
    assert "https://example.org/form" in asked[0]
    assert "'https://example.org/form' is gone" in done.output


def test_every_address_of_a_course_is_found(tmp_path: Path) -> None:
    from caselore.checks.links import web_links

    course = pipeline.check(overlaid(tmp_path / "course", {"content/glossary.yml": (
        "- {id: outcome, term: outcome, plain: What changes., fuller: 'See [a](https://a.example/), <http://b.example/x> and `https://c.example`.'}\n"
    )})).course  # fmt: skip
    assert course is not None
    found = {link.url for link in web_links(course)}
    assert {"https://a.example/", "http://b.example/x"} <= found
    assert "https://c.example" not in found
    assert {note_url for note in course.legal_notes for each in note.citations if (note_url := each.url)} <= found
