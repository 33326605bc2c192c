import pytest

from ostoja.simulator.brokers.sockets import bound, free_port
from ostoja.simulator.errors import ListenError, PortTakenError


def test_any_free_port_is_found_and_a_taken_one_refused() -> None:
    # Somebody else on the machine may take a port as soon as it is let go, but not one after the other.
    assert any(is_free_once_let_go() for _ in range(5))


def is_free_once_let_go() -> bool:
    with bound("127.0.0.1", 0) as listener:
        port: int = listener.getsockname()[1]
        with pytest.raises(PortTakenError):
            free_port("127.0.0.1", port)
    try:
        return free_port("127.0.0.1", port) == port
    except PortTakenError:
        return False


def test_loopback_of_the_newer_protocol_works_too() -> None:
    assert free_port("::1", 0) > 0


def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    with pytest.raises(ListenError):
        bound("192.0.2.1", 0)
