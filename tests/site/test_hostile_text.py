"""Whatever an author writes comes out as the text that was typed: never as markup, script or template."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from answering import Asked, asked_by, right
from learner_browser import Learner
from page_tree import Element, article, pages, read, squeezed
from playwright.sync_api import expect
from reference_course import caselore
from small_course import MODULE, small_course
from web_server import Served

from caselore.documents.blocks import Heading
from caselore.documents.compose import compose_site
from caselore.readers.project import read_project

BAD = (
    """<img src=x onerror="hacked=1"></title></script><script>hacked=2</script> " ' &amp; {{7*191}} {% x %} ]]> <!-- """
)
"""Breaks out of text, attributes, titles, scripts, comments, CDATA and templates, wherever it is let."""
SITE = "Care & support"

TEXTS = frozenset(
    re.findall(
        r"\w+",
        """about after aim alone around audience authors bought can_show cannot_show cautions caveat confidence_note credit
    cut_down debrief distractors do editorial_note era_note feedback feedback_false feedback_now feedback_right
    feedback_then feedback_true feedback_wrong fuller gathered_how heading hints how intro known_gaps label left licence
    likely likely_answers limits listen_for looks_like materials message method model_answer model_points not_known
    not_this now plain prep prompts publisher purpose question rationale reason reflection right said_by sample say say_instead
    scenario script setting short situation statement stem subtitle summary supervision_prompt sure_right sure_wrong
    tensions text then then_when title told_by unsure_right unsure_wrong what what_happened what_mattered when who why
    working""",
    )
)
"""The fields that hold what people write, as against ids, dates and choices."""


def spoilt(value: Any, field: str = "") -> Any:
    """Put BAD at the end of every text of a record."""
    if isinstance(value, dict):
        kept = {"text"} if value.get("type") == "gap" else set()
        return {name: each if name in kept else spoilt(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [spoilt(each, field) for each in value]
    if field == "severity" and value is False:
        return "off"  # which PyYAML takes for a no
    is_text = isinstance(value, str) and field in TEXTS and not re.fullmatch(r"[a-z0-9-]+", value)
    return f"{value} {BAD}" if is_text else value


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course, which has one of everything, with BAD in every text, and what is built of it."""
    project = small_course(tmp_path_factory.mktemp("hostile") / "project")
    for path in (*project.rglob("content/**/*.yml"), *project.rglob("case_studies/*.yml")):
        record = yaml.safe_load(path.read_text("utf-8"))
        path.write_text(yaml.safe_dump(spoilt(record), allow_unicode=True, sort_keys=False), "utf-8")
    for path in project.rglob("content/modules/*.md"):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        body = re.sub(r"^(#+ .*|\w.*)$", lambda line: f"{line[0]} {BAD}", body, flags=re.MULTILINE)
        front = yaml.safe_dump(spoilt(yaml.safe_load(front)), allow_unicode=True, sort_keys=False)
        path.write_text(f"---\n{front}---\n{body}", "utf-8")
    settings = project / "mkdocs.yml"
    said = yaml.safe_load(settings.read_text("utf-8"))
    said |= {"site_name": f"{SITE} {BAD}", "site_description": BAD, "site_author": BAD}
    settings.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    for formats in (("--only", "site", "--only", "facilitator"), ("--only", "pages")):
        caselore("build", project, *formats)
    return project


def check(page: Element, name: str) -> None:
    """Nothing of BAD has become an element, an attribute or a result of a template."""
    for element in page.walk():
        assert "onerror" not in element.attributes, f"{name}: {element.tag} {element.attributes}"
        assert element.tag != "img" or element.attributes.get("src") != "x", name
        if element.tag == "script":
            assert not re.match(r"\s*hacked", element.text), name
    assert "1337" not in article(page).text, name


@pytest.mark.parametrize("edition", ["site", "facilitator"])
def test_it_stays_text_in_both_editions(hostile: Path, edition: str) -> None:
    for name, path in pages(hostile / "build" / edition).items():
        page = read(path)
        check(page, name)
        if name != "404.html":
            assert "{{7*191}}" in article(page).text, name


def test_titles_read_as_they_were_typed(hostile: Path) -> None:
    course = read_project(hostile).course
    assert course is not None
    folder = hostile / "build/site"
    for document in compose_site(course).documents():
        path = "" if document.path == "index" else document.path.removesuffix("/index")
        page = read(folder / path / "index.html")
        assert page.first("title").text.startswith(squeezed(str(document.title))), document.path
        (heading,) = (each.text for each in document.blocks if isinstance(each, Heading) and each.level == 1)
        assert squeezed(str(heading)) == article(page).first("h1").text, document.path


def test_the_site_is_called_what_its_settings_say(hostile: Path) -> None:
    page = read(hostile / "build/site/index.html")
    assert page.first("title").text.endswith(squeezed(f"{SITE} {BAD}"))
    told = {
        each.attributes.get("name"): each.attributes["content"]
        for each in page.walk()
        if each.tag == "meta" and "content" in each.attributes
    }
    assert told["author"] == BAD
    logo = next(each for each in page.walk() if "md-logo" in (each.attributes.get("class") or ""))
    assert logo.attributes["title"] == f"{SITE} {BAD}"


@pytest.mark.parametrize("module", ["mkdocs.__main__", "zensical.main"])
def test_it_stays_text_in_the_plain_tree(hostile: Path, module: str) -> None:
    tree = hostile / "build/pages"
    program = f"from {module} import cli; cli()"
    subprocess.run([sys.executable, "-I", "-c", program, "build"], cwd=tree, check=True, capture_output=True)
    for name, path in pages(tree / "site").items():
        page = read(path)
        check(page, name)
        if name != "404.html":
            ours = read(hostile / "build/site" / name)
            assert page.first("title").text == ours.first("title").text, name
            assert article(page).first("h1").text == article(ours).first("h1").text, name


@pytest.mark.browser
def test_nothing_runs_in_the_browser(learner: Learner, hostile: Path, serve: Callable[[Path], Served]) -> None:
    learner.web = serve(hostile / "build").address
    page = learner.open(MODULE)
    course = read_project(hostile).course
    assert course is not None
    for item in asked_by(compose_site(course))[MODULE]:
        Asked(page, item).answer(right(item))
    for opener in ("a.cl-chip:visible", "a.cl-term:visible"):
        page.locator(f"article {opener}").first.click()
        expect(page.locator(".cl-popover")).to_be_visible()
    page.get_by_role("button", name="I have finished this module").click()
    visited = ["site/my-learning/", "site/", "site/case-studies/", "site/glossary/", "site/messages/ask-what-helps/"]
    for path in [MODULE, *visited]:
        page.goto(learner.web + path)
        if "my-learning" in path:
            page.get_by_role("button", name="Put in what I wrote").click()
            page.get_by_role("button", name="Show the certificate").click()
        page.keyboard.press("s")
        page.keyboard.type("caller")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        assert page.evaluate("window.hacked") is None, path
        assert not [each for each in learner.requests if each.endswith("/x")], path
