"""Every place as a real process, on free loopback ports, with data of its own; stories start, kill and restart them."""

import atexit
import json
import os
import queue
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ostoja.privacy.detectors import DETECTORS, findings
from tests.ports import free_port
from tests.promises import APPROVER, make_real

READY_SECONDS = 40.0
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}")
TAKEN_OUT = re.compile("|".join(re.escape(f"[{kind}]") for kind in DETECTORS))
PASSWORD = "correct horse battery staple"
SECRET = secrets.token_urlsafe(40)


class Place:
    """One process; what it prints can be waited for line by line."""

    def __init__(self, name: str, words: Sequence[str], environment: dict[str, str], folder: Path) -> None:
        self.name = name
        self._words = [sys.executable, "-m", "ostoja", *words]
        self._environment = {**os.environ, **environment, "PYTHONUNBUFFERED": "1"}
        self.log = folder / f"{name}.log"
        self.printed: list[str] = []

    def start(self) -> None:
        """Start it, again after it ended."""
        self._lines: queue.Queue[str] = queue.Queue()
        with self.log.open("ab") as errors:
            self.process = subprocess.Popen(
                self._words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=self._environment,
                text=True,
                start_new_session=True,
            )
        threading.Thread(target=self._read, args=(self.process, self._lines), daemon=True).start()

    def _read(self, process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
        assert process.stdout is not None
        with process.stdout as stdout:
            for line in stdout:
                self.printed.append(line)
                lines.put(line.rstrip("\n"))
        lines.put("")

    def line(self, *beginnings: str) -> str:
        """The next line that begins with one of these words."""
        end = time.monotonic() + READY_SECONDS
        while (left := end - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line.startswith(beginnings):
                return line
            if line == "" and self.process.poll() is not None:
                break
        log = "\n".join(self.said()[-20:])
        raise AssertionError(f"{self.name} never said {beginnings}; it said {self.printed[-10:]}; log: {log}")

    def said(self) -> list[str]:
        """The lines of its log."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []

    def tell(self, line: str) -> None:
        """Write a line to its standard input."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()
        self._close()

    def stop(self) -> int:
        """Ask it to end, and cut it when it does not; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self._close()
        return status

    def _close(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()


@dataclass
class Town:
    """Cloud, relay, gateway and home; `start` brings all of them up."""

    folder: Path
    port: int = field(default_factory=free_port)
    road_port: int = field(default_factory=free_port)
    status_port: int = field(default_factory=free_port)
    home_port: int = field(default_factory=free_port)
    # Where the relay itself listens, when something stands before it on the road's port.
    relay_port: int = 0
    latency: int = 20
    # The policy that is published, and the adapters of it that are on.
    policy: str = "default"
    adapters: str = ""
    # What `ostoja simulate` is told of the home besides: a flat when nothing.
    furnished: tuple[str, ...] = ()
    # Settings of all places besides.
    settings: dict[str, str] = field(default_factory=dict)
    secret: str = SECRET
    relay_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def __post_init__(self) -> None:
        self.mail = self.folder / "mail"
        self.environment = {
            "OSTOJA_ADAPTERS": self.adapters,
            "OSTOJA_DEMO": "no",
            "OSTOJA_MAIL": f"file://{self.mail}",
            "OSTOJA_MSERV_PASSWORD": "only loopback hears this",
            "OSTOJA_ORIGIN": self.origin,
            "OSTOJA_RELAY_TOKEN": self.relay_token,
            "OSTOJA_ROAD": self.road,
            "OSTOJA_SECRET_KEY": self.secret,
            "OSTOJA_VAR": str(self.folder / "cloud"),
            **self.settings,
        }
        self.environment.pop("OSTOJA_DATABASE", None)
        at = f"127.0.0.1:{self.home_port}"
        latency = ["--latency", str(self.latency), "--seed", "1"]
        self.cloud = self._place("cloud", "--listen", f"127.0.0.1:{self.port}")
        self.home = self._place("simulate", "--listen", at, "--control", "--no-inhabitant", *latency, *self.furnished)
        self.relay = self._relay(self.relay_port or self.road_port)
        self.gateway = self._place("gateway", "--var", str(self.gateway_var), "--cloud", self.origin, "--mserv", at)

    @property
    def origin(self) -> str:
        """The cloud's address."""
        return f"http://localhost:{self.port}"

    @property
    def road(self) -> str:
        """The relay's address."""
        return f"ws://localhost:{self.road_port}"

    @property
    def gateway_var(self) -> Path:
        """Where the gateway keeps its data."""
        return self.folder / "gateway"

    @property
    def places(self) -> list[Place]:
        """The processes, in the order in which they start."""
        return [self.home, self.cloud, self.relay, self.gateway]

    def _place(self, *words: str) -> Place:
        return Place(words[0], words, self.environment, self.folder)

    def _relay(self, port: int) -> Place:
        listen = ["--listen", f"127.0.0.1:{port}", "--status", f"127.0.0.1:{self.status_port}"]
        return self._place("relay", *listen, "--cloud", self.origin, "--road", self.road, "--origin", self.origin)

    def start(self) -> None:
        """Bring everything up, with an unclaimed gateway."""
        shutil.copytree(
            _founded(self.policy, self.adapters, tuple(sorted(self.settings.items()))), self.folder / "cloud"
        )
        for place in self.places:
            place.start()
        self.home.line("M-SERV on")
        self.cloud.line("CLOUD LISTENING")
        self.relay.line("RELAY LISTENING")

    def stop(self) -> None:
        """End everything that still runs."""
        for place in reversed(self.places):
            if hasattr(place, "process"):
                place.stop()

    def slips(self) -> list[str]:
        """Where a log had to be redacted, or was not, though nothing personal should have been said in it."""
        lines = [(place, line) for place in self.places for line in place.said()]
        return [f"{place.name}: {line}" for place, line in lines if TAKEN_OUT.search(line) or any(findings(line))]

    def run(self, *words: str) -> str:
        """Run `ostoja WORDS` to its end; what it printed."""
        command = [sys.executable, "-m", "ostoja", *words]
        environment = {**os.environ, **self.environment}
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add_person(self, first_name: str, *, language: str = "en") -> str:
        """Make an account with the password of the stories; its e-mail address."""
        email = f"{first_name.lower()}@example.com"
        file = self.folder / "password"
        file.write_text(PASSWORD)
        names = ["--first-name", first_name, "--last-name", "Nowak", "--language", language]
        self.run("cloud", "add-person", "--email", email, *names, "--password-file", str(file))
        return email

    def claim_code(self) -> str:
        """The code that the gateway shows now."""
        found = CODE.search(self.gateway.line("CLAIM CODE"))
        assert found is not None
        return found[0]

    def home_code(self, *, role: str = "owner", member: str) -> str:
        """A code shown at home."""
        printed = self.run("gateway", "code", "--var", str(self.gateway_var), "--role", role, "--member", member)
        found = CODE.search(printed)
        assert found is not None
        return found[0]

    def letters(self) -> list[str]:
        """The letters that the cloud has sent, the oldest first."""
        files = sorted(self.mail.glob("*"), key=lambda path: path.stat().st_mtime_ns) if self.mail.exists() else []
        return [path.read_text(encoding="utf-8") for path in files]

    def health(self, port: int) -> dict[str, Any]:
        """What /healthz on this port answers."""
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            read: dict[str, Any] = json.load(answer)
            return read


@cache
def _founded(policy: str, adapters: str, settings: tuple[tuple[str, str], ...]) -> Path:
    """A cloud's data with this policy published, made once for all the towns that copy it."""
    folder = Path(tempfile.mkdtemp(prefix="ostoja-founded-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    town = Town(folder, policy=policy, adapters=adapters, settings=dict(settings))
    town.run("cloud", "migrate")
    town.run("policy", "init", "--set", policy)
    make_real(folder / "cloud" / "policy")
    town.run("policy", "publish", "--approver", APPROVER)
    return folder / "cloud"
