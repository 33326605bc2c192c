from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.letters import coming
from ostoja.cloud.policies.models import Publication
from tests.cloud.cast import browser
from tests.cloud.publications import published, real

NEW_YEAR = date(2027, 1, 1)
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def publication(db: None) -> Publication:
    policy = real()
    return published(replace(policy, about=replace(policy.about, effective=NEW_YEAR)), now=NOW)


@pytest.mark.parametrize(
    ("first_name", "subject", "day"),
    [
        ("ala", "Zmiana polityki prywatności", "Od 2027-01-01 obowiązuje"),
        ("celina", "The privacy notice changes", "From 2027-01-01"),
    ],
)
def test_a_letter_says_from_which_day_in_the_readers_language(
    publication: Publication, first_name: str, subject: str, day: str, request: pytest.FixtureRequest
) -> None:
    reader: Person = request.getfixturevalue(first_name)

    letter = coming(publication, reader)

    assert letter.subject == subject
    assert day in letter.body
    assert letter.to == [reader.email]


def test_a_letter_leads_to_the_page_that_says_what_changes(publication: Publication, ala: Person) -> None:
    page = f"/privacy/versions/{publication.hash}/changes/"

    assert f"http://localhost:8000{page}" in coming(publication, ala).body
    assert browser().get(page).headers["Location"] == f"/privacy/versions/{publication.hash}/"
