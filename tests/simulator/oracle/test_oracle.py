"""The independent clients judge the simulator: they find the house and all that they switch answers."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from ostoja.simulator.home.reading import read_home, shipped
from ostoja.simulator.mserv.manner import Firmware, Manner
from ostoja.simulator.simulation import Simulation

HERE = Path(__file__).parent
PYTHON = HERE.parents[2] / ".oracle" / "bin" / "python"
DEADLINE_S = 60.0
HOUSE = read_home(shipped()["house"])
SWITCHED = {
    "dimmer": "80",
    "rgbw": [255, 10, 0, 200],
    "white": "7880",
    "slats": 30,
    "target": 23.5,
    "mode": "S",
    "flag": True,
    "analogue flags": ["200", "-7"],
    "collector": True,
    "alarm": True,
    "disarmed": False,
}
RELAY = {"standard": "255", "admin": "1"}

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not PYTHON.exists(), reason="the oracles' environment .oracle is not made (locks/oracle.lock)"),
]


async def judged(simulation: Simulation, script: str, *words: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        str(PYTHON), str(HERE / script), simulation.host, str(simulation.port), *words,
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


async def both_tiers(script: str, broker: str) -> dict[str, dict[str, Any]]:
    """What the client saw as a standard account and as the administrator, each in a house of its own."""

    async def one(name: str) -> dict[str, Any]:
        async with Simulation(HOUSE, broker=broker) as simulation:
            return await judged(simulation, script, name, simulation.password if name == "ostoja" else "admin")

    standard, admin = await asyncio.gather(one("ostoja"), one("admin"))
    return {"standard": standard, "admin": admin}


async def test_the_community_client_finds_and_switches_everything(broker: str) -> None:
    for tier, seen in (await both_tiers("drive.py", broker)).items():
        assert seen["ready"]
        assert seen["server"] == str(HOUSE.server.mac)
        # A camera shows nothing.
        assert seen["without a value"] == [94]
        assert ("17" in seen["objects"]) is (tier == "admin")
        assert seen["rooms"]["10"] == "Salon"
        assert {30, 36} <= set(seen["scenes"]["2"])
        on, shutter = RELAY[tier], seen["switched"].pop("shutter")
        assert seen["switched"] == SWITCHED | {"relay": on, "relay off": "0", "pulse": on}
        assert 40 <= shutter < 60
        assert seen["wrong PIN"] == "AmpioTimeoutError"
        assert seen["heard"] == {"scene": [30, 36], "undone": [30]} | ({"event": 189} if tier == "admin" else {})
        if tier == "admin":
            told = seen["administered"]
            assert (told["silent"], told["described"], told["location"]) == ([1], "Lampa w salonie", "Salon")
            assert told["modules"] == len(HOUSE.modules) + 1
            assert 0xCB8F in told["healthy"]
            assert 0x5E01 not in told["healthy"]


async def test_the_vendor_side_client_finds_and_switches_everything(broker: str) -> None:
    for tier, seen in (await both_tiers("drive_vendor.py", broker)).items():
        assert seen["ready"]
        assert seen["gateway"] == HOUSE.server.device_id
        assert (17 in seen["catalog"]) is (tier == "admin")
        assert {10, 33, 77, 96} <= set(seen["catalog"])
        assert seen["params"] == len(HOUSE.objects)
        assert seen["scenes"] == [scene.id for scene in HOUSE.scenes]
        assert (seen["irrigations"], seen["conditions"]) == ([1], [2, 3])
        assert set(seen["switched"].values()) == {"ok"}, seen["switched"]


async def test_a_plain_firmware_is_enough_for_one_and_refused_by_the_other() -> None:
    async with Simulation(HOUSE, manner=Manner(Firmware.PLAIN)) as simulation:
        words = ("ostoja", simulation.password, "look")
        assert (await judged(simulation, "drive.py", *words))["ready"]
        with pytest.raises(AssertionError):
            await judged(simulation, "drive_vendor.py", *words)


async def test_a_tidy_server_that_retains_its_replies_is_read_as_well() -> None:
    async with Simulation(HOUSE, manner=Manner(is_tidy=True, keeps_replies=True)) as simulation:
        words = ("ostoja", simulation.password, "look")
        for script in ("drive.py", "drive_vendor.py"):
            assert (await judged(simulation, script, *words))["ready"]
