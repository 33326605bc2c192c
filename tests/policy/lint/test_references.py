import pytest

from tests.policy.small import problems


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("categories.toml", "id.email", "id.mail", "categories.toml: id.mail: 'id.mail' is not in the taxonomy"),
        ("categories.toml", "occupant", "guest", "categories.toml: id.email.groups: 'guest' is not in groups.toml"),
        ("purposes.toml", '["user"]', '["guest"]', "purposes.toml: app.contract.groups: 'guest' is not in groups.toml"),
        (
            "purposes.toml",
            "acc.session",
            "acc.locale",
            "purposes.toml: app.contract.categories: 'acc.locale' is not in categories.toml",
        ),
        ("purposes.toml", '["vat"]', '["pit"]', "purposes.toml: app.tax.law: 'pit' is not in law.toml"),
        ("retention.toml", '["user"]', '["guest"]', "retention.toml: R01.groups: 'guest' is not in groups.toml"),
        (
            "retention.toml",
            "id.email",
            "id.phone",
            "retention.toml: R01.categories: 'id.phone' is not in categories.toml",
        ),
        (
            "retention.toml",
            "app.claims",
            "app.fun",
            "retention.toml: R01.purposes: 'app.fun' is not in purposes.toml",
        ),
        (
            "recipients.toml",
            '["user"]',
            '["guest"]',
            "recipients.toml: weather_office.groups: 'guest' is not in groups.toml",
        ),
        (
            "recipients.toml",
            "loc.coarse",
            "id.nip",
            "recipients.toml: weather_office.categories: 'id.nip' is not in categories.toml",
        ),
        (
            "recipients.toml",
            "app.weather",
            "app.fun",
            "recipients.toml: weather_office.purposes: 'app.fun' is not in purposes.toml",
        ),
        (
            "transfers.toml",
            "weather_office",
            "nobody",
            "transfers.toml: T1.recipients: 'nobody' is not in recipients.toml",
        ),
        ("tools.toml", "weather_office", "nobody", "tools.toml: sky.recipient: 'nobody' is not in recipients.toml"),
        (
            "tools.toml",
            'section = "weather"',
            'section = "sky"',
            "tools.toml: sky.section: 'sky' is not in sections.toml",
        ),
        ("tools.toml", "loc.coarse", "id.nip", "tools.toml: sky.categories: 'id.nip' is not in categories.toml"),
        (
            "cookies.toml",
            "weather_office",
            "nobody",
            "cookies.toml: weather.recipient: 'nobody' is not in recipients.toml",
        ),
        ("cookies.toml", "app.contract", "app.fun", "cookies.toml: own.purpose: 'app.fun' is not in purposes.toml"),
        (
            "cookies.toml",
            'storage = ["remembered_device"]',
            'storage = ["other"]',
            "cookies.toml: own.storage: 'other' is not in the names of this row",
        ),
        ("claims.toml", "loc.precise", "id.nip", "claims.toml: precise_not_stored.categories: 'id.nip' is not in"),
        (
            "sections.toml",
            '"no_decisions"',
            '"all_is_well"',
            "sections.toml: rights.parts[4].claim: 'all_is_well' is not in claims.toml",
        ),
        ("sections.toml", '"groups"', '"crowds"', "sections.toml: people.parts[2].show: 'crowds' is not in the lists"),
        (
            "sections.toml",
            'of = "weather"',
            'of = "sky"',
            "sections.toml: recipients.parts[3].of: 'sky' is not in sect",
        ),
        (
            "sections.toml",
            '{ claim = "no_decisions" }',
            "{ }",
            "sections.toml: rights.parts[4]: has exactly one of text, show and claim",
        ),
        (
            "sections.toml",
            "Pisz na {controller.email}",
            "Pisz na {controller.fax}",
            "sections.toml: processing.parts[3].text.pl: 'controller.fax' is not in the places to fill",
        ),
        ("about.toml", "Europe/Warsaw", "Mars/Base", "about.toml: zone: 'Mars/Base' is no time zone"),
        ("about.toml", "Europe/Warsaw", "../../etc/passwd", "about.toml: zone: '../../etc/passwd' is no time zone"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(name: str, old: str, new: str, said: str) -> None:
    told = problems(name, old, new)

    assert any(problem.startswith(said) for problem in told), told
