"""Drives a running M-SERV with the independent client ampio-python, and prints what it saw as one JSON object.

Runs under the oracles' own environment: ``.oracle/bin/python drive_vendor.py HOST PORT NAME PASSWORD [look]``, with
``look`` to switch nothing. The home is the house.
"""

import asyncio
import json
import sys
from typing import Any

from ampio_python.client import AmpioClient, AmpioError  # type: ignore[import-not-found] # in an environment of its own

CONFIRM_S = 5.0
SWITCHES = {
    "relay": ("/api/set/10/turnOn", 10, "255"),
    "relay off": ("/api/set/10/turnOff", 10, "0"),
    "dimmer": ("/api/set/30/setValue/80", 30, "80"),
    "rgbw": ("/api/set/33/setColors/255/10/0/200", 33, "3355446015"),
    "white": ("/api/set/35/setWW/7880", 35, "7880"),
    "shutter": ("/api/set/37/setRollerPos/55/101", 37, "55"),
    "flag": ("/api/set/64/turnOn", 64, "255"),
    "analogue flag": ("/api/set/68/setValue/-7", 68, "-7"),
    "alarm": ("/api/set/77/arm/1234", 77, "255"),
    "disarmed": ("/api/set/77/disarm/1234", 77, "0"),
    "automation": ("/api/run/condition/2", 23, "255"),
    "scene": ("/api/run/scene/2", 30, None),
}


async def switched(client: AmpioClient) -> dict[str, str]:
    """What became of each command."""
    said = {}
    for name, (path, id, wanted) in SWITCHES.items():
        try:
            await client.async_confirm(path, _shows(wanted) if path.startswith("/api/set/") else None, CONFIRM_S)
            said[name] = await _settled(client, id, wanted)
        except AmpioError as error:
            said[name] = type(error).__name__
    return said


def _shows(wanted: str | None) -> Any:
    return lambda state: str(state.get("state")) == wanted


async def _settled(client: AmpioClient, id: int, wanted: str | None) -> str:
    async with asyncio.timeout(CONFIRM_S):
        while wanted is not None and str(client.states[id]["state"]) != wanted:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.02)
    return "ok"


async def main(host: str, port: int, name: str, password: str, *, look: bool) -> None:
    """Connect, look round, switch, refresh, and print it."""
    client = AmpioClient(host, port, name, password)
    await client.connect()
    try:
        await client.refresh()
        async with asyncio.timeout(CONFIRM_S):
            while not (client.conditions and client.irrigations and client.scenes):  # noqa: ASYNC110 - no event for it
                await asyncio.sleep(0.02)
        seen = {
            "ready": client.states_ready and client.params_ready,
            "gateway": client.gateway_id,
            "catalog": sorted(client.catalog),
            "params": len(client.params),
            "scenes": sorted(client.scenes),
            "conditions": sorted(client.conditions),
            "irrigations": sorted(client.irrigations),
            "switched": {} if look else await switched(client),
        }
    finally:
        await client.disconnect()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], look=sys.argv[5:] == ["look"]))
