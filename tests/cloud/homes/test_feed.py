import asyncio
import json
import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, InterfaceError

from ostoja.cloud.homes import feed as module
from ostoja.cloud.homes.feed import RevocationFeed, Told
from ostoja.cloud.homes.queries import Struck
from ostoja.cloud.web.asgi import Message

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DEADLINE = 5


class Table:
    """A table of revocations that can be out of order."""

    def __init__(self) -> None:
        self.rows: list[Struck] = []
        self.is_broken = False
        self.error: type[Exception] = DatabaseError
        self.looks = 0
        self.was_asked = threading.Event()

    def __call__(self, now: datetime) -> list[Struck]:
        self.looks += 1
        if self.looks > 2:
            self.was_asked.set()
        if self.is_broken:
            raise self.error("out of order")
        return list(self.rows)


class Relay:
    """A relay that listens to the feed."""

    def __init__(self, feed: RevocationFeed, authorization: str = "Bearer token", method: str = "GET") -> None:
        self.said: asyncio.Queue[Message] = asyncio.Queue()
        self._gone = asyncio.Event()
        headers = [(b"authorization", authorization.encode())]
        self.serving = asyncio.create_task(
            feed({"type": "http", "method": method, "headers": headers}, self._receive, self.said.put)
        )
        self._begun = False

    async def _receive(self) -> Message:
        if not self._begun:
            self._begun = True
            return {"type": "http.request", "body": b""}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    def go(self) -> None:
        self._gone.set()

    async def next(self) -> Message:
        return await asyncio.wait_for(self.said.get(), DEADLINE)

    async def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in (await self.next())["body"].splitlines()]

    async def hears(self, token: str) -> None:
        async with asyncio.timeout(DEADLINE):
            while {"revocation": token} not in await self.lines():
                pass


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    monkeypatch.setattr(module, "LOOK_EVERY_SECONDS", 0.01)
    monkeypatch.setattr(module, "BEAT_EVERY_SECONDS", 0.02)
    return Table()


@pytest.fixture
def feed(table: Table) -> RevocationFeed:
    return RevocationFeed("token", table, lambda: NOW)


async def test_the_live_ones_come_first_then_the_new_ones_each_once(feed: RevocationFeed, table: Table) -> None:
    table.rows = [Struck(1, "one"), Struck(2, "two")]
    relay = Relay(feed)
    assert (await relay.next())["status"] == 200

    first = await relay.lines()
    table.rows.append(Struck(4, "four"))
    await relay.hears("four")
    table.rows.append(Struck(3, "three"))
    await relay.hears("three")
    later = await relay.lines()

    assert first == [{"revocation": "one"}, {"revocation": "two"}, {"beat": int(NOW.timestamp())}]
    assert later == [{"beat": int(NOW.timestamp())}]
    relay.go()
    await relay.serving


async def test_a_relay_that_goes_ends_the_looking(feed: RevocationFeed, table: Table) -> None:
    relay, other = Relay(feed), Relay(feed)
    await relay.next()
    await relay.lines()
    relay.go()
    await relay.serving
    assert feed._looking is not None

    other.go()
    await other.serving

    assert feed._looking is None


async def test_looking_that_has_ended_begins_again_with_the_next_relay(feed: RevocationFeed, table: Table) -> None:
    relay = Relay(feed)
    await relay.next()
    assert feed._looking is not None
    feed._looking.cancel()
    await asyncio.wait([feed._looking], timeout=DEADLINE)
    table.rows = [Struck(1, "one")]

    other = Relay(feed)
    await other.next()

    await other.hears("one")
    feed.close()
    await asyncio.gather(relay.serving, other.serving)


async def test_every_stream_ends_when_the_server_drains(feed: RevocationFeed) -> None:
    relays = [Relay(feed), Relay(feed)]
    for relay in relays:
        await relay.next()

    feed.close()

    await asyncio.wait_for(asyncio.gather(*(relay.serving for relay in relays)), DEADLINE)
    last = [relay.said.get_nowait() for relay in relays for _ in range(relay.said.qsize())][-1]
    assert not last.get("more_body")


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError, OSError])
async def test_without_the_database_there_is_no_beat_until_it_is_back(
    error: type[Exception], feed: RevocationFeed, table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    table.is_broken, table.error = True, error
    relay = Relay(feed)
    await relay.next()
    await asyncio.wait_for(asyncio.to_thread(table.was_asked.wait, DEADLINE), DEADLINE)
    assert relay.said.empty()
    table.is_broken = False

    assert await relay.lines() == [{"beat": int(NOW.timestamp())}]
    assert [record.message for record in caplog.records].count("the feed cannot look at the revocations") == 1
    relay.go()
    await relay.serving


@pytest.mark.parametrize(
    ("token", "method", "status"), [("wrong", "GET", 401), ("", "GET", 401), ("token", "POST", 405)]
)
async def test_only_relays_that_know_the_token_listen(
    token: str, method: str, status: int, feed: RevocationFeed, table: Table
) -> None:
    relay = Relay(feed, f"Bearer {token}", method)

    refused = await relay.next()
    assert refused["status"] == status
    assert (b"x-content-type-options", b"nosniff") in refused["headers"]
    await relay.serving
    assert table.looks == 0


def test_what_is_no_longer_live_is_not_remembered() -> None:
    told = Told()

    assert told.news([Struck(1, "one")]) == [Struck(1, "one")]
    assert told.news([Struck(1, "one")]) == []
    assert told.news([]) == []
    assert told._told == set()
