"""A simulated M-SERV that answers quickly and is left when it has nothing more to say."""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.simulation import Simulation


@contextlib.asynccontextmanager
async def simulated(home: Home | None = None) -> AsyncIterator[Simulation]:
    """A furnished home behind a real mosquitto."""
    async with Simulation(home, broker="mosquitto", latency=timedelta(milliseconds=5)) as simulation:
        yield simulation
        await simulation.settled()
