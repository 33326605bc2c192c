"""What has to be looked at as time passes: silences, expiries, what can be forgotten, memory that can go back."""

import ctypes
import logging
from collections.abc import Callable

from ostoja.relay.clock import Clock
from ostoja.relay.limits import LOOK_SECONDS
from ostoja.relay.outbound import Turn
from ostoja.relay.switchboard import Switchboard
from ostoja.relay.wire import Wire

log = logging.getLogger(__name__)

STEPS = 10
STEP_SECONDS = LOOK_SECONDS / STEPS
"""All wires are looked at in ten steps of 50 ms: a tenth of 20,000 takes about 4 ms, which no frame notices."""
FORGET_SECONDS = 10.0
TRIM_SECONDS = 300.0


def returner_of_memory() -> Callable[[], None]:
    """A function that gives memory which is free back to the system: glibc keeps it after a storm of connections."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return lambda: None
    return lambda: trim(0)


class Tending:
    """One timer for everybody; ``step`` is called every ``STEP_SECONDS``."""

    def __init__(
        self, open_wires: set[Wire], switchboard: Switchboard, turn: Turn, clock: Clock, trim: Callable[[], None]
    ) -> None:
        self._open = open_wires
        self._switchboard = switchboard
        self._turn = turn
        self._clock = clock
        self._trim = trim
        self._round: list[Wire] = []
        self._portion = 0
        self._forgot = self._trimmed = clock.steady()

    def step(self) -> None:
        """Look at a tenth of the wires, and now and then at the rest of the house."""
        if not self._round:
            self._round = list(self._open)
            self._portion = -(-len(self._round) // STEPS)
        portion = self._round[-self._portion :] if self._round else []
        del self._round[len(self._round) - len(portion) :]
        for wire in portion:
            wire.look()
        self._now_and_then()
        self._turn.flush()

    def _now_and_then(self) -> None:
        now = self._clock.steady()
        if now - self._forgot >= FORGET_SECONDS:
            self._forgot = now
            self._switchboard.forget(self._clock.wall())
        if now - self._trimmed >= TRIM_SECONDS:
            self._trimmed = now
            self._trim()
