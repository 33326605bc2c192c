"""Growing pauses between attempts, with chance in them so that a thousand homes do not knock at once."""

import random


class Pauses:
    """The next pause is twice the one before, up to a longest, and then by chance between half and the whole of that.

    Units: seconds.
    """

    def __init__(self, first: float, longest: float, chance: random.Random | None = None) -> None:
        self._first = first
        self._longest = longest
        self._chance = chance or random.SystemRandom()
        self._bound = first

    def next(self) -> float:
        """How long to wait now."""
        bound, self._bound = self._bound, min(self._longest, self._bound * 2)
        return bound * self._chance.uniform(0.5, 1)

    def reset(self) -> None:
        """Begin with the first pause again."""
        self._bound = self._first
