"""A gateway's driver, house and store that find a home: ``python -m bench.discovery.finding FOLDER HOST PORT``.

The password is in ``OSTOJA_MSERV_PASSWORD``. It prints how long that took, and its memory before and after.
"""

import asyncio
import json
import os
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.machine import resident
from ostoja.ending import beside
from ostoja.gateway import agent
from ostoja.gateway.drivers.ampio.driver import driver
from ostoja.gateway.house.archive import Archive
from ostoja.gateway.house.clock import wall_clock
from ostoja.gateway.house.driver import Access
from ostoja.gateway.store.database import Database, open_database
from tests.gateway.store.household import claim
from tests.gateway.waiting_home import WaitingHome

# With it everything that a gateway loads is loaded before the first weighing.
LOADED = agent.run


async def find(database: Database, access: Access) -> dict[str, Any]:
    """From the first packet until the house is complete, kept and shown.

    Units: seconds, bytes.
    """
    home = WaitingHome()
    home.tell(Archive(database))
    before, began = resident(os.getpid()), time.perf_counter()
    async with beside(driver(access, wall_clock).run(home)):
        await home.until(lambda: home.online)
        took = time.perf_counter() - began
        devices = home.devices()
        shown = sum(home.state(device.id) is not None for device in devices)
        return {
            "seconds": took,
            "devices": len(devices),
            "shown": shown,
            "before": before,
            "after": resident(os.getpid()),
        }


def main(folder: str, host: str, port: str) -> None:
    """Find the home with a new store in this folder, and say what was found."""
    access = Access(host, int(port), "ostoja", os.environ["OSTOJA_MSERV_PASSWORD"], "ostoja-finds")
    with closing(open_database(Path(folder))) as database:
        claim(database)
        json.dump(asyncio.run(find(database, access)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
