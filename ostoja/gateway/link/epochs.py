"""The gateway's X25519 keys, one an hour, in memory only: what was sealed to a past hour stays closed for good."""

from datetime import datetime, timedelta

from ostoja.protocol.gateway_session import EpochKey
from ostoja.protocol.sealing import DhKey

HOUR = timedelta(hours=1)
OVERLAP = timedelta(minutes=1)  # A session greeted with the old key has so long to open.


class HourKey(DhKey):
    """A key that can be destroyed.

    A session lets go of it when it opens; one that was greeted and never opened holds it still, and then holds nothing.
    """

    def destroy(self) -> None:
        """Forget the private half, wherever this object is still held."""
        self._raw = b""


class Epochs:
    """The key of the hour, and the one before it for a minute."""

    def __init__(self, now: datetime) -> None:
        self._keys: list[tuple[HourKey, EpochKey]] = []
        self._add(now)

    def current(self, now: datetime) -> EpochKey:
        """The key for a new session."""
        self.turn(now)
        return self._keys[-1][1]

    def turn(self, now: datetime) -> None:
        """Begin a new hour when it is time, and destroy what is over."""
        if self._keys[-1][1].until - OVERLAP.total_seconds() <= now.timestamp() or _is_astray(self._keys[-1], now):
            self._add(now)
        over = [pair for pair in self._keys if pair[1].until <= now.timestamp() or _is_astray(pair, now)]
        for key, _ in over:
            key.destroy()
        self._keys = [pair for pair in self._keys if pair not in over]

    def _add(self, now: datetime) -> None:
        key = HourKey.new()
        assert isinstance(key, HourKey)  # noqa: S101 - ``new`` makes one of its own class
        self._keys.append((key, EpochKey(key, int((now + HOUR).timestamp()))))


def _is_astray(pair: tuple[HourKey, EpochKey], now: datetime) -> bool:
    """Whether the clock was ahead when this key was made: it would be kept until that time comes."""
    return pair[1].until > (now + HOUR + OVERLAP).timestamp()
