"""Whether the tables of a place hold what the policy says, and nothing else.

Source: decision D06; GDPR art. 5(2), 25.
"""

from collections.abc import Iterable

from ostoja.policy.policy import Policy
from ostoja.policy.words import Kept
from ostoja.privacy.declare import Personal, Table


def disagreements(policy: Policy, tables: Iterable[Table], place: Kept) -> list[str]:
    """Where a policy and the declarations of a place's tables disagree, a sentence each."""
    held = {
        said.category: f"{table.name}.{field}"
        for table in tables
        for field, said in table.fields.items()
        if isinstance(said, Personal)
    }
    unknown = [
        f"{held[category]} holds {category}, which the policy does not know"
        for category in sorted(held.keys() - policy.categories.keys())
    ]
    elsewhere = [
        f"{held[category]} holds {category}, which the policy does not keep here ({place.value})"
        for category in sorted(held.keys() & policy.categories.keys())
        if place not in policy.categories[category].kept
    ]
    missing = [
        f"the policy keeps {category} here ({place.value}), but no table does; say why in 'unstored'"
        for category, holding in policy.categories.items()
        if place in holding.kept and category not in held and holding.unstored is None
    ]
    return unknown + elsewhere + missing
