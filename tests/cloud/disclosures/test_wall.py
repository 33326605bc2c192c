"""Proves: A018."""

import subprocess
import sys

import pytest

from ostoja.cloud.disclosures.wall import OutsideError, Wall

# What the wall stands against is tried in a process of its own: nobody can take it down again.
TRIES = """
import http.client, socket, threading, urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
BaseHTTPRequestHandler.log_message = lambda *_: None
from ostoja.cloud.disclosures.wall import OutsideError, Wall
server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
real = socket.getaddrinfo
socket.getaddrinfo = lambda host, *more, **named: real(
    "127.0.0.1" if host == "declared.invalid" else host, *more, **named
)
Wall(lambda: {"declared.invalid"}).build()

def tried(name, deed):
    try:
        deed()
    except OutsideError:
        print(name, "refused")
    except OSError as wrong:
        print(name, "refused" if isinstance(getattr(wrong, "reason", None), OutsideError) else "let through")
    else:
        print(name, "let through")

def datagram(address):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as loose:
        loose.sendto(b"x", address)

tried("library", lambda: urllib.request.urlopen("http://undeclared.invalid/", timeout=1))
tried("client", lambda: http.client.HTTPSConnection("undeclared.invalid", timeout=1).request("GET", "/"))
tried("address", lambda: socket.create_connection(("192.0.2.7", 80), 1))
tried("address6", lambda: socket.create_connection(("2001:db8::7", 80), 1))
tried("datagram", lambda: datagram(("192.0.2.7", 53)))
tried("lookup", lambda: socket.gethostbyname("undeclared.invalid"))
tried("declared", lambda: urllib.request.urlopen(f"http://declared.invalid:{server.server_port}/", timeout=1))
tried("loopback", lambda: socket.create_connection(("127.0.0.1", server.server_port), 1).close())
"""


def test_whatever_library_asks_the_process_reaches_nobody_else() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], capture_output=True, text=True, timeout=60, check=False)

    assert done.stdout.split("\n")[:-1] == [
        "library refused",
        "client refused",
        "address refused",
        "address6 refused",
        "datagram refused",
        "lookup refused",
        "declared let through",
        "loopback let through",
    ], done.stderr


@pytest.mark.parametrize(
    ("event", "arguments", "refused"),
    [
        ("socket.getaddrinfo", (None, 80), False),
        ("socket.getaddrinfo", (b"declared.invalid", 80), False),
        ("socket.getaddrinfo", (b"undeclared.invalid", 80), True),
        ("socket.connect", (None, "/run/postgresql"), False),
        ("socket.connect", (None, ("::1", 5432, 0, 0)), False),
        ("socket.connect", (None, ("fe80::1%eth0", 80, 0, 2)), True),
        ("socket.connect", (None, ("localhost", 80)), False),
        ("socket.connect", (None, ("undeclared.invalid", 80)), True),
        ("open", ("undeclared.invalid",), False),
    ],
)
def test_only_names_and_addresses_are_looked_at(event: str, arguments: tuple[object, ...], *, refused: bool) -> None:
    wall = Wall(lambda: {"declared.invalid"})

    if refused:
        with pytest.raises(OutsideError):
            wall.look(event, arguments)
    else:
        wall.look(event, arguments)
