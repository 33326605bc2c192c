"""How each person likes to see the home, as their apps ask and hear of it."""

import pytest

from ostoja.gateway.store.arrangements import arrangement
from ostoja.protocol.arrangements import Arrange, Arrangement, ArrangementIs, AskArrangement
from ostoja.protocol.frames import Kind
from ostoja.protocol.messages import MESSAGES_VERSION, Reason, Refused, Welcome, read_from_gateway
from ostoja.protocol.tickets import Profile, Role
from tests.gateway.link.guest import Guest, Home
from tests.gateway.store.failing import unwritable

LIKED = Arrangement(favorites=("m-1",))


def guest(home: Home, member: str, profile: Profile = Profile.PERSON) -> Guest:
    made = Guest(home, member, profile=profile)
    made.welcome(home.admission(Role.MEMBER, member))
    return made


def test_the_welcome_says_that_the_home_keeps_it(home: Home) -> None:
    made = Guest(home, "bartek")

    assert made.welcome(home.admission(Role.MEMBER, "bartek")).version == MESSAGES_VERSION == 2
    older = b'{"m":"welcome","app":"a","role":"owner","now":1,"home_online":true,"home_since":1,"at":1}'
    assert read_from_gateway(older) == Welcome("a", Role.OWNER, 1, home_online=True, home_since=1, at=1, version=1)


def test_who_never_said_likes_the_homes_own_way(home: Home) -> None:
    assert guest(home, "bartek").one(AskArrangement("1"), ArrangementIs) == ArrangementIs("1", Arrangement())


def test_what_is_kept_is_answered_and_told_to_the_members_other_apps_alone(ala: Guest, home: Home) -> None:
    phone, tablet = guest(home, "bartek"), guest(home, "bartek")

    assert phone.one(Arrange("1", LIKED), ArrangementIs) == ArrangementIs("1", LIKED)

    assert tablet.heard() == [ArrangementIs("", LIKED)]
    assert ala.heard() == phone.heard() == []
    assert tablet.one(AskArrangement("2"), ArrangementIs) == ArrangementIs("2", LIKED)
    assert ala.one(AskArrangement("3"), ArrangementIs) == ArrangementIs("3", Arrangement())


def test_an_app_that_does_not_read_keeps_only_the_latest(home: Home) -> None:
    phone, tablet = guest(home, "bartek"), guest(home, "bartek")
    home.hear(tablet.number, Kind.PAUSE)
    for number in range(100):
        phone.say(Arrange("1", Arrangement(favorites=(f"m-{number}",))))

    home.hear(tablet.number, Kind.RESUME)

    assert tablet.heard() == [ArrangementIs("", Arrangement(favorites=("m-99",)))]


def test_what_repeats_itself_is_refused_and_nothing_changes(home: Home) -> None:
    phone = guest(home, "bartek")
    phone.say(Arrange("1", LIKED))

    assert phone.one(Arrange("2", Arrangement(hidden=("m-1", "m-1"))), Refused).reason is Reason.OUT_OF_RANGE

    assert arrangement(home.database, "bartek") == LIKED


@pytest.mark.parametrize("wish", [AskArrangement("1"), Arrange("1", LIKED)])
def test_a_system_that_watches_has_no_likings(home: Home, wish: AskArrangement | Arrange) -> None:
    assert guest(home, "iwona", Profile.MONITORING).one(wish, Refused).reason is Reason.NO_RIGHT


def test_a_disk_that_takes_nothing_is_said(home: Home) -> None:
    phone = guest(home, "bartek")
    unwritable(home.database)

    assert phone.one(Arrange("1", LIKED), Refused).reason is Reason.STORE_FAILED
