"""What devices are made of: traits, the values they show and the commands they take.

The traits map one to one to what Alexa, Google Home, HomeKit and Matter know. Percentages are whole numbers 0 … 100,
100 being brightest and most open; colours are 0 … 255; temperatures are °C.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

Percent = Annotated[int, Meta(ge=0, le=100)]
Shade = Annotated[int, Meta(ge=0, le=255)]
Celsius = Annotated[float, Meta(ge=-60, le=150)]


class TraitName(StrEnum):
    """The traits."""

    ON_OFF = "on_off"
    BRIGHTNESS = "brightness"
    COLOR = "color"
    COLOR_TEMPERATURE = "color_temperature"
    OPEN_CLOSE = "open_close"
    THERMOSTAT = "thermostat"
    MEASUREMENT = "measurement"
    BINARY_SENSOR = "binary_sensor"
    ALARM = "alarm"
    VALUE = "value"
    BUTTON = "button"
    SCENE = "scene"
    OPAQUE = "opaque"


class Kind(StrEnum):
    """What a person would call the device; it decides the symbol and the control, never the logic."""

    LIGHT = "light"
    SOCKET = "socket"
    SWITCH = "switch"
    SHUTTER = "shutter"
    BLIND = "blind"
    HEATING = "heating"
    SENSOR = "sensor"
    BUTTON = "button"
    FLAG = "flag"
    SCENE = "scene"
    ALARM = "alarm"
    OTHER = "other"


class Mode(StrEnum):
    """How a heating zone finds its target; ``other`` is a mode that the home has and we have no word for."""

    SCHEDULE = "schedule"
    MANUAL = "manual"
    AUTO = "auto"
    HOLIDAY = "holiday"
    OTHER = "other"


class Trait(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One trait of a device with what a control has to know about it.

    Units: ``unit`` is the unit of ``measurement`` and ``value``, as people write it; ``low``, ``high`` and ``step`` are
    in that unit, for ``thermostat`` in °C.
    """

    name: TraitName
    quantity: str = ""
    unit: str = ""
    white: bool = False
    position: bool = False
    tilt: bool = False
    modes: tuple[Mode, ...] = ()
    low: float | None = None
    high: float | None = None
    step: float | None = None


class Device(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A device of a home. ``available`` is false when the home no longer lists it; it is never forgotten for that."""

    id: str
    name: str
    kind: Kind
    traits: tuple[Trait, ...]
    rooms: tuple[str, ...] = ()
    writable: bool = True
    available: bool = True


class Room(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A room; rooms form a tree by ``parent``."""

    id: str
    name: str
    parent: str = ""


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="t"):
    """What a trait shows."""


class OnOff(_Value, frozen=True, tag="on_off"):
    """Whether it is on."""

    on: bool


class Brightness(_Value, frozen=True, tag="brightness"):
    """How bright it is."""

    level: Percent


class Color(_Value, frozen=True, tag="color"):
    """The colour it shows; ``white`` is the level of its own white, when it has one."""

    red: Shade
    green: Shade
    blue: Shade
    white: Shade = 0


class ColorTemperature(_Value, frozen=True, tag="color_temperature"):
    """How cold its white is: 0 warmest, 100 coldest."""

    coldness: Percent


class OpenClose(_Value, frozen=True, tag="open_close"):
    """How far it is open and how its slats lie; ``position`` is unknown for covers that do not tell."""

    position: Percent | None
    tilt: Percent | None = None
    blocked_open: bool = False
    blocked_close: bool = False


class Thermostat(_Value, frozen=True, tag="thermostat"):
    """A heating zone; ``active`` while it heats or cools."""

    target: Celsius | None
    current: Celsius | None
    mode: Mode
    active: bool
    cooling: bool = False


class Measurement(_Value, frozen=True, tag="measurement"):
    """What a sensor measures."""

    number: float


class BinarySensor(_Value, frozen=True, tag="binary_sensor"):
    """Whether it senses."""

    on: bool


class Alarm(_Value, frozen=True, tag="alarm"):
    """An alarm partition; a half that the home does not tell is unknown."""

    armed: bool | None
    alarmed: bool | None


class Number(_Value, frozen=True, tag="value"):
    """A number that people or rules may set."""

    number: float


class Opaque(_Value, frozen=True, tag="opaque"):
    """What a device of an unknown type shows, as the home writes it."""

    text: Annotated[str, Meta(max_length=500)]


Value = (
    OnOff
    | Brightness
    | Color
    | ColorTemperature
    | OpenClose
    | Thermostat
    | Measurement
    | BinarySensor
    | Alarm
    | Number
    | Opaque
)


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device shows, whole.

    Units: ``at`` is the instant at which it was true, milliseconds since 1970 on the home's clock.
    """

    device: str
    at: int
    values: tuple[Value, ...]


class _Do(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="c"):
    """What a device is asked to do."""


class Turn(_Do, frozen=True, tag="turn"):
    """Be on or off."""

    on: bool


class SetBrightness(_Do, frozen=True, tag="brightness"):
    """Be this bright."""

    level: Percent


class SetColor(_Do, frozen=True, tag="color"):
    """Show this colour."""

    red: Shade
    green: Shade
    blue: Shade
    white: Shade = 0


class SetColorTemperature(_Do, frozen=True, tag="color_temperature"):
    """Have white of this coldness."""

    coldness: Percent


class Open(_Do, frozen=True, tag="open"):
    """Open all the way."""


class Close(_Do, frozen=True, tag="close"):
    """Close all the way."""


class Stop(_Do, frozen=True, tag="stop"):
    """Stop where it is."""


class Move(_Do, frozen=True, tag="move"):
    """Go to this position, lay the slats like this; None leaves an axis as it is."""

    position: Percent | None = None
    tilt: Percent | None = None


class SetTarget(_Do, frozen=True, tag="target"):
    """Hold this temperature."""

    celsius: Celsius


class SetMode(_Do, frozen=True, tag="mode"):
    """Find the target in this way."""

    mode: Mode


class SetNumber(_Do, frozen=True, tag="number"):
    """Hold this number."""

    number: float


class Press(_Do, frozen=True, tag="press"):
    """Be pressed and let go."""


class Run(_Do, frozen=True, tag="run"):
    """Run, as a scene does."""


class End(_Do, frozen=True, tag="end"):
    """Turn off what the scene turns on."""


class Undo(_Do, frozen=True, tag="undo"):
    """Bring back what was before the scene last ran."""


class Arm(_Do, frozen=True, tag="arm"):
    """Arm with this PIN, which is neither kept nor shown."""

    pin: Annotated[str, Meta(pattern=r"^[0-9]{1,16}$")]

    def __repr__(self) -> str:
        return "Arm(…)"


class Disarm(_Do, frozen=True, tag="disarm"):
    """Disarm with this PIN, which is neither kept nor shown."""

    pin: Annotated[str, Meta(pattern=r"^[0-9]{1,16}$")]

    def __repr__(self) -> str:
        return "Disarm(…)"


Do = (
    Turn
    | SetBrightness
    | SetColor
    | SetColorTemperature
    | Open
    | Close
    | Stop
    | Move
    | SetTarget
    | SetMode
    | SetNumber
    | Press
    | Run
    | End
    | Undo
    | Arm
    | Disarm
)
