"""Turn a text into its sentences, their words and syllables, and a grade that says how hard it reads.

The grade is Flesch and Kincaid's: 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid,
Fishburne, Rogers and Chissom 1975, Derivation of New Readability Formulas, Research Branch Report 8-75).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.frozen import frozen
from caselore.prose import BREAK

WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*|\d[\d.,:]*")
"""A word, or a number. What a hyphen or an apostrophe joins is one word."""

_UNIT = re.compile(rf"{BREAK}|\n[ \t]*\n")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9£])")
_NEAR_STOP = re.compile(rf"[.!?…]['\"”’)\]]?\s+[^a-z]|{BREAK}")
# These are followed by a name; those by a number; and a single capital is an initial.
_BEFORE_NAMES = frozenset(
    {"dr", "mr", "mrs", "ms", "prof", "st", "rev", "hon", "e.g", "i.e", "eg", "ie", "vs", "v", "cf"}
)
_BEFORE_NUMBERS = frozenset(
    {"no", "nos", "s", "ss", "p", "pp", "para", "paras", "reg", "regs", "art", "ch", "sch", "vol", "fig", "c", "approx"}
)
_LAST = re.compile(r"[\w.]+$")


@frozen
class Sentence:
    """A sentence: where it stands in its text, and what it counts for."""

    start: int
    end: int
    words: int
    syllables: int
    closed: bool
    """Whether it ends with a full stop or the like; a heading does not."""

    @property
    def whole(self) -> bool:
        """Whether it counts in a grade: a label of a few words would only flatter it."""
        return self.closed or self.words > 5


def grade(number: int, words: int, syllables: int) -> float:
    """Return the grade of a number of sentences: years at school, so to say, that they ask of a reader."""
    return 0.39 * words / number + 11.8 * syllables / words - 15.59 if words else 0.0


def sentences(text: str, terms: re.Pattern[str] | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a masked text. What `terms` matches counts as one easy word."""
    at = 0
    for unit in _UNIT.finditer(text):
        yield from _of_unit(text, at, unit.start(), terms)
        at = unit.end()
    yield from _of_unit(text, at, len(text), terms)


def about(text: str) -> int:
    """Return about how many sentences end within a masked text; `sentences` is exact, and takes longer."""
    return text.count(". ") + text.count("? ") + text.count(BREAK) + text.count(".\n") + text.count('." ')


def may_hold(text: str, words: int) -> bool:
    """Whether a sentence of so many words may stand in a masked text; mostly none can, and this is fast."""
    spaces = 2 * words // 3  # hyphens and the like part some words
    if text.count(" ") + text.count("\n") < spaces:
        return False
    return any(each.count(" ") + each.count("\n") >= spaces for each in _NEAR_STOP.split(text))


def _of_unit(text: str, start: int, end: int, terms: re.Pattern[str] | None) -> Iterator[Sentence]:
    at = start
    for stop in _STOP.finditer(text, start, end):
        if not _is_abbreviation(text, stop):
            yield from _sentence(text, at, stop.end(), terms)
            at = stop.end()
    yield from _sentence(text, at, end, terms)


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    if text[stop.start()] != ".":
        return False
    last = _LAST.search(text, max(0, stop.start() - 20), stop.start())
    if last is None or stop.end() - stop.start() > 2:
        return False
    word = last[0].lower()
    if len(word) == 1 and last[0] != "I" and last[0].isupper():
        return True
    return word in _BEFORE_NAMES or (word in _BEFORE_NUMBERS and text[stop.end()].isdigit())


def _sentence(text: str, start: int, end: int, terms: re.Pattern[str] | None) -> Iterator[Sentence]:
    inside = text[start:end]
    said = inside.strip()
    if not said:
        return
    start += inside.index(said[0])
    words = WORD.findall(terms.sub("easy", said) if terms else said)
    if words:
        closed = said.rstrip("\"'”’)]")[-1:] in (".", "!", "?", "…", ":")
        yield Sentence(start, start + len(said), len(words), sum(map(COUNTED.__getitem__, words)), closed)


