from datetime import timedelta

from ostoja.gateway.link.epochs import HOUR, OVERLAP, Epochs
from tests.gateway.moving_clock import NOON


def test_a_key_serves_for_its_hour() -> None:
    epochs = Epochs(NOON)

    first = epochs.current(NOON)

    assert epochs.current(NOON + HOUR - OVERLAP - timedelta(seconds=1)) is first


def test_the_next_key_begins_a_minute_early_and_the_old_one_is_destroyed_in_time() -> None:
    epochs = Epochs(NOON)
    first = epochs.current(NOON)

    second = epochs.current(NOON + HOUR - OVERLAP)
    kept = first.key.raw()
    epochs.turn(NOON + HOUR)

    assert second is not first
    assert len(kept) == 32
    assert first.key.raw() == b""
    assert len(second.key.raw()) == 32


def test_a_clock_that_was_ahead_does_not_keep_its_key() -> None:
    epochs = Epochs(NOON + timedelta(days=400))
    astray = epochs.current(NOON + timedelta(days=400))

    fresh = epochs.current(NOON)

    assert fresh is not astray
    assert astray.key.raw() == b""
