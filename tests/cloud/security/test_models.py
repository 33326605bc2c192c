import pytest
from django.db import IntegrityError
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.security.models import KnownBrowser


@pytest.mark.django_db
def test_a_browser_is_known_to_a_person_once(ala: Person) -> None:
    KnownBrowser.objects.create(person=ala, recognition="r", used=timezone.now())

    with pytest.raises(IntegrityError):
        KnownBrowser.objects.create(person=ala, recognition="r", used=timezone.now())
