"""Who is told of what changes in the house."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from ostoja.protocol.traits import Device, Room, State


class Listener(Protocol):
    """Told of every real change, after it happened; it must neither raise nor wait."""

    def devices_changed(self, devices: Sequence[Device]) -> None:
        """These devices are new or described anew."""

    def rooms_changed(self, rooms: Sequence[Room]) -> None:
        """The rooms are these now, all of them."""

    def states_changed(self, states: Sequence[State]) -> None:
        """These devices show something else, or the same at a much later instant."""

    def home_changed(self, *, online: bool, since: int) -> None:
        """The home answers, or does not, since this instant (milliseconds since 1970)."""


class Listeners:
    """Several listeners as one."""

    def __init__(self, listeners: Iterable[Listener] = ()) -> None:
        self._all = list(listeners)

    def add(self, listener: Listener) -> None:
        """Tell this one as well."""
        self._all.append(listener)

    def devices_changed(self, devices: Sequence[Device]) -> None:
        """Tell all, when there is something to tell."""
        for listener in self._all if devices else ():
            listener.devices_changed(devices)

    def rooms_changed(self, rooms: Sequence[Room]) -> None:
        """Tell all."""
        for listener in self._all:
            listener.rooms_changed(rooms)

    def states_changed(self, states: Sequence[State]) -> None:
        """Tell all, when there is something to tell."""
        for listener in self._all if states else ():
            listener.states_changed(states)

    def home_changed(self, *, online: bool, since: int) -> None:
        """Tell all."""
        for listener in self._all:
            listener.home_changed(online=online, since=since)
