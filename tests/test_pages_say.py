"""What pages say of modules, activities, questions and law, in both editions and in books."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from caselore import pipeline
from caselore.documents.book import compose_book
from caselore.documents.paper.registry import sheets
from caselore.model.course import Course
from caselore.readers.project import read_project
from caselore.writers.chapters import bound_chapters
from caselore.writers.edition import Edition
from caselore.writers.paper_html import PROFILES, Paper
from projects import MINIMAL, Content, overlaid

CONTENT = MINIMAL / "content"
MODULE = (CONTENT / "modules" / "first-module.md").read_text("utf-8")
ACTIVITY = (CONTENT / "activities" / "cards-to-sort.yml").read_text("utf-8")
ALONE = "alone: Sort the cards by yourself."
NOTES = """\
facilitator:
  prep: [Print the cards.]
  script: Welcome.
  misconceptions:
    - belief: Everybody wants a day centre.
      answer: Ask each person.
  cut_down: Leave out the cards.
supervision_prompt:"""
TRUE_OR_FALSE = """\
type: true_false_why
stem: Everybody wants a day centre.
outcome: say-what-changes
bloom: understand
messages: [pm-ask-first]
evidence: [{finding: EX-01}]
answer: false
feedback_true: Look again.
feedback_false: Yes.
reasons:
  - {id: ask, text: People want different things, correct: true, feedback: Yes.}
  - {id: shut, text: It is shut, correct: false, feedback: It is open.}
rationale: Ask each person.
"""
OF_A_STORY = """\
type: best_first_step
case: a-first-story
stem: What is the soundest first step?
outcome: say-what-changes
bloom: apply
messages: [pm-ask-first]
evidence: [{finding: EX-01}]
options:
  - {id: ask, text: Ask, weight: 2, feedback: Soundest.}
  - {id: wait, text: Wait, weight: 0, feedback: It leaves him alone.}
  - {id: book, text: Book the place, weight: 1, feedback: Defensible.}
