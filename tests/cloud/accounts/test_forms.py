import pytest
from allauth.account.forms import SignupForm
from django.db import IntegrityError
from django.test import RequestFactory

from ostoja.cloud.accounts import forms
from ostoja.cloud.accounts.models import Person
from tests.cloud.accounts.test_views import sign_up
from tests.cloud.cast import browser


@pytest.mark.django_db
def test_an_address_taken_at_the_same_moment_looks_like_any_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(self: object, request: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(SignupForm, "save", lost)

    assert sign_up(browser()) == "/accounts/confirm-email/"
    assert not Person.objects.exists()


@pytest.mark.parametrize("typed", ["www.example", "see http://x", "a<b", "a\x07b"])
def test_a_name_is_no_leaflet(typed: str) -> None:
    form = forms.AccountForm({"first_name": typed, "last_name": "N", "language": "pl", "time_zone": "UTC"})

    assert list(form.errors) == ["first_name"]


STAY = "Stay signed in on this device"


def test_fields_have_labels_of_ours_and_no_placeholders() -> None:
    form = forms.SignInForm(request=RequestFactory().get("/"))

    assert [str(field.label) for field in form.fields.values()] == ["E-mail address", "Password", STAY]
    assert "placeholder" not in str(form)
