from dataclasses import replace

import pytest

from ostoja.policy.text import Language
from tests.policy.small import scope, small


def test_a_scope_holds_what_is_true_with_its_adapters() -> None:
    assert "R08" in scope().policy.retention
    assert "R08" not in scope(Language.EN, small(), "organisations").policy.retention


def test_places_are_filled_and_no_text_is_no_words() -> None:
    english = scope()

    assert english.say(english.whole.sections["processing"].parts[3].text).startswith("We keep the file for 6 years.")
    assert english.say(None) == ""


def test_data_of_a_group_are_those_that_there_are_of_it() -> None:
    assert scope().data_of("occupant", ["id.email", "acc.session"]) == "E-mail address"


@pytest.mark.parametrize(
    ("written", "said"),
    [("P30D", "30 dni"), ("session", "do zamknięcia przeglądarki"), ("per_entry", "jak w tabeli cookies")],
)
def test_periods_ages_and_the_words_that_stand_for_one_are_said(written: str, said: str) -> None:
    assert scope(Language.PL).period(written) == said


def test_a_scope_of_a_group_holds_what_concerns_its_people_under_the_same_name() -> None:
    whole = scope()
    mine = replace(whole, group="occupant")

    assert list(mine.policy.groups) == ["occupant"]
    assert all(purpose.groups == ("occupant",) for purpose in mine.policy.purposes.values())
    assert mine.hash() == whole.policy.hash()
