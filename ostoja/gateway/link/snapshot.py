"""The snapshot of the home, page by page, as an app asks for it.

A mark is where a page ended: ``r`` and a room's place, or ``d`` and a device's id; devices go in the order of their
ids, so that a mark still means something when the home has changed meanwhile.
"""

import msgspec

from ostoja.gateway.house.house import House
from ostoja.protocol.messages import PAGE_BYTES, Page
from ostoja.protocol.traits import Device, Room, State

_ENVELOPE = 256  # Field names, brackets, and the mark of at most 65 characters.

_encode = msgspec.json.Encoder().encode


class _Filling:
    """A page that is being filled; the first thing always fits."""

    def __init__(self) -> None:
        self.rooms: list[Room] = []
        self.devices: list[Device] = []
        self.states: list[State] = []
        self._left = PAGE_BYTES - _ENVELOPE

    def room(self, room: Room) -> bool:
        """Whether this room was put on the page."""
        if not self._fits(len(_encode(room)) + 1):
            return False
        self.rooms.append(room)
        return True

    def device(self, device: Device, state: State | None) -> bool:
        """Whether this device was put on the page, with what it shows."""
        if not self._fits(len(_encode(device)) + (0 if state is None else len(_encode(state))) + 2):
            return False
        self.devices.append(device)
        if state is not None:
            self.states.append(state)
        return True

    def page(self, next_: str = "") -> Page:
        """The page."""
        return Page(tuple(self.rooms), tuple(self.devices), tuple(self.states), next_)

    def _fits(self, size: int) -> bool:
        fits = size <= self._left or not (self.rooms or self.devices)
        self._left -= size if fits else 0
        return fits


def page(house: House, after: str) -> Page:
    """The page after this mark; a mark that means nothing is the beginning."""
    filling = _Filling()
    place, device = _read(after)
    if device is None:
        for here in range(place, len(house.rooms)):
            if not filling.room(house.rooms[here]):
                return filling.page(f"r{here}")
    last = device or ""
    for found in house.devices():
        if device is not None and found.id <= device:
            continue
        if not filling.device(found, house.state(found.id)):
            return filling.page(f"d{last}")
        last = found.id
    return filling.page()


def _read(mark: str) -> tuple[int, str | None]:
    if mark.startswith("d"):
        return 0, mark[1:]
    number = mark[1:9]
    return (int(number), None) if mark.startswith("r") and number.isascii() and number.isdecimal() else (0, None)
