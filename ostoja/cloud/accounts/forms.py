"""What a person may type about an account, with our labels in place of the library's."""

from typing import Any, cast

from allauth.account import forms as library
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core import context
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator, RegexValidator
from django.db import IntegrityError, transaction
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse

from ostoja.cloud.accounts.codes import limit_codes
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.rules import LONGEST_NAME, one_line, time_zones
from ostoja.cloud.web.selects import LongSelect
from ostoja.cloud.web.texts import lazy_text

LONGEST_PASSWORD = 256
# A name with an address in it would turn our letters and pages into somebody's leaflet.
NO_ADDRESS = RegexValidator(r"://|www\.|[\x00-\x1f<>]", lazy_text("error.name"), inverse_match=True)


class NameField(forms.CharField):
    """A first or last name: one line that people can see."""

    def to_python(self, value: Any) -> str:
        """The name as it is kept.

        Raises: ValidationError when something in it is hidden.
        """
        typed = str(super().to_python(value) or "")
        name = one_line(typed, longest=len(typed))
        if typed and not name:
            raise ValidationError(lazy_text("error.name"))
        return name


def name_field(label: str, autocomplete: str) -> forms.CharField:
    """A field for a first or last name."""
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return NameField(label=lazy_text(label), max_length=LONGEST_NAME, validators=[NO_ADDRESS], widget=widget)


class FocusedForm:
    """A form that is shown again with the focus on the first field that will not do."""

    fields: dict[str, forms.Field]
    _errors: ErrorDict

    def full_clean(self) -> None:
        """Look at what was typed."""
        super().full_clean()  # type: ignore[misc]  # every form has it
        wrong = next((field for name, field in self.fields.items() if name in self._errors), None)
        if wrong is not None:
            wrong.widget.attrs["autofocus"] = True


class OurWords(FocusedForm):
    """A form of the library whose fields have our labels, no placeholders, and no words of the library."""

    labels: dict[str, str] = {}  # noqa: RUF012 - read only, one per form
    helps: dict[str, str] = {}  # noqa: RUF012

    def __init__(self, *arguments: Any, **places: Any) -> None:
        super().__init__(*arguments, **places)
        for name, field in self.fields.items():
            if name in self.labels:
                field.label = lazy_text(self.labels[name])
            field.help_text = lazy_text(self.helps[name]) if name in self.helps else ""
            field.widget.attrs.pop("placeholder", None)
            if "password" in name:
                field.validators += [MaxLengthValidator(LONGEST_PASSWORD), ProhibitNullCharactersValidator()]


class SignInForm(OurWords, library.LoginForm):  # type: ignore[misc]  # the library has no types
    """Address and password."""

    labels = {"login": "account.email", "password": "account.password", "remember": "account.stay"}  # noqa: RUF012
    helps = {"remember": "account.stay_help"}  # noqa: RUF012

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in. Whether to stay is settled before: whoever hears of the sign-in asks for it."""
        request.session.set_expiry(settings.SESSION_COOKIE_AGE if self.cleaned_data["remember"] else 0)
        return cast("HttpResponse", super().login(request, redirect_url))


class SignUpForm(OurWords, library.SignupForm):  # type: ignore[misc]
    """Name, address and password."""

    labels = {"email": "account.email", "password1": "account.password"}  # noqa: RUF012
    helps = {"password1": "account.password_help"}  # noqa: RUF012
    field_order = ("first_name", "last_name", "email", "password1")

    account_already_exists: bool

    first_name = name_field("account.first_name", "given-name")
    last_name = name_field("account.last_name", "family-name")

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """The new person, or the answer that a known address gets, which looks the same and takes as long.

        Raises: ImmediateHttpResponse when codes were asked for this address too often.
        """
        limit_codes(request, self.cleaned_data["email"])
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[no-any-return]
        except IntegrityError:
            # Somebody else took the address between our look and our writing.
            self.account_already_exists = True
            return super().try_save(request)  # type: ignore[no-any-return]


class CodeForm(OurWords):
    """A code from a letter."""

    labels = {"code": "account.code"}  # noqa: RUF012

    def __init__(self, *arguments: Any, **places: Any) -> None:
        super().__init__(*arguments, **places)
        self.fields["code"].widget.attrs |= {"maxlength": "12"}


class EmailCodeForm(CodeForm, library.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that shows that an address is one's own."""


class ResetCodeForm(CodeForm, library.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The code with which a forgotten password is replaced."""


class AskCodeForm(OurWords, library.RequestLoginCodeForm):  # type: ignore[misc]
    """The address of whoever comes in with a code from a letter."""

    labels = {"email": "account.email"}  # noqa: RUF012

    def clean_email(self) -> str:
        """The address.

        Raises: ImmediateHttpResponse when codes were asked for it too often.
        """
        limit_codes(context.request, self.cleaned_data["email"])
        return str(super().clean_email())


class SignInCodeForm(CodeForm, library.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code with which somebody comes in."""

    labels = CodeForm.labels | {"remember": "account.stay"}
    helps = {"remember": "account.stay_help"}  # noqa: RUF012
    remember = forms.BooleanField(required=False)


class NewAddressForm(OurWords, library.AddEmailForm):  # type: ignore[misc]
    """Another address in place of the present one."""

    labels = {"email": "account.new_email"}  # noqa: RUF012

    def save(self, request: HttpRequest) -> EmailAddress:
        """Send a code to the new address; the letter to one that is taken says so there, and the page does not.

        Raises: ImmediateHttpResponse when codes were asked for it too often.
        """
        email = self.cleaned_data["email"]
        limit_codes(request, email)
        taken = Person.objects.filter(email=email).exists()
        EmailVerificationProcess.initiate(request=request, user=None if taken else self.user, email=email)
        return EmailAddress(email=email)


class ForgottenPasswordForm(OurWords, library.ResetPasswordForm):  # type: ignore[misc]
    """The address of whoever forgot a password."""

    labels = {"email": "account.email"}  # noqa: RUF012


class NewPasswordForm(OurWords, library.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password in place of a forgotten one."""

    labels = {"password1": "account.new_password", "password2": "account.repeat_password"}  # noqa: RUF012
    helps = {"password1": "account.password_help"}  # noqa: RUF012


class AgainForm(OurWords, library.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    labels = {"password": "account.password"}  # noqa: RUF012


class ChangePasswordForm(OurWords, library.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of a known one."""

    labels = {  # noqa: RUF012
        "oldpassword": "account.old_password",
        "password1": "account.new_password",
        "password2": "account.repeat_password",
    }
    helps = {"password1": "account.password_help"}  # noqa: RUF012


class AccountForm(FocusedForm, forms.Form):
    """What a person says of themselves."""

    first_name = name_field("account.first_name", "given-name")
    last_name = name_field("account.last_name", "family-name")
    language = forms.ChoiceField(label=lazy_text("account.language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=lazy_text("account.time_zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in time_zones()],
        widget=LongSelect,
    )

    @classmethod
    def about(cls, person: Person) -> "AccountForm":
        """The form as it stands for this person."""
        return cls(initial={name: getattr(person, name) for name in cls.base_fields})
