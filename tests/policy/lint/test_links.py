import pytest

from tests.policy.small import problems


# A009.
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("recipients.toml", "url =", "# ", "recipients.toml: weather_office.url: needs a link to its own information"),
        ("tools.toml", "url =", "# ", "tools.toml: sky.url: needs a link to its own information"),
        ("tools.toml", "https://w", "http://w", "tools.toml: sky.url: 'http://weather.example/sky' is not an https"),
        ("tools.toml", '"https://weather.example/sky"', '""', "tools.toml:9: sky.url: is empty"),
        (
            "recipients.toml",
            "https://weather",
            "javascript:weather",
            "recipients.toml: weather_office.url: 'javascript",
        ),
        (
            "law.toml",
            "https://isap.sejm.gov.pl/vat",
            "https://isap",
            "law.toml: vat.url: 'https://isap' is not an https",
        ),
        ("controller.toml", "https://uodo.gov.pl", "https://uodo .pl", "controller.toml: authority.url: 'https://uodo"),
        (
            "tools.toml",
            '"sky.weather.example"',
            '"sky.example; script-src *"',
            "tools.toml: sky.hosts[0]: 'sky.example; script-src *' is not the name of a host",
        ),
        (
            "recipients.toml",
            '"api.weather.example"',
            '"https://api.weather.example"',
            "recipients.toml: weather_office.hosts[0]: 'https://api.weather.example' is not the name of a host",
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_named(name: str, old: str, new: str, said: str) -> None:
    told = problems(name, old, new)

    assert any(problem.startswith(said) for problem in told), told


def test_every_host_under_a_name_may_be_meant() -> None:
    assert problems("tools.toml", '"sky.weather.example"', '"*.weather.example"') == []
