"""Proves: A082, A113."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import ProgrammingError, connection
from msgspec.structs import replace

from ostoja.cloud import command
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.command import cloud
from ostoja.cloud.config.declared import TABLES
from ostoja.cloud.consents.flows import Way, lift, restrict
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.policies.queries import InForce, in_force
from ostoja.cloud.roles.rules import PREFIX
from ostoja.cloud.roles.statements import NotPostgresError, statements
from tests.cloud.roles.clearing import CLEARED

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LETTERS, DUTIES, HOMES = (
    f"{PREFIX}{name}" for name in ("app_transactional_mail", "gdpr_accountability", "app_contract")
)
on_postgres = pytest.mark.skipif(not settings.QUEUE_URL, reason="needs PostgreSQL")


def run(found: InForce) -> None:
    with connection.cursor() as cursor:
        cursor.execute("\n".join(statements(TABLES, found)))


@contextmanager
def reading_as(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def read(role: str, question: str) -> list[object]:
    with reading_as(role), connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


ADDRESSES = "SELECT email FROM accounts_person ORDER BY email"


@pytest.fixture
def roles(transactional_db: None) -> Iterator[None]:
    run(in_force(NOW))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(CLEARED)


@on_postgres
class TestTheRoleForLetters:
    def test_reads_addresses_and_languages_and_nothing_of_homes(
        self, flat: Membership, ala: Person, bartek: Person, roles: None
    ) -> None:
        assert read(LETTERS, ADDRESSES) == [ala.email, bartek.email]
        assert set(read(LETTERS, "SELECT language FROM accounts_person")) <= {"pl", "en"}
        for forbidden in (
            "SELECT person_id FROM homes_membership",
            "SELECT name FROM homes_installation",
            "SELECT password FROM accounts_person",
            "SELECT last_name FROM accounts_person",
            "SELECT * FROM accounts_person",
            "SELECT person_id FROM consents_choice",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                read(LETTERS, forbidden)

    def test_writes_nothing(self, ala: Person, roles: None) -> None:
        for forbidden in ("UPDATE accounts_person SET language = 'en'", "DELETE FROM accounts_person"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                read(LETTERS, f"{forbidden} RETURNING id")

    def test_sees_nobody_who_restricted_the_processing_until_they_lift_it(
        self, ala: Person, bartek: Person, roles: None
    ) -> None:
        restrict(ala, Way(ala, "en"), NOW)
        assert read(LETTERS, ADDRESSES) == [bartek.email]
        assert read(LETTERS, "SELECT email FROM account_emailaddress") == [bartek.email]

        lift(ala, Way(ala, "en"), NOW)
        assert read(LETTERS, ADDRESSES) == [ala.email, bartek.email]

    def test_is_not_told_who_that_is_by_another_purposes_question(self, ala: Person, roles: None) -> None:
        restrict(ala, Way(ala, "en"), NOW)

        with pytest.raises(ProgrammingError, match="permission denied"):
            read(LETTERS, 'SELECT ostoja_roles."app.contract accounts_person"()')


@on_postgres
def test_what_the_law_asks_for_is_seen_of_everybody(ala: Person, roles: None) -> None:
    restrict(ala, Way(ala, "en"), NOW)

    assert read(DUTIES, "SELECT count(*) FROM consents_choice") == [1]


@on_postgres
def test_the_program_itself_sees_everybody(ala: Person, roles: None) -> None:
    restrict(ala, Way(ala, "en"), NOW)

    assert Person.objects.count() == 1


@on_postgres
def test_running_it_again_takes_away_what_the_policy_no_longer_lets(ala: Person, roles: None) -> None:
    found = in_force(NOW)
    assert read(HOMES, ADDRESSES) == [ala.email]
    run(found)
    assert read(HOMES, ADDRESSES) == [ala.email]
    kept = {key: one for key, one in found.policy.purposes.items() if key != "app.contract"}
    letters = replace(kept["app.transactional_mail"], categories=("acc.locale",))

    run(replace_policy(found, kept | {"app.transactional_mail": letters}))

    for role in (HOMES, LETTERS):
        with pytest.raises(ProgrammingError, match="permission denied"):
            read(role, ADDRESSES)
    assert read(LETTERS, "SELECT language FROM accounts_person") == [ala.language]


def replace_policy(found: InForce, purposes: object) -> InForce:
    return InForce(replace(found.policy, purposes=purposes), found.adapters)


@on_postgres
def test_every_name_is_one_that_the_database_keeps_whole(db: None) -> None:
    names = [line.split('"')[1] for line in statements(TABLES, in_force(NOW)) if line.startswith("CREATE FUNCTION")]

    assert len(names) == len(set(names)) > 10
    assert max(len(name) for name in names) < 64


@on_postgres
def test_the_command_says_the_statements(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "prepare", lambda: None)
    monkeypatch.setattr(command, "refuse_without_migrations", lambda: None)

    said = CliRunner().invoke(cloud, ["roles"])

    assert said.exit_code == 0
    assert said.output.startswith("-- Policy ")
    assert f'GRANT USAGE ON SCHEMA public, ostoja_roles TO "{LETTERS}";' in said.output
    assert said.output.endswith("COMMIT;\n")


@pytest.mark.skipif(bool(settings.QUEUE_URL), reason="needs SQLite")
def test_a_database_without_roles_is_told_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "prepare", lambda: None)
    monkeypatch.setattr(command, "refuse_without_migrations", lambda: None)
    with pytest.raises(NotPostgresError):
        list(statements(TABLES, in_force(NOW)))

    said = CliRunner().invoke(cloud, ["roles"])

    assert (said.exit_code, said.output) == (1, "Error: Only a PostgreSQL has roles; OSTOJA_DATABASE names none.\n")
