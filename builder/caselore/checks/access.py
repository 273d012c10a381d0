"""Access: pictures, links, films and words that not everybody can see, hear or make out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caselore.checks.check import Check, Fault, check
from caselore.checks.texts import CourseText, texts
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course

MOST_ALT = 150
"""How many characters stand in for a picture; more belong into the text, where everybody can read them."""

_LINK = re.compile(r"(?P<picture>!?)\[(?P<label>[^\[\]\n]*)\]\(\s*<?(?P<address>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)")
_FILE_NAME = re.compile(
    r"\S+\.(?:png|jpe?g|gif|svg|webp)|(?:img|dsc|image|photo|screenshot|scan)[-_ ]?\d+", re.IGNORECASE
)
_NO_WORDS = frozenset({
    "image", "picture", "photo", "photograph", "graphic", "figure", "diagram", "illustration", "drawing", "logo", "icon",
    "screenshot", "chart", "map",
})  # fmt: skip
_PICTURE_OF = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|graphic|screenshot) (?:of|showing)\b", re.IGNORECASE
)
_SAYS_NOTHING = frozenset({
    "here", "click here", "click", "see here", "link", "this link", "this", "this page", "this website", "this site", "page",
    "website", "more", "read more", "see more", "learn more", "find out more", "read on", "details", "more details",
    "more information", "further information", "download", "go", "url", "web page", "continue",
})  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture in a Markdown text, and where its words stand."""

    text: CourseText
    label: str
    address: str
    start: int
    end: int


def links(course: Course, *, pictures: bool = False) -> Iterator[Link]:
    """Yield the links of a course that have words of their own, or its pictures."""
    for text in texts(course):
        if text.markdown and "](" in text.text:
            for match in _LINK.finditer(text.text):
                line = text.text[text.text.rfind("\n", 0, match.start()) + 1 : match.start()]
                if bool(match["picture"]) == pictures and line.count("`") % 2 == 0:
                    yield Link(text, match["label"].strip(), match["address"], *match.span("label"))


def _plain(words: str) -> str:
    """Return the words of a label as they are compared."""
    return " ".join(re.sub(r"[^\w\s.:/-]", "", words.lower()).rstrip(". ").split())


@check("X101", Severity.WARNING)
def picture_without_words(course: Course) -> Iterator[Fault]:
    """Words in place of a picture that say nothing.

    A file name, or a single word such as "photo", is read out to people who do not see the picture, and it
    tells them nothing. Say in a few words what the picture shows that matters here.

    Failing:

    ```content/images/map.svg
    <svg xmlns="http://www.w3.org/2000/svg"/>
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: "![map.svg](images/map.svg)"
    ```

    Passing:

    ```content/images/map.svg
    <svg xmlns="http://www.w3.org/2000/svg"/>
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: "![Two bus stops by the library](images/map.svg)"
    ```
    """
    for each in links(course, pictures=True):
        if _FILE_NAME.fullmatch(each.label) or _plain(each.label) in _NO_WORDS:
            message = f"{quoted(each.label)} does not say what the picture shows"
            yield each.text.fault(message, each.start, each.end, "say what matters in it, in a few words")


