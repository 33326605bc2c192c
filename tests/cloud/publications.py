"""Policies for tests: small changes of those that ship, published as an operator would."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from msgspec.structs import replace

from ostoja.cloud.policies.flows import Draft, publish
from ostoja.cloud.policies.models import Publication
from ostoja.policy.changes.classes import Class
from ostoja.policy.entries import Entry
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from ostoja.policy.text import Text

APPROVER = "Ala"


def real(name: str = "default") -> Policy:
    """A policy that ships, of a company that is no example."""
    policy = shipped(name)
    return replace(policy, controller=replace(policy.controller, example=False))


def effective(policy: Policy, days: int, now: datetime) -> Policy:
    """The same policy, in force so many days from now."""
    return replace(policy, about=replace(policy.about, effective=(now + timedelta(days=days)).date()))


def changed(policy: Policy, kind: str, key: str, **fields: Any) -> Policy:
    """The same policy with other fields in one entry."""
    entries: dict[str, Entry] = getattr(policy, kind)
    return replace(policy, **{kind: entries | {key: replace(entries[key], **fields)}})


def longer(policy: Policy, period: str = "P7Y") -> Policy:
    """A material change: something is kept for longer."""
    return changed(policy, "retention", "R01", period=period)


def reworded(policy: Policy) -> Policy:
    """An editorial change."""
    return changed(policy, "retention", "R01", label=Text("Inne słowo", "Another word"))


def published(
    policy: Policy,
    adapters: frozenset[str] = frozenset(),
    now: datetime | None = None,
    raised_to: Class = Class.EDITORIAL,
    *,
    demo: bool = False,
) -> Publication:
    """A policy, published."""
    return publish(Draft(policy, adapters, raised_to, demo=demo), APPROVER, now or timezone.now())
