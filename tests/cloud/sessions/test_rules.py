from datetime import UTC, datetime, timedelta

import pytest

from ostoja.cloud.sessions.rules import fingerprint, is_noted

NOON = datetime(2027, 1, 10, 12, tzinfo=UTC)


def test_a_fingerprint_is_always_the_same_and_says_nothing_of_the_key() -> None:
    key = "0123456789abcdefghijklmnopqrstuv"

    assert fingerprint(key) == fingerprint(key)
    assert key not in fingerprint(key)
    assert fingerprint(key) != fingerprint(key[:-1] + "w")


@pytest.mark.parametrize(("later", "noted"), [(0, True), (299, True), (300, False), (-1, False)])
def test_a_use_is_noted_every_five_minutes(later: int, *, noted: bool) -> None:
    assert is_noted(NOON, NOON + timedelta(seconds=later)) is noted
