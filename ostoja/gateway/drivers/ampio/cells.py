"""Cells of the M-SERV's tables, read with tolerance: numbers may come as text, text may be missing."""

import math
from collections.abc import Mapping

LONGEST_NAME = 120
# Names that the field uses for "no name".
_PLACEHOLDERS = {"", "ND", "N/D", "-", "."}


def whole(row: Mapping[str, object], cell: str, otherwise: int | None = None) -> int:
    """The whole number in this cell; ``otherwise`` when the cell is missing, null or blank.

    Raises: ValueError when it is no whole number, or not there and nothing stands in for it.
    """
    value = row.get(cell)
    if value is None or (isinstance(value, str) and not value.strip()):
        if otherwise is None:
            raise ValueError(cell)
        return otherwise
    found = number(value)
    if not found.is_integer():
        raise ValueError(cell)
    return int(value) if isinstance(value, int | str) and _is_digits(value) else int(found)


def number(value: object) -> float:
    """The finite number in a cell.

    Raises: ValueError when there is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("not a number")  # noqa: TRY004 - one error for a cell that is not right
    try:
        found = float(value)
    except OverflowError as wrong:
        raise ValueError("not finite") from wrong
    if not math.isfinite(found):
        raise ValueError("not finite")
    return found


def some_number(value: object) -> float | None:
    """The finite number in a cell, or None."""
    try:
        return number(value)
    except ValueError:
        return None


def text(row: Mapping[str, object], cell: str) -> str:
    """The text in this cell; numbers become text, everything else is blank."""
    value = row.get(cell)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def name(row: Mapping[str, object], cell: str) -> str:
    """The name in this cell, blank for the placeholders of the field."""
    found = text(row, cell)
    return "" if found in _PLACEHOLDERS else found[:LONGEST_NAME]


def _is_digits(value: int | str) -> bool:
    return isinstance(value, int) or value.strip().lstrip("+-").isdecimal()
