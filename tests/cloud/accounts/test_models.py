import pytest
from django.db import IntegrityError, transaction

from ostoja.cloud.accounts.models import Person
from ostoja.protocol.ids import is_id


def test_a_person_is_found_by_what_they_sign_in_with(ala: Person) -> None:
    assert Person.objects.get_by_natural_key("ala@example.org") == ala


def test_a_person_has_a_public_name_and_a_row_that_names_nobody(ala: Person, bartek: Person) -> None:
    assert is_id(ala.public)
    assert ala.public != bartek.public
    assert str(ala) == f"person {ala.pk}"


def test_the_database_knows_the_languages(ala: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.update(language="de")
