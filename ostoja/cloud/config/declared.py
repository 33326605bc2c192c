"""The declarations of every table, compared with the tables that there are."""

from django.apps import apps
from django.db.models import Model

from ostoja.cloud.accounts import personal as accounts
from ostoja.cloud.audit import personal as audit
from ostoja.cloud.consents import personal as consents
from ostoja.cloud.disclosures import personal as disclosures
from ostoja.cloud.homes import personal as homes
from ostoja.cloud.policies import personal as policies
from ostoja.cloud.retention import personal as retention
from ostoja.cloud.rights import personal as rights
from ostoja.privacy.declare import Table
from ostoja.privacy.forgetting.reaches import Reach

TABLES: tuple[Table, ...] = (
    *accounts.TABLES,
    *audit.TABLES,
    *consents.TABLES,
    *disclosures.TABLES,
    *homes.TABLES,
    *policies.TABLES,
    *retention.TABLES,
    *rights.TABLES,
)

REACHES: tuple[Reach, ...] = (*accounts.REACHES, *homes.REACHES)


def differences(tables: tuple[Table, ...] = TABLES) -> list[str]:
    """Where declarations and tables disagree, a sentence each; join tables and the libraries' tables count too."""
    declared = {table.name: table for table in tables}
    real = dict(table_of(model) for model in apps.get_models(include_auto_created=True))
    missing = [f"the table {name} is not declared" for name in sorted(real.keys() - declared.keys())]
    unreal = [f"the table {name} is declared but does not exist" for name in sorted(declared.keys() - real.keys())]
    both = sorted(real.keys() & declared.keys())
    return missing + unreal + [sentence for name in both for sentence in declared[name].differences(real[name])]


def table_of(model: type[Model]) -> tuple[str, set[str]]:
    """The name of a table and of its fields."""
    meta = model._meta  # noqa: SLF001 - Django's documented interface, for all its underscore
    return meta.label, {field.name for field in (*meta.local_fields, *meta.local_many_to_many)}
