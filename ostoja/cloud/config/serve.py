"""The office's server: one process, that drains on the first signal and is cut by the second."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import uvicorn

from ostoja.cloud.config.asgi import Office
from ostoja.serving import StopRequest

DRAIN_SECONDS = 5
BACKLOG = 512


@dataclass(frozen=True)
class Listening:
    """Where to listen, and whose word about the visitor's address and scheme to take."""

    host: str
    port: int
    proxies: str = "127.0.0.1"


class Server(uvicorn.Server):
    """The server without signal handlers of its own: the house's rule about signals holds."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def listen(at: Listening) -> socket.socket:
    """A socket that listens there.

    Raises: OSError when the address is taken or not ours.
    """
    family = socket.AF_INET6 if ":" in at.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((at.host, at.port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


async def serve(
    office: Office, listener: socket.socket, proxies: str, stop: StopRequest, started: Callable[[], None]
) -> None:
    """Answer on this socket until somebody asks to stop, then finish what is begun, for a few seconds at most."""
    server = Server(
        uvicorn.Config(
            office,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            forwarded_allow_ips=proxies,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
    )
    serving = asyncio.create_task(server.serve([listener]))
    stopping = asyncio.create_task(stop.wait())
    started()
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    office.feed.close()
    server.should_exit = True
    await serving
