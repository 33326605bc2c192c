"""The columns that the databases really have, compared with those that are declared.

Source: decision D06; GDPR art. 5(2), 25.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField, Model

# Tables of the tools, which hold nothing about people: the steps that were taken, jobs by name, counters of rows.
OF_TOOLS = frozenset({"django_migrations", "sqlite_sequence", "kv", "schedule", "task"})
# The second factor's library keeps its secret in such a field; its declaration names what stands there.
LIBRARIES = ("mfa.",)


def undeclared_columns(alias: str) -> list[str]:
    """Where a database and the models disagree, a sentence each; every field of a model is declared elsewhere."""
    connection = connections[alias]
    models = [model for model in apps.get_models(include_auto_created=True) if is_here(model, connection)]
    expected = {model._meta.db_table: columns_of(model) for model in models}  # noqa: SLF001 - Django's documented interface
    found = {table: columns for table, columns in real_columns(connection).items() if table not in OF_TOOLS}
    tables = [f"the table {name} is in the database and not declared" for name in sorted(found.keys() - expected)]
    columns = [
        f"the column {table}.{column} is in the database and not declared"
        for table in sorted(found.keys() & expected.keys())
        for column in sorted(found[table] - expected[table])
    ]
    lost = [
        f"the column {table}.{column} is declared and not in the database"
        for table, said in sorted(expected.items())
        for column in sorted(said - found.get(table, set()))
    ]
    return tables + columns + lost


def is_here(model: type[Model], connection: BaseDatabaseWrapper) -> bool:
    """Whether a model's table belongs into this database."""
    return router.allow_migrate_model(connection.alias, model)


def columns_of(model: type[Model]) -> set[str]:
    """The columns of a model's table."""
    return {str(field.column) for field in model._meta.local_concrete_fields}  # noqa: SLF001


def real_columns(connection: BaseDatabaseWrapper) -> dict[str, set[str]]:
    """The columns of every table, as the database itself says."""
    with connection.cursor() as cursor:
        look = connection.introspection
        names = [table.name for table in look.get_table_list(cursor)]
        return {name: {column.name for column in look.get_table_description(cursor, name)} for name in names}


def loose_fields(models: Iterable[type[Model]] | None = None) -> list[str]:
    """Fields that would take anything under any key, a sentence each: nobody could declare what they hold."""
    found = apps.get_models(include_auto_created=True) if models is None else models
    return [
        f"{model._meta.label}.{field.name} takes any key: say each as a field of its own"  # noqa: SLF001
        for model in found
        for field in model._meta.local_fields  # noqa: SLF001
        if isinstance(field, JSONField) and not model._meta.label.startswith(LIBRARIES)  # noqa: SLF001
    ]
