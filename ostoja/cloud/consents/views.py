"""The page of a person's choices, one press each, and their receipts; and the cookie dialog of the public site."""

import contextlib
import json
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.consents import flows
from ostoja.cloud.consents.browser import new_visitor, remember, visitor_of
from ostoja.cloud.consents.dialog import dressed, site_for
from ostoja.cloud.consents.forms import AGAINST_SIGNAL, AgeForm, ChoiceForm, CookieForm, WardForm
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.page import page_of
from ostoja.cloud.consents.queries import wards_of, who_ask, who_is
from ostoja.cloud.consents.receipts import STATES, published_key, receipt, signed
from ostoja.cloud.consents.signals import has_signal
from ostoja.cloud.policies.queries import NothingPublishedError
from ostoja.cloud.web.limits import Limit, asker
from ostoja.cloud.web.texts import spoken, text

# A browser without a name makes a new row with each press, and a child can ask any address.
PRESSES = Limit("cookie-choices", most=60, seconds=60)
NAMINGS = Limit("guardians", most=10, seconds=86_400)
# The word in an address that opens the dialog again.
OPEN = "cookies"


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What a person is asked, what they answered, and what they may object to."""
    try:
        places = page_of(signed_in(request), spoken(), timezone.now())
    except NothingPublishedError as nothing:
        raise Http404 from nothing
    return render(request, "consents/mine.html", places | {"signal": has_signal(request)})


@login_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Write one choice down and show the page again."""
    person, form = signed_in(request), ChoiceForm(request.POST)
    if not form.is_valid():
        return render(request, "web/400.html", status=HTTPStatus.BAD_REQUEST)
    typed = form.cleaned_data
    against = has_signal(request) and typed["answer"] in AGAINST_SIGNAL
    way = flows.Way(person, typed["language"] or spoken(), against_signal=against, shown=typed["policy"])
    subject = subject_of(person, typed["subject"])
    return answered(request, lambda: form.write(subject, way, timezone.now()))


def subject_of(person: Person, public: str) -> Person:
    """About whom a choice is: the person themselves, or a child for whom they answer.

    Raises: Http404.
    """
    if public in {"", person.public}:
        return person
    ward = wards_of(person).filter(public=public).first()
    if ward is None:
        raise Http404
    return ward


def answered(request: HttpRequest, deed: Callable[[], object], saved: str = "consent.saved") -> HttpResponse:
    """The page of choices again, with word of how a deed ended."""
    try:
        deed()
    except flows.ChoiceError as wrong:
        messages.error(request, text(str(wrong)))
    else:
        messages.success(request, text(saved))
    return redirect("consents:mine")


@login_required
@require_POST
def age(request: HttpRequest) -> HttpResponse:
    """Write down how old somebody is, and who is to answer for a child."""
    person, form = signed_in(request), AgeForm(request.POST)
    if not form.is_valid():
        return render(request, "web/400.html", status=HTTPStatus.BAD_REQUEST)
    names = bool(form.cleaned_data["guardian"])
    if names and not NAMINGS.allows(person.public, timezone.now()):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    return answered(request, lambda: form.write(person), "consent.age.asked" if names else "consent.saved")


@login_required
@require_POST
def ward(request: HttpRequest) -> HttpResponse:
    """Become a child's guardian or not, say how old the child is, or be the guardian no more."""
    person, form = signed_in(request), WardForm(request.POST)
    if not form.is_valid():
        return render(request, "web/400.html", status=HTTPStatus.BAD_REQUEST)
    public = form.cleaned_data["child"]
    child = (who_ask(person) | wards_of(person)).filter(public=public).first()
    if child is None:
        raise Http404
    return answered(request, lambda: form.write(person, child))


@login_required
@require_safe
def receipt_of(request: HttpRequest, public: str) -> HttpResponse:
    """The receipt of one choice, as a file; a guardian has those of the child too."""
    person = signed_in(request)
    whose = [who_is(one) for one in (person, *wards_of(person))]
    choice = Choice.objects.filter(who__in=whose, public=public, kind__in=list(STATES)).first()
    if choice is None:
        raise Http404
    made = receipt(choice)
    content = json.dumps({"receipt": made, "jws": signed(made)}, ensure_ascii=False, indent=1)
    name = f"attachment; filename=consent-{choice.public}.json"
    return HttpResponse(content, content_type="application/json", headers={"Content-Disposition": name})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The key with which receipts are verified."""
    return JsonResponse({"keys": [published_key()]})


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """A page of a public site to try the cookie dialog on; there is one in the demo alone."""
    shown = site_for(request, spoken(), timezone.now()) if settings.OSTOJA_DEMO else None
    if shown is None:
        raise Http404
    places = {"site": shown, "back": request.path, "is_open": shown.is_asked or OPEN in request.GET}
    return dressed(request, render(request, "consents/site.html", places), shown)


@require_POST
def cookies(request: HttpRequest) -> HttpResponse:
    """Write the answers of the cookie dialog down, and go back to the page on which it stood."""
    form, now = CookieForm(request.POST), timezone.now()
    if not form.is_valid():
        return render(request, "web/400.html", status=HTTPStatus.BAD_REQUEST)
    if not PRESSES.allows(asker(request), now):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    visitor, typed = visitor_of(request) or new_visitor(), form.cleaned_data
    way = flows.Way(visitor, typed["language"] or spoken(), "dialog", has_signal(request), typed["policy"])
    response = HttpResponseRedirect(way_back(request, typed["back"]))
    # Where something else is asked by now, the page asks it.
    with contextlib.suppress(flows.ChoiceError):
        flows.choose_cookies(visitor, form.agreed(), way, now)
        remember(response, visitor)
    return response


def way_back(request: HttpRequest, typed: str) -> str:
    """The page to which a press leads back: one of ours, or the first one."""
    is_ours = url_has_allowed_host_and_scheme(typed, {request.get_host()}, require_https=request.is_secure())
    return typed if is_ours else "/"
