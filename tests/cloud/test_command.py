import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from django.db import OperationalError
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud import command
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config.env import ConfigurationError
from tests.promises import APPROVER, make_real

PASSWORD = "zielona brama nad rzeka"
ENVIRONMENT = {
    "OSTOJA_SECRET_KEY": "s" * 40,
    "OSTOJA_ORIGIN": "http://localhost:8000",
    "OSTOJA_ROAD": "ws://localhost:8001",
    "OSTOJA_RELAY_TOKEN": "t" * 20,
}
DEADLINE = 60


def arguments(*words: str) -> list[str]:
    return [sys.executable, "-m", "ostoja", *words]


def environment(var: Path, **changed: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OSTOJA_", "DJANGO_"))}
    return kept | ENVIRONMENT | {"OSTOJA_VAR": str(var)} | changed


def ended(var: Path, *words: str, typed: str = "", **changed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(*words),
        env=environment(var, **changed),
        input=typed,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )


@contextmanager
def started(var: Path, *words: str, **changed: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with (var / "log").open("w") as log:
        process = subprocess.Popen(
            arguments(*words),
            env=environment(var, **changed),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(DEADLINE)
            process.stdout.close()


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    assert ended(folder, "cloud", "migrate").returncode == 0
    assert ended(folder, "policy", "init").returncode == 0
    make_real(folder / "policy")
    assert ended(folder, "policy", "publish", "--approver", APPROVER).stdout.startswith("PUBLISHED ")
    return folder


def test_an_office_from_nothing(var: Path) -> None:
    words = ("cloud", "add-person", "--email", "ala@example.org", "--first-name", "Ala", "--last-name", "Nowak")
    assert ended(var, *words, "--password-file", "-", typed=PASSWORD).stdout.startswith("PERSON ")

    with started(var, "cloud", "--listen", "127.0.0.1:0") as (process, line):
        assert line.startswith("CLOUD LISTENING http://127.0.0.1:")
        with urllib.request.urlopen(line.split()[-1] + "/healthz", timeout=DEADLINE) as answer:
            assert answer.status == 200
        with socket.create_connection(("127.0.0.1", int(line.rpartition(":")[2])), timeout=DEADLINE) as relay:
            relay.sendall(b"GET /relay/v1/revocations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + b"t" * 20)
            relay.sendall(b"\r\n\r\n")
            assert b"200 OK" in relay.recv(1_024)
            process.send_signal(signal.SIGTERM)
            assert process.wait(DEADLINE) == 0
    assert "ala@" not in (var / "log").read_text()


def test_jobs_run_until_they_are_asked_to_stop(var: Path) -> None:
    with started(var, "jobs") as (process, line):
        assert line == "JOBS RUNNING"
        process.send_signal(signal.SIGINT)
        assert process.wait(DEADLINE) == 0


def test_without_migrations_there_is_no_start(tmp_path: Path) -> None:
    refused = ended(tmp_path, "cloud", "--listen", "127.0.0.1:0")

    assert refused.returncode == 1
    assert refused.stderr == "Error: The database is not up to date: run 'ostoja cloud migrate' first.\n"


@pytest.mark.parametrize("words", [("cloud", "--listen", "127.0.0.1:0"), ("jobs", "--once")])
def test_without_a_published_policy_there_is_no_start(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert ended(tmp_path, "cloud", "migrate").returncode == 0
    before = ended(tmp_path, *words)
    assert ended(tmp_path, "policy", "init").returncode == 0
    after = ended(tmp_path, *words)

    assert (before.returncode, after.returncode) == (1, 1)
    assert before.stderr.endswith("run 'ostoja policy init' first.\n")
    assert after.stderr == "Error: This privacy policy was not published: run 'ostoja policy publish' first.\n"


def test_a_database_out_of_reach_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    refused = ended(tmp_path, "cloud", OSTOJA_DATABASE=f"postgresql://a:b@127.0.0.1:{port}/c")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: The database cannot be reached: ")
    assert refused.stderr.count("\n") == 1


def test_a_taken_port_is_one_sentence(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = ended(var, "cloud", "--listen", f"127.0.0.1:{taken.getsockname()[1]}")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: Cannot listen on 127.0.0.1:")
    assert refused.stderr.endswith("Address already in use.\n")


def test_what_it_writes_is_for_nobody_else(var: Path) -> None:
    assert (var / "ostoja.sqlite3").stat().st_mode & 0o777 == 0o600


def test_cookies_of_a_secure_origin_are_bound_to_its_host(var: Path) -> None:
    secure = {"OSTOJA_ORIGIN": "https://home.example", "OSTOJA_ROAD": "wss://road.example"}

    said = ended(var, "cloud", "manage", "diffsettings", **secure).stdout

    assert "SESSION_COOKIE_NAME = '__Host-ostoja_session'" in said
    assert "CSRF_COOKIE_NAME = '__Host-ostoja_csrf'" in said
    assert "SESSION_COOKIE_SECURE = True" in said
    assert not [line for line in said.splitlines() if "COOKIE_PATH" in line or "COOKIE_DOMAIN" in line]


def test_a_bad_origin_is_one_sentence(tmp_path: Path) -> None:
    refused = ended(tmp_path, "cloud", "migrate", OSTOJA_ORIGIN="http://home.example")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: OSTOJA_ORIGIN is 'http://home.example'; it must be https://your.host")


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    refused = ended(tmp_path / "file", "cloud", "migrate")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: OSTOJA_VAR cannot be used: ")


class TestInThisProcess:
    """The same commands, seen by the measure of coverage."""

    @pytest.fixture
    def demo(self, settings: Settings, tmp_path: Path) -> None:
        settings.OSTOJA_DEMO = True
        settings.POLICY_FOLDER = tmp_path / "policy"

    @pytest.fixture(autouse=True)
    def mask(self) -> Iterator[None]:
        before = os.umask(0o022)
        yield
        os.umask(before)

    def test_a_folder_open_to_others_is_closed(self, settings: Settings, tmp_path: Path) -> None:
        settings.OSTOJA_VAR = tmp_path / "var"
        settings.OSTOJA_VAR.mkdir()
        assert settings.OSTOJA_VAR.stat().st_mode & 0o777 == 0o755

        command.prepare()
        (tmp_path / "file").touch()

        assert settings.OSTOJA_VAR.stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600

    def test_a_folder_that_cannot_be_closed_is_told(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def not_ours(*_: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        settings.OSTOJA_VAR = tmp_path / "var"
        settings.OSTOJA_VAR.mkdir()
        monkeypatch.setattr(Path, "chmod", not_ours)

        with pytest.raises(click.ClickException, match="open to other users of this machine"):
            command.prepare()

    def run(self, *words: str, typed: str = "") -> Result:
        return CliRunner().invoke(command.cloud, words, input=typed)

    @pytest.mark.django_db(transaction=True)
    def test_a_person_is_added_once(self) -> None:
        words = ("add-person", "--email", "Ala@example.org", "--first-name", "Ala", "--last-name", "Nowak")

        first = self.run(*words, "--password-file", "-", typed=PASSWORD + "\n")
        second = self.run(*words, "--password-file", "-", typed=PASSWORD)
        third = self.run(*words, "--if-missing", "--password-file", "-", typed=PASSWORD)

        person = Person.objects.get()
        assert first.output == f"PERSON {person.public}\n"
        assert person.check_password(PASSWORD)
        assert (third.exit_code, third.output) == (0, "")
        assert second.exit_code == 1
        assert second.output == "Error: There is already an account with this address.\n"

    @pytest.mark.django_db(transaction=True)
    def test_migrating_again_changes_nothing(self) -> None:
        assert self.run("migrate").exit_code == 0

    @pytest.mark.django_db(transaction=True)
    def test_djangos_own_commands_are_there(self) -> None:
        assert self.run("manage", "check", "--verbosity", "0").exit_code == 0

    @pytest.mark.django_db(transaction=True)
    def test_jobs_can_be_done_once(self, demo: None) -> None:
        assert CliRunner().invoke(command.jobs, ["--once"]).exit_code == 0

    @pytest.mark.django_db(transaction=True)
    def test_an_address_that_is_none_is_refused(self) -> None:
        assert self.run("--listen", "nowhere").exit_code == 2

    @pytest.mark.django_db(transaction=True)
    def test_a_taken_port_is_refused(self, demo: None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            refused = self.run("--verbose", "--listen", f"127.0.0.1:{taken.getsockname()[1]}")

        assert "Cannot listen on" in refused.output

    @pytest.mark.django_db(transaction=True)
    def test_without_a_policy_nothing_opens(self, settings: Settings, tmp_path: Path) -> None:
        settings.POLICY_FOLDER = tmp_path / "policy"

        with pytest.raises(click.ClickException, match="run 'ostoja policy init' first"):
            command.open_policy(timezone.now())

    def test_a_missing_migration_is_refused(self, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> None:
        monkeypatch.setattr("ostoja.cloud.web.health.migrations_are_applied", lambda: False)

        with pytest.raises(click.ClickException, match="run 'ostoja cloud migrate' first"):
            command.refuse_without_migrations()

    @pytest.mark.parametrize(
        ("error", "sentence"),
        [
            (OperationalError("connection refused\nmore"), "The database cannot be reached: connection refused"),
            (ConfigurationError("A sentence."), "A sentence."),
        ],
    )
    def test_what_an_operator_can_put_right_is_a_sentence(self, error: Exception, sentence: str) -> None:
        with pytest.raises(click.ClickException) as told, command.sentences():
            raise error

        assert told.value.message == sentence

    def test_a_folder_that_cannot_be_made_is_told(self, settings: Settings, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        settings.OSTOJA_VAR = tmp_path / "file" / "var"

        with pytest.raises(click.ClickException, match="OSTOJA_VAR cannot be used"):
            command.prepare()
