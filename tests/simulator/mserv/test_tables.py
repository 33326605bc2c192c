from typing import Any

import msgspec
import pytest

from ostoja.simulator.access import Account
from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.home.reading import flat, read_home
from ostoja.simulator.mserv import tables

ADMIN = Account("admin", "admin", -1)
ALA = Account("ala", "x", 7, frozenset({28}))


@pytest.fixture
def home() -> Home:
    return read_home(flat())


def ids(rows: tables.Rows) -> set[int]:
    return {int(row["id"]) for row in rows}


def test_an_account_sees_what_it_was_granted(home: Home) -> None:
    assert ids(tables.table(home, ADMIN, "devices")) - ids(tables.table(home, ALA, "devices")) == {28}
    assert 28 not in {row["id_obiektu"] for row in tables.table(home, ALA, "group_devices")}


def test_an_object_without_a_room_or_hidden_is_not_listed_and_keeps_its_parameters(home: Home) -> None:
    changes: dict[int, dict[str, Any]] = {10: {"rooms": ()}, 11: {"hidden": True}}
    rows = tuple(msgspec.structs.replace(row, **changes.get(row.id, {})) for row in home.objects)
    changed = msgspec.structs.replace(home, objects=rows)

    assert not {10, 11} & ids(tables.table(changed, ADMIN, "devices"))
    params = {int(row["id"]): int(row["params"]) for row in tables.table(changed, ALA, "params_devices")}
    assert params[11] & tables.HIDDEN_BIT
    assert params[25] & tables.READ_ONLY_BIT
    assert params[10] >> 37 == 1


def test_the_rows_are_as_messy_as_real_ones(home: Home) -> None:
    rows = tables.table(home, ADMIN, "devices")

    assert {type(row["funkcja"]) for row in rows} == {int, str}
    assert {type(row["opis_rozwiniety"]) for row in rows} == {str, type(None)}
    assert {type(row["id"]) for row in tables.table(home, ADMIN, "params_devices")} == {int, str}
    assert [row["leafId"] for row in rows if row["typ_komponentu"] == "detekcja"] == [None]


def test_rooms_are_a_tree_and_scenes_name_what_they_touch(home: Home) -> None:
    groups = {row["id"]: row["id_rodzica"] for row in tables.table(home, ALA, "groups")}
    assert (groups[1], groups[2]) == (0, 1)

    evening = tables.table(home, ALA, "scenes")[1]
    assert evening["Infos"][2] == {"id": 12, "value": "setValue/60", "delay": 0}
    assert evening["Actions"][2] == {"action": "set/12/setValue/60", "delay": 0}


def test_tables_that_nobody_needs_are_empty(home: Home) -> None:
    assert [tables.table(home, ADMIN, word) for word in ("resources", "icons", "logging")] == [[], [], []]


def test_the_installer_sees_modules_places_and_every_object(home: Home) -> None:
    modules = tables.settings_table(home, "devices")
    assert (modules[0]["mac"], modules[0]["mac_global"]) == (1, home.server.mac)
    assert len(modules) == 7

    assert len(tables.settings_table(home, "locations")) == 5
    assert ids(tables.settings_table(home, "objects")) == ids(tables.settings_table(home, "devicesDetails"))
