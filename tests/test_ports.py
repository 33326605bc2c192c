import socket
from pathlib import Path

import pytest

from tests import ports
from tests.ports import BELOW_THE_SYSTEMS, free_port


def test_a_port_is_none_of_those_that_connections_are_given() -> None:
    first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])

    assert all(port in BELOW_THE_SYSTEMS and port < first for port in (free_port() for _ in range(50)))


def test_a_port_that_is_taken_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr(ports, "BELOW_THE_SYSTEMS", [taken.getsockname()[1]])
        with pytest.raises(OSError, match="no port is free"):
            free_port()
