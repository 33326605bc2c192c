"""What can happen to an order: it is made when somebody leaves, and closed by the receipt of the home."""

from collections.abc import Iterable
from datetime import UTC, datetime

from ostoja.cloud.homes.erasures.queries import pending_for
from ostoja.cloud.homes.models import Erasure, Membership
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.orders import Receipt


def order_erasure(leaving: Membership, now: datetime, *, whole: bool) -> None:
    """Every gateway of the home is asked to erase what it holds of a member; with ``whole``, what it recorded too.

    Then: it is written down without the home, so that it outlives both the membership and the home.
    """
    keys = leaving.installation.gateway_keys.filter(removed__isnull=True).values_list("key", flat=True)
    Erasure.objects.bulk_create(
        [
            Erasure(
                key=key,
                installation=leaving.installation.public,
                member=leaving.public,
                person=leaving.person,
                whole=whole,
                made=now,
            )
            for key in keys
        ]
    )


def close(gateway: PublicKey, receipts: Iterable[Receipt]) -> int:
    """Close the orders of which this gateway gives a receipt, and say how many; what is not its own is passed over."""
    good = [one for one in receipts if one.is_by(gateway)]
    return sum(
        pending_for(gateway)
        .filter(public=one.order)
        .update(done=datetime.fromtimestamp(one.done, UTC), receipt=one.signature)
        for one in good
    )
