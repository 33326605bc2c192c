import asyncio

import aiohttp
import pytest

from ostoja.protocol.frames import APP_PATH, GATEWAY_PATH, Kind
from ostoja.relay.limits import Limits
from tests.relay.peers import Town, impatient, town, until


async def healthz(here: Town) -> tuple[int, dict[str, object]]:
    url = f"http://127.0.0.1:{here.relay.status_port}/healthz"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.json()


async def test_a_relay_that_serves_says_so_and_what_its_feed_does(the_town: Town) -> None:
    await until(lambda: the_town.relay.feed.is_live)

    status, said = await healthz(the_town)

    assert status == 200
    assert said == {"status": "ok", "reasons": [], "revocations": "live"}


async def test_without_the_feed_it_serves_and_says_that_too(the_town: Town) -> None:
    the_town.office.stream_status = 503
    await the_town.office.cut()
    await until(lambda: not the_town.relay.feed.is_live)

    status, said = await healthz(the_town)

    assert (status, said["revocations"]) == (200, "down")


async def test_a_relay_that_drains_is_not_fit() -> None:
    async with town(impatient()) as here:
        app = await here.app()
        draining = asyncio.ensure_future(here.relay.drain())
        await app.expect(Kind.WAITING)
        await app.expect(Kind.DRAIN)

        status, said = await healthz(here)
        await app.farewell()
        await draining

        assert (status, said["status"], said["reasons"]) == (503, "unfit", ["draining", "not_listening"])


@pytest.mark.parametrize(
    ("path", "reason"), [(APP_PATH, "pending_apps"), (GATEWAY_PATH, "pending_gateways")], ids=["apps", "gateways"]
)
async def test_a_relay_with_a_crowd_at_one_of_its_doors_is_not_fit(path: str, reason: str) -> None:
    async with town(Limits(pending=1)) as here:
        hesitant = await here.dial(path)
        crowded = await healthz(here)

        await hesitant.leave()
        await until(lambda: here.relay.health().is_fit)

        assert (crowded[0], crowded[1]["reasons"]) == (503, [reason])


async def test_a_relay_with_all_its_connections_is_not_fit() -> None:
    async with town(impatient(connections=1)) as here:
        await here.app()

        status, said = await healthz(here)

        assert (status, said["reasons"]) == (503, ["connections"])


async def test_numbers_are_read_where_prometheus_looks(the_town: Town) -> None:
    url = f"http://127.0.0.1:{the_town.relay.status_port}/metrics"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        text = await answer.text()

    assert answer.status == 200
    assert "ostoja_relay_feed_live" in text
