from hypothesis import given
from hypothesis import strategies as st

from ostoja.policy.adapters import adapters_of, with_adapters
from ostoja.policy.filling import fill, values_of
from ostoja.policy.lint import references
from ostoja.policy.lint.lint import problems_of
from ostoja.policy.lint.texts import texts_of
from ostoja.policy.text import Language
from tests.policy.small import small, small_with

ADAPTERS = adapters_of(small())


def test_every_adapter_that_an_entry_waits_for_is_known() -> None:
    assert {"organisations", "weather"} == ADAPTERS


def test_with_everything_on_nothing_is_missing() -> None:
    assert with_adapters(small(), ADAPTERS) == small()


@given(st.sets(st.sampled_from(sorted(ADAPTERS))))
def test_no_choice_of_adapters_leaves_a_reference_that_leads_nowhere(on: set[str]) -> None:
    smaller = with_adapters(small(), on)

    assert [str(problem) for problem in references.faults(smaller)] == []
    assert problems_of(smaller) == []


@given(st.sets(st.sampled_from(sorted(ADAPTERS))), st.sampled_from(Language))
def test_every_text_can_still_be_filled(on: set[str], language: Language) -> None:
    smaller = with_adapters(small(), on)
    values = values_of(smaller, language)

    assert all("{" not in fill(text, values, language) for _file, _key, text in texts_of(smaller))


def test_what_hangs_on_an_adapter_goes_with_it() -> None:
    smaller = with_adapters(small(), {"organisations"})

    assert "loc.coarse" not in smaller.categories
    assert "app.weather" not in smaller.purposes
    assert "R08" not in smaller.retention
    assert (smaller.transfers, smaller.tools, list(smaller.cookies)) == ({}, {}, ["own"])


def test_an_entry_loses_the_group_that_went_and_stays_for_the_others() -> None:
    smaller = with_adapters(small(), {"weather"})

    assert smaller.categories["id.email"].groups == ("user",)
    assert smaller.retention["R02"].purposes == ("app.contract",)
    assert "org.service" not in smaller.purposes


def test_who_receives_nothing_is_named_all_the_same() -> None:
    assert "sign_in_maker" in with_adapters(small(), ()).recipients


def test_a_recipient_goes_with_the_last_purpose_that_it_serves() -> None:
    policy = small_with("recipients.toml", 'review = 2027-10-01\nadapter = "weather"', "review = 2027-10-01")

    assert "weather_office" not in with_adapters(policy, ()).recipients


def test_a_claim_about_data_that_are_not_held_is_not_made() -> None:
    smaller = with_adapters(small(), ())

    assert list(smaller.claims) == ["precise_not_stored", "no_decisions"]
    assert "unlinked" not in smaller.sections


def test_a_paragraph_that_names_what_is_off_is_not_said() -> None:
    smaller = with_adapters(small(), ())

    assert [part.show for part in smaller.sections["recipients"].parts] == ["recipients", "transfers"]
