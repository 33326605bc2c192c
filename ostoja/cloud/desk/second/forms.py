"""What staff type to show that it is them."""

from typing import Any

from allauth.mfa.base import forms as library
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from ostoja.cloud.accounts.forms import OurWords
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.texts import lazy_text, text


class CodeForm(OurWords, library.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The code at signing in."""

    labels = {"code": "desk.second.code"}  # noqa: RUF012 - read only, one per form
    helps = {"code": "desk.second.code_help"}  # noqa: RUF012


class AgainForm(OurWords, library.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""

    labels = {"code": "desk.second.code"}  # noqa: RUF012
    helps = {"code": "desk.second.code_help"}  # noqa: RUF012


class SetUpForm(OurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code, and the password: whoever finds a browser open gets no key to the desk."""

    labels = {"code": "desk.second.first_code"}  # noqa: RUF012
    field_order = ("code", "password")

    password = forms.CharField(
        label=lazy_text("account.password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    user: Person

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}

    def clean_password(self) -> str:
        """The password, if it is this person's.

        Raises: ValidationError.
        """
        typed: str = self.cleaned_data["password"]
        if not self.user.check_password(typed):
            raise forms.ValidationError(text("error.wrong_password"))
        return typed
