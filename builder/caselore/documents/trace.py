"""Turn a Course into the trace of one record: what it leans on down to the sources, and what uses it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from caselore.documents.back_links import back_links, cited_in, linked_in, shown_in, texts_of
from caselore.documents.site_map import site_map
from caselore.frozen import frozen
from caselore.model.activity import Activity
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course
from caselore.model.fields import Ref
from caselore.model.figure import Figure
from caselore.model.glossary import GlossaryTerm, spelt
from caselore.model.legal_note import LegalNote
from caselore.model.module import Module
from caselore.model.practice_message import PracticeMessage
from caselore.model.question import Question, Quiz
from caselore.model.reading import FurtherReading
from caselore.model.record import Evidence, Record
from caselore.model.session import Session
from caselore.model.source import Source
from caselore.model.walk import marked
from caselore.prose import plain_text

KINDS: tuple[tuple[type[Record], str, int], ...] = (
    (Session, "session", 0),
    (Module, "module", 0),
    (Quiz, "quiz", 2),
    (Activity, "activity", 3),
    (Question, "question", 4),
    (CaseStudy, "case study", 5),
    (PracticeMessage, "message", 6),
    (GlossaryTerm, "glossary term", 6),
    (Figure, "figure", 6),
    (FurtherReading, "further reading", 6),
    (LegalNote, "legal note", 7),
    (Source, "source", 9),
)
"""What each record is called, and how far it stands from the learner: 1 is an outcome, 8 a finding."""
_OUTCOME, _FINDING = 1, 8
SAYS = "says it"
"""How a term is joined to what merely says it."""


@frozen
class Node:
    """One record, outcome or finding of a course."""

    id: str
    kind: str
    title: str
    """Plain: what it says, or is called; of a question, the line that tells it from others."""
    place: str
    """Its file; of a finding, the place in the source."""


@frozen
class Branch:
    """A node, and what lies beyond it."""

    node: Node
    note: str = ""
    """How it is joined to what stands above it, such as 'partial'."""
    beyond: tuple[Branch, ...] = ()
    repeated: bool = False
    """Whether what lies beyond it stands further up already."""


@frozen
class Trace:
    """What a node leans on, and what uses it."""

    node: Node
    leans_on: tuple[Branch, ...]
    used_by: tuple[Branch, ...]


class _Graph:
    """Every record, outcome and finding, and which points at which; edges run from learner to source."""

    def __init__(self, course: Course) -> None:
        self.nodes: dict[str, Node] = {}
        self.depth: dict[str, int] = {}
        self.notes: dict[tuple[str, str], str] = {}
        self.down: dict[str, dict[str, None]] = defaultdict(dict)
        self.up: dict[str, dict[str, None]] = defaultdict(dict)
        self._titles = site_map(course, back_links(course))
        for record in course.records():
            self._add_record(record)
        for record in course.records():
            pointed_at = list(_pointed_at(record))
            for name, note in pointed_at:
                self._join(record.id, name, note)
            self._join_linked(record, {name for name, _ in pointed_at})

    def _add_record(self, record: Record) -> None:
        kind, depth = next((kind, depth) for cls, kind, depth in KINDS if isinstance(record, cls))
        path = record.place.path if record.place else ""
        self._add(Node(record.id, kind, self._titles[record.id].title, path), depth)
        if isinstance(record, Module):
            for outcome in record.outcomes:
                self._add(Node(outcome.id, "outcome", outcome.statement, path), _OUTCOME)
                self._join(record.id, outcome.id)
        if isinstance(record, Source):
            for finding in record.findings:
                where = f"{record.id}, {finding.locator}"
                self._add(Node(finding.id, "finding", plain_text(finding.statement), where), _FINDING)
                self._join(finding.id, record.id, finding.locator)

    def _add(self, node: Node, depth: int) -> None:
        if node.id not in self.nodes:
            self.nodes[node.id] = node
            self.depth[node.id] = depth

    def _join_linked(self, record: Record, pointed_at: set[str]) -> None:
        """Join a record to what its texts alone link to, if that stands nearer to the sources.

        A message that names a module is not what the module leans on.
        """
        for name in sorted(linked_in(record) - pointed_at):
            if name in self.nodes and self.depth[record.id] < self.depth[name]:
                self._join(record.id, name, "linked")

    def _join(self, one: str, other: str, note: str = "") -> None:
        """Join two nodes, whichever points at the other; those at the same depth would go round in circles."""
        if other not in self.nodes or self.depth[one] == self.depth[other]:
            return
        upper, lower = (one, other) if self.depth[one] < self.depth[other] else (other, one)
        self.down[upper][lower] = self.up[lower][upper] = None
        if note or (upper, lower) not in self.notes:
            self.notes[upper, lower] = note


def _pointed_at(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the ids that a record points at, with how; what its evidence says of a finding comes last."""
    if isinstance(record, Source):
        return
    yield from ((name, "") for name in shown_in(record))
    yield from ((code, "cited") for code in cited_in(record))
    for keys, _, name in marked(record, Ref):
        yield name, _support(record, keys)


