"""What an object shows: the live push, and the snapshot that has one in every row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ostoja.gateway.drivers.ampio import cells, rows

LARGEST_PUSH = 65_536
LONGEST_STATE = 500
LATEST = 253_402_300_799_000  # The last millisecond of the year 9999; what is beyond is no instant.


class PushError(ValueError):
    """A push that shows nothing: no instant, no state, or no JSON object."""


@dataclass(frozen=True)
class Push:
    """What one object showed.

    Units: ``on`` in milliseconds since 1970 on the server's clock; ``slats`` 0 … 100.
    """

    on: int
    state: str
    block: int = 0
    slats: int | None = None
    cooling: bool = False
    mode: str = ""
    measured: float | None = None
    target: float | None = None

    @property
    def is_on(self) -> bool:
        """Whether this is on: anything but blank and 0."""
        return self.state not in {"", "0"}

    def number(self) -> float:
        """The state as a number.

        Raises: ValueError when it is none.
        """
        return cells.number(self.state)


def push(payload: bytes) -> Push:
    """What a live push shows.

    Raises: PushError when it shows nothing.
    """
    if len(payload) > LARGEST_PUSH:
        raise PushError("size")
    try:
        return _push(rows.document(payload))
    except ValueError as wrong:
        raise PushError from wrong


def snapshot(payload: bytes) -> rows.Rows[Push]:
    """What every object that holds a value shows, by object.

    Raises: ReplyError when it is no table.
    """
    found: dict[int, Push] = {}
    bad = 0
    for row in rows.table(payload):
        try:
            found[cells.whole(row, "id")] = _push(_inner(row.get("stan_json")))
        except ValueError:
            bad += 1
    return rows.Rows(found, bad)


def _inner(written: object) -> Mapping[str, Any]:
    if isinstance(written, dict):
        return written
    if not isinstance(written, str):
        raise PushError
    return rows.document(written.encode("utf-8", "replace"))


def _push(found: Mapping[str, Any]) -> Push:
    on, state = found.get("on"), found.get("state")
    if isinstance(on, bool) or not isinstance(on, int | float) or not 0 <= on <= LATEST:
        raise PushError("on")
    if isinstance(state, bool) or not isinstance(state, str | int | float):
        raise PushError("state")
    slats = cells.some_number(found.get("lammel"))
    return Push(
        on=int(on),
        state=str(state)[:LONGEST_STATE].strip(),
        block=cells.whole(found, "block", 0),
        slats=None if slats is None else round(slats),
        cooling=str(found.get("cooling") or "0") != "0",
        mode=cells.text(found, "mode")[:LONGEST_STATE],
        measured=cells.some_number(found.get("measureTemp")),
        target=cells.some_number(found.get("setTemperature")),
    )
