from collections.abc import Iterable

import pytest

from ostoja.policy.render.blocks import Block, Bullets, Cell, Link, Table
from ostoja.policy.render.drawings import processing
from ostoja.policy.text import Language
from tests.policy.small import scope, small_with


def rows(blocks: Iterable[Block]) -> list[tuple[Cell, ...]]:
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("app.contract", "art. 6(1)(b) GDPR"),
        ("app.claims", "art. 6(1)(f) GDPR; interest: defence of rights"),
        ("app.tax", "art. 6(1)(c) GDPR; VAT act"),
        ("app.weather", "art. 6(1)(a) GDPR; with your consent"),
        ("app.zones", "art. 6(1)(b) GDPR; by your setting"),
    ],
)
def test_a_basis_is_told_with_what_it_rests_on(purpose: str, said: str) -> None:
    assert processing.basis(scope(), scope().policy.purposes[purpose]) == said


def test_purposes_are_told_of_each_group_with_the_data_of_that_group() -> None:
    found = rows(processing.purposes(scope()))

    assert found[-1] == ("Service of the building", "art. 6(1)(b) GDPR", "E-mail address, Backups")
    assert len(found) == 6


def test_data_are_told_with_where_they_lie_and_whether_they_are_wanted() -> None:
    found = rows(processing.categories(scope()))

    assert ("Coarse location (only if you want it)", "from the device or browser", "the operator's servers") in found
    assert ("Precise location", "from the device or browser", "nowhere") in found


@pytest.mark.parametrize(
    ("rule", "kept", "then"),
    [
        ("R01", "6 years", "erased; the address alone"),
        ("R02", "2 years", "we tell you, then close the account (30 days)"),
        ("R07", "at once", "never stored"),
        ("R08", "30 days; you may choose: at once, 7 days", "erased"),
        ("R12", "5 years; counted from the end of the year of that event; at most 10 years", "erased"),
        ("R20", "as in the table of cookies", "expires"),
    ],
)
def test_a_rule_is_told_with_all_that_changes_it(rule: str, kept: str, then: str) -> None:
    found = scope().policy.retention[rule]

    assert (processing.how_long(scope(), found), processing.what_then(scope(), found)) == (kept, then)


def test_a_condition_is_told() -> None:
    only = small_with("retention.toml", 'cap = "P10Y"', 'only_if = { pl = "jest spór", en = "there is a dispute" }')
    drawn = scope(Language.EN, only)

    assert processing.how_long(drawn, only.retention["R12"]).endswith("; only if there is a dispute")


def test_how_long_data_are_kept_is_told_of_each_group() -> None:
    found = rows(processing.retention(scope()))

    assert found[0] == (
        "E-mail address",
        "6 years",
        "the closing of the account",
        "erased; the address alone",
        "Kodeks cywilny art. 118",
    )
    assert len(found) == 9


def test_copies_rights_and_acts_are_listed() -> None:
    assert list(processing.backups(scope())) == [Bullets(("Copies of data: 35 days",))]
    assert rows(processing.rights(scope()))[0] == ("Access", "art. 15 GDPR", "We tell you what we have.")
    assert list(processing.law(scope())) == [Bullets((Link("VAT act", "https://isap.sejm.gov.pl/vat"),))]
