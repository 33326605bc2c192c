import asyncio
import threading
from typing import Any

import pytest

from bench.pages.measuring import Sides, figures, pings, rows
from bench.pages.visitors import Visitors


class PromptEcho:
    """Says back at once what it was told."""

    def __init__(self) -> None:
        self._told: asyncio.Queue[bytes] = asyncio.Queue()

    async def ping(self, body: bytes) -> None:
        self._told.put_nowait(body)

    async def pong(self) -> bytes:
        return await self._told.get()


def found() -> dict[str, Any]:
    relay = Sides(idle=[[0.001] * 3, [0.001] * 3], busy=[[0.002] * 3, [0.004] * 3])
    mosquitto = Sides(idle=[[0.001], [0.001]], busy=[[0.005], [0.005]])
    return figures(relay, mosquitto, pages_per_second=80.4)


async def test_every_ping_has_its_time() -> None:
    taken = await pings(PromptEcho(), rate=1_000, seconds=0.02)

    assert len(taken) == 20
    assert all(seconds >= 0 for seconds in taken)


def test_busy_is_compared_with_idle_block_by_block() -> None:
    times = found()["relay"]["times_idle_p99"]

    assert times == pytest.approx({"whole": 4.0, "median": 3.0, "least": 2.0, "most": 4.0}, rel=1e-2)
    assert found()["mosquitto"]["times_idle_p50"]["median"] == pytest.approx(5.0)


def test_the_table_says_how_much_longer_pages_make_it() -> None:
    idle, busy, *longer = rows(found())

    assert idle.cells[:3] == ("relay, ping → pong, p50 / p99, no pages", "1.00 / 1.00 ms", "1.00 / 1.00 ms")
    assert busy.measured.endswith("80 pages/s")
    assert [row.cells[1:3] for row in longer] == [("3.00 ×", "5.00 ×"), ("4.00 ×", "5.00 ×")]
    assert longer[0].spread == "2.00 … 4.00"


def test_visitors_ask_again_until_they_are_called_back() -> None:
    asked = threading.Event()
    times = 0

    def fetch() -> None:
        nonlocal times
        times += 1
        if times > 5:
            asked.set()

    visitors = Visitors(fetch)
    visitors.go()
    assert asked.wait(10)

    assert visitors.stop() == times
