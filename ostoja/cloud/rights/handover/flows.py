"""What can happen to a link by which data are handed over."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.disclosures.door import Parcel, hand_over
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights.flows import fulfil
from ostoja.cloud.rights.handover.queries import disguise, open_of
from ostoja.cloud.rights.models import Handover
from ostoja.cloud.rights.package.archive import portable_of, portable_parts
from ostoja.cloud.rights.rules import Kind
from ostoja.privacy.declare import Table

LIFE = timedelta(days=7)
MOST_OPEN = 5
RECIPIENT, PURPOSE = "chosen_by_you", "gdpr.accountability"
TOKEN_BYTES = 32


class TooManyError(Exception):
    """A person has so many open links that another one would not be seen among them."""


@transaction.atomic
def offer(person: Person, receiver: str, day: date, now: datetime) -> str:
    """Make a link for a receiver, and answer its secret part, which is kept nowhere.

    Raises: TooManyError.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if open_of(person, now).count() >= MOST_OPEN:
        raise TooManyError
    token = token_urlsafe(TOKEN_BYTES)
    Handover.objects.create(person=person, receiver=receiver, token_hash=disguise(token), made=now, until=now + LIFE)
    fulfil(person, Kind.PORTABILITY, day, now)
    return token


def take_back(person: Person, public: str) -> bool:
    """End a link that nobody used yet, and say whether there was one."""
    return bool(Handover.objects.filter(person=person, public=public, fetched__isnull=True).delete()[0])


def fetch(handover: Handover, tables: Collection[Table], now: datetime) -> bytes | None:
    """The data as they are now, once; nothing when somebody else was quicker or the link ended meanwhile.

    Raises: DisclosureError when the policy in force names no such receiver; DatabaseError when it cannot be written.
    """
    policy = in_force(now).scope("en").policy
    held = [part for part in portable_parts(handover.person, tables, policy) if part.rows]
    content = portable_of(held, policy, now)
    parcel = Parcel(content, frozenset(category for part in held for category in part.fields.values()), now)

    def take() -> bool:
        still = Handover.objects.filter(pk=handover.pk, fetched__isnull=True, until__gt=now)
        return bool(still.update(fetched=now))

    return content if hand_over(RECIPIENT, PURPOSE, handover.person, parcel, take) else None
