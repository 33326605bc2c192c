"""The independent client ampio-mqtt judges the simulator: it finds the home and all that it switches answers."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from ostoja.simulator.simulation import Simulation

HERE = Path(__file__).parent
PYTHON = HERE.parents[2] / ".oracle" / "bin" / "python"
DEADLINE_S = 60.0
SWITCHED = {
    "dimmer": "80",
    "rgbw": [255, 10, 0, 200],
    "shutter": 95,
    "slats": 30,
    "target": 23.5,
    "mode": "S",
    "flag": True,
    "alarm": True,
    "disarmed": False,
}
RELAY = {"standard": "255", "admin": "1"}

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not PYTHON.exists(), reason="the oracle's environment .oracle is not made (locks/oracle.lock)"),
]


async def judged(simulation: Simulation, tier: str) -> dict[str, Any]:
    password = simulation.password if tier == "standard" else "admin"
    process = await asyncio.create_subprocess_exec(
        str(PYTHON), str(HERE / "drive.py"), simulation.host, str(simulation.port), tier, password,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(DEADLINE_S):
            out, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0
    seen: dict[str, Any] = json.loads(out)
    return seen


@pytest.mark.parametrize("tier", ["standard", "admin"])
async def test_the_independent_client_finds_and_switches_everything(broker: str, tier: str) -> None:
    async with Simulation(broker=broker) as simulation:
        seen = await judged(simulation, tier)

    assert seen["ready"]
    assert seen["server"] == "3232235777"
    assert seen["without a value"] == []
    assert ("28" in seen["objects"]) is (tier == "admin")
    assert seen["modules"] == (7 if tier == "admin" else 0)
    assert seen["rooms"]["10"] == "Salon"
    assert seen["scenes"]["2"] == [10, 11, 12, 14]
    on = RELAY[tier]
    assert seen["switched"] == SWITCHED | {"relay": on, "relay off": "0", "pulse": on}
