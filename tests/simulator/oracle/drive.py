"""Drives a running M-SERV with the independent client ampio-mqtt, and prints what it saw as one JSON object.

Runs under the oracles' own environment: ``.oracle/bin/python drive.py HOST PORT NAME PASSWORD [look]``, with ``look``
to switch nothing. The home is the house.
"""

import asyncio
import json
import sys
from typing import Any

from ampio_mqtt import AmpioAdminClient, AmpioClient  # type: ignore[import-not-found] # it has an environment of its own
from ampio_mqtt.events import BusEventRaised, ObjectUpdated  # type: ignore[import-not-found] # the same

CONFIRM_S = 4.0
EVENT = 189


class Ear:
    """What the client hears by itself."""

    def __init__(self, client: AmpioClient) -> None:
        self.events: asyncio.Queue[int] = asyncio.Queue()
        self.changed: set[int] = set()
        client.subscribe(self._hear)

    def _hear(self, told: object) -> None:
        if isinstance(told, BusEventRaised):
            self.events.put_nowait(told.event_number)
        if isinstance(told, ObjectUpdated):
            self.changed.add(told.object.id)

    async def changes(self, *ids: int) -> list[int]:
        """Wait until these have changed."""
        async with asyncio.timeout(CONFIRM_S):
            while not self.changed >= set(ids):  # noqa: ASYNC110 - the client has no event for it
                await asyncio.sleep(0.02)
        return sorted(ids)


async def switched(client: AmpioClient) -> dict[str, Any]:
    """The state that each kind of object was confirmed to show after a command to it."""
    said: dict[str, Any] = {}
    said["relay"] = (await client.turn_on(10, confirm=CONFIRM_S)).state
    said["relay off"] = (await client.turn_off(10, confirm=CONFIRM_S)).state
    said["pulse"] = (await client.set_value(10, 255, pulse_ms=300, confirm=CONFIRM_S)).state
    said["dimmer"] = (await client.set_value(30, 80, confirm=CONFIRM_S)).state
    said["rgbw"] = (await client.set_colors(33, 255, 10, 0, 200, confirm=CONFIRM_S)).rgbw
    said["white"] = (await client.set_ww(35, 200, 30, confirm=CONFIRM_S)).state
    said["shutter"] = (await client.set_roller_pos(37, 40, confirm=CONFIRM_S)).position
    await client.stop(37)
    said["slats"] = (await client.set_roller_lamella(38, 30, confirm=CONFIRM_S)).lammel
    zone = await client.set_temperature(43, 23.5, confirm=CONFIRM_S)
    said["target"] = zone.thermostat.set_temperature
    said["mode"] = (await client.set_heating_mode(43, "S", confirm=CONFIRM_S)).thermostat.mode
    said["flag"] = (await client.turn_on(64, confirm=CONFIRM_S)).is_on
    said["analogue flags"] = [
        (await client.set_value(67, 200, confirm=CONFIRM_S)).state,
        (await client.set_value(68, -7, confirm=CONFIRM_S)).state,
    ]
    said["collector"] = (await client.turn_on(29, confirm=CONFIRM_S)).is_on
    said["alarm"] = (await client.command(77, "arm", "1234", confirm=CONFIRM_S)).is_on
    said["disarmed"] = (await client.command(77, "disarm", "1234", confirm=CONFIRM_S)).is_on
    return said


async def refused(client: AmpioClient) -> str:
    """What became of a PIN that is wrong."""
    try:
        await client.command(77, "arm", "9999", confirm=1.0)
    except Exception as error:  # noqa: BLE001 - its name is the answer
        return type(error).__name__
    return "confirmed"


async def heard(client: AmpioClient, ear: Ear) -> dict[str, Any]:
    """A scene that is run and undone, as pushes; and an event, which only the administrator hears."""
    await client.run_scene(2)
    said: dict[str, Any] = {"scene": await ear.changes(30, 36)}
    ear.changed.clear()
    await client.undo_scene(2)
    said["undone"] = await ear.changes(30)
    if isinstance(client, AmpioAdminClient):
        await client.set_event(EVENT)
        async with asyncio.timeout(CONFIRM_S):
            while (number := await ear.events.get()) != EVENT:
                pass
        said["event"] = number
    return said


async def administered(client: AmpioAdminClient) -> dict[str, Any]:
    """What only the administrator can: the records of modules, their health, and the lock of a roller."""
    sweep = await client.resolve_records()
    await client.block_opening(36)
    async with asyncio.timeout(CONFIRM_S):
        while not client.objects[36].blocks_opening:  # noqa: ASYNC110 - the client has no event for it
            await asyncio.sleep(0.02)
    await client.unblock_opening(36)
    return {
        "silent": sorted(sweep.silent_macs),
        "described": sweep.records[10].desc,
        "location": sweep.records[10].location,
        "locations": (await client.fetch_locations())[10],
        "healthy": sorted(module.mac for module in client.modules.values() if module.supply_voltage is not None),
        "modules": len(client.modules),
    }


async def main(host: str, port: int, name: str, password: str, *, look: bool) -> None:
    """Connect, look round, switch everything, and print it."""
    client: AmpioClient
    if name == "admin":
        client = AmpioAdminClient(host, password, port=port)
    else:
        client = AmpioClient(host, name, password, port=port)
    ear = Ear(client)
    ready = await client.connect()
    try:
        scenes = await client.fetch_scenes()
        seen = {
            "ready": ready,
            "tier": client.server_info.access_tier.name,
            "server": client.server_info.server_key,
            "objects": {id: thing.typ_komponentu for id, thing in client.objects.items()},
            "without a value": [id for id, thing in client.objects.items() if thing.state in (None, "")],
            "rooms": await client.fetch_rooms(),
            "scenes": {scene.id: sorted(scene.object_ids) for scene in scenes},
        }
        if not look:
            seen["switched"] = await switched(client)
            seen["wrong PIN"] = await refused(client)
            seen["heard"] = await heard(client, ear)
            seen["administered"] = await administered(client) if isinstance(client, AmpioAdminClient) else None
    finally:
        await client.disconnect()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], look=sys.argv[5:] == ["look"]))
