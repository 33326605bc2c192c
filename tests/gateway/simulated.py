"""A simulated M-SERV that answers quickly and is left when it has nothing more to say."""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.simulation import Simulation

QUICK = timedelta(milliseconds=5)


@contextlib.asynccontextmanager
async def simulated(home: Home | None = None, latency: timedelta = QUICK) -> AsyncIterator[Simulation]:
    """A furnished home behind a real mosquitto."""
    async with Simulation(home, broker="mosquitto", latency=latency) as simulation:
        yield simulation
        await simulation.settled()
