import asyncio
import logging
import os
import signal
import subprocess
import sys

import click
import pytest

from ostoja import serving

SERVER = """
from ostoja import serving
async def main(stop):
    print("up", flush=True)
    await stop.wait()
    assert stop.is_asked
    print("draining", flush=True)
    {then}
    print("drained", flush=True)
serving.run(main)
"""


def server(then: str) -> subprocess.Popen[str]:
    code = SERVER.format(then=then)
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def test_the_first_signal_drains() -> None:
    process = server("pass")
    process.send_signal(signal.SIGTERM)

    assert process.communicate(timeout=10)[0] == "draining\ndrained\n"
    assert process.returncode == 0


def test_the_second_signal_cuts() -> None:
    process = server("import asyncio; await asyncio.Event().wait()")
    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    assert process.stdout.readline() == "draining\n"
    process.send_signal(signal.SIGTERM)

    assert "drained" not in process.communicate(timeout=10)[0]
    assert process.returncode == serving.CUT_STATUS


async def test_who_asks_twice_is_cut_after_those_below(monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[int | str] = []
    monkeypatch.setattr(os, "_exit", ends.append)
    monkeypatch.setattr(logging, "shutdown", lambda: None)
    stop = serving.StopRequest(cut=lambda: ends.append("children"))
    stop.listen()

    for number in (signal.SIGTERM, signal.SIGTERM):
        os.kill(os.getpid(), number)
        await asyncio.wait_for(stop.wait(), 1)
        await asyncio.sleep(0)

    for number in serving.STOP_SIGNALS:
        asyncio.get_running_loop().remove_signal_handler(number)
    assert ends == ["children", serving.CUT_STATUS]


@pytest.mark.parametrize(
    ("text", "read"),
    [("127.0.0.1:1883", ("127.0.0.1", 1883)), ("[::1]:80", ("::1", 80)), ("localhost:0", ("localhost", 0))],
)
def test_addresses_are_host_and_port(text: str, read: tuple[str, int]) -> None:
    assert serving.address(text) == read


@pytest.mark.parametrize("text", ["", "8000", ":8000", "host:", "host:port", "host:70000"])
def test_other_texts_are_no_addresses(text: str) -> None:
    with pytest.raises(click.BadParameter, match="HOST:PORT"):
        serving.address(text)
