import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from ostoja.gateway.command import _alone, gateway
from ostoja.gateway.house.clock import wall_clock
from ostoja.gateway.store import papers
from ostoja.gateway.store.admissions import admission_of
from ostoja.gateway.store.database import FILE_NAME, open_database
from ostoja.gateway.store.history import Reading, record
from ostoja.gateway.store.papers import Papers
from ostoja.protocol.codes import read_code
from ostoja.protocol.tickets import Profile, Role


@pytest.fixture
def var(tmp_path: Path) -> Path:
    return tmp_path / "var"


def said(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(gateway, [str(word) for word in words], catch_exceptions=False)
    return done.exit_code, done.output


def claimed(var: Path) -> None:
    database = open_database(var)
    papers.keep_papers(database, Papers("t", "r", "an-installation", "ala", 1, 2))
    database.close()


def lines(text: str) -> dict[str, str]:
    return dict(line.split("  ", 1) for line in text.splitlines())


def test_a_code_is_made_and_printed_with_the_fingerprint(var: Path) -> None:
    claimed(var)

    status, text = said(
        "code",
        "--var",
        var,
        "--role",
        "owner",
        "--member",
        "ala",
        "--uses",
        3,
        "--minutes",
        5,
        "--profile",
        "monitoring",
    )

    database = open_database(var)
    found = admission_of(database, read_code(lines(text)["CODE"]).number)
    database.close()
    assert status == 0
    assert found is not None
    assert (found.role, found.member, found.uses_left, found.profile) == (Role.OWNER, "ala", 3, Profile.MONITORING)
    assert len(lines(text)["GATEWAY"].split("-")) == 5


def test_a_link_leads_to_the_installation(var: Path) -> None:
    database = open_database(var)
    papers.keep_papers(database, Papers("t", "r", "an-installation", "ala", 1, 2))
    database.close()

    _, text = said("code", "--var", var, "--link", "--cloud", "http://localhost:8000/")

    whole = lines(text)["CODE"].replace("-", "")
    assert lines(text)["LINK"] == f"http://localhost:8000/app/#admit=an-installation.{whole}"


def test_a_folder_without_a_gateway_gets_no_code_and_no_gateway(var: Path) -> None:
    status, text = said("code", "--var", var)

    assert status == 1
    assert "there is no gateway" in text
    assert not var.exists()


def test_a_second_gateway_on_the_same_folder_ends(var: Path) -> None:
    with _alone(var):
        status, text = said("--var", var, "--mserv", "127.0.0.1:1")

    assert status == 1
    assert "runs on" in text


def test_there_is_no_code_before_the_claim(var: Path) -> None:
    open_database(var).close()

    status, text = said("code", "--var", var)

    assert status == 1
    assert "claimed" in text


def test_it_says_what_it_needs() -> None:
    status, text = said()

    assert status == 2
    assert "--mserv" in text


@pytest.mark.parametrize("words", [["code"], ["--mserv", "127.0.0.1:1"]])
def test_a_store_that_cannot_be_used_is_said_so(var: Path, words: list[str]) -> None:
    var.mkdir()
    (var / FILE_NAME).write_bytes(b"rubbish" * 1_000)
    given = [*words, "--var", var] if words == ["code"] else ["--var", var, *words]

    with contextlib.suppress(RuntimeError):
        status, text = said(*given)
        assert status == 1
        assert "backup" in text


def test_a_driver_that_does_not_exist_is_said_so(var: Path) -> None:
    status, text = said("--var", var, "--mserv", "127.0.0.1:1", "--driver", "nothing")

    assert status == 1
    assert "nothing" in text


def test_an_account_that_cannot_be_one_is_said_so(var: Path) -> None:
    status, text = said("--var", var, "--mserv", "127.0.0.1:1", "--user", "a/b")

    assert status == 2
    assert "--user" in text


def test_a_password_file_that_cannot_be_read_is_said_so(var: Path) -> None:
    status, text = said("--var", var, "--mserv", "127.0.0.1:1", "--password-file", var / "none")

    assert status == 1
    assert "cannot read the password" in text


@pytest.fixture
def process(var: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "password").write_text("secret\n")
    words = ["gateway", "--var", var, "--cloud", "http://127.0.0.1:9", "--mserv", "127.0.0.1:9", "--name", "cellar"]
    words += ["--password-file", tmp_path / "password"]
    with subprocess.Popen(
        [sys.executable, "-X", "dev", "-u", "-m", "ostoja", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONWARNINGS": "error"},
    ) as running:
        yield running
        running.kill()


def test_a_signal_ends_it_well(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stderr is not None
    first = process.stdout.readline()
    while "M-SERV" not in process.stderr.readline():
        continue

    process.send_signal(signal.SIGTERM)

    assert first == "GATEWAY cellar\n"
    assert process.wait(20) == 0
    assert "secret" not in process.stderr.read()


def test_what_would_be_forgotten_is_shown_and_nothing_is_changed(var: Path) -> None:
    claimed(var)
    database = open_database(var)
    record(database, [Reading(wall_clock() - timedelta(days=ago), "m-1", "on_off", "{}") for ago in (1, 40, 50)])

    status, text = said("retention", "--var", var)

    assert (status, database.rows("SELECT count(*) FROM history")[0][0]) == (0, 3)
    found = lines(text)
    assert found["POLICY"] == "as shipped, history 30 days"
    assert found["R04"].startswith("history  before ")
    assert found["R04"].endswith("  2 rows")
    assert found["PROOF"] == "whole"
    database.close()


def test_a_proof_that_was_changed_is_said(var: Path) -> None:
    claimed(var)
    database = open_database(var)
    database.rows("INSERT INTO proof VALUES (1, 1, '{}', x'00')")
    database.close()

    status, text = said("retention", "--var", var)

    assert status == 1
    assert "the proof of forgetting was changed" in text


def test_where_no_gateway_is_nothing_is_to_be_forgotten(var: Path) -> None:
    assert said("retention", "--var", var)[0] == 1


@pytest.mark.parametrize("where", ["0.0.0.0:8003", "home.example:8003", "127.0.0.1"])
def test_the_diagnostics_page_is_on_loopback_or_nowhere(var: Path, where: str) -> None:
    status, text = said("--var", var, "--mserv", "127.0.0.1:1", "--status", where)

    assert status == 2
    assert "--status" in text


def test_a_port_that_something_else_uses_is_a_sentence(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        done = subprocess.run(
            [sys.executable, "-m", "ostoja", "gateway", "--var", var, "--mserv", "127.0.0.1:1", "--status", where],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    assert done.returncode == 1
    assert "diagnostics page" in done.stderr
    assert "Traceback" not in done.stderr
