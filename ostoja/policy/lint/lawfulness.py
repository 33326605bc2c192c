"""What the law wants beside a basis, a recipient or a transfer."""

from collections.abc import Iterator

from ostoja.policy.entries import Recipient
from ostoja.policy.errors import Problem
from ostoja.policy.policy import Policy
from ostoja.policy.words import Basis, Gate, RecipientRole

# The European Economic Area: the Union with Iceland, Liechtenstein and Norway.
EEA = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS"),
        *("IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)


def faults(policy: Policy) -> Iterator[Problem]:
    """Purposes without what their basis needs, recipients without role or contract, transfers without a mechanism."""
    yield from of_purposes(policy)
    yield from of_recipients(policy)


def of_purposes(policy: Policy) -> Iterator[Problem]:
    """Source: GDPR art. 6(1), 7(2), 13(1)(d), 6(3)."""
    for key, purpose in policy.purposes.items():
        at = f"{key}.basis"
        if purpose.basis is Basis.CONSENT and (purpose.gate is not Gate.CONSENT or purpose.question is None):
            yield Problem("purposes.toml", at, "consent needs gate = 'consent' and the question that is asked")
        if purpose.basis is Basis.LEGAL_OBLIGATION and not purpose.law:
            yield Problem("purposes.toml", at, "a legal obligation needs the law that it comes from")
        if purpose.basis is Basis.LEGITIMATE_INTERESTS and purpose.balance is None:
            yield Problem("purposes.toml", at, "a legitimate interest needs its balancing test")
        if purpose.gate is Gate.CONSENT and purpose.question is None:
            yield Problem("purposes.toml", f"{key}.gate", "what needs consent needs the question that is asked")


def of_recipients(policy: Policy) -> Iterator[Problem]:
    """Source: GDPR art. 28(3), 44 to 49."""
    covered = {recipient for transfer in policy.transfers.values() for recipient in transfer.recipients}
    for key, recipient in policy.recipients.items():
        if recipient.role is RecipientRole.PROCESSOR and not recipient.contract:
            yield Problem("recipients.toml", f"{key}.contract", "a processor needs a contract")
        if recipient.role is RecipientRole.NOBODY and recipient.categories:
            yield Problem("recipients.toml", f"{key}.categories", "somebody who receives nothing has no categories")
        if recipient.name is not None and recipient.country is None:
            yield Problem("recipients.toml", f"{key}.country", "a named recipient needs its country")
        if leaves_the_area(recipient) and key not in covered:
            reason = f"{recipient.country} needs a transfer in transfers.toml"
            yield Problem("recipients.toml", f"{key}.country", reason)


def leaves_the_area(recipient: Recipient) -> bool:
    """Whether data that a recipient gets leave the European Economic Area."""
    receives = recipient.role is not RecipientRole.NOBODY
    return receives and recipient.country is not None and recipient.country not in EEA
