import pytest

from tests.policy.small import problems


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("retention.toml", '"P6Y"', '"6 years"', "retention.toml: R01.period: '6 years' is not a period"),
        ("retention.toml", '"P10Y"', '"long"', "retention.toml: R12.cap: 'long' is not a period"),
        ("retention.toml", 'notice = "P30D"', 'notice = "P"', "retention.toml: R02.notice: 'P' is not a period"),
        ("retention.toml", '"P7D"', '"P7"', "retention.toml: R08.choices[1]: 'P7' is not a period"),
        ("retention.toml", '"P5Y"', '"P11Y"', "retention.toml: R12.period: P11Y is longer than the cap P10Y"),
        (
            "retention.toml",
            'cap = "P10Y"',
            'cap = "P5Y"\nchoices = ["P6Y"]',
            "retention.toml: R12.choices: P6Y is longer than the cap P5Y",
        ),
        ("cookies.toml", '"P13M"', '"P14M"', "cookies.toml: weather.names.sky_*: P14M is longer than P13M"),
        ("cookies.toml", '"P13M"', '"persistent"', "cookies.toml: weather.names.sky_*: 'persistent' is not a period"),
    ],
)
def test_a_period_that_is_none_or_too_long_is_named(name: str, old: str, new: str, said: str) -> None:
    told = problems(name, old, new)

    assert any(problem.startswith(said) for problem in told), told


def test_a_rule_that_leaves_it_to_each_entry_has_nothing_to_compare() -> None:
    assert problems("retention.toml", '"per_entry"', '"per_entry"\ncap = "P13M"') == []
