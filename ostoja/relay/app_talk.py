"""The conversation with one app: a ticket, then sealed frames, renewals and questions whether we are there."""

from ostoja.protocol.frames import (
    LARGEST_FRAME,
    AdmittedBody,
    CloseCode,
    Frame,
    Kind,
    frame,
    frame_of,
)
from ostoja.protocol.tickets import Ticket
from ostoja.relay.channels import App
from ostoja.relay.errors import RefusedError
from ostoja.relay.patience import Pace
from ostoja.relay.port import Wire
from ostoja.relay.road import Road, Watch

LONGEST_PING = 8


class AppTalk:
    """One app's conversation; its sealed frames go past it, on the route that its channel has."""

    __slots__ = ("_app", "_origin", "_road", "_watch", "_wire")

    def __init__(self, wire: Wire, road: Road, origin: str | None) -> None:
        self._wire = wire
        self._road = road
        self._origin = origin
        self._watch = Watch(wire, road, road.counters.app_side, road.limits.app_silence)
        self._app: App | None = None

    def begin(self) -> None:
        """Refuse pages of other origins.

        Raises: RefusedError when the page is not of the home origin, or too many apps wait to be admitted.
        """
        self._watch.knock()
        self._road.admission.check_origin(self._origin)

    def hear(self, message: bytes) -> None:
        """The first frame: a ticket, or the end.

        Raises: RefusedError when it is no good ticket, or there is no room.
        """
        said = self._road.frame(message)
        if said.kind is not Kind.TICKET or said.channel != 0:
            raise RefusedError(CloseCode.BAD_FRAME)
        ticket = self._road.admission.ticket(said.body, self._road.clock.wall())
        self._road.switchboard.check_room(ticket)
        app = App(self._wire, ticket, Pace(self._road.limits.reopenings_per_second))
        self._app = app
        self._watch.pass_in()
        self._wire.hear = self.hear_more
        self._wire.send(self._standing(Kind.ADMITTED, ticket))
        self._road.switchboard.enter(app)

    def hear_more(self, message: bytes) -> None:
        """A frame of an admitted app that no route takes to its gateway.

        Raises: RefusedError when it is malformed or out of place.
        """
        app, said = self._app, self._road.frame(message)
        assert app is not None  # noqa: S101 - tells the type checker
        if said.kind is Kind.DATA and said.channel and app.channel:
            # Said on a channel that was over before the app knew.
            self._road.counters.strays += 1
        elif said.kind is Kind.PING and not said.channel and len(said.body) <= LONGEST_PING:
            self._wire.send(frame(Kind.PONG, body=said.body))
        elif said.kind is Kind.RENEW and not said.channel:
            # To check a signature is about as much work as to pass on a frame of the largest size.
            self._wire.heard += LARGEST_FRAME
            app.ticket = self._road.admission.renewal(said.body, app.ticket, self._road.clock.wall())
            self._road.switchboard.renewed(app)
            self._wire.send(self._standing(Kind.RENEWED, app.ticket))
        elif said.kind is Kind.CLOSE and said.channel and app.channel:
            self._closed(app, said)
        else:
            raise RefusedError(CloseCode.BAD_FRAME)

    def filled(self) -> None:
        """The app reads too slowly: its gateway shall pause."""
        self._signal(Kind.PAUSE)

    def emptied(self) -> None:
        """The app has caught up: its gateway may go on."""
        self._signal(Kind.RESUME)

    def gone(self, code: CloseCode) -> None:
        """Take the app out, if it was in."""
        self._watch.pass_in()
        if self._app is not None:
            self._road.switchboard.leave(self._app, code)

    def look(self) -> None:
        """See whether the ticket still holds, the app lives, and its home does not say too much.

        Raises: RefusedError when it does not hold or live.
        """
        app, road = self._app, self._road
        if app is not None and road.clock.wall().timestamp() >= app.ticket.exp:
            raise RefusedError(CloseCode.TICKET_EXPIRED)
        said = self._watch.look()
        if app is not None:
            road.switchboard.temper(self._wire, app.ticket.installation, said, road.clock.steady())

    def _signal(self, kind: Kind) -> None:
        app = self._app
        gateway = None if app is None else self._road.switchboard.gateway_of(app)
        if app is None or gateway is None:
            return
        gateway.wire.send(frame(kind, app.channel))
        self._road.counters.pauses += kind is Kind.PAUSE

    def _closed(self, app: App, said: Frame) -> None:
        code = self._road.close_code(said)
        gateway = self._road.switchboard.gateway_of(app)
        if gateway is None or said.channel != app.channel:
            return
        if code is not CloseCode.SESSION_ENDED:
            raise RefusedError(CloseCode.LEFT)
        gateway.tell_closed(app.channel, code)
        self._road.switchboard.reopen(app, gateway, self._road.clock.steady())

    def _standing(self, kind: Kind, ticket: Ticket) -> bytes:
        now = int(self._road.clock.wall().timestamp())
        return frame_of(kind, AdmittedBody(expires=ticket.exp, now=now, largest_frame=self._road.limits.frame))
