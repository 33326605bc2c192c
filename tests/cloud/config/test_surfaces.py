"""Proves: A025."""

import pytest
from django import forms as django_forms

from ostoja.cloud.config import apps, surfaces
from ostoja.cloud.config.surfaces import FORMS, LETTER, form_problems, inputs_of, letter_problems
from ostoja.policy.shelf import shipped
from ostoja.privacy.declare import Table, not_personal

POLICY = shipped("default")


def test_every_input_of_every_form_is_declared_with_its_purpose() -> None:
    assert form_problems(POLICY) == []
    assert letter_problems() == []
    assert apps.forms_and_letters_are_declared() == []


def test_a_form_that_nobody_declared_is_told() -> None:
    told = form_problems(POLICY, FORMS[1:])

    assert told == [f"the form {FORMS[0].name} is not declared"]


def test_what_the_library_adds_to_a_form_counts() -> None:
    assert "login" in inputs_of(surfaces_form("SignInForm"))


def test_a_form_that_needs_somebody_is_read_by_its_kind() -> None:
    class Needs(django_forms.Form):
        word = django_forms.CharField()

        def __init__(self, somebody: object) -> None:
            super().__init__()

    assert set(inputs_of(Needs)) == {"word"}


def test_a_new_place_in_a_letter_is_told() -> None:
    told = letter_problems(Table("letter", {**LETTER.fields, "shoe_size": not_personal("for a test")}))

    assert told == ["letter.shoe_size is declared but does not exist"]


def test_a_form_that_disagrees_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apps, "form_problems", lambda _policy: ["homes.forms.Garden.roses is not declared"])

    [error] = apps.forms_and_letters_are_declared()

    assert (error.id, error.is_serious()) == ("ostoja.E006", True)


def surfaces_form(name: str) -> type[django_forms.BaseForm]:
    return next(kind for kind in surfaces.kinds_of(django_forms.BaseForm) if kind.__name__ == name)
