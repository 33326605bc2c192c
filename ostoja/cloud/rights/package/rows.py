"""A person's rows, table by table and field by field, as the declarations say."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Model, Q

from ostoja.cloud.accounts.models import Person
from ostoja.policy.policy import Policy
from ostoja.privacy.declare import Personal, Subject, Table

YOU, SOMEBODY = "you", "another person"


@dataclass(frozen=True)
class Part:
    """A table's part of a package: the fields with their categories, and the rows."""

    table: str
    fields: dict[str, str]
    rows: tuple[dict[str, object], ...]


def parts(
    person: Person, tables: Collection[Table], policy: Policy, only: Collection[str] | None = None
) -> Iterator[Part]:
    """A person's part of each table, of all categories or of some."""
    for table in tables:
        fields = exported(table, policy, only)
        if table.of and fields:
            yield Part(table.name, fields, tuple(rows(person, table, fields)))


def exported(table: Table, policy: Policy, only: Collection[str] | None) -> dict[str, str]:
    """The fields of a table that a person gets, with their categories; secrets stay: they would open the account."""
    return {
        field: said.category
        for field, said in table.fields.items()
        if isinstance(said, Personal)
        and said.subject is Subject.PERSON
        and is_exported(policy, said.category)
        and (only is None or said.category in only)
    }


def is_exported(policy: Policy, category: str) -> bool:
    """Whether the policy lets a category into the package; one that it does not know is not hidden behind that."""
    held = policy.categories.get(category)
    return held is None or held.export


def rows(person: Person, table: Table, fields: Collection[str]) -> Iterator[dict[str, object]]:
    """A person's rows of a table, in the order in which they came."""
    model = apps.get_model(table.name)
    mine = reduce(or_, (Q(**{path: person.pk}) for path in table.of))
    found = model._base_manager.filter(mine).distinct().order_by("pk")  # noqa: SLF001 - Django's documented interface
    for row in found.select_related(*(field for field in fields if model._meta.get_field(field).is_relation)):  # noqa: SLF001 - the same
        yield {field: plain(person, getattr(row, field)) for field in fields}


def plain(person: Person, value: object) -> object:
    """A value as JSON can say it. Others stay nameless: their data are theirs. Source: GDPR art. 15(4)."""
    if isinstance(value, Person):
        return YOU if value == person else SOMEBODY
    if isinstance(value, Model):
        return str(getattr(value, "public", value.pk))
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if isinstance(value, bool | int | float | str | None) else str(value)
