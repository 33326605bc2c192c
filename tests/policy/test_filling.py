import pytest

from ostoja.policy.filling import fill, places_in, places_of, values_of
from ostoja.policy.text import Language, Text
from tests.policy.small import small, small_with


def test_a_place_is_filled_in_the_language_of_its_text() -> None:
    text = Text("Trzymamy {period.R01} u {controller.name}.", "Kept {period.R01} by {controller.name}.")

    assert fill(text, values_of(small(), Language.PL), Language.PL) == "Trzymamy 6 lat u Mała Spółka sp. z o.o.."
    assert fill(text, values_of(small(), Language.EN), Language.EN) == "Kept 6 years by Mała Spółka sp. z o.o.."


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"period\.R99"):
        fill(Text("{period.R99}", "{period.R99}"), values_of(small(), Language.EN), Language.EN)


def test_places_of_both_languages_are_found() -> None:
    assert places_of(Text("{a} i {b}", "{b} and {c}")) == {"a", "b", "c"}


def test_a_rule_without_a_period_of_its_own_fills_no_place() -> None:
    assert "period.R01" in places_in(small())
    assert "period.R20" not in places_in(small())


def test_a_recipient_without_a_legal_name_is_called_by_its_label() -> None:
    assert values_of(small(), Language.PL)["recipient.advisers"] == "Doradcy prawni"
    assert values_of(small(), Language.PL)["recipient.weather_office"] == "Cloudy Skies Inc."


def test_the_officer_is_written_to_where_there_is_one() -> None:
    with_officer = small_with("controller.toml", 'country = "PL"', 'country = "PL"\nofficer_email = "iod@mala.example"')

    assert values_of(small(), Language.EN)["officer.email"] == "dane@mala.example"
    assert values_of(with_officer, Language.EN)["officer.email"] == "iod@mala.example"
