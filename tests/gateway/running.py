"""A driver that runs beside a test."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from ostoja.gateway.house.driver import Driver
from tests.gateway.waiting_home import WaitingHome


@contextlib.asynccontextmanager
async def running(driver: Driver, home: WaitingHome) -> AsyncIterator[None]:
    """Run this driver with this home until the block ends."""
    task = asyncio.create_task(driver.run(home))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
