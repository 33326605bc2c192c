"""The home that lives: its things, what people and scenes do to them, and what they show from moment to moment."""

import random
from dataclasses import dataclass, field

from ostoja.simulator.agenda import Agenda
from ostoja.simulator.errors import UnknownObjectError
from ostoja.simulator.home.furnishing import Home, Scene
from ostoja.simulator.home.furnishing import Thing as Row
from ostoja.simulator.things.covers import Cover
from ostoja.simulator.things.inputs import AlarmedHalf, ArmedHalf, Button, Partition, Siren
from ostoja.simulator.things.leaves import ROLLER_CLASS, Leaf, leaf_of
from ostoja.simulator.things.making import Making
from ostoja.simulator.things.presence import Presence
from ostoja.simulator.things.thing import RefusedError, State, Thing

OFF_WORDS = {
    "przekaznik": "turnOff",
    "flaga": "turnOff",
    "led": "turnOff",
    "rgbw": "setColors/0/0/0/0",
    "ledww": "setWWPower/0",
}
WORKS_READ_ONLY = frozenset(("arm", "disarm"))


@dataclass(frozen=True)
class Change:
    """An object shows something else.

    Units: ``at`` in seconds since 1970.
    """

    object_id: int
    state: State
    at: float


@dataclass
class Piece:
    """A thing in its place: its row, how it lives, what it last showed and since when."""

    row: Row
    thing: Thing
    leaf: Leaf | None
    state: State | None
    since: float


