from datetime import UTC, datetime

from ostoja.relay.clock import SystemClock


def test_the_system_tells_time_in_utc_and_never_backwards() -> None:
    clock = SystemClock()

    assert clock.wall().tzinfo is UTC
    assert abs((clock.wall() - datetime.now(UTC)).total_seconds()) < 5
    assert clock.steady() <= clock.steady()
