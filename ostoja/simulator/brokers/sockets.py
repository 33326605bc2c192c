"""Ports to listen on."""

import errno
import socket

from ostoja.simulator.errors import ListenError, PortTakenError


def bound(host: str, port: int) -> socket.socket:
    """A TCP socket bound to this address; port 0 takes any free one.

    Raises: PortTakenError when somebody listens there; ListenError when it cannot be listened on.
    Then: close it, or give it to a server.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        # Binding alone succeeds beside another socket that is bound and does not listen yet.
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(host, port) from error
        raise ListenError(f"cannot listen on {host}:{port}: {error.strerror}") from error
    listener.settimeout(0)
    return listener


def free_port(host: str, port: int) -> int:
    """The port itself when it is free, a free one for 0.

    Raises: PortTakenError when somebody listens there; ListenError when it cannot be listened on.
    """
    with bound(host, port) as listener:
        return int(listener.getsockname()[1])