@dataclass
class House:
    """The living home.

    Units: all moments are seconds since 1970.
    """

    pieces: dict[int, Piece]
    scenes: dict[int, Scene]
    _before: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    _changes: list[Change] = field(default_factory=list)
    _agenda: Agenda = field(default_factory=Agenda)
    _touched: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._places = {id: place for place, id in enumerate(self.pieces)}
        self._partners: dict[Partition, list[int]] = {}
        self._views: dict[Leaf, list[int]] = {}
        for id, piece in self.pieces.items():
            if piece.leaf is not None:
                self._views.setdefault(piece.leaf, []).append(id)
            self._agenda.put(id, piece.thing.next_at)
            if isinstance(piece.thing, ArmedHalf | AlarmedHalf | Siren):
                self._partners.setdefault(piece.thing.partition, []).append(id)

    @property
    def next_at(self) -> float:
        """When something will change by itself."""
        return self._agenda.next_at

    def changes(self) -> list[Change]:
        """What has changed since the last asking, oldest first."""
        news, self._changes = self._changes, []
        return news

    def live(self, now: float) -> None:
        """Let everything that is due by now happen, in the order in which it is due."""
        while (at := self.next_at) <= now:
            for id in sorted(self._agenda.due(at), key=self._places.__getitem__):
                self.pieces[id].thing.step(at)
                self._touch(id)
            self._note(at)

    def act(self, object_id: int, verb: str, words: tuple[str, ...], now: float) -> bool:
        """Tell a thing to do something; answer whether it obeyed."""
        self.live(now)
        obeyed = self._tell(object_id, verb, words, now)
        self._note(now)
        return obeyed

    def press(self, object_id: int, now: float) -> None:
        """Press a wall switch, or open a guarded door: somebody is at home.

        Raises: UnknownObjectError when the home has no such wall switch.
        """
        self.live(now)
        piece = self.pieces.get(object_id)
        if piece is None or not isinstance(piece.thing, Button):
            raise UnknownObjectError(object_id, "wall switch")
        piece.thing.press(now)
        self._touch(object_id)
        self._disturb(piece.row.guards)
        for action in piece.row.does:
            self._perform(action, now)
        self._note(now)

    def fill(self, code: int, now: float) -> None:
        """Let the presence detection say who is at home, by its code."""
        self.live(now)
        for id, piece in self.pieces.items():
            if isinstance(piece.thing, Presence):
                piece.thing.code = code
                self._touch(id)
        self._note(now)

    def run_scene(self, scene: Scene, now: float) -> None:
        """Do what the scene says and remember what was before."""
        self.live(now)
        self._before[scene.id] = [
            (id, words) for id in objects_of(scene) if (words := self.pieces[id].thing.restoring()) is not None
        ]
        for action in scene.actions:
            self._perform(action, now)
        self._note(now)

    def undo_scene(self, scene: Scene, now: float) -> None:
        """Bring back what was before the scene last ran; nothing when it has not run."""
        self.live(now)
        for id, words in self._before.pop(scene.id, []):
            self._perform(f"set/{id}/{words}", now)
        self._note(now)

    def end_scene(self, scene: Scene, now: float) -> None:
        """Turn off what the scene touches and can be turned off."""
        self.live(now)
        for id in objects_of(scene):
            words = OFF_WORDS.get(self.pieces[id].row.type)
            if words is not None:
                self._perform(f"set/{id}/{words}", now)
        self._note(now)

    def perform(self, actions: tuple[str, ...], now: float) -> None:
        """Do these, as an automation does."""
        self.live(now)
        for action in actions:
            self._perform(action, now)
        self._note(now)

    def block(self, mac: int, channels: int, bit: int, *, on: bool, now: float) -> None:
        """Block or free a direction of the covers of a module.

        Shapes: ``channels`` is a mask, lowest bit first; ``bit`` one of the bits of ``covers``.
        """
        for id, piece in self.pieces.items():
            leaf = piece.leaf
            if leaf is None or (leaf.mac, leaf.kind) != (mac, ROLLER_CLASS) or not isinstance(piece.thing, Cover):
                continue
            if channels >> leaf.channel & 1:
                piece.thing.block = piece.thing.block | bit if on else piece.thing.block & ~bit
                self._touch(id)
        self._note(now)

    def _perform(self, action: str, now: float) -> None:
        _, id, verb, *words = action.split("/")
        self._tell(int(id), verb, tuple(words), now)

    def _tell(self, object_id: int, verb: str, words: tuple[str, ...], now: float) -> bool:
        piece = self.pieces.get(object_id)
        if piece is None or (piece.row.read_only and verb not in WORKS_READ_ONLY):
            return False
        try:
            piece.thing.act(verb, words, now)
        except RefusedError:
            return False
        self._touch(object_id)
        # Objects on one leaf are views of one thing.
        for id in self._views.get(piece.leaf, []) if piece.leaf else []:
            other = self.pieces[id]
            if id != object_id and other.row.type == piece.row.type:
                other.thing.act(verb, words, now)
                self._touch(id)
        return True

    def _disturb(self, alarm: int | None) -> None:
        thing = self.pieces[alarm].thing if alarm is not None and alarm in self.pieces else None
        if alarm is not None and isinstance(thing, ArmedHalf | AlarmedHalf):
            thing.partition.disturb()
            self._touch(alarm)

    def _touch(self, id: int) -> None:
        """Remember that this one may show something else, and so may those that share its alarm."""
        thing = self.pieces[id].thing
        if isinstance(thing, ArmedHalf | AlarmedHalf | Siren):
            self._touched.update(self._partners[thing.partition])
        self._touched.add(id)

    def _note(self, now: float) -> None:
        for id in sorted(self._touched, key=self._places.__getitem__):
            piece = self.pieces[id]
            self._agenda.put(id, piece.thing.next_at)
            state = piece.thing.shown()
            if state is not None and state != piece.state:
                piece.state, piece.since = state, now
                self._changes.append(Change(id, state, now))
        self._touched.clear()


def objects_of(scene: Scene) -> list[int]:
    """The ids of what the scene touches, in its order, each once."""
    return list(dict.fromkeys(int(action.split("/")[1]) for action in scene.actions))


def furnish(home: Home, chance: random.Random, now: float) -> House:
    """The home of this description, alive from now on.

    Raises: ValueError when a start value does not suit its type; the text names the object.
    """
    making = Making(home, chance, now)
    pieces: dict[int, Piece] = {}
    for row in home.objects:
        try:
            thing = making.thing(row)
        except ValueError as error:
            raise ValueError(f"object {row.id}: {error}") from None
        pieces[row.id] = Piece(row, thing, leaf_of(row.leaf), thing.shown(), now)
    return House(pieces, {scene.id: scene for scene in home.scenes})
