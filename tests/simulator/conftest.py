from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from ostoja.simulator.clock import HandClock
from ostoja.simulator.simulation import BROKERS, Simulation

PASSWORD = "a password of the tests"

Simulate = Callable[..., AbstractAsyncContextManager[Simulation]]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=list(BROKERS))
def broker(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def simulate(clock: HandClock) -> Simulate:
    @asynccontextmanager
    async def make(**wishes: Any) -> AsyncIterator[Simulation]:
        usual: dict[str, Any] = {"clock": clock, "latency": timedelta(0), "password": PASSWORD}
        async with Simulation(**usual | wishes) as simulation:
            yield simulation

    return make
