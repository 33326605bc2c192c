"""The furnished home as its file describes it; the words are those of the M-SERV."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

Id = Annotated[int, Meta(ge=1, le=2_000_000_000)]
Mac = Annotated[int, Meta(ge=1, lt=2**48)]
Name = Annotated[str, Meta(max_length=200)]
Leaf = Annotated[str, Meta(pattern=r"^(0_[0-9a-fA-F]{1,8}_[0-9]{1,5}_[0-9]{1,5}_[0-9]{1,5})?$")]
Action = Annotated[str, Meta(pattern=r"^set/[1-9][0-9]*/[A-Za-z]+(/[^/]+)*$")]
Seconds = Annotated[float, Meta(gt=0, le=3600)]
Celsius = Annotated[float, Meta(ge=-60, le=60)]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; a key nobody knows is an error."""


class Server(_Table, frozen=True):
    """The M-SERV itself. ``mac`` is its factory mac, the identity of the installation."""

    mac: Mac
    version: str = "1865"
    revision: str = "409"
    mqtt_version: str = "5.133.11"
    device_id: str = "ostoja-simulated"


class Climate(_Table, frozen=True):
    """The weather, and how the rooms hold their warmth.

    Units: °C; ``cooling_h`` is the time constant of a room in hours; the schedule changes at whole hours UTC.
    """

    outside: Celsius = 4.0
    unheated: Celsius = 19.0
    cooling_h: Annotated[float, Meta(gt=0, le=100)] = 8.0
    day: Celsius = 21.5
    night: Celsius = 19.0
    day_from_utc_h: Annotated[int, Meta(ge=0, le=23)] = 5
    night_from_utc_h: Annotated[int, Meta(ge=0, le=23)] = 21


class Module(_Table, frozen=True):
    """A module on the bus. ``mac`` is its override mac in hex, as the leaves of its objects carry it."""

    mac: Annotated[str, Meta(pattern=r"^[0-9a-fA-F]{1,8}$")]
    type: Annotated[int, Meta(ge=0, le=255)]
    name: Name | None = None


class Room(_Table, frozen=True):
    """A room; rooms form a tree by ``parent``."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    parent: Id | None = None


class Thing(_Table, frozen=True):
    """An object of the M-SERV.

    ``type`` is its component type; one that the simulator does not know shows ``start`` for ever. ``meaning`` is the
    column *interpretacja*. ``does`` is what pressing this wall switch does. ``guards`` names the armed half of the
    alarm that this contact sets off. A relay that is a ``bell`` is pressed by apps. Objects with ``shared = false`` are
    outside the standard account's grant. A ``virtual`` channel holds what is put into it. A siren (``satel_wyj``)
    sounds for the alarm that it names. A meter counts what the objects of ``counts`` draw while they are on, in kWh;
    numbers are shown with so many ``decimals``.

    Units: ``draws_w`` in watts when fully on; ``travel_s`` is a cover's full way in seconds; ``default_pulse_ms`` in
    milliseconds; ``power_k`` by how many degrees a heating zone would lift its room above the outside.
    """

    id: Id
    type: Annotated[str, Meta(min_length=1, max_length=40)]
    name: Name | None = None
    leaf: Leaf = ""
    rooms: tuple[Id, ...] = ()
    start: str | None = None
    meaning: int = 0
    matter: int | None = None
    format: str = ""
    unit: str = ""
    read_only: bool = False
    hidden: bool = False
    shared: bool = True
    bell: bool = False
    default_pulse_ms: Annotated[int, Meta(ge=0)] = 0
    does: tuple[Action, ...] = ()
    guards: Id | None = None
    pin: Annotated[str, Meta(pattern=r"^[0-9]{1,16}$")] | None = None
    virtual: bool = False
    sounds_for: Id | None = None
    counts: tuple[Id, ...] = ()
    draws_w: Annotated[float, Meta(ge=0, le=100_000)] = 0.0
    decimals: Annotated[int, Meta(ge=0, le=6)] = 0
    travel_s: Seconds = 20.0
    power_k: Annotated[float, Meta(gt=0, le=100)] = 60.0

    def __repr__(self) -> str:
        return f"Thing({self.id}, {self.type!r})"


class Scene(_Table, frozen=True):
    """A scene: actions that run together.

    ``group`` is the room it is filed under; ``schedules`` are rows as the M-SERV would carry them.
    """

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    actions: tuple[Action, ...]
    group: Id | None = None
    schedules: tuple[dict[str, Any], ...] = ()


class Condition(_Table, frozen=True):
    """Something the M-SERV does by itself: irrigation (kind 1) or an automation (kind 2)."""

    id: Id
    kind: Annotated[int, Meta(ge=1, le=2)]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    actions: tuple[Action, ...]


class Home(_Table, frozen=True):
    """The whole furnished home."""

    server: Server
    rooms: tuple[Room, ...]
    objects: tuple[Thing, ...]
    scenes: tuple[Scene, ...] = ()
    conditions: tuple[Condition, ...] = ()
    modules: tuple[Module, ...] = ()
    climate: Climate = Climate()
