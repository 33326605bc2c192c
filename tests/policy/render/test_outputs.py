import re
import sys

import pytest

from ostoja.policy.errors import PolicyError
from ostoja.policy.render.outputs import DOCUMENTS, FORMATS, KINDS, output
from ostoja.policy.render.short import short_notice
from ostoja.policy.text import Language
from tests.policy.small import CLAIMS, FILES, scope, small, small_with
from tests.rules.code import PRODUCT

BEGINNINGS = {"text": b"", "html": b"<!doctype html>", "pdf": b"%PDF"}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_document_has_every_format(kind: str, form: str) -> None:
    assert output(scope(Language.PL), kind, form, CLAIMS).startswith(BEGINNINGS[form])


@pytest.mark.parametrize(
    ("kind", "part"), [("jsonld", b'"@context"'), ("csp", b"default-src 'none'"), ("egress", b"api.weather.example\n")]
)
def test_lists_for_machines_have_a_form_of_their_own(kind: str, part: bytes) -> None:
    assert part in output(scope(), kind, "text", CLAIMS)
    with pytest.raises(PolicyError, match="has a form of its own"):
        output(scope(), kind, "pdf", CLAIMS)


def test_a_kind_that_there_is_not_is_an_error() -> None:
    with pytest.raises(PolicyError, match="'poem'"):
        output(scope(), "poem", "html", CLAIMS)
    with pytest.raises(KeyError):
        output(scope(), "poem", "text", CLAIMS)


def test_without_its_library_pdf_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ostoja.policy.render.pdf", None)

    with pytest.raises(PolicyError, match=r"pip install 'ostoja\[cloud\]'"):
        output(scope(), "notice", "pdf", CLAIMS)


# A004.
HOLDING_WORDS = {".py", ".html", ".txt", ".toml", ".json"}
SIX_YEARS = re.compile(r"\b(?:6 lat|6 years|P6Y)\b")
PERIOD_WORDS = {Language.PL: (b"6 lat", b"77 lat"), Language.EN: (b"6 years", b"77 years")}


@pytest.mark.parametrize("kind", ["notice", "record"])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", ["text", "html"])
def test_one_changed_period_changes_every_document(kind: str, language: Language, form: str) -> None:
    before, after = PERIOD_WORDS[language]
    changed = small_with("retention.toml", '"P6Y"', '"P77Y"')

    old, new = (output(scope(language, policy), kind, form, CLAIMS) for policy in (small(), changed))
    assert (before in old, after in old) == (True, False)
    assert (before in new, after in new) == (False, True)


@pytest.mark.parametrize("language", Language)
def test_one_changed_period_changes_what_stands_beside_a_form(language: Language) -> None:
    before, after = (words.decode() for words in PERIOD_WORDS[language])
    old = short_notice(scope(language), "app.claims")
    new = short_notice(scope(language, small_with("retention.toml", '"P6Y"', '"P77Y"')), "app.claims")

    assert old is not None
    assert new is not None
    assert new.kept == tuple(said.replace(before, after) for said in old.kept) != old.kept


@pytest.mark.parametrize("kind", ["notice", "cookies"])
def test_one_changed_age_changes_the_table_wherever_it_stands(kind: str) -> None:
    older = small_with("cookies.toml", '"P13M"', '"P11M"')

    assert b"1 year and 1 month" in output(scope(), kind, "html", CLAIMS)
    assert b"1 year and 1 month" not in output(scope(Language.EN, older), kind, "html", CLAIMS)
    assert b"11 months" in output(scope(Language.EN, older), kind, "html", CLAIMS)


def test_one_changed_period_changes_what_machines_read() -> None:
    changed = scope(Language.EN, small_with("retention.toml", '"P6Y"', '"P77Y"'))

    assert b'"P77Y"' in output(changed, "jsonld", "text", CLAIMS)
    assert b'"P6Y"' not in output(changed, "jsonld", "text", CLAIMS)


def test_no_code_and_no_template_holds_a_period_of_the_policy() -> None:
    files = [path for path in PRODUCT.rglob("*") if path.suffix in HOLDING_WORDS and "sets" not in path.parts]
    said = {path.name for path in files if SIX_YEARS.search(path.read_text(encoding="utf-8"))}

    # The two that say what a period looks like, to whoever reads them.
    assert said <= {"durations.py", "periods.py"}
    assert SIX_YEARS.search(FILES["retention.toml"].decode())


def test_kinds_are_documents_and_lists() -> None:
    assert set(DOCUMENTS) < set(KINDS)
