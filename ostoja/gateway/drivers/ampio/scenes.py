"""What a scene will do, as far as its actions tell, so that it can be seen whether it did."""

import re
from collections.abc import Iterable

from ostoja.gateway.drivers.ampio.orders import Values
from ostoja.protocol.traits import OnOff, OpenClose

_ACTION = re.compile(r"/?(?:api/)?set/([0-9]{1,18})/([A-Za-z]+)(?:/(.*))?")


def touched(actions: Iterable[str]) -> frozenset[int]:
    """The objects on which these actions act."""
    return frozenset(int(found[1]) for found in map(_ACTION.fullmatch, actions) if found)


def is_in_place(action: str, values: Values) -> bool:
    """Whether the object of this action shows already what the action would make of it; a verb we do not know: no."""
    found = _ACTION.fullmatch(action)
    if found is None:
        return False
    match found[2]:
        case "turnOn":
            return OnOff(on=True) in values
        case "turnOff":
            return OnOff(on=False) in values
        case "open" | "close":
            end = 100 if found[2] == "open" else 0
            return any(isinstance(value, OpenClose) and value.position == end for value in values)
        case _:
            return False


def object_of(action: str) -> int | None:
    """The object of this action, or None."""
    found = _ACTION.fullmatch(action)
    return int(found[1]) if found else None
