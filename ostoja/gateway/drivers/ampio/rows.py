"""The tables of an M-SERV, row by row: one bad row costs that row and is counted, never the table."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec

from ostoja.gateway.drivers.ampio import cells

LARGEST_REPLY = 8_000_000  # 5,000 objects are 1.9 MB.
MOST_ROWS = 10_000
_LEAF = re.compile(r"0_([0-9A-Fa-f]{1,8})_([0-9]{1,6})_([0-9]{1,6})_([0-9]{1,6})")

_SECRET = re.compile(r"(/(?:dis)?arm)/.*", re.DOTALL)

_HIDDEN, _READ_ONLY, _BELL = 1 << 4, 1 << 6, 1 << 15

Row = TypeVar("Row")


class ReplyError(ValueError):
    """A reply is no table at all; what was known before stays."""


@dataclass(frozen=True)
class Rows(Generic[Row]):
    """The good rows of a table by id, and how many bad ones there were."""

    rows: dict[int, Row]
    bad: int


@dataclass(frozen=True)
class Leaf:
    """A place on the bus: the module, the class of its channel, and which one (from 0)."""

    module: int
    channel_class: int
    sub: int
    io: int


@dataclass(frozen=True)
class ObjectRow:
    """An object of the catalogue."""

    id: int
    type: str
    meaning: int
    leaf: Leaf | None
    name: str
    matter: str
    format: str
    low: float | None
    high: float | None
    hidden: bool


@dataclass(frozen=True)
class ParamsRow:
    """What the installer configured of an object.

    Units: ``pulse`` in hundredths of a second.
    """

    hidden: bool = False
    read_only: bool = False
    bell: bool = False
    pulse: int = 0
    unit: str = ""


@dataclass(frozen=True)
class GroupRow:
    """A room; 0 and below is no parent."""

    id: int
    parent: int
    name: str


@dataclass(frozen=True)
class SceneRow:
    """A scene with its actions as the server keeps them, ``set/10/turnOn``, but for the PIN in them.

    An action that cannot be read, or that comes later than the others, is blank.
    """

    id: int
    group: int
    name: str
    actions: tuple[str, ...] = field(repr=False)


def objects(payload: bytes) -> Rows[ObjectRow]:
    """The rows of ``devices``.

    Raises: ReplyError when it is no table.
    """
    return _read(payload, _object)


def params(payload: bytes) -> Rows[ParamsRow]:
    """The rows of ``params_devices``.

    Raises: ReplyError when it is no table.
    """
    return _read(payload, _params)


def groups(payload: bytes) -> Rows[GroupRow]:
    """The rows of ``groups``.

    Raises: ReplyError when it is no table.
    """
    return _read(payload, _group)


def scenes(payload: bytes) -> Rows[SceneRow]:
    """The rows of ``scenes``.

    Raises: ReplyError when it is no table.
    """
    return _read(payload, _scene)


def memberships(payload: bytes) -> Rows[tuple[int, ...]]:
    """The groups of each object, by object, in the order of the reply.

    Raises: ReplyError when it is no table.
    """
    found: dict[int, dict[int, None]] = {}
    bad = 0
    for row in table(payload):
        try:
            object_, group = cells.whole(row, "id_obiektu"), cells.whole(row, "id_grupy")
        except ValueError:
            bad += 1
        else:
            groups_ = found.setdefault(object_, {})
            groups_.pop(group, None)
            groups_[group] = None
    return Rows({object_: tuple(groups_) for object_, groups_ in found.items()}, bad)


def server(payload: bytes) -> int:
    """The server's own number in ``info``; all else there is private and not looked at.

    Raises: ReplyError when it is not there.
    """
    try:
        results = document(payload).get("Results")
        return cells.whole(results, "mac") if isinstance(results, Mapping) else cells.whole({}, "mac")
    except ValueError as wrong:
        raise ReplyError("info") from wrong


def table(payload: bytes) -> list[Mapping[str, Any]]:
    """The rows of any table, unread; what is no row becomes an empty one, so that it is counted as bad.

    Raises: ReplyError when it is no table, or the server says that something went wrong.
    """
    found = document(payload)
    rows = found.get("List")
    if not isinstance(rows, list) or found.get("Status") not in {None, 0, "0"}:
        raise ReplyError("no table")
    return [row if isinstance(row, dict) else {} for row in rows]


def document(payload: bytes) -> Mapping[str, Any]:
    """The JSON object in these bytes.

    Raises: ReplyError when they are anything else, or too many.
    """
    if len(payload) > LARGEST_REPLY:
        raise ReplyError("size")
    try:
        found = msgspec.json.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise ReplyError("not JSON") from wrong
    if not isinstance(found, dict):
        raise ReplyError("not an object")
    return found


def leaf(written: str) -> Leaf | None:
    """The place on the bus in this text, or None when it names none."""
    found = _LEAF.fullmatch(written)
    return None if found is None else Leaf(int(found[1], 16), int(found[2]), int(found[3]), int(found[4]))


def _read(payload: bytes, read: Callable[[Mapping[str, Any]], Row]) -> Rows[Row]:
    rows: dict[int, Row] = {}
    bad = 0
    for raw in table(payload):
        try:
            id_ = cells.whole(raw, "id")
            row = read(raw)
        except ValueError:
            bad += 1
            continue
        if id_ <= 0 or id_ in rows or len(rows) >= MOST_ROWS:
            bad += 1
            continue
        rows[id_] = row
    return Rows(rows, bad)


def _object(row: Mapping[str, Any]) -> ObjectRow:
    type_ = cells.text(row, "typ_komponentu")
    if not type_:
        raise ValueError("typ_komponentu")
    return ObjectRow(
        id=cells.whole(row, "id"),
        type=type_,
        meaning=cells.whole(row, "interpretacja", 0),
        leaf=leaf(cells.text(row, "leafId")),
        name=cells.name(row, "opis_menu"),
        matter=cells.text(row, "type"),
        format=cells.text(row, "format"),
        low=cells.some_number(row.get("min")),
        high=cells.some_number(row.get("max")),
        hidden=cells.text(row, "prawa") == "0",
    )


def _params(row: Mapping[str, Any]) -> ParamsRow:
    bits = cells.whole(row, "params", 0)
    return ParamsRow(
        hidden=bool(bits & _HIDDEN),
        read_only=bool(bits & _READ_ONLY),
        bell=bool(bits & _BELL),
        pulse=cells.whole(row, "czas", 0),
        unit=cells.text(row, "url")[:16],
    )


def _group(row: Mapping[str, Any]) -> GroupRow:
    return GroupRow(cells.whole(row, "id"), cells.whole(row, "id_rodzica", 0), cells.name(row, "opis_menu"))


def _scene(row: Mapping[str, Any]) -> SceneRow:
    listed = row.get("Actions")
    return SceneRow(
        id=cells.whole(row, "id"),
        group=cells.whole(row, "parentId", 0),
        name=cells.name(row, "sceneName"),
        actions=tuple(map(_action, listed)) if isinstance(listed, list) else ("",),
    )


def _action(entry: object) -> str:
    action = entry.get("action") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(action, str) or (cells.some_number(entry.get("delay")) or 0) > 0:
        return ""
    return _SECRET.sub(r"\1", action)
