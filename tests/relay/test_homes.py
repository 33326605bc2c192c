from datetime import timedelta

import pytest

from ostoja.protocol.revocations import Subject
from ostoja.protocol.tickets import Profile, Role
from ostoja.relay import homes as module
from ostoja.relay.channels import App
from ostoja.relay.errors import RefusedError
from ostoja.relay.homes import Home
from ostoja.relay.limits import Limits
from ostoja.relay.patience import Pace
from ostoja.relay.port import Hold
from tests.relay.doubles import NOON, RecordingWire, ticket

LIMITS = Limits(channels=10, people=6, monitoring=3, connections=100)
SIX = ("ala", "bartek", "c", "d", "e", "f")


def home_with(*members: str, profile: Profile = Profile.PERSON, role: Role = Role.MEMBER) -> Home:
    home = Home()
    home.apps = {App(RecordingWire(), ticket(member, profile=profile, role=role), Pace(4)) for member in members}
    return home


def test_a_seventh_person_has_no_room_but_a_seventh_app_has() -> None:
    home = home_with(*SIX)

    home.check_room(ticket("ala"), LIMITS)

    with pytest.raises(RefusedError, match="TOO_MANY_PEOPLE"):
        home.check_room(ticket("celina"), LIMITS)


def test_members_never_keep_an_owner_out() -> None:
    home = home_with(*SIX)

    home.check_room(ticket("owner", role=Role.OWNER), LIMITS)


def test_there_are_only_so_many_owners_either() -> None:
    home = home_with(*SIX, role=Role.OWNER)

    with pytest.raises(RefusedError, match="TOO_MANY_PEOPLE"):
        home.check_room(ticket("seventh", role=Role.OWNER), LIMITS)


def test_an_owner_who_is_there_is_one_of_the_people() -> None:
    home = home_with(*SIX[:5])
    home.apps |= home_with("owner", role=Role.OWNER).apps

    with pytest.raises(RefusedError, match="TOO_MANY_PEOPLE"):
        home.check_room(ticket("celina"), LIMITS)


def test_the_pages_of_members_leave_channels_for_an_owner() -> None:
    home = home_with(*["bartek"] * 4, *["celina"] * 4)

    home.check_room(ticket("owner", role=Role.OWNER), LIMITS)

    with pytest.raises(RefusedError, match="TOO_MANY_CHANNELS"):
        home.check_room(ticket("iwona"), LIMITS)


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
    home = home_with(*["ala"] * 10, role=Role.OWNER)

    with pytest.raises(RefusedError, match="TOO_MANY_CHANNELS"):
        home.check_room(ticket("bartek", role=Role.OWNER), LIMITS)


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


def test_a_home_that_says_too_much_is_read_later_but_for_those_who_say_little() -> None:
    home, limits = home_with("ala"), Limits(home=1_000)
    loud, quiet = RecordingWire(), RecordingWire()

    slowed = [home.temper(loud, 3_000, limits, 0), home.temper(quiet, 100, limits, 0)]
    home.temper(loud, 0, limits, 1.5)
    still = loud.holds
    home.temper(loud, 0, limits, 3)

    assert (slowed, still, loud.holds, quiet.holds) == ([True, False], Hold.PACE, Hold.NOTHING, Hold.NOTHING)


def test_an_app_whose_gateway_reads_slowly_stays_held_when_its_home_says_little() -> None:
    home, wire = home_with("ala"), RecordingWire()
    wire.hold(Hold.FULL)

    home.temper(wire, 0, LIMITS, 1)

    assert wire.is_held
