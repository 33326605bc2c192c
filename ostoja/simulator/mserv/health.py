"""What modules say of their own health: supply and temperature, on a grid of ten seconds and only when a byte changes.

Some kinds of module never say anything, which does not mean that they are dead.
"""

import random
from dataclasses import dataclass

from ostoja.simulator.home.furnishing import Module
from ostoja.simulator.mserv.wire import written
from ostoja.simulator.things.thing import NEVER

FRAME = 0x4F
BEGIN = 254
GRID_S = 10.0
# A byte changes after so many steps of the grid (observed: gaps of 50 to 410 s).
FEWEST_STEPS, MOST_STEPS = 5, 41
VOLT_STEPS_PER_V = 5
ZERO_CELSIUS = 100
USUAL_V, SWING_V = 12.4, 0.4
USUAL_C, SWING_C = 34, 6
# M-ROL-4s, M-SERV-s, M-CON-s and M-SENS.
SILENT_TYPES = frozenset((3, 10, 25, 44))


@dataclass
class _Module:
    mac: int
    bytes_: tuple[int, int]
    next_at: float


class Health:
    """The health of the modules of a home, as chance has it.

    Units: all moments are seconds since 1970.
    """

    def __init__(self, modules: tuple[Module, ...], chance: random.Random, now: float) -> None:
        self._chance = chance
        speaking = (module for module in modules if module.type not in SILENT_TYPES)
        self._modules = [_Module(int(one.mac, 16), self._drawn(), self._after(now)) for one in speaking]

    @property
    def next_at(self) -> float:
        """When a module will say something."""
        return min((module.next_at for module in self._modules), default=NEVER)

    def frames(self) -> list[tuple[str, bytes]]:
        """Topic and payload of what every module said last."""
        return [frame(module.mac, FRAME, module.bytes_) for module in self._modules]

    def news(self, now: float) -> list[tuple[str, bytes]]:
        """Topic and payload of what modules say by now."""
        told = []
        for module in self._modules:
            if module.next_at <= now:
                before, module.next_at = module.bytes_, self._after(now)
                module.bytes_ = self._drawn()
                if module.bytes_ != before:
                    told.append(frame(module.mac, FRAME, module.bytes_))
        return told

    def _drawn(self) -> tuple[int, int]:
        volts = USUAL_V + self._chance.uniform(-SWING_V, SWING_V)
        celsius = USUAL_C + self._chance.randint(-SWING_C, SWING_C)
        return round(volts * VOLT_STEPS_PER_V), ZERO_CELSIUS + celsius

    def _after(self, now: float) -> float:
        return (now // GRID_S + self._chance.randint(FEWEST_STEPS, MOST_STEPS)) * GRID_S


def frame(mac: int, kind: int, said: tuple[int, ...]) -> tuple[str, bytes]:
    """Topic and payload of a module's frame of this kind.

    Shapes: ``{"d": [254, kind, …bytes], "m": mac}``.
    """
    return f"ampio/from/{mac:X}/b/{kind:02X}", written({"d": [BEGIN, kind, *said], "m": mac})
