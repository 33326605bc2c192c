"""What can happen to a home: claimed, certified, renamed, chosen, opened, shared, left, taken back, forgotten."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import rules
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
    gateway_by,
    good_from,
    members_seen_by,
    membership_of,
    memberships_of,
    owner_for,
    ownership_of,
)
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol.certificates import Certificate, sign_certificate
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.revocations import Revocation as Taken
from ostoja.protocol.revocations import Subject, sign_revocation
from ostoja.protocol.tickets import Role, Ticket, sign_ticket


def disguised(purpose: str, value: str) -> str:
    """The form in which a number, token or address is kept."""
    return rules.disguised(settings.SECRET_KEY, purpose, value)


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


def count_attempt(person: Person, address: str, now: datetime) -> None:
    """Somebody tries a code; kept even when the try fails.

    Raises: TooManyError when this person, or this network address, tried too often of late.
    """
    who = {
        disguised("person", person.public): rules.ATTEMPTS_OF_PERSON,
        disguised("address", address): rules.ATTEMPTS_OF_ADDRESS,
    }
    with transaction.atomic():
        recent = Attempt.objects.filter(tried__gt=now - rules.ATTEMPT_WINDOW)
        if any(recent.filter(who_hash=one).count() >= most for one, most in who.items()):
            raise TooManyError
        Attempt.objects.bulk_create([Attempt(who_hash=one, tried=now) for one in who])


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


def issue_ticket(person: Person, installation: str, session: str, now: datetime) -> tuple[Ticket, str]:
    """A ticket for the road to this installation, and the same as it travels.

    Raises: NotYoursError.
    """
    own = membership_of(person, installation)
    # A revocation also strikes the rest of its own second; a ticket of that second is dated to the next one.
    since = max(now, datetime.fromtimestamp(good_from(own, session), UTC))
    ticket = Ticket.new(installation=installation, member=own.public, session=session, role=Role(own.role), now=since)
    return ticket, sign_ticket(ticket, cabinet().signing_key(now))


@transaction.atomic
def invite(person: Person, installation: str, role: Role, token: str, now: datetime) -> Invitation:
    """Whoever brings this token within a week becomes a member.

    Raises: NotYoursError; NoRightError.
    """
    return Invitation.objects.create(
        token_hash=disguised("invitation", token),
        invited_by=(own := ownership_of(person, installation)),
        installation=own.installation,
        role=role.value,
        made=now,
        expires=now + rules.INVITATION_LIFETIME,
    )


@transaction.atomic
def accept(person: Person, token: str, now: datetime) -> Membership:
    """The person belongs to the installation of the invitation; one who did already spends nothing.

    Raises: CodeUnknownError; CodeSpentError.
    """
    found = Invitation.objects.select_for_update().filter(token_hash=disguised("invitation", token)).first()
    if found is None:
        raise CodeUnknownError
    own = memberships_of(person).filter(installation=found.installation_id).first()
    if own is not None:
        return own
    if found.used is not None or found.expires <= now:
        raise CodeSpentError
    found.used = now
    found.save(update_fields=["used"])
    joined = Membership.objects.create(person=person, installation=found.installation, role=found.role, joined=now)
    choose(person, joined.installation.public)
    return joined


@transaction.atomic
def remove(person: Person, installation: str, member: str, now: datetime) -> None:
    """A member has left, or an owner has shown them the door; their tickets are taken back with it.

    Raises: NotYoursError; NoRightError; LastOwnerError.
    """
    own = membership_of(person, installation)
    # The home is held while its owners are counted, else the last two could leave at the same time.
    Installation.objects.select_for_update().get(pk=own.installation_id)
    members = list(members_seen_by(own))
    leaving = next((one for one in members if one.public == member), None)
    if leaving is None:
        raise NotYoursError
    if leaving != own and not rules.may_change(Role(own.role)):
        raise NoRightError
    if rules.is_last_owner(member, [rules.Place(one.public, Role(one.role)) for one in members]):
        raise LastOwnerError
    take_back([(Subject.MEMBER, member)], now, for_good=True)
    LastChosen.objects.filter(person=leaving.person, installation=leaving.installation).delete()
    leaving.delete()


def take_back(subjects: list[tuple[Subject, str]], now: datetime, *, for_good: bool = False) -> None:
    """Every ticket of these subjects issued up to now is dead, once the relays have heard of it."""
    key = cabinet().signing_key(now)
    taken = [Taken(subject, id, rules.not_before(now), for_good) for subject, id in subjects]
    Revocation.objects.bulk_create(
        [
            Revocation(
                subject=one.subject.value,
                about=one.id,
                not_before=one.not_before,
                token=sign_revocation(one, key),
                made=now,
            )
            for one in taken
        ]
    )


def end_session(session: str, now: datetime) -> None:
    """A browser has signed out: its tickets are taken back."""
    take_back([(Subject.SESSION, session)], now)


def end_all_sessions(person: Person, now: datetime) -> None:
    """A password has changed: every ticket of this person is taken back, in every home."""
    take_back([(Subject.MEMBER, own.public) for own in memberships_of(person)], now)


def forget(now: datetime) -> dict[str, int]:
    """Forget what is spent, and say how much of each kind."""
    spent = {
        "offers": Offer.objects.filter(expires__lt=now - rules.SPENT_OFFER_KEPT),
        "invitations": Invitation.objects.filter(expires__lt=now - rules.SPENT_INVITATION_KEPT),
        "used invitations": Invitation.objects.filter(used__lt=now - rules.SPENT_INVITATION_KEPT),
        "revocations": Revocation.objects.filter(not_before__lt=rules.spent_before(now)),
        "attempts": Attempt.objects.filter(tried__lt=now - rules.ATTEMPT_WINDOW),
    }
    return {name: rows.delete()[0] for name, rows in spent.items()}
