"""Rollers that know no position: only whether they run, and which way."""

from ostoja.simulator.things.thing import NEVER, RefusedError, State, Thing

STILL = "0"
OPENING = "1"
CLOSING = "2"


class Roller(Thing):
    """Runs for the time of its full way, then rests. What a real one shows is not known; this one shows its motor.

    Units: ``travel_s`` in seconds.
    """

    def __init__(self, *, travel_s: float) -> None:
        super().__init__()
        self._travel_s = travel_s
        self._motor = STILL
        self._rests_at = NEVER

    @property
    def next_at(self) -> float:
        """When its motor rests."""
        return self._rests_at

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:
        """Run or stop.

        Raises: RefusedError for other verbs.
        """
        match verb, words:
            case "open", ():
                self._motor, self._rests_at = OPENING, now + self._travel_s
            case "close", ():
                self._motor, self._rests_at = CLOSING, now + self._travel_s
            case "stop", ():
                self._motor, self._rests_at = STILL, NEVER
            case _:
                raise RefusedError(verb)

    def step(self, now: float) -> None:
        """Rest at the end of the way."""
        if now >= self._rests_at:
            self._motor, self._rests_at = STILL, NEVER

    def shown(self) -> State:
        """How its motor runs."""
        return {"state": self._motor}
