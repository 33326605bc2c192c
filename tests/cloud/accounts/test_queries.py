import pytest

from ostoja.cloud.accounts.queries import first_person, person_at
from tests.cloud.cast import person


@pytest.mark.django_db
def test_people_are_found_by_address_and_age() -> None:
    iwona, ala = person("Iwona"), person("Ala")

    assert person_at(" IWONA@example.org ") == iwona
    assert person_at("nobody@example.org") is None
    assert first_person() == iwona
    assert ala != iwona
