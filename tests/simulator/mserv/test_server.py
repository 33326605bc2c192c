import json
from typing import Any

import msgspec
import pytest

from ostoja.simulator.access import Account
from ostoja.simulator.home.reading import read_home, shipped
from ostoja.simulator.house import furnish
from ostoja.simulator.mserv.health import Health
from ostoja.simulator.mserv.manner import Firmware, Manner
from ostoja.simulator.mserv.server import MServ
from ostoja.simulator.mserv.telling import Pace, Telling
from ostoja.simulator.things.thing import State
from tests.simulator.chances import chance

NOW = 1_790_000_000.0
ACCOUNTS = (Account("admin", "admin", -1), Account("ala", "x", 7, frozenset({28})))


class Bench:
    """An M-SERV whose outbox is read as time goes by."""

    def __init__(self, latency_s: float = 0.0, manner: Manner | None = None, home: str = "flat") -> None:
        furnished = read_home(shipped()[home])
        self._house = furnish(furnished, chance(), NOW)
        self.server = MServ(
            Telling(furnished, self._house, ACCOUNTS, Pace(latency_s), manner),
            Health(furnished.modules, chance(), NOW),
        )
        self.server.start(1883, NOW)
        self.at(NOW)

    def at(self, now: float) -> list[tuple[str, Any]]:
        self.server.live(now)
        said = []
        while (publication := self.server.outbox.take(now)) is not None:
            text = publication.payload.decode()
            said.append((publication.topic, json.loads(text) if text.startswith("{") else text))
        return said

    def state(self, object_id: int) -> State | None:
        return self._house.pieces[object_id].state

    def ask(self, name: str, surface: str, payload: str = "", now: float = NOW) -> list[tuple[str, Any]]:
        self.server.hear(f"ampio/control/{name}/{surface}", payload.encode(), now)
        return self.at(now)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def topics(said: list[tuple[str, Any]]) -> list[str]:
    return [topic for topic, _ in said]


def test_a_change_goes_to_the_raw_tree_first_and_to_every_account_later() -> None:
    bench = Bench(latency_s=0.150)
    bench.ask("ala", "api", "/api/set/10/turnOn")

    assert topics(bench.at(NOW + 0.05)) == ["ampio/from/CB8F/state/o/1"]
    assert topics(bench.at(NOW + 0.14)) == []
    assert topics(bench.at(NOW + 0.16)) == ["ampio/fromDB/admin/ob/10/state", "ampio/fromDB/ala/ob/10/state"]


def test_an_account_neither_moves_nor_hears_what_it_was_not_granted(bench: Bench) -> None:
    assert bench.ask("ala", "api", "/api/set/28/turnOn") == []

    said = topics(bench.ask("admin", "api", "/api/set/28/turnOn"))
    assert said == ["ampio/from/CB8F/state/o/8", "ampio/fromDB/admin/ob/28/state"]


def test_the_standard_account_gets_no_settings(bench: Bench) -> None:
    assert bench.ask("ala", "config", "devices") == []
    assert topics(bench.ask("admin", "config", "devices")) == ["ampio/fromDB/admin/config/devices"]


@pytest.mark.parametrize(
    ("surface", "payload"),
    [
        ("data", "logs"),
        ("config", "devices"),
        ("api", "/api/set/10/fly"),
        ("api", "/api/set/26/turnOn"),
        ("api", "/api/run/scene/99"),
        ("api", "nonsense"),
        ("api", "/api/set/25/arm/9999"),
        ("get_conditions/3", ""),
        ("rpc", ""),
    ],
)
def test_everything_refused_is_met_with_silence(bench: Bench, surface: str, payload: str) -> None:
    assert bench.ask("ala", surface, payload) == []


@pytest.mark.parametrize(
    "topic", ["ampio/control/celina/info", "ampio/to/xyz/raw", "ampio/to/cb8f/raw", "other", "ampio/to/event"]
)
def test_what_means_nothing_is_met_with_silence(bench: Bench, topic: str) -> None:
    bench.server.hear(topic, b"zz", NOW)

    assert bench.at(NOW) == []


def test_a_refresh_raises_its_event_for_the_administrator(bench: Bench) -> None:
    said = bench.ask("ala", "data", "devices")

    assert ("ampio/from/1/event", "254") in said


