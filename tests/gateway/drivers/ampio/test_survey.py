import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.drivers.ampio import echoes, held
from ostoja.gateway.drivers.ampio.orders import anything
from ostoja.gateway.drivers.ampio.points import POINTS
from ostoja.gateway.drivers.ampio.survey import Survey
from ostoja.gateway.drivers.ampio.topics import Table, Topics
from ostoja.gateway.house.house import House
from ostoja.protocol.traits import Alarm, Device, Measurement, Number, OnOff
from tests.gateway.drivers.ampio.replies import START, info, params, row, snapshot, state, table
from tests.gateway.house.recording import RecordingListener
from tests.gateway.moving_clock import MovingClock

FLAG = row(1, "flaga")


class Bench:
    """A survey with a house that remembers."""

    def __init__(self) -> None:
        self.house = House(MovingClock())
        self.listener = RecordingListener()
        self.house.tell(self.listener)
        self.survey = Survey(Topics("ostoja"), self.house)
        self.survey.begin()

    def hear(self, tail: str, payload: bytes, *, retained: bool = False) -> None:
        self.survey.hear(START + tail, payload, retained=retained)

    def replies(self, *objects: object, states: Mapping[int, bytes] | None = None, **tables: bytes) -> None:
        plain = {
            "info": info(),
            "devices": table(*objects),
            "params_devices": table(*(params(one["id"]) for one in objects if isinstance(one, dict))),
            "groups": table(),
            "group_devices": table(),
            "scenes": table(),
            "states": snapshot(states or {}),
        }
        for word, payload in {**plain, **tables}.items():
            self.hear(f"data/{word}", payload)

    def values(self, device: str) -> Any:
        found = self.house.state(device)
        return None if found is None else found.values

    def device(self, id_: str) -> Device:
        found = self.house.device(id_)
        assert found is not None
        return found


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_nothing_is_told_until_every_reply_is_in(bench: Bench) -> None:
    for word, payload in {"info": info(), "params_devices": table(params(1)), "devices": table(FLAG)}.items():
        bench.hear(f"data/{word}", payload)

    assert bench.house.devices() == []
    assert not bench.house.online


def test_the_id_is_server_and_object(bench: Bench) -> None:
    bench.replies(FLAG, states={1: state("255")})

    assert [device.id for device in bench.house.devices()] == ["ab-1"]
    assert bench.values("ab-1") == (OnOff(on=True),)
    assert bench.house.online


def test_replies_that_never_come_are_done_without(bench: Bench) -> None:
    for word, payload in {"info": info(), "params_devices": table(), "devices": table(FLAG)}.items():
        bench.hear(f"data/{word}", payload)

    bench.survey.settle()

    assert bench.house.online
    assert len(bench.house.devices()) == 1


def test_without_the_essential_replies_there_is_no_home(bench: Bench) -> None:
    bench.hear("data/devices", table(FLAG))

    bench.survey.settle()

    assert not bench.house.online


@pytest.mark.parametrize("word", ["devices", "states"])
def test_a_retained_reply_is_no_answer(bench: Bench, word: str) -> None:
    bench.hear(f"data/{word}", table(), retained=True)
    bench.hear("ob/1/state", state("255"), retained=True)

    assert Table(word) in bench.survey.missing


def test_a_live_push_beats_an_older_snapshot(bench: Bench) -> None:
    bench.hear("ob/1/state", state("255", 2_000))

    bench.replies(FLAG, states={1: state("0", 1_999)})

    assert bench.values("ab-1") == (OnOff(on=True),)


def test_a_younger_snapshot_beats_a_push(bench: Bench) -> None:
    bench.hear("ob/1/state", state("255", 2_000))

    bench.replies(FLAG, states={1: state("0", 2_001)})

    assert bench.values("ab-1") == (OnOff(on=False),)


def test_after_a_reconnect_the_snapshot_counts_even_when_the_clock_went_back(bench: Bench) -> None:
    bench.replies(FLAG, states={1: state("255", 9_000)})
    bench.hear("ob/1/state", state("255", 9_001))
    bench.survey.begin()

    bench.replies(FLAG, states={1: state("0", 10)})

    assert bench.values("ab-1") == (OnOff(on=False),)


def test_a_push_for_an_unknown_object_waits_for_the_catalogue(bench: Bench) -> None:
    bench.replies(FLAG)
    bench.hear("ob/2/state", state("7"))

    bench.hear("data/devices", table(FLAG, row(2, "flaga_liniowa")))

    assert bench.values("ab-2") == (Number(7),)


def test_an_empty_list_is_a_real_empty_list(bench: Bench) -> None:
    bench.replies(FLAG)

    bench.hear("data/devices", table())

    assert [device.available for device in bench.house.devices()] == [False]


