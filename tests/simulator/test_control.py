import asyncio
import os

import pytest

from ostoja.simulator.control import HELP, answered, lines_of
from tests.simulator.conftest import Simulate


async def test_each_line_does_its_deed(simulate: Simulate) -> None:
    async with simulate() as simulation:
        assert await answered(simulation, "press 21") == "ok"
        assert simulation.state_of(10) == {"state": "255", "desc": "On"}
        for line in ("remove 10", "restore 10", "rename 10 Lampa przy oknie", "broker stop", "broker start"):
            assert await answered(simulation, line) == "ok"

        assert {row.id: row.name for row in simulation._mserv.home.objects}[10] == "Lampa przy oknie"


async def test_every_fault_is_set_from_the_line_and_healed(simulate: Simulate) -> None:
    async with simulate() as simulation:
        lines = "drop devices 2|malform states|delay info 1.5|mute 10|deafen 11|clock -3600"
        saves = "twin|unleaf 12|hide 13|revoke 10|grant 10|restore 12"
        for line in [*lines.split("|"), *saves.split("|")]:
            assert await answered(simulation, line) == "ok", line
        faults = simulation.faults
        assert (faults.loses("devices"), faults.loses("devices"), faults.loses("devices")) == (True, True, False)
        assert faults.delay_s("info") == 1.5
        assert faults.is_mute(10)
        assert faults.is_deaf(11)
        assert faults.stamp_jump_s == -3600

        assert await answered(simulation, "heal") == "ok"
        assert (faults.delay_s("info"), faults.is_mute(10), faults.stamp_jump_s) == (0.0, False, 0.0)


async def test_the_line_says_what_can_be_said(simulate: Simulate) -> None:
    async with simulate() as simulation:
        told = await answered(simulation, "help")

    assert "\n" not in told
    assert all(words in told for words in HELP)


@pytest.mark.parametrize(
    "line",
    ["drop", "drop nonsense", "delay info", "delay info soon", "clock", "clock nan", "twin 1", "mute x", "grant"],
)
async def test_a_fault_that_is_not_understood_sets_nothing(simulate: Simulate, line: str) -> None:
    async with simulate() as simulation:
        answer = await answered(simulation, line)

    assert answer.startswith("error: not understood")


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
