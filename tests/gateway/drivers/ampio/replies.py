"""Replies of an M-SERV, as its tables are shaped, for tests to spoil."""

import json
from collections.abc import Mapping
from typing import Any

ACCOUNT = "ostoja"
START = f"ampio/fromDB/{ACCOUNT}/"


def row(id_: int, type_: str, **cells: object) -> dict[str, Any]:
    plain = {
        "id": id_,
        "typ_komponentu": type_,
        "interpretacja": 0,
        "funkcja": 1,
        "leafId": f"0_cb8f_257_2_{id_}",
        "opis_menu": f"Object {id_}",
        "type": "",
        "format": None,
    }
    return {**plain, **cells}


def params(id_: int, bits: int = 0, **cells: object) -> dict[str, Any]:
    return {"id": id_, "params": bits, "param1": 0, "czas": 0, "powiazane": None, "url": "", **cells}


def table(*rows: object) -> bytes:
    return json.dumps({"List": rows}).encode()


def info(mac: object = 0xAB) -> bytes:
    return json.dumps({"Results": {"mac": mac, "userId": 7}}).encode()


def state(value: object, on: object = 1_000, **more: object) -> bytes:
    return json.dumps({"state": value, "on": on, **more}).encode()


def snapshot(states: Mapping[int, bytes]) -> bytes:
    return table(*({"id": id_, "stan_json": text.decode()} for id_, text in states.items()))
