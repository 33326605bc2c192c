from collections.abc import AsyncIterator

import aiohttp
import pytest

from ostoja.protocol.revocations import Subject
from ostoja.relay import office as module
from ostoja.relay.errors import OfficeError
from ostoja.relay.office import Line, Office
from tests.doubles import office as double
from tests.doubles.office import TOKEN


@pytest.fixture
async def cloud() -> AsyncIterator[double.Office]:
    cloud = double.Office()
    await cloud.start()
    yield cloud
    await cloud.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


async def drain(lines: AsyncIterator[Line]) -> None:
    async for _ in lines:
        pass


async def test_the_published_keys_are_read(cloud: double.Office, http: aiohttp.ClientSession) -> None:
    ring = await Office(cloud.url + "/", TOKEN, http).keys()

    assert ring == cloud.signer.ring


async def test_a_cloud_without_keys_is_no_cloud(cloud: double.Office, http: aiohttp.ClientSession) -> None:
    cloud.signer.ring.keys.clear()

    with pytest.raises(OfficeError, match="none"):
        await Office(cloud.url, TOKEN, http).keys()


async def test_keys_without_end_are_not_read(
    cloud: double.Office, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_KEYS", 10)

    with pytest.raises(OfficeError, match="too long"):
        await Office(cloud.url, TOKEN, http).keys()


async def test_an_unwilling_or_absent_cloud_is_said_so(cloud: double.Office, http: aiohttp.ClientSession) -> None:
    cloud.key_status = 500
    with pytest.raises(OfficeError, match="status 500"):
        await Office(cloud.url, TOKEN, http).keys()

    with pytest.raises(OfficeError, match="keys"):
        await Office("http://127.0.0.1:1", TOKEN, http).keys()


async def test_the_stream_says_what_was_taken_back_and_beats(cloud: double.Office, http: aiohttp.ClientSession) -> None:
    token = await cloud.revoke(Subject.MEMBER, "ala")
    lines = Office(cloud.url, TOKEN, http).lines()

    first, second = await anext(lines), await anext(lines)
    await lines.aclose()

    assert first == Line(revocation=token)
    assert second.beat is not None


async def test_a_wrong_token_hears_nothing(cloud: double.Office, http: aiohttp.ClientSession) -> None:
    with pytest.raises(OfficeError, match="status 401"):
        await anext(Office(cloud.url, "wrong", http).lines())


async def test_a_stream_of_noise_is_an_error(cloud: double.Office, http: aiohttp.ClientSession) -> None:
    await cloud.say('","noise":"')

    with pytest.raises(OfficeError, match="ValidationError"):
        await anext(Office(cloud.url, TOKEN, http).lines())


async def test_a_stream_that_breaks_off_ends_or_is_an_error(cloud: double.Office, http: aiohttp.ClientSession) -> None:
    lines = Office(cloud.url, TOKEN, http).lines()
    await anext(lines)
    await cloud.cut()

    with pytest.raises(OfficeError, match="ClientPayloadError"):
        await drain(lines)
