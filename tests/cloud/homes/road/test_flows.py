import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows, queries
from ostoja.cloud.homes.errors import NotYoursError, SignedOutError
from ostoja.cloud.homes.models import Membership, Revocation
from ostoja.cloud.homes.road import flows as road
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol.revocations import Subject, read_revocation
from ostoja.protocol.tickets import Role, read_ticket
from tests.cloud.cast import invited, is_struck, ticket_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DEADLINE = 10
# How long somebody who should wait is given to show that they do not.
TEMPTATION = 0.3


def now() -> datetime:
    return timezone.now()


@pytest.mark.django_db
class TestTickets:
    def test_a_ticket_says_who_where_and_as_what(self, flat: Membership, bartek: Person) -> None:
        _, token = road.issue_ticket(bartek, flat.installation.public, "session", now)

        ticket = read_ticket(token, cabinet().published(now()), now())
        own = queries.membership_of(bartek, flat.installation.public)
        assert (ticket.installation, ticket.member) == (flat.installation.public, own.public)
        assert (ticket.session, ticket.role) == ("session", Role.MEMBER)
        assert ticket.exp - ticket.iat == 120

    def test_a_stranger_gets_none(self, flat: Membership, celina: Person) -> None:
        with pytest.raises(NotYoursError):
            ticket_of(celina, flat)

    def test_a_ticket_of_the_revocations_own_second_is_good(self, home: Membership, ala: Person) -> None:
        before = ticket_of(ala, home)
        road.end_all_sessions(ala, now)
        after = ticket_of(ala, home)

        assert is_struck(before)
        assert not is_struck(after)

    def test_the_oldest_revocations_do_not_date_tickets(self, home: Membership, ala: Person) -> None:
        road.end_all_sessions(ala, lambda: NOON - timedelta(days=1))

        assert road.issue_ticket(ala, home.installation.public, "s", lambda: NOON)[0].iat == int(NOON.timestamp())


@pytest.mark.django_db
class TestTakingBack:
    def test_a_member_who_is_removed_is_taken_back_for_good_and_at_the_home(
        self, flat: Membership, ala: Person, bartek: Person
    ) -> None:
        member = queries.membership_of(bartek, flat.installation.public).public
        flows.remove(ala, flat.installation.public, member, now)
        road.end_all_sessions(ala, now)

        keys = cabinet().published(now())
        removed, ended = (read_revocation(one.token, keys) for one in Revocation.objects.order_by("pk"))
        assert (removed.id, removed.for_good, removed.installation) == (member, True, flat.installation.public)
        assert (ended.for_good, ended.installation) == (False, flat.installation.public)

    def test_a_session_is_taken_back_alone(self, home: Membership, ala: Person) -> None:
        here, there = ticket_of(ala, home, "here"), ticket_of(ala, home, "there")

        road.end_session(ala, "here", now)

        assert is_struck(here)
        assert not is_struck(there)

    def test_a_whole_installation_can_be_taken_back(self, flat: Membership, ala: Person, bartek: Person) -> None:
        tickets = [ticket_of(ala, flat), ticket_of(bartek, flat)]

        road.take_back([(Subject.INSTALLATION, flat.installation.public)], now())

        assert [is_struck(ticket) for ticket in tickets] == [True, True]
        assert ticket_of(ala, flat).iat >= tickets[0].iat

    @pytest.mark.parametrize("how", ["remove", "session", "password"])
    def test_a_ticket_dated_ahead_is_struck_within_its_own_second(
        self, how: str, flat: Membership, ala: Person, bartek: Person
    ) -> None:
        home, clock = flat.installation.public, lambda: NOON
        road.end_all_sessions(bartek, clock)
        ticket, _ = road.issue_ticket(bartek, home, "s", clock)

        if how == "remove":
            flows.remove(ala, home, ticket.member, clock)
        elif how == "session":
            road.end_session(bartek, "s", clock)
        else:
            road.end_all_sessions(bartek, clock)

        assert Revocation.objects.latest("pk").not_before > ticket.iat


