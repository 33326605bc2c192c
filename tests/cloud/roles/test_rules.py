"""Proves: A113."""

import pytest

from ostoja.cloud.config.declared import TABLES
from ostoja.cloud.roles.rules import fields_of, purposes_of, role_of
from ostoja.policy.shelf import shipped
from ostoja.privacy.declare import Subject, Table, not_personal, personal

POLICY = shipped("default")
HELD = Table(
    "shop.Order",
    {
        "id": not_personal("the number of a row"),
        "email": personal("id.email"),
        "home": personal("home.members"),
        "by": personal("id.email", Subject.STAFF),
        "secret": personal("acc.credentials"),
    },
    of=("person",),
)


def test_a_purpose_reads_its_categories_and_what_is_about_nobody() -> None:
    assert fields_of(HELD, POLICY, {"id.email"}) == ("id", "email")


def test_a_purpose_reads_nothing_of_a_table_that_has_nothing_for_it() -> None:
    assert fields_of(HELD, POLICY, {"acc.locale"}) == ()


def test_secrets_are_nobodys_to_read() -> None:
    assert fields_of(HELD, POLICY, {"acc.credentials", "id.email"}) == ("id", "email")


def test_rows_of_which_nobody_knows_whose_they_are_are_not_read() -> None:
    assert fields_of(Table("shop.Order", HELD.fields), POLICY, {"id.email"}) == ()


@pytest.mark.parametrize("name", ["default", "pol-003"])
def test_every_purpose_without_consent_has_a_role_of_its_own(name: str) -> None:
    found = purposes_of(shipped(name))

    assert len({role_of(key) for key in found}) == len(found)
    assert all(len(role_of(key)) < 63 for key in found)
    assert "statistics" not in " ".join(found)


def test_letters_need_an_address_and_no_home() -> None:
    purpose = POLICY.purposes["app.transactional_mail"]
    found = {table.name: fields_of(table, POLICY, purpose.categories) for table in TABLES}

    assert {"email", "language", "first_name"} <= set(found["accounts.Person"])
    assert {"last_name", "password", "closed"} & set(found["accounts.Person"]) == set()
    assert [name for name, fields in found.items() if name.startswith("homes.") and fields] == []
