"""The account's own page; signing in, out and up are the library's views with our templates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
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