@pytest.mark.django_db
class TestRequestsUnderWay:
    """A request that was let in before something was taken back, and asks for its ticket after."""

    def test_a_session_that_ended_meanwhile_gets_none(self, home: Membership, ala: Person) -> None:
        under_way = Person.objects.get(pk=ala.pk)
        road.end_session(ala, "s", now)

        with pytest.raises(SignedOutError):
            ticket_of(under_way, home, "s")
        assert ticket_of(under_way, home, "another").session == "another"

    def test_an_hour_later_it_gets_none_either(self, home: Membership, ala: Person) -> None:
        road.end_session(ala, "s", now)
        flows.forget(now() + timedelta(minutes=55))

        with pytest.raises(SignedOutError):
            ticket_of(ala, home, "s")

    def test_another_password_meanwhile_gives_none(self, home: Membership, ala: Person) -> None:
        under_way = Person.objects.get(pk=ala.pk)
        ala.set_password("niebieska furtka za sadem")
        ala.save()
        road.end_all_sessions(ala, now)

        with pytest.raises(SignedOutError):
            ticket_of(under_way, home)
        assert not is_struck(ticket_of(ala, home))

    def test_an_account_that_is_gone_gives_none(self, flat: Membership, bartek: Person) -> None:
        under_way = Person.objects.get(pk=bartek.pk)
        bartek.delete()

        with pytest.raises(SignedOutError):
            ticket_of(under_way, flat)

    def test_who_was_removed_meanwhile_gets_none(
        self, flat: Membership, ala: Person, bartek: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own, held = bartek.memberships.get(), queries.held_membership_of

        def after_the_removal(person: Person, installation: str) -> Membership:
            flows.remove(ala, installation, own.public, now)
            return held(person, installation)

        monkeypatch.setattr(road, "held_membership_of", after_the_removal)

        with pytest.raises(NotYoursError):
            ticket_of(bartek, flat)


def at_the_same_time(act: Callable[[], None]) -> threading.Thread:
    def alone() -> None:
        try:
            act()
        finally:
            connections.close_all()

    thread = threading.Thread(target=alone, daemon=True)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["remove", "session", "password"])
def test_what_is_taken_back_while_a_ticket_is_given_looks_at_the_clock_after_it(
    how: str, home: Membership, ala: Person, bartek: Person
) -> None:
    own, told = invited(ala, home.installation.public, bartek), []
    asked, threads = threading.Event(), []

    def later() -> datetime:
        told.append("taken back")
        asked.set()
        return NOON + timedelta(seconds=9)

    def take_back() -> None:
        if how == "remove":
            flows.remove(ala, home.installation.public, own.public, later)
        else:
            road.end_session(bartek, "s", later) if how == "session" else road.end_all_sessions(bartek, later)

    def while_the_other_waits() -> datetime:
        threads.append(at_the_same_time(take_back))
        asked.wait(TEMPTATION)
        told.append("given")
        return NOON

    ticket, _ = road.issue_ticket(bartek, home.installation.public, "s", while_the_other_waits)
    threads[0].join(DEADLINE)

    assert told == ["given", "taken back"]
    assert Revocation.objects.get().not_before > ticket.iat


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["remove", "session"])
def test_a_ticket_asked_for_while_something_is_taken_back_waits_and_is_refused(
    how: str, home: Membership, ala: Person, bartek: Person
) -> None:
    own, refused, threads = invited(ala, home.installation.public, bartek), [], []
    ended = threading.Event()

    def ask() -> None:
        try:
            ticket_of(bartek, home)
        except (NotYoursError, SignedOutError) as refusal:
            refused.append(type(refusal))
        ended.set()

    def while_the_other_waits() -> datetime:
        threads.append(at_the_same_time(ask))
        assert not ended.wait(TEMPTATION)
        return now()

    if how == "remove":
        flows.remove(ala, home.installation.public, own.public, while_the_other_waits)
    else:
        road.end_session(bartek, "s", while_the_other_waits)
    threads[0].join(DEADLINE)

    assert refused == [NotYoursError if how == "remove" else SignedOutError]
