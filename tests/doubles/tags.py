"""A stand-in for tools of the public site: scripts over TLS, from an origin of its own, that set cookies."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.doubles.certificate import ADDRESS, certificate

# As the real ones do: for the widest domain, for the host alone, and for a path.
SCRIPT = """
document.documentElement.dataset.{tool} = "loaded";
for (const place of ["; domain={domain}; path=/", "; path=/", "; path=/demo/"]) {{
  document.cookie = "{cookie}=1; max-age=86400" + place;
}}
"""


class Tags(ThreadingHTTPServer):
    """The server, with what it was asked for."""

    cookies = {"google_analytics": "_ga", "facebook_pixel": "_fbp"}  # noqa: RUF012 - of all of them

    def __init__(self, domain: str, certificate: Path) -> None:
        super().__init__((ADDRESS, 0), Tag)
        self.domain = domain
        self.asked: list[str] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def host(self) -> str:
        """Host and port, as an address has them."""
        return f"{ADDRESS}:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A browser that hangs up is no error."""


class Tag(BaseHTTPRequestHandler):
    """Answers each GET with the script of a tool."""

    server: Tags

    def do_GET(self) -> None:
        """The script."""
        tool = self.path.removeprefix("/").removesuffix(".js")
        self.server.asked.append(tool)
        cookie = self.server.cookies.get(tool, f"{tool}_cookie")
        content = SCRIPT.format(tool=tool.replace("_", ""), domain=self.server.domain, cookie=cookie).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def tags(domain: str, folder: Path) -> Iterator[Tags]:
    """A running stand-in whose scripts set cookies for this domain."""
    with Tags(domain, certificate(folder)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
