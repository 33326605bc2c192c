"""What happens to accounts that nobody uses."""

import logging
from datetime import datetime

from django.core.mail import get_connection

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.dormancy.letters import warning
from ostoja.cloud.dormancy.queries import Terms, terms, to_close, to_warn
from ostoja.cloud.erasure.flows import Clock, close_account

log = logging.getLogger(__name__)


class CameBackError(Exception):
    """Somebody used their account since the list of unused ones was made."""


def warn(now: datetime) -> int:
    """Write to everybody whose account is about to end, and say to how many; who was not reached is not warned.

    Raises: NothingPublishedError.
    """
    said = terms(now)
    if said is None:
        return 0
    return sum(warn_one(person, said, now) for person in to_warn(said).iterator())


def warn_one(person: Person, said: Terms, now: datetime) -> bool:
    """Write to one person, and whether the letter left.

    The row is written after the letter: a kill in between may tell somebody twice, and closes no account unannounced.
    """
    letter = warning(person, said.last_day(person))
    letter.connection = get_connection()
    try:
        letter.send()
    except OSError as wrong:
        # The text of such an error may hold addresses. All errors of the library for SMTP are of this kind.
        log.warning("somebody is not told yet that their account ends: %s", type(wrong).__name__)
        return False
    return bool(Person.objects.filter(pk=person.pk, warned__isnull=True).update(warned=now))


def close_unused(clock: Clock) -> int:
    """Close the accounts of those who were told and did not come, and say how many; the others come again.

    Raises: NothingPublishedError.
    """
    said = terms(clock())
    return 0 if said is None else sum(close_one(person, clock) for person in list(to_close(said)))


def close_one(person: Person, clock: Clock) -> bool:
    """Close one account, and whether that was possible; one that is not keeps nobody else's."""

    def still() -> None:
        Person.objects.select_for_update().get(pk=person.pk)
        said = terms(clock())
        if said is None or not to_close(said).filter(pk=person.pk).exists():
            raise CameBackError

    try:
        close_account(person, clock, still)
    except CameBackError:
        return False
    except Exception as wrong:  # noqa: BLE001 - whatever it is, the next account's time is over too
        log.error("an unused account cannot be closed: %s", type(wrong).__name__)  # noqa: TRY400 - a traceback may hold data
        return False
    return True
