import asyncio
from pathlib import Path

import pytest

from ostoja.gateway.link import codes
from ostoja.gateway.store.apps import app_id
from ostoja.protocol.app_session import NotAdmittedError
from ostoja.protocol.codes import read_code
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.messages import (
    Admission,
    Admit,
    Apps,
    Beat,
    Beating,
    Command,
    CommandIs,
    Done,
    Hello,
    ListApps,
    More,
    Page,
    Reason,
    Refused,
    RemoveApp,
    Step,
    Welcome,
)
from ostoja.protocol.tickets import Profile, Role
from ostoja.protocol.traits import Turn
from tests.gateway.link.guest import LAMP, ROOM, Guest, Home
from tests.gateway.moving_clock import NOON_MS
from tests.gateway.store.failing import locked


def member(home: Home, name: str = "bartek", profile: Profile = Profile.PERSON) -> Guest:
    guest = Guest(home, name, profile=profile)
    guest.welcome(home.admission(Role.MEMBER))
    return guest


async def code_for(guest: Guest, admit: Admit) -> Admission:
    assert guest.say(admit) == []
    await guest.home.started.pop()
    found = guest.heard()[0]
    assert isinstance(found, Admission)
    return found


def test_hello_is_answered_with_who_one_is_and_how_the_home_is(home: Home, ala: Guest) -> None:
    welcome = ala.one(Hello("kitchen tablet"), Welcome)

    assert (welcome.role, welcome.home_online) == (Role.OWNER, True)
    assert ala.one(ListApps("1"), Apps).apps[0].label == "kitchen tablet"


def test_more_is_answered_with_a_page(ala: Guest) -> None:
    assert ala.one(More(), Page) == Page((ROOM,), (LAMP,), ())


@pytest.mark.parametrize("profile", list(Profile))
def test_a_beat_is_answered_at_once(home: Home, profile: Profile) -> None:
    assert member(home, profile=profile).say(Beat()) == [Beating(NOON_MS)]


def test_a_member_may_command(home: Home) -> None:
    bartek = member(home)

    sent = bartek.say(Command("1", LAMP.id, Turn(on=True), NOON_MS))
    home.driver.echoes[0]()

    assert sent == [CommandIs("1", Step.SENT)]
    assert bartek.heard() == [CommandIs("1", Step.CONFIRMED)]


def test_a_system_that_watches_may_not_act(home: Home, ala: Guest) -> None:
    watcher = member(home, profile=Profile.MONITORING)

    assert watcher.one(Command("1", LAMP.id, Turn(on=True), NOON_MS), CommandIs).reason is Reason.NO_RIGHT
    assert watcher.one(Admit("2"), Refused).reason is Reason.NO_RIGHT
    assert watcher.one(RemoveApp("3", app_id(watcher.key.public)), Refused).reason is Reason.NO_RIGHT


@pytest.mark.parametrize(
    ("code", "then", "later"),
    [
        (Profile.PERSON, Profile.MONITORING, Profile.PERSON),
        (Profile.MONITORING, Profile.PERSON, Profile.PERSON),
        (Profile.PERSON, Profile.PERSON, Profile.MONITORING),
    ],
)
def test_a_cloud_can_make_a_system_that_watches_of_a_person_and_not_the_other_way(
    home: Home, code: Profile, then: Profile, later: Profile
) -> None:
    first = Guest(home, "bartek", profile=then)
    first.welcome(home.admission(Role.MEMBER, profile=code))
    again = Guest(home, "bartek", key=first.key, profile=later)
    again.welcome()

    assert again.one(Command("1", LAMP.id, Turn(on=True), NOON_MS), CommandIs).reason is Reason.NO_RIGHT


def test_a_code_for_a_person_lets_a_system_act_that_watched(home: Home) -> None:
    watcher = member(home, profile=Profile.MONITORING)
    again = Guest(home, "bartek", key=watcher.key)
    again.welcome(home.admission(Role.MEMBER))

    assert again.one(Command("1", LAMP.id, Turn(on=True), NOON_MS), CommandIs).step is Step.SENT


def test_an_owner_who_only_watches_is_no_owner_to_be_left_with(home: Home, ala: Guest) -> None:
    Guest(home, profile=Profile.MONITORING).welcome(home.admission())

    assert ala.one(RemoveApp("1", app_id(ala.key.public)), Refused).reason is Reason.LAST_OWNER


async def test_a_member_admits_another_own_app_with_own_rights(home: Home) -> None:
    bartek = member(home)

    given = await code_for(bartek, Admit("1"))
    second = Guest(home, "bartek").welcome(read_code(given.code))

    assert PublicKey.read(given.gateway) == home.identity.public
    assert second.role is Role.MEMBER


