"""A planted household: what its people and its home call things, what it shows, and what it keeps to itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from ostoja.simulator.home.furnishing import Home, Scene, Thing
from ostoja.simulator.home.reading import flat, read_home
from tests.canary.tokens import Token

LAMP, STATION, ALARM, SALON = 10, 24, 25, 2


@dataclass(frozen=True)
class Dweller:
    """A planted member of a household: the public id, what the app is called, and what the member likes to see."""

    member: Token
    label: Token
    taste: Token

    @classmethod
    def new(cls, mark: str) -> "Dweller":
        """A member whose every value carries this mark."""
        return cls(
            Token(f"mb{mark}x{mark}", "home.members"),
            Token(f"Telefon {mark} na lodówce", "home.members"),
            Token(f"fv{mark}x{mark}", "acc.settings"),
        )

    def __iter__(self) -> Iterator[Token]:
        return iter(vars(self).values())


@dataclass(frozen=True)
class Household:
    """Two planted members in a planted home; ``pin`` and ``password`` are to be kept nowhere."""

    owner: Dweller = field(default_factory=lambda: Dweller.new("qhvzt"))
    guest: Dweller = field(default_factory=lambda: Dweller.new("jwxfn"))
    room: Token = field(default_factory=lambda: Token("Pokój vzkqj pod schodami", "home.topology"))
    device: Token = field(default_factory=lambda: Token("Lampa vzkqj przy fotelu", "home.topology"))
    scene: Token = field(default_factory=lambda: Token("Wieczór vzkqj we dwoje", "home.topology"))
    shown: Token = field(default_factory=lambda: Token("wiatr vzkqj od morza", "home.history"))
    receiver: Token = field(default_factory=lambda: Token("Energia vzkqj spod lasu", "home.history"))
    pin: Token = field(default_factory=lambda: Token("8305927164402951", "acc.credentials"))
    password: Token = field(default_factory=lambda: Token("haslo-vzkqj-brokera", "acc.credentials"))

    @property
    def of_home(self) -> tuple[Token, ...]:
        """What the home itself is called and shows, and to whom it was given."""
        return self.room, self.device, self.scene, self.shown, self.receiver

    @property
    def secret(self) -> tuple[Token, ...]:
        """What is neither kept nor shown."""
        return self.pin, self.password

    @property
    def everything(self) -> tuple[Token, ...]:
        """Every planted value."""
        return (*self.owner, *self.guest, *self.of_home, *self.secret)

    def furnished(self) -> Home:
        """The flat that comes along, with the planted names in it; a scene arms the alarm with the planted PIN."""
        home = read_home(flat())
        named = {
            LAMP: {"name": self.device.value},
            STATION: {"start": self.shown.value},
            ALARM: {"pin": self.pin.value},
        }
        rooms = tuple(
            msgspec.structs.replace(room, name=self.room.value) if room.id == SALON else room for room in home.rooms
        )
        scene = Scene(id=77, name=self.scene.value, actions=(f"set/{ALARM}/arm/{self.pin.value}",), group=SALON)
        objects = tuple(_changed(thing, named.get(thing.id, {})) for thing in home.objects)
        return msgspec.structs.replace(home, rooms=rooms, objects=objects, scenes=(*home.scenes, scene))


def _changed(thing: Thing, changes: dict[str, str]) -> Thing:
    return msgspec.structs.replace(thing, **changes)
