import pytest
from django.db import IntegrityError
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.models import Page, Publication, Told

pytestmark = pytest.mark.django_db


def test_a_version_is_published_once(promise: Publication) -> None:
    promise.pk = None
    promise._state.adding = True

    with pytest.raises(IntegrityError):
        promise.save()


def test_a_document_is_kept_once(promise: Publication) -> None:
    with pytest.raises(IntegrityError):
        Page.objects.create(publication=promise, kind="notice", language="pl", form="html", content=b"")


def test_nobody_is_told_twice(promise: Publication, ala: Person) -> None:
    told = Told.objects.create(publication=promise, person=ala, told=timezone.now())

    assert str(told) == f"telling {told.pk}"
    with pytest.raises(IntegrityError):
        Told.objects.create(publication=promise, person=ala, told=timezone.now())


def test_a_forgotten_person_was_told_nothing(promise: Publication, ala: Person) -> None:
    Told.objects.create(publication=promise, person=ala, told=timezone.now())

    ala.delete()

    assert not Told.objects.exists()
