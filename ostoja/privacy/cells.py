"""Where a home roughly is: a cell of a tenth of a degree, about eleven by seven kilometres in Poland."""

import re
from dataclasses import dataclass

TENTHS = 10
NORTH, EAST = 90, 180
ROUNDED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9])?")


class TooPreciseError(ValueError):
    """A position with more than one decimal was given; its digits are in no message."""


@dataclass(frozen=True)
class Cell:
    """A cell by its middle.

    Units: tenths of a degree north and east.
    """

    north: int
    east: int

    @classmethod
    def parse(cls, latitude: str, longitude: str) -> "Cell":
        """The cell of a position that was rounded on the phone.

        Units: degrees as written, with at most one decimal.
        Raises: TooPreciseError when it is no such position; what was given is not quoted.
        """
        return cls(tenths(latitude, NORTH), tenths(longitude, EAST))


def tenths(written: str, limit: int) -> int:
    """A coordinate in tenths of a degree.

    Units: degrees as written and as the limit; tenths of a degree out.
    Raises: TooPreciseError.
    """
    if ROUNDED.fullmatch(written) is None or abs(float(written)) > limit:
        raise TooPreciseError("a position has at most one decimal")
    return round(float(written) * TENTHS)
