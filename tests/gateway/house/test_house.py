import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.house.driver import Listing
from ostoja.gateway.house.house import AGE_STEP_MS, House
from ostoja.protocol.traits import Device, Kind, OnOff, Room, State, Trait, TraitName
from tests.gateway.house.recording import RecordingListener
from tests.gateway.moving_clock import MovingClock

LAMP = Device("m-1", "Lamp", Kind.LIGHT, (Trait(TraitName.ON_OFF),))
ROOM = Room("m-r1", "Hall")
ON, OFF = (OnOff(on=True),), (OnOff(on=False),)


@pytest.fixture
def listener() -> RecordingListener:
    return RecordingListener()


@pytest.fixture
def house(clock: MovingClock, listener: RecordingListener) -> House:
    made = House(clock)
    made.tell(listener)
    return made


def test_a_listing_is_told_once(house: House, listener: RecordingListener) -> None:
    for _ in range(2):
        house.listed(Listing((LAMP,), (ROOM,)))

    assert listener.devices == [LAMP]
    assert listener.rooms == [(ROOM,)]


def test_a_device_that_vanishes_is_unavailable_and_kept(house: House, listener: RecordingListener) -> None:
    house.listed(Listing((LAMP,), ()))
    house.listed(Listing((), ()))
    house.listed(Listing((), ()))

    gone = msgspec.structs.replace(LAMP, available=False)
    assert house.devices() == [gone]
    assert listener.devices == [LAMP, gone]


def test_a_device_known_from_before_the_restart_vanishes_too(clock: MovingClock) -> None:
    house = House(clock, [LAMP], [ROOM])

    house.listed(Listing((), (ROOM,)))

    found = house.device(LAMP.id)
    assert found is not None
    assert not found.available


def test_a_device_that_comes_back_is_available(house: House) -> None:
    for listing in ((LAMP,), (), (LAMP,)):
        house.listed(Listing(listing, ()))

    assert house.device(LAMP.id) == LAMP


def test_only_real_changes_are_told(house: House, listener: RecordingListener) -> None:
    house.shown([State("m-1", 1, ON), State("m-1", 2, ON), State("m-1", 2, ON), State("m-1", 3, OFF)])

    assert [state.at for state in listener.states] == [1, 3]
    assert house.state("m-1") == State("m-1", 3, OFF)


def test_a_value_that_is_confirmed_grows_young_once_a_minute(house: House, listener: RecordingListener) -> None:
    house.shown([State("m-1", 0, ON), State("m-1", AGE_STEP_MS - 1, ON), State("m-1", AGE_STEP_MS, ON)])

    assert [state.at for state in listener.states] == [0, AGE_STEP_MS]


def test_whether_the_home_answers_is_told_with_the_instant(
    house: House, listener: RecordingListener, clock: MovingClock
) -> None:
    since = house.since
    clock.move(seconds=5)
    for _ in range(2):
        house.went_online()
    house.went_offline()

    assert listener.home == [True, False]
    assert house.since == since + 5_000


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 300_000), st.booleans()), max_size=30))
def test_whoever_listens_knows_every_value(shown: list[tuple[str, int, bool]]) -> None:
    house, listener = House(MovingClock()), RecordingListener()
    house.tell(listener)

    house.shown(State(device, at, (OnOff(on),)) for device, at, on in shown)

    heard = {state.device: state.values for state in listener.states}
    assert heard == {device: (OnOff(on),) for device, _, on in shown}
