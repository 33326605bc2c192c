"""What the M-SERV says: changes, tables, states, digests, each to the accounts that may know, each at its time."""

from dataclasses import dataclass

from ostoja.simulator.access import Account
from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.house import Change, House, Piece
from ostoja.simulator.mserv import raw, tables, wire
from ostoja.simulator.mserv.faults import Faults
from ostoja.simulator.mserv.manner import Manner
from ostoja.simulator.mserv.outbox import Outbox, Publication
from ostoja.simulator.things.leaves import SERVER_MAC
from ostoja.simulator.things.thing import State

REPLY_LAG_S = 0.02  # A request is answered after about this time, when there is latency at all.
RAW_SHARE = (
    0.27  # The raw edge comes after 38–47 ms where the account's push takes 147–189 ms (observed; see wire notes).
)
SAVE_LAG_S = 1.0  # The Designer's save reaches the clients seconds later.


@dataclass(frozen=True)
class Pace:
    """How quickly the server tells.

    Units: seconds; ``latency_s`` from a deed to its push on the account tree.
    """

    latency_s: float = 0.150

    @property
    def raw_s(self) -> float:
        """From a deed to the raw tree."""
        return self.latency_s * RAW_SHARE

    @property
    def reply_s(self) -> float:
        """From a request to its reply."""
        return min(REPLY_LAG_S, self.latency_s)

    @property
    def save_s(self) -> float:
        """From a Designer save to its pushes."""
        return SAVE_LAG_S if self.latency_s else 0.0


