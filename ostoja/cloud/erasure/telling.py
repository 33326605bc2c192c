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
from ostoja.cloud.disclosures.queries import known_to
from ostoja.cloud.erasure.models import Telling
from ostoja.cloud.erasure.rules import Change

log = logging.getLogger(__name__)

# The hundred of the answers of who took the message; and of these, the answers of who has done its part.
SUCCESS = 2
DONE = frozenset({HTTPStatus.OK, HTTPStatus.NO_CONTENT})


class Word(Payload, frozen=True, omit_defaults=True):
    """What a recipient hears: of what kind the change is, of whom, and a number by which it can answer.

    A corrected name goes to whoever had the name.
    """

    HOLDS: ClassVar[Mapping[str, str]] = {
        "change": "",
        "reference": "",
        "email": "id.email",
        "first_name": "id.first_name",
        "last_name": "id.last_name",
    }

    change: str
    reference: str
    email: str = ""
    first_name: str = ""
    last_name: str = ""


def call(telling: Telling, now: datetime) -> Answer | None:
    """Send word to one recipient; nothing when it has no address here, or did not take it."""
    url = settings.NOTICE_ADDRESSES.get(telling.recipient)
    if url is None:
        return None
    try:
        answer = tell(telling.recipient, telling.purpose, [telling.person], word(telling), url, now)
    except (DisclosureError, UnreachableError) as wrong:
        log.warning("%s was not told of a change: %s", telling.recipient, type(wrong).__name__)
        return None
    return answer if answer.status // 100 == SUCCESS else None


def word(telling: Telling) -> Word:
    """The message; with the address, and a corrected name, only for a recipient that got them before."""
    known = known_to(telling.recipient, telling.person)
    person, kept = telling.person, claims_file(telling.person)
    values = {"email": person.email if kept is None else str(kept.email)}
    if telling.change == Change.RECTIFICATION:
        values |= {"first_name": person.first_name, "last_name": person.last_name}
    return Word(
        telling.change,
        telling.public,
        **{field: value for field, value in values.items() if Word.HOLDS[field] in known},
    )


def is_done(answer: Answer) -> bool:
    """Whether a recipient says that it did its part."""
    return answer.status in DONE
