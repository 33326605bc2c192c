"""The places that the policy's words leave open, and what stands there.

A text says ``{period.R01}`` or ``{controller.email}``; so a duration or a name is written once, in its entry.
"""

import re
from collections.abc import Callable, Mapping

from ostoja.policy.durations import in_words
from ostoja.policy.periods import Period, is_period
from ostoja.policy.policy import Policy
from ostoja.policy.text import Language, Text

PLACE = re.compile(r"\{([^{}]*)\}")
FIXED: dict[str, Callable[[Policy, Language], str]] = {
    "controller.name": lambda policy, _: policy.controller.name,
    "controller.address": lambda policy, _: policy.controller.address,
    "controller.email": lambda policy, _: policy.controller.email,
    "officer.email": lambda policy, _: policy.controller.officer_email or policy.controller.email,
    "authority.name": lambda policy, language: policy.controller.authority.name.in_(language),
    "authority.address": lambda policy, _: policy.controller.authority.address,
    "document.title": lambda policy, language: policy.about.title.in_(language),
    "document.number": lambda policy, _: policy.about.document,
    "document.version": lambda policy, _: policy.about.version,
    "document.published": lambda policy, _: policy.about.published.isoformat(),
    "document.effective": lambda policy, _: policy.about.effective.isoformat(),
}


def places_of(text: Text) -> frozenset[str]:
    """The names of the places in a text, in either language."""
    return frozenset(place for language in Language for place in PLACE.findall(text.in_(language)))


def places_in(policy: Policy) -> frozenset[str]:
    """The names of the places that a policy can fill."""
    periods = (f"period.{key}" for key, rule in policy.retention.items() if is_period(rule.period))
    return frozenset((*FIXED, *periods, *(f"recipient.{key}" for key in policy.recipients)))


def fill(text: Text, values: Mapping[str, str], language: Language) -> str:
    """A text in one language with its places filled.

    Raises: KeyError for a place that has no value; the linter lets none through.
    """
    return PLACE.sub(lambda place: values[place[1]], text.in_(language))


def values_of(policy: Policy, language: Language) -> dict[str, str]:
    """What stands at each place that a text may leave open.

    Raises: PeriodError when a rule's period is none; the linter lets none through.
    """
    rules = {key: rule for key, rule in policy.retention.items() if is_period(rule.period)}
    return {
        **{place: value(policy, language) for place, value in FIXED.items()},
        **{f"period.{key}": in_words(Period.parse(rule.period), language) for key, rule in rules.items()},
        **{f"recipient.{key}": entry.name or entry.label.in_(language) for key, entry in policy.recipients.items()},
    }
