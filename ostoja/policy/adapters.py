"""A policy with some of its adapters on: what is off is neither done nor told."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from ostoja.policy.entries import Ids, Part
from ostoja.policy.filling import places_in, places_of
from ostoja.policy.policy import KINDS, Policy

Kind = TypeVar("Kind")


def adapters_of(policy: Policy) -> frozenset[str]:
    """Every adapter that some entry of a policy waits for."""
    entries = (entry for kind in KINDS for entry in getattr(policy, kind).values())
    return frozenset(adapter for entry in entries if (adapter := getattr(entry, "adapter", None)) is not None)


def with_adapters(policy: Policy, on: Iterable[str]) -> Policy:
    """What of a policy is true while these adapters are on and the others are off.

    An entry goes with its adapter, and with the last group, category, purpose or recipient that it speaks of.
    """
    kept = frozenset(on)
    for smaller in (with_purposes, with_rules, with_recipients, with_sections, with_tools):
        policy = smaller(policy, kept)
    return policy


def with_purposes(policy: Policy, on: frozenset[str]) -> Policy:
    """The policy with the people of whom something is still held, and why."""
    groups = chosen(policy.groups, on)
    categories = {
        key: replace(entry, groups=still)
        for key, entry in chosen(policy.categories, on).items()
        if (still := within(entry.groups, groups))
    }
    purposes = {
        key: replace(entry, groups=people, categories=data)
        for key, entry in chosen(policy.purposes, on).items()
        if (people := within(entry.groups, groups)) and (data := within(entry.categories, categories))
    }
    return replace(policy, groups=groups, categories=categories, purposes=purposes)


def with_rules(policy: Policy, on: frozenset[str]) -> Policy:
    """The policy with the rules that still end something."""
    rules = {
        key: replace(rule, groups=people, categories=data, purposes=reasons)
        for key, rule in chosen(policy.retention, on).items()
        if (people := within(rule.groups, policy.groups))
        and (data := within(rule.categories, policy.categories))
        and (reasons := within(rule.purposes, policy.purposes))
    }
    return replace(policy, retention=rules)


def with_recipients(policy: Policy, on: frozenset[str]) -> Policy:
    """The policy with those who still receive something, what lets it reach them, and whose cookies are still set."""
    recipients = {
        key: replace(entry, groups=people, categories=data, purposes=reasons)
        for key, entry in chosen(policy.recipients, on).items()
        if (people := within(entry.groups, policy.groups))
        and ((data := within(entry.categories, policy.categories)) or not entry.categories)
        and ((reasons := within(entry.purposes, policy.purposes)) or not entry.purposes)
    }
    transfers = {
        key: replace(entry, recipients=still)
        for key, entry in policy.transfers.items()
        if (still := within(entry.recipients, recipients))
    }
    cookies = {
        key: cookie
        for key, cookie in chosen(policy.cookies, on).items()
        if cookie.purpose in policy.purposes and (cookie.recipient is None or cookie.recipient in recipients)
    }
    return replace(policy, recipients=recipients, transfers=transfers, cookies=cookies)


def with_sections(policy: Policy, on: frozenset[str]) -> Policy:
    """The policy with what it still says: no claim about data that are not held, no name of what is off."""
    claims = {
        key: replace(claim, categories=still)
        for key, claim in policy.claims.items()
        if (still := within(claim.categories, policy.categories)) or not claim.categories
    }
    smaller = replace(policy, claims=claims, sections=chosen(policy.sections, on))
    places = places_in(smaller)
    sections = {
        key: replace(section, parts=said)
        for key, section in smaller.sections.items()
        if (said := tuple(part for part in section.parts if is_said(smaller, part, places)))
    }
    return replace(smaller, sections=sections)


def is_said(policy: Policy, part: Part, places: frozenset[str]) -> bool:
    """Whether everything that a part of a section speaks of is still there."""
    return (
        (part.claim is None or part.claim in policy.claims)
        and (part.of is None or part.of in policy.sections)
        and (part.text is None or places_of(part.text) <= places)
    )


def with_tools(policy: Policy, on: frozenset[str]) -> Policy:
    """The policy with the tools whose maker and section are still there."""
    tools = {
        key: replace(tool, categories=within(tool.categories, policy.categories))
        for key, tool in chosen(policy.tools, on).items()
        if tool.recipient in policy.recipients and tool.section in policy.sections
    }
    return replace(policy, tools=tools)


def chosen(entries: dict[str, Kind], on: frozenset[str]) -> dict[str, Kind]:
    """The entries that need no adapter or one that is on."""
    return {key: entry for key, entry in entries.items() if getattr(entry, "adapter", None) in on | {None}}


def within(named: Ids, known: Mapping[str, object]) -> Ids:
    """Those of the named ids that are still there."""
    return tuple(key for key in named if key in known)
