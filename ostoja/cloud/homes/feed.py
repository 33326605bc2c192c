"""The stream of revocations for the relays, as a small application of its own beside Django's pages."""

import asyncio
import hmac
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import msgspec
from django.db import connections
from django.utils import timezone

from ostoja.cloud.homes.queries import Struck, live_revocations
from ostoja.cloud.web.asgi import Receive, Scope, Send, header, raw_security_headers, send_error

log = logging.getLogger(__name__)

PATH = "/relay/v1/revocations"
# Half a second is promised from the flow's commit to the wire; looking takes a few milliseconds.
LOOK_EVERY_SECONDS = 0.25
BEAT_EVERY_SECONDS = 0.75

Look = Callable[[datetime], list[Struck]]


def look(now: datetime) -> list[Struck]:
    """The live revocations, over a connection that is given back at once."""
    try:
        return live_revocations(now)
    finally:
        connections.close_all()


class Told:
    """What one relay has been told, so that nothing is told twice and nothing is left out.

    By identifier and not by "later than the last": two transactions may end in another order than they began.
    """

    def __init__(self) -> None:
        self._told: set[int] = set()

    def news(self, live: list[Struck]) -> list[Struck]:
        """Those that this relay has not heard yet; what is no longer live is forgotten."""
        fresh = [one for one in live if one.id not in self._told]
        self._told = {one.id for one in live}
        return fresh


class RevocationFeed:
    """Streams revocations to every relay that knows the token, from one look at the table for all of them."""

    def __init__(self, token: str, look: Look = look, clock: Callable[[], datetime] = timezone.now) -> None:
        self._expected = b"Bearer " + token.encode()
        self._look = look
        self._clock = clock
        self._closing = asyncio.Event()
        self._looked = asyncio.Condition()
        self._live: list[Struck] = []
        self._looks = 0
        self._listeners = 0
        self._looking: asyncio.Task[None] | None = None

    def close(self) -> None:
        """End every stream: the server drains."""
        self._closing.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one relay, until it goes or the server drains."""
        if scope["method"] != "GET":
            await send_error(send, 405, "method")
        elif not hmac.compare_digest(header(scope, b"authorization"), self._expected):
            await send_error(send, 401, "token")
        else:
            await self._stream(receive, send)

    async def _stream(self, receive: Receive, send: Send) -> None:
        kind = [(b"content-type", b"application/x-ndjson"), (b"cache-control", b"no-store")]
        headers = [*kind, *raw_security_headers()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        log.info("a relay listens to the feed")
        ends = {asyncio.create_task(_gone(receive)), asyncio.create_task(self._closing.wait())}
        with self._listening():
            telling = asyncio.create_task(self._tell(send))
            try:
                await asyncio.wait({telling, *ends}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (telling, *ends):
                    task.cancel()
                await asyncio.gather(telling, *ends, return_exceptions=True)
        log.info("a relay no longer listens to the feed")
        await send({"type": "http.response.body", "body": b""})

    async def _tell(self, send: Send) -> None:
        told, seen, beaten = Told(), self._looks, 0.0
        loop = asyncio.get_running_loop()
        while True:
            async with self._looked:
                await self._looked.wait_for(lambda before=seen: self._looks > before)  # type: ignore[misc]  # a default binds
                seen = self._looks
            lines: list[dict[str, object]] = [{"revocation": one.token} for one in told.news(self._live)]
            if lines or loop.time() >= beaten + BEAT_EVERY_SECONDS:
                lines.append({"beat": int(self._clock().timestamp())})
                beaten = loop.time()
                body = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
                await send({"type": "http.response.body", "body": body, "more_body": True})

    @contextmanager
    def _listening(self) -> Iterator[None]:
        # The table is looked at only while somebody listens.
        self._listeners += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._keep_looking())
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners:
                self._looking.cancel()
                self._looking = None

    async def _keep_looking(self) -> None:
        failing = False
        while True:
            try:
                self._live = await asyncio.to_thread(self._look, self._clock())
            except Exception:
                # Whatever broke this look, the next may succeed, and the relays depend on it. No beat is sent
                # meanwhile, by which they know that the feed is down.
                if not failing:
                    log.exception("the feed cannot look at the revocations")
                failing = True
            else:
                failing = False
                async with self._looked:
                    self._looks += 1
                    self._looked.notify_all()
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
