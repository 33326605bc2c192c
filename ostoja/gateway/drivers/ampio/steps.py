"""The steps of scenes: a verb of the server with its words, read as what the object is asked to do."""

from ostoja.gateway.drivers.ampio.alarms import Partition
from ostoja.gateway.drivers.ampio.cells import number
from ostoja.gateway.drivers.ampio.climate import MODES, Zone
from ostoja.gateway.drivers.ampio.covers import LEAVE, Cover
from ostoja.gateway.drivers.ampio.flags import Flag, NumberFlag
from ostoja.gateway.drivers.ampio.lights import ColorLamp, Dimmer, Relay, WhiteLamp, percent, unpacked
from ostoja.gateway.drivers.ampio.points import Point
from ostoja.protocol.traits import (
    Arm,
    Close,
    Disarm,
    Do,
    Move,
    Open,
    SetBrightness,
    SetColor,
    SetColorTemperature,
    SetMode,
    SetNumber,
    SetTarget,
    Stop,
    Turn,
)

Words = tuple[str, ...]
Deeds = tuple[Do, ...]

FULL = 255


def deeds(point: Point, verb: str, words: Words, *, is_on: bool | None) -> Deeds:
    """What this step asks; nothing when nobody can tell. ``is_on`` says how ``switch`` will find the object."""
    try:
        match point:
            case Relay() | Flag() | Dimmer():
                return _output(point, verb, words, is_on=is_on)
            case ColorLamp() | WhiteLamp():
                return _lamp(point, verb, words)
            case Cover():
                return _cover(verb, words)
            case NumberFlag() | Zone() | Partition():
                return _setting(point, verb, words)
            case _:
                return ()
    except ValueError:
        return ()


def _output(point: Relay | Flag | Dimmer, verb: str, words: Words, *, is_on: bool | None) -> Deeds:
    match point, verb, words:
        case _, "turnOn" | "turnOff", ():
            return (Turn(verb == "turnOn"),)
        case _, "switch", () if is_on is not None:
            return (Turn(not is_on),)
        # With a second word it is a pulse, which shows the value first.
        case Dimmer(), "setValue", (value, *_):
            return (SetBrightness(percent(_whole(value, 0, FULL))),)
        case _, "setValue", (value, *_):
            return (Turn(_whole(value, 0, FULL) > 0),)
        case _:
            return ()


def _lamp(point: ColorLamp | WhiteLamp, verb: str, words: Words) -> Deeds:
    match point, verb, words:
        case ColorLamp(), "setColors", (packed,):
            color = unpacked(_whole(packed, -(2**31), 2**32 - 1))
            return (SetColor(color.red, color.green, color.blue, color.white),)
        case ColorLamp(), "setColors", (_, _, _, _):
            return (SetColor(*(_whole(word, 0, FULL) for word in words)),)
        case WhiteLamp(), "setWW", (packed,):
            power, coldness = _whole(packed, 0, 0xFFFF).to_bytes(2, "little")
            return (SetBrightness(percent(power)), SetColorTemperature(percent(coldness)))
        case WhiteLamp(), "setWWPower", (word,):
            return (SetBrightness(percent(_whole(word, 0, FULL))),)
        case WhiteLamp(), "setWWColdness", (word,):
            return (SetColorTemperature(percent(_whole(word, 0, FULL))),)
        case _:
            return ()


def _cover(verb: str, words: Words) -> Deeds:
    match verb, words:
        case "open", ():
            return (Open(),)
        case "close", ():
            return (Close(),)
        case "stop", ():
            return (Stop(),)
        case "setRollerPos", (position, tilt):
            return (Move(_percent(position), _percent(tilt)),)
        case _:
            return ()


def _setting(point: NumberFlag | Zone | Partition, verb: str, words: Words) -> Deeds:
    match point, verb, words:
        case NumberFlag(low=low, high=high), "setValue", (value, *_):
            return (SetNumber((_whole(value, -(2**31), 2**31) - low) % (high - low + 1) + low),)
        case Zone(), "setTemperature", (celsius,):
            return (SetTarget(number(celsius)),)
        case Zone(), "setHeatingMode", (letter,) if letter in MODES:
            return (SetMode(MODES[letter]),)
        # The PIN was taken away when the scene was read.
        case Partition(armed=True), "arm", ():
            return (Arm(""),)
        case Partition(armed=True), "disarm", ():
            return (Disarm(""),)
        case _:
            return ()


def _percent(word: str) -> int | None:
    wanted = _whole(word, 0, LEAVE)
    return None if wanted == LEAVE else wanted


def _whole(word: str, low: int, high: int) -> int:
    """The whole number in this word.

    Raises: ValueError when it is none, or outside ``low`` … ``high``.
    """
    found = int(word)
    if not low <= found <= high:
        raise ValueError(word)
    return found
