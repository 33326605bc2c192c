"""The door of the road: a listening socket with bounded buffers, and picows behind it."""

import asyncio
import logging
import socket
from dataclasses import dataclass
from typing import cast

from picows import WSUpgradeRequest, WSUpgradeResponse, WSUpgradeResponseWithListener, ws_create_server

from ostoja.protocol.frames import APP_PATH, GATEWAY_PATH
from ostoja.relay.app_talk import AppTalk
from ostoja.relay.errors import UnfitError
from ostoja.relay.gateway_talk import GatewayTalk
from ostoja.relay.road import Road
from ostoja.relay.wire import Carrier, Wire

log = logging.getLogger(__name__)

KIB = 1024
RECEIVE_BYTES = 128 * KIB
"""The window of one connection. Linux doubles it for its own needs; what one read can bring, and so the read buffer
that grows with it, stays under 512 KiB. 128 KiB at 30 ms are 4 MB/s, far more than a home says."""
UNSENT_BYTES = 32 * KIB
"""What the kernel takes beyond what is on its way: more would hide a slow reader from us."""
READ_BUFFER_BYTES = 2 * KIB
BACKLOG = 4_096


@dataclass(frozen=True)
class Carriers:
    """What wires to apps and to gateways share, each kind its own."""

    app: Carrier
    gateway: Carrier


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket bound there, with bounded buffers; it does not listen yet.

    Raises: UnfitError when the address is no address of this machine or is taken.
    """
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as wrong:
        raise UnfitError(f"cannot listen on {host}:{port}: {wrong.strerror or wrong}") from wrong
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
        listener.setblocking(False)  # noqa: FBT003 - the socket module's signature
        listener.bind(where)
    except OSError as wrong:
        listener.close()
        raise UnfitError(f"cannot listen on {host}:{port}: {wrong.strerror or wrong}") from wrong
    return listener


async def listen(listener: socket.socket, road: Road, carriers: Carriers) -> asyncio.Server:
    """A server that accepts on this socket and holds the talks of this road."""
    return await ws_create_server(
        lambda request: _answer(request, road, carriers),
        sock=listener,
        backlog=BACKLOG,
        # The library asks no more of a log than this one has.
        logger_name=cast("logging.Logger", SilentLog()),
        websocket_handshake_timeout=road.limits.first_frame.total_seconds(),
        enable_auto_pong=False,
        # Frames up to twice the limit are answered with a code of ours, larger ones with 1009 by the library.
        max_frame_size=2 * road.limits.frame,
        read_buffer_init_size=READ_BUFFER_BYTES,
        # Its connections take four times the memory of uvloop's.
        use_aiofastnet=False,
    )


def _answer(request: WSUpgradeRequest, road: Road, carriers: Carriers) -> Wire | WSUpgradeResponseWithListener | None:
    if request.path == APP_PATH.encode():
        wire = Wire(carriers.app)
        wire.attach(AppTalk(wire, road, request.headers.get("Origin")))
    elif request.path == GATEWAY_PATH.encode():
        wire = Wire(carriers.gateway)
        wire.attach(GatewayTalk(wire, road))
    else:
        return WSUpgradeResponseWithListener(WSUpgradeResponse.create_error_response(404, b"no road here\n"), None)
    wishes = {wish.strip().lower() for wish in request.headers.get("Connection", "").split(",")}
    if "upgrade" in wishes:
        # Firefox says "keep-alive, Upgrade", which is right and which the library does not take.
        request.headers["Connection"] = "Upgrade"
    return wire


class SilentLog:
    """The log that the library is given: it would write addresses, so only its own failures come through, bare."""

    def isEnabledFor(self, _level: int) -> bool:  # noqa: N802 - the library's name
        """Whether anything of this level is wanted: nothing is."""
        return False

    def log(self, *_words: object) -> None:
        """Nothing."""

    debug = info = warning = error = log

    def exception(self, *_words: object) -> None:
        """An exception of ours that nobody caught, with its trace."""
        log.exception("a connection ended by a failure of the relay")  # noqa: LOG004 - called inside a handler
