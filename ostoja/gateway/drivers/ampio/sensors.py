"""What only shows: measurements, inputs, and everything of a type that we do not know."""

import re
from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.orders import Order, Shown, Values
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.gateway.drivers.ampio.rows import ObjectRow, ParamsRow
from ostoja.protocol.traits import BinarySensor, Do, Kind, Measurement, Opaque, Trait, TraitName

EMPTY = 5  # Of the codes of ``detekcja``: nobody is at home.
LONGEST_TEXT = 500
LONGEST_UNIT = 16
# ``interpretacja`` of an analogue input.
ANALOGUE = {
    1: ("humidity", "%"),
    2: ("absolute_pressure", "hPa"),
    3: ("loudness", "dB"),
    4: ("illuminance", "lx"),
    5: ("air_quality", ""),
    6: ("pressure", "hPa"),
    7: ("carbon_dioxide", "ppm"),
}
_CONVERSION = re.compile(r"%[-+ #0]*[0-9]*(?:\.[0-9]+)?(?:hh|h|ll|l|L)?[diouxXeEfFgGs]")


@dataclass(frozen=True)
class Meter:
    """A number with a quantity and a unit."""

    quantity: str
    unit: str
    kind: Kind = Kind.SENSOR
    writable: bool = False

    @property
    def traits(self) -> tuple[Trait, ...]:
        """Its one trait."""
        return (Trait(TraitName.MEASUREMENT, quantity=self.quantity, unit=self.unit),)

    def values(self, push: Push) -> Values:
        """What it shows; four decimals, for beyond them floats have noise.

        Raises: ValueError when the state is no number.
        """
        return (Measurement(round(push.number(), 4)),)

    def order(self, _do: Do, _shown: Shown) -> Order | None:
        """Nothing can be ordered."""
        return None


@dataclass(frozen=True)
class Contact:
    """``wej``, ``satel_wej``, ``satel_wyj``, ``symulacja``: something that is on or off, and only shown."""

    kind: Kind = Kind.SENSOR
    traits: tuple[Trait, ...] = (Trait(TraitName.BINARY_SENSOR),)
    writable: bool = False

    def values(self, push: Push) -> Values:
        """What it shows."""
        return (BinarySensor(push.is_on),)

    def order(self, _do: Do, _shown: Shown) -> Order | None:
        """Nothing can be ordered."""
        return None


@dataclass(frozen=True)
class Presence:
    """``detekcja``: a code for how the home stands, of which only that it is empty is known."""

    kind: Kind = Kind.SENSOR
    traits: tuple[Trait, ...] = (Trait(TraitName.BINARY_SENSOR, quantity="presence"),)
    writable: bool = False

    def values(self, push: Push) -> Values:
        """What it shows.

        Raises: ValueError when the state is no number.
        """
        return (BinarySensor(int(push.number()) != EMPTY),)

    def order(self, _do: Do, _shown: Shown) -> Order | None:
        """Nothing can be ordered."""
        return None


@dataclass(frozen=True)
class Unknown:
    """Any other type: carried as the home writes it, never dropped."""

    kind: Kind = Kind.OTHER
    traits: tuple[Trait, ...] = (Trait(TraitName.OPAQUE),)
    writable: bool = False

    def values(self, push: Push) -> Values:
        """What it shows."""
        return (Opaque(push.state[:LONGEST_TEXT]),)

    def order(self, _do: Do, _shown: Shown) -> Order | None:
        """Nothing can be ordered."""
        return None


def analogue(row: ObjectRow, params: ParamsRow) -> Meter:
    """``lin_wej``: what it measures is in ``interpretacja``."""
    quantity, unit = ANALOGUE.get(row.meaning, ("", ""))
    return Meter(quantity, unit) if quantity else slot(row, params)


def slot(row: ObjectRow, params: ParamsRow) -> Meter:
    """``bit8`` and the like: a number of which only the unit is told."""
    return Meter("", params.unit or unit_of(row.format))


def unit_of(written: str) -> str:
    """The unit after the conversion in a printf format, ``%.3f kWh``."""
    found = _CONVERSION.search(written)
    return written[found.end() :].replace("%%", "%").strip()[:LONGEST_UNIT] if found else ""
