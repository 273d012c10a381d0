"""Overlap: words of a source that stand in the course as if they were ours."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.runs import (
    Phrases,
    Row,
    counted,
    in_names,
    in_set_phrases,
    longest,
    set_phrases,
    shared_rows,
    unbroken,
)
from caselore.diagnostics import Severity, quoted
from caselore.fingerprints import WORDS
from caselore.model.course import Course
from caselore.prose import BREAK


@check("O101", Severity.WARNING, release=Severity.ERROR)
def words_of_a_source(course: Course) -> Iterator[Fault]:
    """Words of a source without quotation marks.

    Eight or more words in a row are those of a source, and nothing marks them as a quotation. A learner
    takes them for the course's own, the author of the source is not named where it matters, and the source
    may not allow it. Names, titles and set terms end a row: they cannot be said in other words. Say it in
    your own words, or quote a few words between quotation marks. `docs/own-words.md` says how sources are
    compared without keeping their texts.

    Failing:

    ```content/sources/a-leaflet.yml
    title: A leaflet about talks
    short: The leaflet
    kind: guidance
    publisher: Nobody
    published: 2026
    about: A leaflet that was made up.
    nations: [uk]
    licence: all-rights-reserved
    findings: [{id: LF-01, statement: Talks go better when people choose the place., locator: page 1}]
    ```

    ```content/sources/a-leaflet.fingerprint
    caselore fingerprint 1
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    words: 8
    runs: 1
    9d02fd865ea5
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Start where the person is, and not where you are [@LF-01].
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Begin with what matters to the person [@EX-01].
    ```
    """
    phrases = set_phrases(course)
    for hit, start, end, count in longest(_unmarked(course, phrases)):
        shown = quoted(hit.text.masked[start:end].replace(BREAK, " "))
        message = f"{count} words in a row are those of '{hit.source.short}': {shown}"
        yield hit.text.fault(message, start, end, "say it in your own words, or quote less of it in quotation marks")


def _unmarked(course: Course, phrases: Phrases) -> Iterator[tuple[Row, int, int, int]]:
    for hit in shared_rows(course):
        broken = in_set_phrases(hit.words, phrases) | in_names(hit.text.masked, hit.words)
        for start, end in unbroken(hit, broken, quoted_words=False):
            first, last, count = counted(hit, start, end)
            if count >= WORDS:
                yield hit, first, last, count


@check("O102", Severity.WARNING, release=Severity.ERROR)
def long_quotation(course: Course) -> Iterator[Fault]:
    """A quotation that is longer than its source allows.

    `quote_limit_words` of a source says how many of its words may be quoted in a row. A longer quotation may
    not be lawful, and a learner reads somebody else's style where the course should explain. Quote the few
    words that matter and say the rest yourself. A limit below seven words is not seen: runs have eight.

    Failing:

    ```content/sources/a-leaflet.yml
    title: A leaflet about talks
    short: The leaflet
    kind: guidance
    publisher: Nobody
    published: 2026
    about: A leaflet that was made up.
    nations: [uk]
    licence: all-rights-reserved
    quote_limit_words: 7
    findings: [{id: LF-01, statement: Talks go better when people choose the place., locator: page 1}]
    ```

    ```content/sources/a-leaflet.fingerprint
    caselore fingerprint 1
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    words: 8
    runs: 1
    9d02fd865ea5
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: The leaflet says "start where the person is, and not where you are" [@LF-01].
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: The notes say "start where the person is" [@EX-01].
    ```
    """
    phrases = set_phrases(course)
    for hit, start, end, count in longest(_quoted(course, phrases)):
        limit = hit.source.quote_limit_words
        message = f"{count} words of '{hit.source.short}' are quoted in a row; {limit} are the most"
        yield hit.text.fault(message, start, end, "quote fewer words, and say the rest in your own")


def _quoted(course: Course, phrases: Phrases) -> Iterator[tuple[Row, int, int, int]]:
    for hit in shared_rows(course):
        for start, end in unbroken(hit, in_set_phrases(hit.words, phrases), quoted_words=True):
            first, last, count = counted(hit, start, end)
            if count >= WORDS and count > hit.source.quote_limit_words:
                yield hit, first, last, count


CHECKS: tuple[Check, ...] = (words_of_a_source, long_quotation)
