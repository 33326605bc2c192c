"""What both brokers must do, whatever is inside."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiomqtt
import pytest

from ostoja.simulator.access import Account
from ostoja.simulator.brokers.port import Broker
from ostoja.simulator.errors import PortTakenError
from ostoja.simulator.simulation import BROKERS
from tests.simulator.ears import DEADLINE_S, REFUSED, Ear

ACCOUNTS = (Account("admin", "admin", -1), Account("ala", "haslo Ali", 7), Account("bartek", "haslo Bartka", 8))
FOREIGN = (
    "ampio/fromDB/bartek/#",
    "ampio/fromDB/+/data/info",
    "ampio/fromDB/#",
    "ampio/+/ala/data/info",
    "ampio/from/#",
    "ampio/to/#",
    "device_api/#",
)


class Heard:
    def __init__(self) -> None:
        self.said: list[tuple[str, bytes]] = []
        self._news = asyncio.Event()

    def __call__(self, topic: str, payload: bytes) -> None:
        self.said.append((topic, payload))
        self._news.set()

    async def until(self, count: int) -> list[tuple[str, bytes]]:
        async with asyncio.timeout(DEADLINE_S):
            while len(self.said) < count:
                self._news.clear()
                await self._news.wait()
        return self.said


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def engine(broker: str, heard: Heard) -> AsyncIterator[Broker]:
    engine = BROKERS[broker](ACCOUNTS, "127.0.0.1", 0)
    await engine.start(heard)
    yield engine
    await engine.stop()


@asynccontextmanager
async def ala(engine: Broker, *filters: str, identifier: str | None = None) -> AsyncIterator[Ear]:
    async with Ear(engine.port, "ala", "haslo Ali", identifier) as ear:
        if filters:
            await ear.subscribe(*filters)
        yield ear


async def test_every_foreign_filter_is_refused_and_the_own_one_granted(engine: Broker) -> None:
    async with ala(engine) as ear:
        assert await ear.subscribe(*FOREIGN, "ampio/fromDB/ala/#") == [REFUSED] * len(FOREIGN) + [1]


async def test_everything_subscribed_shows_the_own_namespace_only(engine: Broker) -> None:
    await engine.publish("ampio/fromDB/bartek/data/info", b"foreign", retain=True)
    await engine.publish("ampio/from/CB8F/state/o/1", b"1", retain=True)
    await engine.publish("ampio/fromDB/ala/data/info", b"own", retain=True)
    async with ala(engine, "#") as ear:
        assert await ear.until("ampio/fromDB/ala/data/info") == b"own"

        await engine.publish("ampio/fromDB/bartek/ob/1/state", b"foreign")
        await engine.publish("ampio/from/CB8F/state/o/1", b"0", retain=True)
        await ear.ask("api", "/api/set/1/turnOn")
        await engine.publish("ampio/fromDB/ala/ob/1/state", b"own")
        await ear.until("ampio/fromDB/ala/ob/1/state")

        assert {topic for topic, _ in ear.said} <= {"ampio/control/ala/api"}
        assert ear.retained == ["ampio/fromDB/ala/data/info"]


async def test_the_administrator_sees_everything(engine: Broker) -> None:
    await engine.publish("ampio/fromDB/ala/data/info", b"kept", retain=True)
    async with Ear(engine.port, "admin", "admin") as ear:
        assert await ear.subscribe("#") == [1]
        await ear.until("ampio/fromDB/ala/data/info")

        await engine.publish("ampio/from/CB8F/state/o/1", b"1")

        assert await ear.until("ampio/from/CB8F/state/o/1") == b"1"


async def test_what_is_allowed_to_be_said_is_heard_in_order_and_the_rest_dropped(engine: Broker, heard: Heard) -> None:
    async with ala(engine) as ear:
        await ear.say("ampio/control/bartek/api", "foreign")
        await ear.say("ampio/to/cb8f/raw", "30f9ff00")
        for number in range(50):
            await ear.ask("api", str(number))

        said = await heard.until(50)

    assert said == [("ampio/control/ala/api", str(number).encode()) for number in range(50)]


async def test_what_is_published_arrives_in_order(engine: Broker) -> None:
    async with ala(engine, "ampio/fromDB/ala/#") as ear:
        for number in range(100):
            await engine.publish("ampio/fromDB/ala/ob/1/state", str(number).encode())

        assert [await ear.until("ampio/fromDB/ala/ob/1/state") for _ in range(100)] == [
            str(number).encode() for number in range(100)
        ]


async def test_nothing_retained_reaches_one_who_subscribed_to_nothing(engine: Broker) -> None:
    await engine.publish("ampio/fromDB/ala/data/info", b"kept", retain=True)
    async with ala(engine, "ampio/fromDB/ala/#") as first, ala(engine) as second:
        await first.until("ampio/fromDB/ala/data/info")
        await second.subscribe("ampio/fromDB/ala/md5/#")
        await engine.publish("ampio/fromDB/ala/md5/devices", b"x")
        await second.until("ampio/fromDB/ala/md5/devices")

        assert second.retained == []


@pytest.mark.parametrize(("name", "password"), [("ala", "zgadywane"), ("celina", "haslo Ali"), ("ala", "")])
async def test_a_wrong_name_or_password_is_refused_at_once(engine: Broker, name: str, password: str) -> None:
    with pytest.raises(aiomqtt.MqttError):
        async with Ear(engine.port, name, password):
            pass


async def test_a_refused_log_in_with_the_same_client_id_disturbs_nobody(engine: Broker) -> None:
    async with ala(engine, "ampio/fromDB/ala/#", identifier="gateway") as ear:
        with pytest.raises(aiomqtt.MqttError):
            async with Ear(engine.port, "ala", "zgadywane", "gateway"):
                pass

        await engine.publish("ampio/fromDB/ala/ob/1/state", b"still here")

        assert await ear.until("ampio/fromDB/ala/ob/1/state") == b"still here"


async def test_the_newest_session_of_a_client_id_takes_over(engine: Broker) -> None:
    own = "ampio/fromDB/ala/#"
    async with ala(engine, own, identifier="gateway") as old, ala(engine, own, identifier="gateway") as new:
        await old.hung_up()
        await engine.publish("ampio/fromDB/ala/ob/1/state", b"to the newest")

        assert await new.until("ampio/fromDB/ala/ob/1/state") == b"to the newest"
        assert old.said == []


async def test_a_stop_hangs_up_and_a_start_listens_on_the_same_port_with_nothing_retained(
    engine: Broker, heard: Heard
) -> None:
    port = engine.port
    await engine.publish("ampio/fromDB/ala/data/info", b"kept", retain=True)
    async with ala(engine, "ampio/fromDB/ala/#") as ear:
        await ear.until("ampio/fromDB/ala/data/info")
        await engine.stop()
        await ear.hung_up()
    await engine.publish("ampio/fromDB/ala/data/info", b"unheard")

    await engine.start(heard)

    assert engine.port == port
    async with ala(engine, "ampio/fromDB/ala/#") as ear:
        await engine.publish("ampio/fromDB/ala/ob/1/state", b"new")
        await ear.until("ampio/fromDB/ala/ob/1/state")
        assert ear.retained == []


async def test_a_stop_hangs_up_on_one_who_never_said_a_word(engine: Broker) -> None:
    reader, writer = await asyncio.open_connection(engine.host, engine.port)

    await engine.stop()

    # An end and a reset are both a hanging up.
    async with asyncio.timeout(DEADLINE_S):
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
    writer.close()
    with contextlib.suppress(ConnectionResetError):
        await writer.wait_closed()


async def test_a_second_stop_is_nothing(engine: Broker) -> None:
    await engine.stop()
    await engine.stop()


async def test_a_taken_port_is_said_so(broker: str, heard: Heard) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        engine = BROKERS[broker](ACCOUNTS, "127.0.0.1", other.getsockname()[1])

        with pytest.raises(PortTakenError, match="is taken"):
            await engine.start(heard)
