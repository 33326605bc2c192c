"""Relays, dimmers and lamps."""

from dataclasses import dataclass
from typing import TypeVar

from ostoja.gateway.drivers.ampio.orders import Order, Shown, Values, shows
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.gateway.drivers.ampio.rows import ObjectRow, ParamsRow
from ostoja.protocol.traits import (
    Brightness,
    Color,
    ColorTemperature,
    Do,
    Kind,
    OnOff,
    Press,
    SetBrightness,
    SetColor,
    SetColorTemperature,
    Trait,
    TraitName,
    Turn,
)

Shape = TypeVar("Shape", Brightness, Color, ColorTemperature)

# Matter device types: on/off light 0x100, dimmable 0x101, colour 0x10C and 0x10D; plugs 0x10A and 0x10B.
_KINDS = dict.fromkeys(("256", "257", "268", "269"), Kind.LIGHT) | dict.fromkeys(("266", "267"), Kind.SOCKET)
_ON_OFF = Trait(TraitName.ON_OFF)
DARK = Color(0, 0, 0, 0)
_PULSE = 50  # Hundredths of a second, when the installer set none.


def percent(byte: float) -> int:
    """0 … 255 as a percentage; what glows at all has at least 1 %."""
    level = round(min(max(byte, 0), 255) * 100 / 255)
    return max(level, 1) if byte > 0 else 0


def byte(level: int) -> int:
    """A percentage as 0 … 255; ``percent`` gives it back."""
    return round(level * 255 / 100)


def unpacked(packed: int) -> Color:
    """The colour in one number; the server writes it unsigned and takes it signed as well: the same 32 bits."""
    return Color(*(packed & 0xFFFFFFFF).to_bytes(4, "little"))


@dataclass(frozen=True)
class Relay:
    """``przekaznik``: on or off; a bell when the installer says so."""

    kind: Kind
    traits: tuple[Trait, ...]
    pulse: int
    writable: bool = True

    @classmethod
    def of(cls, row: ObjectRow, params: ParamsRow) -> "Relay":
        """The relay in these rows."""
        traits = (_ON_OFF, Trait(TraitName.BUTTON)) if params.bell else (_ON_OFF,)
        return cls(_KINDS.get(row.matter, Kind.SWITCH), traits, params.pulse if params.pulse > 0 else _PULSE)

    def values(self, push: Push) -> Values:
        """What it shows."""
        return (OnOff(push.is_on),)

    def order(self, do: Do, _shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        match do:
            case Turn(on=on):
                return Order("turnOn" if on else "turnOff", shows(OnOff(on)))
            case Press():
                # One that is on already stays so until the pulse ends, and shows nothing meanwhile.
                return Order(f"setValue/255/{self.pulse}", shows(OnOff(on=True)))
            case _:
                return None


@dataclass(frozen=True)
class Dimmer:
    """``led``: one level."""

    kind: Kind = Kind.LIGHT
    traits: tuple[Trait, ...] = (_ON_OFF, Trait(TraitName.BRIGHTNESS))
    writable: bool = True

    def values(self, push: Push) -> Values:
        """What it shows.

        Raises: ValueError when the state is no number.
        """
        level = percent(push.number())
        return (OnOff(level > 0), Brightness(level))

    def order(self, do: Do, _shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        match do:
            case Turn(on=on):
                return Order("turnOn" if on else "turnOff", shows(OnOff(on)))
            case SetBrightness(level=level):
                return Order(f"setValue/{byte(level)}", shows(Brightness(level)))
            case _:
                return None


@dataclass(frozen=True)
class ColorLamp:
    """``rgbw``: four channels in one number, of which only ``setColors`` speaks; on is the colour it had last."""

    kind: Kind = Kind.LIGHT
    traits: tuple[Trait, ...] = (_ON_OFF, Trait(TraitName.COLOR, white=True))
    writable: bool = True

    def values(self, push: Push) -> Values:
        """What it shows.

        Raises: ValueError when the state is no number.
        """
        color = unpacked(int(push.number()))
        return (OnOff(color != DARK), color)

    def order(self, do: Do, shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        match do:
            case Turn(on=False):
                return _colors(DARK)
            case Turn():
                is_lit = OnOff(on=True) in shown.values
                now = _one(shown.values if is_lit else shown.lit, Color)
                return _colors(now or Color(0, 0, 0, 255))
            case SetColor(red=red, green=green, blue=blue, white=white):
                return _colors(Color(red, green, blue, white))
            case _:
                return None


@dataclass(frozen=True)
class WhiteLamp:
    """``ledww``: power and coldness in one number; it does not know ``turnOn``."""

    kind: Kind = Kind.LIGHT
    traits: tuple[Trait, ...] = (_ON_OFF, Trait(TraitName.BRIGHTNESS), Trait(TraitName.COLOR_TEMPERATURE))
    writable: bool = True

    def values(self, push: Push) -> Values:
        """What it shows.

        Raises: ValueError when the state is no number.
        """
        power, coldness = (int(push.number()) & 0xFFFF).to_bytes(2, "little")
        return (OnOff(power > 0), Brightness(percent(power)), ColorTemperature(percent(coldness)))

    def order(self, do: Do, shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        match do:
            case Turn(on=False):
                return Order("setWWPower/0", shows(OnOff(on=False)))
            case Turn():
                last = _one(shown.values, Brightness)
                lit = last if last is not None and last.level else _one(shown.lit, Brightness)
                return Order(f"setWWPower/{byte(lit.level) if lit else 255}", shows(OnOff(on=True)))
            case SetBrightness(level=level):
                return Order(f"setWWPower/{byte(level)}", shows(Brightness(level)))
            case SetColorTemperature(coldness=coldness):
                return Order(f"setWWColdness/{byte(coldness)}", shows(ColorTemperature(coldness)))
            case _:
                return None


def _colors(color: Color) -> Order:
    return Order(f"setColors/{color.red}/{color.green}/{color.blue}/{color.white}", shows(color))


def _one(values: Values, shape: type[Shape]) -> Shape | None:
    return next((value for value in values if isinstance(value, shape)), None)
