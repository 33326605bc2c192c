"""Rollers that nobody can ask where they are: they only tell that they move, and which way."""

from ostoja.simulator.things.thing import NEVER, RefusedError, State, Thing

STILL, OPENS, CLOSES = "0", "1", "2"


class Roller(Thing):
    """A roller without a position; what its state says is a choice, for nobody has told it.

    Units: ``travel_s`` for the full way in seconds.
    """

    def __init__(self, *, travel_s: float = 20.0) -> None:
        super().__init__(STILL)
        self._travel_s = travel_s
        self._ends_at = NEVER

    @property
    def next_at(self) -> float:
        """When it has come to its end."""
        return self._ends_at

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:
        """Start, turn round or stop.

        Raises: RefusedError for other verbs.
        """
        match verb, words:
            case "open", ():
                self._shown, self._ends_at = OPENS, now + self._travel_s
            case "close", ():
                self._shown, self._ends_at = CLOSES, now + self._travel_s
            case "stop", ():
                self._shown, self._ends_at = STILL, NEVER
            case _:
                raise RefusedError(verb)

    def step(self, now: float) -> None:
        """Stand still at the end."""
        if now >= self._ends_at:
            self._shown, self._ends_at = STILL, NEVER

    def shown(self) -> State:
        """Whether it moves, and which way; nothing ever blocks it."""
        return {"state": self._shown or STILL, "block": 0}