@check("X102", Severity.ADVICE)
def words_for_a_picture(course: Course) -> Iterator[Fault]:
    """Words in place of a picture that could be better.

    Those who do not see a picture know that there is one, so "image of" is said twice. More than 150
    characters are hard to listen to: put the rest into the text, where everybody can read it. Words that
    stand beside the picture already are heard twice. Leave it alone where the length is needed.

    Failing:

    ```content/images/map.svg
    <svg xmlns="http://www.w3.org/2000/svg"/>
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: "![Image of two bus stops](images/map.svg)"
    ```

    Passing:

    ```content/images/map.svg
    <svg xmlns="http://www.w3.org/2000/svg"/>
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: "![Two bus stops by the library](images/map.svg)"
    ```
    """
    for each in links(course, pictures=True):
        beside = each.text.text[: each.start] + each.text.text[each.end :]
        if opening := _PICTURE_OF.match(each.label):
            start = each.text.text.index(opening[0], each.start)
            yield each.text.fault(f"'{opening[0]}' says twice that this is a picture", start, start + len(opening[0]),
                                  "start with what it shows")  # fmt: skip
        elif len(each.label) > MOST_ALT:
            message = f"{len(each.label)} characters stand in for this picture; {MOST_ALT} are the most to listen to"
            yield each.text.fault(message, each.start, each.end, "put what is long into the text")
        elif len(each.label.split()) > 2 and each.label.lower() in beside.lower():
            yield each.text.fault("the text beside the picture says the same", each.start, each.end,
                                  "say what the text does not, or leave the text out")  # fmt: skip


@check("X107", Severity.WARNING)
def link_without_words(course: Course) -> Iterator[Fault]:
    """A link whose words do not say where it leads.

    Many people jump from link to link, with a screen reader or by eye. "Here" and "read more" tell them
    nothing, and on paper nothing at all. Let the link's words name what is at its end.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: For the guidance, [click here](https://example.org/).
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [the guidance on outcomes](https://example.org/).
    ```
    """
    for each in links(course):
        if _plain(each.label) in _SAYS_NOTHING:
            message = f"{quoted(each.label)} does not say where this link leads"
            yield each.text.fault(message, each.start, each.end, "name what is at its end")


@check("X108", Severity.ADVICE)
def address_as_words(course: Course) -> Iterator[Fault]:
    """A link that is shown as its address.

    A screen reader spells the address out, and a reader cannot tell what is there. Give the link words. Leave
    it alone where the address itself is what matters, such as one to type from a sheet of paper.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See <https://example.org/guidance/42>.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [the guidance on outcomes](https://example.org/guidance/42).
    ```
    """
    hint = "write [words](address), where the words say what is there"
    for each in links(course):
        if each.label.lower().startswith(("http://", "https://", "www.")):
            yield each.text.fault("this link is shown as its address", each.start, each.end, hint)
    for text in texts(course):
        if text.markdown and "<http" in text.text:
            for match in re.finditer(r"(?<![(`])(?<!\]: )<(https?://[^\s<>]+)>(?!`)", text.text):
                yield text.fault("this link is shown as its address", *match.span(1), hint)


@check("X109", Severity.ADVICE)
def same_words_two_places(course: Course) -> Iterator[Fault]:
    """Two links with the same words that lead to different places.

    Who hears a list of a page's links cannot tell them apart. Say more in one of them. Leave it alone where
    both places are the same thing to a reader, such as two copies of a form. On the page of a module all links
    are compared, elsewhere those of one text.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [the guidance](https://example.org/1) and [the guidance](https://example.org/2).
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [guidance for carers](https://example.org/1) and [guidance for staff](https://example.org/2).
    ```
    """
    seen: dict[tuple[object, str], str] = {}
    for each in links(course):
        words = _plain(each.label)
        if not words or words in _SAYS_NOTHING:
            continue
        page = id(each.text.place) if each.text.field == "body" else each.text
        first = seen.setdefault((page, words), each.address)
        if first.rstrip("/") != each.address.rstrip("/"):
            message = f"{quoted(each.label)} leads elsewhere before, to {quoted(first)}"
            yield each.text.fault(message, each.start, each.end, "let the words tell the two apart")


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
    for text in texts(course):
        lowered = text.masked.lower().replace("\n", " ")
        for match in _SENSES.finditer(text.masked) if any(word in lowered for word in _SIGHT) else ():
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


CHECKS: tuple[Check, ...] = (
    picture_without_words, words_for_a_picture, link_without_words, address_as_words, same_words_two_places,
    media_without_words, by_the_senses, symbol_as_word,
)  # fmt: skip
