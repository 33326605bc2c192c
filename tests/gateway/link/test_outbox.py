import asyncio

import pytest

from ostoja.gateway.link import outbox as outbox_module
from ostoja.gateway.link.outbox import HIGH_BYTES, Outbox


class Sink:
    """Takes frames, once the gate is open."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.gate = asyncio.Event()

    async def send(self, frame: bytes) -> None:
        await self.gate.wait()
        self.taken.append(frame)


async def test_frames_go_in_order() -> None:
    sink, outbox = Sink(), Outbox(lambda: None)
    sink.gate.set()
    task = asyncio.create_task(outbox.send_all(sink.send))

    for letter in (b"a", b"b", b"c"):
        outbox.put(letter)
    await asyncio.wait_for(outbox.emptied(), 5)

    assert sink.taken == [b"a", b"b", b"c"]
    task.cancel()


async def test_a_slow_road_holds_news_back_and_says_when_it_has_drained() -> None:
    drained = asyncio.Event()
    sink, outbox = Sink(), Outbox(drained.set)
    task = asyncio.create_task(outbox.send_all(sink.send))

    outbox.put(bytes(HIGH_BYTES + 1))
    full = outbox.has_room()
    sink.gate.set()
    await asyncio.wait_for(drained.wait(), 5)

    assert not full
    assert outbox.has_room()
    task.cancel()


async def test_over_the_hard_bound_it_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_module, "HARD_BYTES", 10)
    sink, outbox = Sink(), Outbox(lambda: None)
    outbox.put(bytes(10))
    outbox.put(b"x")

    await asyncio.wait_for(outbox.send_all(sink.send), 5)

    assert outbox.is_overrun
    assert sink.taken == []
