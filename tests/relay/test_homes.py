from datetime import timedelta

import pytest

from ostoja.protocol.revocations import Subject
from ostoja.protocol.tickets import Profile
from ostoja.relay import homes as module
from ostoja.relay.channels import App
from ostoja.relay.errors import RefusedError
from ostoja.relay.homes import Home
from ostoja.relay.limits import Limits
from ostoja.relay.patience import Pace
from tests.relay.doubles import NOON, RecordingWire, ticket

LIMITS = Limits(channels=10, people=6, monitoring=3, connections=100)
SIX = ("ala", "bartek", "c", "d", "e", "f")


def home_with(*members: str, profile: Profile = Profile.PERSON) -> Home:
    home = Home()
    home.apps = {App(RecordingWire(), ticket(member, profile=profile), Pace(4)) for member in members}
    return home


def test_a_seventh_person_has_no_room_but_a_seventh_app_has() -> None:
    home = home_with(*SIX)

    home.check_room(ticket("ala"), LIMITS)

    with pytest.raises(RefusedError, match="TOO_MANY_PEOPLE"):
        home.check_room(ticket("celina"), LIMITS)


def test_a_fourth_monitoring_profile_has_no_room_but_a_person_has() -> None:
    home = home_with("a", "b", "c", profile=Profile.MONITORING)

    home.check_room(ticket("ala"), LIMITS)
    home.check_room(ticket("a", profile=Profile.MONITORING), LIMITS)

    with pytest.raises(RefusedError, match="TOO_MANY_PEOPLE"):
        home.check_room(ticket("d", profile=Profile.MONITORING), LIMITS)


def test_one_member_leaves_room_for_the_others() -> None:
    home = home_with(*["bartek"] * 4)
    limits = Limits(channels=10, member_channels=4, connections=100)

    home.check_room(ticket("ala"), limits)

    with pytest.raises(RefusedError, match="TOO_MANY_CHANNELS"):
        home.check_room(ticket("bartek"), limits)


def test_a_gateway_has_so_many_channels() -> None:
    home = home_with(*["ala"] * 10)

    with pytest.raises(RefusedError, match="TOO_MANY_CHANNELS"):
        home.check_room(ticket("ala"), LIMITS)


def test_whom_a_home_saw_is_forgotten_when_no_ticket_can_be_left() -> None:
    home = Home()
    home.remember(ticket("ala"))
    assert set(home.seen) == {(Subject.MEMBER, "ala"), (Subject.SESSION, "session-of-ala")}

    home.forget(NOON + timedelta(seconds=200))
    assert not home.is_empty
    home.forget(NOON + timedelta(seconds=300))

    assert home.is_empty


def test_what_a_home_remembers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SEEN", 2)
    home = Home()

    home.remember(ticket("ala"))
    home.remember(ticket("bartek"))

    assert set(home.seen) == {(Subject.MEMBER, "bartek"), (Subject.SESSION, "session-of-bartek")}
