from typing import Any

import pytest

from bench.chain.measuring import block, figures, missed, rows
from bench.chain.samples import Meter, Samples

CHAIN = Samples([[0.004, 0.004], [0.006, 0.006]])
BARE = Samples([[0.002, 0.002], [0.002, 0.002]])


def found(chain: Samples = CHAIN) -> dict[str, Any]:
    meter = Meter({}, at_rest={"relay": 0.005, "gateway": 0.001}, used={"relay": 0.001, "gateway": 0.004})
    return figures(chain, BARE, meter)


class Clockwork:
    """Processor time that grows by a second at each look."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, pid: int) -> float:
        self.seconds += 1.0
        return self.seconds


def test_the_chain_is_compared_block_by_block() -> None:
    assert found()["times_bare"] == pytest.approx({"median": 2.5, "least": 2.0, "most": 3.0})
    assert found()["added_ms"] == pytest.approx(3.0)
    assert found()["commands"] == 4


def test_processor_time_is_told_for_one_command() -> None:
    assert found()["cpu_ms_per_command"] == pytest.approx({"relay": 0.25, "gateway": 1.0})


def test_the_table_shows_both_ways_and_their_ratio() -> None:
    first, second, *others = rows(found())

    assert first.cells[1:] == ("5.00 ms", "2.00 ms", "2.50", "2.00 … 3.00")
    assert second.cells[1:4] == ("6.00 ms", "2.00 ms", "3.00")
    assert [row.ours for row in others] == ["0.25 ms", "1.00 ms", "5.0 ms/s", "1.0 ms/s"]


def test_a_packet_that_waits_for_an_acknowledgement_misses_the_gate() -> None:
    assert missed(found()) == []
    assert missed(found(Samples([[0.042], [0.042]]))) == ["a command takes 21.0 times a bare client's"]


async def test_a_block_switches_on_and_off_in_turn() -> None:
    asked = []

    async def toggle(*, on: bool) -> float:
        asked.append(on)
        return 0.5

    assert await block(toggle, 4) == [0.5] * 4
    assert asked == [True, False, True, False]


async def test_a_meter_adds_up_what_the_work_used() -> None:
    async def work() -> list[float]:
        return [1.0]

    meter = Meter({"relay": 1}, cpu=Clockwork())
    assert await meter.over(work()) == [1.0]
    await meter.over(work())

    assert meter.used == {"relay": 2.0}


async def test_what_is_used_at_rest_is_not_counted() -> None:
    async def work() -> list[float]:
        return []

    meter = Meter({"relay": 1}, cpu=Clockwork())
    await meter.rest(0.001)
    await meter.over(work())

    assert meter.at_rest["relay"] > 0
    assert meter.used["relay"] < 1.0
