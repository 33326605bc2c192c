"""The words on ``ampio/control/<account>/api``: paths in plain text, answered by nothing but what they cause."""

from dataclasses import dataclass, field

from ostoja.simulator.mserv.raw import read_event

LONGEST = 1_000


@dataclass(frozen=True)
class Set:
    """Tell an object to do something; printing it shows no words, for they may be a PIN."""

    object_id: int
    verb: str
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Scene:
    """Run a scene, end it or undo it."""

    verb: str
    scene_id: int


@dataclass(frozen=True)
class Condition:
    """Do at once what the server does by itself otherwise."""

    id: int


@dataclass(frozen=True)
class Event:
    """Raise an event on the bus."""

    number: int


Command = Set | Scene | Condition | Event


def read_command(payload: bytes) -> Command | None:
    """The command in this payload; None for what the M-SERV does not understand."""
    try:
        text = payload.decode()
    except UnicodeDecodeError:
        return None
    if len(text) > LONGEST:
        return None
    match text.split("/"):
        case ["", "api", "set", id, verb, *words] if is_id(id) and verb:
            return Set(int(id), verb, tuple(words))
        case ["", "api", "run" | "off" | "undo" as verb, "scene" | "condition" as what, id] if is_id(id):
            return _run(verb, what, int(id))
        case ["", "api", "setEvent", number] if (event := read_event(number)) is not None:
            return Event(event)
        case _:
            return None


def _run(verb: str, what: str, id: int) -> Scene | Condition | None:
    if what == "scene":
        return Scene(verb, id)
    return Condition(id) if verb == "run" else None


def is_id(text: str) -> bool:
    """Whether this can be the id of an object or scene."""
    return text.isascii() and text.isdecimal() and len(text) <= 10  # noqa: PLR2004 - the digits of 32 bits
