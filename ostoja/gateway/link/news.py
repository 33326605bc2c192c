"""What one app is still to be told: replies in order, and of everything else only the latest."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from ostoja.gateway.house.house import House
from ostoja.protocol.arrangements import ArrangementIs
from ostoja.protocol.messages import PAGE_BYTES, Beating, CommandIs, Devices, FromGateway, HomeIs, Rooms, States
from ostoja.protocol.traits import Device, State

MOST_REPLIES = 64  # Of at most a page each: 1 MB.
MOST_COMMANDS = 256
MOST_BEATS = 64

Piece = TypeVar("Piece", Device, State)

_encode = msgspec.json.Encoder().encode


class News:
    """Gathers while the app cannot be told, in bounded space: one entry a device and a command, few replies.

    ``instant`` is the gateway's steady clock in milliseconds.
    """

    def __init__(self, house: House, instant: Callable[[], int]) -> None:
        self._house = house
        self._instant = instant
        self._beats = 0
        self._replies: deque[FromGateway] = deque()
        self._commands: dict[str, CommandIs] = {}
        self._devices: dict[str, Device] = {}
        self._states: dict[str, State] = {}
        self._rooms = False
        self._home = False
        self._arranged: ArrangementIs | None = None
        self.is_overrun = False

    def reply(self, message: FromGateway) -> None:
        """Tell this, in its turn."""
        if len(self._replies) >= MOST_REPLIES:
            self.is_overrun = True
        else:
            self._replies.append(message)

    def beat(self) -> None:
        """Answer a beat, before everything else that is to be told."""
        if self._beats >= MOST_BEATS:
            self.is_overrun = True
        else:
            self._beats += 1

    def command(self, is_: CommandIs) -> None:
        """Tell where this command is; only its latest step counts."""
        if len(self._commands) >= MOST_COMMANDS and is_.id not in self._commands:
            self.is_overrun = True
        else:
            self._commands[is_.id] = is_

    def devices(self, changed: Sequence[Device]) -> None:
        """Tell of these devices."""
        self._devices.update({device.id: device for device in changed})

    def states(self, changed: Sequence[State]) -> None:
        """Tell of these states."""
        self._states.update({state.device: state for state in changed})

    def rooms(self) -> None:
        """Tell of the rooms."""
        self._rooms = True

    def home(self) -> None:
        """Tell whether the home answers."""
        self._home = True

    def arranged(self, is_: ArrangementIs) -> None:
        """Tell how the person likes to see the home; only the latest counts."""
        self._arranged = is_

    def take(self) -> Iterator[FromGateway]:
        """Everything to be told now, in messages of about a page; a state comes after the page that is older."""
        while self._beats:
            self._beats -= 1
            yield Beating(self._instant())
        while self._replies:
            yield self._replies.popleft()
        if self._home:
            self._home = False
            yield HomeIs(self._house.online, self._house.since)
        if self._rooms:
            self._rooms = False
            yield Rooms(self._house.rooms)
        if self._arranged is not None:
            arranged, self._arranged = self._arranged, None
            yield arranged
        devices, self._devices = self._devices, {}
        for some_devices in pieces(devices.values()):
            yield Devices(some_devices)
        states, self._states = self._states, {}
        for some_states in pieces(states.values()):
            yield States(some_states)
        commands, self._commands = self._commands, {}
        yield from commands.values()


def pieces(all_of_them: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """These in groups that fit a page each, in order."""
    some: list[Piece] = []
    size = 0
    for one in all_of_them:
        bytes_ = len(_encode(one)) + 1
        if some and size + bytes_ > PAGE_BYTES - 64:  # The envelope of a message is under 64 bytes.
            yield tuple(some)
            some, size = [], 0
        some.append(one)
        size += bytes_
    if some:
        yield tuple(some)
