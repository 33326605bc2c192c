import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from ostoja.gateway.link.errors import OfficeRefusedError, OfficeUnreachableError
from ostoja.gateway.link.office import Office
from ostoja.protocol.errors import TokenError
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.tokens import Keyring
from tests.gateway.link.office_double import DoubleOffice
from tests.gateway.moving_clock import NOON, MovingClock

NUMBER = "0123456789AB"


@pytest.fixture
async def cloud(clock: MovingClock) -> AsyncIterator[DoubleOffice]:
    async with DoubleOffice(clock) as made:
        yield made


@pytest.fixture
async def office(cloud: DoubleOffice, clock: MovingClock) -> AsyncIterator[Office]:
    async with aiohttp.ClientSession() as http:
        yield Office(cloud.url + "/", PrivateKey.new(), http, clock)


async def test_a_code_is_announced(office: Office, cloud: DoubleOffice) -> None:
    offer = await office.offer(NUMBER)

    assert (offer.expires, offer.poll_seconds) == (NOON + timedelta(minutes=10), 2)
    assert cloud.offers == [NUMBER]


async def test_papers_are_checked_with_fresh_keys_when_the_old_ones_do_not_do(
    office: Office, cloud: DoubleOffice
) -> None:
    cloud.owner = "ala"

    held, keys = await office.papers(Keyring())

    assert (held.installation, held.owner, held.road) == (cloud.installation, "ala", cloud.road)
    assert keys == cloud.published
    assert (await office.papers(keys))[1] is keys


async def test_a_certificate_that_is_not_the_clouds_is_refused(office: Office, cloud: DoubleOffice) -> None:
    cloud.owner = "ala"
    cloud.published = Keyring({"k1": PrivateKey.new().public})

    with pytest.raises(TokenError):
        await office.papers(Keyring())


async def test_a_certificate_for_another_key_is_refused(office: Office, cloud: DoubleOffice) -> None:
    cloud.owner, cloud.for_key = "ala", PrivateKey.new().public

    with pytest.raises(OfficeRefusedError, match="other_key"):
        await office.papers(Keyring())


@pytest.mark.parametrize("word", ["taken", "clock", "too_many"])
async def test_the_office_says_no_with_a_word(office: Office, cloud: DoubleOffice, word: str) -> None:
    cloud.no["offer"] = (409, word)

    with pytest.raises(OfficeRefusedError, match=word):
        await office.offer(NUMBER)


@pytest.mark.parametrize(
    "answer", ["", "[]", "{}", '{"expires": 1e99, "poll_seconds": 1}', '{"expires": 99999999999999, "poll_seconds": 1}']
)
async def test_an_answer_that_is_not_understood_is_none(office: Office, cloud: DoubleOffice, answer: str) -> None:
    cloud.raw["offer"] = answer

    with pytest.raises(OfficeUnreachableError):
        await office.offer(NUMBER)


@pytest.mark.parametrize("answer", ["", "[]", "{}", '{"keys": [{"crv": "Ed25519", "kid": "a", "x": "?"}]}'])
async def test_keys_that_are_no_keys_are_none(office: Office, cloud: DoubleOffice, answer: str) -> None:
    cloud.raw["keys"] = answer

    with pytest.raises(OfficeUnreachableError):
        await office.keyring()


@pytest.mark.parametrize("word", ["", "x" * 50])
async def test_a_no_without_a_word_is_no_answer(office: Office, cloud: DoubleOffice, word: str) -> None:
    cloud.no["keys"] = (502, word)

    with pytest.raises(OfficeUnreachableError, match="502"):
        await office.keyring()


@pytest.mark.parametrize(("filler", "is_read"), [(10, True), (70_000, False)])
async def test_an_answer_in_pieces_is_read_to_its_end_with_a_bound(
    clock: MovingClock, filler: int, *, is_read: bool
) -> None:
    async def pieces(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        await answer.write(b'{"keys": ')
        await asyncio.sleep(0)
        await answer.write(b"[]" + b" " * filler + b"}")
        return answer

    app = web.Application()
    app.router.add_get("/.well-known/ostoja/keys.json", pieces)
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        office = Office(str(server.make_url("")), PrivateKey.new(), http, clock)
        if is_read:
            assert await office.keyring() == Keyring()
        else:
            with pytest.raises(OfficeUnreachableError, match="too long"):
                await office.keyring()


async def test_an_office_that_is_not_there_is_unreachable(clock: MovingClock) -> None:
    async with aiohttp.ClientSession() as http:
        office = Office("http://127.0.0.1:9", PrivateKey.new(), http, clock)

        with pytest.raises(OfficeUnreachableError):
            await office.keyring()
