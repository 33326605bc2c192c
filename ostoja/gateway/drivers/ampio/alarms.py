"""Alarm partitions: two objects, one armed and one alarmed, that are one thing to people."""

from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.orders import SLOW, Order, Shown, Values
from ostoja.gateway.drivers.ampio.pushes import Push
from ostoja.gateway.drivers.ampio.rows import ObjectRow
from ostoja.protocol.traits import Alarm, Arm, Disarm, Do, Kind, Trait, TraitName

ARMED_HALF, ALARMED_HALF = 3, 4


@dataclass(frozen=True)
class Partition:
    """``satel_alarm``: a half, or, with ``other``, both; arming works although the server marks it read-only."""

    armed: bool
    kind: Kind = Kind.ALARM
    traits: tuple[Trait, ...] = (Trait(TraitName.ALARM),)

    @property
    def writable(self) -> bool:
        """Only the armed half takes orders."""
        return self.armed

    def values(self, push: Push) -> Values:
        """What this half shows."""
        return (Alarm(push.is_on, None) if self.armed else Alarm(None, push.is_on),)

    def order(self, do: Do, _shown: Shown) -> Order | None:
        """How to have this done, or None when it cannot."""
        match do:
            case Arm(pin=pin) if self.armed:
                return Order(f"arm/{pin}", _armed, patience=SLOW, fresh=True)
            case Disarm(pin=pin) if self.armed:
                return Order(f"disarm/{pin}", _disarmed, patience=SLOW, fresh=True)
            case _:
                return None


def is_armed_half(row: ObjectRow) -> bool:
    """Whether this half tells about arming; a half without a place on the bus is taken for it."""
    return row.leaf is None or row.leaf.sub != ALARMED_HALF


def other_halves(rows: dict[int, ObjectRow]) -> dict[int, int]:
    """The alarmed half of each armed half that has one, by object."""
    alarmed = {
        (row.leaf.module, row.leaf.channel_class, row.leaf.io): id_
        for id_, row in rows.items()
        if row.type == "satel_alarm" and row.leaf is not None and row.leaf.sub == ALARMED_HALF
    }
    pairs: dict[int, int] = {}
    for id_, row in rows.items():
        if row.type == "satel_alarm" and row.leaf is not None and row.leaf.sub == ARMED_HALF:
            other = alarmed.pop((row.leaf.module, row.leaf.channel_class, row.leaf.io), None)
            if other is not None:
                pairs[id_] = other
    return pairs


def joined(armed: Push | None, alarmed: Push | None) -> Values:
    """What both halves show together; a half that was not heard is unknown."""
    return (Alarm(None if armed is None else armed.is_on, None if alarmed is None else alarmed.is_on),)


def _armed(before: Values, now: Values) -> bool:
    # What was armed before says nothing about the PIN: only the change does.
    return _arming(now) is True and _arming(before) is not True


def _disarmed(before: Values, now: Values) -> bool:
    return _arming(now) is False and _arming(before) is not False


def _arming(values: Values) -> bool | None:
    return next((value.armed for value in values if isinstance(value, Alarm)), None)
