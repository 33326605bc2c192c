"""Whether a chain still holds, and what stands in it."""

from collections.abc import Collection, Iterator
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


@dataclass(frozen=True)
class Ends:
    """What a chain's hashes were after so many entries, and the number of the first that it may still have."""

    began: int
    hashes: dict[int, bytes]


def ends_of(name: str, lengths: Collection[int]) -> Ends:
    """The hashes that a chain had at these lengths; those of which nothing is left are missing."""
    chain = Chain.objects.filter(name=name).first()
    if chain is None:
        return Ends(0, {})
    places = sorted(length - 1 for length in lengths)
    hashes: dict[int, bytes] = {}
    for start in range(0, len(places), PAGE):
        here = places[start : start + PAGE]
        for rows in (
            chain.dropped.filter(last__in=here).values_list("last", "head"),
            chain.links.filter(index__in=here).values_list("index", "hash"),
        ):
            hashes |= {index + 1: bytes(found) for index, found in rows}
    return Ends(beginning(chain)[1], hashes)


def chain_names() -> list[str]:
    """Every chain that there is, by name."""
    return list(Chain.objects.order_by("name").values_list("name", flat=True))
