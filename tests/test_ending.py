import asyncio

import pytest

from ostoja.ending import beside, end, heed_cancellation


async def swallow(times: int, entered: asyncio.Event) -> None:
    for _ in range(times):
        entered.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            continue


async def test_a_task_that_swallows_a_cancellation_ends_all_the_same() -> None:
    entered = asyncio.Event()
    task = asyncio.create_task(swallow(3, entered))
    await entered.wait()

    await asyncio.wait_for(end(task), 5)

    assert task.done()


async def test_a_swallowed_cancellation_can_be_heeded() -> None:
    entered = asyncio.Event()

    async def heeding() -> None:
        heed_cancellation()
        await swallow(1, entered)
        heed_cancellation()
        raise AssertionError("it went on")

    task = asyncio.create_task(heeding())
    await entered.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_runs_beside_ends_with_the_block_even_when_it_failed() -> None:
    begun = asyncio.Event()

    async def fail() -> None:
        begun.set()
        raise RuntimeError("on purpose")

    async with beside(fail()):
        await begun.wait()


async def test_what_failed_is_over_as_well() -> None:
    async def fail() -> None:
        raise RuntimeError("on purpose")

    task = asyncio.create_task(fail())

    await end(task)

    assert task.done()
