"""Word to whoever received somebody's data: that they are gone, changed or restricted.

Source: decision D18; GDPR art. 19.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import ClassVar

from django.conf import settings

from ostoja.cloud.accounts.queries import claims_file
from ostoja.cloud.disclosures.client import Answer, UnreachableError
from ostoja.cloud.disclosures.door import DisclosureError, tell
from ostoja.cloud.disclosures.payloads import Payload
from ostoja.cloud.erasure.models import Telling
from ostoja.cloud.policies.queries import in_force

log = logging.getLogger(__name__)

# The hundred of the answers of who took the message; and of these, the answers of who has done its part.
SUCCESS = 2
DONE = frozenset({HTTPStatus.OK, HTTPStatus.NO_CONTENT})


class Word(Payload, frozen=True):
    """What a recipient hears: of what kind the change is, of whom, and a number by which it can answer."""

    HOLDS: ClassVar[Mapping[str, str]] = {"change": "", "reference": "", "email": "id.email"}

    change: str
    reference: str
    email: str = ""


def call(telling: Telling, now: datetime) -> Answer | None:
    """Send word to one recipient; nothing when it has no address here, or did not take it."""
    url = settings.NOTICE_ADDRESSES.get(telling.recipient)
    if url is None:
        return None
    try:
        answer = tell(telling.recipient, telling.purpose, [telling.person], word(telling, now), url, now)
    except (DisclosureError, UnreachableError) as wrong:
        log.warning("%s was not told of a change: %s", telling.recipient, type(wrong).__name__)
        return None
    return answer if answer.status // 100 == SUCCESS else None


def word(telling: Telling, now: datetime) -> Word:
    """The message; with the address only for a recipient that had it anyway."""
    recipient = in_force(now).policy.recipients.get(telling.recipient)
    knows = recipient is not None and "id.email" in recipient.categories
    kept = claims_file(telling.person)
    email = telling.person.email if kept is None else str(kept.email)
    return Word(telling.change, telling.public, email if knows else "")


def is_done(answer: Answer) -> bool:
    """Whether a recipient says that it did its part."""
    return answer.status in DONE
