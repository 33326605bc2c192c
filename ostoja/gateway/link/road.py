"""The one outbound connection to the relay: proved, watched, and made again when it breaks."""

import asyncio
import contextlib
import logging
import random
import socket as sockets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import aiohttp

from ostoja.ending import beside
from ostoja.gateway.house.pauses import Pauses
from ostoja.gateway.link.channels import Channels
from ostoja.gateway.link.errors import RoadError
from ostoja.gateway.link.outbox import Outbox
from ostoja.gateway.link.patience import Outage, Patience
from ostoja.gateway.store.papers import Papers
from ostoja.protocol import base64url
from ostoja.protocol.certificates import CHALLENGE_BYTES, challenge_text
from ostoja.protocol.errors import FrameError
from ostoja.protocol.frames import (
    GATEWAY_PATH,
    LARGEST_FRAME,
    ROAD_VERSION,
    CloseCode,
    Frame,
    Kind,
    ProofBody,
    ReadyBody,
    frame_of,
    read_body,
    read_frame,
)
from ostoja.protocol.keys import PrivateKey

log = logging.getLogger(__name__)

_MUCH_LATER = frozenset({CloseCode.REPLACED, CloseCode.BAD_VERSION})

# What is unsent stays here, where only the latest of it counts, rather than in the kernel: it takes megabytes, and a
# PAUSE of the relay would come after all of them.
_UNSENT_BYTES = 32 * 1024
_SOCKET_OPTIONS = ((sockets.TCP_NODELAY, 1), (sockets.TCP_NOTSENT_LOWAT, _UNSENT_BYTES))


@dataclass(frozen=True)
class Timing:
    """How long the road waits for what.

    A relay that is lost is dialled again by ``patience``, one that says no in growing pauses.
    Units: seconds. ``heartbeat`` is between two pings; half of it later a silent relay is given up.
    """

    connect: float = 10.0
    greeting: float = 10.0
    heartbeat: float = 20.0
    first_pause: float = 0.5
    longest_pause: float = 15.0
    spread: float = 0.7
    much_later: float = 60.0
    steady: float = 10.0
    goodbye: float = 2.0
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True)
class Events:
    """Who hears of the road: it is up, the certificate is in doubt, a revocation came."""

    up: Callable[[], None]
    doubt: Callable[[], None]
    revoked: Callable[[str], None]


