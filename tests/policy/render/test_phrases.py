import re

import pytest

from ostoja.policy.periods import PER_ENTRY, Rounding
from ostoja.policy.render import phrases
from ostoja.policy.text import Language
from ostoja.policy.words import (
    Action,
    CookieCategory,
    Gate,
    Kept,
    Mechanism,
    OurRole,
    Party,
    Place,
    RecipientRole,
    Source,
)
from tests.rules.code import PRODUCT

SETS = {
    "action": Action,
    "cookie": CookieCategory,
    "kept": Kept,
    "mechanism": Mechanism,
    "party": Party,
    "place": Place,
    "record": OurRole,
    "role": RecipientRole,
    "rounding": Rounding,
    "source": Source,
}


def test_every_word_of_a_closed_set_has_a_phrase() -> None:
    keys = {f"{name}.{word.value}" for name, words in SETS.items() for word in words}
    keys |= {gate.value for gate in Gate if gate is not Gate.NONE} | {PER_ENTRY}

    assert keys - phrases.PHRASES.keys() == set()


def test_every_phrase_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PRODUCT.rglob("*") if path.suffix in {".py", ".html"})
    starts = {f"{name}." for name in SETS} | {"record."}
    plain = {key for key in phrases.PHRASES if not any(key.startswith(start) for start in starts)}

    assert {key for key in plain if not re.search(rf"""["']{re.escape(key)}["']""", code)} == set()


def test_a_phrase_that_is_not_there_is_an_error() -> None:
    assert phrases.phrase("data", Language.PL) == "Dane"
    with pytest.raises(KeyError):
        phrases.phrase("no such phrase", Language.PL)
