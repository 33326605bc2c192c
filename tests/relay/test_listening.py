import logging
import socket

import pytest

from ostoja.protocol.frames import GATEWAY_PATH
from ostoja.relay.errors import UnfitError
from ostoja.relay.listening import RECEIVE_BYTES, UNSENT_BYTES, SilentLog, bound_socket
from tests.relay.peers import Town, until


def test_a_socket_is_bound_with_bounded_buffers() -> None:
    with bound_socket("127.0.0.1", 0) as listener:
        assert listener.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) <= 2 * RECEIVE_BYTES
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT) == UNSENT_BYTES


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_ours_is_said_so(host: str) -> None:
    with pytest.raises(UnfitError, match="cannot listen on"):
        bound_socket(host, 0)


def test_the_librarys_log_says_no_address_and_hides_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    log = SilentLog()
    log.info("New connection accepted: %s", "192.0.2.7")
    log.error("WS parser error: %s", "192.0.2.7")

    log.exception("192.0.2.7")  # noqa: LOG004 - the library calls it inside its handlers

    assert not log.isEnabledFor(logging.CRITICAL)
    assert "192.0.2.7" not in caplog.text
    assert "a connection ended by a failure of the relay" in caplog.text


async def test_a_failure_of_ours_ends_one_connection_and_is_logged(
    the_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    gateway = await the_town.dial(GATEWAY_PATH, origin=None)
    (wire,) = the_town.relay._open

    def fail(_message: bytes) -> None:
        raise RuntimeError("ours")

    wire.hear = fail
    await gateway.socket.send_bytes(b"x")

    assert await gateway.farewell() == 1011
    assert "a connection ended by a failure of the relay" in caplog.text
    await until(lambda: not the_town.relay._open)
    assert the_town.relay.counters.gateway_side.pending == 0
