"""The statements that make PostgreSQL keep outside tools to the policy; running them again makes it so anew.

A role reads columns of categories that its purpose uses, and no row of anybody for whom the purpose may not be followed
at that moment. The program's own role owns the tables and stays as it is.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connection, router
from django.db.models import Model, Q

from ostoja.cloud.policies.queries import InForce
from ostoja.cloud.roles.queries import hidden_from
from ostoja.cloud.roles.rules import PREFIX, fields_of, purposes_of, role_of
from ostoja.policy.entries import Purpose
from ostoja.policy.policy import Policy
from ostoja.privacy.declare import Table

SCHEMA = "ostoja_roles"
# Roles of purposes that the policy no longer has lose everything too.
NOTHING = f"""\
DO $$
DECLARE one text;
BEGIN
  FOR one IN SELECT rolname FROM pg_roles WHERE starts_with(rolname, '{PREFIX}') LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', one);
  END LOOP;
END $$;"""  # noqa: S608 - our own words


class NotPostgresError(ImproperlyConfigured):
    """The database is no PostgreSQL, and has no roles."""

    def __init__(self) -> None:
        super().__init__("Only a PostgreSQL has roles; OSTOJA_DATABASE names none.")


@dataclass(frozen=True)
class Reader:
    """A purpose as it reads the database."""

    key: str
    purpose: Purpose

    @property
    def role(self) -> str:
        """The name of its role, quoted."""
        return quoted(role_of(self.key))


def statements(tables: Collection[Table], found: InForce) -> Iterator[str]:
    """Everything, in the order in which it is to be run, by the owner of the tables.

    Raises: NotPostgresError.
    """
    if connection.vendor != "postgresql":
        raise NotPostgresError
    policy = found.scope("en").policy
    yield f"-- Policy {policy.hash()}"
    yield "BEGIN;"
    yield NOTHING
    yield f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;"
    yield f"CREATE SCHEMA {SCHEMA};"
    for key, purpose in purposes_of(policy).items():
        reader = Reader(key, purpose)
        grants = [statement for table in tables for statement in granting(reader, table, policy)]
        if grants:
            yield f"\n-- {key}"
            yield made(reader)
            yield from grants
    yield "COMMIT;"


def made(reader: Reader) -> str:
    """A role that nobody signs in as, made when it is not there, with a look at the schema."""
    name = role_of(reader.key)
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN"
        f" CREATE ROLE {reader.role} NOLOGIN; END IF; END $$;\n"
        f"GRANT USAGE ON SCHEMA public, {SCHEMA} TO {reader.role};"
    )


def granting(reader: Reader, table: Table, policy: Policy) -> Iterator[str]:
    """What lets a role read some columns of a table, and no row of those for whom it may not."""
    fields = fields_of(table, policy, reader.purpose.categories)
    model = apps.get_model(table.name)
    if not fields or not router.allow_migrate_model(DEFAULT_DB_ALIAS, model):
        return
    options = model._meta  # noqa: SLF001 - Django's documented interface
    name, key = quoted(options.db_table), quoted(options.pk.column)
    columns = ", ".join(quoted(options.get_field(field).column) for field in fields)
    hides = f"{SCHEMA}.{quoted(f'{reader.key} {options.db_table}')}"
    yield (
        f"CREATE FUNCTION {hides}() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER\n"
        f"  SET search_path = pg_catalog, public, pg_temp\n"
        f"  AS $hidden$ {hidden(reader, table, model)} $hidden$;"
    )
    yield f"REVOKE ALL ON FUNCTION {hides}() FROM PUBLIC;"
    yield f"GRANT EXECUTE ON FUNCTION {hides}() TO {reader.role};"
    yield f"GRANT SELECT ({columns}) ON {name} TO {reader.role};"
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;"
    yield (
        f"CREATE POLICY {reader.role} ON {name} FOR SELECT TO {reader.role}"
        f" USING ({key}::text NOT IN (SELECT {hides}()));"
    )


def hidden(reader: Reader, table: Table, model: type[Model]) -> str:
    """The question for the rows of a table that a purpose may not see."""
    whose = reduce(or_, (Q(**{f"{path}__in": hidden_from(reader.key, reader.purpose)}) for path in table.of))
    rows = model._base_manager.filter(whose).values("pk")  # noqa: SLF001 - Django's documented interface
    try:
        question, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT ''::text WHERE false"
    return f"SELECT one::text FROM ({connection.ops.compose_sql(question, values)}) AS rows (one)"  # type: ignore[attr-defined]  # PostgreSQL's own  # noqa: S608 - the ORM's own words


def quoted(name: str) -> str:
    """A name as the database reads it."""
    return connection.ops.quote_name(name)
