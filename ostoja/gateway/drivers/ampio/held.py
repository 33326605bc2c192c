"""The latest push of every object, by the rules that decide which of two is later.

A live push always counts, for the server does not order pushes by their stamp. The snapshot only seeds: where a live
push was heard since the snapshot was asked for, its value counts only when it is younger. What was heard before that is
not later than the snapshot, whatever the stamps say: the server's clock may have been set back.
"""

from dataclasses import dataclass, field

from ostoja.gateway.drivers.ampio.pushes import Push

MOST_OBJECTS = 50_000  # Ten times the largest installation; pushes of objects that no catalogue has must not pile up.
MOST_UNKNOWN = 500  # Of objects that no listing has: those come with the snapshot once they are listed.


@dataclass
class Held:
    """What every object showed last, known or not."""

    pushes: dict[int, Push] = field(default_factory=dict)
    _live: set[int] = field(default_factory=set)
    _is_asked: bool = False
    _unknown: set[int] = field(default_factory=set)

    def new_connection(self) -> None:
        """What was live before may have changed unheard: the next snapshot counts."""
        self._live.clear()
        self._unknown.clear()
        self._is_asked = False

    def asked(self) -> None:
        """A snapshot is asked for; while an earlier one may still come, that one is not taken for this."""
        if not self._is_asked:
            self._live.clear()
        self._is_asked = True

    def answered(self) -> None:
        """The snapshot was taken in."""
        self._is_asked = False

    def push(self, object_: int, push: Push, *, is_known: bool = True) -> bool:
        """Hold a live push; whether there was room for it. Of unknown objects there is room for few."""
        if not is_known and object_ not in self.pushes:
            if len(self._unknown) >= MOST_UNKNOWN:
                return False
            self._unknown.add(object_)
        if object_ not in self.pushes and len(self.pushes) >= MOST_OBJECTS:
            return False
        self.pushes[object_] = push
        self._live.add(object_)
        return True

    def seed(self, object_: int, push: Push) -> bool:
        """Hold a value of the snapshot, if it is later; whether it is."""
        before = self.pushes.get(object_)
        if before is not None and object_ in self._live and push.on <= before.on:
            return False
        if before is None and len(self.pushes) >= MOST_OBJECTS:
            return False
        self.pushes[object_] = push
        return True
