"""Ask other sites whether addresses still lead somewhere. The only file that opens a connection.

A course may come from a stranger and be checked by a machine that stands inside a network of its own. So an
address is looked up once, refused where any of its numbers is not public, and the connection goes to the
number that was looked at, also after each redirect. No cookies, no passwords, no proxies, no page is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from caselore import __version__
from caselore.frozen import frozen
from caselore.model.answer import Answer

AT_ONCE = 8
"""How many sites are asked at the same time; one site is asked for one address after the other."""
MOST = 1000
"""How many addresses are asked for in one run."""
TIMEOUT_S = 10.0
"""How long one step of an answer may take."""
TOTAL_S = 600.0
"""How long everything may take."""
REDIRECTS = 5
NUMBERS = 2
"""How many of a site's numbers are tried."""
PATIENCE = 2
"""After so many addresses of a site in a row without an answer, the rest of it is not asked for."""

_FOR_GOOD = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_TRY_GET = frozenset({400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 503})
"""Answers to HEAD that a site may mean for HEAD alone."""
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_HEADERS = {
    "User-Agent": f"caselore/{__version__} (checks the links of a course; asks each page once)",
    "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class _Refused(Exception):
    """An address that is not asked for, or a site that does not answer: why, in a few words."""


@frozen
class _Heard:
    """The answer to one request."""

    status: int
    location: str


@frozen
class _Asker:
    timeout_s: float
    private: bool

    def answer(self, url: str) -> Answer:
        """Ask for an address and follow where it leads."""
        try:
            made = self._followed(url)
        except _Refused as error:
            return Answer(problem=str(error))
        if url[:5].lower() == "http:" and made.status < 400 and self._has_https(url):
            return replace(made, has_https=True)
        return made

    def _followed(self, url: str) -> Answer:
        here, moved, for_good = url, "", True
        for _ in range(REDIRECTS + 1):
            heard = self._heard(here)
            if heard.status not in _REDIRECTS or not heard.location:
                return Answer(heard.status, moved_to=moved)
            here = urljoin(here, heard.location)
            for_good = for_good and heard.status in _FOR_GOOD
            moved = here if for_good else moved
        raise _Refused("it sends readers on and on")

    def _has_https(self, url: str) -> bool:
        parts = urlsplit(url)
        if parts.port not in (None, 80):
            return False
        try:
            made = self._followed(urlunsplit(("https", parts.hostname or "", *parts[2:])))
        except _Refused:
            return False
        return 200 <= made.status < 300

    def _heard(self, url: str) -> _Heard:
        """Ask with HEAD, and with GET where that does not settle it."""
        heard = self._request("HEAD", url)
        return self._request("GET", url) if heard.status in _TRY_GET else heard

    def _request(self, method: str, url: str) -> _Heard:
        parts, port = _parts(url)
        numbers = self._numbers(parts.hostname or "", port)
        target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)
        connection = _Connection(parts, port, numbers, self.timeout_s)
        try:
            connection.request(method, target, headers=_HEADERS)
            response = connection.getresponse()
            return _Heard(response.status, response.getheader("Location") or "")
        except ssl.SSLError as error:
            raise _Refused(f"its certificate is not right ({error.reason or 'no reason given'})") from error
        except TimeoutError as error:
            raise _Refused("it did not answer in time") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _Refused(f"it did not answer ({getattr(error, 'strerror', '') or type(error).__name__})") from error
        finally:
            connection.close()

    def _numbers(self, host: str, port: int) -> list[str]:
        """Look a host up; refuse it where any of its numbers is not public."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise _Refused("there is no such site, or this computer is not online") from error
        numbers = list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))
        if not self.private and not all(map(_is_public, numbers)):
            raise _Refused("it lies in a network of its own, where caselore does not ask")
        return numbers[:NUMBERS]


class _Connection(http.client.HTTPConnection):
    """A connection to one of the numbers that were looked at, by the name that was looked up."""

    def __init__(self, parts: SplitResult, port: int, numbers: list[str], timeout_s: float) -> None:
        super().__init__(parts.hostname or "", port, timeout=timeout_s)
        self._numbers, self._secure = numbers, parts.scheme == "https"
        self.default_port = 443 if self._secure else 80

    def connect(self) -> None:
        *others, last = self._numbers
        for number in others:  # many computers have a number of the new kind and no way to reach others by it
            with suppress(OSError):
                made = socket.create_connection((number, self.port), self.timeout)
                break
        else:
            made = socket.create_connection((last, self.port), self.timeout)
        if self._secure:
            made = ssl.create_default_context().wrap_socket(made, server_hostname=self.host)
        self.sock = made


def _parts(url: str) -> tuple[SplitResult, int]:
    """Split an address; refuse what is not one that a browser would ask for without a password."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise _Refused("it is not an address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Refused("it leads to what is not a web page")
    if parts.username is not None or parts.password is not None:
        raise _Refused("it has a name or password in it")
    return parts, port


def _is_public(number: str) -> bool:
    """Whether an address of the network is open to everybody, whatever it is wrapped in."""
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast and not address.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def ask(
    urls: Collection[str],
    *,
    private: bool = False,
    timeout_s: float = TIMEOUT_S,
    total_s: float = TOTAL_S,
    at_once: int = AT_ONCE,
) -> dict[str, Answer]:
    """Ask for each address; return what came of it, in the order of the addresses.

    `private` allows addresses that are not public, such as 127.0.0.1: for tests.
    """
    asker = _Asker(timeout_s, private)
    wanted = sorted(set(urls))
    answers = {url: Answer(problem=f"only {MOST} addresses are asked for in one run") for url in wanted[MOST:]}
    _Crew(asker.answer, wanted[:MOST], answers).work(at_once, total_s)
    late = Answer(problem="there was no time left to ask")
    return {url: answers.get(url, late) for url in wanted}


class _Crew:
    """Threads that ask, each taking one site at a time."""

    def __init__(self, answer: Callable[[str], Answer], urls: Collection[str], answers: dict[str, Answer]) -> None:
        self._answer, self._answers = answer, answers
        self._sites: SimpleQueue[list[str]] = SimpleQueue()
        self._left = 0
        self._lock, self._done = threading.Lock(), threading.Event()
        for site in _by_site(urls):
            self._sites.put(site)
            self._left += 1

    def work(self, at_once: int, total_s: float) -> None:
        """Ask for everything, or for what there is time for. Threads still waiting then end with the process."""
        for _ in range(min(at_once, self._left)):
            threading.Thread(target=self._worker, daemon=True).start()
        if self._left:
            self._done.wait(total_s)

    def _worker(self) -> None:
        while True:
            try:
                site = self._sites.get_nowait()
            except Empty:
                return
            try:
                self._ask_site(site)
            finally:
                with self._lock:
                    self._left -= 1
                    if not self._left:
                        self._done.set()

    def _ask_site(self, urls: list[str]) -> None:
        silent = 0
        for url in urls:
            if silent >= PATIENCE:
                self._answers[url] = Answer(problem="this site did not answer before")
                continue
            made = self._answers[url] = self._answer(url)
            silent = silent + 1 if "answer" in made.problem else 0


def _by_site(urls: Collection[str]) -> Iterator[list[str]]:
    sites: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        sites[url.split("/", 3)[2].lower() if url.count("/") > 1 else url].append(url)
    yield from sites.values()
