"""Keep on this machine what takes long to make and depends on its inputs alone: packed fonts, compiled templates.

What cannot be read or written is made anew, so nothing but time depends on it; the folder may be removed
at any moment. Each thing starts with a digest of its name and its bytes: what a power cut or a bad disk left of
it counts as none.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path


@cache
def _folder() -> Path:
    # A folder for this form of the files: a caselore that kept them without a digest has its own beside it.
    return user_cache_path("caselore", appauthor=False) / "with-digest"


def key(*inputs: bytes | str) -> str:
    """Return a name for what is made of these inputs, and of nothing else."""
    made = sha256()
    for each in inputs:
        raw = each.encode("utf-8", "surrogatepass") if isinstance(each, str) else each
        made.update(len(raw).to_bytes(8, "big") + raw)
    return made.hexdigest()


@cache
def code(*files: str) -> str:
    """Return what stands for some files of our own code: what older code made is not taken for what they make."""
    return key(*(part for file in files for part in (file, (Path(__file__).parent / file).read_bytes())))


def read(name: str) -> bytes | None:
    """Return what is kept under a name; None if there is nothing that can be read, or if it is damaged."""
    try:
        found = (_folder() / name).read_bytes()
    except OSError:
        return None
    content = found[sha256().digest_size :]
    return content if found.startswith(_digest(name, content)) else None


def _digest(name: str, content: bytes) -> bytes:
    digest = sha256(name.encode() + b"\n")
    digest.update(content)
    return digest.digest()


def write(name: str, content: bytes) -> None:
    """Keep something under a name, whole or not at all."""
    beside = _folder() / f".{name}.{os.getpid()}"
    try:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(_digest(name, content) + content)
        beside.replace(_folder() / name)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """Return what is kept under a name, having made it if it was not there."""
    content = read(name)
    if content is None:
        content = make()
        write(name, content)
    return content
