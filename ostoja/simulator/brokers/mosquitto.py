"""Debian's mosquitto as the broker: a process of our own on a port of our own, never one that runs already."""

import asyncio
import contextlib
import os
import secrets
import shutil
import socket
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiomqtt

from ostoja.ending import end
from ostoja.simulator.access import Account
from ostoja.simulator.brokers.port import Hear
from ostoja.simulator.brokers.security import SERVICE, security_file
from ostoja.simulator.brokers.sockets import free_port
from ostoja.simulator.errors import BrokerLostError, BrokerMissingError

PLUGIN = "mosquitto_dynamic_security.so"
PROGRAM_FOLDERS = "/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"
HEARD = ("ampio/control/#", "ampio/to/#", "device_api/to/#")
SERVER_QOS = 1
READY_S = 10.0
READY_EVERY_S = 0.02
STOP_S = 5.0
# Without it a publication waits up to 40 ms for the other side's acknowledgement of the one before (Nagle's algorithm).
AT_ONCE = (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class MosquittoBroker:
    """Runs mosquitto with dynamic security and speaks to it as the server's own account."""

    def __init__(self, accounts: tuple[Account, ...], host: str = "127.0.0.1", port: int = 0) -> None:
        self._accounts = accounts
        self._host = host
        self._port = port
        self._client: aiomqtt.Client | None = None
        self._running: contextlib.AsyncExitStack | None = None

    @property
    def host(self) -> str:
        """Where it listens."""
        return self._host

    @property
    def port(self) -> int:
        """Where it listens; known once it has started."""
        return self._port

    async def start(self, hear: Hear) -> None:
        """Start mosquitto and connect to it.

        Raises: BrokerMissingError, PortTakenError, ListenError, or BrokerLostError when it ends at once.
        """
        program, plugin = find_mosquitto()
        self._port = free_port(self._host, self._port)
        async with contextlib.AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ostoja-mosquitto-")))
            password = secrets.token_urlsafe(24)
            config = self._write_config(folder, plugin, password)
            process = await stack.enter_async_context(_process(program, config, folder / "log"))
            self._client = await self._connected(stack, process, password, folder / "log")
            for topic in HEARD:
                await self._client.subscribe(topic, qos=SERVER_QOS)
            stack.push_async_callback(end, asyncio.create_task(_listen(self._client, hear)))
            self._running = stack.pop_all()

    async def stop(self) -> None:
        """Disconnect and end mosquitto."""
        running, self._running, self._client = self._running, None, None
        if running is not None:
            await running.aclose()

    @property
    def _is_running(self) -> bool:
        return self._client is not None

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Say this to everybody who may hear it.

        Raises: BrokerLostError when mosquitto has gone away by itself.
        """
        if self._client is None:
            return
        try:
            await self._client.publish(topic, payload, qos=SERVER_QOS, retain=retain)
        except aiomqtt.MqttError as error:
            # Whoever stops the broker while this waits has asked for it.
            if self._is_running:
                raise BrokerLostError("mosquitto went away") from error

    def _write_config(self, folder: Path, plugin: Path, password: str) -> Path:
        security = folder / "security.json"
        security.write_text(security_file(self._accounts, password), encoding="utf-8")
        security.chmod(0o600)
        lines = [
            f"listener {self._port} {self._host}",
            "allow_anonymous false",
            f"plugin {plugin}",
            f"plugin_opt_config_file {security}",
            "persistence false",
            "set_tcp_nodelay true",
            "log_type error",
            "log_type warning",
        ]
        if os.geteuid() == 0:
            # As root it would change to an account of its own that cannot read its files here.
            lines.append("user root")
        config = folder / "mosquitto.conf"
        config.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return config

    def _service(self, password: str) -> aiomqtt.Client:
        return aiomqtt.Client(
            self._host,
            self._port,
            username=SERVICE,
            password=password,
            identifier=SERVICE,
            socket_options=[AT_ONCE],
        )

    async def _connected(
        self, stack: contextlib.AsyncExitStack, process: asyncio.subprocess.Process, password: str, told: Path
    ) -> aiomqtt.Client:
        deadline = time.monotonic() + READY_S
        while True:
            client = self._service(password)
            try:
                await client.__aenter__()
            except aiomqtt.MqttError as error:
                if process.returncode is not None or time.monotonic() > deadline:
                    raise BrokerLostError(f"mosquitto does not start: {_last_line(told)}") from error
                await asyncio.sleep(READY_EVERY_S)
            else:
                stack.push_async_exit(client)
                return client


def find_mosquitto() -> tuple[Path, Path]:
    """The program and its dynamic-security plugin.

    Raises: BrokerMissingError when either is not installed.
    """
    program = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:{PROGRAM_FOLDERS}")
    if program is None:
        raise BrokerMissingError("mosquitto is not installed: apt install mosquitto, or use --broker embedded")
    folder = Path(program).resolve().parent.parent / "lib"
    plugin = next(iter(sorted([*folder.glob(PLUGIN), *folder.glob(f"*/{PLUGIN}")])), None)
    if plugin is None:
        raise BrokerMissingError(f"mosquitto has no dynamic-security plugin below {folder}; use --broker embedded")
    return Path(program), plugin


@contextlib.asynccontextmanager
async def _process(program: Path, config: Path, told: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    with told.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *_dying_with_us(),
            str(program),
            "-c",
            str(config),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            # In a group of its own: Ctrl-C reaches us, and we end it when we are done.
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            async with asyncio.timeout(STOP_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _dying_with_us() -> list[str]:
    # When this process is killed outright nobody is left to end mosquitto; util-linux lets the kernel do it.
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def _last_line(told: Path) -> str:
    return told.read_text("utf-8", "replace").strip().rpartition("\n")[2] or "it says nothing"


async def _listen(client: aiomqtt.Client, hear: Hear) -> None:
    # The loss of the connection ends this; it shows at the next publish.
    with contextlib.suppress(aiomqtt.MqttError):
        async for message in client.messages:
            hear(message.topic.value, message.payload)
