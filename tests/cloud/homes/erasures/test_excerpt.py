from datetime import UTC, datetime

import msgspec

from ostoja.cloud.homes.erasures.excerpt import excerpt_of, longest
from ostoja.cloud.policies.models import Publication
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from ostoja.protocol.excerpts import Excerpt

DAY = datetime(2026, 11, 22, tzinfo=UTC)
PUBLICATION = Publication(hash="a" * 64, effective=DAY, published=DAY)


def with_rule(name: str, **changed: object) -> Policy:
    policy = shipped("default")
    rules = {**policy.retention, name: msgspec.structs.replace(policy.retention[name], **changed)}
    return msgspec.structs.replace(policy, retention=rules)


def test_homes_are_told_the_periods_of_the_policy_that_concern_them() -> None:
    moment = int(DAY.timestamp())

    found = excerpt_of(PUBLICATION, shipped("default"))

    assert found == Excerpt("a" * 64, moment, moment, "Europe/Warsaw", "P30D", "P1Y", "P30D")


def test_a_policy_without_such_periods_says_nothing_to_homes() -> None:
    rules = {name: rule for name, rule in shipped("default").retention.items() if name != "R04"}

    assert excerpt_of(PUBLICATION, msgspec.structs.replace(shipped("default"), retention=rules)) is None
    assert excerpt_of(PUBLICATION, with_rule("R04", period="per_entry")) is None
    assert excerpt_of(PUBLICATION, with_rule("R03", period="per_entry")) is None


def test_the_most_that_an_owner_may_choose_is_never_less_than_the_period_itself() -> None:
    assert longest(with_rule("R04", period="P90D", choices=("P7D",)).retention["R04"]) == "P90D"
