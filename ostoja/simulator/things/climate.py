"""Rooms that cool, zones that heat them, and sensors that measure with a little noise.

A room's air moves towards ``outside + heating`` with one time constant (Newton's law of cooling), exactly and without
steps: what it shows does not depend on how often it is looked at.
"""

import math
import random
import struct
from collections.abc import Callable

from ostoja.simulator.things.thing import RefusedError, State, Thing, decimal

MODES = frozenset("ASMH")
SCHEDULE = "S"
HYSTERESIS = 0.2
ZONE_EVERY_S = 10.0
SENSOR_EVERY_S = 10.0
LOWEST_TARGET = 5.0
HIGHEST_TARGET = 35.0
SECONDS_IN_HOUR = 3600.0
HOURS_IN_DAY = 24


class Air:
    """The air of one room.

    Units: °C; ``beyond`` is what surrounds it, where it settles unheated; ``cooling_s`` its time constant in seconds.
    """

    def __init__(self, warmth: float, *, beyond: float, cooling_s: float, now: float) -> None:
        self._warmth = warmth
        self._beyond = beyond
        self._towards = beyond
        self._cooling_s = cooling_s
        self._at = now

    def warmth(self, now: float) -> float:
        """Its temperature at this moment, in °C."""
        gone = max(0.0, now - self._at)
        return self._towards + (self._warmth - self._towards) * math.exp(-gone / self._cooling_s)

    def warm_by(self, power_k: float, now: float) -> None:
        """Be heated from now on, by as much as would lift it this many degrees in the end."""
        self._warmth = self.warmth(now)
        self._towards = self._beyond + power_k
        self._at = now


class Schedule:
    """What the home's programme asks of its zones by the hour.

    Units: °C and whole hours UTC.
    """

    def __init__(self, *, day: float, night: float, day_from: int, night_from: int) -> None:
        self._day = day
        self._night = night
        self._day_from = day_from
        self._night_from = night_from

    def target(self, now: float) -> float:
        """The temperature that the programme asks for at this moment."""
        hour = int(now / SECONDS_IN_HOUR) % HOURS_IN_DAY
        since_morning = (hour - self._day_from) % HOURS_IN_DAY
        return self._day if since_morning < (self._night_from - self._day_from) % HOURS_IN_DAY else self._night


class Zone(Thing):
    """A heating zone: it heats below its target, rests above it, with a hysteresis between.

    Units: °C; ``power_k`` is by how much it would lift its room above the outside.
    """

    def __init__(self, air: Air, schedule: Schedule, *, target: float, power_k: float, now: float) -> None:
        super().__init__()
        self._air = air
        self._schedule = schedule
        self._target = target
        self._power_k = power_k
        self._mode = "M"
        self._heats = False
        self._measured = air.warmth(now)
        self._look_at = now + ZONE_EVERY_S
        self._rule(now)

    @property
    def next_at(self) -> float:
        """When it looks at its thermometer again."""
        return self._look_at

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:
        """Hold another temperature, or find it another way.

        Raises: RefusedError for other verbs, and temperatures and modes that it has not.
        """
        match verb, words:
            case "setTemperature", (degrees,):
                self._target = round(decimal(degrees, LOWEST_TARGET, HIGHEST_TARGET), 1)
            case "setHeatingMode", (mode,) if mode in MODES:
                self._mode = mode
                if mode == SCHEDULE:
                    self._target = self._schedule.target(now)
            case _:
                raise RefusedError(verb)
        self._rule(now)

    def step(self, now: float) -> None:
        """Look at the thermometer and the programme."""
        if now < self._look_at:
            return
        if self._mode == SCHEDULE and self._schedule.target(self._look_at - ZONE_EVERY_S) != self._schedule.target(now):
            self._target = self._schedule.target(now)
        self._look_at = now + ZONE_EVERY_S
        self._rule(now)

    def shown(self) -> State:
        """Whether it heats, what it measures, what it holds and how; everything as text, as the M-SERV writes it."""
        return {
            "state": "255" if self._heats else "0",
            "cooling": "0",
            "mode": self._mode,
            "measureTemp": f"{self._measured:.1f}",
            "setTemperature": f"{self._target:.1f}",
        }

    def restoring(self) -> str:
        """Hold the temperature that it holds."""
        return f"setTemperature/{self._target}"

    def _rule(self, now: float) -> None:
        self._measured = self._air.warmth(now)
        if self._measured < self._target - HYSTERESIS:
            self._heats = True
        elif self._measured > self._target + HYSTERESIS:
            self._heats = False
        self._air.warm_by(self._power_k if self._heats else 0.0, now)


class Sensor(Thing):
    """Measures from time to time what ``measure`` tells of a moment."""

    def __init__(self, measure: Callable[[float], float], now: float) -> None:
        super().__init__()
        self._measure = measure
        self._look_at = now
        self.step(now)

    @property
    def next_at(self) -> float:
        """When it measures again."""
        return self._look_at

    def step(self, now: float) -> None:
        """Measure."""
        if now >= self._look_at:
            self._shown = as_float32(self._measure(now))
            self._look_at = now + SENSOR_EVERY_S


def thermometer(air: Air, noise: random.Random, now: float) -> Sensor:
    """Measures a room's air, as finely and as noisily as a float on a bus."""
    return Sensor(lambda at: air.warmth(at) + noise.gauss(0, 0.02), now)


def gauge(middle: float, noise: random.Random, now: float) -> Sensor:
    """Wanders about a middle value and never far from it, as humidity does."""
    value, spread = middle, max(0.01, abs(middle) * 0.005)

    def wander(_at: float) -> float:
        nonlocal value
        value += (middle - value) * 0.05 + noise.gauss(0, spread)
        return value

    return Sensor(wander, now)


def as_float32(number: float) -> str:
    """The number as the M-SERV writes readings: six decimals of a 32-bit float, with its noise."""
    return f"{struct.unpack('<f', struct.pack('<f', number))[0]:.6f}"
