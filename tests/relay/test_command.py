"""The command, as a process of its own."""

import asyncio
import contextlib
import os
import resource
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner

from ostoja import serving
from ostoja.protocol.frames import GATEWAY_PATH, CloseCode
from ostoja.relay import command
from ostoja.relay.command import relay
from ostoja.relay.limits import KIB
from ostoja.relay.server import Options
from tests.doubles.office import TOKEN, Office
from tests.relay.peers import until

PATIENCE = 20.0


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    office = Office()
    await office.start()
    yield office
    await office.stop()


@pytest.fixture
async def running(office: Office) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await begun(office)
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def begun(office: Office, *more: str) -> asyncio.subprocess.Process:
    words = [
        "-m",
        "ostoja",
        "relay",
        "--listen",
        "127.0.0.1:0",
        "--status",
        "127.0.0.1:0",
        "--cloud",
        office.url,
        *more,
    ]
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "OSTOJA_RELAY_TOKEN": TOKEN},
    )


async def ready(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        line = (await process.stdout.readline()).decode()
    assert line.startswith("RELAY LISTENING ws://127.0.0.1:")
    return line.split()[-1]


async def test_it_says_when_it_listens_and_drains_when_asked(running: asyncio.subprocess.Process) -> None:
    road = await ready(running)
    async with aiohttp.ClientSession() as http, http.ws_connect(road + "/road/gateway") as gateway:
        assert len(await gateway.receive_bytes()) == 37
        running.send_signal(signal.SIGTERM)

        assert (await gateway.receive_bytes())[0] == 0x28
        assert (await gateway.receive()).data == 4000
    async with asyncio.timeout(PATIENCE):
        assert await running.wait() == 0


async def test_no_files_left_neither_ends_the_relay_nor_makes_it_spin(office: Office) -> None:
    process = await begun(office, "--ticket-seconds", "2")
    try:
        road = await ready(process)
        async with aiohttp.ClientSession() as http, http.ws_connect(road + GATEWAY_PATH) as before:
            await before.receive_bytes()
            most = open_files(process) + 30
            resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (most, most))
            with contextlib.ExitStack() as crowd:
                host, _, port = road.removeprefix("ws://").rpartition(":")
                for _ in range(4 * most):
                    crowd.enter_context(socket.create_connection((host, int(port))))
                await until(lambda: open_files(process) >= most)
                used = cpu_seconds(process)

                assert (await before.receive()).data == CloseCode.TOO_SLOW
                assert cpu_seconds(process) - used < 1

                await until(lambda: open_files(process) < most - 20)
                async with http.ws_connect(road + GATEWAY_PATH) as after:
                    assert len(await after.receive_bytes()) == 37
    finally:
        process.kill()
        await process.communicate()


def open_files(process: asyncio.subprocess.Process) -> int:
    return sum(1 for _ in Path(f"/proc/{process.pid}/fd").iterdir())


def cpu_seconds(process: asyncio.subprocess.Process) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def test_asked_before_the_cloud_is_there_it_simply_ends(office: Office) -> None:
    office.key_status = 503
    process = await begun(office)
    await until(lambda: office.asked_for_keys > 0)

    process.send_signal(signal.SIGINT)

    async with asyncio.timeout(PATIENCE):
        said, _ = await process.communicate()
    assert (process.returncode, said) == (0, b"")


async def test_a_taken_port_is_said_in_one_sentence(office: Office, running: asyncio.subprocess.Process) -> None:
    address = (await ready(running)).removeprefix("ws://")

    second = await begun(office, "--listen", address)

    async with asyncio.timeout(PATIENCE):
        _, errors = await second.communicate()
    assert second.returncode == 1
    assert errors.decode().splitlines()[-1] == f"Error: cannot listen on {address}: Address already in use"


async def test_its_life_is_start_carry_drain_stop(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    stop = serving.StopRequest()
    options = Options(token=TOKEN, listen=("127.0.0.1", 0), status=("127.0.0.1", 0), cloud=office.url)
    living = asyncio.ensure_future(command._serve(options, stop))
    await until(lambda: "RELAY LISTENING ws://127.0.0.1:" in capsys.readouterr().out)

    stop.ask()

    async with asyncio.timeout(PATIENCE):
        await living


async def test_asked_to_stop_early_it_does_not_wait_for_the_cloud(office: Office) -> None:
    office.key_status = 503
    stop = serving.StopRequest()
    stop.ask()
    options = Options(token=TOKEN, listen=("127.0.0.1", 0), status=("127.0.0.1", 0), cloud=office.url)

    async with asyncio.timeout(PATIENCE):
        await command._serve(options, stop)


def test_what_cannot_be_listened_on_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "logs", lambda *, verbose: None)  # noqa: ARG005 - the log of the tests stays theirs
    said = said_without_starting("--listen", "192.0.2.1:0", "--status", "127.0.0.1:0")

    assert said.splitlines()[-1] == "Error: cannot listen on 192.0.2.1:0: Cannot assign requested address"


def said_without_starting(*words: str, token: str = TOKEN) -> str:
    result = CliRunner().invoke(relay, words, env={"OSTOJA_RELAY_TOKEN": token})
    assert result.exit_code != 0
    return result.output


def test_without_a_token_it_says_what_to_set() -> None:
    assert "set OSTOJA_RELAY_TOKEN or give --token-file" in said_without_starting(token="")


def test_an_unreadable_token_is_said_so(tmp_path: Path) -> None:
    assert "cannot read the token from" in said_without_starting("--token-file", str(tmp_path / "none"))


def test_an_empty_token_is_no_token(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\n")

    assert "set OSTOJA_RELAY_TOKEN" in said_without_starting("--token-file", str(tmp_path / "token"))


@pytest.mark.parametrize(
    "words", [["--listen", "8001"], ["--status", "x:y"], ["--low-kib", "64"], ["--high-kib", "256"]]
)
def test_options_that_cannot_work_are_refused(words: list[str]) -> None:
    assert "Error:" in said_without_starting(*words)


def test_options_and_environment_set_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n")
    seen = []
    monkeypatch.setattr(serving, "run", lambda main, verbose: seen.append((main, verbose)))
    monkeypatch.setattr(command, "_serve", lambda options, _stop: options)

    result = CliRunner().invoke(
        relay,
        [
            "--people",
            "9",
            "--home-kib",
            "512",
            "--road",
            "wss://r.example/",
            "--token-file",
            str(tmp_path / "token"),
            "--verbose",
        ],
        env={
            "OSTOJA_RELAY_CHANNELS": "7",
            "OSTOJA_RELAY_HOME_KIB": "512",
            "OSTOJA_RELAY_ORIGIN": "https://a.example https://b.example",
        },
    )

    assert result.exit_code == 0, result.output
    ((main, verbose),) = seen
    options = main(None)
    assert (options.limits.people, options.limits.channels, options.limits.app.hard) == (9, 7, 256 * KIB)
    assert options.limits.home == 512 * KIB
    assert options.origins == ("https://a.example", "https://b.example")
    assert (options.roads, options.token, verbose) == (("wss://r.example",), TOKEN, True)
