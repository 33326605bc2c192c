import re
from pathlib import Path
from string import Formatter

import pytest
from django.utils import translation

from ostoja.cloud.web.texts import FOLDER, LANGUAGES, catalogue, text
from ostoja.policy.shelf import shipped

CLOUD = Path(__file__).parents[3] / "ostoja" / "cloud"
AREAS = "account|consent|erasure|desk|error|mail|policy|right|security|site"
KEY = re.compile(rf'"((?:{AREAS})\.(?!jsonld)[a-z_.]*[a-z_])"')
# Some words are chosen by a kind, a state or a field: the key's beginning stands in the code, the rest is its value.
BEGINNING = re.compile(rf'"((?:{AREAS})\.[a-z_.]+\.)(?:"|{{)')


def places(of: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(of) if name is not None}


def used_keys() -> set[str]:
    written = [file.read_text(encoding="utf-8") for file in (*CLOUD.rglob("*.py"), *CLOUD.rglob("*.html"))]
    beginnings = tuple({beginning for code in written for beginning in BEGINNING.findall(code)})
    chosen = {key for key in catalogue("en") if key.startswith(beginnings)}
    return chosen | {key for code in written for key in KEY.findall(code)}


def test_both_languages_have_the_same_keys_and_places() -> None:
    polish, english = catalogue("pl"), catalogue("en")

    assert list(polish) == list(english)
    assert [key for key in polish if places(polish[key]) != places(english[key])] == []
    assert [key for key in polish if not polish[key].strip() or not english[key].strip()] == []


def test_every_used_key_exists_and_none_is_unused() -> None:
    events = {rule.anchor for rule in shipped("default").retention.values()}

    assert (used_keys() - events) ^ catalogue("en").keys() == set()


def test_the_catalogues_are_those_of_the_pages() -> None:
    assert [(FOLDER / f"pages.{language}.json").is_file() for language in LANGUAGES] == [True, True]


def test_a_text_speaks_the_language_of_the_page() -> None:
    with translation.override("pl"):
        assert text("account.save") == "Zapisz"
    with translation.override("en"):
        assert text("account.save") == "Save"
        assert text("account.save", "pl") == "Zapisz"
    with translation.override("de"):
        assert text("account.save") == "Save"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("account.nowhere")