_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?:(?<=[^aeiouyl])|(?<=[aeiouy]l))e(?=(?:ly|ful(?:ly)?|less(?:ly|ness)?|ness|some|times?|where|thing|body|one"
    r"|guard(?:s|ing|ed)?|works?|workers?|sides?|lines?|papers?|spread|holders?|books?|long|man|men|house|room|rooms|makers?|givers?|care)$)"
    r"|(?<=[^aeioulmytr])e(?=ments?$)|(?<=[aeiou][rt])e(?=ments?$)"
    r"|(?<=[^aeiouylr])e$|(?<=[aeiouyr]l)e$|(?<=[^ct]r)e$"
    r"|(?<=[^aeiouytdl])ed$|(?<=[aeiouylr]l)ed$|(?<=[aeiouyr]l)es$|(?<=[^aeiouysxzcghlr])es$|(?<=[^ct]r)es$"
    r"|(?<=[^csu]h)es$|gue(?=s?$)|que(?=s?$)"
)
"""Vowels that are written and not said: 'hope', 'hoped', 'hopeful'."""
_APART = re.compile(
    r"(?<![ctsg])i(?=a(?!ge))|i(?=ate)|i(?=ation)|(?<![ctsgnl])i(?=on)|i(?=or|o$|os$)|(?<![ctsgx])i(?=ous|um|us$)"
    r"|i(?=ety|eti|ol|ot|og|od)|(?<![aeioucg])i(?=ers?$|est$|et|ence|ent(?!i))|i(?=ing)"
    r"|e(?=o(?!n$|us$|u|p|r)|ing|um|ity)|(?<=cr)e(?=at)|(?<=r)e(?=al[iy])|(?<=id)e(?=a)"
    r"|(?<![gq])u(?=al|ou|ity|ate|at|ing|e[lt]|i[dn]|ar|ist)|[ao](?=ing|em|et)"
    r"|(?<=[aeou])y(?=ing|er|al|on|o|a|ee)|(?<=[^aeiou])y(?=ing)|sms?$|thms?$"
    r"|(?<=co)o(?=[pr][^se])|(?<=re)a[cs]t|(?<=i[nlmrsvz])e(?=ty)"
)
"""Vowels that stand together and are said apart: 'idea', 'carrier'."""
_KNOWN = {
    word: count
    for count, words in {
        1: "breast breasts deal great priest priests real tier tiers",
        2: "being beings business centre centred centres chocolate evening evenings every going doing household "
        "households hundred hundreds maybe naked ninety patient patients people poem poems quiet quietly really safety "
        "science someone something sometimes somewhat somehow therefore thereby unique wednesday whereas homecare "
        "notebook notebooks diamond soldier soldiers sacred giant",
        3: "anyone area areas behaviour behaviours businesses dialogue employee employees everyday everyone everything "
        "everywhere ideal linear recipe recipes somebody suicide theatre theatres tuition wellbeing moreover "
        "patience premium familiar parliament genius influence scientist",
        4: "everybody laboratory scientific",
    }.items()
    for word in words.split()
}


_CONTRACTED = re.compile(r"['’](?:s|d|m|t|ll|ve|re)?(?=-|$)")
_NOT = re.compile(r"[dstv]n['’]t$")


def syllables(word: str) -> int:
    """Return how many syllables a word has; a number counts as one."""
    parts = _CONTRACTED.sub("", word.lower()).split("-")
    return sum(_part(part) for part in parts if part) + bool(_NOT.search(word.lower())) or 1


def _part(word: str) -> int:
    if word in _KNOWN:
        return _KNOWN[word]
    return max(1, len(_VOWELS.findall(word)) - len(_SILENT.findall(word)) + len(_APART.findall(word)))


class _Counts(dict[str, int]):
    """Syllables of words, worked out when first asked for."""

    def __missing__(self, word: str) -> int:
        count = syllables(word)
        if len(self) < 50_000:
            self[word] = count
        return count


COUNTED = _Counts()
