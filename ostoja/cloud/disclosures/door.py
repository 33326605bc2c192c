"""``disclose()``: the entry first, the bytes after."""

import hashlib
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_bytes
from zoneinfo import ZoneInfo

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.disclosures.client import Answer, UnreachableError, is_declared, post
from ostoja.cloud.disclosures.flows import Entry, State, settle, write
from ostoja.cloud.disclosures.payloads import Payload
from ostoja.cloud.disclosures.rules import Obstacle, obstacle_to, transfer_of
from ostoja.cloud.policies.queries import in_force
from ostoja.policy.policy import Policy

log = logging.getLogger(__name__)
SALT_BYTES = 16


class DisclosureError(Exception):
    """Nothing was sent; ``obstacle`` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


@dataclass(frozen=True)
class Parcel:
    """What a recipient fetches: the bytes, the categories of what is in them, and when."""

    content: bytes
    categories: frozenset[str]
    at: datetime


def disclose(
    recipient: str, purpose: str, subjects: Collection[Person], payload: Payload, url: str, now: datetime
) -> Answer:
    """Send a payload about people to a recipient, after writing that it is sent.

    Raises: DisclosureError when it may not be sent; UnreachableError when nobody took it; DatabaseError when the entry
        cannot be written, and then nothing left.
    """
    obstacle = obstacle_here(recipient, purpose, payload, url, now)
    if obstacle is None and any(ask(person, purpose, now) is not None for person in subjects):
        obstacle = Obstacle.DENIED
    refuse(recipient, obstacle)
    return send(recipient, purpose, subjects, payload, url, now)


def tell(
    recipient: str, purpose: str, subjects: Collection[Person], payload: Payload, url: str, now: datetime
) -> Answer:
    """Send word to a recipient that data which it has are gone, changed or restricted.

    Nobody's choice holds this back: the law wants it of whoever disclosed, and so a choice reaches the recipient.
    Source: GDPR art. 19.
    Raises: DisclosureError when it may not be sent; UnreachableError when nobody took it; DatabaseError when the entry
        cannot be written, and then nothing left.
    """
    refuse(recipient, obstacle_here(recipient, purpose, payload, url, now))
    return send(recipient, purpose, subjects, payload, url, now)


def obstacle_here(recipient: str, purpose: str, payload: Payload, url: str, now: datetime) -> Obstacle | None:
    """Why the policy does not let a payload go to an address, whomever it is about."""
    policy = in_force(now).scope("en").policy
    obstacle = obstacle_to(policy, recipient, purpose, payload.categories(), today_in(policy, now))
    if obstacle is None and not is_declared(policy, recipient, url):
        return Obstacle.UNDECLARED_HOST
    return obstacle


def hand_over(recipient: str, purpose: str, person: Person, parcel: Parcel, take: Callable[[], bool]) -> bool:
    """Let a recipient fetch something itself: the entry first, and then whether it may be taken, which ``take`` says.

    Raises: DisclosureError when it may not be disclosed; DatabaseError when the entry cannot be written.
    """
    policy = in_force(parcel.at).scope("en").policy
    refuse(recipient, obstacle_to(policy, recipient, purpose, parcel.categories, today_in(policy, parcel.at)))
    entry = write(entry_of(policy, recipient, purpose, parcel.categories, parcel.content), [person], parcel.at)
    taken = take()
    settle(entry, State.SENT if taken else State.FAILED)
    return taken


def today_in(policy: Policy, now: datetime) -> date:
    """The day where the operator is."""
    return now.astimezone(ZoneInfo(policy.about.zone)).date()


def refuse(recipient: str, obstacle: Obstacle | None) -> None:
    """Nothing, when nothing is in the way.

    Raises: DisclosureError.
    """
    if obstacle is not None:
        log.error("nothing was sent to %s: %s", recipient, obstacle.value)
        raise DisclosureError(obstacle)


def send(
    recipient: str, purpose: str, subjects: Collection[Person], payload: Payload, url: str, now: datetime
) -> Answer:
    """The entry, and then the bytes.

    Raises: UnreachableError; DatabaseError.
    """
    policy, categories, content = in_force(now).scope("en").policy, payload.categories(), payload.encoded()
    entry = write(entry_of(policy, recipient, purpose, categories, content), subjects, now)
    try:
        answer = post(policy, recipient, url, content)
    except UnreachableError:
        settle(entry, State.FAILED)
        raise
    settle(entry, State.SENT)
    return answer


def entry_of(policy: Policy, recipient: str, purpose: str, categories: Collection[str], content: bytes) -> Entry:
    """What is written before these bytes leave; the commitment can be checked against a copy and tells nothing."""
    transfer = transfer_of(policy, recipient)
    return Entry(
        recipient=recipient,
        purpose=purpose,
        categories=tuple(sorted(categories)),
        country=policy.recipients[recipient].country or "",
        mechanism="" if transfer is None else transfer.mechanism.value,
        commitment=hashlib.sha256(token_bytes(SALT_BYTES) + content).hexdigest(),
    )
