"""Foreign peers on real sockets: an app and a gateway, as a client library of somebody else speaks to the relay."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import cast

import aiohttp

from ostoja.protocol import base64url
from ostoja.protocol.certificates import challenge_text
from ostoja.protocol.frames import (
    APP_PATH,
    GATEWAY_PATH,
    Frame,
    Kind,
    ProofBody,
    TicketBody,
    close_frame,
    frame,
    frame_of,
    read_frame,
)
from ostoja.protocol.frames import CloseCode as Code
from ostoja.protocol.keys import PrivateKey
from ostoja.relay.limits import Limits
from ostoja.relay.server import Options, Relay
from tests.doubles.office import TOKEN, Office

ORIGIN = "http://localhost:8000"
HOME = "home-of-ala"
PATIENCE = 5.0


class Peer:
    """One WebSocket with frames."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, kind: Kind, channel: int = 0, body: bytes = b"") -> None:
        """Send one frame."""
        await self.socket.send_bytes(frame(kind, channel, body))

    async def hear(self) -> Frame:
        """The next frame."""
        async with asyncio.timeout(PATIENCE):
            message = await self.socket.receive()
        assert message.type is aiohttp.WSMsgType.BINARY, (message, self.socket.close_code)
        return read_frame(message.data)

    async def expect(self, kind: Kind) -> Frame:
        """The next frame, which is of this kind."""
        heard = await self.hear()
        assert heard.kind is kind, heard
        return heard

    async def farewell(self) -> int | None:
        """The close code, with whatever comes before it passed over."""
        async with asyncio.timeout(PATIENCE):
            while (await self.socket.receive()).type is aiohttp.WSMsgType.BINARY:
                pass
        return self.socket.close_code

    def freeze(self) -> None:
        """Read no more, not even to answer a ping."""
        self._transport().pause_reading()

    def thaw(self) -> None:
        """Read again."""
        self._transport().resume_reading()

    def _transport(self) -> asyncio.ReadTransport:
        return cast("asyncio.ReadTransport", self.socket._writer.transport)

    def vanish(self) -> None:
        """Be gone without a word."""
        self.socket._response.close()

    async def leave(self) -> None:
        """Close."""
        await self.socket.close()


class Town:
    """A cloud, a relay, and the peers that connect to it."""

    def __init__(self, office: Office, relay: Relay, http: aiohttp.ClientSession) -> None:
        self.office = office
        self.relay = relay
        self._http = http
        self.gateway_key = PrivateKey.new()
        self.ends = contextlib.ExitStack()

    @property
    def road(self) -> str:
        """The address at which gateways dial."""
        return f"ws://127.0.0.1:{self.relay.port}"

    async def dial(self, path: str, *, origin: str | None = ORIGIN) -> Peer:
        """A WebSocket on which nothing was said."""
        headers = {} if origin is None else {"Origin": origin}
        peer = Peer(await self._http.ws_connect(self.road + path, headers=headers, max_msg_size=0))
        self.ends.callback(peer.vanish)
        return peer

    async def knock(self, ticket: str) -> Peer:
        """An app that has shown this ticket."""
        app = await self.dial(APP_PATH)
        await app.socket.send_bytes(frame_of(Kind.TICKET, TicketBody(ticket)))
        return app

    async def app(self, member: str = "ala", session: str = "", *, home: str = HOME) -> Peer:
        """An admitted app."""
        app = await self.knock(self.office.signer.ticket(home, member, session))
        await app.expect(Kind.ADMITTED)
        return app

    async def challenged(self, *, home: str = HOME, road: str = "") -> Peer:
        """A gateway that has answered the challenge."""
        gateway = await self.dial(GATEWAY_PATH, origin=None)
        nonce = (await gateway.expect(Kind.CHALLENGE)).body
        signature = self.gateway_key.sign(challenge_text(nonce, road or self.road))
        proof = ProofBody(self.office.signer.certificate(home, self.gateway_key.public), base64url.encode(signature))
        await gateway.socket.send_bytes(frame_of(Kind.PROOF, proof))
        return gateway

    async def gateway(self, *, home: str = HOME) -> Peer:
        """An admitted gateway."""
        gateway = await self.challenged(home=home)
        await gateway.expect(Kind.READY)
        return gateway

    async def pair(self) -> tuple[Peer, Peer, int]:
        """A gateway and an app with a channel between them, and its number."""
        gateway = await self.gateway()
        app = await self.app()
        opened = await app.expect(Kind.OPENED)
        await gateway.expect(Kind.OPEN)
        return gateway, app, opened.channel


async def until(holds: Callable[[], bool]) -> None:
    """Return when this holds; some of it is known to no event."""
    async with asyncio.timeout(4 * PATIENCE):
        while not holds():  # noqa: ASYNC110 - what a relay has come to is no event of the test's
            await asyncio.sleep(0.001)


async def end_session(gateway: Peer, channel: int) -> None:
    """The gateway ends the sealed session of this channel."""
    await gateway.socket.send_bytes(close_frame(channel, Code.SESSION_ENDED))


@contextlib.asynccontextmanager
async def town(limits: Limits | None = None) -> AsyncIterator[Town]:
    """A town for one test."""
    office = Office()
    await office.start()
    options = Options(
        token=TOKEN, listen=("127.0.0.1", 0), status=("127.0.0.1", 0), cloud=office.url, limits=limits or Limits()
    )
    relay = Relay(options)
    async with aiohttp.ClientSession() as http:
        try:
            async with asyncio.timeout(PATIENCE):
                await relay.start()
            here = Town(office, relay, http)
            with here.ends:
                yield here
        finally:
            await relay.stop()
            await office.stop()


def impatient(**changes: object) -> Limits:
    """Limits under which a test need not wait."""
    plain: dict[str, object] = {"first_frame": timedelta(seconds=0.3), "goodbye": timedelta(seconds=0.3)}
    return Limits(**{**plain, **changes})  # type: ignore[arg-type]  # the test names fields of Limits
