"""The account's own page; signing in, out and up are the library's views with our templates."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import ConfirmLoginCodeView, EmailView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ostoja.cloud.accounts.flows import describe
from ostoja.cloud.accounts.forms import AccountForm
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.web.texts import text


def signed_in(request: HttpRequest) -> Person:
    """Whoever is signed in.

    Raises: TypeError when nobody is: the caller forgot to look.
    """
    if not isinstance(request.user, Person):
        raise TypeError("nobody is signed in")
    return request.user


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The page on which a person sees and changes what they said of themselves."""
    person = signed_in(request)
    if request.method != "POST":
        return render(request, "account/account.html", {"form": AccountForm.about(person)})
    form = AccountForm(request.POST)
    if not form.is_valid():
        return render(request, "account/account.html", {"form": form})
    describe(person, **form.cleaned_data)
    with translation.override(person.language):
        messages.success(request, text("account.saved"))
    return redirect("account_email")


@method_decorator([never_cache, login_required, reauthentication_required(app="allauth.account")], name="dispatch")
class NewAddress(EmailView):  # type: ignore[misc]  # the library has no types
    """The page on which somebody gives another address; a code shows whose it is, then the old one is told."""

    template_name = "account/email.html"
    http_method_names = ("get", "head", "post")

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:  # noqa: ARG002 - Django's signature
        """Send the code, if the address will do; nothing else of the library's page is here."""
        form = self.get_form()
        answer: HttpResponse = self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return answer


class AskCode(RequestLoginCodeView):  # type: ignore[misc]
    """The page on which somebody asks for a code in place of the password."""


class SignInByCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """The page that takes the code."""

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        # Whether to stay is settled before, as with a password.
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        answer: HttpResponse = super()._verify_form_valid(form)
        return answer
