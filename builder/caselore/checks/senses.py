"""Senses: films, signs and directions that not everybody can see, hear or make out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.access import links
from caselore.checks.check import Check, Fault, check
from caselore.checks.texts import holding, texts
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course

_MEDIA = re.compile(
    r"\.(?:mp4|m4v|mov|webm|mp3|m4a|wav|ogg|oga)(?:[?#]|$)"
    r"|^https?://(?:[a-z0-9-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|soundcloud\.com|podcasts\.apple\.com)(?:[/?]|$)"
    r"|^https?://www\.bbc\.co\.uk/(?:sounds|iplayer)\b",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"\b(?:transcripts?|captions?|subtitles?|subtitled|captioned|in words)\b", re.IGNORECASE)
_COLOUR = "red|green|blue|yellow|orange|amber|purple|pink|grey|gray"
_THING = "box|boxes|button|buttons|panel|column|arrow|picture|diagram|chart|table|text|words|link|links|card|cards|line"
_SENSES = re.compile(
    rf"\b(?:the|in|marked|shown|printed|written|highlighted)\s+(?:in\s+)?(?:{_COLOUR})\s+(?:ones?|{_THING})\b"
    rf"|\b(?:marked|shown|printed|highlighted)\s+in\s+(?:{_COLOUR})\b"
    r"|\b(?:see|shown|listed)\s+(?:above|below|left|right|on\s+the\s+(?:left|right))\b(?!\s+(?:the|an?|this|of)\b)"
    rf"|\bthe\s+(?:{_THING})\s+(?:on|to)\s+the\s+(?:left|right)\b|\b(?:left|right)-hand\s+(?:side|{_THING})\b"
    r"|\bthe\s+(?:round|square|big|small)\s+button\b",
    re.IGNORECASE,
)
_SIGHT = (
    *(f" {each}" for each in _COLOUR.split("|")),
    " left",
    " right",
    "left-",
    "right-",
    " below",
    " above",
    " button",
)
"""Where none of these stands, nothing is looked for: looking takes ten times as long."""
_SYMBOL = re.compile(
    "(?:[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\ufe0f\u200d\u2600-\u27bf\U0001f000-\U0001faff]*)"
)


@check("X111", Severity.ADVICE)
def media_without_words(course: Course) -> Iterator[Fault]:
    """A film or recording without a word about a transcript.

    People who do not hear or see it, who sit in an office without sound, or who read on paper are left out.
    Link to a transcript, say that there are captions, or say beside the link what is in it. Leave it alone
    if the page says it in words already.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Watch [a talk about outcomes](https://example.org/talk.mp4).
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: >-
        Watch [a talk about outcomes](https://example.org/talk.mp4), or read
        [its transcript](https://example.org/talk).
    ```
    """
    for each in links(course):
        if _MEDIA.search(each.address) and not _IN_WORDS.search(each.text.masked):
            message = "nothing here says that this film or recording can be read as well"
            yield each.text.fault(message, each.start, each.end, "link to a transcript, or say that it has captions")


@check("X112", Severity.ADVICE)
def by_the_senses(course: Course) -> Iterator[Fault]:
    """Words that send the reader by colour, shape or place.

    "The red one" and "see below" help nobody who hears the page, prints it in grey or reads it on a phone,
    where the left is above. Name the thing by its heading or its words. Leave it alone where the colour or
    the place is itself what the text is about.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: The red box says what is not an outcome.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: The box "Not an outcome" says what is none.
    ```
    """
    for text in holding(course, *_SIGHT, any_case=True):
        for match in _SENSES.finditer(text.masked):
            if not text.is_quoted(match.start()):
                message = f"{quoted(match[0])} sends the reader by sight"
                yield text.fault(message, *match.span(), "name it by its heading or its words")


@check("X113", Severity.ADVICE)
def symbol_as_word(course: Course) -> Iterator[Fault]:
    """A picture sign in place of a word.

    Screen readers say signs such as ticks, stars and arrows in ways that nobody foresees, or not at all, and
    faces mean different things to different people. Write the word. Leave it alone where the sign itself is
    what the text is about. Each sign is named once in a text.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Wish → outcome → line in the plan.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: First the wish, then the outcome, then the line in the plan.
    ```
    """
    for text in texts(course):
        if not text.text.isascii():
            first = {match[0]: match for match in reversed(list(_SYMBOL.finditer(text.masked)))}
            for match in first.values():
                message = f"'{match[0]}' may be read out as anything, or not at all"
                yield text.fault(message, *match.span(), "say it in words")


CHECKS: tuple[Check, ...] = (media_without_words, by_the_senses, symbol_as_word)
