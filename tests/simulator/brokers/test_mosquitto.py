from pathlib import Path

import pytest

from ostoja.simulator.access import Account
from ostoja.simulator.brokers.mosquitto import MosquittoBroker, find_mosquitto
from ostoja.simulator.errors import BrokerLostError, BrokerMissingError

ACCOUNTS = (Account("admin", "admin", -1),)


def deaf(topic: str, payload: bytes) -> None:
    pass


def program(folder: Path, text: str) -> Path:
    (folder / "sbin").mkdir()
    file = folder / "sbin" / "mosquitto"
    file.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    file.chmod(0o755)
    return file


def test_the_installed_program_and_its_plugin_are_found() -> None:
    program, plugin = find_mosquitto()

    assert program.exists()
    assert plugin.name == "mosquitto_dynamic_security.so"


def test_a_mosquitto_without_its_plugin_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(program(tmp_path, "exit 0").parent))

    with pytest.raises(BrokerMissingError, match="no dynamic-security plugin"):
        find_mosquitto()


async def test_a_mosquitto_that_ends_at_once_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(program(tmp_path, "echo 'Error: no such thing'; exit 3").parent))
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "mosquitto_dynamic_security.so").touch()

    with pytest.raises(BrokerLostError, match="does not start: Error: no such thing"):
        await MosquittoBroker(ACCOUNTS).start(deaf)


async def test_nothing_is_left_behind_after_a_stop() -> None:
    broker = MosquittoBroker(ACCOUNTS)
    await broker.start(deaf)
    assert broker._client is not None

    await broker.stop()

    await broker.publish("ampio/from/1/event", b"1")
    assert broker._running is None
