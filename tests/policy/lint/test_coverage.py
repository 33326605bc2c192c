import pytest

from tests.policy.small import problems


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "retention.toml",
            '["sec.backup"]',
            '["id.email"]',
            "categories.toml: sec.backup: no rule says how long it is kept for the group 'user'",
        ),
        (
            "retention.toml",
            'purposes = ["app.tax"]\nanchor = "invoice.tax_payment_deadline"',
            'purposes = ["app.tax"]\nanchor = "claim.due_at"',
            "categories.toml: pay.invoice: for the group 'user' every rule may wait for ever",
        ),
        (
            "retention.toml",
            'cap = "P10Y"',
            'only_if = { pl = "tak", en = "yes" }',
            "categories.toml: pay.invoice: for the group 'user' every rule may wait for ever",
        ),
        (
            "purposes.toml",
            'categories = ["loc.precise"]',
            'categories = ["id.email"]',
            "categories.toml: loc.precise: no purpose of the group 'user' needs it",
        ),
        (
            "categories.toml",
            '["nowhere"]',
            '["cloud"]',
            "categories.toml: loc.precise.kept: this is never stored, so it lies nowhere",
        ),
        (
            "categories.toml",
            '["browser", "cloud"]',
            '["nowhere", "cloud"]',
            "categories.toml: acc.session.kept: lies nowhere and somewhere",
        ),
        (
            "retention.toml",
            'categories = ["loc.precise"]',
            'categories = ["loc.precise", "id.email"]',
            "retention.toml: R07.action: only what the taxonomy never stores can have this",
        ),
    ],
)
def test_data_without_an_end_a_purpose_or_a_true_place_are_named(name: str, old: str, new: str, said: str) -> None:
    assert said in problems(name, old, new)


def test_a_closed_account_is_an_end_only_where_something_closes_unused_ones() -> None:
    told = problems(
        "retention.toml",
        'anchor = "account.last_seen_at"\nstarts = { pl = "ostatnie użycie", en = "the last use" }\nperiod = "P2Y"\n'
        'action = "notify_then_close"',
        'anchor = "account.closed_at"\nstarts = { pl = "zamknięcie", en = "the closing" }\nperiod = "P2Y"',
    )

    assert "categories.toml: id.email: for the group 'user' every rule may wait for ever" in told


def test_a_closed_account_is_an_end_where_something_closes_unused_ones() -> None:
    assert problems("retention.toml", '"invoice.tax_payment_deadline"', '"account.closed_at"') == []
