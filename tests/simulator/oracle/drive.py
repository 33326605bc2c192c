"""Drives a running M-SERV with the independent client ampio-mqtt, and prints what it saw as one JSON object.

Runs under the oracle's own environment: ``.oracle/bin/python drive.py HOST PORT TIER PASSWORD``.
"""

import asyncio
import json
import sys
from typing import Any

from ampio_mqtt import AmpioAdminClient, AmpioClient  # type: ignore[import-not-found] # it has an environment of its own

CONFIRM_S = 4.0


async def switched(client: AmpioClient) -> dict[str, Any]:
    """The state that each kind of object was confirmed to show after a command to it."""
    said: dict[str, Any] = {}
    said["relay"] = (await client.turn_on(10, confirm=CONFIRM_S)).state
    said["relay off"] = (await client.turn_off(10, confirm=CONFIRM_S)).state
    said["pulse"] = (await client.set_value(10, 255, pulse_ms=300, confirm=CONFIRM_S)).state
    said["dimmer"] = (await client.set_value(12, 80, confirm=CONFIRM_S)).state
    said["rgbw"] = (await client.set_colors(13, 255, 10, 0, 200, confirm=CONFIRM_S)).rgbw
    said["shutter"] = (await client.set_roller_pos(14, 40, confirm=CONFIRM_S)).position
    await client.stop(14)
    said["slats"] = (await client.set_roller_lamella(16, 30, confirm=CONFIRM_S)).lammel
    zone = await client.set_temperature(17, 23.5, confirm=CONFIRM_S)
    said["target"] = zone.thermostat.set_temperature
    said["mode"] = (await client.set_heating_mode(17, "S", confirm=CONFIRM_S)).thermostat.mode
    said["flag"] = (await client.turn_on(23, confirm=CONFIRM_S)).is_on
    said["alarm"] = (await client.command(25, "arm", "1234", confirm=CONFIRM_S)).is_on
    said["disarmed"] = (await client.command(25, "disarm", "1234", confirm=CONFIRM_S)).is_on
    return said


async def main(host: str, port: int, tier: str, password: str) -> None:
    """Connect, look round, switch everything, and print it."""
    client: AmpioClient
    if tier == "admin":
        client = AmpioAdminClient(host, password, port=port)
    else:
        client = AmpioClient(host, "ostoja", password, port=port)
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
            "modules": len(client.modules) if isinstance(client, AmpioAdminClient) else 0,
            "switched": await switched(client),
        }
    finally:
        await client.disconnect()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]))
