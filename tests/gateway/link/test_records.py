"""Proves: A094."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ostoja.gateway.link.deliveries import Carrier
from ostoja.gateway.link.records import Records
from ostoja.gateway.store.deliveries import latest
from ostoja.gateway.store.history import Reading, days, record
from ostoja.protocol.deliveries import AskDeliveries, Deliver, Deliveries, Outcome
from ostoja.protocol.holdings import AskHoldings, AskKeeping, Holdings, KeepFor, Keeping, Recording, Scope
from ostoja.protocol.messages import Reason, Refused
from ostoja.protocol.tickets import Profile, Role
from tests.gateway.link.guest import Guest, Home
from tests.gateway.store.failing import unwritable


def guest(home: Home, role: Role, member: str = "bartek", profile: Profile = Profile.PERSON) -> Guest:
    made = Guest(home, member, profile=profile)
    made.welcome(home.admission(role, member))
    return made


PLACE = "https://energia.example/in"


def carrying(home: Home) -> None:
    """Let this home carry what it is told to; nothing leaves before a test lets it."""
    carrier = Carrier(home.database, home.clock, home.started.append)
    home.channels._desk = replace(home.desk, records=Records(carrier=carrier))


def test_everybody_sees_for_how_long_the_home_keeps_its_history(ala: Guest, home: Home) -> None:
    for one in (ala, guest(home, Role.MEMBER)):
        assert one.one(AskKeeping("1"), Keeping) == Keeping("1", 30, 365, Recording.ON)


def test_an_owner_chooses_and_it_holds_at_once(home: Home) -> None:
    heard: list[str] = []
    home.channels._desk = replace(home.desk, records=Records(changed=lambda: heard.append("changed")))
    ala = guest(home, Role.OWNER, "ala")

    assert ala.one(KeepFor("1", 7), Keeping).days == 7
    assert ala.one(KeepFor("2", 0), Keeping).recording is Recording.OFF

    assert heard == ["changed", "changed"]


def test_a_member_does_not_choose_and_nobody_beyond_the_policy(ala: Guest, home: Home) -> None:
    home.database.rows("INSERT INTO excerpt VALUES ('p', 1, 1, 'UTC', 'P30D', 'P60D', 'P30D')")

    assert guest(home, Role.MEMBER).one(KeepFor("1", 7), Refused).reason is Reason.NO_RIGHT
    assert ala.one(KeepFor("1", 61), Refused).reason is Reason.OUT_OF_RANGE

    assert days(home.database) == 30


def test_a_disk_that_takes_no_history_is_said(home: Home) -> None:
    home.channels._desk = replace(home.desk, records=Records(is_failing=lambda: True))

    assert guest(home, Role.MEMBER).one(AskKeeping("1"), Keeping).recording is Recording.FAILING


def test_what_the_home_holds_is_told_part_by_part(ala: Guest, home: Home) -> None:
    record(home.database, [Reading(home.clock.now - timedelta(days=1), "m-1", "on_off", "{}")])
    names: list[tuple[str, int]] = []
    mark = ""
    while not names or mark:
        found = ala.one(AskHoldings("1", Scope.MINE, mark), Holdings)
        names.append((found.sheet, len(found.rows)))
        mark = found.next

    assert names == [
        ("apps", 1),
        ("codes", 0),
        ("arrangement", 0),
        ("rooms", 0),
        ("devices", 0),
        ("history", 1),
        ("deliveries", 0),
    ]


def test_a_member_takes_no_home_along_and_a_system_that_watches_asks_for_nothing(home: Home) -> None:
    bartek, watcher = guest(home, Role.MEMBER), guest(home, Role.OWNER, "iwona", Profile.MONITORING)

    assert bartek.one(AskHoldings("1", Scope.HOME), Refused).reason is Reason.NO_RIGHT
    assert bartek.one(AskHoldings("1", Scope.MINE, "history.0"), Refused).reason is Reason.OUT_OF_RANGE
    for wish in (AskKeeping("1"), KeepFor("1", 1), AskHoldings("1", Scope.MINE)):
        assert watcher.one(wish, Refused).reason is Reason.NO_RIGHT


def test_a_store_that_fails_is_an_answer_too(ala: Guest, home: Home) -> None:
    unwritable(home.database)

    assert ala.one(KeepFor("1", 7), Refused).reason is Reason.STORE_FAILED


class TestDeliveries:
    def test_are_an_owners_alone(self, home: Home) -> None:
        carrying(home)
        bartek, watcher = guest(home, Role.MEMBER), guest(home, Role.OWNER, "iwona", Profile.MONITORING)

        for one in (bartek, watcher):
            for wish in (AskDeliveries("1"), Deliver("2", "Energia", PLACE)):
                assert one.one(wish, Refused).reason is Reason.NO_RIGHT

    @pytest.mark.parametrize(
        ("address", "reason"),
        [
            ("https://www.googleapis.com/in", Reason.GATEKEEPER),
            ("http://energia.example/in", Reason.BAD_ADDRESS),
            ("https://192.168.1.7/in", Reason.BAD_ADDRESS),
        ],
    )
    def test_go_to_nobody_who_must_not_have_them(self, home: Home, address: str, reason: Reason) -> None:
        carrying(home)

        assert guest(home, Role.OWNER, "ala").one(Deliver("1", "Energia", address), Refused).reason is reason
        assert latest(home.database) == ()

    def test_are_told_and_go_one_after_the_other(self, home: Home) -> None:
        carrying(home)
        ala = guest(home, Role.OWNER, "ala")

        [going] = ala.one(Deliver("1", "Energia", PLACE), Deliveries).deliveries
        assert (going.receiver, going.host, going.outcome) == ("Energia", "energia.example", Outcome.GOING)
        assert ala.one(Deliver("2", "Woda", PLACE), Refused).reason is Reason.TOO_MANY
        assert ala.one(AskDeliveries("3"), Deliveries).deliveries == (going,)
        home.started.pop().close()
