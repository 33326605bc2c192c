"""What is asked of the homes, and how far they are; whoever asks comes first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes.erasures.excerpt import excerpt_of
from ostoja.cloud.homes.models import Erasure
from ostoja.cloud.homes.signing import cabinet
from ostoja.cloud.policies.queries import in_force, publication_in_force
from ostoja.protocol.excerpts import sign_excerpt
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.orders import Order, sign_order

MOST_ORDERS = 100  # Of under 500 bytes each: 50 KB, and a gateway takes 64.


class Standing(StrEnum):
    """How far a home is with an order."""

    PENDING = "pending"
    ERASED = "erased"


@dataclass(frozen=True)
class Progress:
    """An order as the person, or the report of an erasure, sees it."""

    made: datetime
    whole: bool
    standing: Standing
    done: datetime | None


def progress_of(person: Person) -> list[Progress]:
    """What the homes of this person were asked to erase, and how far they are, the newest first."""
    found = Erasure.objects.filter(person=person).order_by("-made", "-pk")
    return [
        Progress(one.made, one.whole, Standing.PENDING if one.done is None else Standing.ERASED, one.done)
        for one in found
    ]


def pending_for(gateway: PublicKey) -> QuerySet[Erasure]:
    """What this gateway has not answered yet, the oldest first."""
    return Erasure.objects.filter(key=gateway.text(), done__isnull=True).order_by("pk")


def orders_for(gateway: PublicKey, now: datetime) -> list[str]:
    """The orders to this gateway as they travel; signed anew each time, for keys change and gateways sleep long."""
    key = cabinet().signing_key(now)
    made = (
        Order(one.public, one.installation, one.key, one.member, one.whole, int(one.made.timestamp()))
        for one in pending_for(gateway)[:MOST_ORDERS]
    )
    return [sign_order(order, key) for order in made]


def signed_excerpt(now: datetime) -> str | None:
    """What the policy in force says of homes, as it travels; nothing when none is, or it says nothing."""
    publication = publication_in_force(now)
    found = None if publication is None else excerpt_of(publication, in_force(now).policy)
    return None if found is None else sign_excerpt(found, cabinet().signing_key(now))
