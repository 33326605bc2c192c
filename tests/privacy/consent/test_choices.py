from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from ostoja.policy.changes.changes import CONSENTED, of_entry
from ostoja.policy.changes.classes import Class
from ostoja.policy.entries import Purpose
from ostoja.policy.shelf import shipped
from ostoja.policy.text import Text
from ostoja.policy.words import Basis, Gate
from ostoja.privacy.consent.choices import CONSENT, RESTRICTION, Choice, Kind, as_set, digest_of, last_of
from tests.privacy.consent.purposes import DAY, NOW, WEATHER, choice, question

OTHER: dict[str, dict[str, Any]] = {
    "a changed word of the question": {"question": question("May we now?")},
    "a changed detail": {"question": replace(question("May we?"), detail=Text("c", "d"))},
    "more data": {"categories": ("loc.coarse", "id.email")},
    "other people": {"groups": ("app_user", "household")},
    "another basis": {"basis": Basis.LEGITIMATE_INTERESTS},
    "another gate": {"gate": Gate.ACT},
    "profiling": {"profiling": True},
}


def breaking(old: Purpose, new: Purpose) -> bool:
    changes = of_entry("purposes", "p", to_builtins(old), to_builtins(new))
    return Class.CONSENT_BREAKING in {change.weight for change in changes}


@pytest.mark.parametrize("fields", OTHER.values(), ids=OTHER)
def test_what_breaks_consent_is_another_question(fields: dict[str, Any]) -> None:
    changed = replace(WEATHER, **fields)

    assert breaking(WEATHER, changed)
    assert digest_of(changed) != digest_of(WEATHER)


def test_less_than_was_agreed_to_is_another_question_too() -> None:
    more = replace(WEATHER, categories=("loc.coarse", "id.email"))

    assert not breaking(more, WEATHER)
    assert digest_of(more) != digest_of(WEATHER)


@pytest.mark.parametrize("field", sorted(set(Purpose.__struct_fields__) - CONSENTED))
def test_what_nobody_agreed_to_leaves_the_question_as_it_was(field: str) -> None:
    other = {"label": Text("Inna", "Other"), "law": ("gdpr",)}.get(field, "x")

    assert digest_of(replace(WEATHER, **{field: other})) == digest_of(WEATHER)


def test_the_order_in_which_data_are_named_is_nobodys_choice() -> None:
    first = replace(WEATHER, categories=("a", "b"), groups=("c", "d"))

    assert digest_of(first) == digest_of(replace(WEATHER, categories=("b", "a"), groups=("d", "c")))
    assert as_set("word") == "word"


def test_every_question_that_ships_is_a_different_one() -> None:
    purposes = shipped("pol-003").purposes
    asked = [purpose for purpose in purposes.values() if purpose.question is not None]

    assert len(asked) > 10
    assert len({digest_of(purpose) for purpose in asked}) == len(asked)
    assert all(len(digest_of(purpose)) == 64 for purpose in asked)


def test_the_last_choice_is_the_one_that_was_written_last_whatever_the_clock_said() -> None:
    given, withdrawn = choice(Kind.GIVEN, NOW + 10 * DAY), choice(Kind.WITHDRAWN, NOW)

    assert last_of([given, withdrawn], CONSENT) is withdrawn
    assert last_of([withdrawn, given], CONSENT) is given


def test_choices_of_other_kinds_are_passed_over() -> None:
    given = choice(Kind.GIVEN)

    assert last_of([given, choice(Kind.REQUESTED), choice(Kind.RESTRICTED)], CONSENT) is given
    assert last_of([given], RESTRICTION) is None
    assert last_of([], CONSENT) is None


def test_a_choice_that_says_nothing_of_what_was_asked_was_asked_nothing() -> None:
    assert Choice(Kind.OBJECTED, NOW).asked == ""
