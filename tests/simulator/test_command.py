import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ostoja.serving import StopRequest
from ostoja.simulator.command import PASSWORD_VARIABLE, Wishes, live, obey, simulate
from ostoja.simulator.errors import PortTakenError
from ostoja.simulator.home.reading import read_home, shipped
from ostoja.simulator.mserv.manner import Manner
from ostoja.simulator.simulation import Simulation
from tests.simulator.ears import Ear

DEADLINE_S = 20.0


def refused(*words: str) -> str:
    result = CliRunner().invoke(simulate, words)
    assert result.exit_code != 0
    return result.output


@pytest.mark.parametrize("listen", ["0.0.0.0:1883", "192.168.1.5:1883", "example.org:1883"])
def test_it_listens_on_loopback_only(listen: str) -> None:
    assert "not a loopback address" in refused("--listen", listen)


def test_an_address_without_a_port_is_refused() -> None:
    assert "HOST:PORT" in refused("--listen", "localhost")


def test_a_home_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    assert "nowhere.toml: cannot be read" in refused(
        "--listen", "localhost:0", "--home", str(tmp_path / "nowhere.toml")
    )


@pytest.mark.parametrize("broker", ["embedded", "mosquitto"])
def test_a_taken_port_is_said_so(broker: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        assert "is taken" in refused("--listen", f"127.0.0.1:{other.getsockname()[1]}", "--broker", broker)


def test_a_missing_mosquitto_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("ostoja.simulator.brokers.mosquitto.PROGRAM_FOLDERS", "/nowhere")

    assert "mosquitto is not installed" in refused("--listen", "127.0.0.1:0", "--broker", "mosquitto")


@asynccontextmanager
async def running(*words: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ostoja", "simulate", "--listen", "127.0.0.1:0", "--latency", "0", *words,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env=os.environ | environment,
    )  # fmt: skip
    try:
        async with asyncio.timeout(DEADLINE_S):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def line(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_its_accounts_serves_them_and_ends_when_asked(ends: signal.Signals) -> None:
    async with running("--no-inhabitant") as process:
        port = int((await line(process)).rpartition(":")[2])
        assert await line(process) == "accounts: admin / admin (everything)"
        password = (await line(process)).split()[2]
        async with Ear(port, "ostoja", password) as ear:
            await ear.subscribe("ampio/fromDB/ostoja/#")
            await ear.until("ampio/fromDB/ostoja/data/info")

        process.send_signal(ends)

        assert await process.wait() == 0


async def test_a_password_that_was_given_is_not_printed() -> None:
    async with running(**{PASSWORD_VARIABLE: "podane haslo"}) as process:
        printed = [await line(process) for _ in range(3)]
        process.terminate()

        assert await process.wait() == 0
    assert "podane" not in " ".join(printed)


async def test_a_story_speaks_to_it_on_the_control_line() -> None:
    async with running("--control", "--verbose") as process:
        assert process.stdin is not None
        for _ in range(3):
            await line(process)
        process.stdin.write(b"press 21\n\npress 10\nbroker stop\nbroker start\n")

        assert [await line(process) for _ in range(4)] == ["ok", "error: the home has no wall switch 10", "ok", "ok"]

        process.stdin.close()
        process.terminate()
        assert await process.wait() == 0


async def test_a_home_that_comes_along_is_asked_for_by_its_name() -> None:
    switch = next(row.id for row in read_home(shipped()["house"]).objects if row.name == "Włącznik u dziecka")
    async with running("--control", "--home", "house") as process:
        assert process.stdin is not None
        for _ in range(3):
            await line(process)
        process.stdin.write(f"press {switch}\n".encode())

        assert await line(process) == "ok"
        process.terminate()
        assert await process.wait() == 0


def wishes(**changes: Any) -> Wishes:
    usual = Wishes(
        host="127.0.0.1",
        port=0,
        home=None,
        seed=1,
        latency=timedelta(0),
        broker="embedded",
        inhabitant=False,
        control=False,
        password="dane",
        objects=None,
        manner=Manner(),
    )
    return replace(usual, **changes)


async def test_it_lives_until_somebody_asks_it_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    stop = StopRequest()
    stop.ask()

    async with asyncio.timeout(DEADLINE_S):
        await live(wishes(), stop)

    assert "the password that was given" in capsys.readouterr().out


async def test_it_obeys_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    outlet, inlet = os.pipe()
    os.write(inlet, b"press 21\n\n")
    os.close(inlet)
    with os.fdopen(outlet, "rb") as standard_input:
        monkeypatch.setattr("sys.stdin", standard_input)
        async with Simulation(password="dane") as simulation:
            await obey(simulation)

    assert capsys.readouterr().out == "ok\n"


async def test_an_engine_that_cannot_start_ends_it() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(PortTakenError):
            await live(wishes(port=other.getsockname()[1], control=True), StopRequest())


async def test_a_grown_home_is_served_with_its_added_switches() -> None:
    async with running("--control", "--no-inhabitant", "--objects", "500") as process:
        assert process.stdin is not None
        for _ in range(3):
            await line(process)
        process.stdin.write(b"press 39\npress 501\n")

        assert [await line(process) for _ in range(2)] == ["ok", "error: the home has no wall switch 501"]

        process.terminate()


def test_a_home_to_be_grown_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    file = str(tmp_path / "nowhere.toml")

    assert "cannot be read" in refused("--listen", "localhost:0", "--home", file, "--objects", "500")
