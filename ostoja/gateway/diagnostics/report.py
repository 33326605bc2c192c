"""The figures of a gateway: how many, how long, how often. No name, id, address or state of a thing is in it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import msgspec

from ostoja.gateway.house.driver import Troubles
from ostoja.gateway.house.house import House
from ostoja.gateway.store import apps, history
from ostoja.gateway.store.database import Database


class Home(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The house as the gateway knows it.

    Units: ``since`` in milliseconds since 1970, the instant since which it answers or does not.
    """

    online: bool
    since: int
    rooms: int
    devices: int
    unavailable: int
    silent: int
    kinds: dict[str, int]


class Module(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a piece of the home's own hardware is; they are numbered and not named.

    Units: ``heard`` in milliseconds since 1970; None for what was said before this connection.
    """

    volts: float
    celsius: int | None
    heard: int | None


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the driver could not make sense of: rows and messages by what they were of, devices of unknown types."""

    skipped: dict[str, int]
    unknown: dict[str, int]


class Road(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The way to the apps."""

    claimed: bool
    up: bool
    sessions: int
    apps: int


class Records(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written down.

    Units: ``bytes`` of the store, its journal aside.
    """

    days: int
    failing: bool
    bytes: int


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole.

    Units: ``at`` and ``started`` in milliseconds since 1970. ``commands`` counts how commands ended since the start.
    """

    at: int
    started: int
    home: Home
    reading: Reading
    road: Road
    records: Records
    commands: dict[str, int]
    modules: list[Module]


@dataclass(frozen=True)
class Standing:
    """What the report is drawn from, as it stands now."""

    started: datetime
    house: House
    troubles: Troubles
    database: Database
    is_claimed: bool
    is_road_up: bool
    sessions: int
    is_failing: bool
    outcomes: Counter[str]


def drawn(standing: Standing, now: datetime) -> Report:
    """The report of this moment.

    Raises: sqlite3.Error or StoreError when the store does not answer.
    """
    devices = standing.house.devices()
    home = Home(
        online=standing.house.online,
        since=standing.house.since,
        rooms=len(standing.house.rooms),
        devices=len(devices),
        unavailable=sum(1 for device in devices if not device.available),
        silent=sum(1 for device in devices if device.available and standing.house.state(device.id) is None),
        kinds=dict(sorted(Counter(device.kind.value for device in devices).items())),
    )
    database = standing.database
    return Report(
        at=int(now.timestamp() * 1000),
        started=int(standing.started.timestamp() * 1000),
        home=home,
        reading=Reading(dict(standing.troubles.skipped), dict(standing.troubles.unknown)),
        road=Road(standing.is_claimed, standing.is_road_up, standing.sessions, len(apps.apps(database))),
        records=Records(history.days(database), standing.is_failing, database.bytes()),
        commands=dict(sorted(standing.outcomes.items())),
        modules=[
            Module(one.volts, one.celsius, None if one.heard is None else int(one.heard.timestamp() * 1000))
            for one in standing.troubles.modules
        ],
    )
