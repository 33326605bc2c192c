"""What staff type about records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.apps import apps

from ostoja.cloud.accounts.forms import FocusedForm
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.desk.models import LONGEST_LINE
from ostoja.cloud.desk.requests.forms import day, line, words
from ostoja.cloud.retention.rules import is_good_review
from ostoja.cloud.web.texts import lazy_text, text

Choices = Mapping[str, str]


class HoldForm(FocusedForm, forms.Form):
    """A record that is kept beyond its last day."""

    table = forms.ChoiceField(label=lazy_text("desk.hold.table"))
    row = forms.IntegerField(label=lazy_text("desk.hold.row"), min_value=1, help_text=lazy_text("desk.hold.row_help"))
    field = line("desk.hold.field", required=False, longest=64, hint="desk.hold.field_help")
    reason = line("desk.hold.reason", hint="desk.hold.reason_help")
    review = day("desk.hold.review")

    def __init__(self, tables: list[str], today: date, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["table"] = forms.ChoiceField(
            label=lazy_text("desk.hold.table"), choices=[(name, name) for name in tables]
        )
        self._today = today

    def clean_review(self) -> date:
        """The day on which somebody looks at the hold again.

        Raises: ValidationError for a day that has passed or is too far.
        """
        typed: date = self.cleaned_data["review"]
        if not is_good_review(self._today, typed):
            raise forms.ValidationError(text("desk.error.review"))
        return typed

    def clean(self) -> dict[str, Any]:
        """Everything, of a record that there is.

        Raises: ValidationError when there is no such record or field.
        """
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if "table" not in typed or "row" not in typed:
            return typed
        model = apps.get_model(typed["table"])
        if not model._base_manager.filter(pk=typed["row"]).exists():  # noqa: SLF001 - Django's documented interface
            self.add_error("row", text("desk.error.no_row"))
        names = {"", *(field.name for field in model._meta.local_fields)}  # noqa: SLF001 - Django's documented interface
        if typed.get("field", "") not in names:
            self.add_error("field", text("desk.error.no_field"))
        return typed


class DisclosureForm(FocusedForm, forms.Form):
    """What left by hand: a letter to an adviser, a parcel with a courier, a file for the accountant."""

    recipient = forms.ChoiceField(label=lazy_text("desk.disclosure.recipient"))
    purpose = forms.ChoiceField(label=lazy_text("desk.disclosure.purpose"))
    categories = forms.MultipleChoiceField(
        label=lazy_text("desk.disclosure.categories"), help_text=lazy_text("desk.disclosure.categories_help")
    )
    day = day("desk.disclosure.day")
    people = words("desk.disclosure.people", hint="desk.disclosure.people_help")
    note = line("desk.disclosure.note", longest=LONGEST_LINE, hint="desk.disclosure.note_help")

    def __init__(self, offered: Mapping[str, Choices], today: date, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = list(choices.items())
        self._today = today

    def clean_day(self) -> date:
        """The day on which it left.

        Raises: ValidationError for a day to come.
        """
        typed: date = self.cleaned_data["day"]
        if typed > self._today:
            raise forms.ValidationError(text("desk.error.future"))
        return typed

    def clean_people(self) -> list[Person]:
        """The people whom it concerned, one a line.

        Raises: ValidationError for an address without an account.
        """
        lines = [typed for typed in str(self.cleaned_data["people"]).split() if typed]
        found = [person_at(typed) for typed in lines]
        if None in found:
            raise forms.ValidationError(text("desk.error.no_account_line", number=found.index(None) + 1))
        return list(dict.fromkeys(person for person in found if person is not None))
