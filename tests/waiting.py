"""Waiting for what comes about elsewhere, in another process or in a page."""

import time
from collections.abc import Callable

EVERY_SECONDS = 0.05


def until(holds: Callable[[], bool], seconds: float = 40) -> None:
    """Wait until this holds; fails when it does not within so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(EVERY_SECONDS)
