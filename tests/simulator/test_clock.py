import asyncio
import time

from ostoja.simulator.clock import HandClock, WallClock

NEVER = float("inf")


async def test_the_wall_clock_tells_the_time_and_waits_for_a_moment() -> None:
    clock = WallClock()
    begun = clock.now()

    await clock.pause(begun + 0.01, asyncio.Event())

    assert begun + 0.01 <= clock.now() <= time.time()


async def test_the_wall_clock_returns_sooner_when_woken() -> None:
    wake = asyncio.Event()
    wake.set()

    async with asyncio.timeout(1):
        await WallClock().pause(NEVER, wake)


async def test_a_clock_moved_by_hand_wakes_whoever_waits() -> None:
    clock = HandClock(100.0)
    waiting = asyncio.create_task(clock.pause(160.0, asyncio.Event()))
    await asyncio.sleep(0)

    clock.advance(60)

    async with asyncio.timeout(1):
        await waiting
    assert clock.now() == 160.0


async def test_a_clock_moved_by_hand_does_not_wait_for_the_past() -> None:
    async with asyncio.timeout(1):
        await HandClock(100.0).pause(99.0, asyncio.Event())
