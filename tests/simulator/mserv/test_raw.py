import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.simulator.home.furnishing import Thing as Row
from ostoja.simulator.house import Piece
from ostoja.simulator.mserv.raw import LockFrame, OutputFrame, output_leaf, raw_value, read_event, read_frame
from ostoja.simulator.things.leaves import leaf_of
from ostoja.simulator.things.thing import State, Thing


def piece(type: str, leaf: str) -> Piece:  # noqa: A002 - the column
    return Piece(Row(id=1, type=type, leaf=leaf), Thing(), leaf_of(leaf), None, 0.0)


@pytest.mark.parametrize(
    ("type", "leaf", "state", "cell"),
    [
        ("przekaznik", "0_cb8f_257_2_0", {"state": "255"}, ("ampio/from/CB8F/state/o/1", "1")),
        ("przekaznik", "0_14c1_67_0_2", {"state": "255"}, ("ampio/from/14C1/state/a/3", "255")),
        ("flaga", "0_cb8f_3_0_4", {"state": "0"}, ("ampio/from/CB8F/state/f/5", "0")),
        ("wej", "0_cb8f_257_1_0", {"state": "255"}, ("ampio/from/CB8F/state/i/1", "1")),
        ("led", "0_d1a1_67_0_0", {"state": 80}, ("ampio/from/D1A1/state/a/1", "80")),
        ("reg", "0_1_13_0_1", {"state": "0", "setTemperature": "21.0"}, ("ampio/from/1/state/rs/2", "21.0")),
        ("satel_alarm", "0_77_296_3_0", {"state": "255"}, ("ampio/from/77/state/armed/1", "1")),
        ("satel_alarm", "0_77_296_4_0", {"state": "0"}, ("ampio/from/77/state/alarm/1", "0")),
        ("roleta_procenty", "0_ab01_5_0_0", {"state": "40"}, None),
        ("detekcja", "", {"state": "0"}, None),
    ],
)
def test_each_kind_has_its_place_in_the_raw_tree(
    type: str,  # noqa: A002 - the column
    leaf: str,
    state: State,
    cell: tuple[str, str] | None,
) -> None:
    assert raw_value(piece(type, leaf), state) == cell


@pytest.mark.parametrize(
    ("payload", "frame"),
    [
        (b"30f9ff00", OutputFrame(257, 255, 0)),
        (b"32F90002", OutputFrame(67, 0, 2)),
        (b"0c0703f0050a0100000000", LockFrame(2, 1, on=True)),
        (b"0c0700f005090300000000", LockFrame(1, 3, on=False)),
        (b"7e01", None),
        (b"30f9ff0", None),
        (b"\xff\xff", None),
    ],
)
def test_frames_for_the_bus(payload: bytes, frame: OutputFrame | LockFrame | None) -> None:
    assert read_frame(payload) == frame


@given(st.binary(max_size=30))
def test_noise_is_a_frame_or_nothing(payload: bytes) -> None:
    for noise in (payload, payload.hex().encode()):
        assert isinstance(read_frame(noise), OutputFrame | LockFrame | None)


def test_an_output_frame_addresses_the_leaf_of_its_output() -> None:
    assert output_leaf(0xCB8F, 257, 7) == leaf_of("0_cb8f_257_2_7")
    assert output_leaf(0x14C1, 67, 2) == leaf_of("0_14c1_67_0_2")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("65535", 65535), ("65536", None), ("0", None), ("", None), ("x", None), ("000001", None)],
)
def test_an_event_is_a_number(text: str, number: int | None) -> None:
    assert read_event(text) == number
