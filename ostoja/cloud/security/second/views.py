"""The pages of second factors and passkeys: the library's, in our words and on our way."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as AgainByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache

from ostoja.cloud.accounts.forms import AgainForm as PasswordForm
from ostoja.cloud.security.second.forms import AgainForm, CodeForm, SetUpForm
from ostoja.cloud.security.second.passing import remember
from ostoja.cloud.security.second.passkeys import AddForm, AgainKeyForm, RenameForm, SecondKeyForm, SignInKeyForm

PAGE = reverse_lazy("security:page")
private = method_decorator([never_cache, login_required], name="dispatch")
unkept = method_decorator(never_cache, name="dispatch")


def onward(view: Any, codes: Any) -> str:
    """Where somebody goes who has set something up: past their new spare codes, to where they came from."""
    asked = get_next_redirect_url(view.request)
    if codes:
        return reverse("mfa_view_recovery_codes") + (f"?{urlencode({'next': asked})}" if asked else "")
    return asked or str(PAGE)


@private
class SetUpApp(ActivateTOTPView):  # type: ignore[misc]  # the library has no types
    """The page that shows the secret once and asks for the first code."""

    form_class = SetUpForm
    template_name = "security/second/app.html"

    def get_context_data(self, **places: Any) -> dict[str, Any]:
        """The form with the secret as a picture and as letters."""
        found: dict[str, Any] = super().get_context_data(**places)
        # The library draws it from dark and light squares alone; the declaration of XML has no place within a page.
        drawn = mark_safe(found["totp_svg"].partition("?>")[2])  # noqa: S308
        return {**found, "picture": drawn, "secret": found["form"].secret}

    def get_success_url(self) -> str:
        """To the spare codes."""
        return onward(self, self.did_generate_recovery_codes)

    def form_valid(self, form: Any) -> HttpResponse:
        """The first code is also one that was given now."""
        answer: HttpResponse = super().form_valid(form)
        remember(self.request, timezone.now())
        return answer


@private
class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    """The page that asks whether codes from the phone are to go."""

    template_name = "security/second/remove.html"
    success_url = PAGE


@private
class Codes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The spare codes, shown once."""

    template_name = "security/second/codes.html"

    def get_context_data(self, **places: Any) -> dict[str, Any]:
        """The codes, and where to go from here."""
        return {**super().get_context_data(**places), "onward": get_next_redirect_url(self.request) or PAGE}


@private
class NewCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """The page that asks whether new spare codes are to take the place of the old ones."""

    template_name = "security/second/new_codes.html"


@private
class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """The page on which a browser makes a key; it opens the account without a password, so it asks who uses it."""

    form_class = AddForm
    template_name = "security/second/passkey.html"

    def get_context_data(self, **places: Any) -> dict[str, Any]:
        """The form, and what the browser is asked for."""
        return {
            **super().get_context_data(),
            **places,
            "asked": auth.begin_registration(self.request.user, passwordless=True),
        }

    def get_success_url(self) -> str:
        """To the spare codes, if these are the first."""
        return onward(self, self.did_generate_recovery_codes)


@private
class RenamePasskey(EditWebAuthnView):  # type: ignore[misc]
    """The page on which a key gets another name."""

    form_class = RenameForm
    template_name = "security/second/rename.html"
    success_url = PAGE


@private
class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """The page that asks whether a key is to go."""

    template_name = "security/second/remove.html"
    success_url = PAGE


@unkept
class SignInByPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """What a browser signs to come in, and the coming in."""

    form_class = SignInKeyForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in. Whether to stay is settled before, as with a password."""
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        answer: HttpResponse = super().form_valid(form)
        return answer


@unkept
class Second(AuthenticateView):  # type: ignore[misc]
    """The second factor after the password."""

    form_class = CodeForm
    webauthn_form_class = SecondKeyForm

    def get_context_data(self, **places: Any) -> dict[str, Any]:
        """The forms, and what the browser is asked for when there is a key."""
        found: dict[str, Any] = super().get_context_data(**places)
        person = self.stage.login.user
        has_key = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists()
        return {**found, "passkeys": has_key, "asked": found["js_data"]["request_options"]}


@private
class AgainByPassword(ReauthenticateView):  # type: ignore[misc]
    """The password once more, from whoever has nothing stronger."""

    form_class = PasswordForm
    template_name = "security/again.html"


@private
class AgainByCode(AgainByCodeView):  # type: ignore[misc]
    """A code once more."""

    form_class = AgainForm
    template_name = "security/again.html"


@private
class AgainByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A key once more."""

    form_class = AgainKeyForm
    template_name = "security/again.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page, with what was wrong."""
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return answer

    def get_context_data(self, **places: Any) -> dict[str, Any]:
        """The form, and what the browser is asked for."""
        found: dict[str, Any] = super().get_context_data()
        return {**found, **places, "asked": found["js_data"]["request_options"]}
