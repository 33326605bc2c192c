import pytest

from ostoja.policy.errors import PolicyError
from ostoja.policy.render.blocks import Paragraph, Table
from ostoja.policy.render.record import record
from ostoja.policy.shelf import SHIPPED, shipped
from ostoja.policy.text import Language
from tests.policy.small import scope, small, small_with

CONTROLLERS = ["Purpose and basis", "Categories of data subjects", "Categories of personal data"]
BOTH = ["Categories of recipients", "Transfers outside the EEA", "Security measures (art. 32)"]
PROCESSORS = ["On whose behalf", "Categories of processing"]


def activities(language: Language = Language.EN) -> dict[str, dict[str, str]]:
    tables = (block for block in record(scope(language)).blocks if isinstance(block, Table))
    return {table.caption: {str(row[0]): str(row[1]) for row in table.rows} for table in tables}


# A005.
def test_an_activity_of_the_controller_has_every_element_of_article_30_1() -> None:
    assert list(activities()["Taxes"]) == [*CONTROLLERS, *BOTH, "Time limits for erasure"]
    assert activities()["Taxes"]["Time limits for erasure"].startswith("Invoice and buyer data: 5 years")


def test_an_activity_of_the_processor_has_every_element_of_article_30_2() -> None:
    assert list(activities()["Service of the building"]) == [*PROCESSORS, *BOTH]
    assert activities()["Service of the building"]["Security measures (art. 32)"] == "We encrypt connections."


def test_the_controller_stands_before_its_activities() -> None:
    assert activities()["Controller"]["Address"] == "ul. Mała 1, 00-000 Łódź"


def test_recipients_and_transfers_are_named_or_denied() -> None:
    assert activities()["Weather"]["Categories of recipients"] == "Weather office"
    assert activities()["Weather"]["Transfers outside the EEA"] == "US: standard contractual clauses (SCC 2021/914)"
    assert activities()["Taxes"]["Categories of recipients"] == "nobody but us"
    assert activities()["Taxes"]["Transfers outside the EEA"] == "none"


def test_an_activity_for_both_kinds_of_groups_names_each_in_its_own_record() -> None:
    both = small_with("purposes.toml", 'groups = ["occupant"]', 'groups = ["occupant", "user"]')
    tables = [block for block in record(scope(Language.EN, both)).blocks if isinstance(block, Table)]
    rows = [table.rows for table in tables if table.caption == "Service of the building"]

    assert [("Categories of data subjects", "Users") in each for each in rows] == [True, False]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [("retention.toml", 'purposes = ["app.tax"]', 'purposes = ["app.claims"]', "app.tax has no 'Time limits")],
)
def test_an_empty_cell_is_an_error(name: str, old: str, new: str, said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        record(scope(Language.EN, small_with(name, old, new)))


def test_a_record_without_activities_says_so() -> None:
    drawn = record(scope(Language.EN, small(), "weather"))

    assert drawn.blocks[-1] == Paragraph("Nothing here: we do not do this.")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", Language)
def test_the_record_of_what_ships_is_complete(name: str, language: Language) -> None:
    assert record(scope(language, shipped(name))).blocks
