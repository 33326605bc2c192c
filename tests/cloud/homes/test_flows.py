from datetime import datetime

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
    Installation,
    Invitation,
    Membership,
    Revocation,
)
from ostoja.protocol.tickets import Role
from tests.cloud.cast import Gateway, invited, is_struck, ticket_of

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return timezone.now()


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
        flows.remove(ala, home.installation.public, theirs.public, now)

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

        flows.remove(ala, flat.installation.public, ticket.member, now)

        assert is_struck(ticket)
        assert not is_struck(kept)
        assert queries.last_chosen_by(bartek) is None
        with pytest.raises(NotYoursError):
            ticket_of(bartek, flat)

    def test_a_member_removes_nobody_but_may_leave(self, flat: Membership, bartek: Person) -> None:
        with pytest.raises(NoRightError):
            flows.remove(bartek, flat.installation.public, flat.public, now)

        own = queries.membership_of(bartek, flat.installation.public)
        flows.remove(bartek, flat.installation.public, own.public, now)
        assert list(queries.memberships_of(bartek)) == []

    def test_the_last_owner_cannot_leave(self, flat: Membership, ala: Person) -> None:
        with pytest.raises(LastOwnerError):
            flows.remove(ala, flat.installation.public, flat.public, now)

        assert not Revocation.objects.exists()

    def test_who_is_no_member_cannot_be_removed(self, flat: Membership, ala: Person) -> None:
        with pytest.raises(NotYoursError):
            flows.remove(ala, flat.installation.public, "A" * 22, now)

    def test_who_left_comes_back_as_another_member(self, flat: Membership, ala: Person, bartek: Person) -> None:
        first = queries.membership_of(bartek, flat.installation.public).public
        flows.remove(bartek, flat.installation.public, first, now)
        flows.invite(ala, flat.installation.public, Role.MEMBER, "again", now())

        assert flows.accept(bartek, "again", now()).public != first

    def test_an_owners_invitation_raises_a_member_and_is_spent(
        self, flat: Membership, ala: Person, bartek: Person, celina: Person
    ) -> None:
        flows.invite(ala, flat.installation.public, Role.OWNER, "token", now())

        assert flows.accept(bartek, "token", now()).role == "owner"
        assert bartek.memberships.get().role == "owner"
        with pytest.raises(CodeSpentError):
            flows.accept(celina, "token", now())

    @pytest.mark.parametrize("role", list(Role))
    def test_no_invitation_lowers_anybody(self, role: Role, home: Membership, ala: Person) -> None:
        flows.invite(ala, home.installation.public, role, "token", now())

        assert flows.accept(ala, "token", now()).role == "owner"
        assert Invitation.objects.get().used is None

    def test_a_spent_invitation_raises_nobody(self, flat: Membership, ala: Person, bartek: Person) -> None:
        flows.invite(ala, flat.installation.public, Role.OWNER, "token", now() - rules.INVITATION_LIFETIME)

        assert flows.accept(bartek, "token", now()).role == "member"


class TestInvitations:
    def listed(self, person: Person, home: Membership) -> list[Invitation]:
        return list(queries.open_invitations_of(person, home.installation.public, now()))

    def test_owners_see_the_open_ones_alone(self, flat: Membership, ala: Person) -> None:
        kept = flows.invite(ala, flat.installation.public, Role.MEMBER, "kept", now())
        flows.invite(ala, flat.installation.public, Role.MEMBER, "old", now() - rules.INVITATION_LIFETIME)

        assert self.listed(ala, flat) == [kept]

    def test_a_member_sees_none_and_cancels_none(self, flat: Membership, ala: Person, bartek: Person) -> None:
        made = flows.invite(ala, flat.installation.public, Role.MEMBER, "token", now())

        with pytest.raises(NoRightError):
            self.listed(bartek, flat)
        with pytest.raises(NoRightError):
            flows.cancel(bartek, flat.installation.public, made.public, now())

    def test_a_cancelled_one_serves_no_more(self, home: Membership, ala: Person, bartek: Person) -> None:
        made = flows.invite(ala, home.installation.public, Role.MEMBER, "token", now())

        flows.cancel(ala, home.installation.public, made.public, now())

        with pytest.raises(CodeUnknownError):
            flows.accept(bartek, "token", now())
        with pytest.raises(NotYoursError):
            flows.cancel(ala, home.installation.public, made.public, now())

    def test_one_of_another_home_is_not_cancelled(self, home: Membership, ala: Person, celina: Person) -> None:
        made = flows.invite(ala, home.installation.public, Role.MEMBER, "token", now())
        other = Gateway().claimed_by(celina)

        with pytest.raises(NotYoursError):
            flows.cancel(celina, other.installation.public, made.public, now())

    def test_who_has_just_been_removed_invites_nobody(
        self, home: Membership, ala: Person, bartek: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        theirs = invited(ala, home.installation.public, bartek, Role.OWNER)
        hold = flows._hold

        def after_the_removal(held: Installation) -> None:
            monkeypatch.setattr(flows, "_hold", hold)
            flows.remove(ala, home.installation.public, theirs.public, now)
            hold(held)

        monkeypatch.setattr(flows, "_hold", after_the_removal)

        with pytest.raises(NotYoursError):
            flows.invite(bartek, home.installation.public, Role.OWNER, "token", now())
        assert not Invitation.objects.filter(used__isnull=True).exists()
