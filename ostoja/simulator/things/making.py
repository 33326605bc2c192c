"""Makes the things of a home from its description."""

import random
from collections.abc import Callable

from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.home.furnishing import Thing as Row
from ostoja.simulator.things.climate import SECONDS_IN_HOUR, Air, Schedule, Zone, gauge, thermometer
from ostoja.simulator.things.counting import Slot, energy, wandering
from ostoja.simulator.things.covers import OPEN, Cover
from ostoja.simulator.things.inputs import AlarmedHalf, ArmedHalf, Button, Partition, Siren
from ostoja.simulator.things.leaves import ARMED, Leaf, leaf_of
from ostoja.simulator.things.outputs import FULL, ColorLight, NumberFlag, Output
from ostoja.simulator.things.presence import AT_HOME, Presence
from ostoja.simulator.things.rollers import Roller
from ostoja.simulator.things.thing import RefusedError, Thing, decimal, whole
from ostoja.simulator.things.virtual import Radio, Virtual
from ostoja.simulator.things.whites import WhiteLight

NO_PIN = "0000"
DRAUGHTS = 0.3  # °C by which the rooms differ at the start, so that no two sensors agree.
# Where a sensor of each meaning settles: %, hPa, dB, lx, air quality index, hPa at sea level, ppm of CO2.
MIDDLES = {1: 45.0, 2: 1003.0, 3: 38.0, 4: 240.0, 5: 60.0, 6: 1016.0, 7: 620.0}
MIDDLE = 50.0


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
        self._rows = {row.id: row for row in home.objects}
        self._made: dict[int, Thing] = {}
        self._heated = {room for row in home.objects if row.type == "reg" for room in row.rooms[:1]}
        climate = home.climate
        self._schedule = Schedule(
            day=climate.day,
            night=climate.night,
            day_from=climate.day_from_utc_h,
            night_from=climate.night_from_utc_h,
        )
        self._makers = self._switched() | self._moved() | self._measured() | self._guarded()

    def thing(self, row: Row) -> Thing:
        """The thing that this row describes; one of a type that nobody knows shows its start value for ever.

        Raises: ValueError when its start value does not suit its type.
        """
        make = self._makers.get(row.type)
        try:
            thing = Thing(row.start) if make is None else make(row)
        except RefusedError:
            raise ValueError(f"{row.start!r} cannot be the start value of type {row.type!r}") from None
        self._made[row.id] = thing
        return thing

    def _switched(self) -> dict[str, Callable[[Row], Thing]]:
        return {
            "przekaznik": lambda row: Output(self._level(row), says=True),
            "flaga": lambda row: Output(self._level(row)),
            "led": lambda row: Output(self._level(row), dims=True),
            "rgbw": lambda row: ColorLight(_number(row, 0, 2**32 - 1, 0)),
            "ledww": lambda row: WhiteLight(_number(row, 0, 2**16 - 1, 0)),
            "flaga_liniowa": lambda row: NumberFlag(_number(row, -(2**31), 2**31, 0), bits=8, signed=False),
            "flaga_liniowa16": lambda row: NumberFlag(_number(row, -(2**31), 2**31, 0), bits=16, signed=True),
            "tekst_can": lambda row: Virtual(row.start),
            "radio": lambda _: Radio(),
            "ip_radio": lambda _: Radio(),
        }

    def _moved(self) -> dict[str, Callable[[Row], Thing]]:
        return {
            "roleta": lambda row: Roller(travel_s=row.travel_s),
            "roleta_procenty": lambda row: Cover(_number(row, 0, OPEN, OPEN), travel_s=row.travel_s),
            "roleta_lamelki": lambda row: Cover(_number(row, 0, OPEN, OPEN), travel_s=row.travel_s, slats=True),
            "reg": self._zone,
        }

    def _measured(self) -> dict[str, Callable[[Row], Thing]]:
        return {
            "temp": self._thermometer,
            "lin_wej": self._gauge,
            "bit8": lambda row: self._slot(row, 8),
            "bit16": lambda row: self._slot(row, 16),
            "sbit16": lambda row: self._slot(row, 16, signed=True),
            "bit32": lambda row: self._slot(row, 32),
        }

    def _guarded(self) -> dict[str, Callable[[Row], Thing]]:
        return {
            "wej": lambda _: Button(),
            "satel_wej": lambda _: Button(),
            "satel_wyj": self._siren,
            "satel_alarm": self._alarm,
            "detekcja": lambda row: Presence(_number(row, 0, FULL, AT_HOME)),
        }

    def _thermometer(self, row: Row) -> Thing:
        if row.virtual:
            return Virtual(row.start, warm=True)
        return thermometer(self._air(row), self._chance, self._now)

    def _gauge(self, row: Row) -> Thing:
        if row.virtual:
            return Virtual(row.start)
        return gauge(_decimal(row, MIDDLES.get(row.meaning, MIDDLE)), self._chance, self._now)

    def _slot(self, row: Row, bits: int, *, signed: bool = False) -> Thing:
        if row.virtual:
            return Virtual(row.start)
        start = _decimal(row, 0.0)
        measure = (
            energy(start, lambda: sum(map(self._draw, row.counts)), self._now)
            if row.counts
            else wandering(start, self._chance, row.decimals)
        )
        return Slot(measure, self._now, bits=bits, signed=signed, decimals=row.decimals)

    def _draw(self, id: int) -> float:
        """What this object draws now, in watts; a dimmed light less than a full one."""
        thing = self._made.get(id)
        if not isinstance(thing, Output | ColorLight | WhiteLight | Zone):
            return 0.0
        return self._rows[id].draws_w * min(1.0, int(thing.shown()["state"]) / FULL)

    def _siren(self, row: Row) -> Thing:
        alarm = leaf_of(self._rows[row.sounds_for].leaf) if row.sounds_for is not None else None
        return Thing(row.start) if alarm is None else Siren(self._partition(alarm))

    def _partition(self, leaf: Leaf) -> Partition:
        return self._partitions.setdefault((leaf.mac, leaf.channel), Partition())

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

    def _alarm(self, row: Row) -> Thing:
        leaf = leaf_of(row.leaf)
        if leaf is None:
            raise RefusedError("an alarm without a leaf")
        partition = self._partition(leaf)
        return ArmedHalf(partition, row.pin or NO_PIN) if leaf.part == ARMED else AlarmedHalf(partition)


def _number(row: Row, low: int, high: int, otherwise: int) -> int:
    return otherwise if row.start is None else whole(row.start, low, high)


def _decimal(row: Row, otherwise: float) -> float:
    return otherwise if row.start is None else decimal(row.start, -1e9, 1e9)
