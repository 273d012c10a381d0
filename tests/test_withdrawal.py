"""What was withdrawn leaves every output, to the last byte; what stood on it leaves with it."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from caselore import pipeline
from caselore.diagnostics import Severity
from caselore.documents.paper.session_pack import needs, title_of
from caselore.documents.state import KINDS as STATE_KINDS
from caselore.model.course import Course
from caselore.model.withdrawal import mended, taken_out, without_directives
from caselore.readers.project import read_project
from projects import MINIMAL, Content, overlaid

STORY = (MINIMAL / "case_studies" / "a-first-story.yml").read_text("utf-8")
TOLD = {
    "title: A first story": "title: The zebra crossing",
    "label: Budget holder": "label: Zebulon\n    named: true",
    "A man sees nobody": "Zebulon feeds zebras",
    "They agreed on two visits a week.": "They agreed on zebras.",
    "summary: Somebody wants": "summary: Zebulon wants",
}
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""The smallest picture there is."""

ABOUT_IT = """\
type: reflect
stem: What would you ask about the zebras?
outcome: say-what-changes
bloom: evaluate
evidence: [{finding: EX-01}]
case: a-first-story
model_points: [Something about zebras.]
"""


def withdrawn_story(status: str = "status: withdrawn\nwithdrawn_on: 2026-11-20\n") -> str:
    story = STORY
    for old, new in TOLD.items():
        assert old in story
        story = story.replace(old, new)
    return story + status


def project(folder: Path, story: str) -> Path:
    activity = (MINIMAL / "content" / "activities" / "cards-to-sort.yml").read_text("utf-8")
    files: dict[str, Content] = {
        "content/questions/about-it.yml": ABOUT_IT,
        "content/quizzes/a-first-quiz.yml": "title: A quiz\nquestions: [a-first-question, about-it]\n",
        "content/quizzes/of-nothing-else.yml": "title: Zebras alone\nquestions: [about-it]\n",
        "content/activities/cards-to-sort.yml": activity,
        "content/activities/more-cards.yml": activity.replace("Cards to", "Zebras to") + "cases: [a-first-story]\n",
        "content/images/zebra.png": PICTURE,
        "content/images/kept.png": PICTURE,
    }
    files["case_studies/a-first-story.yml"] = story.replace("from Monday", "from ![Stripes](images/zebra.png) Monday")
    return overlaid(folder, files)


def course_of(folder: Path) -> Course:
    course = read_project(folder).course
    assert course is not None
    return course


