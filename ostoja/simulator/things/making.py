"""Makes the things of a home from its description."""

import random
from collections.abc import Callable

from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.home.furnishing import Thing as Row
from ostoja.simulator.things.climate import SECONDS_IN_HOUR, Air, Schedule, Zone, gauge, thermometer
from ostoja.simulator.things.covers import OPEN, Cover
from ostoja.simulator.things.inputs import AlarmedHalf, ArmedHalf, Button, Partition
from ostoja.simulator.things.leaves import ARMED, leaf_of
from ostoja.simulator.things.meters import EnergyMeter, wandering
from ostoja.simulator.things.outputs import ColorLight, NumberFlag, Output
from ostoja.simulator.things.rollers import Roller
from ostoja.simulator.things.thing import RefusedError, Thing, decimal, whole
from ostoja.simulator.things.white import WhiteLight

NO_PIN = "0000"
USES_KW = (0.2, 1.5)
DRAUGHTS = 0.3  # °C by which the rooms differ at the start, so that no two sensors agree.


class Making:
    """Makes things; those of one room share its air, the halves of one alarm their partition.

    Units: ``now`` in seconds since 1970.
    """

    def __init__(self, home: Home, chance: random.Random, now: float) -> None:
        self._home = home
        self._chance = chance
        self._now = now
        self._airs: dict[int, Air] = {}
        self._partitions: dict[tuple[int, int], Partition] = {}
        self._heated = {room for row in home.objects if row.type == "reg" for room in row.rooms[:1]}
        climate = home.climate
        self._schedule = Schedule(
            day=climate.day,
            night=climate.night,
            day_from=climate.day_from_utc_h,
            night_from=climate.night_from_utc_h,
        )
        self._makers: dict[str, Callable[[Row], Thing]] = {
            "przekaznik": lambda row: Output(self._level(row), says=True),
            "flaga": lambda row: Output(self._level(row)),
            "led": lambda row: Output(self._level(row), dims=True),
            "rgbw": lambda row: ColorLight(_number(row, 0, 2**32 - 1, 0)),
            "flaga_liniowa": lambda row: NumberFlag(_number(row, -(2**31), 2**31, 0), bits=8, signed=False),
            "flaga_liniowa16": lambda row: NumberFlag(_number(row, -(2**31), 2**31, 0), bits=16, signed=True),
            "roleta_procenty": lambda row: Cover(_number(row, 0, OPEN, OPEN), travel_s=row.travel_s),
            "roleta_lamelki": lambda row: Cover(_number(row, 0, OPEN, OPEN), travel_s=row.travel_s, slats=True),
            "reg": self._zone,
            "temp": lambda row: thermometer(self._air(row), self._chance, self._now),
            "lin_wej": lambda row: gauge(_decimal(row, 50.0), self._chance, self._now),
            "ledww": lambda row: WhiteLight(_number(row, 0, 0xFFFF, 0)),
            "roleta": lambda row: Roller(travel_s=row.travel_s),
            "bit8": lambda row: self._slot(row, 0, 0xFF),
            "bit16": lambda row: self._slot(row, 0, 0xFFFF),
            "sbit16": lambda row: self._slot(row, -0x8000, 0x7FFF),
            "bit32": self._meter,
            "wej": lambda _: Button(),
            "satel_wej": lambda _: Button(),
            "satel_alarm": self._alarm,
        }

    def thing(self, row: Row) -> Thing:
        """The thing that this row describes; one of a type that nobody knows shows its start value for ever.

        Raises: ValueError when its start value does not suit its type.
        """
        make = self._makers.get(row.type)
        try:
            return Thing(row.start) if make is None else make(row)
        except RefusedError:
            raise ValueError(f"{row.start!r} cannot be the start value of type {row.type!r}") from None

    def _level(self, row: Row) -> int:
        return _number(row, 0, 255, 0)

    def _air(self, row: Row) -> Air:
        room = row.rooms[0] if row.rooms else 0
        if room not in self._airs:
            climate = self._home.climate
            heated = room in self._heated
            self._airs[room] = Air(
                (climate.day if heated else climate.unheated) + self._chance.uniform(-DRAUGHTS, DRAUGHTS),
                beyond=climate.outside if heated else climate.unheated,
                cooling_s=climate.cooling_h * SECONDS_IN_HOUR,
                now=self._now,
            )
        return self._airs[room]

    def _zone(self, row: Row) -> Zone:
        return Zone(
            self._air(row),
            self._schedule,
            target=_decimal(row, self._home.climate.day),
            power_k=row.power_k,
            now=self._now,
        )

    def _slot(self, row: Row, low: int, high: int) -> Thing:
        return wandering(_decimal(row, (low + high) / 2), low, high, self._chance, self._now)

    def _meter(self, row: Row) -> Thing:
        if row.unit == "kWh":
            return EnergyMeter(_decimal(row, 0.0), self._chance.uniform(*USES_KW), self._now)
        return self._slot(row, 0, 2**32 - 1)

    def _alarm(self, row: Row) -> Thing:
        leaf = leaf_of(row.leaf)
        if leaf is None:
            raise RefusedError("an alarm without a leaf")
        partition = self._partitions.setdefault((leaf.mac, leaf.channel), Partition())
        return ArmedHalf(partition, row.pin or NO_PIN) if leaf.part == ARMED else AlarmedHalf(partition)


def _number(row: Row, low: int, high: int, otherwise: int) -> int:
    return otherwise if row.start is None else whole(row.start, low, high)


def _decimal(row: Row, otherwise: float) -> float:
    return otherwise if row.start is None else decimal(row.start, -1e9, 1e9)
