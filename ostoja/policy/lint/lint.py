"""Everything that is wrong with what a policy means."""

from datetime import date

from ostoja.policy.errors import Problem
from ostoja.policy.lint import coverage, lawfulness, lengths, links, references, reviews, wording
from ostoja.policy.policy import Policy

MEANING = (lengths.faults, lawfulness.faults, coverage.faults, links.faults, wording.faults)


def problems_of(policy: Policy) -> list[Problem]:
    """What makes this policy one that cannot be kept; references that lead nowhere hide what depends on them."""
    broken = list(references.faults(policy))
    return broken or [problem for faults in MEANING for problem in faults(policy)]


def overdue_of(policy: Policy, today: date) -> list[Problem]:
    """What somebody has to look at again; no reason to stop a service, and one to fail a check."""
    return list(reviews.faults(policy, today))
