"""Stories: nothing added to what was published, nobody real in what was made up, and a fair mix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from caselore.checks.check import Check, Fault, check, shared
from caselore.checks.texts import CourseText, texts
from caselore.diagnostics import Severity, quoted
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.fields import Markdown, Ref
from caselore.model.walk import marked
from caselore.prose import CITATION, CODE

_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = {word: str(number) for number, word in enumerate(_NUMBERS.split(), 2)} | {k: str(v) for k, v in _TENS.items()}
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?:\d[\d,]*(?:\.\d+)?|{'|'.join(NUMBERS)})(?=s?(?![\w-])(?! things\b))", re.IGNORECASE
)

_TELLING = frozenset({"summary", "story", "what_happened", "changes", "age_band", "amount"})
"""Fields of a published story that may say nothing its source does not."""


@check("S611", Severity.ADVICE)
def all_end_well(course: Course) -> Iterator[Fault]:
    """Every story ends well.

    People learn from what did not work, and a course of successes reads like a brochure: learners
    whose own cases end otherwise stop believing it. Add a story with a mixed or poor outcome, if only
    a fictional one. While the course has few stories, or its sources hold no other, this can be left
    alone; say so under `known_gaps`.

    Failing:

    ```in a story
    outcome_tone: good
    ```

    ```in another story
    outcome_tone: good
    ```

    Passing:

    ```in a story
    outcome_tone: good
    ```

    ```in another story
    outcome_tone: poor
    ```
    """
    cases = course.case_studies
    if len(cases) > 1 and all(case.outcome_tone == "good" for case in cases):
        message = f"all {len(cases)} case studies end well"
        hint = "add one with a mixed or poor outcome, or say why not under known_gaps"
        yield Fault(place=course.info.place, keys=("title",), message=message, hint=hint)


@check("S612", Severity.ADVICE)
def one_sided(course: Course) -> Iterator[Fault]:
    """Stories that all show the same.

    Each of them is unusual, or shows the same group of people, or the same way of holding the money.
    Stories tend towards the striking; learners need to see ordinary days, and people like those they
    work with. In a course about one group, or one way, this can be left alone. The page "State of the
    course" in the facilitator's edition shows the mix.

    Failing:

    ```in a story
    everyday_or_unusual: unusual
    ```

    ```in another story
    everyday_or_unusual: unusual
    ```

    Passing:

    ```in a story
    everyday_or_unusual: unusual
    ```

    ```in another story
    everyday_or_unusual: everyday
    ```
    """
    cases = course.case_studies
    if len(cases) > 1 and all(case.everyday_or_unusual == "unusual" for case in cases):
        yield _mix(course, f"all {len(cases)} case studies are unusual ones", "add an everyday one")
    if len(cases) < 4:
        return
    groups = {person.group for case in cases for person in case.people if person.group}
    if len(groups) == 1:
        yield _mix(course, f"everybody in {len(cases)} case studies is of one group", "show others too")
    held = {case.money.how_held for case in cases}
    if len(held) == 1:
        said = "says who held the money" if held == {"not-known"} else "shows another way of holding the money"
        yield _mix(course, f"none of {len(cases)} case studies {said}", "add one that does")


def _mix(course: Course, message: str, hint: str) -> Fault:
    return Fault(place=course.info.place, keys=("title",), message=message, hint=hint)


@check("S613", Severity.WARNING)
def added_number(course: Course) -> Iterator[Fault]:
    """A number in a published story that its findings do not give.

    A published story is retold with nothing added. This number (an age, a sum, how often, how many)
    stands in none of the findings that the case cites. Either the finding that gives it is not cited,
    or somebody filled a gap, and learners would take it for what happened to a real person. How
    many "things" the text itself is about to list does not count.

    Failing:

    ```in a story
    provenance: published
    credit: An example of a source
    what_happened: Within 14 days a neighbour hung a lighter gate.
    ```

    Passing:

    ```in a story
    provenance: published
    credit: An example of a source
    what_happened: A neighbour hung a lighter gate.
    ```
    """
    yield from _added(course, _numbers)


def _numbers(text: CourseText, known: Known) -> Iterator[Fault]:
    found = list(_NUMBER.finditer(text.masked))
    said = known() if found else None
    for match in found if said is not None else ():
        if _plain(match[0]) not in _numbers_in(said or ""):
            message = f"{quoted(match[0])} stands in no finding that this story cites"
            yield text.fault(message, *match.span(), "cite the finding that says so, or leave it out")


@lru_cache(maxsize=16)
def _numbers_in(said: str) -> frozenset[str]:
    return frozenset(_plain(match[0]) for match in _NUMBER.finditer(said))


def _plain(number: str) -> str:
    return NUMBERS.get(number.lower(), number.replace(",", "").rstrip("."))


@check("S614", Severity.ADVICE)
def added_speech(course: Course) -> Iterator[Fault]:
    """Quoted words in a published story that its findings do not hold.

    Nobody may be made to say what they did not say. If the source has these words, quote them in the
    finding too, so that the next reader can see it; if it does not, report what was said in your own
    words. Words that are quoted as words, not as speech, can be left alone.

    Failing:

    ```in a story
    provenance: published
    credit: An example of a source
    what_happened: 'She said: "Now I am free again."'
    ```

    Passing:

    ```in a story
    provenance: published
    credit: An example of a source
    what_happened: She said that she felt free.
    ```
    """
    yield from _added(course, _speech)


def _speech(text: CourseText, known: Known) -> Iterator[Fault]:
    for start, end in text.quotations:
        words = re.findall(r"\w+", text.masked[start:end].lower())
        said = known() if len(words) > 2 else None
        if said is not None and f" {' '.join(words)} " not in _heard(said):
            message = "no finding that this story cites holds these words"
            yield text.fault(message, start, end, "quote them in the finding, or report them in your own words")


@lru_cache(maxsize=16)
def _heard(said: str) -> str:
    words = " ".join(re.findall(r"\w+", said.lower()))
    return f" {words} "


Known = Callable[[], str | None]
"""Gives what the findings of a story say; asked only where something is to be compared."""


def _added(course: Course, look: Callable[[CourseText, Known], Iterator[Fault]]) -> Iterator[Fault]:
    """Look into what the published stories tell, beside what their findings say."""
    for text in texts(course):
        case = text.record
        if isinstance(case, CaseStudy) and case.provenance == "published" and not _TELLING.isdisjoint(text.keys):
            yield from look(text, partial(_kept, course, case))


def _kept(course: Course, case: CaseStudy) -> str | None:
    known = _all_known(course)
    if id(case) not in known:
        known[id(case)] = _known(course, case)
    return known[id(case)]


@shared()
def _all_known(course: Course) -> dict[int, str | None]:
    """Return a place to keep what was worked out for each story of a course."""
    return {}


def _known(course: Course, case: CaseStudy) -> str | None:
    """Return all that the findings a story cites say, and what is said of their sources; None if one is not there."""
    codes = {name for _, ref, name in marked(case, Ref) if ref.kind == "finding"}
    for _, _, text in marked(case, Markdown):
        codes.update(code for match in CITATION.finditer(text) for code in CODE.findall(match[1]))
    if not codes <= course.findings.keys():
        return None
    found = [course.findings[code] for code in sorted(codes)]
    said = [finding.statement for _, finding in found]
    for source in {source.id: source for source, _ in found}.values():
        said += [source.title, source.about, source.sample or "", source.method or "", source.published]
    return "\n".join(said)


@check("S615", Severity.WARNING)
def not_supposed(course: Course) -> Iterator[Fault]:
    """A decision in a published story that is not marked as supposed.

    What a worker faces at the decision point is hardly ever in the source. Where it goes beyond, it
    starts with "Suppose" (or "Imagine"), so that nobody takes our exercise for what happened to a real
    person. A situation that only repeats the source cites it.

    Failing:

    ```in a story
    provenance: published
    credit: An example of a source
    decision_point:
      after: Behind the house
      situation: She rings you about a gardener.
      question: What do you do first?
      options:
        - id: see
          text: Look at the gate with her
          weight: 2
          feedback: Soundest. You learn what she can still do.
        - id: hire
          text: Find somebody to dig for her
          weight: 1
          feedback: Defensible. It is what she rang about.
      rationale: A lighter gate may be all that is missing.
    ```

    Passing:

    ```in a story
    provenance: published
    credit: An example of a source
    decision_point:
      after: Behind the house
      situation: Suppose she rings you about a gardener.
      question: What do you do first?
      options:
        - id: see
          text: Look at the gate with her
          weight: 2
          feedback: Soundest. You learn what she can still do.
        - id: hire
          text: Find somebody to dig for her
          weight: 1
          feedback: Defensible. It is what she rang about.
      rationale: A lighter gate may be all that is missing.
    ```
    """
    for case in course.case_studies:
        said = case.decision_point.situation
        if case.provenance == "published" and not re.search(r"\b(?:suppos|imagin)\w*|\[@", said, re.IGNORECASE):
            hint = "start with 'Suppose', or cite the finding that says so"
            message = "this neither says 'Suppose' nor cites its source"
            yield Fault(place=case.place, keys=("decision_point", "situation"), message=message, hint=hint)


@check("S616", Severity.WARNING)
def real_in_fiction(course: Course) -> Iterator[Fault]:
    """A made-up story with somebody real in it.

    A composite or fictional story has nobody to credit, and no name in it was published: with
    `credit` or `named: true` readers would take it for somebody's life. If it is, its provenance is
    published or consented, and needs what those need.

    Failing:

    ```in a story
    provenance: fictional
    people:
      - label: Rosalind
        role: Budget holder
        named: true
    ```

    Passing:

    ```in a story
    provenance: fictional
    people:
      - label: Rosalind
        role: Budget holder
    ```
    """
    for case in course.case_studies:
        if case.provenance not in ("composite", "fictional"):
            continue
        if case.credit:
            message = f"a {case.provenance} story has nobody to credit"
            hint = "take the credit out, or say where the story really comes from"
            yield Fault(place=case.place, keys=("credit",), message=message, hint=hint)
        for number, person in enumerate(case.people):
            if person.named:
                message = f"no name in a {case.provenance} story was published"
                hint = "take this out; an invented name needs no mark"
                yield Fault(place=case.place, keys=("people", number, "named"), message=message, hint=hint)


@check("S617", Severity.ADVICE, release=Severity.ERROR)
def stories_unreviewed(course: Course) -> Iterator[Fault]:
    """Stories that nobody has reviewed.

    Somebody other than the author should have read each story against its source: is it told fairly,
    is anything added, could anybody be known by it? Their name or role goes under `reviewed_by` in the
    story's file. While the stories are being written this can be left alone; before staff see the
    course it cannot.

    Failing:

    ```in a story
    reviewed_by: []
    ```

    ```in course.yml
    rules:
      - rule: S617
        severity: warning
        reason: Staff see the course.
    ```

    Passing:

    ```in a story
    reviewed_by: [A carer]
    ```

    ```in another story
    reviewed_by: [Head of training]
    ```

    ```in course.yml
    rules:
      - rule: S617
        severity: warning
        reason: Staff see the course.
    ```
    """
    names = [case.id for case in course.case_studies if not case.reviewed_by]
    if names:
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        count = len(course.case_studies)
        which = "the one case study" if count == 1 else f"{len(names)} of {count} case studies"
        message = f"nobody has reviewed {which}: {', '.join(names[:5])}{more}"
        hint = "once somebody has, name them under reviewed_by in the story's file"
        yield Fault(place=course.info.place, keys=("title",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (
    all_end_well, one_sided, added_number, added_speech, not_supposed, real_in_fiction, stories_unreviewed,
)  # fmt: skip
