import asyncio
import os

import pytest

from ostoja.simulator.control import answered, lines_of
from tests.simulator.conftest import Simulate


async def test_each_line_does_its_deed(simulate: Simulate) -> None:
    async with simulate() as simulation:
        assert await answered(simulation, "press 21") == "ok"
        assert simulation.state_of(10) == {"state": "255", "desc": "On"}
        for line in ("remove 10", "restore 10", "rename 10 Lampa przy oknie", "broker stop", "broker start"):
            assert await answered(simulation, line) == "ok"

        assert {row.id: row.name for row in simulation._mserv.home.objects}[10] == "Lampa przy oknie"


@pytest.mark.parametrize("line", ["", "press", "press x", "press 10", "press 99", "remove 99", "broker", "dance 5"])
async def test_what_cannot_be_done_is_answered_with_a_reason(simulate: Simulate, line: str) -> None:
    async with simulate() as simulation:
        answer = await answered(simulation, line)

    assert answer.startswith("error: ")
    assert "\n" not in answer


async def test_lines_are_read_until_the_end_however_they_are_cut() -> None:
    outlet, inlet = os.pipe()

    async def read() -> list[str]:
        return [line async for line in lines_of(outlet)]

    reading = asyncio.create_task(read())
    for piece in (b"press 2", b"1\nrem", b"ove 5\nlast"):
        os.write(inlet, piece)
        await asyncio.sleep(0)
    os.close(inlet)

    async with asyncio.timeout(5):
        lines = await reading
    os.close(outlet)
    assert lines == ["press 21", "remove 5", "last"]


async def test_a_closed_descriptor_ends_the_lines() -> None:
    outlet, inlet = os.pipe()
    os.close(inlet)
    os.close(outlet)

    async with asyncio.timeout(5):
        assert [line async for line in lines_of(outlet)] == []
