"""What the relay asks the cloud over HTTP: its public keys, and the stream of what it takes back."""

from collections.abc import AsyncGenerator

import aiohttp
import msgspec

from ostoja.protocol.tokens import Keyring
from ostoja.relay.errors import OfficeError

KEYS_PATH = "/.well-known/ostoja/keys.json"
REVOCATIONS_PATH = "/relay/v1/revocations"
LONGEST_KEYS = 64 * 1024
KEYS_TIMEOUT = aiohttp.ClientTimeout(total=5)
# A beat comes every second: four missed ones, and the connection is dead though nobody said so.
STREAM_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=4)


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the stream: a revocation's token, or a beat."""

    revocation: str | None = None
    beat: float | None = None


class Office:
    """The cloud as the relay reaches it; ``token`` is the secret that they share."""

    def __init__(self, cloud: str, token: str, http: aiohttp.ClientSession) -> None:
        self._cloud = cloud.rstrip("/")
        self._token = token
        self._http = http

    async def keys(self) -> Keyring:
        """The keys that the cloud publishes.

        Raises: OfficeError when it does not answer, or not as it should.
        """
        try:
            async with self._http.get(self._cloud + KEYS_PATH, timeout=KEYS_TIMEOUT, allow_redirects=False) as answer:
                _expect_ok(answer)
                body = await _whole(answer.content, LONGEST_KEYS)
            ring = Keyring.from_jwks(msgspec.json.decode(body, type=dict))
        except (aiohttp.ClientError, TimeoutError, ValueError, msgspec.MsgspecError) as wrong:
            raise OfficeError(f"keys: {type(wrong).__name__}") from wrong
        if not ring.keys:
            raise OfficeError("keys: none")
        return ring

    async def lines(self) -> AsyncGenerator[Line, None]:
        """What the cloud says on its stream, until it ends.

        Raises: OfficeError when it breaks off, or says what it should not.
        """
        headers = {"Authorization": f"Bearer {self._token}"}
        url = self._cloud + REVOCATIONS_PATH
        try:
            async with self._http.get(url, headers=headers, timeout=STREAM_TIMEOUT, allow_redirects=False) as answer:
                _expect_ok(answer)
                while line := await answer.content.readline():
                    yield msgspec.json.decode(line, type=Line)
        except (aiohttp.ClientError, TimeoutError, ValueError, msgspec.MsgspecError) as wrong:
            raise OfficeError(f"revocations: {type(wrong).__name__}") from wrong


def _expect_ok(answer: aiohttp.ClientResponse) -> None:
    if answer.status != 200:  # noqa: PLR2004 - OK
        raise OfficeError(f"status {answer.status}")


async def _whole(content: aiohttp.StreamReader, longest: int) -> bytes:
    body = bytearray()
    async for part in content.iter_any():
        body += part
        if len(body) > longest:
            raise OfficeError("too long")
    return bytes(body)
