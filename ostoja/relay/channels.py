"""The two ends of channels: apps with at most one each, gateways with many, each channel with a number of its own."""

from collections.abc import Callable

from ostoja.protocol.certificates import Certificate
from ostoja.protocol.frames import HEADER, HEADER_BYTES, CloseCode, Kind, OpenBody, close_frame, frame, frame_of
from ostoja.protocol.tickets import Ticket
from ostoja.relay.patience import Pace
from ostoja.relay.port import Wire

NOWHERE = b"\xff" * HEADER_BYTES
"""The header of no frame: an app that waits has it, so that nothing it says is carried."""

LAST_NUMBER = 2**32 - 1


def _drop(_message: bytes) -> None:
    """Nothing: where an app's frames go while it has no channel."""


class App:
    """An admitted app; ``header`` begins every DATA frame of its channel and ``onward`` takes it to the gateway."""

    __slots__ = ("channel", "header", "onward", "reopenings", "ticket", "wire")

    def __init__(self, wire: Wire, ticket: Ticket, reopenings: Pace) -> None:
        self.wire = wire
        self.ticket = ticket
        self.reopenings = reopenings
        self.channel = 0
        self.header = NOWHERE
        self.onward: Callable[[bytes], None] = _drop

    @property
    def is_waiting(self) -> bool:
        """Whether it has no channel now; ``channel`` is then the last one."""
        return self.header is NOWHERE


class Gateway:
    """A gateway's connection; ``routes`` leads from the header of a DATA frame to the app's wire."""

    __slots__ = ("apps", "certificate", "last", "routes", "wire")

    def __init__(self, wire: Wire, certificate: Certificate) -> None:
        self.wire = wire
        self.certificate = certificate
        self.apps: dict[int, App] = {}
        self.routes: dict[bytes, Callable[[bytes], None]] = {}
        self.last = 0

    @property
    def is_worn(self) -> bool:
        """Whether it has used its numbers up, so that it must connect again to have new ones."""
        return self.last >= LAST_NUMBER - 1

    def open(self, app: App) -> int:
        """The number of a new channel with this app; both ends are told.

        Then: the number is never the one that the app had last, though that was on another connection: what it said
              there, before it knew, is not taken for something said here.
        """
        number = self.last + 1
        if number == app.channel:
            number += 1
        self.last = app.channel = number
        app.header, app.onward = HEADER.pack(Kind.DATA, number), self.wire.send
        self.apps[number], self.routes[app.header] = app, app.wire.send
        ticket = app.ticket
        who = OpenBody(member=ticket.member, session=ticket.session, role=ticket.role, profile=ticket.profile)
        self.wire.send(frame_of(Kind.OPEN, who, number))
        app.wire.send(frame(Kind.OPENED, number))
        if app.wire.is_full:
            self.wire.send(frame(Kind.PAUSE, number))
        if self.wire.is_full:
            app.wire.hold()
        return number

    def end(self, app: App) -> None:
        """End the channel with this app; nobody is told."""
        del self.apps[app.channel], self.routes[app.header]
        app.header, app.onward = NOWHERE, _drop
        app.wire.carry_on()

    def tell_closed(self, number: int, code: CloseCode) -> None:
        """Tell the gateway that a channel is over."""
        self.wire.send(close_frame(number, code))
