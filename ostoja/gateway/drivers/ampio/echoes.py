"""Who waits for the home to show that it did something. Verbs and PINs never come here.

Orders on one axis of an object stand in line, for the home does one after the other: what it shows is the deed of the
first in line that it fits, and then of those right behind that it fits as well. One further back is taken for done by a
change only, never by what stood there before.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.orders import Echo, Order, Values

MOST_IN_LINE = 32
MOST_OBJECTS = 2_000


@dataclass(frozen=True, eq=False)
class Awaited:
    """What one object is to show: how an echo looks, beside what was shown before; the rest as an order has it."""

    object: int
    axis: str
    before: Values
    echo: Echo
    fresh: bool = False
    moved: bool = False

    @classmethod
    def of(cls, object_: int, axis: str, before: Values, order: Order) -> "Awaited":
        """What this order has the object show."""
        return cls(object_, axis, before, order.echo, order.fresh, order.moved)

    def is_echo(self, now: Values, *, moved: bool) -> bool:
        """Whether a push that shows this is an echo; ``moved`` when it wrote another state than the one before it."""
        return (moved or not self.moved) and self.echo(self.before, now)

    def is_in_place(self, now: Values) -> bool:
        """Whether what is shown is enough, without a push."""
        return bool(now) and not self.fresh and self.echo(now, now)


class Waiting:
    """An order or a scene that waits until all of these were shown; ``echoed`` is called then."""

    def __init__(self, awaited: Iterable[Awaited], echoed: Callable[[], None]) -> None:
        self.awaited = tuple(awaited)
        self._missing = set(self.awaited)
        self._echoed = echoed

    def was_shown(self, awaited: Awaited) -> None:
        """One of them was shown; it may have been the last that was missing."""
        self._missing.discard(awaited)
        if not self._missing:
            self._echoed()


Place = tuple[Awaited, Waiting]
Line = list[Place]


class Echoes:
    """Every order that waits, by object and axis, bounded; what waits longest is forgotten first."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[str, Line]] = {}

    def axes(self, object_: int) -> frozenset[str]:
        """On what of this object orders are on their way."""
        return frozenset(self._lines.get(object_, ()))

    def wait(self, waiting: Waiting) -> None:
        """Wait for this."""
        for awaited in waiting.awaited:
            line = self._lines.setdefault(awaited.object, {}).setdefault(awaited.axis, [])
            line.append((awaited, waiting))
            del line[:-MOST_IN_LINE]
        while len(self._lines) > MOST_OBJECTS:
            del self._lines[next(iter(self._lines))]

    def shown(self, object_: int, before: Values, now: Values, *, moved: bool) -> None:
        """Tell those who waited for this object to show this; ``moved`` when it wrote another state than before."""
        is_change = before != now
        for axis, line in tuple(self._lines.get(object_, {}).items()):
            first, end = _done(line, now, moved=moved, is_change=is_change)
            self._leave(object_, axis, line[end:])
            _tell(line[first:end])

    def give_up(self, waiting: Waiting, shown: Callable[[int], Values]) -> bool:
        """Its time is over: it holds up nobody behind it for whom things stand right already.

        Returns: whether it still waited.
        """
        has_waited = False
        for awaited in waiting.awaited:
            line = self._lines.get(awaited.object, {}).get(awaited.axis, [])
            rest = [place for place in line if place[0] is not awaited]
            if len(rest) == len(line):
                continue
            has_waited = True
            now, end = shown(awaited.object), 0
            while end < len(rest) and rest[end][0].is_in_place(now):
                end += 1
            self._leave(awaited.object, awaited.axis, rest[end:])
            _tell(rest[:end])
        return has_waited

    def _leave(self, object_: int, axis: str, line: Line) -> None:
        lines = self._lines[object_]
        if line:
            lines[axis] = line
        else:
            del lines[axis]
        if not lines:
            del self._lines[object_]


def _done(line: Line, now: Values, *, moved: bool, is_change: bool) -> tuple[int, int]:
    """From where to where the line was done when this is shown; the home has passed over those before."""
    for first, (awaited, _) in enumerate(line):
        if awaited.is_echo(now, moved=moved) and (first == 0 or is_change):
            end = first + 1
            while end < len(line) and line[end][0].is_echo(now, moved=moved):
                end += 1
            return first, end
    return 0, 0


def _tell(places: Line) -> None:
    for awaited, waiting in places:
        waiting.was_shown(awaited)
