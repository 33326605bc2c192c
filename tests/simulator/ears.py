"""A client that listens, for the tests of the simulator."""

import asyncio
import json
from types import TracebackType
from typing import Any, Self

import aiomqtt

DEADLINE_S = 5.0
REFUSED = 128


class Ear:
    """An MQTT client that keeps everything it hears."""

    def __init__(self, port: int, name: str, password: str, identifier: str | None = None) -> None:
        self._client = aiomqtt.Client("127.0.0.1", port, username=name, password=password, identifier=identifier)
        self.name = name
        self.said: list[tuple[str, bytes]] = []
        self.retained: list[str] = []
        self._news = asyncio.Condition()
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._reading is not None
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        try:
            await self._client.__aexit__(None, None, None)
        except aiomqtt.MqttError:
            assert self.lost

    @property
    def lost(self) -> bool:
        return self._reading is not None and self._reading.done()

    async def subscribe(self, *filters: str, qos: int = 1) -> list[int]:
        codes = await self._client.subscribe([(topic, qos) for topic in filters])
        return [code if isinstance(code, int) else code.value for code in codes]

    async def say(self, topic: str, payload: str = "") -> None:
        await self._client.publish(topic, payload, qos=1)

    async def ask(self, surface: str, payload: str = "") -> None:
        await self.say(f"ampio/control/{self.name}/{surface}", payload)

    async def until(self, topic: str, wanted: dict[str, Any] | None = None) -> bytes:
        """The first thing said on a topic that is not read yet, or the first that shows what is wanted."""
        async with asyncio.timeout(DEADLINE_S), self._news:
            while True:
                for place, (at, payload) in enumerate(self.said):
                    if at == topic and (wanted is None or wanted.items() <= json.loads(payload).items()):
                        del self.said[: place + 1]
                        return payload
                await self._news.wait()

    async def state(self, object_id: int, wanted: dict[str, Any] | None = None) -> dict[str, Any]:
        payload = await self.until(f"ampio/fromDB/{self.name}/ob/{object_id}/state", wanted)
        state: dict[str, Any] = json.loads(payload)
        return state

    async def table(self, keyword: str, surface: str = "data") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(await self.until(f"ampio/fromDB/{self.name}/{surface}/{keyword}"))[
            "List"
        ]
        return rows

    async def hung_up(self) -> None:
        assert self._reading is not None
        async with asyncio.timeout(DEADLINE_S):
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        async for message in self._client.messages:
            async with self._news:
                if message.retain:
                    self.retained.append(message.topic.value)
                self.said.append((message.topic.value, message.payload))
                self._news.notify_all()
