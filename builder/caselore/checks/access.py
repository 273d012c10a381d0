"""Access: the words that stand for pictures, and those of links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.texts import CourseText, holding
from caselore.diagnostics import Severity, quoted
from caselore.frozen import frozen
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


@frozen
class Link:
    """A link or a picture in a Markdown text, and where its words stand."""

    text: CourseText
    label: str
    address: str
    start: int
    end: int


def links(course: Course, *, pictures: bool = False) -> Iterator[Link]:
    """Yield the links of a course that have words of their own, or its pictures."""
    for text in holding(course, "]("):
        if text.markdown:
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
    for text in holding(course, "<http"):
        if text.markdown:
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


CHECKS: tuple[Check, ...] = (
    picture_without_words, words_for_a_picture, link_without_words, address_as_words, same_words_two_places,
)  # fmt: skip
