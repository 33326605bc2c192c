"""Roller shutters and blinds: they take their time, tell every 5 % of the way, and may be blocked."""

import math

from ostoja.simulator.things.thing import NEVER, RefusedError, State, Thing, whole

STEP = 5
OPEN = 100
LEAVE_OUT = 101
BLOCKS_CLOSING = 1
BLOCKS_OPENING = 2
SLAT_TURN_S = 1.0  # A slat turns from shut to open in about this time.


class Cover(Thing):
    """A cover on its way between 0 (closed) and 100 (open); with slats it is a blind.

    Units: positions in %, ``travel_s`` for the full way in seconds.
    """

    def __init__(self, position: int = OPEN, *, travel_s: float = 20.0, slats: bool = False) -> None:
        super().__init__()
        self._position = position
        self._target = position
        self._since = 0.0
        self._travel_s = travel_s
        self._slats = OPEN if slats else None
        self._slats_wanted: int | None = None
        self._slats_at = NEVER
        self.block = 0

    @property
    def next_at(self) -> float:
        """When it tells its next position, or its slats arrive."""
        if self._position == self._target:
            return self._slats_at
        return self._since + abs(self._next_stop() - self._position) * self._travel_s / OPEN

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:
        """Start, turn round or stop.

        Raises: RefusedError for other verbs, positions out of range, blocked directions and slats that it has not.
        """
        match verb, words:
            case "open", ():
                self._go(OPEN, None, now)
            case "close", ():
                self._go(0, None, now)
            case "stop", ():
                self._halt(now)
            case "setRollerPos", (position, slat):
                self._go(_axis(position), _axis(slat), now)
            case _:
                raise RefusedError(verb)

    def step(self, now: float) -> None:
        """Reach the next 5 %, or lay the slats."""
        if now < self.next_at:
            return
        if self._position == self._target:
            self._lay_slats()
            return
        self._since = self.next_at
        self._position = self._next_stop()
        if self._position == self._target and self._slats_wanted is not None:
            self._slats_at = self._since + SLAT_TURN_S

    def shown(self) -> State:
        """Position, blocked directions, and how the slats lie."""
        state: State = {"state": str(self._position), "block": self.block}
        if self._slats is not None:
            state["lammel"] = self._slats
        return state

    def restoring(self) -> str:
        """Go where it is."""
        return f"setRollerPos/{self._position}/{LEAVE_OUT if self._slats is None else self._slats}"

    def _go(self, position: int | None, slat: int | None, now: float) -> None:
        here = self._exactly(now)
        self._refuse_blocked(here, position)
        if slat is not None:
            if self._slats is None:
                raise RefusedError("slats")
            self._refuse_blocked(self._slats, slat)
        if position is None and slat is None:
            raise RefusedError("nowhere")
        self._slats_wanted, self._slats_at = slat, NEVER
        if position is not None:
            self._position, self._target, self._since = here, position, now
        if self._position != self._target:
            self._drag_slats()
        elif slat is not None:
            self._slats_at = now + SLAT_TURN_S

    def _halt(self, now: float) -> None:
        self._position = self._target = self._exactly(now)
        self._slats_wanted, self._slats_at = None, NEVER

    def _refuse_blocked(self, here: int, wanted: int | None) -> None:
        if wanted is None or wanted == here:
            return
        if self.block & (BLOCKS_CLOSING if wanted < here else BLOCKS_OPENING):
            raise RefusedError("blocked")

    def _drag_slats(self) -> None:
        if self._slats is not None:
            self._slats = OPEN if self._target > self._position else 0

    def _lay_slats(self) -> None:
        if self._slats_wanted is not None:
            self._slats = self._slats_wanted
        self._slats_wanted, self._slats_at = None, NEVER

    def _next_stop(self) -> int:
        if self._target > self._position:
            return min(self._target, (self._position // STEP + 1) * STEP)
        return max(self._target, (math.ceil(self._position / STEP) - 1) * STEP)

    def _exactly(self, now: float) -> int:
        if self._position == self._target:
            return self._position
        gone = round(max(0.0, now - self._since) / self._travel_s * OPEN)
        way = self._next_stop() - self._position
        return self._position + int(math.copysign(min(gone, abs(way)), way))


def _axis(word: str) -> int | None:
    wanted = whole(word, 0, LEAVE_OUT)
    return None if wanted == LEAVE_OUT else wanted
