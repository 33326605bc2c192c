"""What a client meets, on both brokers."""

import asyncio
import contextlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Self

import pytest

from ostoja.simulator.access import Account
from ostoja.simulator.brokers.port import Hear
from ostoja.simulator.clock import HandClock
from ostoja.simulator.errors import BrokerLostError, HomeError, UnknownObjectError
from ostoja.simulator.home.reading import flat
from ostoja.simulator.simulation import BROKERS, Simulation, nameless
from tests.simulator.conftest import PASSWORD, Simulate
from tests.simulator.ears import Ear

OWN = "ampio/fromDB/ostoja/#"
TABLES = ("devices", "params_devices", "groups", "group_devices", "scenes")


def ostoja(simulation: Simulation) -> Ear:
    return Ear(simulation.port, "ostoja", PASSWORD)


async def test_a_standard_account_learns_the_whole_home(simulate: Simulate, broker: str) -> None:
    async with simulate(broker=broker) as simulation, ostoja(simulation) as ear:
        await ear.subscribe(OWN)
        for keyword in TABLES:
            await ear.ask("data", keyword)
        rows = {keyword: await ear.table(keyword) for keyword in TABLES}
        await ear.ask("states", "whatever")
        states = await ear.table("states")

    listed = {int(row["id"]) for row in rows["devices"]}
    assert {int(row["id"]) for row in states} == listed
    assert listed < {int(row["id"]) for row in rows["params_devices"]}
    assert {row["opis_menu"] for row in rows["groups"]} >= {"Salon", "Łazienka"}


async def test_info_and_digests_stand_retained_and_nothing_else(simulate: Simulate, broker: str) -> None:
    async with simulate(broker=broker) as simulation:
        await simulation.settled()
        async with ostoja(simulation) as ear:
            await ear.subscribe(OWN)
            info = json.loads(await ear.until("ampio/fromDB/ostoja/data/info"))
            await ear.ask("states")
            await ear.table("states")
            retained = set(ear.retained)

    assert info["Results"]["mac"] == 3232235777
    assert {topic.split("/")[3] for topic in retained} == {"md5", "data"}
    assert {topic for topic in retained if "/data/" in topic} == {"ampio/fromDB/ostoja/data/info"}


async def test_a_command_shows_as_a_push_and_nowhere_else(simulate: Simulate, broker: str) -> None:
    async with simulate(broker=broker) as simulation, ostoja(simulation) as ear:
        await ear.subscribe(OWN)
        await ear.ask("api", "/api/set/10/turnOn")

        pushed = await ear.state(10)

        assert pushed["state"] == "255"
        assert simulation.state_of(10) == {"state": "255", "desc": "On"}


async def test_a_pulse_reverts_and_a_shutter_tells_its_way(simulate: Simulate, clock: HandClock, broker: str) -> None:
    async with simulate(broker=broker) as simulation, ostoja(simulation) as ear:
        await ear.subscribe(OWN)
        await ear.ask("api", "/api/set/10/setValue/255/30")
        await ear.ask("api", "/api/set/14/setRollerPos/90/101")
        await ear.state(10, {"state": "255"})
        await ear.ask("states")
        await ear.table("states")

        clock.advance(2.5)

        assert (await ear.state(10))["state"] == "0"
        assert [(await ear.state(14))["state"] for _ in range(2)] == ["95", "90"]


async def test_a_wall_switch_is_heard_by_both_accounts_each_in_its_way(simulate: Simulate, broker: str) -> None:
    async with (
        simulate(broker=broker) as simulation,
        ostoja(simulation) as ear,
        Ear(simulation.port, "admin", "admin") as admin,
    ):
        await ear.subscribe(OWN)
        await simulation.settled()
        await admin.subscribe("ampio/from/+/state/#", qos=0)
        await admin.until("ampio/from/CB8F/state/i/1")

        await simulation.press(21)

        assert (await ear.state(10))["state"] == "255"
        assert await admin.until("ampio/from/CB8F/state/i/1") == b"1"


async def test_a_designer_save_is_pushed_unasked(simulate: Simulate, broker: str) -> None:
    async with simulate(broker=broker) as simulation, ostoja(simulation) as ear:
        await ear.subscribe(OWN)
        simulation.designer.remove(10)
        removed = {int(row["id"]) for row in await ear.table("devices")}
        await ear.until("ampio/fromDB/ostoja/md5/devices")
        await ear.table("params_devices")
        simulation.designer.rename(11, "Nowe gniazdko")
        renamed = {int(row["id"]): row["opis_menu"] for row in await ear.table("devices")}
        simulation.designer.restore(10)
        restored = {int(row["id"]): row["opis_menu"] for row in await ear.table("devices")}

    assert 10 not in removed
    assert renamed[11] == restored[11] == "Nowe gniazdko"
    assert restored[10] == "Lampa w salonie"


