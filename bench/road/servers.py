"""The servers that are compared, each a process of its own on the first core, and what they use."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Protocol

from tests.ports import free_port

CORE = "0"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PATIENCE_SECONDS = 20.0


class Server(Protocol):
    """A server under load."""

    name: str
    port: int

    def start(self) -> None:
        """Run, and return when it answers."""
        ...

    def stop(self) -> None:
        """End."""
        ...

    def hold(self) -> None:
        """Stand still from now on."""
        ...

    def carry_on(self) -> None:
        """Work again."""
        ...

    def is_idle(self) -> bool:
        """Whether it waits for something to do."""
        ...

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        ...

    def memory(self) -> int:
        """Bytes resident now."""
        ...


class _Process:
    process: subprocess.Popen[bytes]
    port: int

    def stop(self) -> None:
        """End."""
        self.carry_on()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def hold(self) -> None:
        """Stand still from now on."""
        self.process.send_signal(signal.SIGSTOP)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._state() != "T":
            if time.monotonic() > deadline:
                raise TimeoutError("the server does not stop")
            time.sleep(0.0002)

    def carry_on(self) -> None:
        """Work again."""
        self.process.send_signal(signal.SIGCONT)

    def is_idle(self) -> bool:
        """Whether it waits for something to do."""
        return self._state() == "S"

    def _state(self) -> str:
        # Source: proc(5), /proc/PID/stat; the name before it may hold anything but ends at the last parenthesis.
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]

    def cpu(self) -> float:
        """Seconds of processor time used so far, by every thread, in user and kernel.

        Source: proc(5), /proc/PID/schedstat is per thread; each holds nanoseconds on the processor.
        """
        tasks = Path(f"/proc/{self.process.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9

    def memory(self) -> int:
        """Bytes resident now."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _run(self, words: list[str], **environment: str) -> None:
        self.process = subprocess.Popen(
            ["/usr/bin/taskset", "-c", CORE, *words],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the server does not answer")


class RelayServer(_Process):
    """Our relay as it ships: tickets, limits, counters and the feed of revocations on."""

    name = "relay"

    def __init__(self, cloud: str, token: str) -> None:
        self.port = free_port()
        self._cloud = cloud
        self._token = token

    def start(self) -> None:
        """Run, and return when it answers."""
        here, status = f"127.0.0.1:{self.port}", "127.0.0.1:0"
        words = [sys.executable, "-m", "ostoja", "relay", "--listen", here, "--status", status, "--cloud", self._cloud]
        self._run([*words, "--pending", "20000", "--home-kib", "4194304"], OSTOJA_RELAY_TOKEN=self._token)
        self._wait_until_it_answers()


class MosquittoServer(_Process):
    """Debian's mosquitto: MQTT with QoS 0, no passwords, nothing kept."""

    name = "mosquitto"

    def __init__(self) -> None:
        self.port = free_port()

    def start(self) -> None:
        """Run, and return when it answers."""
        settings = (
            f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence false\n"
            "log_dest none\nset_tcp_nodelay true\nmax_queued_messages 0\n"
        )
        with tempfile.NamedTemporaryFile("w", suffix=".conf", delete=False) as file:
            file.write(settings)
        self._run(["/usr/sbin/mosquitto", "-c", file.name])
        self._wait_until_it_answers()
        Path(file.name).unlink()
