"""Who waits for the home to show that it did something. Verbs and PINs never come here."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ostoja.gateway.drivers.ampio.orders import Echo, Values

MOST_OF_ONE_OBJECT = 4
MOST_OBJECTS = 2_000


@dataclass(frozen=True, eq=False)
class Waiting:
    """One order that waits: what was shown before by each object that may echo it, and how an echo looks.

    Of the objects in ``moved`` only a push that writes another state than the one before it counts.
    """

    before: Mapping[int, Values]
    echo: Echo
    echoed: Callable[[], None]
    moved: frozenset[int] = field(default=frozenset())


class Echoes:
    """Every order that waits, by object, bounded; what waits longest is forgotten first."""

    def __init__(self) -> None:
        self._waiting: dict[int, deque[Waiting]] = {}

    def wait(self, waiting: Waiting) -> None:
        """Wait for this."""
        for object_ in waiting.before:
            self._waiting.setdefault(object_, deque(maxlen=MOST_OF_ONE_OBJECT)).append(waiting)
        while len(self._waiting) > MOST_OBJECTS:
            del self._waiting[next(iter(self._waiting))]

    def shown(self, object_: int, now: Values, *, moved: bool) -> None:
        """Tell those who waited for this object to show this; ``moved`` when it wrote another state than before."""
        for waiting in tuple(self._waiting.get(object_, ())):
            if object_ in waiting.moved and not moved:
                continue
            if waiting.echo(waiting.before[object_], now):
                self.forget(waiting)
                waiting.echoed()

    def forget(self, waiting: Waiting) -> None:
        """Wait for this no longer."""
        for object_ in waiting.before:
            queue = self._waiting.get(object_)
            if queue is not None and waiting in queue:
                queue.remove(waiting)
                if not queue:
                    del self._waiting[object_]
