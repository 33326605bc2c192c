"""What the home has and shows, as far as anybody here knows."""

from collections.abc import Iterable

import msgspec

from ostoja.gateway.house.clock import Clock
from ostoja.gateway.house.driver import Listing
from ostoja.gateway.house.listeners import Listener, Listeners
from ostoja.protocol.traits import Device, Room, State

AGE_STEP_MS = 60_000  # A value that is only confirmed is told on once a minute, so that its age stays honest.


class House:
    """Devices, rooms, latest states, and whether the home answers; it tells its listeners of real changes only.

    It is the ``Home`` that drivers tell. A device that the home no longer lists becomes unavailable and is kept.
    """

    def __init__(self, clock: Clock, devices: Iterable[Device] = (), rooms: Iterable[Room] = ()) -> None:
        self._clock = clock
        self._devices = {device.id: device for device in devices}
        self._states: dict[str, State] = {}
        self._told: dict[str, int] = {}
        self._listeners = Listeners()
        self.rooms: tuple[Room, ...] = tuple(rooms)
        self.online = False
        self.since = int(clock().timestamp() * 1000)

    def tell(self, listener: Listener) -> None:
        """Tell this listener of every change from now on."""
        self._listeners.add(listener)

    def device(self, id_: str) -> Device | None:
        """The device of this id, or None."""
        return self._devices.get(id_)

    def devices(self) -> list[Device]:
        """Every device, available or not, in the order of their ids."""
        return [self._devices[id_] for id_ in sorted(self._devices)]

    def state(self, id_: str) -> State | None:
        """What the device of this id showed last, or None."""
        return self._states.get(id_)

    def went_online(self) -> None:
        """The home answers."""
        self._turn(online=True)

    def went_offline(self) -> None:
        """The home answers no longer; what it showed last stays."""
        self._turn(online=False)

    def listed(self, listing: Listing) -> None:
        """The home has these devices and rooms, and no others."""
        here = {device.id: device for device in listing.devices}
        gone = [device for id_, device in self._devices.items() if id_ not in here and device.available]
        changed = [device for id_, device in here.items() if self._devices.get(id_) != device]
        changed += [msgspec.structs.replace(device, available=False) for device in gone]
        self._devices.update({device.id: device for device in changed})
        if self.rooms != listing.rooms:
            self.rooms = listing.rooms
            self._listeners.rooms_changed(self.rooms)
        self._listeners.devices_changed(changed)

    def shown(self, states: Iterable[State]) -> None:
        """Devices show this."""
        self._listeners.states_changed([state for state in states if self._is_news(state)])

    def _is_news(self, state: State) -> bool:
        before = self._states.get(state.device)
        self._states[state.device] = state
        is_same = before is not None and before.values == state.values
        if is_same and 0 <= state.at - self._told.get(state.device, 0) < AGE_STEP_MS:
            return False
        self._told[state.device] = state.at
        return before != state

    def _turn(self, *, online: bool) -> None:
        if self.online == online:
            return
        self.online, self.since = online, int(self._clock().timestamp() * 1000)
        self._listeners.home_changed(online=online, since=self.since)
