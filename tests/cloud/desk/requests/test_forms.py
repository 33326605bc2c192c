"""Proves: A087."""

import inspect
from datetime import date

import pytest
from django import forms as django

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.breaches import forms as breaches
from ostoja.cloud.desk.records import forms as records
from ostoja.cloud.desk.requests import forms
from ostoja.cloud.desk.requests.forms import CheckForm, EnterForm

TODAY = date(2026, 11, 22)
LETTER = {"kind": "access", "channel": "post", "received": "2026-11-02", "words": "A copy."}


def test_nobody_is_asked_for_a_scan() -> None:
    made = [one for part in (forms, records, breaches) for _, one in inspect.getmembers(part, inspect.isclass)]
    fields = [field for one in made if issubclass(one, django.Form) for field in one.base_fields.values()]

    assert len(fields) > 20
    assert [field for field in fields if isinstance(field, django.FileField)] == []


def test_only_checks_that_fit_are_offered() -> None:
    field = CheckForm("phone").fields["check"]

    assert isinstance(field, django.ChoiceField)
    assert [value for value, _ in list(field.choices)] == ["call_back", "code_by_email"]  # type: ignore[arg-type]


def test_a_letter_names_an_account_or_a_way_to_answer(ala: Person) -> None:
    assert EnterForm(TODAY, LETTER | {"email": "Ala@example.org "}).is_valid()
    assert EnterForm(TODAY, LETTER | {"way": "ul. Kwiatowa 1"}).is_valid()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"received": "2026-11-23", "way": "x"}, "received"),
        ({}, "way"),
        ({"email": "nobody@example.org"}, "email"),
        ({"email": "no address"}, "email"),
        ({"kind": "telepathy", "way": "x"}, "kind"),
        ({"channel": "page", "way": "x"}, "channel"),
    ],
)
def test_what_will_not_do_is_told_at_its_field(typed: dict[str, str], field: str, db: None) -> None:
    assert field in EnterForm(TODAY, LETTER | typed).errors
