"""Whether a chain still holds, and what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ostoja.cloud.audit.models import Chain, Dropped
from ostoja.cloud.audit.signing import is_signed
from ostoja.privacy.chains import START, Fault, Link, verify

PAGE = 1_000


@dataclass(frozen=True)
class Verdict:
    """What a look at a chain found: how many entries were verified, the hash of the last, and the first fault."""

    entries: int
    head: bytes
    fault: Fault | None


def links(chain: Chain) -> Iterator[Link]:
    """A chain's entries in their order."""
    for row in chain.links.order_by("index").iterator(PAGE):
        salt = None if row.salt is None else bytes(row.salt)
        body = None if row.body is None else bytes(row.body)
        yield Link(row.index, bytes(row.commitment), bytes(row.hash), salt, body)


def verified(name: str) -> Verdict:
    """Whether the chain of this name holds, from its beginning or the last segment that was dropped to its end."""
    chain = Chain.objects.filter(name=name).first()
    if chain is None:
        return Verdict(0, START, None)
    before, first, fault = beginning(chain)
    entries = list(links(chain))
    fault = fault or verify(entries, before, first)
    head = entries[-1].hash if entries else before
    if fault is None and (chain.length != first + len(entries) or bytes(chain.head) != head):
        fault = Fault(first + len(entries), f"the chain ends at entry {chain.length - 1}, which is missing")
    return Verdict(len(entries), head, fault)


def beginning(chain: Chain) -> tuple[bytes, int, Fault | None]:
    """Where what is left of a chain begins: the hash before it and its first number."""
    dropped: Dropped | None = chain.dropped.order_by("last").last()
    if dropped is None:
        return START, 0, None
    fault = None if is_signed(dropped) else Fault(dropped.last, "the record of a dropped segment is not signed by us")
    return bytes(dropped.head), dropped.last + 1, fault


def began(name: str) -> int:
    """The number of the first entry that a chain may still have."""
    chain = Chain.objects.filter(name=name).first()
    return 0 if chain is None else beginning(chain)[1]


def matches(name: str, length: int, head: bytes) -> bool:
    """Whether a chain is the one of which somebody outside keeps a checkpoint."""
    chain = Chain.objects.filter(name=name).first()
    if chain is None or chain.length < length:
        return False
    at = chain.links.filter(index=length - 1).first()
    gone = chain.dropped.filter(last=length - 1).first()
    found = at.hash if at is not None else gone.head if gone is not None else None
    return found is not None and bytes(found) == head


def chain_names() -> list[str]:
    """Every chain that there is, by name."""
    return list(Chain.objects.order_by("name").values_list("name", flat=True))
