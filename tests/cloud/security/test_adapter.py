import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.models import Event
from ostoja.cloud.security.rules import Kind
from tests.cloud.cast import browser

pytestmark = pytest.mark.django_db


def test_the_owner_reads_that_somebody_typed_a_wrong_password(ala: Person) -> None:
    client = browser()

    client.post("/accounts/login/", {"login": f" {ala.email.upper()}", "password": "another one entirely"})
    client.post("/accounts/login/", {"login": "nobody@example.org", "password": "another one entirely"})

    assert [(one.person, one.kind) for one in Event.objects.all()] == [(ala, Kind.WRONG_PASSWORD)]