class Road:
    """Dials whenever there are papers; ``identity`` signs the relay's challenge."""

    def __init__(
        self,
        identity: PrivateKey,
        channels: Channels,
        http: aiohttp.ClientSession,
        events: Events,
        timing: Timing | None = None,
    ) -> None:
        self._identity = identity
        self._channels = channels
        self._http = http
        self._events = events
        self._timing = timing or Timing()
        self._pauses = Pauses(self._timing.first_pause, self._timing.longest_pause)
        self._chance = random.SystemRandom()
        self._outage = Outage(self._timing.steady)
        self._papers: Papers | None = None
        self._has_papers = asyncio.Event()
        self._outbox: Outbox | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._is_leaving = False
        self._told = ""

    @property
    def is_up(self) -> bool:
        """Whether the relay has taken this gateway."""
        return self._outbox is not None

    async def use(self, papers: Papers | None) -> None:
        """Dial with these papers from now on; a connection with papers of another installation ends."""
        before, self._papers = self._papers, papers
        if papers is None:
            self._has_papers.clear()
        else:
            self._has_papers.set()
        is_other = before is not None and (papers is None or papers.installation != before.installation)
        if is_other and self._socket is not None:
            await self._socket.close()

    async def run(self) -> None:
        """Keep the connection until ``leave`` or cancelled."""
        while not self._is_leaving:
            await self._has_papers.wait()
            if self._papers is None:
                continue
            try:
                await self._one_connection(self._papers)
            except RoadError as wrong:
                await self._after(wrong)

    async def leave(self) -> None:
        """End every channel cleanly, say goodbye, and do not dial again."""
        self._is_leaving = True
        self._channels.end_where(lambda _: True, CloseCode.GOING_AWAY)
        socket, outbox = self._socket, self._outbox
        if socket is None or outbox is None:
            return
        with contextlib.suppress(TimeoutError):  # A relay that does not read is not waited for.
            async with asyncio.timeout(self._timing.goodbye):
                await outbox.emptied()
                await socket.close()

    async def _after(self, wrong: RoadError) -> None:
        if self._is_leaving:
            return
        outage = self._outage.age(asyncio.get_running_loop().time())
        if not outage:
            self._pauses.reset()
        self._tell_once(wrong)
        if wrong.code is CloseCode.BAD_CERTIFICATE:
            self._events.doubt()
        if wrong.code is None:
            await asyncio.sleep(self._timing.patience.pause(outage, self._chance.random()))
        elif wrong.code is CloseCode.GOING_AWAY:
            await asyncio.sleep(self._chance.uniform(0, self._timing.spread))
        elif wrong.code in _MUCH_LATER:
            await asyncio.sleep(self._timing.much_later)
        else:
            await asyncio.sleep(self._pauses.next())

    async def _one_connection(self, papers: Papers) -> None:
        try:
            async with self._dialled(papers) as socket:
                await self._prove(socket, papers)
                outbox = Outbox(self._channels.flush)
                self._socket, self._outbox, self._told = socket, outbox, ""
                self._outage.is_up(asyncio.get_running_loop().time())
                self._channels.connect(papers.installation, outbox.put, outbox.has_room)
                self._events.up()
                async with beside(self._send_all(socket, outbox)):
                    await self._listen(socket)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as wrong:
            raise RoadError(type(wrong).__name__) from wrong
        finally:
            self._socket = self._outbox = None
            self._channels.disconnect()

    @contextlib.asynccontextmanager
    async def _dialled(self, papers: Papers) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        # The client refuses a message of its bound, not only a longer one.
        bound = LARGEST_FRAME + 1
        async with asyncio.timeout(self._timing.connect):
            socket = await self._http.ws_connect(
                papers.road + GATEWAY_PATH, heartbeat=self._timing.heartbeat, max_msg_size=bound, compress=0
            )
        try:
            wire = socket.get_extra_info("socket")
            for option, value in _SOCKET_OPTIONS if wire is not None else ():  # None when it broke already.
                wire.setsockopt(sockets.IPPROTO_TCP, option, value)
            yield socket
        finally:
            await socket.close()

    async def _prove(self, socket: aiohttp.ClientWebSocketResponse, papers: Papers) -> None:
        async with asyncio.timeout(self._timing.greeting):
            challenge = await self._next(socket)
            if challenge.kind is not Kind.CHALLENGE or len(challenge.body) != CHALLENGE_BYTES:
                raise RoadError("the relay does not begin with a challenge")
            signature = self._identity.sign(challenge_text(challenge.body, papers.road))
            proof = ProofBody(papers.token, base64url.encode(signature))
            await socket.send_bytes(frame_of(Kind.PROOF, proof))
            ready = await self._next(socket)
            if ready.kind is not Kind.READY or _ready(ready).version != ROAD_VERSION:
                raise RoadError("the relay is not ready as it should be")

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            frame = await self._next(socket)
            try:
                self._hear(frame)
            except FrameError as wrong:
                await socket.close(code=CloseCode.BAD_FRAME)
                raise RoadError("the relay said what it must not") from wrong

    def _hear(self, frame: Frame) -> None:
        match frame.kind:
            case Kind.REVOKED:
                self._events.revoked(frame.body.decode("ascii", "replace"))
            case Kind.DRAIN:
                raise RoadError("the relay drains", CloseCode.GOING_AWAY)
            case _:
                self._channels.hear(frame)

    async def _next(self, socket: aiohttp.ClientWebSocketResponse) -> Frame:
        message = await socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            try:
                return read_frame(message.data)
            except FrameError as wrong:
                await socket.close(code=CloseCode.BAD_FRAME)
                raise RoadError("the relay sent what is no frame") from wrong
        raise RoadError("the connection is over", _close_code(socket.close_code))

    async def _send_all(self, socket: aiohttp.ClientWebSocketResponse, outbox: Outbox) -> None:
        # A broken socket is noticed by the one who listens; one that does not take what we say is closed here.
        with contextlib.suppress(aiohttp.ClientError, OSError):
            await outbox.send_all(socket.send_bytes)
            log.warning("the relay takes too little; connecting again")
            await socket.close()

    def _tell_once(self, wrong: RoadError) -> None:
        if str(wrong) != self._told:
            self._told = str(wrong)
            log.warning("the road is down: %s", wrong)


def _ready(frame: Frame) -> ReadyBody:
    try:
        return read_body(frame.body, ReadyBody)
    except FrameError as wrong:
        raise RoadError("the relay is not ready as it should be") from wrong


def _close_code(number: int | None) -> CloseCode | None:
    try:
        return None if number is None else CloseCode(number)
    except ValueError:
        return None
