"""What staff type to show that it is them."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms as library
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils import timezone

from ostoja.cloud.accounts.forms import OurWords
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.limits import Limit
from ostoja.cloud.web.texts import lazy_text, text

# A code opens once, for as long as it would open at all; the library forgets after one of the three steps.
ONCE = Limit("second.once", most=1, seconds=90)


def is_first(person: Person, code: str) -> bool:
    """Whether a person's code is used for the first time. Source: RFC 6238 section 5.2."""
    return ONCE.allows(f"{person.public} {normalize_user_code(code)}", timezone.now())


class UsedOnce:
    """A form whose code opens once."""

    user: Person

    def clean_code(self) -> str:
        """The code.

        Raises: ValidationError when it is wrong or was used.
        """
        code: str = super().clean_code()  # type: ignore[misc]  # the library's, which has no types
        if not is_first(self.user, code):
            raise forms.ValidationError(text("error.wrong_code"))
        return code


class CodeForm(OurWords, UsedOnce, library.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The code at signing in."""

    labels = {"code": "desk.second.code"}  # noqa: RUF012 - read only, one per form
    helps = {"code": "desk.second.code_help"}  # noqa: RUF012


class AgainForm(OurWords, UsedOnce, library.ReauthenticateForm):  # type: ignore[misc]
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

    def clean(self) -> dict[str, Any]:
        """Everything; with this the code is used up too."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            is_first(self.user, typed["code"])
        return typed
