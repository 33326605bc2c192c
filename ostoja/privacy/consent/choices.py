"""The ledger of a person's choices, from which everything else is derived.

Source: decision D11; GDPR art. 7, 18, 21.
"""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
import rfc8785

from ostoja.policy.changes.changes import CONSENTED
from ostoja.policy.entries import Purpose


class Kind(StrEnum):
    """What happened."""

    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    OBJECTED = "objected"
    OBJECTION_ENDED = "objection_ended"
    RESTRICTED = "restricted"
    RESTRICTION_LIFTED = "restriction_lifted"


CONSENT = frozenset({Kind.GIVEN, Kind.REFUSED, Kind.WITHDRAWN, Kind.EXPIRED})
OBJECTION = frozenset({Kind.OBJECTED, Kind.OBJECTION_ENDED})
RESTRICTION = frozenset({Kind.RESTRICTED, Kind.RESTRICTION_LIFTED})
LASTING = frozenset({Kind.GIVEN, Kind.OBJECTED, Kind.RESTRICTED})
"""What stands until something else is said; all others have done what they do when they are written."""


@dataclass(frozen=True)
class Choice:
    """One entry of the ledger.

    ``asked`` is the digest of what was asked, ``by_guardian`` whether somebody answered for a child.
    """

    kind: Kind
    at: datetime
    asked: str = ""
    by_guardian: bool = False


# The gate asks for the same few again and again, and an entry never changes.
@functools.lru_cache(maxsize=512)
def digest_of(purpose: Purpose) -> str:
    """By what a consent names that to which it was given: a changed question, or other data, is another one.

    It covers what the comparison of two versions calls consent-breaking, and closes the gate for less than that too:
    nobody can tell from a digest whether less or more was agreed to.

    Shapes: 64 hexadecimal digits.
    """
    written = msgspec.to_builtins(purpose)
    asked = {field: as_set(written[field]) for field in CONSENTED}
    return hashlib.sha256(rfc8785.dumps(asked)).hexdigest()


def as_set(value: Any) -> Any:
    """A list without its order, in which nobody agreed to anything; whatever is no list as it is."""
    return sorted(value) if isinstance(value, list | tuple) else value


def last_of(choices: Sequence[Choice], kinds: frozenset[Kind]) -> Choice | None:
    """The newest choice among some kinds: the one that was written last, whatever the clock said then."""
    return next((choice for choice in reversed(choices) if choice.kind in kinds), None)
