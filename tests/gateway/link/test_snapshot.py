from hypothesis import given
from hypothesis import strategies as st

from ostoja.gateway.house.driver import Listing
from ostoja.gateway.house.house import House
from ostoja.gateway.link.snapshot import page
from ostoja.protocol.messages import PAGE_BYTES, Page, write
from ostoja.protocol.traits import Device, Kind, Opaque, Room, State
from tests.gateway.moving_clock import MovingClock


def furnished(rooms: int, devices: int, size: int = 1) -> House:
    house = House(MovingClock())
    all_rooms = tuple(Room(f"r{number}", "x" * size) for number in range(rooms))
    all_devices = tuple(Device(f"d{number}", "x" * size, Kind.OTHER, ()) for number in range(devices))
    house.listed(Listing(all_devices, all_rooms))
    house.shown(State(device.id, 1, (Opaque("y"),)) for device in all_devices[::2])
    return house


def pages(house: House) -> list[Page]:
    found = [page(house, "")]
    while found[-1].next:
        found.append(page(house, found[-1].next))
    return found


@given(st.integers(0, 120), st.integers(0, 120), st.sampled_from([1, 120, 400]))
def test_the_pages_together_are_the_home_each_once(rooms: int, devices: int, size: int) -> None:
    house = furnished(rooms, devices, size)

    found = pages(house)

    assert tuple(room for one in found for room in one.rooms) == house.rooms
    assert [device for one in found for device in one.devices] == house.devices()
    assert len([state for one in found for state in one.states]) == (devices + 1) // 2
    assert all(len(write(one)) <= PAGE_BYTES for one in found)


def test_a_device_that_comes_between_two_pages_is_not_missed() -> None:
    house = furnished(0, 100, 400)
    first = page(house, "")
    house.listed(Listing((*house.devices(), Device("d999", "new", Kind.OTHER, ())), ()))

    rest = page(house, first.next)
    while rest.next:
        rest = page(house, rest.next)

    assert rest.devices[-1].id == "d999"


@given(st.text())
def test_any_mark_gives_a_page(mark: str) -> None:
    assert page(furnished(1, 1), mark) is not None


def test_one_thing_larger_than_a_page_still_goes() -> None:
    assert [len(one.devices) for one in pages(furnished(0, 2, PAGE_BYTES))] == [1, 1]
