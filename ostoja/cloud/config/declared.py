"""The declarations of every table, compared with the tables that there are."""

from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model

from ostoja.cloud.accounts import personal as accounts
from ostoja.cloud.audit import personal as audit
from ostoja.cloud.consents import personal as consents
from ostoja.cloud.desk import personal as desk
from ostoja.cloud.disclosures import personal as disclosures
from ostoja.cloud.erasure import personal as erasure
from ostoja.cloud.homes import personal as homes
from ostoja.cloud.keys import personal as keys
from ostoja.cloud.policies import personal as policies
from ostoja.cloud.retention import personal as retention
from ostoja.cloud.rights import personal as rights
from ostoja.cloud.security import personal as security
from ostoja.cloud.sessions import personal as sessions
from ostoja.cloud.statistics import personal as statistics
from ostoja.privacy import surfaces
from ostoja.privacy.declare import Table, is_personal
from ostoja.privacy.forgetting.reaches import Reach

TABLES: tuple[Table, ...] = (
    *accounts.TABLES,
    *audit.TABLES,
    *consents.TABLES,
    *desk.TABLES,
    *disclosures.TABLES,
    *erasure.TABLES,
    *homes.TABLES,
    *keys.TABLES,
    *policies.TABLES,
    *retention.TABLES,
    *rights.TABLES,
    *security.TABLES,
    *sessions.TABLES,
    *statistics.TABLES,
)

REACHES: tuple[Reach, ...] = (
    *accounts.REACHES,
    *consents.REACHES,
    *desk.REACHES,
    *disclosures.REACHES,
    *erasure.REACHES,
    *homes.REACHES,
    *policies.REACHES,
    *retention.REACHES,
    *rights.REACHES,
    *security.REACHES,
    *sessions.REACHES,
)


def differences(tables: tuple[Table, ...] = TABLES) -> list[str]:
    """Where declarations and tables disagree, a sentence each; join tables and the libraries' tables count too."""
    real = dict(table_of(model) for model in apps.get_models(include_auto_created=True))
    return surfaces.differences("table", tables, real)


def endless(tables: tuple[Table, ...] = TABLES, reaches: tuple[Reach, ...] = REACHES) -> list[str]:
    """The tables with something about people that nothing ever ends, a sentence each."""
    ended = {reach.table for reach in reaches if not reach.fields and not reach.only}
    ended |= {table.name for table in tables if table.ends or not any(map(is_personal, table.fields.values()))}
    while hanging := {name for name in hangs_on(ended) if name not in ended}:
        ended |= hanging
    return [f"nothing ends the rows of {table.name}" for table in tables if table.name not in ended]


def hangs_on(ended: set[str]) -> set[str]:
    """The tables whose rows go with those of these tables."""
    return {
        table_of(model)[0]
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields  # noqa: SLF001 - Django's documented interface
        if isinstance(field, ForeignKey)
        and field.remote_field.on_delete is CASCADE
        and not field.null
        and table_of(field.remote_field.model)[0] in ended
    }


def table_of(model: type[Model]) -> tuple[str, set[str]]:
    """The name of a table and of its fields."""
    meta = model._meta  # noqa: SLF001 - Django's documented interface, for all its underscore
    return meta.label, {field.name for field in (*meta.local_fields, *meta.local_many_to_many)}
