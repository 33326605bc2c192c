"""Which data keys there are."""

from collections.abc import Collection

from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.keys.sealing import hashed, unwrap


def key_of(handle: str, keeps: str) -> bytes | None:
    """A subject's key of a retention class; nothing when there is none, or it was destroyed.

    Raises: SealError when the office's secret is not the one that wrapped it.
    """
    subject = hashed(handle)
    wrapped = DataKey.objects.filter(subject=subject, keeps=keeps).values_list("wrapped", flat=True).first()
    return None if wrapped is None else unwrap(bytes(wrapped), subject, keeps)


def subjects(handles: Collection[str]) -> list[str]:
    """By what the database of keys knows these subjects; nobody finds a handle from it."""
    return [hashed(handle) for handle in handles]


def has_any() -> bool:
    """Whether there is any key at all."""
    return DataKey.objects.exists()


def has_keys(handle: str) -> bool:
    """Whether anything of a subject can still be opened."""
    return DataKey.objects.filter(subject=hashed(handle)).exists()
