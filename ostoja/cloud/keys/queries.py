"""Which data keys there are."""

from ostoja.cloud.keys.models import DataKey
from ostoja.cloud.keys.sealing import hashed, unwrap


def key_of(handle: str, keeps: str) -> bytes | None:
    """A subject's key of a retention class; nothing when there is none, or it was destroyed.

    Raises: SealError when the office's secret is not the one that wrapped it.
    """
    subject = hashed(handle)
    wrapped = DataKey.objects.filter(subject=subject, keeps=keeps).values_list("wrapped", flat=True).first()
    return None if wrapped is None else unwrap(bytes(wrapped), subject, keeps)


def has_keys(handle: str) -> bool:
    """Whether anything of a subject can still be opened."""
    return DataKey.objects.filter(subject=hashed(handle)).exists()
