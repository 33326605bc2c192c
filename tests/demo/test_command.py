"""The demo as a person starts it: links that open the home, data that is kept, ports that are taken."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from ostoja.demo import children as processes
from ostoja.demo import command
from ostoja.demo.command import demo, is_taken
from ostoja.demo.secrets import kept_secrets
from tests.ports import free_port
from tests.stories.households import beside
from tests.stories.pages import is_live, is_on, lamp, someone

LINK = re.compile(r"http://localhost:\d+/app/#demo=\S+")


class Running:
    """A running demo."""

    def __init__(self, var: Path, ports: list[int], stdin: int = subprocess.DEVNULL) -> None:
        options = zip(("--port", "--road-port", "--status-port"), map(str, ports), strict=True)
        words = [word for pair in options for word in pair]
        started = [sys.executable, "-m", "ostoja", "demo", "--var", str(var), "--no-inhabitant", *words]
        self.process = subprocess.Popen(started, stdin=stdin, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.text = ""
        for line in self.process.stdout:
            self.text += line
            if "Stop with Ctrl+C" in line:
                break

    @property
    def link(self) -> str:
        found = LINK.search(self.text)
        assert found is not None, self.text
        return found[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.mark.browser
@pytest.mark.story
def test_a_link_opens_the_home_and_the_next_start_goes_on_from_there(tmp_path: Path, chromium: Browser) -> None:
    ports = [free_port() for _ in range(3)]
    with someone(chromium) as context:
        page = context.new_page()
        with Running(tmp_path, ports) as first:
            page.goto(first.link)
            is_live(page)
            lamp(page).click()
            is_on(lamp(page), on=True)
            assert first.stop() == 0

        with Running(tmp_path, ports) as second:
            page.goto(f"http://localhost:{ports[0]}/app/")
            is_live(page)
            assert second.text.count("password") == 1
            assert "dorota@example.com" in second.text
            assert second.stop() == 0


@pytest.mark.story
def test_enter_in_the_terminal_presses_the_wall_switch(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    with Running(tmp_path, [free_port() for _ in range(3)], stdin=theirs) as running:
        assert running.process.stdout is not None
        os.write(ours, b"\n")

        said = next(line for line in running.process.stdout if line.strip())
        assert said == "Somebody pressed the wall switch.\n"
        assert running.stop() == 0
    assert (tmp_path / "logs" / "home.out").read_text().splitlines()[-1] == "ok"
    os.close(ours)
    os.close(theirs)


@pytest.mark.story
def test_a_part_that_somebody_stops_starts_again(tmp_path: Path) -> None:
    with Running(tmp_path, [free_port() for _ in range(3)]) as running:
        assert running.process.stdout is not None
        gateway = re.search(r"kill (\d+)", running.text)
        assert gateway is not None
        os.kill(int(gateway[1]), signal.SIGKILL)

        said = [line for line in (running.process.stdout.readline() for _ in range(3)) if line.strip()]
        assert said[0] == "The part 'gateway' has ended; it starts again in 10 seconds.\n"
        assert said[1] == "The part 'gateway' is started again.\n"
        assert running.stop() == 0


def test_a_part_that_will_not_stay_ends_the_demo_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "command", lambda words: ["python3", "-c", *words])
    monkeypatch.setattr(command, "AGAIN_SECONDS", 0)

    async def shown() -> str:
        running = command.Demo(command.Plan(tmp_path, 1, 2, 3, inhabitant=False), kept_secrets(tmp_path))
        await running.children.start("relay", ["import sys; sys.exit('no port')"])
        return await running.start_again()

    assert "relay ended by itself. no port" in beside(shown)


def test_a_taken_port_is_a_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        shown = CliRunner().invoke(demo, ["--var", str(tmp_path), "--port", str(port)])

        assert is_taken(port)
    assert shown.exit_code == 1
    assert f"Port {port} is taken by another program" in shown.output
    assert not is_taken(port)


def test_a_folder_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ports = [word for option in ("--port", "--road-port", "--status-port") for word in (option, str(free_port()))]

    shown = CliRunner().invoke(demo, ["--var", str(tmp_path / "file" / "var"), *ports])

    assert shown.exit_code == 1
    assert "cannot keep its data" in shown.output
