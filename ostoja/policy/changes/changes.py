"""The changes between two versions of a policy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from ostoja.policy.changes.classes import GONE, NEW, Class, judge
from ostoja.policy.policy import KINDS, SINGLES, Policy
from ostoja.policy.words import Basis, Gate

# What a consent covers: whoever agreed to the old, agreed to nothing else.
CONSENTED = frozenset({"basis", "categories", "gate", "groups", "profiling", "question"})


@dataclass(frozen=True)
class Change:
    """One field, or a whole entry, that differs; ``field`` is empty for an entry that came or went."""

    kind: str
    key: str
    field: str
    before: object
    after: object
    weight: Class


def changes_between(old: Policy, new: Policy) -> list[Change]:
    """Every difference, in the order of kinds and keys."""
    before, after = msgspec.to_builtins(old), msgspec.to_builtins(new)
    found = [change for kind in SINGLES for change in of_entry(kind, "", before[kind], after[kind])]
    return found + [change for kind in KINDS for change in of_kind(kind, before[kind], after[kind])]


def weight_of(changes: list[Change], raised_to: Class = Class.EDITORIAL) -> Class:
    """The class of a whole version: its gravest change, or graver when a person says so, never lighter."""
    return max([raised_to, *(change.weight for change in changes)])


def of_kind(kind: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    """Differences among the entries of a kind; a changed order alone is an editorial one."""
    for key in sorted(before.keys() - after.keys()):
        yield Change(kind, key, "", before[key], None, GONE.get(kind, Class.INFORMATIONAL))
    for key in sorted(after.keys() - before.keys()):
        yield Change(kind, key, "", None, after[key], NEW.get(kind, Class.INFORMATIONAL))
    both = [key for key in after if key in before]
    for key in both:
        yield from of_entry(kind, key, before[key], after[key])
    if both != [key for key in before if key in after]:
        yield Change(kind, "", "order", list(before), list(after), Class.EDITORIAL)


def of_entry(kind: str, key: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    """Differences among the fields of an entry."""
    consented = kind == "purposes" and (needs_consent(before) or needs_consent(after))
    for field, old in before.items():
        new = after[field]
        if old != new:
            weight = judge(kind, field, old, new)
            breaks = consented and field in CONSENTED and weight is not Class.INFORMATIONAL
            yield Change(kind, key, field, old, new, Class.CONSENT_BREAKING if breaks or is_question(field) else weight)


def needs_consent(purpose: Mapping[str, str]) -> bool:
    """Whether a purpose is followed only for those who agreed."""
    return purpose["basis"] == Basis.CONSENT.value or purpose["gate"] == Gate.CONSENT.value


def is_question(field: str) -> bool:
    """Whether a field holds the words to which people said yes."""
    return field == "question"
