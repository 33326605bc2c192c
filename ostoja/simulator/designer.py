"""What an installer does to the home with the Designer while it runs; every deed is a save that all are told of."""

from collections.abc import Callable

import msgspec

from ostoja.simulator.clock import Clock
from ostoja.simulator.errors import UnknownObjectError
from ostoja.simulator.home.furnishing import Home, Thing
from ostoja.simulator.mserv.server import MServ


class Designer:
    """The Designer of one home; ``stir`` has what is to be said be said.

    Raises (by all deeds that name an object): UnknownObjectError when the home has no such object.
    """

    def __init__(self, home: Home, mserv: MServ, clock: Clock, stir: Callable[[], None]) -> None:
        self._first = {row.id: row for row in home.objects}
        self._mserv = mserv
        self._clock = clock
        self._stir = stir

    def remove(self, object_id: int) -> None:
        """Take the object out of its rooms: it leaves the catalogue."""
        self._change(object_id, rooms=())

    def restore(self, object_id: int) -> None:
        """Put the object back into the rooms where the home's file has it, on its leaf, and seen."""
        row = self._known(object_id)
        self._change(object_id, rooms=row.rooms, leaf=row.leaf, hidden=row.hidden)

    def rename(self, object_id: int, name: str | None) -> None:
        """Give the object another name, or none."""
        self._change(object_id, name=name)

    def unleaf(self, object_id: int) -> None:
        """Take the object off its module, so that it is seen and drives nothing."""
        self._change(object_id, leaf="")

    def hide(self, object_id: int) -> None:
        """Flip the object's hidden bit on."""
        self._known(object_id)
        self._change(object_id, hidden=True)

    def twin(self) -> None:
        """Give the last module the mac of the first, as installers do by mistake."""
        home = self._mserv.home
        *others, last = home.modules
        self._save(msgspec.structs.replace(home, modules=(*others, msgspec.structs.replace(last, mac=others[0].mac))))

    def grant(self, object_id: int, *, held: bool) -> None:
        """Let the standard account see the object, or no longer."""
        self._known(object_id)
        self._mserv.grant(object_id, held=held, now=self._clock.now())
        self._stir()

    def _known(self, object_id: int) -> Thing:
        if object_id not in self._first:
            raise UnknownObjectError(object_id)
        return self._first[object_id]

    def _change(self, object_id: int, **changes: object) -> None:
        self._known(object_id)
        home = self._mserv.home
        rows = tuple(msgspec.structs.replace(row, **changes) if row.id == object_id else row for row in home.objects)
        self._save(msgspec.structs.replace(home, objects=rows))

    def _save(self, home: Home) -> None:
        self._mserv.save(home, self._clock.now())
        self._stir()