def every_byte(folder: Path) -> bytes:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"\n".join(path.relative_to(folder).as_posix().encode() + b"\n" + path.read_bytes() for path in files)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every output of the course before and after the story is withdrawn, each as all its bytes."""
    made = {}
    for name, status in (("before", ""), ("after", "status: withdrawn\nwithdrawn_on: 2026-11-20\n")):
        folder = tmp_path_factory.mktemp(name)
        checked = pipeline.check(project(folder / "course", withdrawn_story(status)))
        assert not checked.fails(), checked.diagnostics
        pipeline.build(checked, out=folder / "build")
        pipeline.build(checked, out=folder / "build", only=["pages"])
        made[name] = every_byte(folder / "build").lower()
        made["learners"] = b"".join(every_byte(folder / "build" / each).lower() for each in ("site", "pages"))
    return made


@pytest.mark.parametrize("word", [b"zebra", b"zebulon", b"feeds"])
def test_nothing_of_it_is_in_any_output(built: dict[str, bytes], word: bytes) -> None:
    assert word in built["before"]
    assert word not in built["after"]


@pytest.mark.parametrize(
    "word", [b"a-first-story", b"about-it", b"of-nothing-else", b"more-cards", b"state of the course"]
)
def test_learners_do_not_see_that_there_was_something(built: dict[str, bytes], word: bytes) -> None:
    assert word not in built["learners"]


def test_the_facilitator_is_told_its_id_and_its_day_alone(tmp_path: Path) -> None:
    checked = pipeline.check(project(tmp_path / "course", withdrawn_story()))
    pipeline.build(checked, out=tmp_path / "build")
    page = (tmp_path / "build" / "facilitator" / "state" / "index.html").read_text("utf-8")
    assert "<code>a-first-story</code>" in page
    assert "20 November 2026" in page
    assert b"a-first-story" not in every_byte(tmp_path / "build" / "site")
    assert not (tmp_path / "build" / "site" / "state").exists()


def test_each_place_that_names_it_is_a_warning(tmp_path: Path) -> None:
    found = pipeline.check(project(tmp_path / "course", withdrawn_story())).diagnostics
    said = {(each.code, each.severity.word, each.span.path) for each in found if each.severity > Severity.ADVICE}
    assert said == {
        ("S605", "warning", "content/activities/more-cards.yml"),
        ("S605", "warning", "content/modules/first-module.md"),
        ("S605", "warning", "content/questions/about-it.yml"),
        ("S605", "warning", "content/quizzes/a-first-quiz.yml"),
        ("S605", "warning", "content/quizzes/of-nothing-else.yml"),
        ("S605", "warning", "content/sessions/a-first-session.yml"),
    }


def test_what_stood_on_it_leaves_with_it(tmp_path: Path) -> None:
    course = mended(taken_out(course_of(project(tmp_path / "course", withdrawn_story()))))
    left = {each.id: (each.kind, each.because, each.day) for each in course.withdrawn}
    day = date(2026, 11, 20)
    assert left == {
        "a-first-story": ("case study", "", day),
        "about-it": ("question", "a-first-story", day),
        "of-nothing-else": ("quiz", "about-it", day),
        "more-cards": ("activity", "a-first-story", day),
    }
    assert [each.record for each in course.withdrawn] == [None] * 4
    assert [quiz.questions for quiz in course.quizzes] == [("a-first-question",)]
    assert course.images == ("kept.png",) or course.images == ("images/kept.png",)


def test_a_session_prints_nothing_of_it_and_keeps_its_hours(tmp_path: Path) -> None:
    session = MINIMAL / "content/sessions/a-first-session.yml"
    about = "    case: a-first-story\n"
    more = f"{about}    say: Read about zebras.\n    needs: [A zebra]\n"
    text = session.read_text("utf-8")
    assert about in text
    folder = project(tmp_path, withdrawn_story())
    (folder / "content/sessions/a-first-session.yml").write_text(text.replace(about, more), "utf-8")
    course = mended(taken_out(course_of(folder)))
    [made] = course.sessions
    assert "a-first-story" not in {need.of for need in needs(course, made)}
    assert {need.of for need in needs(course, made)} >= {"first-module", "a-first-quiz"}
    assert sum(part.minutes for part in made.parts) == made.minutes
    assert title_of(course, made.parts[2]) == "Free: what was planned here was withdrawn"
    assert (made.parts[2].say, made.parts[2].needs) == (None, ())


@pytest.mark.parametrize("kind", ["figures", "sessions", "glossary"])
def test_whatever_has_a_state_can_be_withdrawn(tmp_path: Path, kind: str) -> None:
    [path] = (MINIMAL / "content").glob(f"{kind}/*.yml" if kind != "glossary" else "glossary.yml")
    indent = "  " if kind == "glossary" else ""
    text = f"{path.read_text('utf-8').rstrip()}\n{indent}status: withdrawn\n{indent}withdrawn_on: 2026-11-20\n"
    folder = overlaid(tmp_path, {path.relative_to(MINIMAL).as_posix(): text})
    course = mended(taken_out(course_of(folder)))
    assert getattr(course, kind) == ()
    [left] = course.withdrawn
    assert left.kind in STATE_KINDS


def test_a_figure_leaves_with_its_source(tmp_path: Path) -> None:
    path = MINIMAL / "content/sources/an-example.yml"
    folder = overlaid(tmp_path, {"content/sources/an-example.yml": path.read_text("utf-8") + "status: withdrawn\n"})
    assert ("figure", "an-example") in {(each.kind, each.because) for each in taken_out(course_of(folder)).withdrawn}


def test_a_withdrawn_finding_leaves_nested_evidence(tmp_path: Path) -> None:
    other = (
        "title: Other\nshort: Other\nkind: article\npublisher: Nobody\npublished: 2009\nabout: Another one.\n"
        "nations: [uk]\nlicence: own\nfindings: [{id: ZZ-01, statement: So it was., locator: line 1}]\nstatus: withdrawn\n"
    )
    story = STORY.replace(
        "  rationale: The day", "  evidence: [{finding: ZZ-01}, {finding: EX-01}]\n  rationale: The day"
    )
    story = story.replace("    what: Not known.", "    what: Not known.\n    evidence: [{finding: ZZ-01}]")
    folder = overlaid(tmp_path, {"content/sources/other.yml": other, "case_studies/a-first-story.yml": story})
    [case] = mended(taken_out(course_of(folder))).case_studies
    assert [each.finding for each in case.decision_point.evidence] == ["EX-01"]
    assert case.changes[0].evidence == ()
    assert case.place is not None


def test_a_course_without_withdrawals_is_the_same_object(tmp_path: Path) -> None:
    course = course_of(overlaid(tmp_path, {}))
    assert taken_out(course) is course
    assert mended(course) is course


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a\n:::{case-study} gone\n:::\nb", "a\n\n\nb"),
        ("a\n:::{case-study} gone kept\n:::\nb", "a\n:::{case-study} kept\n:::\nb"),
        (":::{question} kept\n:::", ":::{question} kept\n:::"),
        (":::{reflect} gone\nWhat?\n:::", ":::{reflect} gone\nWhat?\n:::"),
        ("", ""),
    ],
)
def test_directives_leave_their_lines_empty(body: str, left: str) -> None:
    assert without_directives(body, frozenset({"gone"})) == left
