"""What the M-SERV has said, put together: no wire, no clock."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from ostoja.gateway.drivers.ampio import pushes, rows
from ostoja.gateway.drivers.ampio.alarms import Partition, joined
from ostoja.gateway.drivers.ampio.echoes import Echoes, Waiting
from ostoja.gateway.drivers.ampio.held import Held
from ostoja.gateway.drivers.ampio.modules import Modules
from ostoja.gateway.drivers.ampio.orders import Shown, Values
from ostoja.gateway.drivers.ampio.plan import Placed, Plan, Tables, draw
from ostoja.gateway.drivers.ampio.points import POINTS
from ostoja.gateway.drivers.ampio.topics import Digest, Live, Reply, Table, Topics
from ostoja.gateway.house.clock import wall_clock
from ostoja.gateway.house.driver import Home, Listing, Troubles
from ostoja.protocol.traits import OnOff, State

log = logging.getLogger(__name__)

ESSENTIAL = frozenset({Table.INFO, Table.DEVICES, Table.PARAMS})
_READERS: dict[Table, Callable[[bytes], rows.Rows[Any]]] = {
    Table.DEVICES: rows.objects,
    Table.PARAMS: rows.params,
    Table.GROUPS: rows.groups,
    Table.GROUP_DEVICES: rows.memberships,
    Table.SCENES: rows.scenes,
}
_WORD = re.compile(r"[a-z0-9_]{1,40}")
OF_MODULES = "/b/4F"
_EMPTY = Plan(Listing((), ()), {}, {}, {})


class Survey:
    """Hears every message of one account and holds what they say, over reconnects too.

    ``wanted`` are the tables to ask for now, ``missing`` those that were not heard since the connection began.
    """

    def __init__(self, topics: Topics, home: Home) -> None:
        self._topics = topics
        self._home = home
        self._server: int | None = None
        self._tables: dict[Table, dict[int, Any]] = {}
        self._digests: dict[Table, bytes] = {}
        self._held = Held()
        self._lit: dict[int, Values] = {}
        self._is_settled = False
        self.echoes = Echoes()
        self.plan = _EMPTY
        self.wanted: set[Table] = set()
        self.missing: set[Table] = set(Table)
        self.faults = 0
        self._skipped: Counter[str] = Counter()
        self._modules = Modules()

    def begin(self) -> None:
        """A connection begins: nothing said before counts as said on it, and everything is wanted."""
        self._held.new_connection()
        self._digests.clear()
        self._is_settled = False
        self.missing, self.wanted = set(Table), set(Table)

    def hear(self, topic: str, payload: bytes, *, retained: bool) -> None:
        """Take a message in; whatever it is, this does not raise."""
        match self._topics.read(topic):
            case Live(object=object_) if not retained:
                self._push(object_, payload)
            case Digest(table=table):
                self._digest(table, payload)
            # A retained answer is an answer to somebody's question of another time; only ``info`` is always retained.
            case Reply(table=table) if not retained or table is Table.INFO:
                self._reply(table, payload)
            case None if topic.endswith(OF_MODULES):
                if not self._modules.hear(topic, payload, wall_clock(), retained=retained):
                    self._fault("module")
            case _:
                pass

    def asked(self, table: Table) -> None:
        """Note that a table is being asked for."""
        if table is Table.STATES:
            self._held.asked()

    def settle(self) -> None:
        """Go on with what there is when the essential tables are in: the others may never come."""
        self._is_settled = not (self.missing & ESSENTIAL)
        self._list()

    @property
    def is_complete(self) -> bool:
        """Whether enough was heard on this connection to say what the home has."""
        return not self.missing or self._is_settled

    def shown(self, object_: int) -> Shown:
        """What this object shows now, what it showed last while it was on, and what is on its way to it."""
        device = self.plan.device_of.get(object_)
        values = () if device is None else self._values(self.plan.placed[device])
        return Shown(values, self._lit.get(object_, ()), self.echoes.axes(object_))

    def give_up(self, waiting: Waiting) -> None:
        """Wait for the echo of this no longer; where none came, what things show may have been missed."""
        if self.echoes.give_up(waiting, lambda object_: self.shown(object_).values):
            self.wanted.add(Table.STATES)

    def _push(self, object_: int, payload: bytes) -> None:
        try:
            push = pushes.push(payload)
        except pushes.PushError:
            self._fault("push")
            return
        before, was = self._held.pushes.get(object_), self.shown(object_).values
        if self._held.push(object_, push, is_known=object_ in self.plan.device_of):
            self._show([object_])
            moved = before is not None and before.state != push.state
            self.echoes.shown(object_, was, self.shown(object_).values, moved=moved)

    def _digest(self, table: Table, payload: bytes) -> None:
        before, self._digests[table] = self._digests.get(table), payload[:64]
        if before is not None and before != payload[:64]:
            self.wanted.add(table)
            if table is Table.DEVICES:
                self.wanted.add(Table.STATES)

    def _reply(self, table: Table, payload: bytes) -> None:
        try:
            if table is Table.INFO:
                self._identify(rows.server(payload))
            elif table is Table.STATES:
                self._snapshot(pushes.snapshot(payload))
            else:
                read = _READERS[table](payload)
                self._count(read.bad, table)
                self._tables[table] = read.rows
        except rows.ReplyError:
            self._fault(f"{table.value}, whole")
            return
        was_complete = self.is_complete
        self.missing.discard(table)
        if table is not Table.STATES or not was_complete:
            self._list()

    def _identify(self, server: int) -> None:
        if self._server not in {None, server}:
            log.warning("another M-SERV answers; its devices are new ones and the former are unavailable")
        self._server = server

    def _snapshot(self, read: rows.Rows[pushes.Push]) -> None:
        self._count(read.bad, Table.STATES)
        self._show([object_ for object_, push in read.rows.items() if self._held.seed(object_, push)])
        self._held.answered()

    def _list(self) -> None:
        if self._server is None or not self.is_complete:
            return
        found = (self._tables.get(table, {}) for table in _READERS)
        self.plan = draw(_tables(self._server, *found))
        self._home.listed(self.plan.listing)
        self._show(self._held.pushes)
        self._home.went_online()

    def _show(self, objects: Iterable[int]) -> None:
        if not self.is_complete:
            return
        devices = dict.fromkeys(self.plan.device_of[object_] for object_ in objects if object_ in self.plan.device_of)
        self._home.shown([state for state in map(self._state, devices) if state is not None])

    def _state(self, device: str) -> State | None:
        placed = self.plan.placed[device]
        values = self._values(placed)
        if not values:
            if placed.object in self._held.pushes:
                self._fault("state")
            return None
        if OnOff(on=True) in values:
            self._lit[placed.object] = values
        halves = (self._held.pushes.get(placed.object), self._held.pushes.get(placed.other or 0))
        return State(device, max(half.on for half in halves if half is not None), values)

    def _values(self, placed: Placed) -> Values:
        push = self._held.pushes.get(placed.object)
        if isinstance(placed.point, Partition) and placed.other is not None:
            other = self._held.pushes.get(placed.other)
            return () if push is None and other is None else joined(push, other)
        try:
            return () if push is None else placed.point.values(push)
        except ValueError:
            return ()

    def troubles(self) -> Troubles:
        """What could not be made sense of: bad rows of the latest tables, and messages since the start."""
        listed: dict[int, rows.ObjectRow] = self._tables.get(Table.DEVICES, {})
        unknown = Counter(word(row.type) for row in listed.values() if row.type not in POINTS)
        return Troubles(dict(sorted((+self._skipped).items())), dict(sorted(unknown.items())), self._modules.all())

    def _count(self, bad: int, table: Table) -> None:
        self._skipped[table.value] = bad
        if bad:
            self.faults += bad
            log.warning("%d rows of %s were bad and are left out", bad, table.value)

    def _fault(self, what: str) -> None:
        self.faults += 1
        self._skipped[what] += 1
        log.debug("! %s: could not be read", what)


def _tables(server: int, objects: Any, params: Any, groups: Any, memberships: Any, scenes: Any) -> Tables:
    return Tables(server, objects, params, groups, memberships, scenes)


def word(written: str) -> str:
    """A type's word; what is none might be anybody's text, and is shown to nobody."""
    return written if _WORD.fullmatch(written) else "?"
