from datetime import UTC, date, datetime, timedelta

import pytest

from ostoja.cloud.retention.rules import is_good_review, is_late

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("review", "good"),
    [(date(2026, 11, 22), True), (date(2027, 5, 22), True), (date(2027, 5, 23), False), (date(2026, 11, 21), False)],
)
def test_a_hold_is_looked_at_again_within_half_a_year(review: date, *, good: bool) -> None:
    assert is_good_review(date(2026, 11, 22), review) is good


def test_forgetting_is_late_after_a_day_without_it() -> None:
    assert not is_late(None, None, NOW)
    assert not is_late(NOW - timedelta(hours=24), None, NOW)
    assert is_late(NOW - timedelta(hours=25), None, NOW)
    assert is_late(None, NOW - timedelta(hours=25), NOW)