async def test_an_owner_invites_a_person_nobody_knows_yet(home: Home, ala: Guest) -> None:
    given = await code_for(ala, Admit("1", Role.MEMBER))

    assert Guest(home, "bartek").welcome(read_code(given.code)).role is Role.MEMBER


def test_a_member_invites_nobody(home: Home) -> None:
    assert member(home).one(Admit("1", Role.MEMBER), Refused).reason is Reason.NO_RIGHT


async def test_codes_are_made_one_at_a_time_and_not_too_many(ala: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ala.say(Admit("1")) == []
    at_once = ala.one(Admit("2"), Refused)
    await ala.home.started.pop()
    monkeypatch.setattr(codes, "MOST_OF_ONE", 1)
    many = ala.one(Admit("3"), Refused)

    assert (at_once.reason, many.reason) == (Reason.TOO_MANY, Reason.TOO_MANY)


async def test_an_invitation_ends_with_the_app_that_made_it(home: Home, ala: Guest) -> None:
    tablet = Guest(home)
    tablet.welcome(home.admission())
    kept = await code_for(ala, Admit("1", Role.MEMBER))
    gone = await code_for(tablet, Admit("1", Role.MEMBER))

    ala.say(RemoveApp("2", app_id(tablet.key.public)))

    with pytest.raises(NotAdmittedError):
        Guest(home, "celina").knock(read_code(gone.code))
    assert Guest(home, "bartek").welcome(read_code(kept.code)).role is Role.MEMBER


async def test_invitations_count_among_the_codes_of_the_one_who_makes_them(
    ala: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "MOST_OF_ONE", 2)
    for number in "12":
        await code_for(ala, Admit(number, Role.MEMBER))

    assert ala.one(Admit("3", Role.MEMBER), Refused).reason is Reason.TOO_MANY


async def test_an_app_removed_while_its_code_is_made_leaves_no_door(home: Home, ala: Guest) -> None:
    bartek = member(home)
    bartek.say(Admit("1"))
    ala.say(RemoveApp("2", app_id(bartek.key.public)))

    await home.started.pop()

    assert home.database.rows("SELECT * FROM admission WHERE member = 'bartek'") == []


def test_an_owner_sees_every_app_and_a_member_only_own(home: Home, ala: Guest) -> None:
    bartek = member(home)

    assert {app.member for app in ala.one(ListApps("1"), Apps).apps} == {"ala", "bartek"}
    assert {app.member for app in bartek.one(ListApps("1"), Apps).apps} == {"bartek"}


def test_a_removed_app_is_out_at_once(home: Home, ala: Guest) -> None:
    bartek = member(home)

    assert ala.one(RemoveApp("1", app_id(bartek.key.public)), Done).id == "1"
    assert bartek.heard() == []
    assert bartek.closed == ["SESSION_ENDED"]


def test_whoever_removes_the_own_app_hears_that_it_is_done(home: Home) -> None:
    bartek = member(home)

    assert bartek.one(RemoveApp("1", app_id(bartek.key.public)), Done).id == "1"
    assert bartek.closed == ["SESSION_ENDED"]


@pytest.mark.parametrize("whose", ["ala", "nobody"])
def test_a_member_removes_only_own_apps(home: Home, ala: Guest, whose: str) -> None:
    app = app_id(ala.key.public) if whose == "ala" else "nobody"

    assert member(home).one(RemoveApp("1", app), Refused).reason is Reason.UNKNOWN_APP


def test_the_last_owner_stays(home: Home, ala: Guest) -> None:
    assert ala.one(RemoveApp("1", app_id(ala.key.public)), Refused).reason is Reason.LAST_OWNER


def test_one_owner_of_two_may_go(home: Home, ala: Guest) -> None:
    Guest(home).welcome(home.admission())

    assert ala.one(RemoveApp("1", app_id(ala.key.public)), Done).id == "1"


async def test_what_is_asked_while_the_store_fails_is_refused_and_may_be_asked_again(
    home: Home, ala: Guest, tmp_path: Path
) -> None:
    bartek = member(home)
    ala.say(Admit("1"))
    home.database.hurry()
    with locked(tmp_path / "var"):
        await home.started.pop()
        code = ala.heard()
        removed = ala.say(RemoveApp("2", app_id(bartek.key.public)))

    assert code == [Refused("1", Reason.STORE_FAILED)]
    assert removed == [Refused("2", Reason.STORE_FAILED)]
    assert bartek.say(Beat()) == [Beating(NOON_MS)]
    assert isinstance(await code_for(ala, Admit("3")), Admission)
    assert ala.one(RemoveApp("4", app_id(bartek.key.public)), Done).id == "4"


async def test_a_code_made_for_an_app_that_is_gone_is_told_to_nobody(home: Home, ala: Guest) -> None:
    ala.say(Admit("1"))
    home.channels.disconnect()

    await asyncio.wait_for(home.started.pop(), 10)

    assert home.said == []
