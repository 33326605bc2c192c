"""The table: what each component type of an M-SERV is to people."""

from collections.abc import Callable
from typing import Protocol

from ostoja.gateway.drivers.ampio.alarms import Partition, is_armed_half
from ostoja.gateway.drivers.ampio.climate import Zone
from ostoja.gateway.drivers.ampio.covers import Cover
from ostoja.gateway.drivers.ampio.flags import Flag, NumberFlag
from ostoja.gateway.drivers.ampio.lights import ColorLamp, Dimmer, Relay, WhiteLamp
from ostoja.gateway.drivers.ampio.orders import Order, Shown, Values
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.gateway.drivers.ampio.rows import ObjectRow, ParamsRow
from ostoja.gateway.drivers.ampio.sensors import Contact, Meter, Presence, Unknown, analogue, slot
from ostoja.protocol.traits import Do, Kind, Trait


class Point(Protocol):
    """One object: what it is, what it shows, and how to have it do something."""

    @property
    def kind(self) -> Kind:
        """What people would call it."""

    @property
    def traits(self) -> tuple[Trait, ...]:
        """Its traits."""

    @property
    def writable(self) -> bool:
        """Whether its type takes orders."""

    def values(self, push: Push) -> Values:
        """What this push shows; ValueError when it shows nothing that this type can show."""

    def order(self, do: Do, shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""


POINTS: dict[str, Callable[[ObjectRow, ParamsRow], Point]] = {
    "przekaznik": Relay.of,
    "led": lambda _row, _params: Dimmer(),
    "rgbw": lambda _row, _params: ColorLamp(),
    "ledww": lambda _row, _params: WhiteLamp(),
    "roleta": lambda _row, _params: Cover(Kind.SHUTTER),
    "roleta_procenty": lambda _row, _params: Cover(Kind.SHUTTER, position=True),
    "roleta_lamelki": lambda _row, _params: Cover(Kind.BLIND, position=True, tilt=True),
    "reg": lambda row, _params: Zone.of(row),
    "temp": lambda _row, _params: Meter("temperature", "°C"),
    "lin_wej": analogue,
    "bit8": slot,
    "bit16": slot,
    "sbit16": slot,
    "bit32": slot,
    "flaga": lambda _row, _params: Flag(),
    "flaga_liniowa": lambda _row, _params: NumberFlag(0, 255),
    "flaga_liniowa16": lambda _row, _params: NumberFlag(-32_768, 32_767),
    **dict.fromkeys(("wej", "satel_wej", "satel_wyj", "symulacja"), lambda _row, _params: Contact()),
    "detekcja": lambda _row, _params: Presence(),
    "satel_alarm": lambda row, _params: Partition(is_armed_half(row)),
}


def point(row: ObjectRow, params: ParamsRow) -> Point:
    """What this object is."""
    make = POINTS.get(row.type)
    return Unknown() if make is None else make(row, params)


def takes_orders(point_: Point, params: ParamsRow) -> bool:
    """Whether this object does what it is asked: what is marked read-only does not, but an alarm arms all the same."""
    return point_.writable and (not params.read_only or isinstance(point_, Partition))
