"""Proves: A025."""

import io

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.datastructures import MultiValueDict

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config.inputs import KnownInputs, unknown

pytestmark = pytest.mark.django_db


def test_what_no_form_has_is_refused_before_anything_is_done(client: Client, ala: Person) -> None:
    client.force_login(ala)
    typed = {"first_name": "Alicja", "last_name": "Nowak", "language": "pl", "time_zone": "UTC"}

    refused = client.post("/accounts/", typed | {"pesel": "44051401359"})
    unchanged = Person.objects.get(pk=ala.pk).first_name
    done = client.post("/accounts/", typed)

    assert (refused.status_code, unchanged) == (400, ala.first_name)
    assert (done.status_code, Person.objects.get(pk=ala.pk).first_name) == (302, "Alicja")
    assert b"44051401359" not in refused.content


def test_who_goes_in_the_middle_of_posting_breaks_nothing(rf: RequestFactory) -> None:
    class Gone(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError("gone")

    request = rf.post("/accounts/", {"first_name": "Ala"})
    request._stream = Gone()  # what the server would have read from

    assert KnownInputs(lambda _: HttpResponse())(request).status_code == 400


def test_a_file_is_refused_too() -> None:
    assert unknown(MultiValueDict({"password": ["x"]}), MultiValueDict({"scan": [object()]})) == {"scan"}


def test_what_a_page_adds_to_a_form_is_known() -> None:
    assert unknown(MultiValueDict({"csrfmiddlewaretoken": [""], "next": [""], "second-code": [""]})) == set()
