from datetime import date

import pytest

from ostoja.policy.lint.lint import overdue_of
from tests.policy.small import small, small_with

TODAY = date(2026, 11, 22)


def test_nothing_is_overdue_in_time() -> None:
    assert overdue_of(small(), TODAY) == []


# A009.
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "controller.toml",
            "review = 2027",
            "review = 2025",
            "controller.toml: authority.review: the review was due on",
        ),
        ("law.toml", "review = 2027", "review = 2025", "law.toml: vat.review: the review was due on 2025-06-01"),
        ("transfers.toml", "review = 2027", "review = 2025", "transfers.toml: T1.review: the review was due on"),
        ("recipients.toml", "review = 2027", "review = 2025", "recipients.toml: weather_office.review: the review was"),
        (
            "recipients.toml",
            "checked = 2026",
            "checked = 2025",
            "recipients.toml: weather_office.checked: the legal name",
        ),
        ("recipients.toml", "checked = 2026-10-01", "", "recipients.toml: weather_office.checked: the legal name"),
    ],
)
def test_what_nobody_looked_at_again_is_named(name: str, old: str, new: str, said: str) -> None:
    assert [str(problem)[: len(said)] for problem in overdue_of(small_with(name, old, new), TODAY)] == [said]