def test_a_bad_reply_leaves_what_was_known(bench: Bench) -> None:
    bench.replies(FLAG)

    bench.hear("data/devices", b"rubbish")

    assert bench.device("ab-1").available
    assert bench.survey.faults == 1


def test_a_digest_that_changes_asks_again(bench: Bench) -> None:
    bench.survey.wanted = set()
    bench.hear("md5/devices", b"a" * 32, retained=True)
    bench.hear("md5/devices", b"a" * 32)
    unchanged = set(bench.survey.wanted)
    bench.hear("md5/devices", b"b" * 32)
    bench.hear("md5/groups", b"a" * 32)
    bench.hear("md5/groups", b"b" * 32)

    assert unchanged == set()
    assert bench.survey.wanted == {Table.DEVICES, Table.STATES, Table.GROUPS}


def test_a_server_that_was_exchanged_has_other_devices(bench: Bench) -> None:
    bench.replies(FLAG)

    bench.hear("data/info", info(0xCD), retained=True)

    assert {device.id: device.available for device in bench.house.devices()} == {"ab-1": False, "cd-1": True}


def test_hidden_objects_are_not_listed_and_read_only_ones_take_no_orders(bench: Bench) -> None:
    bench.replies(
        row(1, "led"),
        row(2, "led", prawa="0"),
        row(3, "led"),
        params_devices=table(params(1, 1 << 4), params(3, 1 << 6)),
    )

    assert [(device.id, device.writable) for device in bench.house.devices()] == [("ab-3", False)]


def test_rooms_keep_their_tree_and_circles_are_cut(bench: Bench) -> None:
    tree = [
        (1, 0, "House"),
        (2, 1, "Hall"),
        (3, 4, "Egg"),
        (4, 3, "Hen"),
        (5, 99, "Lost"),
        (6, 3, "Below"),
        (7, 7, "I"),
    ]
    bench.replies(
        FLAG,
        groups=table(*({"id": id_, "id_rodzica": parent, "opis_menu": name} for id_, parent, name in tree)),
        group_devices=table({"id_grupy": 2, "id_obiektu": 1}, {"id_grupy": 77, "id_obiektu": 1}),
    )

    parents = {room.id: room.parent for room in bench.house.rooms}
    assert bench.device("ab-1").rooms == ("ab-r2",)
    assert (parents["ab-r2"], parents["ab-r5"], parents["ab-r7"]) == ("ab-r1", "", "")
    assert (parents["ab-r3"], parents["ab-r4"]) == ("", "")


def test_both_halves_of_an_alarm_are_one_device(bench: Bench) -> None:
    halves = [row(5, "satel_alarm", leafId="0_1_296_3_0"), row(6, "satel_alarm", leafId="0_1_296_4_0")]
    bench.replies(*halves, row(7, "satel_alarm", leafId="0_1_296_4_1"))
    bench.hear("ob/6/state", state("255", 5))
    first = bench.values("ab-5")
    bench.hear("ob/5/state", state("0", 4))

    assert [device.id for device in bench.house.devices()] == ["ab-5", "ab-7"]
    assert first == (Alarm(armed=None, alarmed=True),)
    assert bench.values("ab-5") == (Alarm(armed=False, alarmed=True),)


def test_a_state_that_cannot_be_read_is_counted_and_left_out(bench: Bench) -> None:
    bench.replies(row(1, "temp"), states={1: state("21.5")})
    bench.hear("ob/1/state", state("broken"))
    bench.hear("ob/1/state", b"broken")

    assert bench.values("ab-1") == (Measurement(21.5),)
    assert bench.survey.faults == 2
    assert bench.survey.troubles().skipped == {"push": 1, "state": 1}


def test_what_was_skipped_and_what_is_unknown_is_counted_without_names(bench: Bench) -> None:
    bench.replies({"id": "x"}, row(1, "kamera_rtsp"), row(2, "radio"), row(3, "radio"), row(4, "Dom Ali"))
    bench.hear("data/groups", b"rubbish")

    found = bench.survey.troubles()

    assert found.skipped == {"devices": 1, "params_devices": 1, "groups, whole": 1}
    assert found.unknown == {"?": 1, "kamera_rtsp": 1, "radio": 2}
    bench.hear("data/devices", table())
    assert bench.survey.troubles().unknown == {}
    assert "devices" not in bench.survey.troubles().skipped


