"""The tables of the M-SERV, as messy as the real ones: numbers that are text, text that is null.

The mess is the same every time: it follows from the ids. A tidy M-SERV, which no home has, writes the same without it.
"""

from typing import Any

from ostoja.simulator.access import Account
from ostoja.simulator.home.furnishing import Condition, Home, Scene
from ostoja.simulator.home.furnishing import Thing as Row
from ostoja.simulator.house import objects_of
from ostoja.simulator.things.leaves import SERVER_MAC, leaf_of

Rows = list[dict[str, Any]]

SYSTEM_TYPES = frozenset(("detekcja", "symulacja"))
HIDDEN_BIT = 1 << 4
READ_ONLY_BIT = 1 << 6
BELL_BIT = 1 << 15
MATTER_BIT = 1 << 37
SERVER_MODULE_TYPE = 10
FACTORY_OFFSET = 0x10000  # A module's factory mac differs from the override mac that the installer gave it.


def objects(home: Home, account: Account) -> Rows:
    """``data/devices``: what is in a room or of the system itself, as far as the account's grant goes."""
    return [_object(row) for row in home.objects if is_listed(row) and account.holds(row.id)]


def is_listed(row: Row) -> bool:
    """Whether an object is in the catalogue: in a room and not hidden, or one of the two system rows."""
    return row.type in SYSTEM_TYPES or (bool(row.rooms) and not row.hidden)


def _object(row: Row) -> dict[str, Any]:
    leaf = leaf_of(row.leaf)
    channel = leaf.channel + 1 if leaf else 0
    return {
        "id": row.id,
        "id_urzadzenia": 100 + row.id % 7,
        "typ_komponentu": row.type,
        "interpretacja": str(row.meaning) if row.id % 4 == 0 else row.meaning,
        "funkcja": str(channel) if row.id % 3 == 0 else channel,
        "leafId": row.leaf or None,
        "opis_menu": row.name,
        "opis_rozwiniety": None if row.id % 2 else "",
        "type": "" if row.matter is None else str(row.matter),
        "format": row.format or (None if row.id % 2 else ""),
        "min": (0, "0", "", None)[row.id % 4],
        "max": (255, "255", "", None)[row.id % 4],
        "fadeTime": 0,
        "lokalizacja": 0,
        "prawa": "1",
        "kolejnosc": str(row.id),
        "ikona": None,
    }


def params(home: Home) -> Rows:
    """``data/params_devices``: a row for every object, whoever asks."""
    return [
        {
            "id": str(row.id) if row.id % 5 == 0 else row.id,
            "params": str(_bits(row)) if row.id % 3 == 1 else _bits(row),
            "param1": 0,
            "czas": row.default_pulse_ms // 10,
            "powiazane": None,
            "url": row.unit or (" " if row.id % 2 else ""),
        }
        for row in home.objects
    ]


def _bits(row: Row) -> int:
    bits = HIDDEN_BIT if row.hidden else 0
    bits |= READ_ONLY_BIT if row.read_only else 0
    bits |= BELL_BIT if row.bell else 0
    return bits | (MATTER_BIT if row.matter is not None else 0)


def groups(home: Home) -> Rows:
    """``data/groups``: the tree of rooms; a room at the top has the parent 0."""
    return [
        {"id": room.id, "id_rodzica": room.parent or 0, "opis_menu": room.name, "ikona": None} for room in home.rooms
    ]


def group_objects(home: Home, account: Account) -> Rows:
    """``data/group_devices``: which object is in which room."""
    return [
        {"id_grupy": room if row.id % 2 else str(room), "id_obiektu": row.id}
        for row in home.objects
        if account.holds(row.id)
        for room in row.rooms
    ]


def scenes(home: Home) -> Rows:
    """``data/scenes``."""
    return [_scene(scene) for scene in home.scenes]


def _scene(scene: Scene) -> dict[str, Any]:
    return {
        "id": scene.id,
        "parentId": scene.group if scene.group is not None else -1,
        "sceneName": scene.name,
        "active": "1" if scene.id % 2 == 0 else 1,
        "Actions": [{"action": action, "delay": 0} for action in scene.actions],
        "Infos": [{"id": id, "value": _told(scene, id), "delay": 0} for id in objects_of(scene)],
        "Schedules": list(scene.schedules),
    }


def _told(scene: Scene, object_id: int) -> str:
    return next(action.split("/", 2)[2] for action in scene.actions if action.split("/")[1] == str(object_id))


def modules(home: Home) -> Rows:
    """``config/devices``: the server's own row and the modules on the bus."""
    own = {
        "id": 1,
        "mac": SERVER_MAC,
        "mac_global": home.server.mac,
        "typ_urzadzenia": SERVER_MODULE_TYPE,
        "wersja_softu": int(home.server.version.split(".")[0]),
        "wersja_pcb": 3,
        "nazwa_urzadzenia": "M-SERV",
    }
    return [own] + [
        {
            "id": place,
            "mac": int(module.mac, 16),
            "mac_global": int(module.mac, 16) + FACTORY_OFFSET,
            "typ_urzadzenia": str(module.type) if place % 2 else module.type,
            "wersja_softu": 500 + place,
            "wersja_pcb": 1,
            "nazwa_urzadzenia": module.name,
        }
        for place, module in enumerate(home.modules, start=2)
    ]


def locations(home: Home) -> Rows:
    """``config/locations``: the installer's own list of places."""
    return [{"id": room.id, "opis_menu": room.name} for room in home.rooms if room.parent is not None]


def conditions(home: Home, account: Account, kind: int) -> Rows:
    """``conditions``: what the server does by itself, irrigation (1) or automations (2), as far as the grant goes."""
    return [
        {"id": condition.id, "name": condition.name, "type": condition.kind}
        for condition in home.conditions
        if condition.kind == kind and may_run(condition, account)
    ]


def may_run(condition: Condition, account: Account) -> bool:
    """Whether the account holds everything that this touches."""
    return all(account.holds(int(action.split("/")[1])) for action in condition.actions)


DETAILS = "device_details"
TABLES = ("devices", "params_devices", "groups", "group_devices", "scenes", "resources", "icons", "logging")
SETTINGS = ("devices", "locations", "objects", "devicesDetails")


def table(home: Home, account: Account, keyword: str) -> Rows:
    """The rows of a table of ``data``; some are always empty here."""
    match keyword:
        case "devices" | "device_details":
            return objects(home, account)
        case "params_devices":
            return params(home)
        case "groups":
            return groups(home)
        case "group_devices":
            return group_objects(home, account)
        case "scenes":
            return scenes(home)
        case _:
            return []


def settings_table(home: Home, keyword: str) -> Rows:
    """The rows of a table of ``config``, which answers the administrator alone."""
    match keyword:
        case "devices":
            return modules(home)
        case "locations":
            return locations(home)
        case "devicesDetails":
            return [_object(row) | {"params": _bits(row), "czas": 0, "url": row.unit} for row in home.objects]
        case _:
            return [_object(row) for row in home.objects]


TEXT_COLUMNS = frozenset(
    ("leafId", "opis_menu", "opis_rozwiniety", "type", "format", "url", "prawa", "ikona", "powiazane", "min", "max")
)


def tidied(rows: Rows) -> Rows:
    """The rows with numbers that are numbers, and text that is text."""
    return [{column: _tidy(column, value) for column, value in row.items()} for row in rows]


def _tidy(column: str, value: Any) -> Any:
    if column in TEXT_COLUMNS:
        return "" if value is None else str(value).strip()
    return int(value) if isinstance(value, str) and value.removeprefix("-").isdecimal() else value
