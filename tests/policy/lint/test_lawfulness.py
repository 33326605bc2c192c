import pytest

from tests.policy.small import FILES, problems


# A008.
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("purposes.toml", 'gate = "consent"', "", "purposes.toml: app.weather.basis: consent needs gate = 'consent'"),
        (
            "purposes.toml",
            'gate = "consent"\nquestion',
            'gate = "consent"\n# ',
            "purposes.toml: app.weather.basis: consent",
        ),
        (
            "purposes.toml",
            "balance",
            "# ",
            "purposes.toml: app.claims.basis: a legitimate interest needs its balancing",
        ),
        ("purposes.toml", 'law = ["vat"]', "", "purposes.toml: app.tax.basis: a legal obligation needs the law"),
        (
            "purposes.toml",
            'gate = "setting"',
            'gate = "consent"',
            "purposes.toml: app.zones.gate: what needs consent needs the question",
        ),
        ("recipients.toml", "contract", "# ", "recipients.toml: weather_office.contract: a processor needs a contract"),
        (
            "recipients.toml",
            "categories = []",
            'categories = ["id.email"]',
            "recipients.toml: sign_in_maker.categories: somebody who receives nothing",
        ),
        ("recipients.toml", "country", "# ", "recipients.toml: weather_office.country: a named recipient needs its"),
        (
            "transfers.toml",
            FILES["transfers.toml"].decode(),
            "",
            "recipients.toml: weather_office.country: US needs a transfer in transfers.toml",
        ),
    ],
)
def test_what_the_law_wants_is_named_when_it_is_missing(name: str, old: str, new: str, said: str) -> None:
    told = problems(name, old, new)

    assert any(problem.startswith(said) for problem in told), told


def test_within_the_area_nothing_is_needed() -> None:
    assert problems("recipients.toml", '"US"', '"IS"') == []
