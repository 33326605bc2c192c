from typing import get_args

import pytest

from ostoja.gateway.house.abilities import TRAIT_OF, axis, refusal
from ostoja.protocol.messages import Reason
from ostoja.protocol.traits import (
    Close,
    Device,
    Do,
    Kind,
    Mode,
    Move,
    Open,
    OpenClose,
    SetMode,
    SetNumber,
    SetTarget,
    State,
    Stop,
    Trait,
    TraitName,
    Turn,
)


def device(*traits: Trait, writable: bool = True, available: bool = True) -> Device:
    return Device("m-1", "", Kind.OTHER, traits, writable=writable, available=available)


BLIND = device(Trait(TraitName.OPEN_CLOSE, position=True, tilt=True))
ROLLER = device(Trait(TraitName.OPEN_CLOSE))
ZONE = device(Trait(TraitName.THERMOSTAT, modes=(Mode.MANUAL,), low=5, high=30))
LAMP = device(Trait(TraitName.ON_OFF))


def covered(position: int | None, tilt: int | None = None, *, opening: bool = False, closing: bool = False) -> State:
    return State("m-1", 1, (OpenClose(position, tilt, opening, closing),))


def test_every_command_belongs_to_a_trait() -> None:
    assert TRAIT_OF.keys() == set(get_args(Do))
    assert all(axis_ for axis_ in TRAIT_OF.values())


@pytest.mark.parametrize(
    ("asked", "do", "reason"),
    [
        (LAMP, Turn(on=True), None),
        (LAMP, Open(), Reason.NOT_ABLE),
        (device(Trait(TraitName.ON_OFF), writable=False), Turn(on=True), Reason.READ_ONLY),
        (device(Trait(TraitName.MEASUREMENT), writable=False), Turn(on=True), Reason.READ_ONLY),
        (device(Trait(TraitName.ON_OFF), available=False), Turn(on=True), Reason.UNAVAILABLE),
        (ZONE, SetTarget(30), None),
        (ZONE, SetTarget(31), Reason.OUT_OF_RANGE),
        (ZONE, SetTarget(4), Reason.OUT_OF_RANGE),
        (ZONE, SetMode(Mode.MANUAL), None),
        (ZONE, SetMode(Mode.OTHER), Reason.NOT_ABLE),
        (device(Trait(TraitName.VALUE)), SetNumber(1e9), None),
        (BLIND, Move(), Reason.OUT_OF_RANGE),
        (BLIND, Move(40, 30), None),
        (ROLLER, Move(40), Reason.NOT_ABLE),
        (ROLLER, Move(None, 40), Reason.NOT_ABLE),
    ],
)
def test_what_a_device_can_be_asked(asked: Device, do: Do, reason: Reason | None) -> None:
    assert refusal(asked, None, do) is reason


@pytest.mark.parametrize(
    ("state", "do", "reason"),
    [
        (covered(40, opening=True), Open(), Reason.BLOCKED),
        (covered(40, opening=True), Close(), None),
        (covered(40, closing=True), Close(), Reason.BLOCKED),
        (covered(40, opening=True, closing=True), Stop(), None),
        (covered(40, opening=True), Move(50), Reason.BLOCKED),
        (covered(40, opening=True), Move(30), None),
        (covered(40, 10, opening=True), Move(30, 20), Reason.BLOCKED),
        (covered(None, opening=True), Move(50), None),
    ],
)
def test_a_block_stops_its_direction_on_both_axes(state: State, do: Do, reason: Reason | None) -> None:
    assert refusal(BLIND, state, do) is reason


def test_switching_and_dimming_are_one_axis() -> None:
    assert axis(Turn(on=True)) == "output"
    assert axis(Open()) == axis(Move(1)) == "open_close"
    assert axis(SetTarget(20)) != axis(SetMode(Mode.AUTO))
