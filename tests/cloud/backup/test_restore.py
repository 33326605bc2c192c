"""Backups and restores with the real commands, on both databases.

Proves: A078.
"""

import json
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from ostoja.cloud.erasure.ledger import Ledger
from ostoja.cloud.erasure.lines import summed
from ostoja.cloud.retention.flows import RESTORED
from tests.cloud.roles.clearing import CLEARED
from tests.cloud.test_command import DEADLINE, PASSWORD, ended, environment, started
from tests.promises import APPROVER, make_real

CLOSE = """
from datetime import date
from django.utils import timezone
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.flows import close_account
close_account(Person.objects.get(email="bartek@example.org"), date.today(), timezone.now)
"""
ASK = """
from datetime import date
from django.utils import timezone
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.flows import Asked, register
from ostoja.cloud.rights.rules import Kind
bartek = Person.objects.get(email="bartek@example.org")
asked = Asked(Kind.INFORMATION, "page", date.today(), "the canary of the north")
register(bartek, asked, "signed_in", bartek, timezone.now())
"""
LOOK = """
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.models import Request
print(sorted(Person.objects.values_list("email", flat=True)))
print([str(one.words) for one in Request.objects.filter(kind="information")])
"""
# Ends the process as a kill would, at the beginning of a step or right after it.
KILL = """
import os, sys
from ostoja.cloud.command import prepare
prepare()
from ostoja.cloud.backup import databases, restoring
from ostoja.cloud.erasure import closed, flows
module, name = {target}
real = getattr(module, name)
def struck(*words, **named):
    if {after}:
        real(*words, **named)
    os._exit(9)
setattr(module, name, struck)
from ostoja.__main__ import main
sys.argv = ["ostoja", "restore", {file!r}]
main()
"""


