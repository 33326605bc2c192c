"""Short notices for the place where data are asked for.

Source: GDPR art. 13(1)(c), (2)(a) and (e).
"""

from dataclasses import dataclass

from ostoja.policy.render.drawings.processing import basis, how_long
from ostoja.policy.render.scope import Scope


@dataclass(frozen=True)
class ShortNotice:
    """What a screen says beside a form: why, on what basis, which data, how long."""

    why: str
    basis: str
    data: str
    kept: tuple[str, ...]
    recipients: str


def short_notice(scope: Scope, purpose: str) -> ShortNotice | None:
    """The short notice of a purpose; nothing when its adapter is off.

    Raises: KeyError when the policy has no such purpose at all.
    """
    found = scope.whole.purposes[purpose]
    if purpose not in scope.policy.purposes:
        return None
    rules = [rule for rule in scope.policy.retention.values() if purpose in rule.purposes]
    named = [key for key, recipient in scope.policy.recipients.items() if purpose in recipient.purposes]
    return ShortNotice(
        scope.say(found.label),
        basis(scope, found),
        scope.data(found.categories),
        tuple(f"{how_long(scope, rule)} ({scope.say(rule.starts)})" for rule in rules),
        scope.recipients(named),
    )
