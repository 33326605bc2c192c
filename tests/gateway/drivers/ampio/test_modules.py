"""How the modules are, as the administrator's account hears it, and as nobody else does."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from ostoja.gateway.drivers.ampio.modules import MOST_MODULES, Modules
from ostoja.gateway.house.driver import Module
from tests.gateway.drivers.ampio.test_driver import a_driver
from tests.gateway.running import running
from tests.gateway.simulated import simulated
from tests.gateway.waiting_home import PATIENCE_SECONDS, WaitingHome

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOPIC = "ampio/from/CB8F/b/4F"


def test_a_frame_is_read_and_a_retained_one_has_no_time() -> None:
    modules = Modules()
    assert modules.hear(TOPIC, b'{"d":[254,79,62,134],"m":52111}', NOW, retained=False)
    assert modules.hear("ampio/from/AB/b/4F", b'{"d":[254,79,60,0],"m":171}', NOW, retained=True)

    assert modules.all() == (Module(12.0, None, None), Module(12.4, 34, NOW))


@pytest.mark.parametrize(
    "payload", [b"", b"{}", b"[]", b'{"d":[254,79]}', b'{"d":[254,79,"x",1]}', b'{"d":null}', b"\xff"]
)
def test_what_is_no_frame_is_said_to_be_none(payload: bytes) -> None:
    modules = Modules()

    assert not modules.hear(TOPIC, payload, NOW, retained=False)
    assert modules.all() == ()


def test_there_is_an_end_to_what_is_remembered() -> None:
    modules = Modules()
    taken = [
        modules.hear(f"ampio/from/{number:X}/b/4F", b'{"d":[254,79,60,0]}', NOW, retained=False)
        for number in range(MOST_MODULES + 1)
    ]

    assert taken == [True] * MOST_MODULES + [False]
    assert modules.hear("ampio/from/0/b/4F", b'{"d":[254,79,61,0]}', NOW, retained=False)


@pytest.mark.parametrize(("user", "heard"), [("admin", True), ("ostoja", False)])
async def test_only_the_administrators_account_hears_the_modules(user: str, *, heard: bool) -> None:
    async with simulated(latency=timedelta(0)) as simulation:
        driver, home = a_driver(simulation, user=user, password="admin" if user == "admin" else None), WaitingHome()
        async with running(driver, home):
            await home.until(lambda: home.online)
            if heard:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    while not driver.troubles().modules:  # noqa: ASYNC110 - a figure has no event
                        await asyncio.sleep(0.02)
            found = driver.troubles()

    assert bool(found.modules) is heard
    assert all(11 < module.volts < 14 and module.heard is None for module in found.modules)
    assert "module" not in found.skipped
