"""The pages of the desk that are nobody's matter: setting a second factor up, and what a person sees of the desk."""

from http import HTTPStatus

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.desk.guard import appointed, staff
from ostoja.cloud.desk.queries import has_second, looks_at
from ostoja.cloud.desk.rules import Right
from ostoja.cloud.desk.second import flows
from ostoja.cloud.desk.second.forms import SetUpForm
from ostoja.cloud.desk.second.passing import remember
from ostoja.cloud.statistics.queries import day_of, lately
from ostoja.cloud.statistics.rules import is_on
from ostoja.cloud.web.limits import Limit

TRIES = Limit("second.password", most=10, seconds=3_600)


@require_http_methods(["GET", "HEAD", "POST"])
@appointed
def set_up(request: HttpRequest) -> HttpResponse:
    """The page that shows the secret once and asks for the first code."""
    person = signed_in(request)
    if has_second(person):
        return redirect("desk:queue")
    if request.method == "POST" and not TRIES.allows(person.public, timezone.now()):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    form = SetUpForm(request.POST if request.method == "POST" else None, user=person)
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/second.html", shown(form, person))
    codes = flows.set_up(person, form.secret)
    clear_totp_secret(request)
    remember(request, timezone.now())
    return render(request, "desk/codes.html", {"codes": codes})


def shown(form: SetUpForm, person: Person) -> dict[str, object]:
    """The form with the secret as a picture and as letters."""
    adapter = get_adapter()
    picture: str = adapter.build_totp_svg(adapter.build_totp_url(person, form.secret))
    # The library draws it from dark and light squares alone; the declaration of XML has no place within a page.
    drawn = mark_safe(picture.partition("?>")[2])  # noqa: S308
    return {"form": form, "picture": drawn, "secret": form.secret}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.STATISTICS)
def statistics(request: HttpRequest) -> HttpResponse:
    """How often pages were opened by those who agreed; while nothing is counted there is no such page."""
    if not is_on(settings.OSTOJA_ADAPTERS):
        raise Http404
    return render(request, "desk/statistics.html", {"totals": lately(day_of(timezone.now()))})


@login_required
@require_safe
def looks_at_me(request: HttpRequest) -> HttpResponse:
    """Every time that staff opened this person's data."""
    return render(request, "desk/looks.html", {"looks": looks_at(signed_in(request))})
