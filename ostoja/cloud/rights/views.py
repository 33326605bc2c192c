"""The page of a person's rights: everything at most one press away."""

from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.consents.flows import Way, lift, restrict
from ostoja.cloud.erasure.flows import owe
from ostoja.cloud.erasure.rules import Change
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights import flows
from ostoja.cloud.rights.forms import AgainForm, AskForm
from ostoja.cloud.rights.package.archive import access, portable
from ostoja.cloud.rights.page import page_of, today
from ostoja.cloud.rights.rules import Kind
from ostoja.cloud.web.limits import Limit
from ostoja.cloud.web.texts import spoken, text
from ostoja.privacy.declare import Table

# A person mistypes a few times; somebody at a browser that was left open guesses no further.
TRIES = Limit("rights.password", most=10, seconds=3_600)
PACKAGES = {Kind.ACCESS: access, Kind.PORTABILITY: portable}


@dataclass(frozen=True)
class Again:
    """The words of a page that asks for the password once more: its title, what it is for, and the button."""

    title: str
    what: str
    do: str


CLOSING = Again("right.close.title", "right.close.text", "right.close.do")
COPYING = {
    Kind.ACCESS: Again("right.access.title", "right.access.text", "right.access.do"),
    Kind.PORTABILITY: Again("right.portability.title", "right.portability.text", "right.portability.do"),
}


def declared() -> Collection[Table]:
    """The declarations of every table."""
    found: Collection[Table] = import_string(settings.DECLARED_TABLES)
    return found


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The rights, what can be done at once, and what was asked before."""
    return render(request, "rights/mine.html", page_of(signed_in(request), spoken(), timezone.now()))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def package(request: HttpRequest, kind: str) -> HttpResponse:
    """A copy of a person's data, after the password."""
    person, wanted = signed_in(request), Kind(kind)
    form, answer = asked_again(request, person)
    if answer is not None:
        return answer
    if not form.is_bound or not form.is_valid():
        return again(request, form, COPYING[wanted])
    now = timezone.now()
    found = in_force(now)
    content = PACKAGES[wanted](person, declared(), found, now)
    flows.fulfil(person, wanted, today(now, found), now)
    name = f"attachment; filename=ostoja-{wanted.value}-{today(now, found)}.zip"
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": name})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """The end of an account, after the password."""
    person = signed_in(request)
    form, answer = asked_again(request, person)
    if answer is not None:
        return answer
    if not form.is_bound or not form.is_valid():
        return again(request, form, CLOSING)
    now = timezone.now()
    report = flows.close_account(person, today(now, in_force(now)), timezone.now)
    logout(request)
    return redirect("erasure:report", report=report.public)


def asked_again(
    request: HttpRequest, person: Person, asks: type[AgainForm] = AgainForm
) -> tuple[AgainForm, HttpResponse | None]:
    """The form for the password, and the answer when it was tried too often."""
    if request.method != "POST":
        return asks(person), None
    if not TRIES.allows(person.public, timezone.now()):
        return asks(person), render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    form = asks(person, request.POST)
    if form.is_valid():
        TRIES.forget(person.public)
    return form, None


def again(request: HttpRequest, form: AgainForm, words: Again) -> HttpResponse:
    """The page that asks for the password once more and says what it is for."""
    places = {"form": form, "title": text(words.title), "what": text(words.what), "do": text(words.do)}
    return render(request, "rights/again.html", places)


@login_required
@require_POST
def limit(request: HttpRequest) -> HttpResponse:
    """Restrict what is done with a person's data, or lift that again, at their word."""
    person, way, now = signed_in(request), Way(signed_in(request), spoken()), timezone.now()
    (lift if "lift" in request.POST else restrict)(person, way, now)
    if "lift" not in request.POST:
        owe(person, Change.RESTRICTION, now)
    flows.fulfil(person, Kind.RESTRICTION, today(now, in_force(now)), now)
    messages.success(request, text("right.lifted" if "lift" in request.POST else "right.restricted"))
    return redirect("rights:mine")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Anything else that a person asks for; the law's month begins today."""
    person, form = signed_in(request), AskForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "rights/ask.html", {"form": form})
    now = timezone.now()
    kind, words = Kind(form.cleaned_data["kind"]), form.cleaned_data["words"]
    flows.register(person, flows.Asked(kind, "page", today(now, in_force(now)), words), "signed_in", person, now)
    messages.success(request, text("right.asked"))
    return redirect("rights:mine")
