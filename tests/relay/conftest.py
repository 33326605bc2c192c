"""The loop of the product, and a town for each test that asks for one."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import uvloop

from tests.relay.peers import Town, town


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture
async def the_town() -> AsyncIterator[Town]:
    async with town() as whole:
        yield whole
