"""Flags: the numbers and switches of the logic."""

from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.orders import Order, Shown, Values, shows
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.protocol.traits import Do, Kind, Number, OnOff, SetNumber, Trait, TraitName, Turn


@dataclass(frozen=True)
class Flag:
    """``flaga``: on or off."""

    kind: Kind = Kind.FLAG
    traits: tuple[Trait, ...] = (Trait(TraitName.ON_OFF),)
    writable: bool = True

    def values(self, push: Push) -> Values:
        """What it shows."""
        return (OnOff(push.is_on),)

    def order(self, do: Do, _shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        if not isinstance(do, Turn):
            return None
        return Order("turnOn" if do.on else "turnOff", shows(OnOff(do.on)))


@dataclass(frozen=True)
class NumberFlag:
    """``flaga_liniowa`` and ``flaga_liniowa16``: a whole number; the server wraps what is beyond its bounds."""

    low: int
    high: int
    kind: Kind = Kind.FLAG
    writable: bool = True

    @property
    def traits(self) -> tuple[Trait, ...]:
        """Its one trait."""
        return (Trait(TraitName.VALUE, low=self.low, high=self.high, step=1),)

    def values(self, push: Push) -> Values:
        """What it shows.

        Raises: ValueError when the state is no number.
        """
        return (Number(push.number()),)

    def order(self, do: Do, _shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        if not isinstance(do, SetNumber) or not float(do.number).is_integer():
            return None
        return Order(f"setValue/{int(do.number)}", shows(Number(float(do.number))))
