"""The records of the modules, taken apart again byte by byte."""

import base64
import json

from ostoja.simulator.home.reading import read_home, shipped
from ostoja.simulator.mserv.records import bus_list, device_list

HOUSE = read_home(shipped()["house"])


def frames(text: str) -> list[tuple[int, int, int, int, str]]:
    """Kind, channel, place, Matter type and name of each description."""
    blob, found = base64.b64decode(text), []
    while blob:
        length, *numbers = (int.from_bytes(blob[at : at + 2], "little") for at in range(0, 10, 2))
        kind, channel, place, matter = numbers
        found.append((kind, channel, place, matter, blob[10:length].decode()))
        blob = blob[length:]
    return found


def test_a_module_keeps_its_name_and_those_of_what_hangs_on_it() -> None:
    records = {one["macUser"]: one for one in json.loads(device_list(HOUSE))["devices"]}
    relays = records[0xCB8F]
    told = frames(relays["descriptions"])

    assert told[0] == (1, 0, 0, 0, "M-REL-8s parter")
    assert (12, 0, 10, 256, "Lampa w salonie") in told
    assert (10, 0, 10, 0, "Włącznik w salonie") in told
    able = base64.b64decode(relays["supportedFunctions"])
    assert dict(zip(able[::2], able[1::2], strict=True)).keys() >= {1, 19}
    assert relays["macProd"] != relays["macUser"]
    assert len(records) == len(HOUSE.modules)


def test_the_bus_lists_its_modules_too() -> None:
    listed = {one["user_mac"]: one for one in json.loads(bus_list(HOUSE))["devices"]}

    assert base64.b64decode(listed["CB8F"]["name"]).decode() == "M-REL-8s parter"
    assert listed["CB8F"]["typ"] == 4
