"""A relay that does what a test says: greets gateways, hands their frames over, and sends whatever it is given."""

import asyncio
import secrets
from typing import Self

from aiohttp import WSMsgType, web

from ostoja.protocol import base64url
from ostoja.protocol.certificates import CHALLENGE_BYTES, challenge_text
from ostoja.protocol.frames import (
    GATEWAY_PATH,
    LARGEST_FRAME,
    ROAD_VERSION,
    Frame,
    Kind,
    ProofBody,
    ReadyBody,
    frame,
    frame_of,
    read_body,
    read_frame,
)
from ostoja.protocol.keys import PublicKey

PATIENCE_SECONDS = 10


class DoubleRelay:
    """Use it as ``async with``; ``joined`` has a socket for every gateway that proved itself."""

    def __init__(self, gateway: PublicKey) -> None:
        self.road = ""
        self.gateway = gateway
        self.joined: asyncio.Queue[web.WebSocketResponse] = asyncio.Queue()
        self.left: asyncio.Queue[None] = asyncio.Queue()
        self.heard: asyncio.Queue[Frame] = asyncio.Queue()
        self.certificates: list[str] = []
        self.first = b""
        self.ready = frame_of(Kind.READY, ReadyBody(LARGEST_FRAME, 64, ROAD_VERSION))
        self.refuse: int | None = None
        app = web.Application()
        app.add_routes([web.get(GATEWAY_PATH, self._serve)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.road = f"ws://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def gateway_joins(self) -> web.WebSocketResponse:
        """The socket of the next gateway that proves itself."""
        return await asyncio.wait_for(self.joined.get(), PATIENCE_SECONDS)

    async def hears(self) -> Frame:
        """The next frame of a gateway."""
        return await asyncio.wait_for(self.heard.get(), PATIENCE_SECONDS)

    async def gateway_leaves(self) -> None:
        """Return when a gateway has gone."""
        await asyncio.wait_for(self.left.get(), PATIENCE_SECONDS)

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        try:
            return await self._talk(request)
        finally:
            self.left.put_nowait(None)

    async def _talk(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=LARGEST_FRAME, compress=False)
        await socket.prepare(request)
        nonce = secrets.token_bytes(CHALLENGE_BYTES)
        await socket.send_bytes(self.first or frame(Kind.CHALLENGE, 0, nonce))
        message = await socket.receive()
        if message.type is not WSMsgType.BINARY:
            return socket
        proof = read_body(read_frame(message.data).body, ProofBody)
        self.certificates.append(proof.certificate)
        assert self.gateway.signed(base64url.decode(proof.signature), challenge_text(nonce, self.road))
        if self.refuse is not None:
            await socket.close(code=self.refuse)
            return socket
        await socket.send_bytes(self.ready)
        self.joined.put_nowait(socket)
        async for said in socket:
            self.heard.put_nowait(read_frame(said.data))
        return socket
