import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import machine

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


def test_it_says_what_was_measured_on_and_with() -> None:
    about = machine.about(NOW)

    assert about["date"] == "2026-11-22T20:00:00+00:00"
    assert about["cores"] == os.cpu_count()
    assert str(about["mosquitto"]).startswith("mosquitto version")
    assert {"python", "picows", "processor"} <= about.keys()


def test_a_machine_without_mosquitto_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "PROGRAM_FOLDERS", str(tmp_path))

    assert machine.mosquitto() == "no mosquitto"


def test_the_processor_is_named_by_the_kernel(tmp_path: Path) -> None:
    file = tmp_path / "cpuinfo"
    file.write_text("processor\t: 0\nmodel name\t: Fast One\nmodel name\t: Fast One\n")

    assert machine.processor(file) == "Fast One"
    assert machine.processor(tmp_path / "none") == "unknown"


def test_processor_time_is_of_all_threads(tmp_path: Path) -> None:
    for thread, nanoseconds in ((7, 1_500_000_000), (8, 500_000_000)):
        folder = tmp_path / "7" / "task" / str(thread)
        folder.mkdir(parents=True)
        (folder / "schedstat").write_text(f"{nanoseconds} 12 3\n")

    assert machine.cpu_seconds(7, tmp_path) == 2.0


def test_processor_time_of_a_busy_process_grows() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        before = machine.cpu_seconds(busy.pid)
        end = time.monotonic() + 30
        while machine.cpu_seconds(busy.pid) <= before and time.monotonic() < end:
            os.sched_yield()
        after = machine.cpu_seconds(busy.pid)
        busy.kill()

    assert after > before


def test_the_children_are_those_that_run() -> None:
    words = [sys.executable, "-c", "input()"]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as child:
        assert child.pid in machine.children(os.getpid())
        child.communicate(b"\n")

    assert child.pid not in machine.children(os.getpid())


def test_memory_is_counted_in_pages(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "statm").write_text("100 20 5 1 0 9 0\n")

    assert machine.resident(7, tmp_path) == 20 * os.sysconf("SC_PAGE_SIZE")
