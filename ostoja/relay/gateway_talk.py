"""The conversation with one gateway: a challenge and its proof, then the sealed frames of many channels."""

import secrets

from ostoja.protocol.certificates import CHALLENGE_BYTES
from ostoja.protocol.frames import CloseCode, Frame, Kind, ReadyBody, frame, frame_of
from ostoja.relay.channels import Gateway
from ostoja.relay.errors import RefusedError
from ostoja.relay.port import Hold, Wire
from ostoja.relay.road import Road, Watch


class GatewayTalk:
    """One gateway's conversation; its sealed frames go past it, on the routes that its channels have."""

    __slots__ = ("_gateway", "_nonce", "_road", "_watch", "_wire")

    def __init__(self, wire: Wire, road: Road) -> None:
        self._wire = wire
        self._road = road
        self._nonce = secrets.token_bytes(CHALLENGE_BYTES)
        self._watch = Watch(wire, road, road.counters.gateway_side, road.limits.gateway_silence)
        self._gateway: Gateway | None = None

    def begin(self) -> None:
        """Ask who it is.

        Raises: RefusedError when too many gateways wait to be admitted.
        """
        self._watch.knock()
        self._wire.send(frame(Kind.CHALLENGE, body=self._nonce))

    def hear(self, message: bytes) -> None:
        """The first frame: the proof, or the end.

        Raises: RefusedError when it proves nothing.
        """
        said = self._road.frame(message)
        if said.kind is not Kind.PROOF or said.channel != 0:
            raise RefusedError(CloseCode.BAD_FRAME)
        certificate = self._road.admission.proof(said.body, self._nonce, self._road.clock.wall())
        gateway = Gateway(self._wire, certificate)
        self._gateway = gateway
        self._watch.pass_in()
        self._wire.hear = self.hear_more
        limits = self._road.limits
        self._wire.send(frame_of(Kind.READY, ReadyBody(largest_frame=limits.frame, channels=limits.channels)))
        self._road.switchboard.join(gateway)

    def hear_more(self, message: bytes) -> None:
        """A frame of an admitted gateway that no route takes to an app.

        Raises: RefusedError when it is malformed or out of place.
        """
        gateway, said = self._gateway, self._road.frame(message)
        assert gateway is not None  # noqa: S101 - tells the type checker
        if said.kind not in (Kind.DATA, Kind.CLOSE) or not 0 < said.channel <= gateway.last:
            raise RefusedError(CloseCode.BAD_FRAME)
        if said.kind is Kind.CLOSE:
            self._closed(gateway, said)
        else:
            # Said on a channel that was over before the gateway knew.
            self._road.counters.strays += 1

    def filled(self) -> None:
        """The gateway reads too slowly: its apps are not read for a while."""
        if self._gateway is not None:
            for app in self._gateway.apps.values():
                app.wire.hold(Hold.FULL)

    def emptied(self) -> None:
        """The gateway has caught up: its apps are read again."""
        if self._gateway is not None:
            for app in self._gateway.apps.values():
                app.wire.carry_on(Hold.FULL)

    def gone(self, code: CloseCode) -> None:  # noqa: ARG002 - apps wait for the gateway whatever the reason
        """Take the gateway out, if it was in."""
        self._watch.pass_in()
        if self._gateway is not None:
            self._road.switchboard.part(self._gateway)

    def look(self) -> None:
        """See whether the certificate still holds, the gateway lives, and its home does not say too much.

        Raises: RefusedError when it does not hold or live.
        """
        gateway, road = self._gateway, self._road
        if gateway is not None and road.clock.wall().timestamp() >= gateway.certificate.exp:
            raise RefusedError(CloseCode.BAD_CERTIFICATE)
        said = self._watch.look()
        if gateway is not None:
            road.switchboard.temper(self._wire, gateway.certificate.installation, said, road.clock.steady())

    def _closed(self, gateway: Gateway, said: Frame) -> None:
        code = self._road.close_code(said)
        app = gateway.apps.get(said.channel)
        if app is None:
            return
        if code is CloseCode.SESSION_ENDED:
            self._road.switchboard.reopen(app, gateway, self._road.clock.steady())
        else:
            self._road.switchboard.end(app, gateway)
            self._road.switchboard.dismiss(app, code)
