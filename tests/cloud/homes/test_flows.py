from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import flows, queries, rules
from ostoja.cloud.homes.errors import (
    CodeSpentError,
    CodeUnknownError,
    LastOwnerError,
    NoRightError,
    NotYoursError,
)
from ostoja.cloud.homes.models import (
    Invitation,
    Membership,
    Revocation,
)
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol.revocations import Subject, read_revocation
from ostoja.protocol.tickets import Role, Ticket, read_ticket
from tests.cloud.cast import invited

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


def ticket_of(person: Person, home: Membership, session: str = "s") -> Ticket:
    return flows.issue_ticket(person, home.installation.public, session, now())[0]


def strikes(ticket: Ticket) -> bool:
    keys = cabinet().published(now())
    return any(read_revocation(one.token, keys).strikes(ticket) for one in queries.live_revocations(now()))


class TestTickets:
    def test_a_ticket_says_who_where_and_as_what(self, flat: Membership, bartek: Person) -> None:
        _, token = flows.issue_ticket(bartek, flat.installation.public, "session", now())

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
        flows.end_all_sessions(ala, now())
        after = ticket_of(ala, home)

        assert strikes(before)
        assert not strikes(after)

    def test_the_oldest_revocations_do_not_date_tickets(self, home: Membership, ala: Person) -> None:
        flows.end_all_sessions(ala, now() - timedelta(days=1))

        moment = now()
        assert flows.issue_ticket(ala, home.installation.public, "s", moment)[0].iat == int(moment.timestamp())


class TestMembers:
    def test_an_owner_invites_and_the_invited_joins_once(self, home: Membership, ala: Person, bartek: Person) -> None:
        flows.invite(ala, home.installation.public, Role.MEMBER, "token", now())

        joined = flows.accept(bartek, "token", now())

        assert (joined.installation, joined.role) == (home.installation, "member")
        assert flows.accept(bartek, "token", now()) == joined
        assert queries.last_chosen_by(bartek) == home.installation.public
        assert Invitation.objects.get().token_hash != "token"

    def test_an_invitation_serves_one_guest(self, flat: Membership, bartek: Person, celina: Person) -> None:
        with pytest.raises(CodeSpentError):
            flows.accept(celina, f"a token of {bartek.public}", now())

    def test_an_invitation_is_over_after_a_week(self, home: Membership, ala: Person, bartek: Person) -> None:
        flows.invite(ala, home.installation.public, Role.MEMBER, "token", now() - rules.INVITATION_LIFETIME)

        with pytest.raises(CodeSpentError):
            flows.accept(bartek, "token", now())

    def test_an_unknown_token_invites_nobody(self, bartek: Person) -> None:
        with pytest.raises(CodeUnknownError):
            flows.accept(bartek, "token", now())

    def test_an_owner_who_follows_their_own_link_spends_nothing(
        self, home: Membership, ala: Person, bartek: Person
    ) -> None:
        flows.invite(ala, home.installation.public, Role.MEMBER, "token", now())

        assert flows.accept(ala, "token", now()) == home
        assert flows.accept(bartek, "token", now()).role == "member"

    def test_an_invitation_dies_with_the_membership_of_who_invited(
        self, home: Membership, ala: Person, bartek: Person, celina: Person
    ) -> None:
        invited(ala, home.installation.public, bartek, Role.OWNER)
        flows.invite(bartek, home.installation.public, Role.OWNER, "token", now())
        theirs = queries.membership_of(bartek, home.installation.public)
        flows.remove(ala, home.installation.public, theirs.public, now())

        with pytest.raises(CodeUnknownError):
            flows.accept(celina, "token", now())

    def test_a_member_neither_invites_nor_renames(self, flat: Membership, bartek: Person) -> None:
        with pytest.raises(NoRightError):
            flows.invite(bartek, flat.installation.public, Role.OWNER, "token", now())
        with pytest.raises(NoRightError):
            flows.rename(bartek, flat.installation.public, "Mój")

    def test_an_owner_removes_a_member_and_their_tickets_die_with_it(
        self, flat: Membership, ala: Person, bartek: Person
    ) -> None:
        ticket, kept = ticket_of(bartek, flat), ticket_of(ala, flat)

        flows.remove(ala, flat.installation.public, ticket.member, now())

        assert strikes(ticket)
        assert not strikes(kept)
        assert queries.last_chosen_by(bartek) is None
        with pytest.raises(NotYoursError):
            ticket_of(bartek, flat)

    def test_a_member_removes_nobody_but_may_leave(self, flat: Membership, bartek: Person) -> None:
        with pytest.raises(NoRightError):
            flows.remove(bartek, flat.installation.public, flat.public, now())

        own = queries.membership_of(bartek, flat.installation.public)
        flows.remove(bartek, flat.installation.public, own.public, now())
        assert list(queries.memberships_of(bartek)) == []

    def test_the_last_owner_cannot_leave(self, flat: Membership, ala: Person) -> None:
        with pytest.raises(LastOwnerError):
            flows.remove(ala, flat.installation.public, flat.public, now())

        assert not Revocation.objects.exists()

    def test_who_is_no_member_cannot_be_removed(self, flat: Membership, ala: Person) -> None:
        with pytest.raises(NotYoursError):
            flows.remove(ala, flat.installation.public, "A" * 22, now())

    def test_who_left_comes_back_as_another_member(self, flat: Membership, ala: Person, bartek: Person) -> None:
        first = queries.membership_of(bartek, flat.installation.public).public
        flows.remove(bartek, flat.installation.public, first, now())
        flows.invite(ala, flat.installation.public, Role.MEMBER, "again", now())

        assert flows.accept(bartek, "again", now()).public != first


class TestTakingBack:
    def test_a_session_is_taken_back_alone(self, home: Membership, ala: Person) -> None:
        here, there = ticket_of(ala, home, "here"), ticket_of(ala, home, "there")

        flows.end_session("here", now())

        assert strikes(here)
        assert not strikes(there)

    def test_a_whole_installation_can_be_taken_back(self, flat: Membership, ala: Person, bartek: Person) -> None:
        tickets = [ticket_of(ala, flat), ticket_of(bartek, flat)]

        flows.take_back([(Subject.INSTALLATION, flat.installation.public)], now())

        assert [strikes(ticket) for ticket in tickets] == [True, True]
        assert ticket_of(ala, flat).iat >= tickets[0].iat
