"""The two clocks of the relay, given to everything that needs one so that tests can turn the hands."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is."""

    def wall(self) -> datetime:
        """The instant, as tickets count it."""
        ...

    def steady(self) -> float:
        """Seconds that never jump, for silences and paces."""
        ...


class SystemClock:
    """The machine's clocks."""

    def wall(self) -> datetime:
        """The instant in UTC."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds since some moment before this process began."""
        return time.monotonic()
