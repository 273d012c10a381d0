"""Law in use: what notes say of their rule, and what messages, stories and pages make of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check, shared
from caselore.checks.law import leaning
from caselore.checks.law_keys import keyed
from caselore.checks.texts import texts
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course
from caselore.model.legal_note import LegalNote
from caselore.model.record import Record

NATIONS = {
    "england": ("England",),
    "wales": ("Wales", "Welsh"),
    "scotland": ("Scotland", "Scottish", "Scots"),
    "northern-ireland": ("Northern Ireland",),
    "uk": ("United Kingdom", "UK"),
}
"""How a text can say whose law it speaks of."""

SAID = {
    "prospective": r"not yet|not (?:been )?(?:in force|begun|started)|will|would|from|once|until|due|draft|bill|"
    r"propos\w+|plann?\w*|expect\w*|delay\w*|postpon\w*|intend\w*|coming",
    "historic": r"no longer|no more|ended?|ends|abolish\w*|replac\w+|repeal\w*|revok\w+|lapsed?|stopp?\w*|closed?|"
    r"clos\w+|was|were|used to|until|gone|histor\w+|withdrawn|superseded|never|dropped|scrapped|former\w*",
    "changing": r"chang\w+|amend\w*|reform\w*|new|not yet|will|until|from|bill|review\w*|moving|stages?|parts?|"
    r"phas\w+|propos\w+|due|being|still|so far|since|later",
}
"""Words by which a note can say that what it tells is not simply in force."""

_PROVISION = re.compile(
    r"\b(?:ss?|sections?|regs?|regulations?|arts?|articles?|paras?|paragraphs?|parts?|sch|schedules?|chapters?|"
    r"rules?|annex)\b\.?\s*[A-Z]?\d|\[\d{4}\]|§",
    re.IGNORECASE,
)


@check("L505", Severity.WARNING)
def standing_unsaid(course: Course) -> Iterator[Fault]:
    """A rule that is not simply in force, told as if it were.

    The note's `standing` says that the rule is not yet in force, no longer in force, or changing, and
    its `now` does not. `now` is what stands on the pages of messages, stories and modules: a learner
    would take it for the law of the day. The same goes for the `feedback_now` of a question that rests
    on the note. Words such as "not yet", "will", "no longer" or "until" are enough.

    Failing:

    ```content/law/law-example.yml
    title: An example
    then: Nobody was owed a budget.
    then_when: "2011"
    now: There is a cap on what a person pays for care.
    do: Ask what the person has been told.
    citations: [{act: Care Act 2014, provision: section 15}]
    nation: england
    standing: historic
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```

    Passing:

    ```content/law/law-example.yml
    title: An example
    then: Nobody was owed a budget.
    then_when: "2011"
    now: The cap on what a person pays for care was given up before it began.
    do: Ask what the person has been told.
    citations: [{act: Care Act 2014, provision: section 15}]
    nation: england
    standing: historic
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```
    """
    special = {note.id: note for note in course.legal_notes if note.standing != "in-force"}
    for note in special.values():
        if not _says(note.standing, note.now):
            yield _unsaid(note, note, "now")
    for question, note in keyed(course):
        said = f"{getattr(question, 'feedback_now', '')} {question.rationale}"
        taught = note.standing == "changing" or getattr(question, "true_now", False)
        if taught and note.id in special and not _says(note.standing, said):
            yield _unsaid(note, question, "feedback_now")


def _says(standing: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:{SAID[standing]})\b", text, re.IGNORECASE))


def _unsaid(note: LegalNote, record: Record, key: str) -> Fault:
    what = {"prospective": "not yet in force", "historic": "no longer in force", "changing": "changing"}[note.standing]
    whose = "the note" if note is record else f"'{note.id}'"
    hint = "say it here too, or mend the note's standing"
    return Fault(place=record.place, keys=(key,), message=f"{whose} is {what}, and this does not say so", hint=hint)


@check("L506", Severity.WARNING)
def other_nation(course: Course) -> Iterator[Fault]:
    """Another nation's law, leaned on without saying so.

    `nation` in course.yml says whose law the course teaches. Social care law differs between the
    nations of the United Kingdom, so a learner would carry a rule over the border. A record or page
    that names the other nation may lean on its law; one that does not is likely a slip.

    Failing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A local authority must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Social Services and Well-being (Wales) Act 2014, provision: section 5}]
    nation: wales
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    :::{then-now} law-example
    :::
    ```

    Passing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A local authority must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Social Services and Well-being (Wales) Act 2014, provision: section 5}]
    nation: wales
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    In Wales the words differ.

    :::{then-now} law-example
    :::
    ```
    """
    foreign = {note.id: note.nation for note in course.legal_notes if _is_foreign(course, note.nation)}
    for name, nation in foreign.items():
        for record, keys, snippet in leaning(course).get(name, ()):
            if not _names(course, record, nation):
                message = f"{quoted(name)} is law of {NATIONS[nation][0]}, and this does not name it"
                hint = "lean on a note of the course's own nation, or say whose law it is"
                yield Fault(place=record.place, keys=keys, snippet=snippet, message=message, hint=hint)
    for question in course.questions:
        if question.nation and _is_foreign(course, question.nation) and not _names(course, question, question.nation):
            message = f"this question is about the law of {NATIONS[question.nation][0]}, and its words do not say so"
            hint = "name the nation in the question"
            yield Fault(place=question.place, keys=("nation",), message=message, hint=hint)


def _is_foreign(course: Course, nation: str) -> bool:
    return nation != course.info.nation and "uk" not in (nation, course.info.nation)


@shared(4)
def _said_in(course: Course) -> dict[int, str]:
    """Return what each record says, by its identity."""
    found: dict[int, list[str]] = defaultdict(list)
    for text in texts(course):
        found[id(text.record)].append(text.text)
    return {key: "\n".join(said) for key, said in found.items()}


def _names(course: Course, record: Record, nation: str) -> bool:
    said = _said_in(course).get(id(record), "")
    return any(re.search(rf"\b{re.escape(word)}\b", said) for word in NATIONS[nation])


@check("L510", Severity.ADVICE)
def no_provision(course: Course) -> Iterator[Fault]:
    """A note on law that does not say where the rule stands.

    None of its citations has a `provision`, and its text names no section, regulation or paragraph.
    Whoever checks the note, or is asked for the rule by a family, must search a whole Act. Leave it
    alone where the point is the Act as a whole, or a policy that has no sections.

    Failing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014}]
    nation: england
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```

    Passing:

    ```content/law/law-example.yml
    title: An example
    then: Local rules differed.
    then_when: "2011"
    now: A council must promote wellbeing.
    do: Ask what wellbeing means to this person.
    citations: [{act: Care Act 2014, provision: section 1}]
    nation: england
    standing: in-force
    confidence: primary
    checked_on: 2026-11-22
    checked_by: A trainer
    ```
    """
    for note in course.legal_notes:
        said = " ".join((note.now, note.confidence_note or "", *(each.act for each in note.citations)))
        if not any(each.provision for each in note.citations) and not _PROVISION.search(said):
            message = "nothing here says in which section, regulation or paragraph the rule stands"
            hint = "write it under provision"
            yield Fault(place=note.place, keys=("citations",), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (standing_unsaid, other_nation, no_provision)
