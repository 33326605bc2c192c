"""What can happen to evidence: it grows, a body is destroyed, a segment is dropped; always on record."""

from datetime import datetime

from django.db import transaction

from ostoja.cloud.audit.models import Chain, Dropped, Link
from ostoja.cloud.audit.signing import sign, statement
from ostoja.privacy.chains import START, linked


@transaction.atomic
def append(name: str, body: bytes, now: datetime) -> Link:
    """Write an entry at the end of a chain; two at once stand in a row."""
    Chain.objects.get_or_create(name=name, defaults={"head": START})
    chain = Chain.objects.select_for_update().get(name=name)
    made = linked(bytes(chain.head), chain.length, body)
    row = Link.objects.create(
        chain=chain,
        index=made.index,
        at=now,
        commitment=made.commitment,
        hash=made.hash,
        salt=made.salt,
        body=made.body,
    )
    chain.length, chain.head = made.index + 1, made.hash
    chain.save(update_fields=["length", "head"])
    return row


def destroy_body(link: Link) -> None:
    """Take an entry's body and salt away; the chain still holds, and shows that there was an entry."""
    link.salt = link.body = None
    link.save(update_fields=["salt", "body"])


@transaction.atomic
def drop(name: str, before: datetime, rule: str, now: datetime) -> int:
    """Drop a chain's entries from before an instant, leaving a signed record; how many went.

    Only what stands before every entry that is to stay goes: a clock that once showed a day long past takes nothing
    along, and one that showed a day to come keeps nothing back.
    """
    chain = Chain.objects.select_for_update().filter(name=name).first()
    if chain is None:
        return 0
    young = chain.links.filter(at__gte=before, at__lte=now).order_by("index").first()
    old = chain.links.filter(at__lt=before, index__lt=chain.length if young is None else young.index).order_by("index")
    first, last = old.first(), old.last()
    if first is None or last is None:
        return 0
    first = chain.links.order_by("index")[0]
    made = Dropped(chain=chain, first=first.index, last=last.index, head=last.hash, at=now, rule=rule)
    made.signature = sign(statement(made))
    made.save()
    count, _ = chain.links.filter(index__lte=last.index).delete()
    return count


def checkpoint(name: str) -> str | None:
    """A signed statement of a chain's end, to be kept where nobody with the database can reach it."""
    chain = Chain.objects.filter(name=name).first()
    if chain is None:
        return None
    return sign({"chain": name, "length": chain.length, "head": bytes(chain.head).hex()})
