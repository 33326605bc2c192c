"""``disclose()``: the entry first, the bytes after."""

import hashlib
import logging
from collections.abc import Collection
from datetime import datetime
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


def disclose(
    recipient: str, purpose: str, subjects: Collection[Person], payload: Payload, url: str, now: datetime
) -> Answer:
    """Send a payload about people to a recipient, after writing that it is sent.

    Raises: DisclosureError when it may not be sent; UnreachableError when nobody took it; DatabaseError when the entry
        cannot be written, and then nothing left.
    """
    policy = in_force(now).scope("en").policy
    categories = payload.categories()
    today = now.astimezone(ZoneInfo(policy.about.zone)).date()
    obstacle = obstacle_to(policy, recipient, purpose, categories, today)
    if obstacle is None and not is_declared(policy, recipient, url):
        obstacle = Obstacle.UNDECLARED_HOST
    if obstacle is None and any(ask(person, purpose, now) is not None for person in subjects):
        obstacle = Obstacle.DENIED
    if obstacle is not None:
        log.error("nothing was sent to %s: %s", recipient, obstacle.value)
        raise DisclosureError(obstacle)
    content = payload.encoded()
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
