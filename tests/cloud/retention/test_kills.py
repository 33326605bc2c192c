"""Forgetting in a process of its own, killed again and again, over many rows.

Proves: A060.
"""

import json
import random
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cloud.test_command import arguments, ended, environment
from tests.promises import APPROVER, make_real

LONGEST_WAIT = 600


@pytest.fixture
def office(tmp_path: Path) -> Path:
    assert ended(tmp_path, "cloud", "migrate").returncode == 0
    assert ended(tmp_path, "policy", "init").returncode == 0
    make_real(tmp_path / "policy")
    assert ended(tmp_path, "policy", "publish", "--approver", APPROVER).returncode == 0
    return tmp_path


def fill(office: Path, rows: int) -> None:
    """Every other row is due; they lie mixed, as they would."""
    old, young = (datetime.now(UTC) - timedelta(days=days) for days in (800, 1))
    with sqlite3.connect(office / "ostoja.sqlite3") as database:
        database.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO homes_attempt (who_hash, tried) SELECT i, CASE i % 2 WHEN 0 THEN ? ELSE ? END FROM n",
            (rows, f"{old:%Y-%m-%d %H:%M:%S}", f"{young:%Y-%m-%d %H:%M:%S}"),
        )


def plan_of(office: Path) -> str:
    said = ended(office, "cloud", "retention")
    assert said.returncode == 0, said.stderr
    return said.stdout.split()[-1]


def killed_in_the_middle(office: Path, plan: str, kills: int, dice: random.Random) -> int:
    """How many processes were killed while they worked: so many, or fewer when the work was done before."""
    for killed in range(kills):
        words = arguments("cloud", "retention", "--execute", plan)
        process = subprocess.Popen(words, env=environment(office), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(dice.uniform(0.6, 3.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        else:
            return killed
    return kills


def counted(office: Path) -> tuple[int, int]:
    """How many rows are left, and how many of them are due."""
    with sqlite3.connect(office / "ostoja.sqlite3") as database:
        limit = f"{datetime.now(UTC) - timedelta(days=400):%Y-%m-%d %H:%M:%S}"
        left, due = database.execute("SELECT count(*), sum(tried < ?) FROM homes_attempt", (limit,)).fetchone()
    return left, due


def proved(office: Path) -> int:
    """How many rows the proof log says were forgotten."""
    with sqlite3.connect(office / "ostoja.sqlite3") as database:
        bodies = database.execute("SELECT body FROM audit_link").fetchall()
    return sum(entry["count"] for (body,) in bodies if (entry := json.loads(body)).get("table") == "homes.Attempt")


def check(office: Path, rows: int, kills: int) -> None:
    """So many kills, with so many rows more whenever the work is done before."""
    dice = random.Random(rows)  # noqa: S311 - the same kills every time
    filled, plan = 0, ""
    while kills > 0:
        fill(office, rows)
        filled += 1
        plan = plan_of(office)
        kills -= killed_in_the_middle(office, plan, kills, dice)
    last = subprocess.run(
        arguments("cloud", "retention", "--execute", plan),
        env=environment(office),
        capture_output=True,
        text=True,
        timeout=LONGEST_WAIT,
        check=False,
    )

    assert last.returncode == 0, last.stderr
    assert counted(office) == (filled * (rows - rows // 2), 0)
    assert proved(office) == filled * (rows // 2)
    assert "HOLDS proofs" in ended(office, "cloud", "evidence").stdout


def test_a_few_kills_lose_nothing_and_forget_nothing_twice(office: Path) -> None:
    check(office, rows=60_000, kills=3)


@pytest.mark.soak
def test_a_hundred_kills_over_five_million_rows(office: Path) -> None:
    check(office, rows=5_000_000, kills=100)
