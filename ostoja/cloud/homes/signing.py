"""The cabinet of this process."""

import functools
import logging
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ostoja.cloud.homes.cabinet import Cabinet, CabinetError

log = logging.getLogger(__name__)


@functools.cache
def _cabinet(folder: Path) -> Cabinet:
    return Cabinet(folder)


def cabinet() -> Cabinet:
    """The signing keys under the settings of this process."""
    return _cabinet(settings.KEYS_FOLDER)


def has_a_key() -> bool:
    """Whether there is a key to sign with."""
    try:
        cabinet().signing_key(timezone.now())
    except CabinetError:
        log.exception("there is no key to sign with")
        return False
    return True