def test_scenes_are_devices(bench: Bench) -> None:
    scene = {"id": 3, "parentId": 1, "sceneName": "Night", "Actions": [{"action": "set/1/turnOff"}]}
    bench.replies(FLAG, scenes=table(scene), groups=table({"id": 1, "id_rodzica": 0, "opis_menu": "House"}))

    night = bench.device("ab-s3")
    assert (night.name, night.rooms) == ("Night", ("ab-r1",))


ROWS = st.builds(
    row,
    st.integers(-1, 6),
    st.sampled_from([*POINTS, "", "tekst_can"]),
    leafId=st.sampled_from([None, "0_1_296_3_0", "0_1_296_4_0", "rubbish"]),
    interpretacja=st.none() | st.integers(0, 9) | st.text(max_size=2),
    min=st.none() | st.integers() | st.text(max_size=3),
    opis_menu=st.none() | st.text(max_size=5),
    format=st.none() | st.text(max_size=5),
)
STATES = st.builds(
    state,
    st.none() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from(["0", "255", "40"]),
    st.none() | st.integers(0, 5_000),
    lammel=st.none() | st.integers() | st.text(max_size=2),
    block=st.none() | st.integers(-1, 4),
    mode=st.none() | st.text(max_size=1),
    setTemperature=st.none() | st.floats() | st.text(max_size=4),
)
TAILS = [f"data/{word.value}" for word in Table] + ["ob/1/state", "ob/5/state", "md5/devices", "md5/x"]
HEARD = st.lists(st.tuples(st.sampled_from(TAILS), st.binary(max_size=30) | STATES, st.booleans()), max_size=10)


@given(st.lists(ROWS, max_size=8), st.dictionaries(st.integers(1, 6), STATES, max_size=6), HEARD)
def test_whatever_a_home_says_nothing_raises_and_what_is_told_fits(
    objects: list[Any], states: dict[int, bytes], heard: list[tuple[str, bytes, bool]]
) -> None:
    bench = Bench()
    bench.replies(*objects, states=states)
    for tail, payload, retained in heard:
        bench.hear(tail, payload, retained=retained)

    for told in bench.listener.states:
        names = {trait.name.value for trait in bench.device(told.device).traits}
        assert {value.__struct_config__.tag for value in told.values} <= names


@given(st.lists(st.integers(1, 50), unique=True, max_size=20), st.sets(st.integers(0, 19)))
def test_one_bad_row_costs_one_device(ids: list[int], spoiled: set[int]) -> None:
    good = [row(id_, "flaga") for id_ in ids]
    rows_ = [json.loads('{"id": "x"}') if place in spoiled else one for place, one in enumerate(good)]
    bench = Bench()

    bench.replies(*rows_, params_devices=table(*(params(id_) for id_ in ids)))

    wanted = {f"ab-{id_}" for place, id_ in enumerate(ids) if place not in spoiled}
    assert {device.id for device in bench.house.devices()} == wanted
    assert bench.survey.faults == len(spoiled & set(range(len(ids))))


def test_pushes_of_objects_that_no_catalogue_has_are_bounded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MOST_OBJECTS", 1)
    bench.hear("ob/1/state", state("255"))
    bench.hear("ob/2/state", state("255"))

    bench.replies(FLAG, row(2, "flaga"), row(3, "flaga"), states={3: state("255")})

    assert [bench.values(f"ab-{number}") is None for number in (1, 2, 3)] == [False, True, True]


def test_of_objects_that_no_listing_has_five_hundred_are_held(bench: Bench) -> None:
    bench.replies(FLAG)
    most = held.MOST_UNKNOWN
    for number in range(2, most + 3):
        bench.hear(f"ob/{number}/state", state("255"))

    bench.hear("data/devices", table(FLAG, *(row(number, "flaga") for number in range(2, most + 3))))

    known = [number for number in range(2, most + 3) if bench.values(f"ab-{number}") is not None]
    assert known == list(range(2, most + 2))
    bench.hear(f"ob/{most + 2}/state", state("0"))
    assert bench.values(f"ab-{most + 2}") == (OnOff(on=False),)


def test_those_who_wait_for_an_echo_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(echoes, "MOST_OBJECTS", 2)
    monkeypatch.setattr(echoes, "MOST_IN_LINE", 4)
    waiting, heard = echoes.Echoes(), [0] * 10

    def count(number: int) -> None:
        heard[number] += 1

    for number in range(10):
        awaited = [echoes.Awaited(object_, "output", (), anything) for object_ in (number // 3, 77)]
        waiting.wait(echoes.Waiting(awaited, partial(count, number)))
    for object_ in range(4):
        waiting.shown(object_, (), (), moved=True)
    waiting.shown(77, (), (), moved=True)

    assert sum(heard) == len([one for one in heard if one]) <= 2 * echoes.MOST_IN_LINE
