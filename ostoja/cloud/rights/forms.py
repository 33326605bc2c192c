"""What a person types when they ask by right."""

from typing import Any

from django import forms

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.rights.models import LONGEST_WORDS
from ostoja.cloud.rights.rules import Kind
from ostoja.cloud.web.texts import lazy_text, text


class AgainForm(forms.Form):
    """The password once more, before something that cannot be taken back or that shows everything."""

    password = forms.CharField(
        label=lazy_text("right.password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, person: Person, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._person = person

    def clean_password(self) -> str:
        """The password, if it is this person's.

        Raises: ValidationError.
        """
        typed: str = self.cleaned_data["password"]
        if not self._person.check_password(typed):
            raise forms.ValidationError(text("error.wrong_password"))
        return typed


class AskForm(forms.Form):
    """Anything else that a person asks for, in their own words."""

    kind = forms.ChoiceField(
        label=lazy_text("right.what"), choices=lambda: [(kind.value, text(f"right.kind.{kind.value}")) for kind in Kind]
    )
    words = forms.CharField(
        label=lazy_text("right.words"), max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 5})
    )
