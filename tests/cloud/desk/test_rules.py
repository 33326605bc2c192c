from datetime import UTC, datetime, timedelta

import pytest

from ostoja.cloud.desk.rules import FRESH_FOR, Right, Role, is_fresh, may

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("right", Right)
def test_the_officer_opens_everything(right: Right) -> None:
    assert may(Role.OFFICER, right)


def test_support_sees_the_queue_and_enters_requests_and_nothing_else() -> None:
    assert {right for right in Right if may(Role.SUPPORT, right)} == {Right.QUEUE, Right.ENTER, Right.STATISTICS}


def test_a_code_counts_for_a_quarter_of_an_hour() -> None:
    assert timedelta(minutes=15) == FRESH_FOR
    assert is_fresh(NOW - FRESH_FOR, NOW)
    assert not is_fresh(NOW - FRESH_FOR - timedelta(seconds=1), NOW)


def test_no_code_and_one_from_the_future_count_for_nothing() -> None:
    assert not is_fresh(None, NOW)
    assert not is_fresh(NOW + timedelta(seconds=1), NOW)
