"""Shutters and blinds."""

from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.orders import SLOW, Echo, Order, Shown, Values, anything
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.protocol.traits import Close, Do, Kind, Move, Open, OpenClose, Stop, Trait, TraitName

BLOCKS_CLOSING, BLOCKS_OPENING = 1, 2
LEAVE = 101  # Leaves an axis of ``setRollerPos`` as it is.


@dataclass(frozen=True)
class Cover:
    """``roleta``, ``roleta_procenty``, ``roleta_lamelki``: some have a position, some slats too."""

    kind: Kind
    position: bool = False
    tilt: bool = False
    writable: bool = True

    @property
    def traits(self) -> tuple[Trait, ...]:
        """Its one trait."""
        return (Trait(TraitName.OPEN_CLOSE, position=self.position, tilt=self.tilt),)

    def values(self, push: Push) -> Values:
        """What it shows.

        Raises: ValueError when it should have a position and shows none.
        """
        position = _percent(push.number()) if self.position else None
        tilt = _percent(push.slats) if self.tilt and push.slats is not None else None
        opening, closing = bool(push.block & BLOCKS_OPENING), bool(push.block & BLOCKS_CLOSING)
        return (OpenClose(position, tilt, opening, closing),)

    def order(self, do: Do, _shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        match do:
            case Stop():
                # What stands still is silent: nothing more than the server's word can be had.
                return Order("stop", anything, taken=True)
            case Open() | Close():
                verb, end = ("open", 100) if isinstance(do, Open) else ("close", 0)
                echo = _toward(end, None) if self.position else _unblocked(end)
                return Order(verb, echo, patience=SLOW, fresh=not self.position, moved=not self.position)
            case Move(position=position, tilt=tilt):
                where = LEAVE if position is None else position
                slats = LEAVE if tilt is None else tilt
                return Order(f"setRollerPos/{where}/{slats}", _toward(position, tilt), patience=SLOW)
            case _:
                return None


def _toward(position: int | None, tilt: int | None) -> Echo:
    """An echo that is the first movement to there, or being there."""

    def echo(before: Values, now: Values) -> bool:
        new = _cover(now)
        if new is None:
            return False
        old = _cover(before) or OpenClose(None)
        axes = [(position, old.position, new.position), (tilt, old.tilt, new.tilt)]
        asked = [(wanted, was, is_) for wanted, was, is_ in axes if wanted is not None]
        return all(wanted == is_ for wanted, _, is_ in asked) or any(_nears(*axis) for axis in asked)

    return echo


def _unblocked(end: int) -> Echo:
    """An echo that is a push of a cover that may go there."""

    def echo(_before: Values, now: Values) -> bool:
        new = _cover(now)
        return new is not None and not (new.blocked_open if end else new.blocked_close)

    return echo


def _nears(wanted: int, was: int | None, is_: int | None) -> bool:
    if is_ is None or was is None:
        return is_ is not None
    return abs(wanted - is_) < abs(wanted - was)


def _cover(values: Values) -> OpenClose | None:
    return next((value for value in values if isinstance(value, OpenClose)), None)


def _percent(number: float) -> int:
    return round(min(max(number, 0), 100))
