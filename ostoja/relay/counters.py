"""Plain integers that say how the road is used; no name and no id is among them."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Side:
    """One kind of peer: what was sent to it, and how many of it are connected and not admitted yet."""

    frames: int = 0
    bytes: int = 0
    pending: int = 0


@dataclass(slots=True)
class Counters:
    """Everything that is counted; gauges go up and down, the rest only up."""

    app_side: Side = field(default_factory=Side)
    gateway_side: Side = field(default_factory=Side)
    apps: int = 0
    gateways: int = 0
    channels: int = 0
    opened: int = 0
    pauses: int = 0
    slowed: int = 0
    replaced: int = 0
    strays: int = 0
    revocations: int = 0
    struck: int = 0
    malformed: int = 0
    closed: Counter[str] = field(default_factory=Counter)
