"""What a scene will make of its objects, as far as its actions tell, so that it can be seen whether it did.

An action is read as what a person might ask of the object, so that a step of a scene is confirmed by what would confirm
the same order.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ostoja.gateway.drivers.ampio import steps
from ostoja.gateway.drivers.ampio.echoes import Awaited
from ostoja.gateway.drivers.ampio.orders import Order, Shown, Values
from ostoja.gateway.drivers.ampio.plan import Placed, Plan
from ostoja.gateway.house.abilities import axis
from ostoja.protocol.traits import (
    Alarm,
    Arm,
    Brightness,
    Color,
    ColorTemperature,
    Disarm,
    Do,
    Mode,
    Move,
    Number,
    OnOff,
    OpenClose,
    SetBrightness,
    SetColor,
    SetColorTemperature,
    SetMode,
    SetNumber,
    SetTarget,
    Thermostat,
    TraitName,
    Turn,
    Value,
)

_ACTION = re.compile(r"/?(?:api/)?set/([0-9]{1,18})/([A-Za-z]+)((?:/[^/]+)*)")
_TARGET, _OUTPUT = axis(SetTarget(0)), axis(Turn(on=True))


@dataclass(frozen=True)
class Outlook:
    """What is still to be shown once a scene is run; ``is_blind`` when it does something that nobody here can see."""

    awaited: tuple[Awaited, ...]
    is_blind: bool


def foresee(actions: Iterable[str], plan: Plan, shown: Callable[[int], Shown]) -> Outlook:
    """The outlook of running these actions; ``shown`` tells what an object shows now."""
    wanted: dict[tuple[int, str], Do] = {}
    is_blind = False
    for action in actions:
        found = _ACTION.fullmatch(action)
        object_ = int(found[1]) if found else 0
        placed = _placed(plan, object_)
        if found is None or placed is None:
            is_blind = True
            continue
        is_on = _is_on(wanted.get((object_, _OUTPUT)), shown(object_))
        deeds = steps.deeds(placed.point, found[2], tuple(found[3].split("/")[1:]), is_on=is_on)
        is_blind = is_blind or not deeds
        for do in deeds:
            if isinstance(do, SetMode):
                wanted.pop((object_, _TARGET), None)  # The programme of the mode may bring another target.
            wanted[object_, axis(do)] = do
    return _outlook(plan, wanted, shown, is_blind=is_blind)


def foresee_end(actions: Iterable[str], plan: Plan, shown: Callable[[int], Shown]) -> Outlook:
    """The outlook of ending the scene of these actions: whatever of it can be turned off is off."""
    wanted: dict[tuple[int, str], Do] = {}
    is_blind = False
    for object_ in objects_of(actions):
        placed = _placed(plan, object_)
        if placed is None or all(trait.name is not TraitName.ON_OFF for trait in placed.point.traits):
            is_blind = True
            continue
        wanted[object_, _OUTPUT] = Turn(on=False)
    return _outlook(plan, wanted, shown, is_blind=is_blind)


def foresee_undo(before: Mapping[int, Values], plan: Plan, shown: Callable[[int], Shown]) -> Outlook:
    """The outlook of bringing back what these objects showed before; nobody sees what it does to others."""
    wanted: dict[tuple[int, str], Do] = {}
    is_blind = not before
    for object_, values in before.items():
        placed = _placed(plan, object_)
        deeds = () if placed is None else restoring(values)
        is_blind = is_blind or not deeds
        wanted |= {(object_, axis(do)): do for do in deeds}
    return _outlook(plan, wanted, shown, is_blind=is_blind)


def objects_of(actions: Iterable[str]) -> list[int]:
    """The objects that these actions name, each once; an action that cannot be read names object 0."""
    found = (_ACTION.fullmatch(action) for action in actions)
    return list(dict.fromkeys(int(one[1]) if one else 0 for one in found))


def restoring(values: Values) -> tuple[Do, ...]:
    """What would have to be asked of an object for it to show this again; nothing when it cannot be asked."""
    deeds = tuple(do for value in values for do in _restoring(value))
    # A lamp's level or colour says whether it is on, too.
    return tuple(do for do in deeds if not isinstance(do, Turn)) or deeds


def _restoring(value: Value) -> tuple[Do, ...]:
    match value:
        case Brightness(level=level):
            found: tuple[Do, ...] = (SetBrightness(level),)
        case Color(red=red, green=green, blue=blue, white=white):
            found = (SetColor(red, green, blue, white),)
        case ColorTemperature(coldness=coldness):
            found = (SetColorTemperature(coldness),)
        case OnOff(on=on):
            found = (Turn(on),)
        case OpenClose(position=position, tilt=tilt) if (position, tilt) != (None, None):
            found = (Move(position, tilt),)
        case Thermostat(target=target, mode=mode) if target is not None and mode is not Mode.OTHER:
            found = (SetMode(mode), SetTarget(target))
        case Number(number=number):
            found = (SetNumber(number),)
        case _:
            found = ()
    return found


def _outlook(
    plan: Plan, wanted: Mapping[tuple[int, str], Do], shown: Callable[[int], Shown], *, is_blind: bool
) -> Outlook:
    awaited = (_awaited(plan, object_, do, shown(object_)) for (object_, _), do in wanted.items())
    return Outlook(tuple(one for one in awaited if one is not None), is_blind)


def _placed(plan: Plan, object_: int) -> Placed | None:
    placed = plan.placed.get(plan.device_of.get(object_, ""))
    return placed if placed is not None and placed.object == object_ else None


def _is_on(earlier: Do | None, shown: Shown) -> bool | None:
    """Whether the object will be on when this step comes; nobody knows while an order is on its way to it."""
    match earlier:
        case Turn(on=on):
            return on
        case SetBrightness(level=level):
            return level > 0
        case _ if _OUTPUT in shown.awaited:
            return None
        case _:
            return next((value.on for value in shown.values if isinstance(value, OnOff)), None)


def _awaited(plan: Plan, object_: int, do: Do, shown: Shown) -> Awaited | None:
    """What the object is to show, or None when it does so already."""
    order = plan.placed[plan.device_of[object_]].point.order(do, shown)
    assert order is not None  # noqa: S101 - a step is read as what its point can be asked
    return None if _is_in_place(do, order, shown) else Awaited.of(object_, axis(do), shown.values, order)


def _is_in_place(do: Do, order: Order, shown: Shown) -> bool:
    is_alone = axis(do) not in shown.awaited
    if isinstance(do, Arm | Disarm):
        # Whoever types a PIN wants to know whether it was right; a scene only that the alarm is set.
        is_set = any(isinstance(value, Alarm) and value.armed is isinstance(do, Arm) for value in shown.values)
        return is_alone and is_set
    return order.is_done(shown.values, is_alone=is_alone)
