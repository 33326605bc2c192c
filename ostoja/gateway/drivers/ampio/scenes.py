"""What a scene will do, as far as its actions tell, so that it can be seen whether it did."""

import re
from collections.abc import Iterable, Mapping

from ostoja.gateway.drivers.ampio.cells import some_number
from ostoja.gateway.drivers.ampio.lights import percent
from ostoja.gateway.drivers.ampio.orders import Values
from ostoja.protocol.traits import (
    Alarm,
    BinarySensor,
    Brightness,
    Measurement,
    Number,
    OnOff,
    Opaque,
    OpenClose,
    Thermostat,
)

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
        case "setValue" | "setTemperature":
            return _holds(found[3] or "", values)
        case _:
            return False


def _holds(arguments: str, values: Values) -> bool:
    """Whether this number is the level, the number or the target that is shown."""
    written = some_number(arguments.partition("/")[0])
    if written is None:
        return False
    return any(
        (isinstance(value, Brightness) and value.level == percent(written))
        or (isinstance(value, Number) and value.number == written)
        or (isinstance(value, Thermostat) and value.target == written)
        for value in values
    )


def object_of(action: str) -> int | None:
    """The object of this action, or None."""
    found = _ACTION.fullmatch(action)
    return int(found[1]) if found else None


def changed(before: Values, now: Values) -> bool:
    """An echo that is a change of what can be commanded; what is only measured does not count."""
    if _covers(before) and _covers(now):
        # They have nothing else to show; ``moving`` sees to it that the state is another one.
        return not any(value.blocked_open or value.blocked_close for value in _covers(now))
    return bool(before) and _commanded(before) != _commanded(now)


def moving(seen: Mapping[int, Values]) -> frozenset[int]:
    """The covers without a position among these objects: they show that they move by another state alone."""
    return frozenset(object_ for object_, values in seen.items() if _covers(values))


def _covers(values: Values) -> list[OpenClose]:
    return [value for value in values if isinstance(value, OpenClose) and value.position is None]


def _commanded(values: Values) -> list[object]:
    found: list[object] = []
    for value in values:
        match value:
            case Thermostat():
                found.append((value.target, value.mode))
            case Alarm():
                found.append(value.armed)
            case OpenClose():
                found.append((value.position, value.tilt))
            case Measurement() | BinarySensor() | Opaque():
                pass
            case _:
                found.append(value)
    return found
