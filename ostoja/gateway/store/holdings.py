"""What the home holds, sheet by sheet and part by part: what concerns one member, or what the home takes elsewhere.

A mark is a sheet's name and the number of the row with which its next part begins, so that nothing is remembered
between two parts.
"""

from dataclasses import dataclass

import msgspec

from ostoja.gateway.store import history
from ostoja.gateway.store.apps import App
from ostoja.gateway.store.database import Database
from ostoja.protocol.holdings import SHEET_BYTES, Cell, Scope
from ostoja.protocol.tickets import Role

MOST_ROWS = 800
_ENVELOPE = 1_024  # The names of columns and sheet, the marks, the brackets.

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Sheet:
    """A table as it leaves the home; ``of`` is the condition that leaves only what is the asker's own."""

    name: str
    table: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    of: str = "1"


@dataclass(frozen=True)
class Part:
    """Rows of a sheet, and the mark to go on from; empty when that was all."""

    sheet: Sheet
    rows: tuple[tuple[Cell, ...], ...]
    next: str


APPS = Sheet(
    "apps",
    "app",
    ("app", "public_key", "role", "profile", "label", "admitted_ms", "seen_ms", "revoked_ms"),
    ("id", "lower(hex(key))", "role", "profile", "label", "admitted", "seen", "revoked"),
    "member = :member",
)
# Who made a code for somebody else is that other person's own; so is the app by which they did.
CODES = Sheet(
    "codes",
    "admission",
    ("number", "role", "profile", "uses_left", "failures", "made_ms", "expires_ms", "made_by_app"),
    (
        "number",
        "role",
        "profile",
        "uses_left",
        "failures",
        "made",
        "expires",
        "CASE WHEN made_by_member = :member THEN made_by_app END",
    ),
    "(member = :member OR made_by_member = :member)",
)
ARRANGEMENT = Sheet("arrangement", "arrangement", ("arrangement", "kept_ms"), ("body", "at"), "member = :member")
ROOMS = Sheet("rooms", "room", ("place", "description"), ("place", "description"))
DEVICES = Sheet("devices", "device", ("device", "description", "available"), ("id", "description", "available"))
HISTORY = Sheet(
    "history", "history", ("at_ms", "device", "trait", "value"), ("at", "device", "trait", "value"), "number > :void"
)
DELIVERIES = Sheet(
    "deliveries",
    "delivery",
    ("receiver", "host", "at_ms", "rows", "outcome"),
    ("receiver", "host", "at", "rows", "outcome"),
)
OWN, OF_HOME = (APPS, CODES, ARRANGEMENT), (ROOMS, DEVICES, HISTORY)


def sheets(app: App, scope: Scope) -> tuple[Sheet, ...]:
    """The sheets that this app may have; the home's own are its owners'."""
    is_owner = app.role is Role.OWNER
    if scope is Scope.HOME:
        return OF_HOME if is_owner else ()
    return (*OWN, *OF_HOME, DELIVERIES) if is_owner else OWN


def part(database: Database, app: App, scope: Scope, after: str) -> Part | None:
    """The part after this mark, or None when there is no such sheet for this app."""
    known = sheets(app, scope)
    name, _, number = (after or f"{known[0].name}.0" if known else after).partition(".")
    place = next((place for place, sheet in enumerate(known) if sheet.name == name), None)
    if place is None or not (number.isascii() and number.isdecimal() and len(number) <= 18):  # noqa: PLR2004 - a row number
        return None
    rows, following_row = _rows(database, known[place], app.member, int(number))
    following = f"{known[place + 1].name}.0" if place + 1 < len(known) else ""
    return Part(known[place], rows, following if following_row is None else f"{name}.{following_row}")


def _rows(database: Database, sheet: Sheet, member: str, after: int) -> tuple[tuple[tuple[Cell, ...], ...], int | None]:
    """Rows that fit, and the number of the last when there may be more."""
    question = f"""
        SELECT rowid, {", ".join(sheet.cells)} FROM {sheet.table}
        WHERE rowid >= :after AND {sheet.of} ORDER BY rowid LIMIT {MOST_ROWS}
    """  # noqa: S608 - our own words
    found = database.named(question, {"after": after, "member": member, "void": history.void_through(database)})
    rows: list[tuple[Cell, ...]] = []
    left = SHEET_BYTES - _ENVELOPE
    for number, *cells in found:
        left -= len(_encode(cells)) + 1
        if left < 0 and rows:
            return tuple(rows), number
        rows.append(tuple(cells))
        after = number + 1
    return tuple(rows), after if len(found) == MOST_ROWS else None
