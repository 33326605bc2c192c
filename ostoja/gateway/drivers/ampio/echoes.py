"""Who waits for the home to show that it did something. Verbs and PINs never come here."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ostoja.gateway.drivers.ampio.orders import Echo, Values

MOST_OF_ONE_OBJECT = 4
MOST_OBJECTS = 2_000


@dataclass(frozen=True)
class Awaited:
    """What one object is to show: how an echo looks, beside what was shown before.

    With ``moved`` only a push counts that writes another state than the one before it.
    """

    object: int
    before: Values
    echo: Echo
    moved: bool = False


class Waiting:
    """An order or a scene that waits until all of these were shown; ``echoed`` is called then."""

    def __init__(self, awaited: Iterable[Awaited], echoed: Callable[[], None]) -> None:
        self._missing = list(awaited)
        self.objects = frozenset(one.object for one in self._missing)
        self.echoed = echoed

    def is_over(self, object_: int, now: Values, *, moved: bool) -> bool:
        """Whether nothing is missing once this object has shown this."""
        self._missing = [one for one in self._missing if not _is_echo(one, object_, now, moved=moved)]
        return not self._missing


class Echoes:
    """Every order that waits, by object, bounded; what waits longest is forgotten first."""

    def __init__(self) -> None:
        self._waiting: dict[int, deque[Waiting]] = {}

    def wait(self, waiting: Waiting) -> None:
        """Wait for this."""
        for object_ in waiting.objects:
            self._waiting.setdefault(object_, deque(maxlen=MOST_OF_ONE_OBJECT)).append(waiting)
        while len(self._waiting) > MOST_OBJECTS:
            del self._waiting[next(iter(self._waiting))]

    def shown(self, object_: int, now: Values, *, moved: bool) -> None:
        """Tell those who waited for this object to show this; ``moved`` when it wrote another state than before."""
        for waiting in tuple(self._waiting.get(object_, ())):
            if waiting.is_over(object_, now, moved=moved):
                self.forget(waiting)
                waiting.echoed()

    def forget(self, waiting: Waiting) -> None:
        """Wait for this no longer."""
        for object_ in waiting.objects:
            queue = self._waiting.get(object_)
            if queue is not None and waiting in queue:
                queue.remove(waiting)
                if not queue:
                    del self._waiting[object_]


def _is_echo(awaited: Awaited, object_: int, now: Values, *, moved: bool) -> bool:
    return awaited.object == object_ and (moved or not awaited.moved) and awaited.echo(awaited.before, now)
