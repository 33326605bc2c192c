import asyncio
import logging

import pytest

from ostoja.gateway.house import keeping
from ostoja.gateway.house.keeping import keep_going
from ostoja.gateway.house.pauses import Pauses
from tests.gateway.log_listener import listening


@pytest.mark.parametrize("steady", [0.0, 60.0])
async def test_work_that_fails_is_told_of_and_started_again_until_it_ends_well(
    monkeypatch: pytest.MonkeyPatch, steady: float
) -> None:
    monkeypatch.setattr(keeping, "STEADY_SECONDS", steady)
    left = [RuntimeError("on purpose"), OSError("the disk")]

    async def work() -> None:
        if left:
            raise left.pop()

    with listening("ostoja.gateway.house.keeping") as listener:
        await asyncio.wait_for(keep_going("the work", work, Pauses(0.001, 0.002)), 5)

    assert listener.levels == [logging.ERROR] * 2