def test_events_are_raised_by_everybody(bench: Bench) -> None:
    assert bench.ask("ala", "api", "/api/setEvent/189") == [("ampio/from/1/event", "189")]
    bench.server.hear("ampio/to/event", b"7", NOW)
    assert bench.at(NOW) == [("ampio/from/1/event", "7")]


def test_a_scene_with_something_ungranted_does_nothing_for_that_account() -> None:
    bench = Bench()
    scene = bench.server._house.scenes[2]
    bench.server._house.scenes[2] = msgspec.structs.replace(scene, actions=(*scene.actions, "set/28/turnOn"))

    assert bench.ask("ala", "api", "/api/run/scene/2") == []
    assert "ampio/fromDB/ala/ob/12/state" in topics(bench.ask("admin", "api", "/api/run/scene/2"))
    assert "ampio/fromDB/ala/ob/12/state" in topics(bench.ask("ala", "api", "/api/set/12/turnOff"))


def test_a_scene_runs_is_undone_and_ends(bench: Bench) -> None:
    shown = [
        dict(bench.ask("ala", "api", f"/api/{verb}/scene/2")).get("ampio/fromDB/ala/ob/12/state", {}).get("state")
        for verb in ("run", "undo", "run", "off")
    ]

    assert shown == [60, 0, 60, 0]


def test_the_administrator_moves_outputs_and_locks_covers_with_frames(bench: Bench) -> None:
    bench.server.hear("ampio/to/cb8f/raw", b"30f9ff00", NOW)
    assert "ampio/fromDB/ala/ob/10/state" in topics(bench.at(NOW))

    bench.server.hear("ampio/to/ab01/raw", b"0c0703f005090100000000", NOW)
    assert dict(bench.at(NOW))["ampio/fromDB/ala/ob/14/state"]["block"] == 1
    assert bench.ask("ala", "api", "/api/set/14/close") == []


def test_a_deaf_object_obeys_nobody_and_a_mute_one_tells_nobody(bench: Bench) -> None:
    bench.server.faults.deafen(10)
    bench.server.faults.mute(12)
    bench.server.hear("ampio/to/cb8f/raw", b"30f9ff00", NOW)

    assert bench.ask("ala", "api", "/api/set/10/turnOn") == []
    assert bench.ask("ala", "api", "/api/set/12/turnOn") == []


def test_replies_are_lost_and_late_as_told(bench: Bench) -> None:
    for keyword in ("states", "info", "devices", "config/devices"):
        bench.server.faults.drop_reply(keyword, times=1)
    assert bench.ask("ala", "states") == []
    assert bench.ask("ala", "info") == []
    assert bench.ask("admin", "config", "devices") == []
    assert topics(bench.ask("ala", "data", "devices")) == ["ampio/from/1/event"]

    bench.server.faults.delay_reply("states", 3.0)

    assert "ampio/fromDB/ala/data/states" not in topics(bench.ask("ala", "states", now=NOW + 1))
    assert "ampio/fromDB/ala/data/states" in topics(bench.at(NOW + 4.1))


def test_the_clock_of_the_stamps_can_jump(bench: Bench) -> None:
    bench.server.faults.stamp_jump_s = -3600.0

    said = dict(bench.ask("ala", "api", "/api/set/10/turnOn"))

    assert said["ampio/fromDB/ala/ob/10/state"]["on"] == round((NOW - 3600) * 1000)


def test_what_left_the_catalogue_is_silent(bench: Bench) -> None:
    home = bench.server.home
    rows = tuple(msgspec.structs.replace(row, rooms=()) if row.id == 10 else row for row in home.objects)
    bench.server.save(msgspec.structs.replace(home, objects=rows), NOW)
    bench.at(NOW)

    assert bench.ask("ala", "api", "/api/set/10/turnOn") == []
    bench.server.press(21, NOW)
    assert "ampio/fromDB/ala/ob/10/state" not in topics(bench.at(NOW))


def test_only_what_holds_a_value_is_in_the_snapshot(bench: Bench) -> None:
    rows = dict(bench.ask("ala", "states", "api/json/states"))["ampio/fromDB/ala/data/states"]["List"]
    states = {int(row["id"]): json.loads(row["stan_json"]) for row in rows}

    assert states[14] == {"state": "100", "block": 0, "on": round(NOW * 1000)}
    assert 28 not in states


