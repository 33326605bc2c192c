"""What browsers send about passkeys, looked at more closely than the library does."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as library
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from ostoja.cloud.accounts.forms import NO_ADDRESS, NameField, OurWords
from ostoja.cloud.security.second.flows import counted
from ostoja.cloud.web.texts import lazy_text

LONGEST_NAME = 60


class Careful(OurWords):
    """A form with what a browser's key said; whatever it is, the answer is that it will not do or that it will."""

    def clean(self) -> dict[str, Any]:
        """Everything, when the key is right.

        Raises: ValidationError.
        """
        return careful(super().clean) or {}  # type: ignore[misc]  # every form has it


def careful(clean: Any) -> Any:
    """What a step of the library finds.

    Raises: ValidationError also for what its parsers stumble over, for which they have no type of their own.
    """
    try:
        return clean()
    except ValidationError:
        raise
    except Exception as wrong:
        raise get_adapter().validation_error("incorrect_code") from wrong


def is_ours(said: Any) -> bool:
    """Whether a page of ours asked for this, and not one that only looks like it."""
    return bool(
        said.response.client_data.origin == settings.OSTOJA_ORIGIN and not said.response.client_data.cross_origin
    )


class AddForm(Careful, library.AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A new key and what it is called."""

    labels = {"name": "security.passkey.name"}  # noqa: RUF012
    passwordless = None
    name = NameField(required=False, max_length=LONGEST_NAME, validators=[NO_ADDRESS])

    def clean_credential(self) -> Any:
        """The key, if a page of ours asked for it.

        Raises: ValidationError.
        """
        said = self.cleaned_data["credential"]
        if not careful(lambda: is_ours(auth.parse_registration_response(said))):
            raise get_adapter().validation_error("incorrect_code")
        return said


class RenameForm(OurWords, library.EditWebAuthnForm):  # type: ignore[misc]
    """What a key is called."""

    labels = {"name": "security.passkey.name"}  # noqa: RUF012
    name = NameField(max_length=LONGEST_NAME, validators=[NO_ADDRESS])


class Shown(Careful):
    """What a key said to show that it is there."""

    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Authenticator:
        """The key, if a page of ours asked, and it was used once more than the last time.

        Raises: ValidationError.
        """
        said = self.cleaned_data["credential"]
        if not careful(lambda: is_ours(auth.parse_authentication_response(said))):
            raise get_adapter().validation_error("incorrect_code")
        passkey: Authenticator = careful(super().clean_credential)  # type: ignore[misc]  # the library's
        first = passkey.wrap().authenticator_data.counter
        now = auth.parse_authentication_response(said).response.authenticator_data.counter
        if not counted(passkey, first, now):
            raise get_adapter().validation_error("incorrect_code")
        return passkey


class SecondKeyForm(Shown, library.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A key after the password."""


class AgainKeyForm(Shown, library.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A key once more."""


class SignInKeyForm(Shown, library.LoginWebAuthnForm):  # type: ignore[misc]
    """A key in place of address and password."""

    labels = {"remember": "account.stay"}  # noqa: RUF012
    remember = forms.BooleanField(required=False, label=lazy_text("account.stay"))
