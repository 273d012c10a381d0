"""Turn a number and a seed into a big course of that many case studies, to measure caselore with.

    python benchmarks/generate.py 500 DIR [--questions 2500]

Beside N case studies there are N messages, about as many questions (or as many as asked for), a source for every 20 cases, and
the modules, activities, legal notes and glossary of one course. Records are as long as those of the
reference course; they link, cite and use glossary terms about as often. The words mean nothing. The
same number and seed always give the same files.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

MODULES = 6
QUIZ = 8
"""Questions in the quiz of each module."""
FINDINGS = 20
"""Findings of each source."""
LAW = 20

TERMS = (
    "personal budget", "direct payment", "support plan", "care home", "day support", "outcome", "broker",
    "assessment", "carer", "advocate", "personal assistant", "notional sum", "virtual budget", "peer support",
    "respite", "safeguarding", "eligible need", "review", "market shaping", "co-production",
    "supported living", "short stay", "resource allocation", "user-led organisation", "community nurse",
    "well-being", "independent living", "managed account", "payment card", "circle of support",
)  # fmt: skip
PEOPLE = (
    "a woman in her 80s", "her daughter", "a man of 42", "two sisters", "the worker", "his neighbour", "the team",
)  # fmt: skip
THINGS = (
    "a choir", "the market", "an allotment", "a cooked lunch", "swimming", "the library", "a shared lift", "tea",
)  # fmt: skip
PLACES = ("a small town", "the coast", "a new estate", "two villages", "the city", "a market town", "the valley")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRAMES = (
    "On {day} {who} went to {thing} with somebody they had chosen",
    "The {term} was written down in words that {who} would use",
    "Nobody had asked {who} what a good {day} would look like",
    "In {place} there was {thing}, and little else that suited",
    "The plan named {thing} as one way to see people each week",
    "{Who} asked whether the {term} could pay for {thing}",
    "It took three talks before {who} said what mattered most",
    "The team in {place} had not agreed how to read the rule on a {term}",
    "What it would cost was set beside what it would change for {who}",
    "{Who} did not want a service, and said so more than once",
    "A worker wrote the {term} first and asked about {thing} later",
    "Some of those who took part said that a {term} came too late to help",
    "For {who} the hard part was finding help on a {day}",
    "There was a lift to {thing} from {place}, but only on a {day}",
    "The record does not say what {who} thought of the {term}",
    "After six weeks {who} and the worker looked at the plan together",
    "Somebody from {place} offered to share {thing} with {who}",
    "The letter about the {term} was hard to read, and came on a {day}",
    "Two people in {place} put part of their money together for {thing}",
    "{Who} kept the same hours and changed what was done in them",
)
FOLLOWING = (
    "It may not be so elsewhere.", "That was one view.", "Others saw it in another way.", "So it was tried.",
    "This is where the talk began.", "The plan was changed to say so.",
)  # fmt: skip

Keys = dict[str, Any]


class Words:
    """Makes text of a wanted length from a seeded random generator."""

    def __init__(self, rng: random.Random, codes: Sequence[str], cases: int) -> None:
        self.rng = rng
        self.codes = codes
        """The findings that texts may cite."""
        self.cases = cases

    def phrase(self, frame: str) -> str:
        """Return a frame with its places filled in."""
        pick, who = self.rng.choice, self.rng.choice(PEOPLE)
        made = frame.format(
            who=who, Who=who[0].upper() + who[1:], thing=pick(THINGS), place=pick(PLACES), day=pick(DAYS),
            term=pick(TERMS),
        )  # fmt: skip
        return re.sub(r"\ba (?=[aeiou])", "an ", made)

    def phrases(self, count: int) -> list[str]:
        """Return short texts that differ from each other."""
        return [self.phrase(frame) for frame in self.rng.sample(FRAMES, count)]

    def text(self, words: int, *, cites: bool = False) -> str:
        """Return a text of at most so many words, but one sentence at the least; some cite a finding."""
        made: list[str] = []
        left = words
        while True:
            sentence = self.phrase(self.rng.choice(FRAMES))
            if made and len(sentence.split()) > left:
                return " ".join(made)
            left -= len(sentence.split())
            made.append(f"{self._marked(sentence, cites=cites)}.")
            if left >= 6 and self.rng.random() < 0.3:
                made.append(self.rng.choice(FOLLOWING))
                left -= 6

    def _marked(self, sentence: str, *, cites: bool) -> str:
        chance = self.rng.random()
        if cites and chance < 0.35:
            return f"{sentence} [@{'; @'.join(self.rng.sample(self.codes, self.rng.choice((1, 1, 2))))}]"
        if cites and chance < 0.38:
            return f"{sentence}: see [the note](#{self.laws(1)[0]})"
        if chance > 0.96:
            first, rest = sentence.split(" ", 1)
            return f"**{first}** {rest}"
        return sentence

    def evidence(self, count: int) -> list[Keys]:
        """Return pointers to findings, the first of them direct."""
        first, *others = self.rng.sample(self.codes, count)
        return [{"finding": first}, *({"finding": code, "supports": "context"} for code in others)]

    def laws(self, count: int) -> list[str]:
        """Return the ids of some legal notes."""
        return [f"law-{number + 1:02}" for number in self.rng.sample(range(LAW), count)]

    def messages(self, count: int) -> list[str]:
        """Return the ids of some messages."""
        chosen = self.rng.sample(range(self.cases), min(count, self.cases))
        return [f"message-{number + 1:04}" for number in chosen]

    def outcome(self) -> str:
        """Return the id of a learning outcome."""
        return f"outcome-{self.rng.randrange(MODULES) + 1}-{self.rng.randrange(3) + 1}"


def course_files(cases: int, seed: int = 1, questions: int = 0) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a course with so many case studies, and questions at the least."""
    sources = range(1, max(3, cases // 20) + 1)
    codes = [f"G{source:03}-{number:02}" for source in sources for number in range(1, FINDINGS + 1)]
    words = Words(random.Random(seed), codes, cases)
    yield (
        "mkdocs.yml",
        (
            "site_name: A generated course\nsite_url: https://example.org/generated/\ndocs_dir: content\n"
            "theme:\n  name: material\n  language: en\nplugins:\n  - search\n  - caselore\n"
        ),
    )
    yield "content/course.yml", _yaml(_course(words))
    reading = [
        {"id": f"reading-{number}", "title": f"Paper {number}", "where": "A shelf", "why": "It is short."}
        for number in (1, 2)
    ]
    yield "content/reading.yml", _yaml(reading)
    yield "content/glossary.yml", _yaml([_term(words, number, term) for number, term in enumerate(TERMS, 1)])
    for number in sources:
        yield f"content/sources/source-{number:03}.yml", _yaml(_source(words, number))
        yield f"content/figures/figure-{number:03}.yml", _yaml(_figure(number))
    for number in range(1, LAW + 1):
        yield f"content/law/law-{number:02}.yml", _yaml(_law(words, number))
    for number in range(1, cases + 1):
        yield f"content/messages/message-{number:04}.yml", _yaml(_message(words, number))
        yield f"case_studies/case-{number:04}.yml", _yaml(_case(words, number))
        for each in range((number * 2 // 3) % 3):  # none, one or two; one on average
            made = _question(words, TYPES[(number + each - 3) % len(TYPES)], case=f"case-{number:04}")
            yield f"content/questions/about-{number:04}-{each + 1}.yml", _yaml(made)
    for number in range(1, MODULES + 1):
        yield from _module_files(words, number)
    there = MODULES * QUIZ + sum((number * 2 // 3) % 3 for number in range(1, cases + 1))
    for number in range(1, questions - there + 1):
        made = _question(words, TYPES[number % len(TYPES)], case=f"case-{number % cases + 1:04}")
        yield f"content/questions/more-{number:05}.yml", _yaml(made)


def _course(words: Words) -> Keys:
    return {
        "schema_version": 1, "id": "generated", "title": "A generated course", "summary": words.text(50),
        "audience": words.phrases(3), "version": "1.0", "updated": "2026-11-22",
        "about": words.text(120, cites=True), "known_gaps": words.phrases(4), "pass_mark": 60,
    }  # fmt: skip


def _term(words: Words, number: int, term: str) -> Keys:
    return {
        "id": f"term-{number:02}", "term": term, "aliases": [f"{term}s"], "plain": words.text(20),
        "fuller": words.text(30, cites=True), "evidence": words.evidence(1),
    }  # fmt: skip


def _source(words: Words, number: int) -> Keys:
    findings = [
        {"id": f"G{number:03}-{each:02}", "statement": words.text(30), "locator": f"line {each}", "said_by": "Staff"}
        for each in range(1, FINDINGS + 1)
    ]
    return {
        "title": f"Report {number}: {words.phrase(FRAMES[3])}", "short": f"Report {number}", "kind": "research",
        "authors": ["Writer A", "Writer B"], "publisher": "A publisher", "published": "2011-02",
        "about": words.text(40), "method": words.text(25), "sample": words.text(20), "limits": words.phrases(4),
        "nations": ["england"], "licence": "all-rights-reserved", "cautions": words.phrases(2),
        "findings": findings,
    }  # fmt: skip


def _figure(number: int) -> Keys:
    return {
        "title": f"People of report {number}", "source": f"source-{number:03}", "unit": "people",
        "evidence": [{"finding": f"G{number:03}-01"}],
        "values": [
            {"id": "asked", "label": "People asked", "value": 400},
            {"id": "answered", "label": "People who answered", "value": number},
        ],
        "derived": [
            {
                "label": "Did not answer", "kind": "difference", "of": ["asked", "answered"],
                "value": 400 - number,
            }
        ],
        "does_not_prove": ["Anything about those who were not asked."],
    }  # fmt: skip


def _law(words: Words, number: int) -> Keys:
    return {
        "title": f"Point of law {number}", "then": words.text(25, cites=True), "then_when": "2011",
        "now": words.text(35), "do": words.text(15), "nation": "england", "standing": "in-force",
        "citations": [{"act": "An Act", "provision": f"section {number}", "url": f"https://example.org/{number}"}],
        "confidence": "primary", "confidence_note": words.text(15), "evidence": words.evidence(2),
    }  # fmt: skip


def _message(words: Words, number: int) -> Keys:
    pick = words.rng.choice
    return {
        "order": number,
        "message": f"Ask about {pick(THINGS)} before you write the {pick(TERMS)} down, each {pick(DAYS)}",
        "audience": ["practitioner", "provider"],
        "stage": pick(("information", "assessment", "allocation", "planning", "set-up", "managing", "review")),
        "why": words.text(45, cites=True), "how": words.phrases(4), "looks_like": words.text(25),
        "not_this": words.text(15), "groups": ["Older people"], "evidence": words.evidence(3),
        "strength": "single-study", "caveat": words.text(35), "then_now": words.laws(2),
        "outcomes": [words.outcome()], "reflection": "What did you ask last week, and what did you not ask?",
    }  # fmt: skip


def _case(words: Words, number: int) -> Keys:
    pick = words.rng.choice
    return {
        "title": f"{pick(THINGS).title()} on a {pick(DAYS)}, {number}", "provenance": "fictional",
        "purpose": words.text(20), "told_by": words.text(25), "gathered_how": words.text(20, cites=True),
        "when": "Reported in 2011", "setting": pick(PLACES).capitalize(), "can_show": words.phrases(3),
        "cannot_show": words.phrases(4),
        "people": [
            {"label": "The person", "role": "Budget holder", "group": pick(("Older people", "Mental health"))},
            {"label": "A relative", "role": "Carer", "group": "Carers"},
        ],
        "what_mattered": words.phrase(FRAMES[4]), "summary": words.text(40),
        "story": [
            {"heading": heading, "text": words.text(60, cites=True)} for heading in ("Before", "What was asked")
        ],
        "decision_point": {
            "after": "What was asked", "situation": f"Suppose this. {words.text(35)}",
            "question": "What is the soundest first step?", **_weighed(words),
            "rationale": words.text(60, cites=True), "notes": words.phrases(4), "evidence": words.evidence(3),
        },
        "what_happened": words.text(60, cites=True), "around": words.text(70, cites=True),
        "changes": [
            {"who": who, "what": words.text(20), "evidence": words.evidence(1)}
            for who in ("The person", "A relative", "The council")
        ],
        "money": {"how_held": pick(("direct-payment", "mixed", "not-known")), "bought": words.phrase(FRAMES[3])},
        "tensions": words.phrases(4), "not_known": words.phrases(5), "then_now": words.laws(3),
        "then_now_note": words.text(50), "everyday_or_unusual": pick(("everyday", "unusual")),
        "outcome_tone": pick(("good", "mixed", "poor")), "messages": words.messages(4),
        "content_note": words.text(12), "editorial_note": words.text(30), "evidence": words.evidence(5),
    }  # fmt: skip


def _question(words: Words, kind: str, *, case: str = "") -> Keys:
    return {
        "type": kind, **({"case": case} if case else {}), "scenario": f"Fictional. {words.text(25)}",
        "stem": "Which of these holds here?", "outcome": words.outcome(), "bloom": "apply", "difficulty": 2,
        "messages": words.messages(2), "evidence": words.evidence(2), **OWN_KEYS[kind](words),
        "rationale": words.text(45, cites=True), "hints": [words.text(12)],
    }  # fmt: skip


def _options(words: Words, correct: str = "b") -> list[Keys]:
    return [
        {"id": name, "text": text, "correct": name in correct, "feedback": words.text(35, cites=True)}
        for name, text in zip("abc", words.phrases(3), strict=True)
    ]


def _weighed(words: Words) -> Keys:
    made = [
        {"id": name, "text": text, "weight": weight, "feedback": words.text(35, cites=True)}
        for name, weight, text in zip(("talk", "ring", "visit", "wait"), (2, 1, 1, 0), words.phrases(4), strict=True)
    ]
    return {"options": made}


def _true_false_why(words: Words) -> Keys:
    return {
        "answer": False, "feedback_true": words.text(25), "feedback_false": words.text(25, cites=True),
        "reasons": _options(words),
    }  # fmt: skip


def _match(words: Words) -> Keys:
    texts = words.phrases(9)
    pairs = [
        {"id": name, "left": left, "right": right, "feedback": words.text(15, cites=True)}
        for name, left, right in zip("abcd", texts[:4], texts[4:8], strict=True)
    ]
    return {"pairs": pairs, "distractors": texts[8:]}


def _order(words: Words) -> Keys:
    steps = zip(("settle", "write", "test", "arrange", "review"), words.phrases(5), strict=True)
    return {"items": [{"id": name, "text": text, "feedback": words.text(15)} for name, text in steps]}


def _categorise(words: Words) -> Keys:
    items = [
        {"id": name, "text": text, "category": "both" if name in "ad" else "older", "feedback": words.text(15)}
        for name, text in zip("abcde", words.phrases(5), strict=True)
    ]
    categories = [{"id": "older", "title": "Older people"}, {"id": "both", "title": "Both groups"}]
    return {"categories": categories, "items": items}


def _numeric(words: Words) -> Keys:
    return {
        "answer": 30, "unit": "pounds", "working": words.text(20), "feedback_right": words.text(15),
        "feedback_wrong": words.text(20),
    }  # fmt: skip


def _gap(words: Words) -> Keys:
    chosen = {"id": "what", "accept": ["outcome"], "options": ["outcome", "service", "price"]}
    typed = {"id": "whose", "accept": ["theirs", "the person's"]}
    said = [{"feedback_right": words.text(10), "feedback_wrong": words.text(15)} for _ in range(2)]
    return {
        "text": "The test is the agreed {what}, and the words are {whose}.",
        "gaps": [chosen | said[0], typed | said[1]],
    }


def _then_now(words: Words) -> Keys:
    return {
        "as_of": "2026-11-22", "nation": "england", "statement": words.text(15), "true_then": False,
        "true_now": True, "note": words.laws(1)[0], "feedback_then": words.text(20),
        "feedback_now": words.text(20, cites=True),
    }  # fmt: skip


OWN_KEYS: dict[str, Callable[[Words], Keys]] = {
    "single": lambda words: {"options": _options(words)},
    "multi": lambda words: {"options": _options(words, "bc"), "choose": 2, "scoring": "per-option"},
    "true_false_why": _true_false_why,
    "best_first_step": _weighed,
    "match": _match,
    "order": _order,
    "categorise": _categorise,
    "numeric": _numeric,
    "gap": _gap,
    "short_answer": lambda words: {"model_answer": words.text(20)},
    "then_now": _then_now,
    "confidence": lambda words: {"options": _options(words)},
    "reflect": lambda words: {"model_points": words.phrases(3)},
}
"""For each question type, the keys that only it has."""
TYPES = tuple(OWN_KEYS)


def _module_files(words: Words, number: int) -> Iterator[tuple[str, str]]:
    asked = [f"check-{number}-{each}" for each in range(1, QUIZ + 1)]
    for each, name in enumerate(asked):
        kind = TYPES[(number * QUIZ + each) % (len(TYPES) - 1)]  # all but reflect
        made = _question(words, kind) | {"outcome": f"outcome-{number}-{each % 3 + 1}"}
        yield f"content/questions/{name}.yml", _yaml(made)
    quiz = {"title": f"Check yourself {number}", "intro": words.text(20), "questions": asked}
    yield f"content/quizzes/quiz-{number}.yml", _yaml(quiz)
    yield f"content/activities/activity-{number}.yml", _yaml(_activity(words, number))
    outcomes = [
        {"id": f"outcome-{number}-{each}", "statement": f"Use point {each} of part {number}", "bloom": "apply"}
        for each in range(1, 4)
    ]
    front = {
        "title": f"Module {number}", "order": number, "summary": words.text(35),
        "duration_min": {"self_study": 50, "workshop": 70}, "outcomes": outcomes,
        "facilitator": {
            "prep": words.phrases(4), "script": words.text(60), "cut_down": words.text(30),
            "misconceptions": [
                {"belief": words.text(12), "answer": words.text(25, cites=True)} for _ in range(3)
            ],
        },
        "supervision_prompt": "Which plan of this year would you write in another way today?",
    }  # fmt: skip
    yield f"content/sessions/session-{number}.yml", _yaml(_session(number))
    yield f"content/modules/module-{number}.md", f"---\n{_yaml(front)}---\n\n{_body(words, number)}"


def _session(number: int) -> Keys:
    return {
        "title": f"Session {number}", "start": "9.30", "minutes": 60, "audience": ["Everybody"],
        "purpose": "To try what the module says, and to talk it over.",
        "parts": [
            {"minutes": 30, "module": f"module-{number}"},
            {"minutes": 20, "activity": f"activity-{number}"},
            {"minutes": 10, "quiz": f"quiz-{number}", "sheets": ["action-plan"]},
        ],
    }  # fmt: skip


def _activity(words: Words, number: int) -> Keys:
    return {
        "title": f"Activity {number}", "type": "sort", "time_min": 20, "group": "threes", "aim": words.text(20),
        "alone": words.text(40), "outcomes": [f"outcome-{number}-{each}" for each in range(1, 4)], "materials": words.phrases(2),
        "steps": [{"min": 10, "do": words.text(25), "say": words.text(25)} for _ in range(2)],
        "prompts": words.phrases(4), "listen_for": words.phrases(4), "likely_answers": words.phrases(3),
        "debrief": words.text(40, cites=True), "adaptations": words.phrases(3), "evidence": words.evidence(2),
    }  # fmt: skip


def _body(words: Words, number: int) -> str:
    """Return the Markdown of a module: prose under headings, lists, and one of each directive."""
    parts = []
    for each in range(1, 9):
        bullets = "\n".join(f"- {words.text(20, cites=True)}" for _ in range(3))
        parts += [f"## Part {each} of {number}", *(words.text(60, cites=True) for _ in range(3)), bullets]
    chosen = sorted({(number * 7 + each) % words.cases + 1 for each in range(4)})
    parts += [f":::{{case-study}} case-{each:04}\n:::" for each in chosen[:2]]
    parts += [
        f":::{{facilitator}}\n**Listen for** this. {words.text(30)}\n:::",
        f":::{{message}} {' '.join(f'message-{each:04}' for each in chosen)}\n:::",
        f":::{{then-now}} {' '.join(words.laws(3))}\n:::",
        f":::{{activity}} activity-{number}\n:::",
        f":::{{quiz}} quiz-{number}\n:::",
        f":::{{reflect}} my-next-step-{number}\nWhat will you try, and how will you know?\n:::",
    ]
    return "\n\n".join(parts) + "\n"


def _yaml(value: Keys | list[Any], indent: int = 0) -> str:
    """Turn plain values into YAML as an author would lay it out, long texts folded."""
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{key}:{_value(each, indent)}" for key, each in value.items())
    return "".join(f"{pad}-{_item(each, indent)}" for each in value)


def _value(value: Any, indent: int) -> str:
    if isinstance(value, dict | list):
        return f"\n{_yaml(value, indent + 2)}"
    return _scalar(value, indent + 2)


def _item(value: Any, indent: int) -> str:
    return f" {_yaml(value, indent + 2).lstrip()}" if isinstance(value, dict) else _scalar(value, indent + 2)


def _scalar(value: object, indent: int) -> str:
    if not isinstance(value, str):
        return f" {json.dumps(value)}\n"
    if len(value) > 90:
        lines = textwrap.wrap(value, 120 - indent, break_long_words=False, break_on_hyphens=False)
        return " >-\n" + "".join(f"{' ' * indent}{line}\n" for line in lines)
    is_plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ,.'()-]*", value)
    return f" {value if is_plain else json.dumps(value)}\n"


def write_course(cases: int, folder: Path, seed: int = 1, questions: int = 0) -> int:
    """Write a course into a folder; return how many bytes it has."""
    size = 0
    for path, text in course_files(cases, seed, questions):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        size += place.write_bytes(text.encode())
    return size


def main() -> None:
    """Write a course as the command line says."""
    parser = argparse.ArgumentParser(description="Write a big course to measure caselore with.")
    parser.add_argument("cases", type=int, help="how many case studies")
    parser.add_argument("folder", type=Path, help="where to put it: a folder that is new or empty")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=0, help="how many questions at the least")
    given = parser.parse_args()
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    size = write_course(given.cases, given.folder, given.seed, given.questions)
    print(f"{given.cases} case studies, {size / 1e6:.1f} MB in {given.folder}")


if __name__ == "__main__":
    main()
