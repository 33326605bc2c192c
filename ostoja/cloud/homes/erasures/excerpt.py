"""What a published policy says of a home's own data."""

from ostoja.cloud.policies.models import Publication
from ostoja.policy.entries import Rule
from ostoja.policy.periods import Period, is_period
from ostoja.policy.policy import Policy
from ostoja.protocol.excerpts import Excerpt

HISTORY, FORMER = "R04", "R03"


def excerpt_of(publication: Publication, policy: Policy) -> Excerpt | None:
    """The excerpt for homes; nothing when the policy has no such periods, and homes keep to what they heard before."""
    history, former = policy.retention.get(HISTORY), policy.retention.get(FORMER)
    if history is None or former is None or not (is_period(history.period) and is_period(former.period)):
        return None
    return Excerpt(
        policy=publication.hash,
        effective=int(publication.effective.timestamp()),
        published=int(publication.published.timestamp()),
        zone=policy.about.zone,
        history=history.period,
        longest=longest(history),
        former=former.period,
    )


def longest(rule: Rule) -> str:
    """The longest of a rule's own period and those that a person may choose."""
    return max((rule.period, *rule.choices), key=lambda written: Period.parse(written).longest_days())
