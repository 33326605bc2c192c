"""Data without a purpose, and data without an end."""

from collections.abc import Iterator

from ostoja.policy.entries import Rule
from ostoja.policy.errors import Problem
from ostoja.policy.policy import Policy
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.policy.words import Action, Kept

CLOSED = "account.closed_at"
# Events that need not happen; a category may not rest on rules that start with them alone.
MAY_NEVER_HAPPEN = frozenset({"claim.due_at", "controller.ends_direct_marketing_at", "incident.occurred_at"})


def faults(policy: Policy) -> Iterator[Problem]:
    """Cells of categories and groups that no rule ends or no purpose serves, and what is stored and never stored."""
    for key, holding in policy.categories.items():
        for group in holding.groups:
            yield from without_end(policy, key, group)
            yield from without_purpose(policy, key, group)
        yield from stored_or_not(key, holding.kept)
    for key, rule in policy.retention.items():
        if rule.action is Action.NEVER_STORED and not all(TAXONOMY[one].never_stored for one in rule.categories):
            yield Problem("retention.toml", f"{key}.action", "only what the taxonomy never stores can have this")


def without_end(policy: Policy, category: str, group: str) -> Iterator[Problem]:
    """A problem when no rule ends the keeping of a category of a group, or none that is sure to start."""
    rules = [rule for rule in policy.retention.values() if category in rule.categories and group in rule.groups]
    if not rules:
        yield Problem("categories.toml", category, f"no rule says how long it is kept for the group {group!r}")
    elif not any(is_sure_to_start(policy, rule) for rule in rules):
        yield Problem("categories.toml", category, f"for the group {group!r} every rule may wait for ever")


def is_sure_to_start(policy: Policy, rule: Rule) -> bool:
    """Whether the clock of a rule starts some day; an unused account closes only where a rule closes it."""
    if rule.anchor == CLOSED:
        return any(other.action is Action.NOTIFY_THEN_CLOSE for other in policy.retention.values())
    return rule.anchor not in MAY_NEVER_HAPPEN and rule.only_if is None


def without_purpose(policy: Policy, category: str, group: str) -> Iterator[Problem]:
    """A problem when nothing that is done for a group needs a category."""
    if not any(category in purpose.categories and group in purpose.groups for purpose in policy.purposes.values()):
        yield Problem("categories.toml", category, f"no purpose of the group {group!r} needs it")


def stored_or_not(category: str, kept: tuple[Kept, ...]) -> Iterator[Problem]:
    """A problem when what is never stored has a place, or when something has a place and none."""
    if kept == (Kept.NOWHERE,):
        return
    if TAXONOMY[category].never_stored:
        yield Problem("categories.toml", f"{category}.kept", "this is never stored, so it lies nowhere")
    if Kept.NOWHERE in kept:
        yield Problem("categories.toml", f"{category}.kept", "lies nowhere and somewhere")
