"""Doubles of the house's neighbours: a listener that remembers, and a driver that does what a test says."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any, NoReturn

from ostoja.gateway.house.driver import Home, Troubles
from ostoja.protocol.messages import CommandIs, Reason, Step
from ostoja.protocol.traits import Device, Do, Room, State

PATIENCE = timedelta(seconds=3)


class RecordingListener:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.devices: list[Device] = []
        self.rooms: list[tuple[Room, ...]] = []
        self.states: list[State] = []
        self.home: list[bool] = []

    def devices_changed(self, devices: Sequence[Device]) -> None:
        self.devices.extend(devices)

    def rooms_changed(self, rooms: Sequence[Room]) -> None:
        self.rooms.append(tuple(rooms))

    def states_changed(self, states: Sequence[State]) -> None:
        self.states.extend(states)

    def home_changed(self, *, online: bool, since: int) -> None:
        self.home.append(online)


class ObedientDriver:
    """Keeps what it is asked, and raises what a test wants."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Do]] = []
        self.echoes: list[Callable[[], None]] = []
        self.error: Exception | None = None
        self.is_quick = False
        self.patience = PATIENCE

    async def run(self, home: Home) -> NoReturn:
        raise NotImplementedError

    def troubles(self) -> Troubles:
        return Troubles({}, {})

    async def send(self, device: str, do: Do, echoed: Callable[[], None]) -> timedelta:
        self.asked.append((device, do))
        self.echoes.append(echoed)
        if self.is_quick:
            echoed()
        if self.error is not None:
            raise self.error
        return self.patience


class Told:
    """What one asker was told."""

    def __init__(self) -> None:
        self.steps: list[tuple[Step, Reason | None]] = []

    def __call__(self, is_: CommandIs) -> None:
        self.steps.append((is_.step, is_.reason))


def at_once(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that waits for nothing to its end."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise AssertionError("it waits for something")
