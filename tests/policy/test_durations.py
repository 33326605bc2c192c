import pytest

from ostoja.policy.durations import in_words
from ostoja.policy.periods import Period
from ostoja.policy.text import Language


@pytest.mark.parametrize(
    ("written", "polish", "english"),
    [
        ("P1Y", "1 rok", "1 year"),
        ("P2Y", "2 lata", "2 years"),
        ("P5Y", "5 lat", "5 years"),
        ("P22Y", "22 lata", "22 years"),
        ("P12M", "1 rok", "1 year"),
        ("P13M", "1 rok i 1 miesiąc", "1 year and 1 month"),
        ("P3M", "3 miesiące", "3 months"),
        ("P1D", "1 dzień", "1 day"),
        ("P12D", "12 dni", "12 days"),
        ("P2W", "14 dni", "14 days"),
        ("PT0S", "od razu", "at once"),
    ],
)
def test_a_period_is_said_as_people_say_it(written: str, polish: str, english: str) -> None:
    period = Period.parse(written)

    assert (in_words(period, Language.PL), in_words(period, Language.EN)) == (polish, english)
