"""How long a relay is away, and how long it is left alone before it is dialled again."""

from dataclasses import dataclass

GROWTH = 20  # An outage that is ten minutes old is looked at every 15 s: (600 - 300) / 20.


@dataclass(frozen=True)
class Patience:
    """While an outage is young it is soon over, and people wait; later the pauses grow with it up to the longest.

    A pause is by chance between half and the whole of its bound, so that a thousand homes do not knock at once. With
    0.7 s a relay that is back has its homes back within 0.8 s.
    Units: seconds.
    """

    soon: float = 0.7
    young: float = 300.0
    longest: float = 15.0

    def pause(self, outage: float, chance: float) -> float:
        """How long to wait now, when the relay is away for so long.

        Units: seconds; ``chance`` from 0 to 1.
        """
        bound = min(self.longest, max(self.soon, (outage - self.young) / GROWTH))
        return bound * (1 + chance) / 2


class Outage:
    """Tells how long the relay is away; a connection that broke before it was steady does not count as its return.

    Units: seconds, of any clock that does not jump.
    """

    def __init__(self, steady: float) -> None:
        self._steady = steady
        self._up: float | None = None
        self._lost: float | None = None

    def is_up(self, now: float) -> None:
        """The relay is there."""
        self._up = now

    def age(self, now: float) -> float:
        """The relay is not there: for how long; 0 when it has only just gone."""
        was_steady = self._up is not None and now - self._up >= self._steady
        if was_steady or self._lost is None:
            self._lost = now
        self._up = None
        return now - self._lost
