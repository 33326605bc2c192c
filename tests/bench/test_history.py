import json
from pathlib import Path

import pytest

from bench.history import filling, home, taking
from bench.history.measuring import figures, missed, rows

HOME = {"peace": [0.001] * 10, "night": [0.01] * 10, "seconds": 20.0, "forgotten": 5, "left": 7, "sum": "s", "bytes": 1}
TAKEN = {"rows": 7, "sum": "s", "sent": 1_048_576, "peak_mib": 50.0, "seconds": 3.0}


def test_a_night_stands_beside_peace() -> None:
    found = figures(HOME, TAKEN)

    assert (found["times"], found["is_whole"], found["sent_mib"]) == (pytest.approx(10), True, 1.0)
    assert rows(found)[1].ratio == "10.0 × in peace"
    assert missed(found) == []


def test_what_is_slow_large_or_not_whole_is_told() -> None:
    slow = {**HOME, "night": [0.3] * 10, "seconds": 2_000.0}

    assert missed(figures(slow, {**TAKEN, "peak_mib": 250.0, "sum": "another"})) == [
        "p99 by night 300.0 ms of 200 ms",
        "a night of 2000 s of 1800 s",
        "250 MiB of 200 MiB",
        "what was taken along is not what was there",
    ]


def test_a_small_history_is_forgotten_asked_and_taken_along_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(home, "PEACE_SECONDS", 0.2)
    monkeypatch.setattr(filling, "ROWS", 3_150)

    home.main(tmp_path)
    found = json.loads(capsys.readouterr().out)
    taking.main(tmp_path)
    taken = json.loads(capsys.readouterr().out)

    assert found["forgotten"] == 100
    assert found["peace"]
    assert (taken["rows"], taken["sum"]) == (found["left"], found["sum"])
