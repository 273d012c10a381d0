"""A trace: from any record down to its sources and up to what uses it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from caselore import pipeline
from caselore.cli import main
from caselore.documents.back_links import back_links
from caselore.documents.blocks import Table, UsedIn
from caselore.documents.compose import compose_site
from caselore.documents.coverage import coverage_page, is_used
from caselore.documents.trace import SAYS, Branch, names_in, trace
from caselore.model.course import Course
from caselore.model.question import Question
from caselore.resources import templates_folder
from projects import MINIMAL, REFERENCE, overlaid


def run(*arguments: object) -> Result:
    """Run a command within this process; what escapes from it is a fault of ours."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def course_of(project: Path) -> Course:
    course = pipeline.check(project).course
    assert course is not None
    return course


def everything(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for each in branches:
        yield each
        yield from everything(each.beyond)


def ids(branches: tuple[Branch, ...]) -> set[str]:
    return {each.node.id for each in everything(branches)}


def test_a_question_leads_to_its_source_by_way_of_its_finding() -> None:
    found = trace(course_of(MINIMAL), "a-first-question")
    assert found is not None
    [finding] = found.leans_on
    assert (finding.node.id, finding.note) == ("EX-01", "direct")
    assert finding.node.place == "an-example, line 1"
    assert [each.node.id for each in finding.beyond] == ["an-example"]
    assert ids(found.used_by) == {"a-first-quiz", "a-first-session", "first-module", "say-what-changes"}


def test_a_source_leads_back_to_the_module() -> None:
    found = trace(course_of(MINIMAL), "an-example")
    assert found is not None
    assert found.leans_on == ()
    assert {"EX-01", "pm-ask-first", "a-first-story", "a-first-question", "first-module"} <= ids(found.used_by)


def test_a_message_is_joined_to_its_finding_by_what_the_evidence_says() -> None:
    files = {"content/messages/pm-ask-first.yml": (MINIMAL / "content/messages/pm-ask-first.yml").read_text()}
    text = files["content/messages/pm-ask-first.yml"]
    assert "[@EX-01]" in text, "cited in its reasons too, which says less"
    found = trace(course_of(MINIMAL), "pm-ask-first")
    assert found is not None
    assert [(each.node.id, each.note) for each in found.leans_on] == [("EX-01", "direct")]


@pytest.mark.parametrize(
    "project", [MINIMAL, templates_folder() / "init", REFERENCE], ids=["minimal", "init", "reference"]
)
def test_everything_can_be_traced_and_both_ways_agree(project: Path) -> None:
    """What A leans on is used by A."""
    course = course_of(project)
    made = {name: trace(course, name) for name in names_in(course)}
    down = {(name, each) for name, found in made.items() if found for each in ids(found.leans_on)}
    joined = {name: tuple(each for each in found.used_by if each.note != SAYS) for name, found in made.items() if found}
    up = {(each, name) for name, used_by in joined.items() for each in ids(used_by)}
    assert down == up
    assert all(name != other for name, other in down)


def test_each_is_shown_in_full_once_and_where_it_is_nearest() -> None:
    course = course_of(REFERENCE)
    for name in names_in(course):
        found = trace(course, name)
        assert found is not None
        for branches in (found.leans_on, found.used_by):
            full = [each.node.id for each in everything(branches) if each.beyond]
            assert len(full) == len(set(full))
            assert not any(each.repeated for each in branches), name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("first-module", "module"), ("say-what-changes", "outcome"), ("a-first-quiz", "quiz"),
        ("cards-to-sort", "activity"), ("a-first-question", "question"), ("a-first-story", "case study"),
        ("pm-ask-first", "message"), ("outcome", "glossary term"), ("two-weeks", "figure"),
        ("law-wellbeing", "legal note"), ("EX-01", "finding"), ("an-example", "source"),
    ],
)  # fmt: skip
def test_every_kind_can_be_traced(name: str, kind: str) -> None:
    done = run("trace", name, MINIMAL)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{kind} {name}")
    made = json.loads(run("trace", name, MINIMAL, "--format", "json").stdout)
    assert (made["id"], made["kind"]) == (name, kind)
    assert made.keys() == {"id", "kind", "title", "place", "leans_on", "used_by"}


