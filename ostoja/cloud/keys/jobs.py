"""What happens to data keys in the background."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.contrib.auth import get_user_model

from ostoja.cloud.keys.fields import SealedText
from ostoja.cloud.keys.flows import destroy_unused
from ostoja.cloud.keys.queries import has_any

log = logging.getLogger(__name__)
PAGE = 2_000


def destroy(now: datetime) -> None:
    """Destroy the keys of texts that were forgotten, so that no backup opens them either.

    Then: beside a database without a single account none goes: it is new or empty by mistake, and what the keys open
        may stand in another.
    """
    if has_any() and not get_user_model()._base_manager.exists():  # noqa: SLF001 - Django's documented interface
        log.error("no key is destroyed: there are keys but no account; is this the database that they belong to?")
        return
    log.info("destroyed %d keys of which no text is left", destroy_unused(used(), now))


def used() -> Iterator[tuple[str, str]]:
    """The subject and the retention class of every sealed text that there is."""
    for model in apps.get_models():
        for field in model._meta.local_fields:  # noqa: SLF001 - Django's documented interface
            if isinstance(field, SealedText):
                # The base manager: a hidden row has its key too.
                kept = model._base_manager.exclude(**{field.name: ""}).order_by()  # noqa: SLF001 - the same
                handles = kept.values_list(field.subject.replace(".", "__"), flat=True).distinct()
                yield from ((handle, field.keeps) for handle in handles.iterator(PAGE))
