"""Messages inside sealed frames by which an owner has the home give its data to a service of their choice.

Source: Regulation (EU) 2023/2854, art. 5.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from ostoja.protocol.holdings import Id

MOST_SHOWN = 20

Receiver = Annotated[str, Meta(min_length=1, max_length=80)]
Address = Annotated[str, Meta(min_length=1, max_length=400)]


class Outcome(StrEnum):
    """How a delivery stands. ``stopped``: the home was started anew, or who had asked for it may no longer."""

    GOING = "going"
    TAKEN = "taken"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    STOPPED = "stopped"


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="m"):
    """A message."""


class Deliver(_Said, frozen=True, tag="deliver"):
    """Asks the home to give its devices, rooms and history to whoever receives at this address, once."""

    id: Id
    receiver: Receiver
    address: Address


class AskDeliveries(_Said, frozen=True, tag="deliveries"):
    """Asks to whom the home gave its data."""

    id: Id


class Delivery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A delivery: to whom, at which host, how many rows, and how it stands.

    Units: ``at`` in milliseconds since 1970.
    """

    receiver: str
    host: str
    at: int
    rows: int
    outcome: Outcome


class Deliveries(_Said, frozen=True, tag="deliveries_are"):
    """The latest deliveries, the newest first."""

    id: str
    deliveries: tuple[Delivery, ...]
