"""What is said to the M-SERV to have something done, and how it will show that it did."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from ostoja.protocol.traits import Value

# Most objects show a change within 200 ms, an alarm after about a second; a cover begins to move, a zone recalculates.
QUICK = timedelta(seconds=3)
SLOW = timedelta(seconds=10)

Values = tuple[Value, ...]
Echo = Callable[[Values, Values], bool]


@dataclass(frozen=True)
class Shown:
    """What an object shows now, what it showed last while it was on, and on which axes orders are on their way."""

    values: Values = ()
    lit: Values = ()
    awaited: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Order:
    """A verb with its arguments, ``setValue/80``, and its echo; printing it shows neither, for there may be a PIN.

    ``echo`` looks at what was shown before and what is shown now. With ``fresh`` only a push after the order counts,
    however things stood before; with ``moved`` it must also write another state than the push before it. With ``taken``
    the server's word that it heard is all that there is.
    """

    verb: str
    echo: Echo
    patience: timedelta = QUICK
    fresh: bool = False
    moved: bool = False
    taken: bool = False

    def __repr__(self) -> str:
        return "Order(…)"

    def is_done(self, shown: Values, *, is_alone: bool = True) -> bool:
        """Whether things stand as ordered already, and no other order is about to change them."""
        return self.taken or (is_alone and bool(shown) and not self.fresh and self.echo(shown, shown))


def shows(wanted: Value) -> Echo:
    """An echo that is this very value."""
    return lambda _before, now: wanted in now


def anything(_before: Values, _now: Values) -> bool:
    """An echo that is any push."""
    return True
