"""What a device can be asked: by its traits, their bounds, and what it shows now."""

from ostoja.protocol.messages import Reason
from ostoja.protocol.traits import (
    Arm,
    Close,
    Device,
    Disarm,
    Do,
    End,
    Move,
    Open,
    OpenClose,
    Press,
    Run,
    SetBrightness,
    SetColor,
    SetColorTemperature,
    SetMode,
    SetNumber,
    SetTarget,
    State,
    Stop,
    Trait,
    TraitName,
    Turn,
    Undo,
)

TRAIT_OF: dict[type[Do], TraitName] = {
    Turn: TraitName.ON_OFF,
    SetBrightness: TraitName.BRIGHTNESS,
    SetColor: TraitName.COLOR,
    SetColorTemperature: TraitName.COLOR_TEMPERATURE,
    Open: TraitName.OPEN_CLOSE,
    Close: TraitName.OPEN_CLOSE,
    Stop: TraitName.OPEN_CLOSE,
    Move: TraitName.OPEN_CLOSE,
    SetTarget: TraitName.THERMOSTAT,
    SetMode: TraitName.THERMOSTAT,
    SetNumber: TraitName.VALUE,
    Press: TraitName.BUTTON,
    Run: TraitName.SCENE,
    End: TraitName.SCENE,
    Undo: TraitName.SCENE,
    Arm: TraitName.ALARM,
    Disarm: TraitName.ALARM,
}

# Commands of one axis undo one another: only the newest is waited for. Target and mode of a zone are two axes, while
# switching, dimming and colouring a lamp are one.
_AXIS = {Turn: "output", SetBrightness: "output", SetColor: "output", SetTarget: "target", SetMode: "mode"}


def axis(do: Do) -> str:
    """On what of the device this command acts."""
    return _AXIS.get(type(do), TRAIT_OF[type(do)].value)


def refusal(device: Device, state: State | None, do: Do) -> Reason | None:
    """Why this device cannot be asked this now, or None when it can."""
    if not device.available:
        return Reason.UNAVAILABLE
    trait = next((trait for trait in device.traits if trait.name is TRAIT_OF[type(do)]), None)
    if trait is None:
        return Reason.READ_ONLY if _is_for_reading(device) else Reason.NOT_ABLE
    if not device.writable:
        return Reason.READ_ONLY
    return _beyond(trait, do) or _blocked(state, do)


def _is_for_reading(device: Device) -> bool:
    reading = {TraitName.MEASUREMENT, TraitName.BINARY_SENSOR, TraitName.OPAQUE}
    return all(trait.name in reading for trait in device.traits)


def _beyond(trait: Trait, do: Do) -> Reason | None:
    match do:
        case SetTarget(celsius=number) | SetNumber(number=number):
            return None if _within(trait, number) else Reason.OUT_OF_RANGE
        case SetMode(mode=mode):
            return None if mode in trait.modes else Reason.NOT_ABLE
        case Move(position=None, tilt=None):
            return Reason.OUT_OF_RANGE
        case Move(position=position, tilt=tilt):
            asks_too_much = (position is not None and not trait.position) or (tilt is not None and not trait.tilt)
            return Reason.NOT_ABLE if asks_too_much else None
        case _:
            return None


def _within(trait: Trait, number: float) -> bool:
    above = trait.low is None or number >= trait.low
    below = trait.high is None or number <= trait.high
    return above and below


def _blocked(state: State | None, do: Do) -> Reason | None:
    cover = next((value for value in state.values if isinstance(value, OpenClose)), None) if state else None
    if cover is None:
        return None
    opens, closes = _directions(cover, do)
    is_blocked = (opens and cover.blocked_open) or (closes and cover.blocked_close)
    return Reason.BLOCKED if is_blocked else None


def _directions(cover: OpenClose, do: Do) -> tuple[bool, bool]:
    if not isinstance(do, Move):
        return isinstance(do, Open), isinstance(do, Close)
    axes = [(do.position, cover.position), (do.tilt, cover.tilt)]
    ways = [(wanted, now) for wanted, now in axes if wanted is not None and now is not None]
    return any(wanted > now for wanted, now in ways), any(wanted < now for wanted, now in ways)
