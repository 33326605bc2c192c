"""How much of everything the relay bears: one dataclass, read once."""

import resource
from dataclasses import dataclass, field
from datetime import timedelta

from ostoja.protocol.frames import LARGEST_FRAME

KIB = 1024
SPARE_FILES = 64
"""Descriptors kept back for the log, the loop, the status page, the cloud, and strangers about to be told TOO_BUSY."""


@dataclass(frozen=True)
class Marks:
    """Bytes waiting for one reader: over ``high`` it pauses, below ``low`` it goes on, over ``hard`` it ends."""

    high: int
    low: int
    hard: int


@dataclass(frozen=True)
class Silence:
    """After ``ping`` of silence a peer is asked whether it lives, after ``gone`` it does not."""

    ping: timedelta
    gone: timedelta


def _connections_possible() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(1, soft - SPARE_FILES)


@dataclass(frozen=True)
class Limits:
    """What one relay bears; every number can be set on the command line.

    Units: frames and marks in bytes.
    """

    frame: int = LARGEST_FRAME
    channels: int = 64
    # A quarter of a home's channels: one member's many pages leave room for the others, the owner among them.
    member_channels: int = 16
    people: int = 6
    monitoring: int = 3
    pending: int = 1_000
    connections: int = field(default_factory=_connections_possible)
    first_frame: timedelta = timedelta(seconds=5)
    goodbye: timedelta = timedelta(seconds=2)
    reopenings_per_second: int = 4
    # The window a gateway may have on its way is 128 KiB (``listening.RECEIVE_BYTES``): 64 + 128 stays under 256.
    app: Marks = Marks(high=64 * KIB, low=16 * KIB, hard=256 * KIB)
    # At the high mark its apps are no longer read; each of 64 has its window in hand at most: 256 KiB + 64 · 128 KiB.
    gateway: Marks = Marks(high=256 * KIB, low=64 * KIB, hard=8_448 * KIB)
    app_silence: Silence = Silence(timedelta(seconds=15), timedelta(seconds=35))
    gateway_silence: Silence = Silence(timedelta(seconds=4), timedelta(seconds=9))
