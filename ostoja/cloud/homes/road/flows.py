"""What opens the road to a home and what closes it, in an order that nobody can outrun.

Giving and taking back hold the same row, the person's or the member's, and look at the clock only while they hold it:
a ticket is older than whatever is taken back after it, and whatever was taken back before it is seen.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import rules
from ostoja.cloud.homes.errors import SignedOutError
from ostoja.cloud.homes.models import Membership, Revocation
from ostoja.cloud.homes.queries import good_from, held_membership_of, is_session_over, memberships_of
from ostoja.cloud.homes.signing import cabinet
from ostoja.protocol.revocations import Revocation as Taken
from ostoja.protocol.revocations import Subject, sign_revocation
from ostoja.protocol.tickets import Role, Ticket, sign_ticket

Clock = Callable[[], datetime]


@transaction.atomic
def issue_ticket(person: Person, installation: str, session: str, clock: Clock) -> tuple[Ticket, str]:
    """A ticket for the road to this installation, and the same as it travels.

    Raises: SignedOutError when this session, the password that it began with, or the account was taken back meanwhile;
    NotYoursError.
    """
    held = _held(person)
    if held is None or not held.is_active or held.password != person.password or is_session_over(session):
        raise SignedOutError
    own = held_membership_of(held, installation)
    now = clock()
    # A revocation strikes the rest of its own second too. Whoever comes here has outlived every one of this member, so
    # a ticket of that second is dated to the next one.
    since = max(now, datetime.fromtimestamp(good_from(own), UTC))
    ticket = Ticket.new(installation=installation, member=own.public, session=session, role=Role(own.role), now=since)
    return ticket, sign_ticket(ticket, cabinet().signing_key(now))


def take_back_members(members: list[Membership], now: datetime, *, dated_to: int = 0, for_good: bool = False) -> None:
    """Every ticket of these members issued up to now is dead, and their homes' gateways are told.

    Units: ``dated_to`` as for ``take_back``.
    """
    not_before = max(rules.not_before(now), dated_to + 1)
    homes = [(one.public, one.installation.public) for one in members]
    _publish([Taken(Subject.MEMBER, member, not_before, for_good, home) for member, home in homes], now)


def take_back(subjects: list[tuple[Subject, str]], now: datetime, *, dated_to: int = 0) -> None:
    """Every ticket of these subjects issued up to now is dead, once the relays have heard of it.

    Units: ``dated_to`` in seconds since 1970, the latest second to which a ticket was dated ahead of its time.
    """
    not_before = max(rules.not_before(now), dated_to + 1)
    _publish([Taken(subject, id, not_before) for subject, id in subjects], now)


def _publish(taken: list[Taken], now: datetime) -> None:
    key = cabinet().signing_key(now)
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


@transaction.atomic
def end_session(person: Person, session: str, clock: Clock) -> None:
    """A browser has signed out: its tickets are taken back, and it is given no more."""
    _held(person)
    take_back([(Subject.SESSION, session)], clock(), dated_to=good_from(*memberships_of(person)))


@transaction.atomic
def end_all_sessions(person: Person, clock: Clock) -> None:
    """A password has changed: every ticket of this person is taken back, in every home."""
    _held(person)
    every = list(memberships_of(person))
    take_back_members(every, clock(), dated_to=good_from(*every))


def _held(person: Person) -> Person | None:
    # Held until the transaction ends; on SQLite the transaction itself lets nobody else write.
    return Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
