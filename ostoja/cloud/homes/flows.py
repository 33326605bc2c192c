"""What can happen to a home: claimed, certified, renamed, chosen, shared, left, forgotten."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import rules
from ostoja.cloud.homes.erasures.flows import order_erasure
from ostoja.cloud.homes.errors import (
    BadNameError,
    ClaimedError,
    CodeSpentError,
    CodeUnknownError,
    LastOwnerError,
    NoRightError,
    NotYoursError,
    NumberTakenError,
    TooManyError,
    UnclaimedError,
)
from ostoja.cloud.homes.models import (
    Attempt,
    GatewayKey,
    Installation,
    Invitation,
    LastChosen,
    Membership,
    Offer,
    Revocation,
)
from ostoja.cloud.homes.queries import (
    disguised,
    gateway_by,
    good_from,
    invitation_by,
    is_open,
    members_seen_by,
    membership_of,
    open_invitations_of,
    owner_for,
    ownership_of,
)
from ostoja.cloud.homes.road.flows import Clock, take_back_members
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol.certificates import Certificate, sign_certificate
from ostoja.protocol.ids import is_id
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.tickets import Role


@transaction.atomic
def offer(key: PublicKey, number: str, now: datetime) -> Offer:
    """A gateway shows a code with this number; its older offer is over.

    Raises: ClaimedError when the key is claimed; NumberTakenError when another gateway shows this number.
    """
    if gateway_by(key.text()):
        raise ClaimedError
    number_hash = disguised("number", number)
    Offer.objects.filter(Q(key=key.text(), used__isnull=True) | Q(number_hash=number_hash, expires__lte=now)).delete()
    try:
        with transaction.atomic():
            return Offer.objects.create(
                number_hash=number_hash, key=key.text(), made=now, expires=now + rules.OFFER_LIFETIME
            )
    except IntegrityError as taken:
        raise NumberTakenError from taken


def count_attempt(person: Person, network: str, now: datetime) -> list[Attempt]:
    """Somebody tries a code, which is counted before it is looked at, so that many tries at once all count.

    Raises: TooManyError when this person, or this network, failed too often of late.
    Then: whoever tried a code that was right calls ``forgive``.
    """
    who = {
        disguised("person", person.public): rules.ATTEMPTS_OF_PERSON,
        disguised("address", network): rules.ATTEMPTS_OF_NETWORK,
    }
    with transaction.atomic():
        recent = Attempt.objects.filter(tried__gt=now - rules.ATTEMPT_WINDOW)
        if any(recent.filter(who_hash=one).count() >= most for one, most in who.items()):
            raise TooManyError
        return Attempt.objects.bulk_create([Attempt(who_hash=one, tried=now) for one in who])


def forgive(attempts: list[Attempt]) -> None:
    """The code was right: only failures count."""
    Attempt.objects.filter(pk__in=[one.pk for one in attempts]).delete()


def claim(person: Person, number: str, name: str, now: datetime) -> Membership:
    """The gateway that shows this number becomes the gateway of a new installation, whose owner is this person.

    Raises: BadNameError; CodeUnknownError; CodeSpentError when the code was used or is over; TooManyError when this
    very code was tried too often.
    """
    if not (plain := rules.name(name)):
        raise BadNameError
    shown = Offer.objects.filter(number_hash=disguised("number", number))
    if not shown.exists():
        raise CodeUnknownError
    # Counted before it is looked at, and outside the transaction that a refusal takes back.
    shown.filter(attempts__lte=rules.ATTEMPTS_OF_CODE).update(attempts=F("attempts") + 1)
    try:
        with transaction.atomic():
            return _claim(person, shown.select_for_update().get(), plain, now)
    except (IntegrityError, Offer.DoesNotExist) as lost:
        raise CodeSpentError from lost


def _claim(person: Person, shown: Offer, name: str, now: datetime) -> Membership:
    if shown.attempts > rules.ATTEMPTS_OF_CODE:
        raise TooManyError
    if shown.used is not None or shown.expires <= now or gateway_by(shown.key):
        raise CodeSpentError
    installation = Installation.objects.create(name=name, made=now)
    owner = Membership.objects.create(person=person, installation=installation, role=Role.OWNER.value, joined=now)
    GatewayKey.objects.create(key=shown.key, installation=installation, claimed_by=owner, claimed=now)
    shown.used = now
    shown.save(update_fields=["used"])
    choose(person, installation.public)
    return owner


@transaction.atomic
def certify(key: PublicKey, now: datetime) -> tuple[Installation, str]:
    """The installation for which this gateway speaks, and the certificate that says so.

    Raises: UnclaimedError when nobody has claimed the key.
    """
    gateway = gateway_by(key.text())
    if gateway is None:
        raise UnclaimedError
    certificate = Certificate.new(
        installation=gateway.installation.public, key=key, owner=owner_for(gateway).public, now=now
    )
    gateway.certified = now
    gateway.save(update_fields=["certified"])
    return gateway.installation, sign_certificate(certificate, cabinet().signing_key(now))


def rename(person: Person, installation: str, name: str) -> Membership:
    """The installation has another name.

    Raises: NotYoursError; NoRightError; BadNameError.
    """
    own = ownership_of(person, installation)
    if not (plain := rules.name(name)):
        raise BadNameError
    own.installation.name = plain
    own.installation.save(update_fields=["name"])
    return own


def choose(person: Person, installation: str) -> None:
    """The person's next visit begins with this installation.

    Raises: NotYoursError.
    """
    own = membership_of(person, installation)
    LastChosen.objects.update_or_create(person=person, defaults={"installation": own.installation})


@transaction.atomic
def invite(person: Person, installation: str, role: Role, token: str, now: datetime) -> Invitation:
    """Whoever brings this token within a week becomes a member.

    Raises: NotYoursError; NoRightError.
    """
    _held(person, installation)
    return Invitation.objects.create(
        token_hash=disguised("invitation", token),
        invited_by=(own := ownership_of(person, installation)),
        installation=own.installation,
        role=role.value,
        made=now,
        expires=now + rules.INVITATION_LIFETIME,
    )


@transaction.atomic
def cancel(person: Person, installation: str, invitation: str, now: datetime) -> None:
    """An open invitation is void.

    Raises: NotYoursError, also when there is no such open invitation; NoRightError.
    """
    _held(person, installation)
    still_open = open_invitations_of(person, installation, now)
    # What is no identifier is not even asked for, as with installations.
    if not is_id(invitation) or not still_open.filter(public=invitation).delete()[0]:
        raise NotYoursError


@transaction.atomic
def accept(person: Person, token: str, now: datetime) -> Membership:
    """The person belongs to the installation of the invitation, with at least its role.

    Who belonged already spends the invitation only when it raises them; nobody is lowered.

    Raises: CodeUnknownError; CodeSpentError.
    """
    found, own = invitation_by(person, token, now)
    _hold(found.installation)
    found, own = invitation_by(person, token, now)
    if own is None:
        own = Membership.objects.create(person=person, installation=found.installation, role=found.role, joined=now)
    elif is_open(found, now) and rules.is_more(Role(found.role), Role(own.role)):
        own.role = found.role
        own.save(update_fields=["role"])
    else:
        return own
    found.used = now
    found.save(update_fields=["used"])
    choose(person, own.installation.public)
    return own


@transaction.atomic
def remove(person: Person, installation: str, member: str, clock: Clock) -> None:
    """A member has left, or an owner has shown them the door; their tickets and invitations end with it.

    Whoever leaves asks the home to forget them; whom an owner removes it shuts out, and forgets by the policy.

    Raises: NotYoursError; NoRightError; LastOwnerError.
    """
    own = _held(person, installation)
    members = list(members_seen_by(own).select_for_update(of=("self",)))
    leaving = next((one for one in members if one.public == member), None)
    if leaving is None:
        raise NotYoursError
    if leaving != own and not rules.may_change(Role(own.role)):
        raise NoRightError
    if rules.is_last_owner(member, [rules.Place(one.public, Role(one.role)) for one in members]):
        raise LastOwnerError
    # The member is held since before the clock is asked, so no ticket of theirs can be younger.
    take_back_members([leaving], now := clock(), dated_to=good_from(leaving), for_good=True)
    if leaving == own:
        order_erasure(leaving, now, whole=False)
    LastChosen.objects.filter(person=leaving.person, installation=leaving.installation).delete()
    leaving.delete()


@transaction.atomic
def part_with_homes(person: Person, clock: Clock) -> None:
    """A person leaves every home at once; the one who has lived there longest takes an ownership that falls free.

    A home where nobody is left ends: its gateway is nobody's then, and is asked to erase what it recorded.
    """
    for own in Membership.objects.filter(person=person).select_related("installation"):
        _hold(own.installation)
        others = Membership.objects.filter(installation=own.installation).exclude(pk=own.pk).order_by("joined", "pk")
        heir = others.first()
        if heir is not None and own.role == Role.OWNER.value and not others.filter(role=Role.OWNER.value).exists():
            heir.role = Role.OWNER.value
            heir.save(update_fields=["role"])
        take_back_members([own], now := clock(), dated_to=good_from(own), for_good=True)
        order_erasure(own, now, whole=heir is None)
        own.delete()
        if heir is None:
            own.installation.delete()


def _held(person: Person, installation: str) -> Membership:
    _hold(membership_of(person, installation).installation)
    return membership_of(person, installation)


def _hold(home: Installation) -> None:
    # Who joins, leaves, invites and cancels waits for one another: the last two owners cannot leave at the same time,
    # and nobody who has just been removed invites anybody.
    Installation.objects.select_for_update(no_key=True).get(pk=home.pk)


def forget(now: datetime) -> dict[str, int]:
    """Forget what is spent, and say how much of each kind."""
    spent = {
        "offers": Offer.objects.filter(expires__lt=now - rules.SPENT_OFFER_KEPT),
        "invitations": Invitation.objects.filter(expires__lt=now - rules.SPENT_INVITATION_KEPT),
        "used invitations": Invitation.objects.filter(used__lt=now - rules.SPENT_INVITATION_KEPT),
        "revocations": Revocation.objects.filter(not_before__lt=rules.spent_before(now - rules.SPENT_REVOCATION_KEPT)),
        "attempts": Attempt.objects.filter(tried__lt=now - rules.ATTEMPT_WINDOW),
    }
    return {name: rows.delete()[0] for name, rows in spent.items()}
