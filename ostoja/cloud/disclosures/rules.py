"""Whether data may go to a recipient at all.

Source: decisions D16, D17; GDPR art. 5(1)(b), 28(3), 44.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from ostoja.policy.entries import Recipient, Transfer
from ostoja.policy.lint.lawfulness import leaves_the_area
from ostoja.policy.policy import Policy
from ostoja.policy.words import RecipientRole


class Obstacle(StrEnum):
    """Why data may not go to a recipient."""

    UNKNOWN_RECIPIENT = "unknown_recipient"
    RECEIVES_NOTHING = "receives_nothing"
    NO_CONTRACT = "no_contract"
    UNDECLARED_PURPOSE = "undeclared_purpose"
    UNDECLARED_CATEGORY = "undeclared_category"
    NO_TRANSFER = "no_transfer"
    TRANSFER_OVERDUE = "transfer_overdue"
    UNDECLARED_HOST = "undeclared_host"
    DENIED = "denied"


def obstacle_to(
    policy: Policy, recipient: str, purpose: str, categories: Collection[str], today: date
) -> Obstacle | None:
    """Why these categories may not go to a recipient for a purpose today, or nothing when they may."""
    found = policy.recipients.get(recipient)
    if found is None:
        return Obstacle.UNKNOWN_RECIPIENT
    if found.role is RecipientRole.NOBODY:
        return Obstacle.RECEIVES_NOTHING
    if found.role is RecipientRole.PROCESSOR and not found.contract:
        return Obstacle.NO_CONTRACT
    if purpose not in found.purposes:
        return Obstacle.UNDECLARED_PURPOSE
    if not set(categories) <= set(found.categories):
        return Obstacle.UNDECLARED_CATEGORY
    return transfer_obstacle(found, transfer_of(policy, recipient), today)


def transfer_obstacle(recipient: Recipient, transfer: Transfer | None, today: date) -> Obstacle | None:
    """Why data may not leave the European Economic Area towards a recipient, or nothing when they may or do not."""
    if transfer is None:
        return Obstacle.NO_TRANSFER if leaves_the_area(recipient) else None
    return Obstacle.TRANSFER_OVERDUE if transfer.review < today else None


def transfer_of(policy: Policy, recipient: str) -> Transfer | None:
    """What lets data leave the area towards a recipient."""
    return next((entry for entry in policy.transfers.values() if recipient in entry.recipients), None)
