"""Plain integers that say how the road is used; no name and no id is among them."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Traffic:
    """What was sent one way."""

    frames: int = 0
    bytes: int = 0


@dataclass(slots=True)
class Counters:
    """Everything that is counted; gauges go up and down, the rest only up."""

    to_app: Traffic = field(default_factory=Traffic)
    to_gateway: Traffic = field(default_factory=Traffic)
    apps: int = 0
    gateways: int = 0
    pending: int = 0
    channels: int = 0
    opened: int = 0
    pauses: int = 0
    replaced: int = 0
    strays: int = 0
    revocations: int = 0
    struck: int = 0
    malformed: int = 0
    closed: Counter[str] = field(default_factory=Counter)