def test_the_text_is_an_indented_tree() -> None:
    assert run("trace", "a-first-question", MINIMAL).stdout == (
        "question a-first-question: What do you ask first? (A first quiz, question 1)\n"
        "content/questions/a-first-question.yml\n"
        "\n"
        "leans on:\n"
        "  finding EX-01, direct (an-example, line 1): People say more easily what should change than which …\n"
        "\n"
        "used by:\n"
        "  quiz a-first-quiz: A first quiz\n"
        "    module first-module: First module\n"
        "    session a-first-session: A first session\n"
        "  outcome say-what-changes: Say what changes for a person.\n"
        "    module first-module (shown in full elsewhere): First module\n"
    ).replace(" (shown in full elsewhere)", "")


def test_capitals_do_not_matter() -> None:
    assert run("trace", "ex-01", MINIMAL).stdout == run("trace", "EX-01", MINIMAL).stdout


def test_an_unknown_id_is_met_with_the_nearest() -> None:
    done = run("trace", "a-frist-question", MINIMAL)
    assert done.exit_code == 2
    assert "did you mean 'a-first-question'?" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\x1b[31mred",
        "two\nlines",
        "\u202egnp",
        "../../etc/passwd",
        "a" * 100_000,
        "%(x)s",
        "{x}",
        "é",
        "🙂",
        "[@EX-01]",
    ],
    ids=lambda name: repr(name)[:20],
)
def test_a_hostile_id_is_refused_in_one_plain_line(name: str) -> None:
    done = run("trace", "--", name, MINIMAL)
    assert done.exit_code == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: Invalid value for ID: the course has no ")
    assert len(last) < 250
    assert all(character.isprintable() for character in last)


def test_hostile_titles_are_printed_as_text(tmp_path: Path) -> None:
    quiz = 'title: "\\e[31mred \\u202e gnp"\nquestions: [a-first-question]\n'
    project = overlaid(tmp_path / "course", {"content/quizzes/a-first-quiz.yml": quiz})
    for form in ("text", "json"):
        printed = run("trace", "a-first-question", project, "--format", form).stdout
        assert all(character.isprintable() or character == "\n" for character in printed)


def test_ids_that_point_at_each_other_or_nowhere_do_not_go_round(tmp_path: Path) -> None:
    files = {
        "content/modules/second.md": "---\ntitle: Second\norder: 2\nsummary: One.\nduration_min: {self_study: 9, workshop: 9}\n"
        "outcomes: [{id: o, statement: Say it, bloom: apply}]\nrecall_from: [first-module, second, third]\n"
        "supervision_prompt: What?\n---\n:::{question} a-first-question nobody\n:::\n",
        "content/messages/pm-ask-first.yml": (MINIMAL / "content/messages/pm-ask-first.yml").read_text()
        + "then_now: [nothing]\n",
    }
    project = overlaid(tmp_path / "course", files)
    for name in ("second", "pm-ask-first", "EX-01"):
        assert run("trace", name, project).exit_code == 0


