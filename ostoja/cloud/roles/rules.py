"""Which purposes have a role of the database, and which columns it reads.

Source: decision D09; GDPR art. 18, 25, 32.
"""

import re
from collections.abc import Collection

from ostoja.policy.entries import Purpose
from ostoja.policy.policy import Policy
from ostoja.privacy.consent.decide import needs_consent
from ostoja.privacy.declare import NotPersonal, Personal, Subject, Table

PREFIX = "ostoja_for_"


def purposes_of(policy: Policy) -> dict[str, Purpose]:
    """The purposes that have a role; what hangs on consent is asked of the gate alone, person by person."""
    return {key: purpose for key, purpose in policy.purposes.items() if not needs_consent(purpose)}


def role_of(key: str) -> str:
    """The name of a purpose's role."""
    return PREFIX + re.sub(r"[^a-z0-9]", "_", key.lower())


def fields_of(table: Table, policy: Policy, categories: Collection[str]) -> tuple[str, ...]:
    """The fields that somebody reads who may use these categories; none of a table without anything for them.

    What holds nothing about anybody comes along, so that rows can be told apart; secrets never do.
    """
    if not table.of:
        return ()
    may = {
        name: isinstance(said, NotPersonal) or is_readable(said, policy, categories)
        for name, said in table.fields.items()
    }
    if not any(may[name] and isinstance(said, Personal) for name, said in table.fields.items()):
        return ()
    return tuple(name for name, good in may.items() if good)


def is_readable(said: Personal, policy: Policy, categories: Collection[str]) -> bool:
    """Whether a field of this category may be read; of one that the policy keeps from its own person nobody reads."""
    held = policy.categories.get(said.category)
    return said.category in categories and said.subject is Subject.PERSON and held is not None and held.export
