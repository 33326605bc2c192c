"""Messages inside sealed frames about what the home keeps: for how long, and what there is of it."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

LONGEST_DAYS = 365
# Three times a page of the snapshot, so that a long history needs fewer questions, and under a frame with its seal.
SHEET_BYTES = 49_152

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Days = Annotated[int, Meta(ge=0, le=LONGEST_DAYS)]
Mark = Annotated[str, Meta(max_length=40)]
Cell = str | int | None


class Scope(StrEnum):
    """What is asked for: what concerns the one who asks, or what the home may take along elsewhere."""

    MINE = "mine"
    HOME = "home"


class Recording(StrEnum):
    """How the writing of the history goes. ``failing``: the disk takes nothing, for example because it is full."""

    ON = "on"
    OFF = "off"
    FAILING = "failing"


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="m"):
    """A message."""


class AskKeeping(_Said, frozen=True, tag="keeping"):
    """Asks for how long the home keeps its history."""

    id: Id


class KeepFor(_Said, frozen=True, tag="keep_for"):
    """Asks the home to keep its history for so many days; none means that nothing is recorded."""

    id: Id
    days: Days


class AskHoldings(_Said, frozen=True, tag="holdings"):
    """Asks for the sheet after this mark; the empty mark asks for the first."""

    id: Id
    scope: Scope
    after: Mark = ""


class Keeping(_Said, frozen=True, tag="keeping_is"):
    """For how long the home keeps its history, and the most that its owner may choose.

    ``policy`` is the hash of the operator's policy that the home obeys, empty before it has heard of one.
    """

    id: str
    days: int
    longest: int
    recording: Recording
    policy: str = ""


class Holdings(_Said, frozen=True, tag="holdings_are"):
    """A part of a sheet: rows under these columns; ``next`` is the mark to ask after, empty when that was all.

    Units: columns whose names end in ``_ms`` are milliseconds since 1970.
    """

    id: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    next: str = ""
