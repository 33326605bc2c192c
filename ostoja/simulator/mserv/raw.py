"""The raw tree, which only the administrator sees: one retained value per channel, and frames for the bus."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ostoja.simulator.house import Piece
from ostoja.simulator.mserv.health import frame
from ostoja.simulator.things.covers import BLOCKS_CLOSING, BLOCKS_OPENING
from ostoja.simulator.things.leaves import ARMED, COLLECTOR_CLASS, OUTPUT_CLASS, OUTPUT_PART, SERVER_MAC, Leaf
from ostoja.simulator.things.thing import State

EVENT_LIMIT = 65_535
REFRESH_EVENT = 254

PLAIN = {
    "led": "a",
    "temp": "t",
    "lin_wej": "au16l",
    "flaga_liniowa": "afu8",
    "flaga_liniowa16": "afi16",
    "rgbw": "rgbw",
    "bit8": "au",
    "bit16": "au16",
    "sbit16": "au16",
    "bit32": "au32",
}
BINARY = {"flaga": "f", "wej": "i", "przekaznik": "o", "satel_wej": "bi", "satel_wyj": "bo"}
WHITE = "ledww"
# A frame has the power and the coldness of three channels: the first three, or the next.
WHITE_FRAMES = (0x62, 0x63)
WHITES_A_FRAME = 3
LOCK_WAYS = {0x0A: BLOCKS_OPENING, 0x09: BLOCKS_CLOSING}
FUNCTION_CLASSES = {0x30: OUTPUT_CLASS, 0x32: COLLECTOR_CLASS}


@dataclass(frozen=True)
class OutputFrame:
    """A frame that sets an output; ``channel`` counts from 0."""

    kind: int
    value: int
    channel: int


@dataclass(frozen=True)
class LockFrame:
    """A frame that blocks or frees a direction of some covers; ``channels`` is a mask, lowest bit first."""

    bit: int
    channels: int
    on: bool


def raw_value(piece: Piece, state: State) -> tuple[str, str] | None:
    """Topic and text of an object's channel in the raw tree; None for objects that have none there.

    Shapes: channels count from 1 here; a binary reads 1 or 0, but 255 or 0 on an open collector.
    """
    leaf = piece.leaf
    if leaf is None:
        return None
    text = str(state["state"])
    match piece.row.type:
        case "reg":
            cell = channel_topic(SERVER_MAC, "rs", leaf), str(state["setTemperature"])
        case "satel_alarm":
            cell = channel_topic(leaf.mac, "armed" if leaf.part == ARMED else "alarm", leaf), binary(text)
        case "przekaznik" if leaf.kind == COLLECTOR_CLASS:
            cell = channel_topic(leaf.mac, "a", leaf), text
        case kind if kind in BINARY:
            cell = channel_topic(leaf.mac, BINARY[kind], leaf), binary(text)
        case kind if kind in PLAIN:
            cell = channel_topic(leaf.mac, PLAIN[kind], leaf), text
        case _:
            return None
    return cell


def white_frames(pieces: Iterable[Piece]) -> list[tuple[str, bytes]]:
    """Topic and payload of the frames that tell of these objects' warm and cold white, by module."""
    known: dict[tuple[int, int], list[int]] = {}
    for piece in pieces:
        if piece.row.type != WHITE or piece.leaf is None or piece.state is None:
            continue
        block, place = divmod(piece.leaf.channel, WHITES_A_FRAME)
        if block < len(WHITE_FRAMES):
            said = known.setdefault((piece.leaf.mac, WHITE_FRAMES[block]), [0] * 2 * WHITES_A_FRAME)
            coldness, power = divmod(int(str(piece.state["state"])), 256)
            said[2 * place : 2 * place + 2] = [power, coldness]
    return [frame(mac, kind, tuple(said)) for (mac, kind), said in known.items()]


def channel_topic(mac: int, prefix: str, leaf: Leaf) -> str:
    """Where a channel's value stands in the raw tree."""
    return f"ampio/from/{mac:X}/state/{prefix}/{leaf.channel + 1}"


def binary(text: str) -> str:
    """A state as the raw tree writes it."""
    return "0" if text in ("", "0") else "1"


def read_frame(payload: bytes) -> OutputFrame | LockFrame | None:
    """The frame in these hex digits; None for one that means nothing here.

    Shapes: ``30|32 f9 value channel`` sets an output; ``0c07 03|00 f005 0a|09 mask 00000000`` locks covers.
    """
    try:
        frame = bytes.fromhex(payload.decode("ascii"))
    except ValueError:
        return None
    match list(frame):
        case [0x30 | 0x32 as function, 0xF9, value, channel]:
            return OutputFrame(FUNCTION_CLASSES[function], value, channel)
        case [0x0C, 0x07, 0x03 | 0x00 as sets, 0xF0, 0x05, 0x0A | 0x09 as way, mask, 0, 0, 0, 0]:
            return LockFrame(LOCK_WAYS[way], mask, on=bool(sets))
        case _:
            return None


def output_leaf(mac: int, kind: int, channel: int) -> Leaf:
    """The address of the output that such a frame sets."""
    return Leaf(mac, kind, OUTPUT_PART if kind == OUTPUT_CLASS else 0, channel)


def read_event(text: str) -> int | None:
    """The number of a bus event; None when it is none."""
    if not text.isascii() or not text.isdecimal() or len(text) > math.ceil(math.log10(EVENT_LIMIT)):
        return None
    number = int(text)
    return number if 1 <= number <= EVENT_LIMIT else None
