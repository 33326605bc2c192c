"""The clock as everybody takes it: a function, so that tests bring their own."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The instant it is, in UTC."""
    return datetime.now(UTC)


def steady_clock() -> datetime:
    """How long this machine runs, as an instant: only for differences, which nobody who sets the time changes."""
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=time.monotonic())