def test_the_current_firmware_has_details_automations_and_commands_with_a_source() -> None:
    bench = Bench()
    [(_, told)] = bench.ask("ala", "info")
    assert told["Results"]["haCommandSource"] is True
    [(topic, details)] = bench.ask("ala", "data", "device_details")
    assert topic == "ampio/fromDB/ala/data/device_details"
    assert {row["id"] for row in details["List"]} >= {10, 11}
    assert "ampio/fromDB/ala/ob/10/state" in topics(bench.ask("ala", "ha/api", "/api/set/10/turnOn"))


@pytest.mark.parametrize(
    ("surface", "payload"), [("data", "device_details"), ("get_conditions/1", ""), ("ha/api", "/api/set/10/turnOn")]
)
def test_a_plain_firmware_knows_nothing_of_them(surface: str, payload: str) -> None:
    bench = Bench(manner=Manner(Firmware.PLAIN))

    assert bench.ask("ala", surface, payload) == []
    assert "haCommandSource" not in bench.ask("ala", "info")[0][1]["Results"]


def test_automations_are_listed_by_their_kind_and_run_by_who_holds_what_they_touch() -> None:
    bench = Bench(home="house")
    [(topic, watering)] = bench.ask("ala", "get_conditions/1")
    assert topic == "ampio/fromDB/ala/conditions/1"
    assert watering["List"] == [{"id": 1, "name": "Podlewanie trawnika", "type": 1}]
    assert {row["id"] for row in bench.ask("admin", "get_conditions/2")[0][1]["List"]} == {2, 3}

    bench.ask("ala", "api", "/api/run/condition/2")
    assert (bench.state(23) or {})["state"] == "255"

    bench.server.grant(23, held=False, now=NOW)
    bench.at(NOW + 5)
    assert bench.ask("ala", "get_conditions/1", now=NOW + 5)[0][1]["List"] == []
    bench.ask("ala", "api", "/api/set/23/turnOff", now=NOW + 5)
    assert (bench.state(23) or {})["state"] == "255"


def test_white_lights_are_told_in_frames_of_three() -> None:
    bench = Bench(home="house")
    white = next(row for row in bench.server.home.objects if row.type == "ledww")
    said = dict(bench.ask("admin", "api", f"/api/set/{white.id}/setWW/7880"))

    [(topic, frame)] = [(topic, told) for topic, told in said.items() if "/b/6" in topic]
    assert topic.endswith("/b/62")
    assert frame["d"][:2] == [254, 0x62]
    assert (200, 30) in zip(frame["d"][2::2], frame["d"][3::2], strict=True)


def test_tidy_tables_have_numbers_and_text() -> None:
    bench = Bench(manner=Manner(is_tidy=True), home="house")
    [(_, devices)] = [one for one in bench.ask("ala", "data", "devices") if one[0].endswith("devices")]
    assert {type(row["funkcja"]) for row in devices["List"]} == {int}
    assert {type(row["opis_rozwiniety"]) for row in devices["List"]} == {str}
    messy = dict(Bench(home="house").ask("ala", "data", "devices"))["ampio/fromDB/ala/data/devices"]
    assert {type(row["funkcja"]) for row in messy["List"]} == {int, str}


@pytest.mark.parametrize("keeps", [False, True])
def test_replies_stand_retained_only_where_that_is_its_manner(*, keeps: bool) -> None:
    bench = Bench(manner=Manner(keeps_replies=keeps))
    bench.server.hear("ampio/control/ala/data", b"groups", NOW)
    said = []
    while (publication := bench.server.outbox.take(NOW)) is not None:
        said.append(publication)

    assert [(one.topic, one.retain) for one in said] == [("ampio/fromDB/ala/data/groups", keeps)]


def test_the_administrator_is_told_what_modules_keep_of_themselves() -> None:
    bench = Bench(home="house")
    for question in ("device_api/to/list", "ampio/to/can/dev/list"):
        bench.server.hear(question, b"0", NOW)
        [(topic, told)] = bench.at(NOW)
        assert topic == question.replace("/to/", "/from/")
        assert len(told["devices"]) == len(bench.server.home.modules)
