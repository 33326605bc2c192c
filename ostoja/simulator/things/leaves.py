"""Where an object lives on the bus, as its leaf says it.

``0_<mac hex>_<class>_<sub-class>_<channel>``, channels counted from 0.
"""

from dataclasses import dataclass

SERVER_MAC = 1
OUTPUT_CLASS = 257
OUTPUT_PART = 2
COLLECTOR_CLASS = 67
ROLLER_CLASS = 5
ARMED = 3


@dataclass(frozen=True)
class Leaf:
    """An address on the bus."""

    mac: int
    kind: int
    part: int
    channel: int


def leaf_of(text: str) -> Leaf | None:
    """The address in this leaf; None for an object without one."""
    if not text:
        return None
    _, mac, kind, part, channel = text.split("_")
    return Leaf(int(mac, 16), int(kind), int(part), int(channel))
