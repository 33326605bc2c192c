"""What people type to show that it is them: codes from a phone."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms as library
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils import timezone

from ostoja.cloud.accounts.forms import OurWords
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.limits import Limit
from ostoja.cloud.web.texts import text

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

    labels = {"code": "security.second.code"}  # noqa: RUF012 - read only, one per form
    helps = {"code": "security.second.code_help"}  # noqa: RUF012


class AgainForm(OurWords, UsedOnce, library.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""

    labels = {"code": "security.second.code"}  # noqa: RUF012
    helps = {"code": "security.second.code_help"}  # noqa: RUF012


class SetUpForm(OurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code."""

    labels = {"code": "security.second.first_code"}  # noqa: RUF012
    user: Person

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}

    def clean_code(self) -> str:
        """The code, which with this is used up too.

        Raises: ValidationError when it is wrong.
        """
        code: str = super().clean_code()
        is_first(self.user, code)
        return code
