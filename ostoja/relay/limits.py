"""How much of everything the relay bears: one dataclass, read once."""

import resource
from dataclasses import dataclass, field
from datetime import timedelta

from ostoja.protocol.frames import LARGEST_FRAME

KIB = 1024
SPARE_FILES = 64
"""Descriptors kept back for the log, the loop, the status page, the cloud, and strangers about to be told TOO_BUSY."""
LOOK_SECONDS = 0.5
"""Every connection is looked at so often: whether it lives, and whether its home says too much."""
FRAME_WORTH = 256
"""What a frame counts for beside its bytes: a small one costs about as much work as so many bytes of a large one."""


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

    Units: frames and marks in bytes, ``home`` in bytes a second.
    """

    frame: int = LARGEST_FRAME
    channels: int = 64
    # A quarter of a home's channels: one member's many pages leave room for the others, the owner among them.
    member_channels: int = 16
    people: int = 6
    monitoring: int = 3
    # Of all connections of a home together, ``FRAME_WORTH`` added for each frame: 32,000 small frames or 130 of the
    # largest a second, ten times what a home with every page open says, and about a tenth of the one core.
    home: int = 8_192 * KIB
    # Of apps and of gateways, each.
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

    @property
    def pending_of_a_kind(self) -> int:
        """How many apps, and how many gateways, may be connected and not admitted yet.

        Neither takes more than a quarter of all connections, so that strangers of both kinds leave half for others.
        """
        return max(1, min(self.pending, self.connections // 4))

    @property
    def channels_of_members(self) -> int:
        """How many channels may be open of those who are not owners: a quarter is kept for owners."""
        return self.channels - self.channels // 4
