"""How long to wait before trying again: longer each time, never all relays at once."""

import random
from collections.abc import Iterator


def growing_pauses(first: float, longest: float) -> Iterator[float]:
    """Seconds to wait, doubling from ``first`` up to ``longest``, each somewhere between its half and itself."""
    pause = first
    while True:
        yield pause * random.uniform(0.5, 1)  # noqa: S311 - spread, not secrecy
        pause = min(longest, pause * 2)
