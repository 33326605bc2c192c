"""The contract between the house and the drivers; ``docs/manual/en/drivers.md`` tells it to those who write one.

Who calls what, and when: the agent makes a driver and runs ``run`` once, until it cancels it. While it runs, the driver
tells the ``Home`` what it learns. The house calls ``send`` only while the driver has said that the home is online, only
for a device of its latest listing, and only what the device's traits, bounds and blocks allow. Everything happens in
one event loop; nothing here is called from another thread.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from ostoja.protocol.traits import Device, Do, Room, State


@dataclass(frozen=True)
class Access:
    """How to reach a home's own system; printing it shows neither account nor password.

    Shapes: ``client`` names this gateway, always the same, unlike any other's.
    """

    host: str
    port: int
    user: str
    password: str
    client: str

    def __repr__(self) -> str:
        return f"Access({self.client})"


@dataclass(frozen=True)
class Listing:
    """Everything that the home has now: what is not in it is not there. Names may repeat or be empty, ids may not."""

    devices: tuple[Device, ...]
    rooms: tuple[Room, ...]


@dataclass(frozen=True)
class Module:
    """How a piece of the home's own hardware says that it is; which one, nobody is told.

    Units: ``volts`` of its supply; ``celsius`` is None for one without a sensor; ``heard`` is when it said so on this
    connection, by the gateway's clock, or None for what it said at some time before.
    """

    volts: float
    celsius: int | None
    heard: datetime | None


@dataclass(frozen=True)
class Troubles:
    """What a driver could not make sense of, and how the hardware is; no name or id of anything at home.

    ``skipped`` counts rows and messages by what they were of, ``unknown`` devices by the system's word for their type.
    ``modules`` are those that speak of themselves, as far as the account hears them.
    """

    skipped: Mapping[str, int]
    unknown: Mapping[str, int]
    modules: tuple[Module, ...] = ()


class Home(Protocol):
    """What a driver tells."""

    def went_online(self) -> None:
        """The home answers, and its listing is complete; told again, it changes nothing."""

    def went_offline(self) -> None:
        """The home answers no longer; what it showed last stays, with its age."""

    def listed(self, listing: Listing) -> None:
        """The home has these devices and rooms, and no others; a device keeps its id for as long as the home has it."""

    def shown(self, states: Iterable[State]) -> None:
        """Devices show this, each state whole, with the instant on the home's clock; repeating it does no harm."""


class Driver(Protocol):
    """A family of home systems."""

    async def run(self, home: Home) -> None:
        """Keep the connection to the home, and tell what it says, until cancelled.

        Then: it never ends by itself and never raises for what the home or the network does: it reconnects, with
            growing pauses, logging loss and return once each. Cancelled, it ends at once and leaves nothing open.
        """

    async def send(self, device: str, do: Do, echoed: Callable[[], None]) -> timedelta:
        """How long the home may take to show that it did this; it was told so, and said it heard.

        ``echoed`` is to be called, at most once, as soon as the home shows that it did it, or at once when it shows so
        already and nothing sent before, which may undo it, is still to show. It may be called before this returns. No
        time at all means that the home can show nothing of it.
        Raises: NotDoneError when the home was not told; LostError when it may or may not have been.
        Then:   nothing secret in ``do`` is kept after return.
        """

    def troubles(self) -> Troubles:
        """What it could not make sense of, as it stands now; it may be asked at any time."""
