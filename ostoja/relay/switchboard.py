"""Who is where: one connection per gateway, one channel per app, and what happens when one of them comes or goes."""

from datetime import datetime

from ostoja.protocol.frames import CloseCode, Kind, frame
from ostoja.protocol.revocations import Revocation, Subject
from ostoja.protocol.tickets import Ticket
from ostoja.relay.channels import App, Gateway
from ostoja.relay.counters import Counters
from ostoja.relay.homes import Home
from ostoja.relay.limits import Limits
from ostoja.relay.port import Wire
from ostoja.relay.revoked import Revoked


class Switchboard:
    """Every home that is connected; pure bookkeeping that speaks only to wires."""

    def __init__(self, limits: Limits, revoked: Revoked, counters: Counters) -> None:
        self._limits = limits
        self._revoked = revoked
        self._counters = counters
        self._homes: dict[str, Home] = {}

    def __len__(self) -> int:
        return len(self._homes)

    def check_room(self, ticket: Ticket) -> None:
        """Nothing, when the holder of this ticket fits in.

        Raises: RefusedError when there are as many channels, people or monitoring profiles as there may be.
        """
        self._home(ticket.installation).check_room(ticket, self._limits)

    def enter(self, app: App) -> None:
        """Let an admitted app in: it is told OPENED or WAITING."""
        home = self._homes.setdefault(app.ticket.installation, Home())
        home.remember(app.ticket)
        home.apps.add(app)
        self._counters.apps += 1
        self._connect(app, home.gateway)

    def renewed(self, app: App) -> None:
        """The app has a new ticket."""
        self._homes[app.ticket.installation].remember(app.ticket)

    def leave(self, app: App, code: CloseCode) -> None:
        """Take an app out; its gateway is told that the channel is over."""
        home = self._homes[app.ticket.installation]
        home.apps.remove(app)
        self._counters.apps -= 1
        if home.gateway is not None and not app.is_waiting:
            home.gateway.tell_closed(app.channel, code)
            self.end(app, home.gateway)

    def dismiss(self, app: App, code: CloseCode) -> None:
        """Take an app out and close its connection."""
        self.leave(app, code)
        app.wire.close(code)

    def join(self, gateway: Gateway) -> None:
        """Let an admitted gateway in, instead of the one before; every app of the home gets a channel on it."""
        home = self._homes.setdefault(gateway.certificate.installation, Home())
        before, home.gateway = home.gateway, gateway
        self._counters.gateways += 1
        if before is not None:
            self._counters.replaced += 1
            self._retire(before)
            before.wire.close(CloseCode.REPLACED)
        installation = gateway.certificate.installation
        about = {*home.seen, (Subject.INSTALLATION, installation)}
        for token in self._revoked.tokens(about, installation):
            gateway.wire.send(frame(Kind.REVOKED, body=token.encode("ascii")))
        for app in list(home.apps):
            self._connect(app, gateway)

    def part(self, gateway: Gateway) -> None:
        """Take a gateway out, unless another has taken its place; its apps wait and stay."""
        home = self._homes.get(gateway.certificate.installation)
        # A replaced gateway may part so late that its whole home is forgotten.
        if home is None or home.gateway is not gateway:
            return
        home.gateway = None
        self._retire(gateway)
        for app in home.apps:
            app.wire.send(frame(Kind.WAITING))

    def reopen(self, app: App, gateway: Gateway, now: float) -> None:
        """A new channel for an app whose sealed session is over, or the end when that happens too often."""
        self.end(app, gateway)
        if app.reopenings.allows(now):
            self._connect(app, gateway)
        else:
            self.dismiss(app, CloseCode.SESSION_ENDED)

    def gateway_of(self, app: App) -> Gateway | None:
        """The gateway to which this app has a channel now."""
        return None if app.is_waiting else self._homes[app.ticket.installation].gateway

    def end(self, app: App, gateway: Gateway) -> None:
        """End a channel of which nobody has to be told."""
        gateway.end(app)
        self._counters.channels -= 1

    def strike(self, revocation: Revocation, token: str, now: datetime) -> None:
        """Close what this revocation takes back, and pass it to the gateways of the homes that it is about."""
        if not self._revoked.add(revocation, token, now):
            return
        self._counters.revocations += 1
        about = (revocation.subject, revocation.id)
        for installation, home in self._homes.items():
            is_named = about == (Subject.INSTALLATION, installation) or revocation.installation == installation
            if is_named or about in home.seen:
                self._strike_home(home, revocation, token)

    def temper(self, wire: Wire, installation: str, said: int, now: float) -> None:
        """Read a wire of this home no more for a while, when it has said so much that the home has said too much.

        Units: ``said`` in bytes since the last time, ``now`` in seconds of a steady clock.
        """
        self._counters.slowed += self._homes[installation].temper(wire, said, self._limits, now)

    def forget(self, now: datetime) -> None:
        """Drop what is of no use any more."""
        self._revoked.forget(now)
        for installation, home in list(self._homes.items()):
            home.forget(now)
            if home.is_empty:
                del self._homes[installation]

    def _strike_home(self, home: Home, revocation: Revocation, token: str) -> None:
        struck = [app for app in home.apps if revocation.strikes(app.ticket)]
        if home.gateway is not None:
            home.gateway.wire.send(frame(Kind.REVOKED, body=token.encode("ascii")))
        for app in struck:
            self._counters.struck += 1
            self.dismiss(app, CloseCode.REVOKED)

    def _retire(self, gateway: Gateway) -> None:
        self._counters.gateways -= 1
        for app in list(gateway.apps.values()):
            self.end(app, gateway)

    def _connect(self, app: App, gateway: Gateway | None) -> None:
        if gateway is None:
            app.wire.send(frame(Kind.WAITING))
        elif gateway.is_worn:
            # It has used four thousand million numbers: a new connection has new ones. Every app of it waits meanwhile.
            self.part(gateway)
            gateway.wire.close(CloseCode.GOING_AWAY)
        else:
            gateway.open(app)
            self._counters.channels += 1
            self._counters.opened += 1

    def _home(self, installation: str) -> Home:
        return self._homes.get(installation) or Home()
