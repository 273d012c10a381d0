"""The words caselore itself says: collected for translators, told apart from an author's words."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from caselore import words
from caselore.words import N_, catalogue, long_date, partial_date, say, translations

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "templates" / "locale"


def test_the_catalogues_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "collect-words"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_british_english_is_filled() -> None:
    with (LOCALE / "en_GB.po").open("rb") as file:
        empty = [message.id for message in read_po(file) if message.id and not message.string]
    assert empty == []


def test_another_language_says_our_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "cy.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Stop and think"\nmsgstr "Aros a meddwl"\n\nmsgid "%(n)s min"\nmsgstr "%(n)s munud"\n',
        "utf-8",
    )
    monkeypatch.setattr(words, "templates_folder", lambda: tmp_path)
    translations.cache_clear()
    try:
        assert translations("cy").gettext("Stop and think") == "Aros a meddwl"
        assert say("cy", N_("%(n)s min"), n=5) == "5 munud"
        assert catalogue("cy")["Stop and think"] == "Aros a meddwl"
        assert isinstance(N_("Stop and think"), str)
    finally:
        translations.cache_clear()


def test_dates_are_written_as_people_write_them() -> None:
    assert long_date(date(2026, 11, 2)) == "2 November 2026"
    assert [partial_date(each) for each in ("2011", "2011-02", "2011-02-17")] == [
        "2011",
        "February 2011",
        "17 February 2011",
    ]
