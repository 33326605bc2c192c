"""A stand-in for a recipient: a real server on loopback that remembers what it got."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Recorder(BaseHTTPRequestHandler):
    """Takes every POST and answers as it was told."""

    server: "StandIn"

    def do_POST(self) -> None:
        """Remember the body and answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, body))
        self.server.on_receipt()
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class StandIn(ThreadingHTTPServer):
    """The server, with what it got."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Recorder)
        self.got: list[tuple[str, bytes]] = []
        self.status = 200

    @property
    def host(self) -> str:
        """Host and port, as an address has them."""
        return f"127.0.0.1:{self.server_address[1]}"

    def on_receipt(self) -> None:
        """What a test wants looked at while the bytes arrive."""


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A running stand-in."""
    with StandIn() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
