"""Turn the list of English words that a package brings into words to look up. Nothing is fetched.

The list is that of symspellpy (MIT), some 80,000 words of SCOWL (a licence as free as BSD), which are spelt
the British way with few exceptions; `checks/american.py` knows those. The package itself is not imported.
"""

from __future__ import annotations

import itertools
import string
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from caselore.kept import code, kept, key

_PACKAGE = "symspellpy"
_FILE = "frequency_dictionary_en_82_765.txt"
_WRONG = frozenset({"calender", "lightening", "payed", "wether", "dependant"})
"""In the list, and in running text nearly always a slip."""


@cache
def words() -> dict[str, int]:
    """Return the words of the list in small letters, each with its rank: 0 for the commonest."""
    by_rank = kept(key(version(_PACKAGE), code("dictionary.py")), _without_counts).decode().split()
    return dict(zip(by_rank, itertools.count()))


def _without_counts() -> bytes:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{_PACKAGE} is not installed: its list of words is needed")
    each_with_its_count = (Path(spec.origin).parent / _FILE).read_text("utf-8-sig").split()
    return "\n".join(word for word in each_with_its_count[::2] if word not in _WRONG).encode()


@cache
def nearest(word: str) -> str:
    """Return the commonest word that is one slip of a key away from `word`, or an empty string."""
    known = words()
    near = [each for each in _one_slip(word) if each in known and len(each) > 2]
    return min(near, key=lambda each: known[each], default="")


def _one_slip(word: str) -> set[str]:
    """Return all that differs from `word` by one letter left out, put in, changed, or two swapped."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    changed = {left + each + right[1:] for left, right in halves if right for each in string.ascii_lowercase}
    more = {left + each + right for left, right in halves for each in string.ascii_lowercase}
    return less | swapped | changed | more