def test_a_folder_without_a_course(tmp_path: Path) -> None:
    done = run("trace", "x", tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")


# -- What a text links to ----------------------------------------------------------------------------------

MODULE = MINIMAL / "content/modules/first-module.md"
LINKING = """
See [the two weeks](#two-weeks), and [what people say](#EX-01).

:::{facilitator}
The law is in [a note](#law-wellbeing "now"). Not a link: `[here](#outcome)`.
:::
"""


def linked(folder: Path, text: str = LINKING) -> Course:
    return course_of(overlaid(folder, {"content/modules/first-module.md": MODULE.read_text("utf-8") + text}))


def test_a_module_uses_the_figure_and_the_note_that_its_text_links_to(tmp_path: Path) -> None:
    found = trace(linked(tmp_path / "course"), "first-module")
    assert found is not None
    notes = {each.node.id: each.note for each in found.leans_on}
    assert (notes["two-weeks"], notes["law-wellbeing"]) == ("linked", "linked")
    assert notes["EX-01"] == "cited", "it is cited on the page as well, which says more"
    assert "outcome" not in ids(found.leans_on), "what stands in code is no link"


def test_a_text_that_names_a_module_is_not_what_the_module_leans_on(tmp_path: Path) -> None:
    message = (MINIMAL / "content/messages/pm-ask-first.yml").read_text("utf-8")
    why = "why: People say it more easily [@EX-01]. More in [the module](#first-module).\n"
    message = "".join(why if line.startswith("why:") else line for line in message.splitlines(keepends=True))
    found = trace(
        course_of(overlaid(tmp_path / "course", {"content/messages/pm-ask-first.yml": message})), "first-module"
    )
    assert found is not None
    assert all((each.node.id, each.note) != ("pm-ask-first", "linked") for each in found.leans_on)


def test_the_page_of_a_source_says_which_texts_link_to_its_figures(tmp_path: Path) -> None:
    for course, expected in (
        (course_of(MINIMAL), []),
        (linked(tmp_path / "course"), ["first-module"]),
    ):
        page = next(each for each in compose_site(course).documents() if each.path == "evidence/an-example")
        assert [use for block in page.blocks if isinstance(block, UsedIn) for use in block.used_by] == expected


def test_a_finding_that_a_text_links_to_is_used(tmp_path: Path) -> None:
    source = "content/sources/an-example.yml"
    fourth = "  - {id: EX-04, statement: A fourth line., locator: line 4}\n"
    for text, used in (("", False), ("\nSee [the fourth](#EX-04).\n", True)):
        files = {source: (MINIMAL / source).read_text("utf-8") + fourth}
        files["content/modules/first-module.md"] = MODULE.read_text("utf-8") + text
        course = course_of(overlaid(tmp_path / str(used), files))
        assert is_used(*course.findings["EX-04"], back_links(course)) is used


def test_a_question_that_names_a_message_in_its_text_does_not_test_it(tmp_path: Path) -> None:
    question = (MINIMAL / "content/questions/a-first-question.yml").read_text("utf-8")
    question = question.replace("rationale: ", "rationale: See [the message](#pm-ask-first). ")
    assert "#pm-ask-first" in question
    links = back_links(course_of(overlaid(tmp_path / "course", {"content/questions/a-first-question.yml": question})))
    assert links.of("pm-ask-first", Question) == []
    assert [each.id for each in links.mentions["pm-ask-first"]] == ["a-first-question"]


def test_the_coverage_page_says_where_each_finding_is_used() -> None:
    course = course_of(REFERENCE)
    links = back_links(course)
    tables = [block for block in coverage_page(course, links).blocks if isinstance(block, Table)][1:]
    rows = {row[0]: row for table in tables for row in table.rows}
    assert len(rows) == len(course.findings)
    assert "(#day-care-at-the-care-home)" in rows["[R40-14](#R40-14)"][2]
    assert all(row[2] and "Not used so far" not in row[2] for row in rows.values())
    in_brief = [block for block in coverage_page(course, links, in_detail=False).blocks if isinstance(block, Table)][1:]
    assert {row[0] for table in in_brief for row in table.rows} == {"[R40-08](#R40-08)", "[R40-17](#R40-17)"}


def test_a_term_is_used_where_texts_say_it() -> None:
    found = trace(course_of(REFERENCE), "direct-payment")
    assert found is not None
    kinds = {each.node.kind for each in found.used_by}
    assert {"module", "case study", "message", "legal note"} <= kinds
    assert len({each.node.id for each in found.used_by}) == len(found.used_by)
    assert "direct-payment" not in {each.node.id for each in found.used_by}
