"""Heating zones."""

from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.orders import SLOW, Echo, Order, Shown, Values
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.gateway.drivers.ampio.rows import ObjectRow
from ostoja.protocol.traits import Do, Kind, Mode, SetMode, SetTarget, Thermostat, Trait, TraitName

MODES = {"S": Mode.SCHEDULE, "M": Mode.MANUAL, "A": Mode.AUTO, "H": Mode.HOLIDAY}
_LETTERS = {mode: letter for letter, mode in MODES.items()}
_COLDEST, _HOTTEST = -60, 150  # What the language can say.


@dataclass(frozen=True)
class Zone:
    """``reg``: holds a temperature."""

    low: float | None = None
    high: float | None = None
    kind: Kind = Kind.HEATING
    writable: bool = True

    @classmethod
    def of(cls, row: ObjectRow) -> "Zone":
        """The zone in this row; its bounds count when they make sense."""
        if row.low is None or row.high is None or not _COLDEST <= row.low < row.high <= _HOTTEST:
            return cls()
        return cls(row.low, row.high)

    @property
    def traits(self) -> tuple[Trait, ...]:
        """Its one trait."""
        modes = tuple(MODES.values())
        return (Trait(TraitName.THERMOSTAT, unit="°C", modes=modes, low=self.low, high=self.high, step=0.5),)

    def values(self, push: Push) -> Values:
        """What it shows."""
        mode = MODES.get(push.mode.upper(), Mode.OTHER)
        zone = Thermostat(_celsius(push.target), _celsius(push.measured), mode, active=push.is_on, cooling=push.cooling)
        return (zone,)

    def order(self, do: Do, _shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        match do:
            case SetTarget(celsius=celsius):
                return Order(f"setTemperature/{round(celsius, 2):g}", _holds(celsius), patience=SLOW)
            case SetMode(mode=mode) if mode in _LETTERS:
                return Order(f"setHeatingMode/{_LETTERS[mode]}", _runs(mode), patience=SLOW)
            case _:
                return None


def _holds(celsius: float) -> Echo:
    def echo(_before: Values, now: Values) -> bool:
        zones = [zone for zone in now if isinstance(zone, Thermostat) and zone.target is not None]
        # The server writes one decimal.
        return any(abs((zone.target or 0) - celsius) <= 0.051 for zone in zones)  # noqa: PLR2004 - half of it, and noise

    return echo


def _runs(mode: Mode) -> Echo:
    return lambda _before, now: any(isinstance(zone, Thermostat) and zone.mode is mode for zone in now)


def _celsius(number: float | None) -> float | None:
    return number if number is not None and _COLDEST <= number <= _HOTTEST else None
