"""Proves: A064."""

import gzip
import os
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from ostoja.policy.errors import PolicyError
from ostoja.policy.periods import Period
from ostoja.policy.policy import Policy
from ostoja.policy.render.logs import ANCHOR, LAG_DAYS, log_rotation, shortest_days
from ostoja.policy.shelf import SHIPPED, shipped

DAY = 86_400
LINE = "192.0.2.7 - - [{:.0f}] GET /app/\n"


def with_period(period: str) -> Policy:
    policy = shipped("default")
    rules = {
        key: replace(rule, period=period) if rule.anchor == ANCHOR else rule for key, rule in policy.retention.items()
    }
    return replace(policy, retention=rules)


def rotated(folder: Path, options: str) -> None:
    """Let Debian's own program do a day's work."""
    # The account and group of Debian's servers are not those of whoever runs the tests.
    options = options.replace("/var/log/nginx", str(folder / "log")).replace("    su root adm\n", "")
    (folder / "options").write_text(options)
    yesterday = datetime.fromtimestamp(time.time() - 2 * DAY, UTC)
    (folder / "state").write_text(
        f'logrotate state -- version 2\n"{folder}/log/access.log" {yesterday:%Y-%-m-%-d}-0:0:0\n'
    )
    for file in ("options", "state"):
        (folder / file).chmod(0o600)
    subprocess.run(["/usr/sbin/logrotate", "--state", folder / "state", folder / "options"], check=True, timeout=60)


def lines_in(file: Path) -> list[float]:
    """When the lines of a log were written, in a compressed file too."""
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return [float(line.split("[")[1].split("]")[0]) for line in content.decode().splitlines()]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_line_outlives_the_policys_time_in_the_log_or_in_what_was_put_aside(name: str, tmp_path: Path) -> None:
    folder, now = tmp_path / "log", int(time.time())
    folder.mkdir(mode=0o700)
    (folder / "access.log").write_text(LINE.format(now))
    for age in range(1, 121):
        written = now - age * DAY
        content = "".join(LINE.format(written - hours * 3_600) for hours in (23, 12, 0)).encode()
        file = folder / f"access.log-{datetime.fromtimestamp(written, UTC):%Y%m%d}.gz"
        file.write_bytes(gzip.compress(content))
        os.utime(file, (written, written))

    rotated(tmp_path, log_rotation(shipped(name)))

    ages = [(now - written) / DAY for file in folder.iterdir() for written in lines_in(file)]
    assert 0 <= min(ages) < 1
    assert max(ages) <= 90 - 1
    assert max(ages) > 90 - 1 - LAG_DAYS


def test_a_shorter_time_is_obeyed() -> None:
    assert "maxage 28\n" in log_rotation(with_period("P30D"))
    assert "maxage 54\n" in log_rotation(with_period("P2M"))


def test_a_time_within_which_nothing_can_be_put_aside_is_refused() -> None:
    with pytest.raises(PolicyError, match="cannot be kept to 2 days"):
        log_rotation(with_period("P2D"))


def test_a_policy_without_a_rule_for_logs_lets_none_stay() -> None:
    with pytest.raises(PolicyError, match="lets no log stay"):
        log_rotation(replace(shipped("default"), retention={}))


def test_a_month_is_taken_for_its_shortest() -> None:
    assert shortest_days(Period(months=2, days=3)) == 59
