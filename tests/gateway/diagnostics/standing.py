"""A gateway at a moment, with names in it that no report may show."""

from collections import Counter
from datetime import UTC, datetime

from ostoja.gateway.diagnostics.report import Standing
from ostoja.gateway.house.driver import Listing, Module, Troubles
from ostoja.gateway.house.house import House
from ostoja.gateway.store.database import Database
from ostoja.protocol.traits import Device, Kind, OnOff, Room, State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "Sypialnia Ali"


def standing(database: Database) -> Standing:
    """Three devices, of which one shows something and one is gone."""
    house = House(lambda: NOW)
    devices = [Device(f"id-{name}", SECRET, Kind.LIGHT, ()) for name in ("a", "b", "c")]
    house.listed(Listing(tuple(devices), (Room("id-r", SECRET),)))
    house.listed(Listing(tuple(devices[:2]), (Room("id-r", SECRET),)))
    house.shown([State("id-a", 1, (OnOff(on=True),))])
    house.went_online()
    return Standing(
        started=NOW,
        house=house,
        troubles=Troubles({"devices": 2}, {"kamera_rtsp": 1}, (Module(12.4, 34, NOW), Module(11.8, None, None))),
        database=database,
        is_claimed=True,
        is_road_up=False,
        sessions=3,
        is_failing=False,
        outcomes=Counter({"confirmed": 5, "timed_out: no_echo": 1}),
    )
