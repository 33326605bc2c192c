"""The pages of the desk that are nobody's matter: totals, and what a person sees of the desk."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.desk.guard import staff
from ostoja.cloud.desk.queries import looks_at
from ostoja.cloud.desk.rules import Right
from ostoja.cloud.statistics.queries import day_of, lately
from ostoja.cloud.statistics.rules import is_on


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
