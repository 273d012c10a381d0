"""Turn text into fingerprints of its word runs, and find runs of one text in the fingerprints of others.

A fingerprint is the hash of eight words in a row. Case, punctuation, hyphens, quotation marks and the forms
of letters make no difference. docs/own-words.md says what a fingerprint gives away and what it does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from caselore.frozen import frozen

WORDS = 8
"""How many words in a row make a run."""
BYTES = 6
"""How much of a hash is kept. A course of 1,000 case studies beside sources of 10,000 runs meets a match by
chance once in 20,000 times."""

_FIRST_LINE = "caselore fingerprint 1"
_HEAD = re.compile(rf"{_FIRST_LINE}\nsha256: ([0-9a-f]{{64}})\nwords: {WORDS}\nruns: ([0-9]{{1,8}})\n")
_RUN = re.compile(rf"[0-9a-f]{{{2 * BYTES}}}")

_USUAL = str.maketrans(dict.fromkeys("‘’ʼ＇", "'") | dict.fromkeys("“”–—‑‐…•\u00a0", " "))
"""Marks that turn up in most texts, as those of ASCII that are read alike."""
_APOSTROPHES = b"'"
_WORD = re.compile(r"[^\W_]+(?:['\u00ad\u0300-\u036f\u200b-\u200d\u2060]*[^\W_]+)*[\u0300-\u036f]*")
_TABLE = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))


@frozen
class Fingerprint:
    """The fingerprint of one source's copy."""

    sha256: str
    """Of the copy it was made from."""
    runs: frozenset[bytes]
    """The hashes of all its runs."""
    place: Any = None
    """Where the file lies that it was read from."""


@frozen
class Word:
    """A word of a text, and where it stands."""

    plain: bytes
    start: int
    end: int


def words(text: str) -> list[bytes]:
    """Return the words of a text as they are compared."""
    if not text.isascii():
        text = text.translate(_USUAL)
    if text.isascii():
        return text.encode().translate(_TABLE, _APOSTROPHES).split()
    return [_plain(match[0]) for match in _WORD.finditer(text)]


def places(text: str) -> list[Word]:
    """Return the words of a text with their places; as many as `words` returns, and in that order."""
    text = text.translate(_USUAL)
    return [Word(_plain(match[0]), *match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def _plain(word: str) -> bytes:
    """Return one word without case, apostrophes or forms of letters."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return re.sub(r"[\W_]+", "", plain).encode()


def hashes(text: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the hash of each run of words, in order: the first is that of the first eight words."""
    # A rolling hash would be faster, and of little use: it is a sum, so a program with a dictionary can solve the
    # hashes of a text for its words without knowing any of them. Nor may the file hold hashes of fewer words.
    for start in range(len(text) - WORDS + 1):
        yield blake2b(b" ".join(text[start : start + WORDS]), digest_size=BYTES).digest()


def found(text: Sequence[bytes], known: Container[bytes]) -> list[tuple[int, bytes]]:
    """Return number of the first word and hash of each run of a text that is among those known."""
    return [(start, each) for start, each in enumerate(hashes(text)) if each in known]


def as_file(text: str, sha256: str) -> str:
    """Return the fingerprint of a text as a file: sorted, so that it does not tell the order of the text."""
    runs = sorted({each.hex() for each in hashes(words(text))})
    head = f"{_FIRST_LINE}\nsha256: {sha256}\nwords: {WORDS}\nruns: {len(runs)}\n"
    return head + "".join(f"{each}\n" for each in runs)


def from_file(content: str, place: Any = None) -> Fingerprint | None:
    """Return the fingerprint that a file holds; None where it holds none that can be trusted."""
    head = _HEAD.match(content)
    if head is None:
        return None
    lines = content[head.end() :].split()
    if len(lines) != int(head[2]) or not all(map(_RUN.fullmatch, lines)):
        return None
    return Fingerprint(head[1], frozenset(map(bytes.fromhex, lines)), place)
