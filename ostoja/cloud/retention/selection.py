"""The rows that a deed means, as the database finds them."""

from collections.abc import Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from django.apps import apps
from django.db.models import CASCADE, Field, ForeignKey, Model, Q, QuerySet

from ostoja.cloud.consents.queries import restricted
from ostoja.cloud.retention.models import Hold
from ostoja.privacy.forgetting.plan import Deed

NOTHING = Q(pk__in=())


def rows_of(deed: Deed) -> QuerySet[Model]:
    """The rows of a deed that nothing holds, and nobody had restricted."""
    model = apps.get_model(deed.table)
    # The base manager: a ledger's own refuses to forget, which is its duty towards everybody else.
    every: QuerySet[Model] = model._base_manager.all()  # noqa: SLF001 - Django's documented interface
    found = every.filter(ended(deed) & collected(deed) & Q(**dict(deed.only))).exclude(pk__in=held(deed))
    for beneath in held_beneath(deed, model):
        found = found.exclude(pk__in=beneath)
    for path in deed.of:
        found = found.exclude(**{f"{path}__in": restricted()})
    return found.exclude(empty(model, deed.fields)) if deed.fields else found


def ended(deed: Deed) -> Q:
    """That every rule which began has run out, and at least one began."""
    passed = (
        Q(**{f"{limit.anchor}__isnull": True})
        | (NOTHING if limit.before is None else Q(**{f"{limit.anchor}__lt": limit.before}))
        for limit in deed.limits
    )
    began = (Q(**{f"{limit.anchor}__isnull": False}) for limit in deed.limits)
    return reduce(and_, passed) & reduce(or_, began)


def collected(deed: Deed) -> Q:
    """That the data came while the deed's versions held."""
    said = Q()
    if deed.collected is not None and deed.since is not None:
        said &= Q(**{f"{deed.collected}__gte": deed.since})
    if deed.collected is not None and deed.until is not None:
        said &= Q(**{f"{deed.collected}__lt": deed.until})
    return said


def empty(model: type[Model], fields: tuple[str, ...]) -> Q:
    """That all of these fields are empty already."""
    return reduce(and_, (Q(**{name: blank(model, name)}) for name in fields))


def blank(model: type[Model], name: str) -> object:
    """What a field holds when it holds nothing.

    Raises: TypeError for a field that cannot be empty; its row has to go as a whole.
    """
    field = model._meta.get_field(name)  # noqa: SLF001 - Django's documented interface
    if isinstance(field, Field) and field.null:
        return None
    if isinstance(field, Field) and field.empty_strings_allowed:
        return ""
    raise TypeError(f"{deed_name(model)}.{name} cannot be empty")


def deed_name(model: type[Model]) -> str:
    """What a table is called in declarations."""
    return model._meta.label  # noqa: SLF001 - Django's documented interface


def held(deed: Deed) -> list[str]:
    """The numbers of the rows that a hold keeps from this deed; a whole row is kept by a hold of any of its fields."""
    standing = Hold.objects.filter(table=deed.table, released__isnull=True)
    if deed.fields:
        standing = standing.filter(field__in=["", *deed.fields])
    return list(standing.values_list("row", flat=True))


def held_beneath(deed: Deed, model: type[Model]) -> Iterator[QuerySet[Model, Any]]:
    """The rows with which a row would go that a hold keeps in another table; where only fields end, none would."""
    if deed.fields:
        return
    standing = Hold.objects.filter(released__isnull=True).exclude(table=deed.table)
    for table in standing.values_list("table", flat=True).distinct():
        kept = apps.get_model(table)
        held_rows = list(standing.filter(table=table).values_list("row", flat=True))
        for path in cascades(kept, model):
            # A row that hangs on none keeps none; among the numbers a NULL would keep all.
            beneath = Q(pk__in=held_rows, **{f"{path}__isnull": False})
            yield kept._base_manager.filter(beneath).values(path)  # noqa: SLF001 - Django's documented interface


def cascades(model: type[Model], above: type[Model], seen: tuple[type[Model], ...] = ()) -> Iterator[str]:
    """The ways from a row to those with which it goes."""
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented interface
        if not isinstance(field, ForeignKey) or field.remote_field.on_delete is not CASCADE:
            continue
        parent: type[Model] = field.remote_field.model
        if parent in seen:
            continue
        if parent is above:
            yield field.name
        yield from (f"{field.name}__{further}" for further in cascades(parent, above, (*seen, model)))
