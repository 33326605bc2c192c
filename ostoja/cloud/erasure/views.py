"""The page that says what became of the data of an account that was closed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ostoja.cloud.erasure.letters import shown, untold_of
from ostoja.cloud.erasure.queries import report_named
from ostoja.cloud.homes.erasures.queries import progress_of
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.web.texts import spoken


@require_safe
@never_cache
def report(request: HttpRequest, report: str) -> HttpResponse:
    """What went and what stays, for whoever has the address; it names nobody.

    Raises: Http404.
    """
    kept = report_named(report)
    if kept is None:
        raise Http404
    found = in_force(timezone.now())
    homes = [] if kept.person is None else progress_of(kept.person)
    places = {
        "homes": homes,
        "lines": shown(kept, found, spoken()),
        "untold": untold_of(kept, found, spoken()),
        "made": kept.made,
    }
    return render(request, "erasure/report.html", places | {"controller": found.policy.controller})
