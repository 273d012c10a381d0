"""Markdown: what a text links to, cites, or tries to pass as HTML; and the directives of a module."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.references import a, finding_hint
from caselore.checks.texts import CourseText, damaged_texts, holding
from caselore.diagnostics import Severity, did_you_mean, quoted
from caselore.model.course import Course
from caselore.model.module import DIRECTIVES, Module
from caselore.model.record import Damaged
from caselore.prose import CODE, PAGES, Directive, sections, slug, unclosed_fence
from caselore.remarks import Remark


def _remarks(course: Course, signs: tuple[str, ...], *kinds: str) -> Iterator[tuple[CourseText, Remark]]:
    """Yield the remarks of some kinds. Texts without one of their signs hold none and are not parsed."""
    for text in (*holding(course, *signs), *damaged_texts(course)):
        for remark in text.remarks:
            if remark.kind in kinds:
                yield text, remark


def _fault(text: CourseText, remark: Remark, message: str, hint: str = "") -> Fault:
    return Fault(
        place=text.place, keys=text.keys, snippet=remark.snippet, nth=remark.nth, shape=remark.shape,
        message=message, hint=hint,
    )  # fmt: skip


def citations_of(course: Course, codes: Collection[str], message: Callable[[str], str]) -> Iterator[Fault]:
    """Yield a Fault for each citation of one of these findings, save where a gap itself is spoken of."""
    if not codes:
        return
    for text, remark in _remarks(course, tuple(codes), "citation"):
        if remark.value in codes and text.keys[0] not in ("known_gaps", "cautions"):
            yield _fault(text, remark, message(remark.value))


@check("M301", Severity.WARNING)
def raw_html(course: Course) -> Iterator[Fault]:
    """HTML in a text.

    HTML is shown to readers as the letters it is made of: it would not survive on paper or in a
    learning management system, and it can carry scripts. Use Markdown.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not a <b>service</b>.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Not a **service**.
    ```
    """
    for text, remark in _remarks(course, ("<",), "html"):
        shown = quoted(remark.value, 40)
        yield _fault(text, remark, f"{shown} will be shown as it stands, not used as HTML", "use Markdown")


@check("M302", Severity.WARNING)
def forbidden_link(course: Course) -> Iterator[Fault]:
    """A link that is not followed.

    Links may go to https:, http: and mailto: addresses and to records of the course. Anything else,
    such as javascript:, is shown as text: it could run a program on a learner's computer, or would
    lead to a place that only the author has.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [this](javascript:alert).
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [the guidance](https://example.org/).
    ```
    """
    for text, remark in _remarks(course, ("](", "]:"), "bad-link"):
        hint = "link to https://, http:// or mailto:, or to a record as #its-id"
        if remark.value.lower().startswith(("http:", "https:", "mailto:")):
            hint = "an address with spaces or brackets in it goes between < and >"
        yield _fault(text, remark, f"{quoted(remark.value)} is not followed; it will be shown as text", hint)


@check("M303", Severity.ERROR, fixed=True)
def unknown_citation(course: Course) -> Iterator[Fault]:
    """A citation of a finding that does not exist.

    `[@R40-14]` points at the finding R40-14 of a source. Without that finding the statement has no
    evidence. Several are written `[@R40-14; @R40-15]`.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Outcomes come first [@NO-99].
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Outcomes come first [@EX-01].
    ```
    """
    findings = {*course.findings, *(name for kind, name in course.left_out if kind == "finding")}
    known = findings | course.gone
    for text, remark in _remarks(course, ("[@",), "citation", "bad-citation"):
        if remark.kind == "bad-citation":
            hint = "write [@R40-14], or [@R40-14; @R40-15] for several"
            if not remark.snippet.endswith("]"):
                hint = "its closing bracket is missing; a citation stands on one line and holds only codes"
            yield _fault(text, remark, f"{quoted(remark.snippet)} is not a citation", hint)
        elif remark.value not in known and not course.is_left_out("finding", remark.value):
            hint = finding_hint(remark.value, findings)
            yield _fault(text, remark, f"there is no finding '{remark.value}'", hint)


@check("M304", Severity.ERROR, fixed=True)
def unknown_link(course: Course) -> Iterator[Fault]:
    """A link to a record or heading that does not exist.

    `[words](#some-id)` links to the record with that id, or to a heading of the same page. A link to
    another page of the course names the record, not a file, so that it stays right when files move. The
    one page without a record that has a name is `#my-learning`, where learners find what they did.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [the plan](#no-such-plan).
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: See [the term itself](#outcome).
    ```
    """
    left_out = {name for _, name in course.left_out}
    known = {*course.by_id, *course.outcomes, *course.findings, *left_out, *course.gone, *PAGES}
    for text, remark in _remarks(course, ("](", "]:", "<"), "record", "link"):
        if remark.kind == "record" and remark.value not in known and remark.value not in text.anchors:
            of_findings = bool(CODE.fullmatch(remark.value))
            if any((kind == "finding") == of_findings for kind in course.hidden):
                continue
            hint = did_you_mean(remark.value, known | text.anchors)
            if of_findings:
                hint = finding_hint(remark.value, filter(CODE.fullmatch, known))
            yield _fault(text, remark, f"there is no record or heading {quoted(remark.value)}", hint)
        elif remark.kind == "link" and not remark.value.lower().startswith(("http://", "https://", "mailto:")):
            hint = "link to a record as #its-id, or to the web as https://..."
            what = f"{quoted(remark.snippet)} leads" if remark.value else "this link leads"
            yield _fault(text, remark, f"{what} nowhere on the finished site", hint)


@check("M305", Severity.ERROR, fixed=True)
def image(course: Course) -> Iterator[Fault]:
    """A picture that is missing or has no text in its place.

    Pictures lie in content/images and are named from content, as in `![A map](images/map.png)`. The
    words in the brackets are for people who do not see it. Pictures are never fetched from other
    sites, because that would tell those sites who is reading.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: "![A map](images/map.png)"
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: A map in words.
    ```
    """
    for text, remark in _remarks(course, ("![",), "image", "no-alt"):
        if remark.kind == "no-alt":
            yield _fault(text, remark, "this picture has no words in its place", "write them between the brackets")
        elif remark.value.lower().startswith(("http:", "https:")):
            hint = "put a copy into content/images, if its licence allows that"
            yield _fault(text, remark, "pictures are not fetched from other sites", hint)
        elif remark.value not in course.images:
            hint = did_you_mean(remark.value, course.images) or "put it into content/images"
            yield _fault(text, remark, f"there is no picture {quoted(remark.value)}", hint)


@check("M306", Severity.ERROR, fixed=True)
def directive(course: Course) -> Iterator[Fault]:
    """A directive that cannot be followed.

    `:::{case-study} some-id` and its relations put a record of the course on a module page. The name
    must be one of those known, and the id that of a record of that kind. The fence is closed by a
    line of three colons; one that is not would swallow the rest of the page. Directives stand at the
    start of a line of a module's page, not in lists, in each other, or in other records. A page shows a
    quiz or an activity once, because a learner's answers to it are kept once.

    Failing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{case-study} nobody
    :::
    ```

    Passing:

    ```content/modules/second.md
    ---
    title: Second
    order: 2
    summary: A second module.
    duration_min: {self_study: 10, workshop: 10}
    outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]
    supervision_prompt: What did you say?
    ---
    Say it in short words.

    :::{facilitator}
    Wait a moment before you speak.
    :::
    ```
    """
    by_kind = {
        "activity": course.activities,
        "case study": course.case_studies,
        "practice message": course.messages,
        "question": course.questions,
        "quiz": course.quizzes,
        "legal note": course.legal_notes,
    }
    ids = {kind: {each.id for each in records} for kind, records in by_kind.items()}
    for kind, name in (*course.left_out, *((each.kind, each.id) for each in course.withdrawn)):
        ids.setdefault(kind, set()).add(name)
    reflections: set[str] = set()
    written: list[Module | Damaged] = [*course.modules, *(each for each in course.damaged if each.body)]
    for module in written:
        for line, opening in unclosed_fence(module.body):
            marks = opening[: len(opening) - len(opening.lstrip(":`~"))]
            hint = f"end it with a line '{marks}'"
            yield _directive_fault(module, line, opening, f"'{opening}' is never closed", hint)
        for part in sections(module.body):
            if isinstance(part, Directive):
                yield from _directive_faults(module, part, ids, reflections | course.by_id.keys())
                reflections.update(part.argument.split() if part.name == "reflect" else ())
        yield from _shown_twice(module)
    for text, remark in _remarks(course, (":::",), "fence"):
        where = (
            "at the start of a line, outside lists and other directives"
            if text.keys[0] == "body"
            else ("on the page of a module")
        )
        hint = f"a directive is written ':::{{name}} id' {where}"
        yield _fault(text, remark, f"{quoted(remark.value)} is not followed here", hint)


def _shown_twice(module: Module | Damaged) -> Iterator[Fault]:
    """Yield where a page shows again what a learner works on: it would hold two forms for one set of answers."""
    first: dict[tuple[str, str], int] = {}
    shown = [each for each in sections(module.body) if isinstance(each, Directive)]
    for part in shown:
        for name in part.argument.split() if part.name in ("quiz", "activity") else ():
            if (part.name, name) in first:
                kept = first[part.name, name]
                message = f"this {part.name} stands on the page already, in line {kept}"
                yield _directive_fault(
                    module, part.line, name, message, "show it once, and link to it as [words](#its-id)"
                )
            else:
                first[part.name, name] = module.place.of("body", part.line, part.line + 1).line


def _directive_faults(
    module: Module | Damaged, part: Directive, ids: dict[str, set[str]], taken: set[str]
) -> Iterator[Fault]:
    if part.name not in DIRECTIVES:
        hint = did_you_mean(part.name, DIRECTIVES) or f"the directives are {', '.join(DIRECTIVES)}"
        yield _directive_fault(module, part.line, part.name, f"there is no directive '{part.name}'", hint)
        return
    kind = DIRECTIVES[part.name]
    names = part.argument.split()
    if part.name == "reflect" and names and names[0] in taken:
        message, hint = f"the id '{names[0]}' is used already", "give this reflection another id"
        yield _directive_fault(module, part.line, names[0], message, hint)
    elif part.name == "reflect":
        if len(names) != 1 or slug(names[0]) != names[0] or not part.body.strip():
            message = "a reflection needs an id of its own after {reflect} and a prompt beneath"
            yield _directive_fault(module, part.line, "{reflect}", message, "such as ':::{reflect} my-next-talk'")
    elif part.name == "handout" and not (names and part.body.strip()):
        message = "a handout needs a title after {handout} and its text beneath"
        yield _directive_fault(module, part.line, "{handout}", message, "such as ':::{handout} Ways to hold the money'")
    elif kind and not names:
        hint = f"write the id after {{{part.name}}}"
        yield _directive_fault(module, part.line, part.name, f"this does not say which {kind}", hint)
    for name in names if kind else ():
        if name not in ids[kind]:
            other = next((each for each, names in ids.items() if name in names), "")
            hint = f"it is {a(other)}" if other else did_you_mean(name, ids[kind])
            yield _directive_fault(module, part.line, name, f"there is no {kind} {quoted(name)}", hint)


def _directive_fault(module: Module | Damaged, line: int, snippet: str, message: str, hint: str) -> Fault:
    return Fault(place=module.place, keys=("body", line, line + 1), snippet=snippet, message=message, hint=hint)


@check("M307", Severity.ERROR, fixed=True)
def unknown_place(course: Course) -> Iterator[Fault]:
    """A marked place that nothing can fill.

    {local} and a name in backquotes marks a place that local.yml fills in. The names every course has are
    council, safeguarding, advocacy, brokerage, direct-payment-policy and support; others are listed in local.yml
    under `more`. An unknown one would print as an empty line that nobody knows how to fill.

    Failing:

    ```content/glossary.yml
    - id: concern
      term: concern
      plain: A worry about somebody's safety.
      fuller: Tell {local}`safegarding` the same day.
    ```

    Passing:

    ```content/glossary.yml
    - id: concern
      term: concern
      plain: A worry about somebody's safety.
      fuller: Tell {local}`safeguarding` the same day.
    ```
    """
    if course.is_left_out("local overlay", "local"):
        return  # nobody can say which names it lists
    names = course.local.names()
    for text, remark in _remarks(course, ("{local}",), "local"):
        if remark.value not in names:
            hint = did_you_mean(remark.value, names) or f"the places are {', '.join(names)}"
            yield _fault(text, remark, f"there is no place {quoted(remark.value)} in local.yml", hint)


CHECKS: tuple[Check, ...] = (raw_html, forbidden_link, unknown_citation, unknown_link, image, directive, unknown_place)
