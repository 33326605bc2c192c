import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from ostoja.demo import children as processes
from ostoja.demo.children import ChildError, Children

TALKS = "import sys; print('READY now', flush=True); [print('heard', line, end='', flush=True) for line in sys.stdin]"


@pytest.fixture
async def children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Children]:
    def python(words: Sequence[str]) -> list[str]:
        return ["python3", "-c", *words]

    monkeypatch.setattr(processes, "command", python)
    started = Children(tmp_path, {"GREETING": "hello"})
    yield started
    await started.stop()


async def test_a_process_says_when_it_is_ready(children: Children) -> None:
    child = await children.start("talker", [TALKS], talks=True)

    assert await child.line("READY") == "READY now"
    assert child.process.stdin is not None
    child.process.stdin.write(b"you\n")
    assert await child.line("heard") == "heard you"


async def test_a_process_that_ends_while_starting_is_told_with_its_last_words(children: Children) -> None:
    child = await children.start("broken", ["import sys; sys.exit('no port')"])

    with pytest.raises(ChildError, match=r"broken ended while starting\. no port"):
        await child.line("READY")


async def test_a_process_that_is_never_ready_is_not_waited_for(children: Children) -> None:
    child = await children.start("slow", ["import time; time.sleep(60)"])

    with pytest.raises(ChildError, match="slow is not ready"):
        await child.line("READY", within=0.05)


async def test_a_command_is_run_once_in_the_demos_environment(children: Children) -> None:
    assert await children.once(["import os; print(os.environ['GREETING'])", ""]) == "hello\n"
    with pytest.raises(ChildError, match="failed: why"):
        await children.once(["import sys; sys.exit('why')", ""])


async def test_the_first_that_ends_is_known(children: Children) -> None:
    await children.start("stays", ["import time; time.sleep(60)"])
    ended = await children.start("ends", ["pass"])

    assert await asyncio.wait_for(children.first_end(), 10) is ended


async def test_one_that_ended_is_run_again_and_its_log_goes_on(children: Children, tmp_path: Path) -> None:
    child = await children.start("ends", ["print('READY', flush=True)"])
    await child.line("READY")
    assert await asyncio.wait_for(children.first_end(), 10) is child

    await children.run(child)

    assert await child.line("READY") == "READY"
    await child.reader
    assert (tmp_path / "logs" / "ends.out").read_text() == "READY\n" * 2


async def test_a_process_that_does_not_stop_is_cut(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "STOP_SECONDS", 0.05)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('READY', flush=True)"
    child = await children.start("stubborn", [f"{deaf}; time.sleep(60)"])
    await child.line("READY")

    await children.stop()

    assert child.process.returncode == -9


async def test_all_are_cut_at_once(children: Children) -> None:
    child = await children.start("stays", ["import time; time.sleep(60)"])

    children.cut()

    assert await child.process.wait() == -9
