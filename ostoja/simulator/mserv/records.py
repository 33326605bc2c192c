"""What modules keep of themselves, for the administrator: the records of ``device_api``, the older list of the bus."""

import base64
from collections import Counter

from ostoja.simulator.home.furnishing import Home, Module
from ostoja.simulator.home.furnishing import Thing as Row
from ostoja.simulator.mserv.tables import FACTORY_OFFSET
from ostoja.simulator.mserv.wire import written
from ostoja.simulator.things.leaves import OUTPUT_CLASS, OUTPUT_PART, Leaf, leaf_of

PROTOCOL = 4
MODULE_NAME = 1
HEADER_BYTES = 10
# The kind of a description by the type of its object; other objects have none.
DESCRIBED = {
    "flaga": 6,
    "flaga_liniowa": 7,
    "flaga_liniowa16": 8,
    "wej": 10,
    "przekaznik": 12,
    "led": 12,
    "reg": 17,
    "satel_alarm": 23,
    "satel_wej": 24,
    "satel_wyj": 25,
    "roleta": 26,
    "roleta_procenty": 26,
    "roleta_lamelki": 26,
    "rgbw": 34,
    "ledww": 81,
}
BINARY_OUT, BINARY_IN = 1, 19
MOST_CHANNELS = MOST_FUNCTIONS = 255


def device_list(home: Home) -> bytes:
    """``device_api/from/list``: every module with its descriptions, what it can do, and no settings."""
    return written({"devices": [_record(home, module) for module in home.modules]})


def bus_list(home: Home) -> bytes:
    """``ampio/from/can/dev/list``: the modules as the bus lists them."""
    return written(
        {
            "devices": [
                {
                    "mac": f"{int(module.mac, 16) + FACTORY_OFFSET:X}",
                    "user_mac": f"{int(module.mac, 16):X}",
                    "typ": module.type,
                    "pcb": 1,
                    "date_prod": "2024-01",
                    "protocol": PROTOCOL,
                    "soft_ver": 500 + place,
                    "name": _base64((module.name or "").encode()),
                }
                for place, module in enumerate(home.modules, start=2)
            ]
        }
    )


def _record(home: Home, module: Module) -> dict[str, object]:
    mac = int(module.mac, 16)
    placed = [(row, leaf) for row in home.objects if (leaf := leaf_of(row.leaf)) is not None and leaf.mac == mac]
    frames = [_frame(MODULE_NAME, 0, 0, module.name or "")]
    # Of two views of one channel the first has named it.
    named = [(row, leaf) for row, leaf in placed if row.type in DESCRIBED]
    first = {(DESCRIBED[row.type], leaf.channel): (row, leaf) for row, leaf in reversed(named)}
    frames += [_described(row, leaf) for row, leaf in reversed(first.values())]
    able = Counter(function for _, leaf in placed if (function := _function(leaf)) is not None)
    return {
        "macUser": mac,
        "macProd": mac + FACTORY_OFFSET,
        "protocol": PROTOCOL,
        "name": _base64((module.name or "").encode()),
        "descriptions": _base64(b"".join(frames)),
        "supportedFunctions": _base64(
            bytes(byte for pair in sorted(able.items()) for byte in (pair[0], min(pair[1], MOST_CHANNELS)))
        ),
        "params": "",
    }


def _described(row: Row, leaf: Leaf) -> bytes:
    place = next((room for room in row.rooms), 0)
    return _frame(DESCRIBED[row.type], leaf.channel, place, row.name or "", row.matter or 0)


def _frame(kind: int, channel: int, place: int, name: str, matter: int = 0) -> bytes:
    text = name.encode()
    numbers = (HEADER_BYTES + len(text), kind, channel, place, matter)
    return b"".join(number.to_bytes(2, "little") for number in numbers) + text


def _function(leaf: Leaf) -> int | None:
    if leaf.kind == OUTPUT_CLASS:
        return BINARY_OUT if leaf.part == OUTPUT_PART else BINARY_IN
    return leaf.kind if leaf.kind <= MOST_FUNCTIONS else None


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
