from datetime import date, timedelta

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.audit.queries import verified
from ostoja.cloud.desk.records.flows import Handed, HandedError, hand_over, hold, release
from ostoja.cloud.disclosures.flows import CHAIN
from ostoja.cloud.disclosures.queries import disclosures_about
from ostoja.cloud.disclosures.rules import Obstacle
from ostoja.cloud.retention.flows import Held, HoldError
from ostoja.cloud.retention.queries import holds
from tests.cloud.desk.conftest import NOW
from tests.cloud.desk.test_flows import said

LETTER = Handed("legal_advisers", "app.claims", ("id.email",), date(2026, 11, 20), "the file of a case")


def test_a_record_is_held_and_let_go_in_the_chain(officer: Person, ala: Person) -> None:
    kept = hold(officer, Held("accounts.Person", str(ala.pk)), "court 7", date(2027, 1, 1), NOW)
    assert holds().get() == kept

    release(officer, kept, NOW + timedelta(days=1))

    assert not holds().exists()
    assert [one["deed"] for one in said()][-2:] == ["held", "released"]


def test_a_hold_without_a_reason_is_none_and_leaves_no_trace(officer: Person) -> None:
    with pytest.raises(HoldError):
        hold(officer, Held("accounts.Person", "1"), " ", date(2027, 1, 1), NOW)

    assert "held" not in [one["deed"] for one in said()]


@pytest.mark.django_db(transaction=True)
class TestWhatLeftByHand:
    def test_is_the_same_entry_as_that_of_the_door(self, officer: Person, ala: Person) -> None:
        hand_over(officer, LETTER, [ala], NOW)

        kept = disclosures_about(ala).get()
        assert (kept.recipient, kept.state, kept.by, kept.count) == ("legal_advisers", "outside", officer, 1)
        assert kept.at.date() == date(2026, 11, 20)
        assert (verified(CHAIN).entries, verified(CHAIN).fault) == (1, None)

    def test_keeps_to_the_rules_of_the_door(self, officer: Person, ala: Person) -> None:
        for recipient, obstacle in (
            ("legal_advisers", Obstacle.UNDECLARED_CATEGORY),
            ("nobody_knows", Obstacle.UNKNOWN_RECIPIENT),
        ):
            wrong = Handed(recipient, "app.claims", ("acc.credentials",), NOW.date(), "x")
            with pytest.raises(HandedError) as told:
                hand_over(officer, wrong, [ala], NOW)
            assert told.value.obstacle is obstacle

        assert not disclosures_about(ala).exists()