class Telling:
    """Puts in the outbox what the accounts are to hear.

    Units: all moments are seconds since 1970.
    """

    def __init__(
        self, home: Home, house: House, accounts: tuple[Account, ...], pace: Pace, manner: Manner | None = None
    ) -> None:
        self.home = home
        self.house = house
        self.accounts = {account.name: account for account in accounts}
        self.faults = Faults()
        self.outbox = Outbox()
        self.port = 0
        self.manner = manner or Manner()
        self._pace = pace
        self._digests: dict[tuple[str, str], bytes] = {}
        self._cells: dict[str, str] = {}

    def start(self, now: float) -> None:
        """Say what stands retained: the raw tree, the digests, and what the server says of itself."""
        self.outbox.clear()
        self._digests.clear()
        self._cells.clear()
        for piece in self.house.pieces.values():
            if piece.state is not None and (cell := raw.raw_value(piece, piece.state)):
                self.outbox.put(now, Publication(cell[0], cell[1].encode(), retain=True))
        for topic, payload in raw.white_frames(self.house.pieces.values()):
            self.outbox.put(now, Publication(topic, payload, retain=True))
        for account in self.accounts.values():
            self.info(account, now)
        self.digests(now)

    def changes(self, now: float) -> None:
        """Tell every change of the house: the raw tree first, the accounts later."""
        for change in self.house.changes():
            if not self.faults.is_mute(change.object_id):
                self._change(change, now)

    def saved(self, now: float) -> None:
        """Tell everybody that the Designer saved, in the order in which the real server does."""
        at = now + self._pace.save_s
        for account in self.accounts.values():
            self.table(account, "devices", at)
        self.digests(at, ("devices",))
        for account in self.accounts.values():
            self.table(account, "params_devices", at)
        self.digests(at)

    def reply_at(self, keyword: str, now: float) -> float | None:
        """When a request of this moment is answered; None when the answer is lost."""
        if self.faults.loses(keyword):
            return None
        return now + self._pace.reply_s + self.faults.delay_s(keyword)

    def event(self, number: int, now: float) -> None:
        """Tell the administrator of an event that the server raised."""
        self.outbox.put(now + self._pace.raw_s, Publication(f"ampio/from/{SERVER_MAC:X}/event", str(number).encode()))

    def info(self, account: Account, at: float) -> None:
        """Say what the server is; it stands retained."""
        payload = wire.server_info(self.home.server, account, self.port, takes_ha=self.manner.is_current)
        self.outbox.put(at, Publication(f"ampio/fromDB/{account.name}/data/info", payload, retain=True))

    def states(self, account: Account, at: float) -> None:
        """Say the state of every object that holds a value."""
        rows: tables.Rows = [
            {"id": str(id) if id % 6 == 0 else id, "stan_json": self._written(piece.state, piece.since).decode()}
            for id, piece in self.house.pieces.items()
            if piece.state is not None and tables.is_listed(piece.row) and account.holds(id)
        ]
        self._reply(account, "data", "states", rows, at)

    def table(self, account: Account, keyword: str, at: float) -> None:
        """Say a table of ``data``."""
        self._reply(account, "data", keyword, self._table(account, keyword), at)

    def conditions(self, account: Account, kind: int, at: float) -> None:
        """Say what the server does by itself, of this kind."""
        self._reply(account, "conditions", str(kind), tables.conditions(self.home, account, kind), at)

    def frame(self, topic: str, payload: bytes, at: float) -> None:
        """Say what a module says of itself; the last of it stands retained."""
        self.outbox.put(at, Publication(topic, payload, retain=True))

    def administrator(self, topic: str, payload: bytes, now: float) -> None:
        """Answer the administrator outside of the tables."""
        self.outbox.put(now + self._pace.reply_s, Publication(topic, payload))

    def settings(self, account: Account, keyword: str, at: float) -> None:
        """Say a table of ``config``."""
        self._reply(account, "config", keyword, self._kept(tables.settings_table(self.home, keyword)), at)

    def digests(self, at: float, keywords: tuple[str, ...] = tables.TABLES) -> None:
        """Say the digests that are not yet known; they stand retained."""
        for account in self.accounts.values():
            for keyword in keywords:
                digest = wire.digest(wire.reply(keyword, self._table(account, keyword)))
                if self._digests.get((account.name, keyword)) != digest:
                    self._digests[account.name, keyword] = digest
                    topic = f"ampio/fromDB/{account.name}/md5/{keyword}"
                    self.outbox.put(at, Publication(topic, digest, retain=True))

    def _table(self, account: Account, keyword: str) -> tables.Rows:
        return self._kept(tables.table(self.home, account, keyword))

    def _kept(self, rows: tables.Rows) -> tables.Rows:
        return tables.tidied(rows) if self.manner.is_tidy else rows

    def _change(self, change: Change, now: float) -> None:
        piece = self.house.pieces[change.object_id]
        cell = raw.raw_value(piece, change.state)
        # Of two views of one channel the first tells.
        if cell is not None and self._cells.get(cell[0]) != cell[1]:
            self._cells[cell[0]] = cell[1]
            at = max(now, change.at + self._pace.raw_s)
            self.outbox.put(at, Publication(cell[0], cell[1].encode(), retain=True))
        for topic, payload in raw.white_frames(self._beside(piece)):
            self.outbox.put(max(now, change.at + self._pace.raw_s), Publication(topic, payload, retain=True))
        if not tables.is_listed(piece.row):
            return
        payload = self._written(change.state, change.at)
        at = max(now, change.at + self._pace.latency_s)
        for account in self.accounts.values():
            if account.holds(change.object_id):
                topic = f"ampio/fromDB/{account.name}/ob/{change.object_id}/state"
                self.outbox.put(at, Publication(topic, payload))

    def _written(self, state: State, since: float) -> bytes:
        return wire.written(wire.stamped(state, since + self.faults.stamp_jump_s))

    def _reply(self, account: Account, surface: str, keyword: str, rows: tables.Rows, at: float) -> None:
        topic = f"ampio/fromDB/{account.name}/{surface}/{keyword}"
        fault = keyword if surface == "data" else f"{surface}/{keyword}"
        payload = wire.reply(keyword, self.faults.broken(fault, rows))
        self.outbox.put(at, Publication(topic, payload, retain=self.manner.keeps_replies))

    def _beside(self, piece: Piece) -> list[Piece]:
        """The white lights of the module of one of them, for a frame tells of all; none for anything else."""
        leaf = piece.leaf
        if leaf is None or piece.row.type != raw.WHITE:
            return []
        return [one for one in self.house.pieces.values() if one.leaf is not None and one.leaf.mac == leaf.mac]