@dataclass
class Office:
    """An office of its own, with a folder and a database."""

    var: Path
    database: str

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return ended(self.var, *words, typed=typed, OSTOJA_DATABASE=self.database)

    def good(self, *words: str, typed: str = "") -> str:
        done = self.run(*words, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shell(self, code: str) -> str:
        return self.good("cloud", "manage", "shell", "--no-imports", "-c", code)


@pytest.fixture
def office_at(tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Makes offices; each has a database of its own on the server of the tests, or a file."""
    server, made = settings.QUEUE_URL, []

    def make(name: str) -> Office:
        var = tmp_path / name
        var.mkdir()
        if not server:
            return Office(var, "")
        made.append(f"backup_{name}")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE backup_{name}")
        return Office(var, server.rpartition("/")[0] + f"/backup_{name}")

    yield make
    for name in made:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def furnished(office: Office) -> Office:
    office.good("cloud", "migrate")
    office.good("policy", "init")
    make_real(office.var / "policy")
    office.good("policy", "publish", "--approver", APPROVER)
    for name in ("Ala", "Bartek"):
        words = ("--email", f"{name.lower()}@example.org", "--first-name", name, "--last-name", "Nowak")
        office.good("cloud", "add-person", *words, "--password-file", "-", typed=PASSWORD)
    office.shell(ASK)
    return office


def moved(old: Office, new: Office, *what: str) -> None:
    """What an operator carries to the new machine beside the backup."""
    for name in what:
        place = old.var / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, new.var / name)


def struck(office: Office, file: Path, target: str, *, after: bool) -> int:
    code = KILL.format(target=target, after=after, file=str(file))
    said = environment(office.var, OSTOJA_DATABASE=office.database)
    return subprocess.run(
        [sys.executable, "-c", code], env=said, capture_output=True, timeout=DEADLINE, check=False
    ).returncode


@pytest.mark.skipif(bool(settings.QUEUE_URL), reason="looks into the file")
def test_a_backup_holds_the_database_and_neither_keys_nor_ledger(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old = furnished(office_at("old"))

    old.good("backup", str(tmp_path / "b.zip"))

    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert archive.namelist() == ["manifest.json", "database"]
        content = archive.read("database")
    assert b"ala@example.org" in content
    assert b"canary of the north" not in content
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    assert "is there already" in old.run("backup", str(tmp_path / "b.zip")).stderr
    assert f"BACKUP {tmp_path / 'ostoja-2'}" in old.run("backup", str(tmp_path)).stdout


def test_whoever_was_erased_after_the_backup_is_erased_again(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old, new, file = furnished(office_at("old")), office_at("new"), tmp_path / "b.zip"
    old.good("backup", str(file))
    old.shell(CLOSE)

    moved(old, new, "keys", "keys.sqlite3", "policy")
    refused = new.run("restore", str(file))
    assert refused.returncode == 1
    assert "the ledger of erasures is missing" in refused.stderr
    with started(new.var, "cloud", "--listen", "127.0.0.1:0", OSTOJA_DATABASE=new.database) as (process, line):
        address = line.split()[-1]
        for page in ("/", "/privacy/", "/app/api/me"):
            with pytest.raises(urllib.error.HTTPError) as told:
                urllib.request.urlopen(address.replace("127.0.0.1", "localhost") + page, timeout=DEADLINE)
            assert told.value.code == 503
            told.value.close()
        process.send_signal(signal.SIGTERM)
        process.wait(DEADLINE)

    moved(old, new, "erasure")
    assert "1 erasures looked after" in new.good("restore", str(file))

    said = new.shell(LOOK)
    assert "ala@example.org" in said
    assert "bartek@example.org" not in said
    assert not (new.var / "restoring.json").exists()
    assert "There is a database already" in new.run("restore", str(file)).stderr


def test_what_was_sealed_does_not_open_on_a_machine_without_the_keys(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old, new, file = furnished(office_at("old")), office_at("new"), tmp_path / "b.zip"
    old.good("backup", str(file))
    assert "the canary of the north" in old.shell(LOOK)

    new.good("restore", str(file), "--no-ledger")

    said = new.shell(LOOK)
    assert "bartek@example.org" in said
    assert "['']" in said


# In the order in which a restore comes to them; each is reached from where the one before was struck.
STEPS = [
    ("(closed, 'close_office')", True),
    ("(databases, 'load')", False),
    ("(databases, 'load')", True),
    ("(restoring, 'load')", True),
    ("(flows, 'carry_out')", True),
    ("(flows, 'settle')", True),
    ("(restoring, 'sweep')", True),
    ("(closed, 'open_office')", False),
]


def test_killed_at_any_step_the_same_command_ends_right(office_at: Callable[[str], Office], tmp_path: Path) -> None:
    old, new, file = furnished(office_at("old")), office_at("new"), tmp_path / "b.zip"
    old.good("backup", str(file))
    old.shell(CLOSE)
    moved(old, new, "keys", "keys.sqlite3", "policy", "erasure")

    codes = [struck(new, file, target, after=after) for target, after in STEPS]
    closed = (new.var / "restoring.json").exists()
    new.good("restore", str(file))

    assert codes == [9] * len(STEPS)
    assert closed
    assert "bartek@example.org" not in new.shell(LOOK)


def test_a_damaged_backup_or_another_file_is_a_sentence(office_at: Callable[[str], Office], tmp_path: Path) -> None:
    new = office_at("new")
    (tmp_path / "b.zip").write_bytes(b"not a backup")

    refused = new.run("restore", str(tmp_path / "b.zip"))

    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: ")
    assert "is not a backup of Ostoja" in refused.stderr
    assert not (new.var / "restoring.json").exists()


@pytest.mark.skipif(not settings.QUEUE_URL, reason="needs PostgreSQL")
def test_without_the_programs_of_postgresql_a_backup_is_a_sentence(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old = furnished(office_at("old"))

    refused = ended(old.var, "backup", str(tmp_path / "b.zip"), OSTOJA_DATABASE=old.database, PATH=str(tmp_path))

    assert refused.returncode == 1
    assert "pg_dump is not installed" in refused.stderr


GRANT = ("cloud", "manage", "staff", "grant", "ala@example.org", "officer")
AGREE = """
from django.utils import timezone
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.models import Choice
ala = Person.objects.get(email="ala@example.org")
Choice.objects.create(who="w", person=ala, purpose="p", kind="given", policy="", language="pl", at=timezone.now())
"""
LEFT = """
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.desk.models import Appointment
kinds = list(Choice.objects.order_by("pk").values_list("kind", flat=True))
print(Appointment.objects.filter(ended=None).count(), kinds)
"""


def test_nobody_is_staff_and_nothing_is_agreed_to_until_it_is_said_anew(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old, new, file = furnished(office_at("old")), office_at("new"), tmp_path / "b.zip"
    old.good(*GRANT)
    old.shell(AGREE)
    old.good("backup", str(file))
    moved(old, new, "keys", "keys.sqlite3", "policy", "erasure")

    assert "nobody is staff" in new.good("restore", str(file))

    assert "0 ['given', 'expired']" in new.shell(LEFT)


RESTRICT = """
from datetime import date, timedelta
from django.utils import timezone
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, restrict
from ostoja.cloud.retention.flows import Held, hold
ala, bartek = Person.objects.order_by("email")[:2]
now, review = timezone.now(), date.today() + timedelta(days=90)
restrict(ala, Way(ala, "pl"), now)
hold(Held("accounts.Person", str(bartek.pk)), "a claim in court", review, ala, now)
"""
STANDING = """
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.queries import restricted
from ostoja.cloud.retention.models import Hold
print([one.email for one in Person.objects.filter(pk__in=restricted())])
print([(one.table, one.reason) for one in Hold.objects.filter(released=None)])
"""


def test_what_was_restricted_or_held_since_the_backup_stays_so(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old, new, file = furnished(office_at("old")), office_at("new"), tmp_path / "b.zip"
    old.good("backup", str(file))
    old.shell(RESTRICT)
    moved(old, new, "keys", "keys.sqlite3", "policy", "erasure")

    new.good("restore", str(file))

    said = new.shell(STANDING)
    assert "['ala@example.org']" in said
    assert f"[('accounts.Person', '{RESTORED}')]" in said


def test_a_ledger_that_lost_lines_since_the_backup_keeps_the_office_closed(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old, new, file = furnished(office_at("old")), office_at("new"), tmp_path / "b.zip"
    old.good("backup", str(file))
    old.shell(CLOSE)
    moved(old, new, "keys", "keys.sqlite3", "policy", "erasure")
    [month] = (new.var / "erasure").glob("*.jsonl")
    month.unlink()
    Ledger(new.var / "erasure")._write({"is": "mark"}, datetime(2099, 1, 1, tzinfo=UTC))
    later = month.with_name("2099-01.jsonl")
    line = json.loads(later.read_text())
    line.pop("sum")
    line["n"] = 99
    later.write_text(json.dumps(line | {"sum": summed(line, later.stem)}) + "\n")

    refused = new.run("restore", str(file))

    assert refused.returncode == 1
    assert "lacks" in refused.stderr
    assert "restoring.json" in {place.name for place in new.var.iterdir()}


@pytest.mark.skipif(not settings.QUEUE_URL, reason="needs PostgreSQL")
def test_roles_of_the_old_server_are_made_anew_on_the_new_one(
    office_at: Callable[[str], Office], tmp_path: Path
) -> None:
    old, new, file = furnished(office_at("old")), office_at("new"), tmp_path / "b.zip"
    with psycopg.connect(old.database) as connection:
        connection.execute(old.good("cloud", "roles"))
    old.good("backup", str(file))
    moved(old, new, "keys", "keys.sqlite3", "policy", "erasure")

    new.good("restore", str(file))

    with psycopg.connect(new.database) as connection:
        assert connection.execute("SELECT count(*) FROM pg_policies").fetchone() == (0,)
        connection.execute(new.good("cloud", "roles"))
        connection.execute("SET ROLE ostoja_for_app_transactional_mail")
        found = connection.execute("SELECT email FROM accounts_person ORDER BY email").fetchall()
        connection.execute("RESET ROLE")
        connection.execute(CLEARED)
    assert found == [("ala@example.org",), ("bartek@example.org",)]
    with psycopg.connect(old.database) as connection:
        connection.execute(CLEARED)
