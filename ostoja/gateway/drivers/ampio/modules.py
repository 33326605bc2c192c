"""How the modules on the bus are, as they say themselves to the administrator's account.

Source: ampio-mqtt 0.77.0, frame ``b/4F``: ``{"d": [254, 79, supply in 0.2 V, °C + 100 or 0], "m": mac}``.
"""

import re
from datetime import datetime
from typing import TypedDict

import msgspec

from ostoja.gateway.house.driver import Module

FILTER = "ampio/from/+/b/4F"
VOLT_STEPS_PER_V = 5
ZERO_CELSIUS = 100
MOST_MODULES = 1_000

_TOPIC = re.compile(r"ampio/from/([0-9A-F]{1,8})/b/4F")


class _Frame(TypedDict):
    d: tuple[int, int, int, int]


class Modules:
    """What every module said last. No word of one is not a dead one: some never speak."""

    def __init__(self) -> None:
        self._known: dict[int, Module] = {}

    def hear(self, topic: str, payload: bytes, now: datetime, *, retained: bool) -> bool:
        """Take a message in; whether it could be made sense of. A retained one is of some time before."""
        found = _TOPIC.fullmatch(topic)
        if found is None or (len(self._known) >= MOST_MODULES and int(found[1], 16) not in self._known):
            return False
        try:
            _, _, volts, celsius = msgspec.json.decode(payload, type=_Frame)["d"]
        except msgspec.MsgspecError:
            return False
        warmth = celsius - ZERO_CELSIUS if celsius else None
        self._known[int(found[1], 16)] = Module(volts / VOLT_STEPS_PER_V, warmth, None if retained else now)
        return True

    def all(self) -> tuple[Module, ...]:
        """All of them, always in the same order."""
        return tuple(module for _, module in sorted(self._known.items()))