rationale: It opens more than one way.
"""
REFLECT = ":::{reflect} my-week\nWhat changed for somebody this week?\n:::\n"
QUIZ = {
    "content/questions/a-statement.yml": TRUE_OR_FALSE,
    "content/questions/of-a-story.yml": OF_A_STORY,
    "content/quizzes/a-first-quiz.yml": "title: A quiz\nquestions: [a-first-question, a-statement, of-a-story]\n",
    "content/modules/first-module.md": f"{MODULE}\n{REFLECT}",
}


def pages(folder: Path, files: dict[str, Content], *, facilitator: bool = False) -> dict[str, str]:
    """Return the HTML of each page by its path."""
    checked = pipeline.check(overlaid(folder, files))
    assert checked.course is not None and not checked.fails(), checked.diagnostics
    edition = Edition(checked.course, checked.root, facilitator=facilitator)
    return {page.path: page.html() for page in edition.pages()}


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def eyebrow(html: str, of: str) -> str:
    """Return the line above a title that starts with this word."""
    [found] = re.findall(rf'<p class="cl-eyebrow">({of}[^<]*)</p>', html)
    return str(found)


def course_of(folder: Path) -> Course:
    course = read_project(folder).course
    assert course is not None
    return course


def chapters(folder: Path, *, facilitator: bool = False) -> dict[str, str]:
    """Return the words of each chapter of the book, by its file."""
    bound = bound_chapters(compose_book(course_of(folder), facilitator=facilitator), folder, {})
    words = {each.file: " ".join("".join(part.itertext()) for part in each.content) for each in bound}
    return {file: " ".join(text.split()) for file, text in words.items()}


def sheet(folder: Path, kind: str) -> str:
    """Return the HTML of the first sheet of a kind."""
    course = course_of(folder)
    made = next(each for each in sheets(course) if each.kind == kind)
    return Paper(course, folder).html(made, PROFILES[0], f"{made.path}.html")


# -- Time ----------------------------------------------------------------------------------------------------


def test_a_module_says_its_minutes_and_to_facilitators_those_in_a_room_too(tmp_path: Path) -> None:
    learner, trainer = pages(tmp_path / "a", {}), pages(tmp_path / "b", {}, facilitator=True)
    assert eyebrow(learner["modules/first-module"], "Module") == "Module · 10 min"
    assert eyebrow(trainer["modules/first-module"], "Module") == "Module · 20 min in a room · 10 min by yourself"


def test_a_story_leads_back_to_the_modules_that_tell_it(tmp_path: Path) -> None:
    made = pages(tmp_path, {})
    end = made["case-studies/a-first-story"].rpartition("Modules with this story")[2]
    assert re.findall(r'<a href="([^"#]+)">', end)[0] == "../../modules/first-module/"
    elsewhere: dict[str, Content] = {
        "content/modules/first-module.md": MODULE.replace(":::{case-study} a-first-story\n:::\n", "")
    }
    assert "Modules with this story" not in pages(tmp_path / "b", elsewhere)["case-studies/a-first-story"]


def test_home_says_how_long_it_takes_and_what_it_keeps_before_the_modules(tmp_path: Path) -> None:
    said = words_of(pages(tmp_path, {})["index"])
    before, modules, _ = said.partition("Modules")
    assert modules
    assert "It takes about 10 minutes by yourself" in before
    assert "No account, no tracking" in before


@pytest.mark.parametrize(
    ("alone", "learner", "trainer"),
    [
        ("Allow seven minutes.", "7 min", "10 min in a room · 7 min by yourself"),
        ("Sort the cards.", "10 min in a group", "10 min in a room"),
    ],
)
def test_an_activity_says_the_minutes_of_whoever_reads(tmp_path: Path, alone: str, learner: str, trainer: str) -> None:
    files: dict[str, Content] = {"content/activities/cards-to-sort.yml": ACTIVITY.replace(ALONE, f"alone: {alone}")}
    for name, said in (("site", learner), ("facilitator", trainer)):
        html = pages(tmp_path / name, files, facilitator=name == "facilitator")["modules/first-module"]
        assert eyebrow(html, "Activity") == f"Activity · {said}"
        book = chapters(tmp_path / name, facilitator=name == "facilitator")["modules--first-module.xhtml"]
        assert f"Activity · {said} Cards to sort" in book


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("Allow 7 minutes.", 7),
        ("Allow one minute.", 1),
        ("Two minutes will do.", 2),
        ("Allow eight minutes, with a calculator.", 8),
        ("A nine-minute walk.", 9),
        ("Take fifteen min.", 15),
        ("Take twenty-five minutes.", 25),
        ("Take thirty-seven minutes.", None),
        ("Take 2.5 minutes.", None),
        ("Sort for five minutes, then write for five minutes.", None),
        ("Sort the seven cards.", None),
    ],
)
def test_minutes_are_read_in_words_and_digits_alike(said: str, minutes: int | None) -> None:
    [activity] = course_of(MINIMAL).activities
    assert replace(activity, alone=said).minutes_alone == minutes


# -- Notes for facilitators ----------------------------------------------------------------------------------


def test_what_people_believe_is_said_to_be_a_belief(tmp_path: Path) -> None:
    files: dict[str, Content] = {"content/modules/first-module.md": MODULE.replace("supervision_prompt:", NOTES)}
    words = words_of(pages(tmp_path, files, facilitator=True)["modules/first-module"])
    assert "What people often believe Everybody wants a day centre. Ask each person." in words
    book = chapters(tmp_path, facilitator=True)["modules--first-module.xhtml"]
    assert "What people often believe Everybody wants a day centre. Ask each person." in book


def test_without_misconceptions_there_is_no_heading_for_them(tmp_path: Path) -> None:
    notes = re.sub(r"  misconceptions:\n(?:    .*\n)+", "", NOTES)
    files: dict[str, Content] = {"content/modules/first-module.md": MODULE.replace("supervision_prompt:", notes)}
    assert "often believe" not in pages(tmp_path, files, facilitator=True)["modules/first-module"]


def test_materials_are_a_list_on_screen_and_on_paper(tmp_path: Path) -> None:
    activity = ACTIVITY.replace("steps:", "materials: [A set of cards for each pair, 'Pens; paper']\nsteps:")
    module = MODULE.replace("supervision_prompt:", NOTES)
    files: dict[str, Content] = {
        "content/activities/cards-to-sort.yml": activity,
        "content/modules/first-module.md": module,
    }
    html = pages(tmp_path, files, facilitator=True)["modules/first-module"]
    for made in (html, sheet(tmp_path, "facilitator-guide")):
        assert "<ul><li>A set of cards for each pair</li><li>Pens; paper</li></ul>" in made


def test_trainers_find_activities_and_keys_in_the_order_of_the_modules(tmp_path: Path) -> None:
    files: dict[str, Content] = {
        "content/activities/a-later-one.yml": ACTIVITY.replace("Cards to sort", "A later activity"),
        "content/activities/in-no-module.yml": ACTIVITY.replace("Cards to sort", "An activity of no module"),
        "content/quizzes/a-later-quiz.yml": "title: A later quiz\nquestions: [a-first-question]\n",
        "content/quizzes/a-final-quiz.yml": "title: A final quiz\norder: 2\nquestions: [a-first-question]\n",
        "content/quizzes/more.yml": "title: More practice\norder: 1\nquestions: [a-first-question]\n",
        "content/modules/a-module-after.md": re.sub(r"\n## What changes.*", "", MODULE, flags=re.DOTALL)
        .replace("order: 1", "order: 2")
        .replace("First module", "A module after")
        .replace("say-what-changes", "say-it-again")
        + "\nAgain.\n\n:::{activity} a-later-one\n:::\n\n:::{quiz} a-later-quiz\n:::\n",
    }
    html = pages(tmp_path, files, facilitator=True)["trainers"]
    listed = re.findall(r"<li><a [^>]*>([^<]+)</a></li>", html)
    assert listed == [
        "Alignment",
        *("Cards to sort", "A later activity", "An activity of no module"),
        *("A first quiz", "A later quiz", "More practice", "A final quiz"),
    ]
    keys = [each for each in chapters(tmp_path, facilitator=True) if each.startswith("keys--")]
    assert keys[1:5] == [f"keys--{name}.xhtml" for name in ("a-first-quiz", "a-later-quiz", "more", "a-final-quiz")]


# -- Law -----------------------------------------------------------------------------------------------------


def test_where_the_law_stands_ends_in_a_full_stop(tmp_path: Path) -> None:
    law = (CONTENT / "law" / "law-wellbeing.yml").read_text("utf-8")
    two = law.replace("nation: england", "  - act: Care Act 2014\n    provision: section 9\nnation: england")
    message = (CONTENT / "messages" / "pm-ask-first.yml").read_text("utf-8") + "then_now: [law-wellbeing]\n"
    files: dict[str, Content] = {"content/law/law-wellbeing.yml": two, "content/messages/pm-ask-first.yml": message}
    files["content/modules/first-module.md"] = f"{MODULE}\n:::{{then-now}} law-wellbeing\n:::\n"
    for made in (pages(tmp_path, files)["messages/pm-ask-first"], sheet(tmp_path, "then-and-now")):
        said = "Care Act 2014, section 1; Care Act 2014, section 9. Read in the law or guidance itself."
        assert said in words_of(made)


# -- Questions in lists --------------------------------------------------------------------------------------


def test_questions_in_a_list_can_be_told_apart(tmp_path: Path) -> None:
    made = pages(tmp_path, QUIZ)
    for page in ("messages/pm-ask-first", "evidence/an-example"):
        words = words_of(made[page])
        assert "True or false? Everybody wants a day centre. (A quiz, question 2)" in words
        assert "What is the soundest first step? (A first story; A quiz, question 3)" in words


def learning_data(html: str) -> dict[str, Any]:
    [found] = re.findall(r'<script type="application/json">\[(.*?)\]</script>', html)
    return dict(json.loads(found))


def test_my_learning_tells_questions_apart_and_says_which_are_marked(tmp_path: Path) -> None:
    [module] = learning_data(pages(tmp_path, QUIZ)["my-learning"])["modules"]
    assert [(each["stem"], each["scored"]) for each in module["questions"]] == [
        ("What do you ask first?", True),
        ("True or false? Everybody wants a day centre.", True),
        ("What is the soundest first step? (A first story)", True),
        ("What changed for somebody this week?", False),
    ]


def test_an_answer_is_kept_with_words_that_tell_its_question_apart(tmp_path: Path) -> None:
    made = pages(tmp_path, QUIZ)
    assert 'data-line="True or false? Everybody wants a day centre."' in made["modules/first-module"]
    assert 'data-line="What do you do first? (A first story)"' in made["case-studies/a-first-story"]


def test_a_card_counts_boxes_to_write_in_apart_from_questions(tmp_path: Path) -> None:
    html = pages(tmp_path, QUIZ)["modules/index"]
    assert "About 10 minutes · 3 questions · 1 piece of writing" in words_of(html)
    [questions] = re.findall(r'data-questions="([^"]*)"', html)
    [writing] = re.findall(r'data-writing="([^"]*)"', html)
    assert [each.split(":")[0] for each in questions.split()] == ["a-first-question", "a-statement", "of-a-story"]
    assert [each.split(":")[0] for each in writing.split()] == ["my-week"]
    assert "3 questions · 1 piece of writing" in chapters(tmp_path)["modules--index.xhtml"]


# -- Pages without a record ----------------------------------------------------------------------------------


def test_my_learning_is_a_link_on_the_site_and_words_elsewhere(tmp_path: Path) -> None:
    module = MODULE.replace("Start from", "On [your own page](#my-learning) and [](#my-learning). Start from")
    made = pages(tmp_path, {"content/modules/first-module.md": module})["modules/first-module"]
    link = '<a href="../../my-learning/">'
    assert f"On {link}your own page</a> and {link}My learning</a>." in made
    bound = bound_chapters(compose_book(course_of(tmp_path)), tmp_path, {})
    [chapter] = [each for each in bound if each.file == "modules--first-module.xhtml"]
    assert not any("learning" in link.get("href", "") for part in chapter.content for link in part.iter("a"))
    assert "On your own page and My learning." in words_of(sheet(tmp_path, "workbook"))
    assert "On your own page and My learning." in chapters(tmp_path)["modules--first-module.xhtml"]


@pytest.mark.parametrize("facilitator", [False, True])
def test_records_may_have_the_names_of_our_own_pages(tmp_path: Path, facilitator: bool) -> None:
    names = ("state", "alignment", "trainers", "coverage", "law", "others")
    terms = "".join(f"- {{id: {name}, term: term of {name}, plain: What it is.}}\n" for name in names)
    links = "See " + ", ".join(f"[](#{name})" for name in names) + "."
    module = MODULE.replace("Start from", f"{links} Start from")
    project = overlaid(
        tmp_path,
        {
            "content/glossary.yml": (CONTENT / "glossary.yml").read_text("utf-8") + terms,
            "content/modules/first-module.md": module,
        },
    )
    checked = pipeline.check(project)
    assert checked.course is not None and not checked.fails(), checked.diagnostics
    state = pipeline.state_of(checked) if facilitator else None
    edition = Edition(checked.course, checked.root, facilitator=facilitator, state=state)
    made = {page.path: page.html() for page in edition.pages()}
    for name in names:
        assert f'<a href="../../glossary/#{name}">term of {name}</a>' in made["modules/first-module"]
    for page in ("state", "alignment"):
        assert (f'href="../{page}/"' in made["trainers"]) == facilitator


def test_a_source_and_a_quiz_may_have_the_names_of_our_own_pages(tmp_path: Path) -> None:
    source = (CONTENT / "sources" / "an-example.yml").read_text("utf-8").replace("EX-", "CO-")
    quiz = {"content/quizzes/others.yml": "title: A quiz of others\nquestions: [a-first-question, a-statement]\n"}
    project = overlaid(tmp_path, {**QUIZ, **quiz, "content/sources/coverage.yml": source})
    course = course_of(project)
    pages = [page.path for page in Edition(course, project, facilitator=True).pages()]
    chapters = [chapter.document.path for _, chapter in compose_book(course, facilitator=True).chapters()]
    for paths in (pages, chapters):
        assert sorted(paths) == sorted(set(paths))


def test_a_name_in_the_glossary_is_linked_as_it_is_written(tmp_path: Path) -> None:
    terms = (
        "- {id: in-control, term: In Control, plain: An organisation.}\n"
        "- {id: short-stay, term: short stay, plain: Some days elsewhere.}\n"
    )
    said = "She felt in control. So In Control wrote. Short stays and a Short stay differ. Start from"
    project = overlaid(
        tmp_path,
        {
            "content/glossary.yml": (CONTENT / "glossary.yml").read_text("utf-8") + terms,
            "content/modules/first-module.md": MODULE.replace("Start from", said),
        },
    )
    pages = {page.path: page.html() for page in Edition(course_of(project), project).pages()}
    linked = re.findall(
        r'class="cl-term" href="[^"]*#(?:in-control|short-stay)"[^>]*>([^<]*)<', pages["modules/first-module"]
    )
    assert linked == ["In Control", "Short stay"]


def test_a_heading_does_not_take_the_place_of_a_record(tmp_path: Path) -> None:
    """A link to the term 'glossary' leads to the term, not to the top of the page that is called so."""
    term = "- id: glossary\n  term: glossary\n  plain: A list of words.\n"
    page = pages(tmp_path, {"content/glossary.yml": term})["glossary"]
    assert re.findall(r'id="(glossary[^"]*)"', page) == ["glossary-2", "glossary"]
    assert '<h1 id="glossary-2">' in page


def test_handouts_with_one_name_are_files_of_their_own(tmp_path: Path) -> None:
    handouts = "".join(f"\n:::{{handout}} {title}\nA text.\n:::\n" for title in ("Workbook", "Cards", "Cards!"))
    course = overlaid(tmp_path / "course", {"content/modules/first-module.md": MODULE + handouts})
    paths = [each.path for each in sheets(course_of(course)) if each.audience == "participant"]
    assert len(paths) == len(set(paths))
    assert {f"first-module/{name}" for name in ("workbook", "workbook-2", "cards", "cards-2")} <= {*paths}
