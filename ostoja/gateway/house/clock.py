"""The clock as everybody takes it: a function, so that tests bring their own."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The instant it is, in UTC."""
    return datetime.now(UTC)