def _support(record: Record, keys: tuple[str | int, ...]) -> str:
    """Return how far a pointer carries, where these keys lead to one."""
    value: object = record
    for key in keys[:-1]:
        value = value[key] if isinstance(key, int) else getattr(value, key)  # type: ignore[index]
    return value.supports if isinstance(value, Evidence) else ""


@lru_cache(maxsize=1)
def _graph(course: Course) -> _Graph:
    return _Graph(course)


def names_in(course: Course) -> tuple[str, ...]:
    """Return everything that can be traced."""
    return tuple(_graph(course).nodes)


def trace(course: Course, name: str) -> Trace | None:
    """Turn an id or a finding's code into its trace; None if the course has no such thing.

    Capitals do not matter: no two ids differ in them alone.
    """
    graph = _graph(course)
    if name not in graph.nodes:
        name = next((each for each in graph.nodes if each.lower() == name.lower()), "")
    if not name:
        return None
    used_by = tuple(_branches(graph, name, graph.up, set(), downwards=False))
    record = course.by_id.get(name)
    if isinstance(record, GlossaryTerm):
        used_by += tuple(_said_in(course, record, graph))
    return Trace(graph.nodes[name], tuple(_branches(graph, name, graph.down, set(), downwards=True)), used_by)


def _said_in(course: Course, term: GlossaryTerm, graph: _Graph) -> Iterator[Branch]:
    """Yield the records whose texts say a term, which is linked to its meaning there.

    They are no part of the graph: what every page says would stand in every trace.
    """
    said = spelt((term.term, *term.aliases))
    users = graph.up.get(term.id, {})
    others = [each for each in course.records() if each.id not in (term.id, *users)]
    found = [each for each in others if said and any(map(said.search, texts_of(each)))]
    for each in sorted(found, key=lambda each: graph.depth[each.id]):
        yield Branch(graph.nodes[each.id], SAYS)


def _branches(
    graph: _Graph, name: str, ways: dict[str, dict[str, None]], seen: set[str], *, downwards: bool
) -> Iterator[Branch]:
    """Yield what lies beyond a node, nearest first; what was gone into before is not gone into again."""
    near = sorted(ways.get(name, ()), key=lambda each: graph.depth[each], reverse=not downwards)
    near.sort(key=lambda each: downwards and graph.nodes[each].kind == "case study")  # a whole story of its own
    fresh = {each for each in near if each not in seen}
    seen |= fresh  # all of them, before any is gone into: each is shown in full where it is nearest
    for each in near:
        note = graph.notes[(name, each) if downwards else (each, name)]
        beyond = tuple(_branches(graph, each, ways, seen, downwards=downwards)) if each in fresh else ()
        yield Branch(graph.nodes[each], note, beyond, repeated=each not in fresh and bool(ways.get(each)))
