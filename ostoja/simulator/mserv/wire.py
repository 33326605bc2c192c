"""The JSON of the M-SERV: replies, states, the server's account of itself, and the digests of tables."""

import hashlib
import json
from typing import Any

from ostoja.simulator.access import ADMIN_USER_ID, Account
from ostoja.simulator.home.furnishing import Server
from ostoja.simulator.mserv.tables import Rows
from ostoja.simulator.things.thing import State


def written(value: Any) -> bytes:
    """The value as JSON, dense, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def reply(keyword: str, rows: Rows) -> bytes:
    """A table as it goes over the wire."""
    return written({"Status": 0, "List": rows} if keyword in ("devices", "devicesDetails") else {"List": rows})


def digest(payload: bytes) -> bytes:
    """The MD5 of a reply, which tells clients whether to ask again; it protects nothing."""
    return hashlib.md5(payload, usedforsecurity=False).hexdigest().encode()


def stamped(state: State, at: float) -> dict[str, Any]:
    """A state with the moment since when it is true.

    Units: ``at`` in seconds since 1970; on the wire in milliseconds.
    """
    return {**state, "on": round(at * 1000)}


def server_info(server: Server, account: Account, port: int, *, takes_ha: bool = False) -> bytes:
    """What the server says of itself; like the real one it carries private data, which nobody may log.

    ``takes_ha`` is whether commands on ``ha/api`` are taken.
    """
    return written(
        {
            "Results": {
                "mac": server.mac,
                "userId": ADMIN_USER_ID if account.is_admin else account.user_id,
                "serverVersion": server.version,
                "serverRevision": int(server.revision) if server.revision.isdecimal() else server.revision,
                "mqttVersion": server.mqtt_version,
                "local_ip": "127.0.0.1",
                "mqttPort": str(port),
                "device_id": server.device_id,
                "address": "ul. Zmyślona 1, 00-000 Nigdzie",
                "latitude": "52.0000",
                "longitude": "19.0000",
                "publicKey": None,
                **({"haCommandSource": True} if takes_ha else {}),
            }
        }
    )
