import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench import __main__ as command
from bench.benches import BENCHES, Bench, on_core, road_missed, road_rows
from bench.report import Row

ROAD: dict[str, Any] = {
    "micros_per_frame": {"one": {"relay": 20.0, "mosquitto": 22.0}, "burst": {"relay": 3.0, "mosquitto": 18.0}},
    "frames_per_second": {
        "one": {"relay": 28_000.0, "mosquitto": 29_000.0},
        "burst": {"relay": 270_000.0, "mosquitto": 54_000.0},
    },
    "times_mosquitto": {"one": 1.1, "burst": 6.0},
    "latency_micros_p50_p99": {"relay": [150.0, 900.0], "mosquitto": [120.0, 600.0]},
    "idle_kib": {"relay_gateway": 9.3, "relay_page": 4.1, "mosquitto": 0.7},
    "frozen_page": {"healthy_got": 1.0, "growth_mib": 0.0, "was_cut": True},
}


def tiny(missed: list[str]) -> Bench:
    return Bench("tiny", "A tiny bench", lambda: {"p50_ms": 1.0}, lambda _: [Row("p50", "1.00 ms")], lambda _: missed)


def test_every_bench_is_known_by_its_name() -> None:
    assert list(BENCHES) == ["road", "chain", "live", "discovery", "pages", "cold", "privacy", "history"]
    assert [bench.name for bench in BENCHES.values()] == list(BENCHES)


def test_the_road_has_a_row_for_everything_that_it_found() -> None:
    cells = {row.measured: row.cells[1:4] for row in road_rows(ROAD)}

    assert cells["relay, one frame a read, processor time a frame"] == ("20.0 µs", "22.0 µs", "1.10 × per core")
    assert cells["relay, bursts of 64 frames, frames a second"][:2] == ("270,000", "54,000")
    assert cells["relay, a frame's way, p99"] == ("900 µs", "600 µs", "1.50")
    assert cells["relay, frames that reach the neighbour of a frozen page"][0] == "100%"


def test_a_road_that_does_less_than_it_must_is_named() -> None:
    assert road_missed(ROAD) == []
    assert road_missed({"times_mosquitto": {"one": 0.5, "burst": 6.0}}) == ["one: 0.50 of 1.00"]


def test_a_core_is_given_back() -> None:
    before = os.sched_getaffinity(0)
    with on_core(min(before)):
        assert os.sched_getaffinity(0) == {min(before)}

    assert os.sched_getaffinity(0) == before


def test_a_bench_is_shown_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "BENCHES", {"tiny": tiny(missed=[])})

    done = CliRunner().invoke(command.main, ["--out", str(tmp_path)])

    assert done.exit_code == 0, done.output
    assert "A tiny bench" in done.output
    assert json.loads((tmp_path / "tiny.json").read_text())["found"] == {"p50_ms": 1.0}
    assert "| p50 | 1.00 ms |" in (tmp_path / "README-table.md").read_text()


def test_a_missed_gate_is_said_and_ends_in_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "BENCHES", {"tiny": tiny(missed=["too slow"])})

    done = CliRunner().invoke(command.main, ["--out", str(tmp_path)])

    assert done.exit_code == 1
    assert "below the gate: tiny: too slow" in done.output
