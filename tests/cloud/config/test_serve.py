import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from ostoja.cloud.config.asgi import office
from ostoja.cloud.config.serve import Listening, listen, serve
from ostoja.cloud.homes.road.flows import end_session as end
from ostoja.protocol.revocations import Subject, read_revocation
from ostoja.protocol.tokens import Keyring
from ostoja.serving import StopRequest
from tests.cloud.cast import Gateway, browser, person

DEADLINE = 10
PROMISED = 1
FEED = "/relay/v1/revocations"


class Running:
    """An office that serves on a port of its own."""

    def __init__(self) -> None:
        listener = listen(Listening("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.stop = StopRequest()
        started = asyncio.Event()
        self.serving = asyncio.create_task(serve(office(), listener, "127.0.0.1", self.stop, started.set))


@asynccontextmanager
async def running() -> AsyncIterator[tuple[Running, aiohttp.ClientSession]]:
    it = Running()
    headers = {"Host": "localhost:8000"}
    async with aiohttp.ClientSession(it.address, headers=headers, cookie_jar=aiohttp.DummyCookieJar()) as session:
        try:
            yield it, session
        finally:
            it.stop.ask() if not it.stop.is_asked else None
            await asyncio.wait_for(it.serving, DEADLINE)


def signed_in() -> str:
    try:
        return f"ostoja_session={browser(person('Ala')).cookies['ostoja_session'].value}"
    finally:
        connections.close_all()


def end_session() -> None:
    try:
        end(person("Ala"), "a session", timezone.now)
    finally:
        connections.close_all()


def token(of: str = settings.OSTOJA_RELAY_TOKEN) -> dict[str, str]:
    return {"Authorization": f"Bearer {of}"}


async def hears(stream: aiohttp.StreamReader, key: str) -> str:
    async with asyncio.timeout(DEADLINE):
        while True:
            line = json.loads(await stream.readline())
            if key in line:
                return str(line[key])


@pytest.mark.django_db(transaction=True)
async def test_a_revocation_is_heard_within_a_second() -> None:
    async with running() as (_, session), session.get(FEED, headers=token()) as feed:
        assert feed.status == 200
        await hears(feed.content, "beat")
        begun = asyncio.get_running_loop().time()
        await asyncio.to_thread(end_session)

        heard = await hears(feed.content, "revocation")

        assert asyncio.get_running_loop().time() - begun < PROMISED
        async with session.get("/.well-known/ostoja/keys.json") as published:
            keys = Keyring.from_jwks(await published.json())
        assert read_revocation(heard, keys).subject is Subject.SESSION


@pytest.mark.django_db(transaction=True)
async def test_the_server_drains_with_open_streams() -> None:
    async with running() as (it, session), session.get(FEED, headers=token()) as feed:
        await hears(feed.content, "beat")

        it.stop.ask()

        rest = await asyncio.wait_for(feed.content.read(), DEADLINE)
        assert rest == b"" or rest.endswith(b"\n")
        await asyncio.wait_for(asyncio.shield(it.serving), DEADLINE)


@pytest.mark.django_db(transaction=True)
async def test_a_wrong_token_hears_nothing() -> None:
    async with running() as (_, session), session.get(FEED, headers=token("wrong")) as refused:
        assert refused.status == 401
        assert await refused.json() == {"error": "token"}


@pytest.mark.django_db(transaction=True)
async def test_pages_are_served_beside_the_feed_and_large_bodies_are_not() -> None:
    async with running() as (_, session):
        async with session.get("/accounts/login/") as page:
            assert page.status == 200
            assert "Server" not in page.headers
        async with session.post("/gateway/v1/offer", data=b"x" * 16_385) as refused:
            assert refused.status == 413
            assert await refused.json() == {"error": "too_large"}
        async with session.get("/healthz", headers={"Host": "127.0.0.1"}) as health:
            assert (await health.json())["ok"] is True


@pytest.mark.django_db(transaction=True)
async def test_a_home_is_claimed_and_opened_over_the_wire(gateway: Gateway) -> None:
    cookie = {"Cookie": await asyncio.to_thread(signed_in)}
    async with running() as (_, session):
        async with session.post("/gateway/v1/offer", json=gateway.offer()) as offered:
            assert offered.status == 201
        async with session.get("/app/api/me", headers=cookie) as me:
            csrf = (await me.json())["csrf"]
            cookie["Cookie"] += f"; ostoja_csrf={me.cookies['ostoja_csrf'].value}"
        headers = cookie | {"X-CSRFToken": csrf, "Origin": "http://localhost:8000"}
        body = {"number": gateway.number, "name": "Dom"}
        async with session.post("/app/api/claims", json=body, headers=headers) as claimed:
            assert claimed.status == 201
            home = (await claimed.json())["id"]
        async with session.post(f"/app/api/installations/{home}/tickets", headers=headers) as ticket:
            assert ticket.status == 201


def test_a_taken_address_is_an_error_and_leaves_no_socket() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        listen(Listening("127.0.0.1", taken.getsockname()[1]))


def test_an_address_may_be_of_version_six() -> None:
    with listen(Listening("::1", 0)) as listener:
        assert listener.family is socket.AF_INET6