async def test_the_home_lives_on_while_the_broker_is_away(simulate: Simulate, broker: str) -> None:
    async with simulate(broker=broker) as simulation:
        port = simulation.port
        async with ostoja(simulation) as ear:
            await simulation.stop_broker()
            await ear.hung_up()
        await simulation.press(21)

        await simulation.start_broker()
        await simulation.start_broker()
        async with ostoja(simulation) as ear:
            await ear.subscribe(OWN)
            await ear.ask("states")
            states = {int(row["id"]): json.loads(row["stan_json"]) for row in await ear.table("states")}

        assert simulation.port == port
        assert states[10]["state"] == "255"


async def test_latency_holds_the_push_back(simulate: Simulate, clock: HandClock) -> None:
    async with (
        simulate(latency=timedelta(milliseconds=150)) as simulation,
        ostoja(simulation) as ear,
        Ear(simulation.port, "admin", "admin") as admin,
    ):
        await ear.subscribe(OWN)
        await admin.subscribe("ampio/from/CB8F/state/o/1")
        assert await admin.until("ampio/from/CB8F/state/o/1") == b"0"
        await simulation.press(21)
        clock.advance(0.1)
        assert await admin.until("ampio/from/CB8F/state/o/1") == b"1"
        await simulation.settled()
        assert simulation._mserv.outbox.next_at > clock.now()

        clock.advance(0.1)

        assert (await ear.state(10))["state"] == "255"


async def test_an_inhabitant_presses_switches(simulate: Simulate, clock: HandClock) -> None:
    async with simulate(inhabitant=True) as simulation:
        before = [simulation.state_of(id) for id in (10, 12)]

        clock.advance(300)
        await simulation.settled()

        assert [simulation.state_of(id) for id in (10, 12)] != before


async def test_objects_that_are_not_there_are_said_so(simulate: Simulate) -> None:
    async with simulate() as simulation:
        with pytest.raises(UnknownObjectError, match="no object 99"):
            simulation.state_of(99)
        with pytest.raises(UnknownObjectError):
            simulation.designer.remove(99)
        with pytest.raises(UnknownObjectError):
            await simulation.press(10)


async def test_an_engine_that_goes_away_by_itself_ends_the_simulation(simulate: Simulate) -> None:
    async with simulate(broker="mosquitto") as simulation:
        broker = simulation._broker
        await broker._client.__aexit__(None, None, None)  # type: ignore[attr-defined] # cuts the service connection

        await simulation.press(21)

        with pytest.raises(BrokerLostError):
            await simulation.broken()


class SwallowingBroker:
    """A broker whose library loses a cancellation that comes while something is being said."""

    host, port = "127.0.0.1", 1

    def __init__(self) -> None:
        self.said = asyncio.Event()
        self.stops = 0

    def __call__(self, accounts: tuple[Account, ...], host: str, port: int) -> Self:
        return self

    async def start(self, hear: Hear) -> None:
        self.said.clear()

    async def stop(self) -> None:
        self.stops += 1

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        if not self.said.is_set():
            self.said.set()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.Event().wait()


@pytest.fixture
def swallowing(monkeypatch: pytest.MonkeyPatch) -> SwallowingBroker:
    broker = SwallowingBroker()
    monkeypatch.setitem(BROKERS, "swallowing", broker)
    return broker


async def test_a_cancellation_that_a_broker_swallows_does_not_keep_the_simulation_alive(
    swallowing: SwallowingBroker, clock: HandClock
) -> None:
    simulation = Simulation(broker="swallowing", clock=clock)
    entering = asyncio.create_task(simulation.__aenter__())
    await asyncio.wait_for(swallowing.said.wait(), 5)
    simulation._idle.set()
    await entering

    await asyncio.wait_for(simulation.__aexit__(None, None, None), 5)

    assert swallowing.stops == 1


async def test_a_simulation_that_is_cancelled_while_it_starts_leaves_nothing_behind(
    swallowing: SwallowingBroker, clock: HandClock
) -> None:
    simulation = Simulation(broker="swallowing", clock=clock)
    entering = asyncio.create_task(simulation.__aenter__())
    await asyncio.wait_for(swallowing.said.wait(), 5)

    entering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(entering, 5)

    assert swallowing.stops == 1
    assert simulation._living is not None
    assert simulation._living.done()


def test_a_start_value_that_does_not_suit_names_file_and_object(tmp_path: Path) -> None:
    file = tmp_path / "home.toml"
    file.write_text(flat().read_text("utf-8").replace('start = "40"', 'start = "140"'), "utf-8")

    with pytest.raises(HomeError, match=r"home.toml: objects: object 15"):
        Simulation(file)


def test_a_log_shows_no_account() -> None:
    assert nameless("ampio/control/ostoja/api") == "api"
    assert nameless("ampio/fromDB/ostoja/ob/10/state") == "ob/10/state"
