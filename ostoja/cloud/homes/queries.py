"""What is read about homes; whoever asks comes first."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import rules
from ostoja.cloud.homes.errors import CodeSpentError, CodeUnknownError, NoRightError, NotYoursError
from ostoja.cloud.homes.models import GatewayKey, Installation, Invitation, LastChosen, Membership, Revocation
from ostoja.protocol.ids import is_id
from ostoja.protocol.revocations import Subject
from ostoja.protocol.tickets import Role


@dataclass(frozen=True)
class Struck:
    """A revocation as the feed tells it."""

    id: int
    token: str


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Where this person belongs, in the order of joining."""
    return person.memberships.select_related("installation").order_by("joined", "pk")


def membership_of(person: Person, installation: str) -> Membership:
    """The part that this person has in the installation.

    Raises: NotYoursError when they have none, or there is no such installation.
    """
    return _part_in(installation, memberships_of(person))


def held_membership_of(person: Person, installation: str) -> Membership:
    """The part that this person has in the installation; nobody else changes it until the transaction ends.

    Raises: NotYoursError when they have none, or there is no such installation.
    """
    return _part_in(installation, memberships_of(person).select_for_update(of=("self",), no_key=True))


def _part_in(installation: str, memberships: QuerySet[Membership]) -> Membership:
    # What is no identifier is not even asked for: the databases disagree about strange characters.
    found = memberships.filter(installation__public=installation).first() if is_id(installation) else None
    if found is None:
        raise NotYoursError
    return found


def ownership_of(person: Person, installation: str) -> Membership:
    """The part that this person has in the installation, which they may change.

    Raises: NotYoursError when they have no part; NoRightError when they have one without this right.
    """
    own = membership_of(person, installation)
    if not rules.may_change(Role(own.role)):
        raise NoRightError
    return own


def members_seen_by(own: Membership) -> QuerySet[Membership]:
    """Everybody in the installation of this member, in the order of joining."""
    return own.installation.memberships.select_related("person").order_by("joined", "pk")


def last_chosen_by(person: Person) -> str | None:
    """The installation that this person chose last, while they belong there."""
    chosen = LastChosen.objects.filter(person=person, installation__memberships__person=person)
    return chosen.values_list("installation__public", flat=True).first()


def gateway_by(key: str) -> GatewayKey | None:
    """What this gateway, asking by its key, speaks for."""
    claimed = GatewayKey.objects.select_related("installation", "claimed_by")
    return claimed.filter(key=key, removed__isnull=True).first()


def owner_for(gateway: GatewayKey) -> Membership:
    """The member whom the certificate of this gateway names: who claimed it, or the oldest owner once that one left.

    Raises: Membership.DoesNotExist when the installation has no owner, which no flow allows.
    """
    if gateway.claimed_by is not None:
        return gateway.claimed_by
    owners = gateway.installation.memberships.filter(role=Role.OWNER.value)
    return owners.order_by("joined", "pk")[:1].get()


def installation_at(public: str) -> Installation | None:
    """The installation with this public id."""
    return Installation.objects.filter(public=public).first()


def members_known_to(installation: Installation) -> list[str]:
    """The public ids of everybody who belongs to this installation: what its gateway may know."""
    return list(installation.memberships.order_by("pk").values_list("public", flat=True))


def live_revocations(now: datetime) -> list[Struck]:
    """Every revocation that can still strike a ticket, for the relays, the oldest first."""
    live = Revocation.objects.filter(not_before__gte=rules.spent_before(now)).order_by("pk")
    return [Struck(id, token) for id, token in live.values_list("pk", "token")]


def good_from(*members: Membership) -> int:
    """The second from which tickets of these members are good.

    Units: seconds since 1970; 0 when nothing of theirs was taken back of late.
    """
    about = Q(subject=Subject.MEMBER.value, about__in=[one.public for one in members]) | Q(
        subject=Subject.INSTALLATION.value, about__in=[one.installation.public for one in members]
    )
    return Revocation.objects.filter(about).aggregate(latest=Max("not_before"))["latest"] or 0


def is_session_over(session: str) -> bool:
    """Whether this browser has signed out; a session that begins anew has another name."""
    return Revocation.objects.filter(subject=Subject.SESSION.value, about=session).exists()


def open_invitations_of(person: Person, installation: str, now: datetime) -> QuerySet[Invitation]:
    """The invitations to the installation that still serve, the oldest first.

    Raises: NotYoursError; NoRightError.
    """
    home = ownership_of(person, installation).installation
    return home.invitations.filter(used__isnull=True, expires__gt=now).order_by("made", "pk")


def invitation_by(person: Person, token: str, now: datetime) -> tuple[Invitation, Membership | None]:
    """The invitation that this token is for, and the part that this person has in its installation already.

    Raises: CodeUnknownError; CodeSpentError when it serves no more, unless the person belongs there already.
    """
    invitations = Invitation.objects.select_related("installation", "invited_by__person")
    found = invitations.filter(token_hash=disguised("invitation", token)).first()
    if found is None:
        raise CodeUnknownError
    own = memberships_of(person).filter(installation=found.installation_id).first()
    if own is None and not is_open(found, now):
        raise CodeSpentError
    return found, own


def is_open(invitation: Invitation, now: datetime) -> bool:
    """Whether an invitation still serves."""
    return invitation.used is None and invitation.expires > now


def disguised(purpose: str, value: str) -> str:
    """The form in which a number, token or address is kept."""
    return rules.disguised(settings.SECRET_KEY, purpose, value)
