import pytest

from tests.policy.small import problems


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("about.toml", "About a small service.", "Kept for 30 days.", "about.toml: scope.en: says '30 days' itself"),
        ("about.toml", "Szyfrujemy połączenia.", "Po 6 latach.", "about.toml: measures.pl: says '6 latach' itself"),
        ("claims.toml", "no automated", "anonymous", "claims.toml: no_decisions.text.en: claims anonymity"),
        ("claims.toml", "automatycznych", "anonimowych", "claims.toml: no_decisions.text.pl: claims anonymity"),
        ("groups.toml", "Users", "Cloudy Skies Inc.", "groups.toml: user.label.en: names 'Cloudy Skies Inc.' itself"),
        ("groups.toml", "Users", "Set by sessionid", "groups.toml: user.label.en: names 'sessionid' itself"),
        (
            "groups.toml",
            "The address",
            "Mała Spółka sp. z o.o.",
            "groups.toml: user.needed.en: names 'Mała Spółka sp. z o.o.' itself",
        ),
        (
            "sections.toml",
            "Akta trzymamy {period.R01}.",
            "Akta trzymamy.",
            "sections.toml: processing.parts[3].text: both languages leave the same places open",
        ),
        ("about.toml", "About a", "About {a", "about.toml: scope.en: has a brace that opens or closes no place"),
    ],
)
def test_words_that_only_an_entry_may_say_are_named(name: str, old: str, new: str, said: str) -> None:
    told = problems(name, old, new)

    assert any(problem.startswith(said) for problem in told), told


def test_a_name_within_a_longer_word_is_not_named() -> None:
    assert problems("groups.toml", "Users", "sessionids") == []


def test_who_receives_may_be_named_where_receivers_are_described() -> None:
    assert problems("recipients.toml", "tells the weather", "Cloudy Skies Inc. tells the weather") == []


def test_deviations_say_what_the_other_policy_says() -> None:
    assert problems("deviations.toml", "The model has no start.", "The model says 6 years.") == []
