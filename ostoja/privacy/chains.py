"""Logs that show when somebody changed them, even after a body was destroyed.

Link ``i`` is ``h(i) = SHA-256(h(i-1) ‖ commitment ‖ i)``, with ``commitment = SHA-256(salt ‖ body)``: body and salt
can go while the chain still verifies. A segment begins with the last hash of the one before it, and ends with the hash
that was kept outside; without that one, nobody could tell that the last entries are gone.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

SALT_BYTES = 16
START = bytes(32)
INDEX_BYTES = 8


@dataclass(frozen=True)
class Link:
    """An entry of a chain; ``salt`` and ``body`` are empty together when the body was destroyed.

    Shapes: ``commitment`` and ``hash`` have 32 bytes, ``salt`` 16.
    """

    index: int
    commitment: bytes
    hash: bytes
    salt: bytes | None
    body: bytes | None


@dataclass(frozen=True)
class Fault:
    """Where a chain breaks, and why."""

    index: int
    reason: str


def linked(before: bytes, index: int, body: bytes) -> Link:
    """The next link after a hash.

    Shapes: ``index`` counts from 0 over all segments.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    commitment = commitment_to(salt, body)
    return Link(index, commitment, step(before, commitment, index), salt, body)


def commitment_to(salt: bytes, body: bytes) -> bytes:
    """What stands for a body in the chain.

    Shapes: 16 bytes of salt; with any other length a byte could move between the two unseen.
    """
    return hashlib.sha256(salt + body).digest()


def step(before: bytes, commitment: bytes, index: int) -> bytes:
    """The hash of a link."""
    return hashlib.sha256(before + commitment + index.to_bytes(INDEX_BYTES)).digest()


def verify(links: Iterable[Link], before: bytes = START, first: int = 0, last: bytes | None = None) -> Fault | None:
    """The first fault of a segment that follows a hash, or nothing.

    Shapes: links in the order of their indices, the first of which is ``first``; ``last`` is the hash of the segment's
        end as it was kept outside, when it was.
    """
    following = first
    for following, link in enumerate(links, first + 1):
        reason = reason_against(link, before, following - 1)
        if reason is not None:
            return Fault(following - 1, reason)
        before = link.hash
    if last is not None and not hmac.compare_digest(before, last):
        return Fault(following, f"entry {following} is missing: the end is not the one that was kept outside")
    return None


def reason_against(link: Link, before: bytes, index: int) -> str | None:
    """Why a link cannot be the one of this index after this hash, or nothing."""
    if link.index != index:
        return f"entry {index} is missing or out of its place"
    if not hmac.compare_digest(link.hash, step(before, link.commitment, index)):
        return f"entry {index} does not follow from the one before it"
    if link.salt is None and link.body is None:
        return None
    if link.salt is None or link.body is None:
        return f"entry {index} lost its salt or its body, not both"
    is_whole = len(link.salt) == SALT_BYTES and hmac.compare_digest(
        link.commitment, commitment_to(link.salt, link.body)
    )
    return None if is_whole else f"the body of entry {index} was changed"
