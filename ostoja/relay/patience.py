"""How long a silent peer is thought alive, how often a thing may happen, and how much may be said."""

from enum import Enum, auto

from ostoja.relay.limits import Silence

LONGEST_DEBT_SECONDS = 4.0
"""What was said in half a second, before anybody looked, is made up for in three at most: nobody is thought gone."""


class Verdict(Enum):
    """What to do about a peer."""

    LEAVE = auto()
    PING = auto()
    GONE = auto()


class Patience:
    """One peer's silence; ``judge`` is asked now and then."""

    __slots__ = ("_asked", "_gone", "_ping", "_since")

    def __init__(self, silence: Silence, now: float) -> None:
        self._ping = silence.ping.total_seconds()
        self._gone = silence.gone.total_seconds()
        self._since = now
        self._asked = False

    def judge(self, now: float, *, heard: bool) -> Verdict:
        """What to do, when the peer was (or was not) heard since the last time.

        Units: ``now`` in seconds of a steady clock.
        """
        if heard:
            self._since, self._asked = now, False
            return Verdict.LEAVE
        silent = now - self._since
        if silent >= self._gone:
            return Verdict.GONE
        if silent >= self._ping and not self._asked:
            self._asked = True
            return Verdict.PING
        return Verdict.LEAVE


class Pace:
    """At most so many in any second that begins with the first of them."""

    __slots__ = ("_count", "_most", "_since")

    def __init__(self, most: int) -> None:
        self._most = most
        self._since = float("-inf")
        self._count = 0

    def allows(self, now: float) -> bool:
        """Whether it may happen once more now.

        Units: ``now`` in seconds of a steady clock.
        """
        if now - self._since >= 1:
            self._since, self._count = now, 0
        self._count += 1
        return self._count <= self._most


class Allowance:
    """So many bytes a second, and a second's worth at once."""

    __slots__ = ("_owed", "_since")

    def __init__(self) -> None:
        self._owed = 0.0
        self._since = 0.0

    def is_spent(self, size: int, rate: int, now: float) -> bool:
        """Whether it is used up, now that this much more was said.

        Units: ``size`` in bytes, ``rate`` in bytes a second, ``now`` in seconds of a steady clock.
        """
        owed = max(0.0, self._owed - (now - self._since) * rate) + size
        self._owed = min(owed, LONGEST_DEBT_SECONDS * rate)
        self._since = now
        return self._owed > rate
