"""The M-SERV itself, without a wire: it hears topics and payloads, and its outbox says when to publish what."""

import logging

from ostoja.simulator.access import Account
from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.house import objects_of
from ostoja.simulator.mserv import commands, raw, records, tables
from ostoja.simulator.mserv.faults import Faults
from ostoja.simulator.mserv.health import Health
from ostoja.simulator.mserv.outbox import Outbox
from ostoja.simulator.mserv.telling import Telling
from ostoja.simulator.things.leaves import Leaf

log = logging.getLogger(__name__)


class MServ:
    """Answers requests, obeys commands and tells of every change, to each account what it may know.

    Units: all moments are seconds since 1970.
    """

    def __init__(self, telling: Telling, health: Health) -> None:
        self._telling = telling
        self._house = telling.house
        self._health = health

    @property
    def outbox(self) -> Outbox:
        """What it is about to say."""
        return self._telling.outbox

    @property
    def faults(self) -> Faults:
        """What goes wrong on purpose."""
        return self._telling.faults

    @property
    def home(self) -> Home:
        """The home as the Designer last saved it."""
        return self._telling.home

    @property
    def next_at(self) -> float:
        """When there will be something to do or to say."""
        return min(self._house.next_at, self._health.next_at, self.outbox.next_at)

    def start(self, port: int, now: float) -> None:
        """Begin anew behind a broker on this port: say what stands retained."""
        self._house.live(now)
        self._house.changes()
        self._telling.port = port
        self._telling.start(now)
        for topic, payload in self._health.frames():
            self._telling.frame(topic, payload, now)

    def live(self, now: float) -> None:
        """Let the house live up to this moment and tell what changed."""
        self._house.live(now)
        self._telling.changes(now)
        for topic, payload in self._health.news(now):
            self._telling.frame(topic, payload, now)

    def hear(self, topic: str, payload: bytes, now: float) -> None:
        """Take a message that the broker let through."""
        self.live(now)
        match topic.split("/"):
            case ["ampio", "control", name, *surface] if name in self._telling.accounts:
                self._hear_account(self._telling.accounts[name], surface, payload, now)
            case ["device_api", "to", "list"]:
                self._telling.administrator("device_api/from/list", records.device_list(self.home), now)
            case ["ampio", "to", "can", "dev", "list"]:
                self._telling.administrator("ampio/from/can/dev/list", records.bus_list(self.home), now)
            case ["ampio", "to", "event"]:
                self._raise_event(raw.read_event(payload.decode("ascii", "replace")), now)
            case ["ampio", "to", mac, "raw" | "rawf"]:
                self._hear_frame(mac, payload, now)
            case _:
                log.debug("! a topic that means nothing here")
        self._telling.changes(now)

    def press(self, object_id: int, now: float) -> None:
        """Somebody presses a wall switch.

        Raises: UnknownObjectError when the home has no such wall switch.
        """
        self._house.press(object_id, now)
        self._telling.changes(now)

    def grant(self, object_id: int, *, held: bool, now: float) -> None:
        """Let the standard accounts see the object, or no longer, and tell everybody as after a save."""
        for account in self._telling.accounts.values():
            if not account.is_admin:
                self._telling.accounts[account.name] = account.granted(object_id, held=held)
        self._telling.saved(now)

    def save(self, home: Home, now: float) -> None:
        """Take a changed home from the Designer, with the same objects, and tell everybody."""
        self._telling.home = home
        for row in home.objects:
            self._house.pieces[row.id].row = row
        self._telling.saved(now)

    def _hear_account(self, account: Account, surface: list[str], payload: bytes, now: float) -> None:
        match surface:
            case ["info"] if (at := self._telling.reply_at("info", now)) is not None:
                self._telling.info(account, at)
            case ["states"] if (at := self._telling.reply_at("states", now)) is not None:
                self._telling.states(account, at)
            case ["data"]:
                self._hear_data(account, payload.decode("ascii", "replace"), now)
            case ["config"] if account.is_admin:
                self._hear_config(account, payload.decode("ascii", "replace"), now)
            case ["api"]:
                self._hear_command(account, payload, now)
            case ["ha", "api"] if self._telling.manner.is_current:
                self._hear_command(account, payload, now)
            case ["get_conditions", "1" | "2" as kind] if self._telling.manner.is_current:
                self._hear_conditions(account, int(kind), now)
            case _:
                log.debug("! a request that is not answered")

    def _hear_data(self, account: Account, keyword: str, now: float) -> None:
        if keyword in ("devices", "refresh"):
            self._raise_event(raw.REFRESH_EVENT, now)
        known = (*tables.TABLES, tables.DETAILS) if self._telling.manner.is_current else tables.TABLES
        if keyword in known and (at := self._telling.reply_at(keyword, now)) is not None:
            self._telling.table(account, keyword, at)

    def _hear_conditions(self, account: Account, kind: int, now: float) -> None:
        if (at := self._telling.reply_at(f"conditions/{kind}", now)) is not None:
            self._telling.conditions(account, kind, at)

    def _hear_config(self, account: Account, keyword: str, now: float) -> None:
        if keyword in tables.SETTINGS and (at := self._telling.reply_at(f"config/{keyword}", now)) is not None:
            self._telling.settings(account, keyword, at)

    def _hear_command(self, account: Account, payload: bytes, now: float) -> None:
        match commands.read_command(payload):
            case commands.Set(object_id, verb, words):
                if not self._reaches(account, object_id) or not self._house.act(object_id, verb, words, now):
                    log.debug("! a command that is passed over in silence")
            case commands.Scene(verb, scene_id):
                self._scene(account, verb, scene_id, now)
            case commands.Condition(id):
                self._run_condition(account, id, now)
            case commands.Event(number):
                self._raise_event(number, now)
            case None:
                log.debug("! a command that means nothing")

    def _reaches(self, account: Account, object_id: int) -> bool:
        piece = self._house.pieces.get(object_id)
        return (
            piece is not None
            and account.holds(object_id)
            and tables.is_listed(piece.row)
            and not self.faults.is_deaf(object_id)
        )

    def _scene(self, account: Account, verb: str, scene_id: int, now: float) -> None:
        scene = self._house.scenes.get(scene_id)
        if scene is None or not all(account.holds(id) for id in objects_of(scene)):
            return
        deed = {"run": self._house.run_scene, "off": self._house.end_scene, "undo": self._house.undo_scene}[verb]
        deed(scene, now)

    def _run_condition(self, account: Account, id: int, now: float) -> None:
        condition = next((one for one in self.home.conditions if one.id == id), None)
        if condition is not None and tables.may_run(condition, account):
            self._house.perform(condition.actions, now)

    def _hear_frame(self, mac: str, payload: bytes, now: float) -> None:
        try:
            address = int(mac, 16)
        except ValueError:
            return
        match raw.read_frame(payload):
            case raw.LockFrame(bit, channels, on):
                self._house.block(address, channels, bit, on=on, now=now)
            case raw.OutputFrame(kind, value, channel):
                self._set_output(raw.output_leaf(address, kind, channel), value, now)
            case None:
                log.debug("! a frame that means nothing here")

    def _set_output(self, wanted: Leaf, value: int, now: float) -> None:
        seen = (id for id, piece in self._house.pieces.items() if piece.leaf == wanted and not self.faults.is_deaf(id))
        if (first := next(seen, None)) is not None:
            self._house.act(first, "setValue", (str(value),), now)

    def _raise_event(self, number: int | None, now: float) -> None:
        if number is not None:
            self._telling.event(number, now)
