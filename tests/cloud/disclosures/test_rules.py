"""Proves: A046."""

from datetime import date

import pytest
from msgspec.structs import replace

from ostoja.cloud.disclosures.rules import Obstacle, obstacle_to
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from ostoja.policy.words import RecipientRole

POLICY = shipped("pol-003")
TODAY = date(2026, 11, 22)


def changed(key: str, **fields: object) -> Policy:
    recipients = POLICY.recipients | {key: replace(POLICY.recipients[key], **fields)}
    return replace(POLICY, recipients=recipients)


def obstacle(policy: Policy = POLICY, recipient: str = "hubspot", today: date = TODAY) -> Obstacle | None:
    found = policy.recipients[recipient]
    purpose = found.purposes[0] if found.purposes else "app.contract"
    return obstacle_to(policy, recipient, purpose, found.categories[:1], today)


def test_a_declared_recipient_with_everything_may_receive() -> None:
    assert obstacle() is None


def test_one_who_receives_nothing_gets_nothing() -> None:
    assert obstacle(recipient="inversoft") is Obstacle.RECEIVES_NOTHING


def test_a_processor_without_a_contract_gets_nothing() -> None:
    assert obstacle(changed("hubspot", role=RecipientRole.PROCESSOR, contract=None)) is Obstacle.NO_CONTRACT


def test_outside_the_area_nothing_goes_without_a_transfer() -> None:
    assert obstacle(replace(POLICY, transfers={})) is Obstacle.NO_TRANSFER


def test_a_transfer_past_its_review_stops() -> None:
    assert obstacle(today=date(2040, 1, 1)) is Obstacle.TRANSFER_OVERDUE


@pytest.mark.parametrize(
    ("purpose", "categories", "expected"),
    [
        ("web.ads", ("id.email",), Obstacle.UNDECLARED_PURPOSE),
        (POLICY.recipients["hubspot"].purposes[0], ("home.state",), Obstacle.UNDECLARED_CATEGORY),
    ],
)
def test_what_is_not_declared_for_a_recipient_stays(
    purpose: str, categories: tuple[str, ...], expected: Obstacle
) -> None:
    assert obstacle_to(POLICY, "hubspot", purpose, categories, TODAY) is expected
