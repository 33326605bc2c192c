"""What the pages of records show."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from ostoja.cloud.audit.flows import checkpoint
from ostoja.cloud.audit.queries import Verdict, chain_names, verified
from ostoja.cloud.disclosures.models import Disclosure
from ostoja.cloud.disclosures.queries import latest_disclosures
from ostoja.cloud.policies.queries import InForce
from ostoja.cloud.retention.executor import counts
from ostoja.cloud.retention.flows import plan_of
from ostoja.cloud.retention.queries import forgetting_is_late, last_run
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.policy.words import RecipientRole
from ostoja.privacy.declare import Personal, Table
from ostoja.privacy.forgetting.reaches import Reach

LATELY = 50


@dataclass(frozen=True)
class Overdue:
    """Records whose last day has passed: of which table, by which rules, and how many."""

    table: str
    fields: str
    rules: str
    count: int


@dataclass(frozen=True)
class Evidence:
    """A chain with what a look at it found, and a signed statement of its end to be kept elsewhere."""

    name: str
    verdict: Verdict
    checkpoint: str


def declared() -> Collection[Table]:
    """The declarations of every table."""
    found: Collection[Table] = import_string(settings.DECLARED_TABLES)
    return found


def reaches() -> Sequence[Reach]:
    """Where tables meet the rules of forgetting."""
    found: Sequence[Reach] = import_string(settings.DECLARED_REACHES)
    return found


def personal_tables() -> list[str]:
    """The tables that hold something about people, by name."""
    return sorted(
        table.name for table in declared() if any(isinstance(said, Personal) for said in table.fields.values())
    )


def forgetting(now: datetime) -> dict[str, Any]:
    """Whether forgetting runs, and what is kept beyond its last day."""
    overdue = [
        Overdue(deed.table, " ".join(deed.fields), ", ".join(one.rule for one in deed.limits), count)
        for deed, count in counts(plan_of(reaches(), now))
        if count
    ]
    tables = Counter({one.table: one.count for one in overdue})
    return {"late": forgetting_is_late(now), "last": last_run(), "overdue": overdue, "total": tables.total()}


def evidence() -> list[Evidence]:
    """Every chain, verified from its beginning to its end."""
    return [Evidence(name, verified(name), checkpoint(name) or "") for name in chain_names()]


def offered(found: InForce, language: str) -> dict[str, dict[str, str]]:
    """To whom, for what and of which categories something can leave under the policy, in its words."""
    scope = found.scope(language)
    policy = scope.policy
    open_to = {key: one for key, one in policy.recipients.items() if one.role is not RecipientRole.NOBODY}
    purposes = {key for one in open_to.values() for key in one.purposes if key in policy.purposes}
    categories = {key for one in open_to.values() for key in one.categories}
    return {
        "recipient": {key: one.name or scope.say(one.label) for key, one in open_to.items()},
        "purpose": {key: scope.say(one.label) for key, one in policy.purposes.items() if key in purposes},
        "categories": {key: scope.say(one.label) for key, one in TAXONOMY.items() if key in categories},
    }


def lately() -> list[Disclosure]:
    """The last disclosures, of door and hand."""
    return list(latest_disclosures()[:LATELY])
