"""What can happen to data keys: made when something is sealed, destroyed when nobody may read it again."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import connections, transaction

from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.keys.queries import key_of, subjects
from ostoja.cloud.keys.router import KEYS
from ostoja.cloud.keys.sealing import hashed, new_key, unwrap, wrap

# What was sealed with a new key may stand in a transaction that has not ended yet.
SPARED = timedelta(hours=1)
PAGE = 2_000


def key_for(handle: str, keeps: str) -> bytes:
    """A subject's key of a retention class, made when there is none.

    Raises: SealError when the office's secret is not the one that wrapped it.
    """
    found = key_of(handle, keeps)
    if found is not None:
        return found
    subject = hashed(handle)
    wrapped = wrap(new_key(), subject, keeps)
    # Whoever comes second gets the first one's key.
    row, _ = DataKey.objects.get_or_create(subject=subject, keeps=keeps, defaults={"wrapped": wrapped})
    return unwrap(bytes(row.wrapped), subject, keeps)


def destroy(handles: Collection[str], keeps: Collection[str] | None = None) -> int:
    """Destroy the keys of a subject, of every class or of some; how many. What they sealed is gone everywhere."""
    return destroy_of(subjects(handles), keeps)


def destroy_of(subjects: Collection[str], keeps: Collection[str] | None = None) -> int:
    """Destroy the keys of subjects that are known by their hashes only, and say how many."""
    found = DataKey.objects.filter(subject__in=subjects)
    if keeps is not None:
        found = found.filter(keeps__in=keeps)
    count, _ = found.delete()
    scrub(count)
    return count


def destroy_unused(used: Iterable[tuple[str, str]], now: datetime) -> int:
    """Destroy the keys of which no row is left, and say how many.

    Shapes: ``used`` are the handle of a subject and the retention class of every text that is still there.
    Raises: SealError, and then none is destroyed, when the office's secret is not the one that wrapped them: nothing of
        what is used would be found by it.
    """
    kept = {(hashed(handle), keeps) for handle, keeps in used}
    old = DataKey.objects.filter(made__lt=now - SPARED).values_list("pk", "subject", "keeps", "wrapped")
    spent = []
    for pk, subject, keeps, wrapped in old.iterator(PAGE):
        if (subject, keeps) not in kept:
            unwrap(bytes(wrapped), subject, keeps)
            spent.append(pk)
    for start in range(0, len(spent), PAGE):
        DataKey.objects.filter(pk__in=spent[start : start + PAGE]).delete()
    scrub(len(spent))
    return len(spent)


def scrub(destroyed: int) -> None:
    """Let the database overwrite what was destroyed; SQLite does so by itself, as its settings say."""
    connection = connections[KEYS]
    if destroyed and connection.vendor == "postgresql" and not transaction.get_connection(KEYS).in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {DataKey._meta.db_table}")  # noqa: SLF001 - a name of ours, Django's documented interface
