"""What many samples come to: quantiles, and how far the blocks of one run lie apart."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Self

MS_PER_SECOND = 1_000


def quantile(samples: Sequence[float], share: float) -> float:
    """The value that this share of the samples does not exceed, between two samples in proportion.

    Units:  ``share`` 0 … 1; the answer has the unit of the samples.
    Raises: ValueError when there are no samples, or the share is none.
    """
    if not samples or not 0 <= share <= 1:
        raise ValueError("a quantile needs samples, and a share from 0 to 1")
    ordered = sorted(samples)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def median(samples: Sequence[float]) -> float:
    """The value in the middle."""
    return quantile(samples, 0.5)


@dataclass(frozen=True)
class Delays:
    """How long something took.

    Units: milliseconds; half and 99 of 100 took no longer than this.
    """

    p50_ms: float
    p99_ms: float
    count: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Self:
        """Of these samples, which are in seconds."""
        return cls(quantile(seconds, 0.5) * MS_PER_SECOND, quantile(seconds, 0.99) * MS_PER_SECOND, len(seconds))


@dataclass(frozen=True)
class Ratio:
    """How many times as much, block by block of one run: what disturbs the machine disturbs both sides of a block."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, ours: Sequence[float], theirs: Sequence[float]) -> Self:
        """Of these blocks, pair by pair.

        Raises: ValueError when they do not pair.
        """
        each = [mine / other for mine, other in zip(ours, theirs, strict=True)]
        return cls(median(each), min(each), max(each))


def plain(figures: Delays | Ratio) -> dict[str, float]:
    """The figures as JSON has them."""
    return asdict(figures)
