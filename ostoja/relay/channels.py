"""The two ends of channels: apps with at most one each, gateways with many, each channel with a number of its own."""

from ostoja.protocol.certificates import Certificate
from ostoja.protocol.frames import HEADER, CloseCode, Kind, OpenBody, close_frame, frame, frame_of
from ostoja.protocol.tickets import Ticket
from ostoja.relay.patience import Pace
from ostoja.relay.port import Hold, Wire

LAST_NUMBER = 2**32 - 1


class App:
    """An admitted app; while ``is_waiting`` it has no channel, and ``channel`` is the last one."""

    __slots__ = ("channel", "is_waiting", "reopenings", "ticket", "wire")

    def __init__(self, wire: Wire, ticket: Ticket, reopenings: Pace) -> None:
        self.wire = wire
        self.ticket = ticket
        self.reopenings = reopenings
        self.channel = 0
        self.is_waiting = True


class Gateway:
    """A gateway's connection; the DATA frames of its channels find their way by their headers, at both ends."""

    __slots__ = ("apps", "certificate", "last", "wire")

    def __init__(self, wire: Wire, certificate: Certificate) -> None:
        self.wire = wire
        self.certificate = certificate
        self.apps: dict[int, App] = {}
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
        app.is_waiting = False
        self.apps[number] = app
        header = HEADER.pack(Kind.DATA, number)
        self.wire.routes[header], app.wire.routes[header] = app.wire, self.wire
        ticket = app.ticket
        who = OpenBody(member=ticket.member, session=ticket.session, role=ticket.role, profile=ticket.profile)
        self.wire.send(frame_of(Kind.OPEN, who, number))
        app.wire.send(frame(Kind.OPENED, number))
        if app.wire.is_full:
            self.wire.send(frame(Kind.PAUSE, number))
        if self.wire.is_full:
            app.wire.hold(Hold.FULL)
        return number

    def end(self, app: App) -> None:
        """End the channel with this app; nobody is told."""
        header = HEADER.pack(Kind.DATA, app.channel)
        del self.apps[app.channel], self.wire.routes[header], app.wire.routes[header]
        app.is_waiting = True
        app.wire.carry_on(Hold.FULL)

    def tell_closed(self, number: int, code: CloseCode) -> None:
        """Tell the gateway that a channel is over."""
        self.wire.send(close_frame(number, code))
