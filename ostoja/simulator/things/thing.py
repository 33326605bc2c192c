"""What every thing of the home can do, and how it refuses."""

import math

State = dict[str, str | int]
NEVER = math.inf


class RefusedError(Exception):
    """The thing does not do that; the M-SERV is silent about it."""


class Thing:
    """A thing that answers verbs, changes with time and shows a state; this one answers nothing and never changes.

    Units: all moments are seconds since 1970.
    """

    def __init__(self, shown: str | None = None) -> None:
        self._shown = shown

    @property
    def next_at(self) -> float:
        """When it will change by itself; infinity when it will not."""
        return NEVER

    def act(self, verb: str, words: tuple[str, ...], now: float) -> None:  # noqa: ARG002 - the signature of all things
        """Do what the verb says.

        Raises: RefusedError when it does not answer the verb, or not in this form.
        """
        raise RefusedError(verb)

    def step(self, now: float) -> None:
        """Live up to this moment, which is not beyond ``next_at``."""

    def shown(self) -> State | None:
        """Its state as the M-SERV writes it, without the stamp; None while it holds no value."""
        return None if self._shown is None else {"state": self._shown}

    def restoring(self) -> str | None:
        """The words that would bring back what it shows now, as ``verb/word/word``; None when nothing can."""
        return None


def whole(text: str, low: int, high: int) -> int:
    """The whole number in this text.

    Raises: RefusedError when it is none, or outside ``low`` … ``high``.
    """
    try:
        number = int(text)
    except ValueError:
        raise RefusedError(text) from None
    if not low <= number <= high:
        raise RefusedError(text)
    return number


def decimal(text: str, low: float, high: float) -> float:
    """The decimal number in this text.

    Raises: RefusedError when it is none, or outside ``low`` … ``high``.
    """
    try:
        number = float(text)
    except ValueError:
        raise RefusedError(text) from None
    if not low <= number <= high:
        raise RefusedError(text)
    return number
