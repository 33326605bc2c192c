"""What can happen to data keys: made when something is sealed, destroyed when nobody may read it again."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.keys.queries import subjects
from ostoja.cloud.keys.router import KEYS
from ostoja.cloud.keys.sealing import hashed, new_key, unwrap, wrap

# What was sealed with a key that was just taken up may stand in a transaction that has not ended yet.
SPARED = timedelta(hours=1)
TAKEN_TO = timedelta(minutes=30)
PAGE = 2_000


def key_for(handle: str, keeps: str) -> bytes:
    """A subject's key of a retention class, to seal something with; made when there is none.

    Then: nobody destroys it as unused for the next half hour at least.

    Raises: SealError when the office's secret is not the one that wrapped it.
    """
    subject = hashed(handle)
    found = DataKey.objects.filter(subject=subject, keeps=keeps).alias(since=Now() - TAKEN_TO)
    held = found.annotate(is_fresh=Q(taken__gt=F("since"))).first()
    # One statement renews it, or finds it there no more.
    if held is not None and (held.is_fresh or DataKey.objects.filter(pk=held.pk).update(taken=Now())):
        return unwrap(bytes(held.wrapped), subject, keeps)
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
    old = DataKey.objects.filter(taken__lt=now - SPARED)
    spent = []
    for pk, subject, keeps, wrapped in old.values_list("pk", "subject", "keeps", "wrapped").iterator(PAGE):
        if (subject, keeps) not in kept:
            unwrap(bytes(wrapped), subject, keeps)
            spent.append(pk)
    # Asked again as they go: one that was taken up meanwhile stays.
    pages = (spent[start : start + PAGE] for start in range(0, len(spent), PAGE))
    destroyed = sum(old.filter(pk__in=page).delete()[0] for page in pages)
    scrub(destroyed)
    return destroyed


def scrub(destroyed: int) -> None:
    """Let the database overwrite what was destroyed; SQLite does so by itself, as its settings say."""
    connection = connections[KEYS]
    if destroyed and connection.vendor == "postgresql" and not transaction.get_connection(KEYS).in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {DataKey._meta.db_table}")  # noqa: SLF001 - a name of ours, Django's documented interface
