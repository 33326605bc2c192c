"""Messages inside sealed frames about how a person likes to see the home; the home keeps it for all their apps."""

from typing import Annotated

import msgspec
from msgspec import Meta

# Written as a cell of a sheet of what the home holds, it still fits a part of that.
ARRANGEMENT_BYTES = 32_000

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Ids = Annotated[tuple[Id, ...], Meta(max_length=2_000)]


class Arrangement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How one person likes to see the home: ids of devices and rooms, each list without repetition.

    ``favorites`` stand first, in this order; ``hidden`` are shown only when they are asked for; ``order`` holds what
    the person moved, in their order, and comes before the rest, which stands by name.
    """

    favorites: Ids = ()
    hidden: Ids = ()
    order: Ids = ()


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="m"):
    """A message."""


class AskArrangement(_Said, frozen=True, tag="arrangement"):
    """Asks how the person who asks likes to see the home."""

    id: Id


class Arrange(_Said, frozen=True, tag="arrange"):
    """Asks to keep this instead of what was kept before."""

    id: Id
    arrangement: Arrangement


class ArrangementIs(_Said, frozen=True, tag="arrangement_is"):
    """How the person likes to see the home; ``id`` is empty when another of their apps changed it."""

    id: str
    arrangement: Arrangement


def is_fit(arrangement: Arrangement) -> bool:
    """Whether this can be kept: nothing twice in a list, and as a whole within its bound."""
    lists = (arrangement.favorites, arrangement.hidden, arrangement.order)
    repeats = any(len(set(one)) < len(one) for one in lists)
    return not repeats and len(msgspec.json.encode(arrangement)) <= ARRANGEMENT_BYTES
