"""A stand-in for tools of the public site: scripts over TLS, from an origin of its own, that set cookies."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

ADDRESS = "127.0.0.1"
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


def certificate(folder: Path) -> Path:
    """A certificate for this machine that its holder signed, in a file with its key."""
    key, name = generate_private_key(SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ADDRESS)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(ADDRESS))]), critical=False)
        .sign(key, SHA256())
    )
    file = folder / "tags.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return file


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
