from dataclasses import replace

import pytest

from ostoja.gateway.diagnostics.drawing import page
from ostoja.gateway.diagnostics.report import drawn
from ostoja.gateway.diagnostics.words import WORDS
from ostoja.gateway.house.driver import Troubles
from ostoja.gateway.store.database import Database
from tests.gateway.diagnostics.standing import NOW, SECRET, standing


@pytest.mark.parametrize(("language", "other"), [("pl", "en"), ("en", "pl")])
def test_a_page_says_the_figures_in_its_language_and_leads_to_the_other(
    database: Database, language: str, other: str
) -> None:
    written = page(drawn(standing(database), NOW), language)

    assert f'<html lang="{language}">' in written
    assert f'href="/?lang={other}"' in written
    assert f"<dt>{WORDS[language]['online']}</dt><dd>{WORDS[language]['yes']}</dd>" in written
    assert "<dt>kamera_rtsp</dt><dd>1</dd>" in written
    assert "2026-11-22 12:00:00 UTC" in written
    assert "<dt>1</dt><dd>12.4 V, 34 °C, 2026-11-22 12:00:00 UTC</dd>" in written
    assert f"<dt>2</dt><dd>11.8 V, {WORDS[language]['earlier']}</dd>" in written
    assert SECRET not in written
    assert "<script" not in written


def test_nothing_skipped_is_said_and_what_a_system_calls_things_is_no_markup(database: Database) -> None:
    found = standing(database)
    empty = page(drawn(replace(found, troubles=Troubles({}, {"<b>": 1})), NOW), "en")

    assert "<p>nothing</p>" in empty
    assert "<dt>&lt;b&gt;</dt>" in empty
